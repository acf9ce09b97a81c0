import { InputProblem } from '../../shared/form/problem';
import { quotedBreakdowns } from './breakdownLabels';
import { kindOf } from './fieldKinds';

/**
 * Which breakdowns Meta combines. Source: Marketing API, Insights, "Breakdowns" (table of combinations, and the limits
 * around it). Breakdowns outside that table are left to Meta unless a rule below names them.
 */

/** Joined to any combination marked with an asterisk in Meta's table. */
const JOINABLE: readonly string[] = ['action_type', 'action_target_id', 'action_destination'];

const HOURLY = ['hourly_stats_aggregated_by_advertiser_time_zone', 'hourly_stats_aggregated_by_audience_time_zone'] as const;

const ASSETS = ['ad_format_asset', 'body_asset', 'call_to_action_asset', 'description_asset', 'image_asset', 'link_url_asset', 'title_asset', 'video_asset'];

const starred: ReadonlyArray<readonly string[]> = [
	[],
	['action_device'],
	['action_device', 'impression_device'],
	['action_device', 'publisher_platform'],
	['action_device', 'publisher_platform', 'impression_device'],
	['action_device', 'publisher_platform', 'platform_position'],
	['action_device', 'publisher_platform', 'platform_position', 'impression_device'],
	['age'],
	['gender'],
	['age', 'gender'],
	['country'],
	['region'],
	['publisher_platform'],
	['publisher_platform', 'impression_device'],
	['publisher_platform', 'platform_position'],
	['publisher_platform', 'platform_position', 'impression_device'],
	['product_id'],
	...HOURLY.map((hourly) => [hourly]),
];

const CAROUSEL = ['action_carousel_card_id', 'action_carousel_card_name'];

const plain: ReadonlyArray<readonly string[]> = [
	['action_reaction'],
	['app_id', 'skan_conversion_id'],
	...[...CAROUSEL, ...ASSETS].flatMap((first) => [[], ['age'], ['gender'], ['age', 'gender']].map((more) => [first, ...more])),
	...CAROUSEL.flatMap((first) => [['impression_device'], ['country']].map((more) => [first, ...more])),
];

const listed = new Set([...starred, ...plain].flat());

const sameSet = (one: readonly string[], other: readonly string[]): boolean => one.length === other.length && one.every((name) => other.includes(name));

/** Whether Meta's table has this combination. `action_type` is always there. */
function isListed(names: readonly string[]): boolean {
	const core = names.filter((name) => !JOINABLE.includes(name));
	const joined = names.filter((name) => JOINABLE.includes(name) && name !== 'action_type');
	return starred.some((combination) => sameSet(combination, core)) || (joined.length === 0 && plain.some((combination) => sameSet(combination, core)));
}

/** As few of the chosen ones as can be left out for the others to go together. */
function smallestDrop(names: readonly string[], allowed: (rest: readonly string[]) => boolean): readonly string[] {
	for (let size = 1; size < names.length; size++) {
		const drop = subsets(names, size).find((some) => allowed(names.filter((name) => !some.includes(name))));
		if (drop !== undefined) return drop;
	}
	return names;
}

function subsets(names: readonly string[], size: number): string[][] {
	if (size === 0) return [[]];
	return names.flatMap((name, index) => subsets(names.slice(index + 1), size - 1).map((rest) => [name, ...rest]));
}

/**
 * Why Meta would refuse these breakdowns together, with what to leave out, or null.
 *
 * @param breakdowns of the rows
 * @param actionBreakdowns of the action lists
 */
export function combinationProblem(breakdowns: readonly string[], actionBreakdowns: readonly string[]): InputProblem | null {
	const all = [...new Set([...breakdowns, ...actionBreakdowns])];
	const refuse = (message: string, advice: string): InputProblem => new InputProblem(breakdowns.length > 0 ? ['breakdowns'] : ['options', 'actionBreakdowns'], message, advice);
	if (all.includes('platform_position') && !all.includes('publisher_platform')) {
		return refuse(`${quotedBreakdowns(['platform_position'])} needs ${quotedBreakdowns(['publisher_platform'])} beside it`, 'Add the one, or drop the other.');
	}
	if (sameSet(all.filter((name) => !JOINABLE.includes(name)), ['impression_device'])) {
		return refuse(`${quotedBreakdowns(['impression_device'])} cannot stand alone`, `Add ${quotedBreakdowns(['publisher_platform'])}, or use ${quotedBreakdowns(['device_platform'])} instead.`);
	}
	const allowed = (names: readonly string[]): boolean => {
		const known = names.filter((name) => listed.has(name) || JOINABLE.includes(name));
		// An hour goes with nothing else, whether the table knows the other or not.
		if (names.some((name) => (HOURLY as readonly string[]).includes(name)) && names.some((name) => !known.includes(name))) return false;
		// With one Meta's table does not know, only what the table forbids in itself is refused.
		return known.length <= 1 || isListed(known) || (known.length < names.length && couldBelong(known));
	};
	if (allowed(all)) return null;
	const drop = smallestDrop(all, allowed);
	const rest = all.filter((name) => !drop.includes(name));
	return refuse(
		`Meta does not offer ${quotedBreakdowns(all)} together`,
		rest.length === 0 ? 'Choose one of them.' : `Drop ${quotedBreakdowns(drop)}, or make two reports: one by ${quotedBreakdowns(rest)}, one by ${quotedBreakdowns(drop)}.`,
	);
}

