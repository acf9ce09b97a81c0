import { z } from 'zod';

import { optionsParams } from '../../shared/node/commonFields';
import { adAccountId, idTexts, objectId } from '../../shared/node/locators';
import { problem } from '../../shared/node/params';
import { adsInsightsSpec } from '../../shared/spec';
import { emptyProblem, levelProblem } from './breakdownFields';
import { combinationProblem, needsAsync, removedWindows } from './breakdownRules';
import { rangeNames } from './dateRanges';
import { fieldSetNames, levels, metricFields, startingSets, type Level } from './fieldSets';
import { filtersParam } from './filters';
import { windowOptions } from './optionFields';
import { isBelow } from './query';
import { removedBreakdowns, removedFields } from './removedNames';
import { IDS_PER_PART } from './split';
import { statusOptions, statusProblem } from './statuses';

const values = (options: ReadonlyArray<{ value: string }>) => options.map(({ value }) => value) as [string, ...string[]];

const names = (list: readonly string[], removed: typeof removedFields = {}) => z.array(z.string().trim().min(1)).superRefine((chosen, context) => {
	chosen.forEach((name, index) => {
		if (removed[name] !== undefined) problem(context, [index], `“${name}” no longer exists: ${removed[name].what}`, removed[name].advice);
		else if (!list.includes(name)) problem(context, [index], `“${name}” is not a name Meta’s reports know`, 'Choose from the list, or correct the spelling; Meta writes names in small letters with underscores.');
	});
});

const typeList = z.union([z.string(), z.array(z.string())]).transform((value) => (Array.isArray(value) ? value : value.split(',')).map((text) => text.trim()).filter((text) => text !== ''));

const moment = z.union([z.string().trim().min(1), z.custom<Date>((value) => value instanceof Date || typeof (value as { toMillis?: unknown } | null)?.toMillis === 'function')]);

const optional = <S extends z.ZodTypeAny>(schema: S) => z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const options = optionsParams({
	actionBreakdowns: names(adsInsightsSpec.ActionBreakdowns).default([]),
	actionTypes: typeList.default([]),
	adDetails: z.boolean().default(false),
	allActionTypes: z.boolean().default(false),
	alwaysOutputRow: z.boolean().default(false),
	attributionWindows: z.array(z.string()).default([]),
	// By an expression it can be called what Attribution Windows calls it.
	conversionWindow: z.enum(['value', ...values(windowOptions)]).default('value').transform((window) => (window === 'default' ? 'value' : window)),
	moreFields: names(adsInsightsSpec.Fields, removedFields).default([]),
	filters: filtersParam,
	includeDeleted: z.boolean().default(false),
	includeToday: z.boolean().default(false),
	limit: z.number().int().min(1).optional(),
	onIncomplete: z.enum(['fail', 'return']).default('fail'),
	output: z.enum(['auto', 'items', 'csv', 'jsonl']).default('auto'),
	sortBy: z.string().trim().default(''),
	sortDirection: z.enum(['asc', 'desc']).default('desc'),
	statuses: z.array(z.enum(values(statusOptions))).default([]),
	summary: z.boolean().default(false),
	weekStart: z.enum(['monday', 'sunday']).default('monday'),
});

const nothingChosen = 'Choose one from the list, or enter its ID.';

const levelNames: Record<Level, string> = { account: 'Ad Account', campaign: 'Campaign', adset: 'Ad Set', ad: 'Ad' };

/** Ids of which several make up one row have to fit one question: the row would come in pieces that nothing puts together. */
function checkCount(context: z.RefinementCtx, idLevel: Level, level: Level, count: number): void {
	if (!isBelow(idLevel, level) || count <= IDS_PER_PART) return;
	problem(context, ['ids'], `hold ${count.toLocaleString('en')} ${levelNames[idLevel].toLowerCase()}s, and at most ${IDS_PER_PART} can make up one row of level ${levelNames[level]}`, `Set Level to ${levelNames[idLevel]} for a row each, or enter at most ${IDS_PER_PART} IDs.`);
}

/** What is made of flat rows: Meta's own would silently come without it. */
const madeOfRows: ReadonlyArray<{
	readonly path: readonly string[];
	readonly isOn: (form: { compare: boolean; options: z.output<typeof options> }) => boolean;
	readonly without: string;
}> = [
	{ path: ['compare'], isOn: ({ compare }) => compare, without: 'Compare With Previous Period off' },
	{ path: ['options', 'adDetails'], isOn: ({ options: { adDetails } }) => adDetails, without: 'Add Thumbnail and Link off' },
	{ path: ['options', 'onIncomplete'], isOn: ({ options: { onIncomplete } }) => onIncomplete === 'return', without: 'set On Incomplete to Fail' },
	{ path: ['options', 'sortBy'], isOn: ({ options: { sortBy } }) => sortBy !== '', without: 'leave Sort By empty' },
];

