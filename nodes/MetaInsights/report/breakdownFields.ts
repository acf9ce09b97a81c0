import { InputProblem, isEmpty } from '../../shared/form/problem';
import { quotedBreakdowns } from './breakdownLabels';
import { levels, metricFields, type Level } from './fieldSets';
import type { ReportForm } from './reportForm';

/**
 * Which fields and levels Meta offers with a breakdown. Source: Marketing API, Insights, "Breakdowns" (limitations, and the remarks in
 * the table of breakdowns). A field that does not go with a breakdown can fail the whole report (2/1504041), so it is not asked for.
 */

/** What a row is about; it goes with everything. */
const DESCRIBING = /^((account|campaign|adset|ad)_(id|name)|account_currency|date_start|date_stop)$/;

interface FieldLimit {
	readonly breakdowns: readonly string[];
	readonly tells: (field: string) => boolean;
	/** The fields it does have, where they are few. */
	readonly few?: readonly string[];
}

/** Whether attribution_setting goes with these is UNCONFIRMED: it is not asked for. */
const only = (breakdowns: readonly string[], ...few: string[]): FieldLimit => ({ breakdowns, few, tells: (field) => DESCRIBING.test(field) || few.includes(field) });
const allBut = (breakdowns: readonly string[], pattern: RegExp): FieldLimit => ({ breakdowns, tells: (field) => !pattern.test(field) });

const HOURLY = ['hourly_stats_aggregated_by_advertiser_time_zone', 'hourly_stats_aggregated_by_audience_time_zone'];
const ASSETS = ['ad_format_asset', 'body_asset', 'call_to_action_asset', 'description_asset', 'image_asset', 'link_url_asset', 'title_asset', 'video_asset'];

const fieldLimits: readonly FieldLimit[] = [
	allBut(HOURLY, /^video_/),
	allBut(['region'], /^video_(avg_time|p\d+)_watched_actions$/),
	only(ASSETS, 'impressions', 'clicks', 'spend', 'reach', 'actions', 'action_values'),
	only(['frequency_value'], 'reach'),
	only(['app_id', 'skan_conversion_id'], 'total_postbacks'),
	only(['skan_campaign_id', 'is_conversion_id_modeled'], 'total_postbacks_detailed'),
];

/** The breakdown with which Meta does not tell this field, if any. */
const hiddenBy = (breakdowns: readonly string[], field: string): string | undefined =>
	breakdowns.find((name) => fieldLimits.some((limit) => limit.breakdowns.includes(name) && !limit.tells(field)));

/** The fields that can be asked for beside these breakdowns. */
export const fieldsWith = (breakdowns: readonly string[], fields: readonly string[]): string[] => fields.filter((field) => hiddenBy(breakdowns, field) === undefined);

/**
 * What a report goes without, in sentences.
 *
 * @param fields that were chosen
 */
export function leftOut(breakdowns: readonly string[], fields: readonly string[], simplify: boolean): string[] {
	return breakdowns.flatMap((name) => {
		const missing = fields.filter((field) => hiddenBy(breakdowns, field) === name);
		if (missing.length === 0) return [];
		return [`Meta does not tell ${missing.join(', ')} by ${quotedBreakdowns([name])}: ${simplify ? 'their columns are empty' : 'they are missing'} in this report. Drop the breakdown to get them.`];
	});
}

/** Breakdowns that rows of the whole account do not have. */
const NOT_OF_ACCOUNTS = ['image_asset', 'place_page_id', 'video_asset'];

/** Why these breakdowns are not offered at this level, with what to choose, or null. */
function levelProblem(breakdowns: readonly string[], level: Level): InputProblem | null {
	const names = breakdowns.filter((name) => level === levels[0] && NOT_OF_ACCOUNTS.includes(name));
	if (names.length === 0) return null;
	return new InputProblem(['breakdowns'], `${quotedBreakdowns(names)} cannot be had for rows of the whole ad account`, 'Set Level to Campaign, Ad Set or Ad, or drop the breakdown.');
}

/** Why nothing of what was chosen can be told with these breakdowns, or null. */
function emptyProblem(breakdowns: readonly string[], metrics: readonly string[]): InputProblem | null {
	const told = fieldsWith(breakdowns, metrics).filter((field) => !DESCRIBING.test(field));
	const limiting = breakdowns.find((name) => metrics.some((field) => hiddenBy(breakdowns, field) === name));
	if (told.length > 0 || limiting === undefined) return null;
	const few = fieldLimits.find((limit) => limit.breakdowns.includes(limiting))?.few;
	const advice = `${few === undefined ? 'Choose other fields' : `Add ${few.join(' or ')} to Fields in the options`}, or drop the breakdown.`;
	return new InputProblem(['breakdowns'], `Meta tells none of the chosen fields by ${quotedBreakdowns([limiting])}`, advice);
}

/** Whether anything is asked for that can be told. */
export function fieldsProblem({ fieldSets, breakdowns, level, options }: ReportForm): InputProblem | null {
	const metrics = metricFields(fieldSets, options.moreFields);
	if (metrics.length === 0) return isEmpty(['fieldSets'], 'Choose at least one set, or fields in Options.');
	return levelProblem(breakdowns, level) ?? emptyProblem(breakdowns, metrics);
}