/** Part of a listed combination. */
const couldBelong = (names: readonly string[]): boolean => [...starred, ...plain].some((combination) => names.every((name) => JOINABLE.includes(name) || combination.includes(name)));

const REACH_FIELDS = ['reach', 'frequency', 'cpp'];
const isUnique = (field: string): boolean => /^unique_|^cost_per_unique_/.test(field);

/**
 * Whether Meta does not tell this number with these breakdowns though it sends one: by hour it answers 0 for reach, frequency and
 * cpp, and leaves unique counts out (Marketing API, Insights, "Breakdowns").
 */
export const hidesPeople = (breakdowns: readonly string[], field: string): boolean =>
	breakdowns.some((name) => (HOURLY as readonly string[]).includes(name)) && (REACH_FIELDS.includes(field) || isUnique(field));

/** Months Meta keeps for a breakdown or, with any breakdown, for a field (since 2026-01-12; reach since 2025-06-10). */
interface Kept {
	readonly months: number;
	readonly what: string;
	readonly applies: (breakdowns: readonly string[], fields: readonly string[]) => boolean;
	/** Meta leaves the values out of direct answers instead of refusing the report: only runs tell them. */
	readonly byRun?: true;
}

const kept: readonly Kept[] = [
	{ months: 13, what: 'breakdowns by hour', applies: (breakdowns) => breakdowns.some((name) => (HOURLY as readonly string[]).includes(name)) },
	{ months: 6, what: 'the breakdown frequency_value', applies: (breakdowns) => breakdowns.includes('frequency_value') },
	// The type of action is a breakdown in itself (measured by clients in the field, UNCONFIRMED in Meta's pages).
	{ months: 13, what: 'unique counts by type of action', applies: (_, fields) => fields.some((field) => isUnique(field) && kindOf(field) === 'actions') },
	{ months: 13, what: 'unique counts with breakdowns', applies: (breakdowns, fields) => breakdowns.length > 0 && fields.some(isUnique) },
	{ months: 13, what: 'reach, frequency and cpp with breakdowns', applies: (breakdowns, fields) => breakdowns.length > 0 && fields.some((field) => REACH_FIELDS.includes(field)), byRun: true },
];

export interface Retention {
	/** The shortest time, in months. */
	readonly months: number;
	readonly what: string;
	/** Whether older values can be had by a run at Meta (ten a day and account; Marketing API, Insights, "Best practices"). */
	readonly byRun: boolean;
}

/** What Meta keeps for less than its 37 months, of what is asked for. */
export const retentionOf = (breakdowns: readonly string[], fields: readonly string[]): Retention[] =>
	kept.filter(({ applies }) => applies(breakdowns, fields)).map(({ months, what, byRun }) => ({ months, what, byRun: byRun === true }));

/**
 * Since 2026-08 a direct call can return nothing for these unless an administrator opted in. Runs “remain available for all your history
 * as long as you opted in" (Meta: marketing-api/out-of-cycle-changes/occ-2026): they are the better way, and can be empty all the same.
 */
const OPT_IN = ['impression_device', 'hourly_stats_aggregated_by_audience_time_zone', 'frequency_value'];

/** Breakdowns for which a run at Meta is the way. Direct calls never have `mmm`. */
export const needsAsync = (breakdowns: readonly string[]): boolean => breakdowns.some((name) => name === 'mmm' || OPT_IN.includes(name));

/** A way to get the report by which Meta would answer without rows. */
export const strategyProblem = (breakdowns: readonly string[], strategy: string): InputProblem | null =>
	strategy === 'sync' && needsAsync(breakdowns)
		? new InputProblem(['options', 'strategy'], 'cannot be Synchronous with these breakdowns: Meta can answer them directly with nothing', 'Choose Automatic or Asynchronous.')
		: null;

/** Why a report with these breakdowns can be without rows although there was delivery, or null. */
export function optInHint(breakdowns: readonly string[]): string | null {
	const names = breakdowns.filter((name) => OPT_IN.includes(name));
	return names.length === 0 ? null : `Or ${names.join(' and ')} is not enabled for this ad account: since August 2026 an administrator may have to enable the breakdown in Ads Manager.`;
}

/**
 * Off-Meta actions are not told for these, so that a missing count is unknown and not zero (Marketing API, Insights, "Breakdowns").
 * UNCONFIRMED: that comscore_market is like dma, whose place it took, and that user_segment_key tells no conversions (a remark of
 * clients in the field): unknown is the safe answer.
 */
const WITHOUT_OFFSITE = ['region', 'comscore_market', 'user_segment_key', ...HOURLY, 'action_device', 'action_destination', 'action_target_id', 'product_id', ...CAROUSEL, 'action_canvas_component_name'];

export const hidesOffsiteActions = (names: readonly string[]): boolean => names.some((name) => WITHOUT_OFFSITE.includes(name));
