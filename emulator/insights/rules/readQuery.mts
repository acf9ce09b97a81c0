import { parseFields } from '../../graph/language/fieldExpansion.mts';
import { parseFiltering } from '../../graph/language/filtering.mts';
import { parameterError } from '../../graph/language/graphError.mts';
import type { Params } from '../../graph/language/params.mts';
import type { Account } from '../../world/basics.mts';
import type { World } from '../../world/world.mts';
import { cutPeriod, dayAt, parseDay, presetPeriod, type Increment, type Period } from '../query/days.mts';
import { LEVEL_OF, LEVELS, type InsightsQuery, type Scope } from '../query/insightsQuery.mts';
import { checkRetention, checkStart } from '../query/retention.mts';
import { readBreakdowns } from './breakdownRules.mts';
import { checkFields, DEFAULT_FIELDS } from './fieldNames.mts';
import { readWindows } from './windows.mts';

/** How many days to come a report is cut into at most. */
const FUTURE_DAYS = 366;

function accountOf(scope: Scope): Account {
	return scope.kind === 'AdAccount' ? scope : scope.account;
}

export function readQuery(
	world: World,
	scope: Scope,
	params: Params,
	isAsync: boolean,
	fieldNames?: string[],
): InsightsQuery {
	const account = accountOf(scope);
	const fields = fieldNames ?? readFields(params);
	checkFields(fields);
	const level = params.oneOf('level', LEVELS) ?? LEVEL_OF[scope.kind];
	const summary = params.list('summary') ?? (params.boolean('default_summary') ? fields : undefined);
	const query: InsightsQuery = {
		scope,
		account,
		// A level above the object's own shows the object itself (UNCONFIRMED 71).
		level: LEVELS.indexOf(level) < LEVELS.indexOf(LEVEL_OF[scope.kind]) ? LEVEL_OF[scope.kind] : level,
		periods: readPeriods(params, account, world.clock.now()),
		fields: fields.length > 0 ? fields : defaultFields(scope),
		...readBreakdowns(params, fields, level, isAsync),
		windows: readWindows(params),
		filters: parseFiltering(params.text('filtering')),
		sort: readSort(params),
		summary,
		isAsync,
	};
	params.boolean('use_account_attribution_setting');
	checkRetention(query, dayAt(world.clock.now(), account.timeZone));
	return query;
}

/** Impressions and spend, and whose they are (Meta: marketing-api/insights, example of a campaign). */
function defaultFields(scope: Scope): string[] {
	const ids = LEVELS.slice(0, LEVELS.indexOf(LEVEL_OF[scope.kind]) + 1).map((level) => `${level}_id`);
	return [...ids, ...DEFAULT_FIELDS];
}

/** A comma list, or a JSON array as some clients send it. */
function readFields(params: Params): string[] {
	const text = params.text('fields');
	if (text === undefined || text.trim() === '') return [];
	if (text.trim().startsWith('[')) return params.list('fields') ?? [];
	return parseFields(text).map(({ name }) => name);
}

/** time_ranges go before time_range, and that before date_preset; time_ranges switch time_increment off (Meta: reference/ad-account/insights). */
function readPeriods(params: Params, account: Account, now: number): Period[] {
	const today = dayAt(now, account.timeZone);
	const ranges = params.json('time_ranges');
	if (ranges !== undefined) {
		if (!Array.isArray(ranges) || ranges.length === 0)
			throw parameterError('Param time_ranges must be an array.', 'time_ranges');
		return ranges.map((range: unknown, index) => readRange(range, `time_ranges[${index}]`));
	}
	const increment = readIncrement(params);
	const range = params.json('time_range');
	if (range !== undefined) {
		const { since, until } = readRange(range, 'time_range');
		checkStart(since, today);
		// Days to come have no rows; a range that ends in the year 9999 is not cut into all of them.
		const end = increment === 'all_days' ? until : Math.min(until, Math.max(since, today + FUTURE_DAYS));
		return cutPeriod({ since, until: end }, increment);
	}
	const preset = params.text('date_preset') ?? 'last_30d';
	return cutPeriod(presetPeriod(preset, today, dayAt(account.createdTime, account.timeZone)), increment);
}

function readRange(value: unknown, name: string): Period {
	const { since, until } = (value ?? {}) as Record<string, unknown>;
	const period = { since: parseDay(since, `${name}['since']`), until: parseDay(until, `${name}['until']`) };
	// Code as for every invalid parameter; wording UNCONFIRMED 25.
	if (period.since > period.until) throw parameterError(`Param ${name}['since'] must not be after 'until'`, name);
	return period;
}

/** 1 to 90, monthly or all_days (Meta: reference/ad-account/insights). */
function readIncrement(params: Params): Increment {
	const text = params.text('time_increment');
	if (text === undefined || text === '' || text === 'all_days') return 'all_days';
	if (text === 'monthly') return text;
	if (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 90) return Number(text);
	throw parameterError('Param time_increment must be an integer from 1 to 90, monthly or all_days', 'time_increment');
}

/** One element at most, `field_ascending` or `actions:link_click_descending` (Meta: reference/ad-account/insights). */
function readSort(params: Params): InsightsQuery['sort'] {
	const sort = params.list('sort') ?? [];
	if (sort.length > 1) throw parameterError('Param sort can have at most 1 element(s)', 'sort'); // wording UNCONFIRMED 25
	const [first] = sort;
	if (first === undefined) return undefined;
	const parts = /^(.+)_(ascending|descending)$/.exec(first);
	if (!parts) throw parameterError(`Param sort[0] must be a field with _ascending or _descending: ${first}`, 'sort');
	return { field: parts[1]!, isDescending: parts[2] === 'descending' };
}
