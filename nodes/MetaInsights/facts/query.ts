import type { GraphFilter } from '../../shared/filtering';
import { fieldList, type GraphRequest } from '../../shared/graph/request';
import type { ReportPeriod } from './dateRanges';
import { isActionList } from './fieldKinds';
import { timeIncrement, type Increment } from './increments';
import { idField, type ReportLevel } from './levels';
import { searchFilters } from './objectFilters';

/** What is asked of Meta, the same for every part of a report. Plain data: it travels in a report's plan. */
export interface ReportQuery {
	/** `act_…`: whose quota and calendar. */
	readonly account: string;
	/** The object whose numbers are asked for: the account, or one campaign, ad set or ad. */
	readonly node: string;
	/** Kind of that object. */
	readonly nodeLevel: ReportLevel;
	readonly level: ReportLevel;
	readonly fields: readonly string[];
	readonly breakdowns: readonly string[];
	readonly actionBreakdowns: readonly string[];
	readonly windows: readonly string[];
	readonly increment: Increment;
	/** Filters of the form; every part keeps them. */
	readonly filtering: readonly GraphFilter[];
}

/** Ids one filter carries: with more, the address of a read would outgrow what servers take. */
export const IDS_PER_PART = 200;

/** A piece of a report that one call, or one run at Meta, delivers. */
export interface ReportPart {
	readonly period: ReportPeriod;
	/** All of the query's, or some where Meta could not deliver all at once. */
	readonly fields: readonly string[];
	/** Only these objects, by `filtering`. */
	readonly ids?: { readonly level: ReportLevel; readonly ids: readonly string[] };
}

function filteringOf({ filtering }: ReportQuery, { ids }: ReportPart): GraphFilter[] {
	return ids === undefined
		? [...filtering]
		: [...filtering, { field: `${ids.level}.id`, operator: 'IN', value: ids.ids }];
}

const orNothing = <T>(list: readonly T[]): readonly T[] | undefined => (list.length > 0 ? list : undefined);

/** Action breakdowns need an action list in the fields, and Meta's reference says it has to be `actions` (Meta: reference/ad-account/insights). */
const withActions = (fields: readonly string[]): readonly string[] =>
	fields.includes('actions') ? fields : [...fields, 'actions'];

/** The parameters of a part, the same whether Meta answers at once or in a run. */
export function paramsOf(query: ReportQuery, part: ReportPart): Record<string, unknown> {
	const { level, breakdowns, actionBreakdowns, windows, increment } = query;
	const areDivided = actionBreakdowns.length > 0 && part.fields.some(isActionList);
	return {
		level,
		fields: fieldList(areDivided ? withActions(part.fields) : part.fields),
		time_range: part.period,
		time_increment: timeIncrement(increment),
		breakdowns: orNothing(breakdowns),
		action_breakdowns: areDivided ? actionBreakdowns : undefined,
		action_attribution_windows: orNothing(windows),
		filtering: orNothing(filteringOf(query, part)),
	};
}

/** Asks for a part's rows at once. */
export const readRequest = (query: ReportQuery, part: ReportPart): GraphRequest => ({
	method: 'GET',
	path: `${query.node}/insights`,
	params: paramsOf(query, part) as GraphRequest['params'],
	effect: 'read',
	account: query.account,
});

/**
 * Lets Meta prepare a part's rows. Asking twice only prepares them twice, so it may be repeated like a read, but not where Meta
 * prepares ten a day: one whose answer was lost has probably been counted.
 */
export const startRequest = (query: ReportQuery, part: ReportPart, isScarce: boolean): GraphRequest => ({
	...readRequest(query, part),
	method: 'POST',
	...(isScarce ? { effect: 'create' } : {}),
});

export const RUN_FIELDS = [
	'id',
	'async_status',
	'async_percent_completion',
	'error_code',
	'error_subcode',
	'error_message',
	'error_user_title',
	'error_user_msg',
];

export const runRequest = (query: ReportQuery, run: string): GraphRequest => ({
	method: 'GET',
	path: run,
	params: { fields: fieldList(RUN_FIELDS) },
	effect: 'read',
	account: query.account,
});

export const runRowsRequest = (query: ReportQuery, run: string): GraphRequest => ({
	method: 'GET',
	path: `${run}/insights`,
	effect: 'read',
	account: query.account,
});

/**
 * Asks which objects of a level a part has: no breakdowns, no increments, no metrics. The window reaches further back,
 * since an object can still get conversions for impressions of weeks ago. Of the filters only those about objects are kept:
 * one about the numbers of a row would be held against the sum of a parent's rows, and hide parents whose rows pass it.
 */
export function childrenRequest(
	query: ReportQuery,
	part: ReportPart,
	level: ReportLevel,
	period: ReportPeriod,
): GraphRequest {
	const plain: ReportQuery = {
		...query,
		level,
		breakdowns: [],
		actionBreakdowns: [],
		windows: [],
		increment: 'total',
		filtering: searchFilters(query.filtering, level),
	};
	return readRequest(plain, { ...part, period, fields: [idField(level)] });
}
