import { AdsInsights } from 'facebook-nodejs-business-sdk';
import { notEmulated, parameterError } from '../../graph/language/graphError.mts';
import type { Params } from '../../graph/language/params.mts';
import { EMULATED_ACTION_BREAKDOWNS } from '../numbers/actions/actionBreakdowns.mts';
import { EMULATED_BREAKDOWNS } from '../numbers/dimensions.mts';
import type { Level } from '../query/insightsQuery.mts';
import { insightsError } from './insightsErrors.mts';

/** In SDK 26.0.0's public source; user_segment_key: in Meta's page marketing-api/insights/breakdowns only. */
const NEWER = [
	'is_business_ai_assisted',
	'existing_post_id',
	'overlap_segment',
	'reels_trending_topic',
	'user_segment_key',
	'zip',
];
const BREAKDOWNS = new Set<string>([...Object.values(AdsInsights.Breakdowns), ...NEWER]);
/**
 * dma: all versions since 2026-06-22 (Meta: out-of-cycle-changes/occ-2026). The others left the enums with v25.0 (facebook-nodejs-business-sdk
 * 26.0.0); that they are refused in every version is UNCONFIRMED 70.
 */
for (const name of ['dma', 'product_group_id', 'product_set_id_breakdown']) BREAKDOWNS.delete(name);
const ACTION_BREAKDOWNS = new Set<string>([...Object.values(AdsInsights.ActionBreakdowns), 'is_business_ai_assisted']);

const HOURLY = ['hourly_stats_aggregated_by_advertiser_time_zone', 'hourly_stats_aggregated_by_audience_time_zone'];

/**
 * The combinations of Meta's table (marketing-api/insights/breakdowns), breakdowns and action breakdowns together, sorted.
 * Those marked there with an asterisk may be joined with action_type, action_target_id and action_destination. comscore_market
 * and device_platform are valid alone and not in the table.
 */
const JOINABLE = [
	'action_device',
	'action_device,impression_device',
	'action_device,publisher_platform',
	'action_device,impression_device,publisher_platform',
	'action_device,platform_position,publisher_platform',
	'action_device,impression_device,platform_position,publisher_platform',
	'age',
	'gender',
	'age,gender',
	'country',
	'region',
	'publisher_platform',
	'impression_device,publisher_platform',
	'platform_position,publisher_platform',
	'impression_device,platform_position,publisher_platform',
	'product_id',
	...HOURLY,
	// Not in Meta's table; in wide use (UNCONFIRMED 70).
	'device_platform',
	'device_platform,publisher_platform',
	'comscore_market',
	// Recorded, v23.0: keboola/component-meta, tests/functional/facebook_ads_keboola_account.
	'device_platform,platform_position,publisher_platform',
];
const CARDS = ['action_carousel_card_id', 'action_carousel_card_name'].flatMap((card) =>
	['', 'impression_device', 'country', 'age', 'gender', 'age,gender'].map((other) =>
		sortedList([card, ...split(other)]),
	),
);
const FIXED = new Set(['action_reaction', 'app_id,skan_conversion_id', ...CARDS]);
const JOINED = new Set(JOINABLE);
const JOINING = ['action_type', 'action_target_id', 'action_destination'];

function split(text: string): string[] {
	return text === '' ? [] : text.split(',');
}
function sortedList(names: string[]): string {
	return names.toSorted().join(',');
}

/** Whether Meta's table has the combination; action_type is always there when actions are asked for. */
export function isAllowed(names: string[]): boolean {
	const withoutType = names.filter((name) => name !== 'action_type');
	if (withoutType.length === 0 || FIXED.has(sortedList(withoutType))) return true;
	const others = names.filter((name) => !JOINING.includes(name));
	return others.length === 0 || JOINED.has(sortedList(others)) || isSingle(others);
}

/** Breakdowns that Meta's table leaves out stand alone (UNCONFIRMED 70); these two cannot (Meta: reference/ad-account/insights). */
const NEVER_ALONE = ['impression_device', 'platform_position'];
function isSingle([first, ...more]: string[]): boolean {
	return more.length === 0 && first !== undefined && !NEVER_ALONE.includes(first);
}