export const reportParams = z
	.object({
		adAccount: adAccountId,
		scope: z.enum(['account', 'campaign', 'adSet', 'ad', 'list']).default('account'),
		campaign: optional(objectId),
		adSet: optional(objectId),
		ad: optional(objectId),
		idLevel: z.enum(['campaign', 'adset', 'ad']).default('campaign'),
		ids: idTexts.optional(),
		level: z.enum(levels).default('campaign'),
		dateRange: z.enum([...rangeNames, 'custom', 'ranges']).default('yesterday'),
		days: z.number().int().min(1).max(1126).default(7),
		since: moment.optional(),
		until: moment.optional(),
		ranges: z.object({ values: z.array(z.object({ since: moment, until: moment })).default([]) }).default({ values: [] }).transform((ranges) => ranges.values),
		timeIncrement: z.enum(['total', 'day', 'week', 'month', 'days']).default('day'),
		incrementDays: z.number().int().min(2).max(90).default(14),
		fieldSets: z.array(z.enum(fieldSetNames)).default([...startingSets]),
		breakdowns: names(adsInsightsSpec.Breakdowns, removedBreakdowns).default([]),
		compare: z.boolean().default(false),
		simplify: z.boolean().default(true),
		options,
	})
	.superRefine((form, context) => {
		const { scope, breakdowns, options: chosen } = form;
		if (scope !== 'account' && scope !== 'list' && form[scope] === undefined) problem(context, [scope], 'is empty', nothingChosen);
		if (scope === 'list') {
			if (form.ids === undefined || form.ids.length === 0) problem(context, ['ids'], 'is empty', 'Enter the IDs, separated by commas. If an expression fills the field, it came out empty for this item.');
			const bad = form.ids?.find((id) => !objectId.safeParse(id).success);
			if (bad !== undefined) problem(context, ['ids'], `“${bad}” is not an ID`, 'An ID has only digits, as in Ads Manager’s address.');
			checkCount(context, form.idLevel, form.level, new Set(form.ids).size);
		}
		const lowest = { account: 0, campaign: 1, adSet: 2, ad: 3, list: 0 }[scope];
		if (levels.indexOf(form.level) < lowest) {
			problem(context, ['level'], 'is above the object the report is on', 'Choose the level of the object itself, or one below it.');
		}
		if (form.dateRange === 'custom') {
			if (form.since === undefined) problem(context, ['since'], 'is empty', 'Enter the first day of the report, e.g. 2026-05-12.');
			if (form.until === undefined) problem(context, ['until'], 'is empty', 'Enter the last day of the report, e.g. 2026-05-18.');
		}
		if (form.dateRange === 'ranges' && form.ranges.length === 0) problem(context, ['ranges'], 'is empty', 'Add at least one range.');
		const metrics = metricFields(form.fieldSets, chosen.moreFields);
		if (metrics.length === 0) problem(context, ['fieldSets'], 'is empty', 'Choose at least one set, or fields in Options.');
		const untold = levelProblem(breakdowns, form.level) ?? (metrics.length === 0 ? null : emptyProblem(breakdowns, metrics));
		if (untold !== null) problem(context, ['breakdowns'], untold.message, untold.advice);
		const broken = combinationProblem(breakdowns, chosen.actionBreakdowns);
		if (broken !== null) problem(context, breakdowns.length > 0 ? ['breakdowns'] : ['options', 'actionBreakdowns'], broken.message, broken.advice);
		const status = statusProblem(form.level, chosen.statuses);
		if (status !== null) problem(context, ['options', 'statuses'], status.message, status.advice);
		const removed = removedWindows(chosen.attributionWindows);
		if (removed.length > 0) {
			problem(context, ['options', 'attributionWindows'], `“${removed.join('”, “')}” no longer exists: Meta removed it on 12 January 2026 and returns nothing for it`, 'Use 1d_view, 1d_click, 7d_click or 28d_click.');
		}
		const unknown = chosen.attributionWindows.find((window) => !(adsInsightsSpec.ActionAttributionWindows as readonly string[]).includes(window));
		if (removed.length === 0 && unknown !== undefined) problem(context, ['options', 'attributionWindows'], `“${unknown}” is not a window Meta knows`, 'Choose from the list.');
		if (form.compare && (form.dateRange === 'ranges' || form.dateRange === 'maximum')) {
			problem(context, ['compare'], 'needs one date range with a period before it', 'Choose another Date Range, or switch it off.');
		}
		if (!form.simplify) for (const { path, isOn, without } of madeOfRows) if (isOn(form)) problem(context, [...path], 'needs Simplify', `Switch Simplify on, or ${without}.`);
	});

/** The form of a report, as Start has it. */
export type ReportForm = z.output<typeof reportParams>;

/** Get waits for the report itself, within a time of its own. */
export const getParams = reportParams.and(
	z.object({
		options: z.object({ maxRunTime: z.number().min(0).max(15).default(15), strategy: z.enum(['auto', 'sync', 'async']).default('auto') }).default({}),
	}),
).superRefine(({ breakdowns, options: { strategy } }, context) => {
	if (strategy !== 'sync' || !needsAsync(breakdowns)) return;
	problem(context, ['options', 'strategy'], 'cannot be Synchronous with these breakdowns: Meta can answer them directly with nothing', 'Choose Automatic or Asynchronous.');
});

export type GetForm = z.output<typeof getParams>;
