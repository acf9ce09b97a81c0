import { time } from '../../campaigns/adObjectFields.mts';
import { offsetOf } from '../../graph/language/money.mts';
import type { Ad, AdSet, Campaign } from '../../world/adObjectModel.mts';
import {
	actions,
	actionValues,
	costPerAction,
	decimal,
	resultOf,
	roas,
	single,
	uniqueActions,
} from './actions/actions.mts';
import { FACT, type Plain } from './facts.mts';
import { reachOf, uniqueOf } from './reach.mts';
import type { NumbersRow } from './row.mts';

/** The fields of a row as Meta writes them: numbers are texts, what has no value is left out. */
type Reader = (row: NumbersRow) => unknown;

const count = (row: NumbersRow, name: Plain): number => row.sums[FACT[name]]!;
const isHourly = (row: NumbersRow): boolean => row.query.breakdowns.some((name) => name.startsWith('hourly_'));
/** Main currency units. */
const spendOf = (row: NumbersRow): number => count(row, 'spend') / offsetOf(row.query.account.currency);

/** Money is written in main units: with cents where the currency has them. */
const money = (row: NumbersRow, minor: number): string => {
	const offset = offsetOf(row.query.account.currency);
	return (minor / offset).toFixed(offset === 1 ? 0 : 2);
};
const ratio = (one: number, other: number): string | undefined => (other === 0 ? undefined : decimal(one / other));

/** Hourly breakdowns give no reach (Meta: marketing-api/insights/breakdowns); too old ones with breakdowns neither. */
function reach(row: NumbersRow): number | undefined {
	if (isHourly(row)) return 0;
	return row.tellsReach ? reachOf(row) : undefined;
}
/** No unique counts by hour (Meta: marketing-api/insights/breakdowns). */
const unique = (row: NumbersRow, name: Plain): number | undefined =>
	isHourly(row) ? undefined : uniqueOf(row, count(row, name));
const text = (value: number | undefined): string | undefined => (value === undefined ? undefined : String(value));
const percent = (one: number | undefined, other: number | undefined): string | undefined =>
	one === undefined || other === undefined ? undefined : ratio(100 * one, other);

const countReader =
	(name: Plain): Reader =>
	(row) =>
		String(count(row, name));
const video =
	(name: Plain): Reader =>
	(row) =>
		single(row, 'video_view', count(row, name));

const object = (row: NumbersRow) => row.group.object;
const campaign = (row: NumbersRow): Campaign | undefined => {
	const node = object(row);
	return node.kind === 'Campaign' ? node : node.kind === 'AdSet' || node.kind === 'Ad' ? node.campaign : undefined;
};
const adSet = (row: NumbersRow): AdSet | undefined => {
	const node = object(row);
	return node.kind === 'AdSet' ? node : node.kind === 'Ad' ? node.adSet : undefined;
};
const ad = (row: NumbersRow): Ad | undefined => {
	const node = object(row);
	return node.kind === 'Ad' ? node : undefined;
};

/** One value for all ads below, or nothing. */
function common(row: NumbersRow, read: (delivery: NumbersRow['group']['ads'][number]) => string): string | undefined {
	const values = new Set(row.group.ads.map(read));
	return values.size === 1 ? [...values][0] : undefined;
}
const isMixed = ({ group: { ads } }: NumbersRow): boolean => ads.some(({ setting }) => setting !== ads[0]!.setting);