export function readBreakdowns(
	params: Params,
	fields: string[],
	level: Level,
	isAsync: boolean,
): { breakdowns: string[]; actionBreakdowns: string[] } {
	const breakdowns = knownNames(params.list('breakdowns') ?? [], BREAKDOWNS, 'breakdowns');
	const actionNames = knownNames(params.list('action_breakdowns') ?? [], ACTION_BREAKDOWNS, 'action_breakdowns');
	const actionBreakdowns = actionNames.length > 0 ? actionNames : ['action_type'];
	const all = [...breakdowns, ...actionBreakdowns];
	// Wording as clients in the field show it (daroczig/fbRads issue 132): action_type is always in the list.
	if (!isAllowed(all)) {
		throw parameterError(
			`Current combination of data breakdown columns (${sortedList([...new Set(['action_type', ...all])]).replaceAll(',', ', ')}) is invalid`,
			'breakdowns',
		);
	}
	checkRestrictions(breakdowns, fields, level, isAsync);
	for (const name of breakdowns) if (!EMULATED_BREAKDOWNS.includes(name)) throw notEmulated(`the breakdown ${name}`);
	for (const name of actionBreakdowns) {
		if (!EMULATED_ACTION_BREAKDOWNS.includes(name)) throw notEmulated(`the action breakdown ${name}`);
	}
	return { breakdowns, actionBreakdowns };
}

/** Wording: facebook-php-business-sdk issue 336. */
function knownNames(names: string[], all: Set<string>, param: string): string[] {
	const unknown = names.filter((name) => !all.has(name));
	if (unknown.length === 0) return [...new Set(names)];
	throw parameterError(
		`${unknown.join(', ')} ${unknown.length === 1 ? 'is' : 'are'} not valid for ${param} param. please check ` +
			'https://developers.facebook.com/docs/marketing-api/insights/breakdowns/ for all valid values',
		param,
	);
}

/** What a row is about goes with every breakdown. */
const DESCRIBING = /^((account|campaign|adset|ad)_(id|name)|account_currency|date_(start|stop))$/;
const ASSETS = /^(ad_format|body|call_to_action|description|image|link_url|title|video)_asset$/;
const ASSET_FIELDS = ['impressions', 'clicks', 'spend', 'reach', 'actions', 'action_values'];

/** Fields that a breakdown goes with, and those it does not (Meta: marketing-api/insights/breakdowns). */
const FIELD_RULES: [breakdown: RegExp, fits: (field: string) => boolean][] = [
	[/^hourly_/, (field) => !field.startsWith('video_')],
	[/^region$/, (field) => !/^video_(avg_time|p\d+)_watched_actions$/.test(field)],
	[ASSETS, (field) => ASSET_FIELDS.includes(field)],
	[/^frequency_value$/, (field) => field === 'reach'],
	[/^(app_id|skan_conversion_id)$/, (field) => field === 'total_postbacks'],
	[/^(skan_campaign_id|is_conversion_id_modeled)$/, (field) => field === 'total_postbacks_detailed'],
];
const NOT_OF_ACCOUNTS = ['place_page_id', 'image_asset', 'video_asset'];

/** Meta: marketing-api/insights/breakdowns and .../best-practices; which code each has is UNCONFIRMED 70. */
function checkRestrictions(breakdowns: string[], fields: string[], level: Level, isAsync: boolean): void {
	if (breakdowns.includes('mmm') && !isAsync) {
		throw parameterError('The breakdown mmm is only available in asynchronous reports', 'breakdowns');
	}
	const tooHigh = level === 'account' && breakdowns.find((name) => NOT_OF_ACCOUNTS.includes(name));
	if (tooHigh) throw parameterError(`The breakdown ${tooHigh} is not available at account level`, 'breakdowns');
	const fits = (field: string): boolean =>
		DESCRIBING.test(field) ||
		breakdowns.every((name) => FIELD_RULES.every(([breakdown, rule]) => !breakdown.test(name) || rule(field)));
	if (!fields.every(fits)) throw insightsError({ code: 2, subcode: 1504041 });
}
