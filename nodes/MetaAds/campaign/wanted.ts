import { DateTime } from 'luxon';
import type { z } from 'zod';

import type { GraphObject } from '../../shared/graph/pages';
import type { GraphParam } from '../../shared/graph/request';
import { formatMoney } from '../../shared/money';
import { amountAt, momentAt } from '../../shared/node/accountValues';
import { InputProblem } from '../../shared/node/problem';
import type { AccountFacts } from '../../shared/node/session';
import type { Wanted } from './changes';
import { NO_SPEND_CAP } from './choices';
import { isNoLimit } from './row';
import type { updateParams } from './update';

type UpdateFields = z.output<typeof updateParams>['updateFields'];

const at = (name: keyof UpdateFields): string[] => ['updateFields', name];

const same = (value: unknown, other: unknown): boolean => String(value ?? '') === String(other ?? '');

/** Two spellings of one instant are the same time; Meta answers in the account's offset of that day. */
const sameTime = (value: unknown, other: string): boolean =>
	typeof value === 'string' && DateTime.fromISO(value).toMillis() === DateTime.fromISO(other).toMillis();

/** Lists without order. Meta keeps "none" as an empty list. */
const sameSet = (value: unknown, other: readonly string[]): boolean => {
	const names = (list: readonly unknown[]): string => list.map(String).filter((name) => name !== 'NONE').sort().join();
	return names(Array.isArray(value) ? value : []) === names(other);
};

const labelNames = (value: unknown): string[] => (Array.isArray(value) ? value.map((label: { name?: unknown }) => String(label.name)) : []);

const plain = (field: string, label: string, value: GraphParam): Wanted => ({
	field,
	label,
	value,
	shownBy: (campaign) => same(campaign[field], value),
	inWords: (campaign) => String(campaign[field] ?? 'none'),
});

const money = (field: string, label: string, minor: string, { currency }: AccountFacts): Wanted => ({
	...plain(field, label, minor),
	inWords: (campaign) => (campaign[field] === undefined ? 'none' : formatMoney(String(campaign[field]), currency)),
});

const noLimit: Wanted = {
	...plain('spend_cap', 'Spending Limit', NO_SPEND_CAP),
	shownBy: ({ spend_cap: cap }) => isNoLimit(cap),
	inWords: ({ spend_cap: cap }) => (isNoLimit(cap) ? 'none' : String(cap)),
};

/**
 * What the form asks for, as Graph's fields.
 *
 * @throws InputProblem for amounts and times that do not fit the account
 */
export function wantedOf(fields: UpdateFields, account: AccountFacts): Wanted[] {
	const { name, status, bidStrategy, specialAdCategories: categories, specialAdCategoryCountry: countries, labels } = fields;
	const wanted: Array<Wanted | false | undefined> = [
		name !== undefined && plain('name', 'Name', name),
		status !== undefined && plain('status', 'Status', status),
		bidStrategy !== undefined && plain('bid_strategy', 'Bid Strategy', bidStrategy),
		fields.dailyBudget !== undefined && money('daily_budget', 'Daily Budget', amountAt(at('dailyBudget'), fields.dailyBudget, account), account),
		fields.lifetimeBudget !== undefined &&
			money('lifetime_budget', 'Lifetime Budget', amountAt(at('lifetimeBudget'), fields.lifetimeBudget, account), account),
		fields.spendCap !== undefined && money('spend_cap', 'Spending Limit', amountAt(at('spendCap'), fields.spendCap, account), account),
		fields.removeSpendCap === true && noLimit,
		categories !== undefined && {
			...plain('special_ad_categories', 'Special Ad Categories', categories),
			shownBy: (campaign) => sameSet(campaign.special_ad_categories, categories),
		},
		countries !== undefined && {
			...plain('special_ad_category_country', 'Countries of the Special Category', countries),
			shownBy: (campaign) => sameSet(campaign.special_ad_category_country, countries),
		},
		labels !== undefined && {
			...plain('adlabels', 'Labels', labels.map((label) => ({ name: label }))),
			shownBy: (campaign) => sameSet(labelNames(campaign.adlabels), labels),
			inWords: (campaign) => labelNames(campaign.adlabels).join(', ') || 'none',
		},
		time('start_time', 'Start Time', fields.startTime && momentAt(at('startTime'), fields.startTime, account)),
		time('stop_time', 'Stop Time', fields.stopTime && momentAt(at('stopTime'), fields.stopTime, account, 'end')),
	];
	return wanted.filter((want): want is Wanted => want !== false && want !== undefined);
}

function time(field: string, label: string, moment: string | undefined): Wanted | undefined {
	if (moment === undefined) return undefined;
	return { ...plain(field, label, moment), shownBy: (campaign) => sameTime(campaign[field], moment) };
}

/** A budget more than this many times the present one needs Allow Large Change. */
const LARGE_CHANGE = 2n;

const budgets = [
	{ field: 'daily_budget', other: 'lifetime_budget', name: 'dailyBudget', has: 'a lifetime budget' },
	{ field: 'lifetime_budget', other: 'daily_budget', name: 'lifetimeBudget', has: 'a daily budget' },
] as const;

const isSet = (value: unknown): boolean => value !== undefined && value !== null && !['', '0'].includes(String(value));

function budgetProblem(wanted: readonly Wanted[], current: GraphObject, allowLargeChange: boolean): InputProblem | null {
	for (const { field, other, name, has } of budgets) {
		const want = wanted.find((candidate) => candidate.field === field);
		if (want === undefined) continue;
		if (isSet(current[other])) {
			return new InputProblem(at(name), `cannot be set: this campaign has ${has}`, `Change that one instead. Meta does not turn one kind of budget into the other on a running campaign.`);
		}
		if (!isSet(current[field])) {
			return new InputProblem(at(name), 'cannot be set: this campaign leaves its budget to the ad sets', 'Change the budget of its ad sets.');
		}
		if (!allowLargeChange && BigInt(String(want.value)) > LARGE_CHANGE * BigInt(String(current[field]))) {
			return new InputProblem(
				at(name),
				`would become more than twice what it is (${want.inWords(current)} → ${want.inWords({ [field]: want.value })})`,
				'If that is meant, switch Allow Large Change on under Options. Amounts are in currency units, not cents.',
			);
		}
	}
	return null;
}

function scheduleProblem(wanted: readonly Wanted[], current: GraphObject): InputProblem | null {
	const value = (field: string): string => String(wanted.find((want) => want.field === field)?.value ?? current[field] ?? '');
	const [start, stop] = [DateTime.fromISO(value('start_time')), DateTime.fromISO(value('stop_time'))];
	const touched = wanted.some(({ field }) => field === 'start_time' || field === 'stop_time');
	if (!touched || !start.isValid || !stop.isValid || stop > start) return null;
	const name = wanted.some(({ field }) => field === 'stop_time') ? 'stopTime' : 'startTime';
	return new InputProblem(at(name), 'puts the end before the start', `The campaign would run from ${start.toISO()} to ${stop.toISO()}. Change one of the two.`);
}

/** Decides whether the wanted values fit the campaign as it is now. */
export const decideUpdate =
	(wanted: readonly Wanted[], allowLargeChange: boolean) =>
	(current: GraphObject): readonly Wanted[] | Error =>
		budgetProblem(wanted, current, allowLargeChange) ?? scheduleProblem(wanted, current) ?? wanted;