const READERS: Record<string, Reader> = {
	account_id: (row) => row.query.account.accountId,
	account_name: (row) => row.query.account.name,
	account_currency: (row) => row.query.account.currency,
	campaign_id: (row) => campaign(row)?.id,
	campaign_name: (row) => campaign(row)?.name,
	adset_id: (row) => adSet(row)?.id,
	adset_name: (row) => adSet(row)?.name,
	adset_start: (row) => adSet(row) && time(adSet(row)!.startTime, row.query.account)?.slice(0, 10),
	adset_end: (row) => adSet(row) && time(adSet(row)!.endTime, row.query.account)?.slice(0, 10),
	ad_id: (row) => ad(row)?.id,
	ad_name: (row) => ad(row)?.name,
	buying_type: (row) => common(row, (delivery) => delivery.ad.campaign.buyingType),
	objective: (row) => common(row, (delivery) => delivery.ad.campaign.objective),
	optimization_goal: (row) => common(row, (delivery) => delivery.ad.adSet.optimizationGoal),
	// Several are called `multiple`, and their actions are there (recorded by keboola/component-meta, tests/functional).
	attribution_setting: (row) => (isMixed(row) ? 'multiple' : common(row, (delivery) => delivery.setting)),
	created_time: (row) =>
		time((ad(row) ?? adSet(row) ?? campaign(row) ?? row.query.account).createdTime, row.query.account)?.slice(0, 10),
	updated_time: (row) => {
		const node = ad(row) ?? adSet(row) ?? campaign(row);
		return node && time(node.updatedTime, row.query.account)?.slice(0, 10);
	},
	impressions: countReader('impressions'),
	clicks: countReader('clicks'),
	spend: (row) => money(row, count(row, 'spend')),
	reach: (row) => text(reach(row)),
	frequency: (row) => {
		const people = reach(row);
		return people === 0 ? '0' : people && ratio(count(row, 'impressions'), people);
	},
	cpm: (row) => ratio(1000 * spendOf(row), count(row, 'impressions')),
	cpc: (row) => ratio(spendOf(row), count(row, 'clicks')),
	ctr: (row) => ratio(100 * count(row, 'clicks'), count(row, 'impressions')),
	cpp: (row) => {
		const people = reach(row);
		return people && ratio(1000 * spendOf(row), people);
	},
	unique_clicks: (row) => text(unique(row, 'clicks')),
	unique_ctr: (row) => percent(unique(row, 'clicks'), reach(row)),
	cost_per_unique_click: (row) => ratio(spendOf(row), unique(row, 'clicks') ?? 0),
	inline_link_clicks: countReader('linkClicks'),
	inline_link_click_ctr: (row) => percent(count(row, 'linkClicks'), count(row, 'impressions')),
	cost_per_inline_link_click: (row) => ratio(spendOf(row), count(row, 'linkClicks')),
	unique_inline_link_clicks: (row) => text(unique(row, 'linkClicks')),
	unique_inline_link_click_ctr: (row) => percent(unique(row, 'linkClicks'), reach(row)),
	cost_per_unique_inline_link_click: (row) => ratio(spendOf(row), unique(row, 'linkClicks') ?? 0),
	inline_post_engagement: (row) => {
		const entry = actions(row)?.find(({ action_type }) => action_type === 'post_engagement');
		return entry?.value ?? '0';
	},
	outbound_clicks: (row) => single(row, 'outbound_click', count(row, 'outboundClicks')),
	outbound_clicks_ctr: (row) =>
		single(row, 'outbound_click', count(row, 'outboundClicks'), (clicks) =>
			decimal((100 * clicks) / count(row, 'impressions')),
		),
	cost_per_outbound_click: (row) =>
		single(row, 'outbound_click', count(row, 'outboundClicks'), (clicks) => decimal(spendOf(row) / clicks)),
	unique_outbound_clicks: (row) => single(row, 'outbound_click', unique(row, 'outboundClicks') ?? 0),
	website_ctr: (row) =>
		single(row, 'link_click', count(row, 'linkClicks'), (clicks) =>
			decimal((100 * clicks) / count(row, 'impressions')),
		),
	actions,
	unique_actions: (row) => (isHourly(row) ? undefined : uniqueActions(row, (times) => uniqueOf(row, times))),
	action_values: (row) => actionValues(row, (minor) => money(row, minor)),
	cost_per_action_type: (row) => costPerAction(row, spendOf(row)),
	cost_per_unique_action_type: (row) =>
		isHourly(row) ? undefined : costPerAction(row, spendOf(row), (times) => uniqueOf(row, times)),
	purchase_roas: (row) => roas(row, 'omni_purchase', count(row, 'spend')),
	website_purchase_roas: (row) => roas(row, 'offsite_conversion.fb_pixel_purchase', count(row, 'spend')),
	video_play_actions: video('videoPlays'),
	video_15_sec_watched_actions: video('video15s'),
	video_30_sec_watched_actions: video('video30s'),
	video_continuous_2_sec_watched_actions: video('video2s'),
	video_thruplay_watched_actions: (row) =>
		row.query.breakdowns.includes('comscore_market') ? undefined : video('thruplays')(row),
	video_p25_watched_actions: video('p25'),
	video_p50_watched_actions: video('p50'),
	video_p75_watched_actions: video('p75'),
	video_p95_watched_actions: video('p95'),
	video_p100_watched_actions: video('p100'),
	cost_per_thruplay: (row) =>
		single(row, 'video_view', count(row, 'thruplays'), (views) => decimal(spendOf(row) / views)),
	// Shape: list of objects with `indicator` and `values` (spec object AdsInsights; keys as clients in the field show them).
	results: (row) => {
		const result = resultOf(row);
		if (!result) return undefined;
		const values = result.count > 0 ? [{ value: String(result.count), attribution_windows: ['default'] }] : undefined;
		return [{ indicator: result.indicator, ...(values && { values }) }];
	},
	cost_per_result: (row) => {
		const result = resultOf(row);
		if (!result) return undefined;
		const values =
			result.count > 0
				? [{ value: decimal(spendOf(row) / result.count), attribution_windows: ['default'] }]
				: undefined;
		return [{ indicator: result.indicator, ...(values && { values }) }];
	},
	// Rankings need 500 impressions (Meta: business help 403110480493160) and exist for ads only.
	quality_ranking: (row) => (ad(row) ? (count(row, 'impressions') < 500 ? 'UNKNOWN' : 'AVERAGE') : undefined),
	engagement_rate_ranking: (row) =>
		ad(row) ? (count(row, 'impressions') < 500 ? 'UNKNOWN' : 'ABOVE_AVERAGE') : undefined,
	conversion_rate_ranking: (row) => (ad(row) ? 'UNKNOWN' : undefined),
	social_spend: (row) => money(row, Math.floor(count(row, 'spend') / 20)),
};

export function readField(row: NumbersRow, field: string): unknown {
	return READERS[field]?.(row);
}

/** Fields with one number, which filters and sorting understand; `actions:link_click` names one of a list. */
export function hasMetric(name: string): boolean {
	return READERS[name] !== undefined;
}

export function measure(row: NumbersRow, name: string): number | undefined {
	const [field = '', type] = name.split(':');
	if (field === 'date_start') return row.period.since;
	if (field === 'date_stop') return row.period.until;
	const value = readField(row, field);
	if (!Array.isArray(value)) return value === undefined ? undefined : Number(value);
	const entry = (value as Record<string, string>[]).find(
		({ action_type }) => type === undefined || action_type === type,
	);
	return entry?.value === undefined ? undefined : Number(entry.value);
}
