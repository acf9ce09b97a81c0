export const ACTION_LISTS = ['actions', 'action_values', 'purchase_roas', 'website_purchase_roas'];

interface FieldSet {
	readonly name: string;
	readonly value: string;
	readonly description: string;
	readonly fields: readonly string[];
	/** Action types whose columns are always there, by list. */
	readonly types?: Readonly<Record<string, readonly string[]>>;
}

/** Types of purchases and of leads, the best first: they overlap. */
export const purchaseTypes = ['omni_purchase', 'purchase', 'offsite_conversion.fb_pixel_purchase'];
export const leadTypes = ['lead', 'onsite_conversion.lead_grouped', 'offsite_conversion.fb_pixel_lead'];

/** Sets people choose instead of single fields, sorted by name. */
export const fieldSets: readonly FieldSet[] = [
	{
		name: 'Clicks',
		value: 'clicks',
		description: 'Clicks of all kinds, link clicks and outbound clicks, their rates and costs, spend',
		fields: [
			'spend',
			'clicks',
			'unique_clicks',
			'ctr',
			'cpc',
			'inline_link_clicks',
			'inline_link_click_ctr',
			'cost_per_inline_link_click',
			'outbound_clicks',
			'outbound_clicks_ctr',
			'actions',
		],
		types: { actions: ['link_click', 'landing_page_view'] },
	},
	{
		name: 'Conversions',
		value: 'conversions',
		description: 'Results and cost per result for each ad set’s goal, plus purchases, leads, link clicks and spend',
		fields: ['spend', 'results', 'cost_per_result', 'actions', 'action_values', 'cost_per_action_type'],
		types: {
			actions: ['link_click', ...leadTypes, ...purchaseTypes],
			action_values: purchaseTypes,
			cost_per_action_type: ['link_click', 'lead', 'omni_purchase'],
		},
	},
	{
		name: 'Delivery',
		value: 'delivery',
		description: 'Spend, impressions, reach, frequency, clicks, CPM, CPC, CTR',
		fields: ['spend', 'impressions', 'reach', 'frequency', 'clicks', 'cpm', 'cpc', 'ctr'],
	},
	{
		name: 'E-Commerce',
		value: 'ecommerce',
		description: 'Purchases, their cost, value and ROAS, add to cart, checkout, spend',
		fields: ['spend', 'actions', 'action_values', 'purchase_roas', 'website_purchase_roas'],
		types: {
			actions: [...purchaseTypes, 'omni_add_to_cart', 'omni_initiated_checkout', 'omni_view_content'],
			action_values: [...purchaseTypes, 'omni_add_to_cart', 'omni_initiated_checkout'],
		},
	},
	{
		name: 'Leads',
		value: 'leads',
		description: 'Leads from forms and websites and what they cost, spend',
		fields: ['spend', 'actions', 'cost_per_action_type'],
		types: { actions: leadTypes, cost_per_action_type: ['lead'] },
	},
	{
		name: 'Quality',
		value: 'quality',
		description:
			'Quality, engagement and conversion rankings, which only rows of level Ad have, and what the ad set optimizes for',
		fields: [
			'quality_ranking',
			'engagement_rate_ranking',
			'conversion_rate_ranking',
			'objective',
			'optimization_goal',
			'buying_type',
		],
	},
	{
		name: 'Results',
		value: 'results',
		description: 'Results and cost per result as Meta counts them for each ad set’s goal',
		fields: ['results', 'cost_per_result'],
	},
	{
		name: 'Video',
		value: 'video',
		description: 'Plays, watched quarters, average watch time, ThruPlays',
		fields: [
			...[
				'video_play_actions',
				'video_p25_watched_actions',
				'video_p50_watched_actions',
				'video_p75_watched_actions',
				'video_p100_watched_actions',
			],
			...['video_avg_time_watched_actions', 'video_thruplay_watched_actions', 'cost_per_thruplay'],
		],
	},
];

/** What a new report asks for: the columns of Ads Manager’s own first view, and rates. */
export const startingSets: readonly string[] = ['delivery', 'results'];

/** Adds to cart, wherever they happened. */
export const CART_TYPE = 'omni_add_to_cart';

/** What a report without Metric Groups asks for: a first look at what the money brought. Counts of actions have no column there; messages show them by choice. */
const mainSet: FieldSet = {
	name: 'Key Metrics',
	value: 'main',
	description: 'Spend, results and what one costs, value, ROAS, impressions, clicks, CTR',
	fields: [
		...['spend', 'results', 'cost_per_result', 'action_values', 'purchase_roas', 'website_purchase_roas'],
		...['impressions', 'clicks', 'ctr', 'actions'],
	],
	types: { actions: ['link_click', ...leadTypes, ...purchaseTypes, CART_TYPE], action_values: purchaseTypes },
};

export const mainSets: readonly string[] = [mainSet.value];

const chosenSets = (names: readonly string[]): FieldSet[] =>
	[...fieldSets, mainSet].filter(({ value }) => names.includes(value));

/** Every metric the chosen sets and the fields named beside them ask for, once each, in the order of the form. */
export const metricFields = (sets: readonly string[], more: readonly string[]): string[] => [
	...new Set([...chosenSets(sets).flatMap(({ fields }) => fields), ...more]),
];

/** How often a video was played, its parts and its first seconds: lists that add up. */
export const videoCounts: readonly string[] = [
	...[
		'video_play_actions',
		'video_p25_watched_actions',
		'video_p50_watched_actions',
		'video_p75_watched_actions',
		'video_p95_watched_actions',
		'video_p100_watched_actions',
	],
	...[
		'video_15_sec_watched_actions',
		'video_30_sec_watched_actions',
		'video_continuous_2_sec_watched_actions',
		'video_thruplay_watched_actions',
	],
];

/** Lists that only ever have one type, the one their name speaks of (Marketing API, Insights, and what clients in the field get). */
const singleTypes: Readonly<Record<string, readonly string[]>> = {
	outbound_click: [
		...['outbound_clicks', 'outbound_clicks_ctr', 'cost_per_outbound_click'],
		...['unique_outbound_clicks', 'unique_outbound_clicks_ctr', 'cost_per_unique_outbound_click'],
	],
	link_click: ['website_ctr'],
	video_view: [
		...videoCounts,
		...['video_avg_time_watched_actions', 'video_time_watched_actions', 'video_play_curve_actions'],
		...['cost_per_thruplay', 'cost_per_15_sec_video_view', 'cost_per_2_sec_continuous_video_view'],
		...['unique_video_continuous_2_sec_watched_actions', 'unique_video_view_15_sec'],
	],
	omni_purchase: ['purchase_roas'],
	'offsite_conversion.fb_pixel_purchase': ['website_purchase_roas'],
	'app_custom_event.fb_mobile_purchase': ['mobile_app_purchase_roas'],
};

const singleTypeOf = new Map(
	Object.entries(singleTypes).flatMap(([type, fields]) => fields.map((field) => [field, type] as const)),
);

/** Action types that always have a column, by list field. */
export function fixedTypes(
	sets: readonly string[],
	names: readonly string[],
	fields: readonly string[],
): Map<string, string[]> {
	const types = new Map<string, string[]>();
	const add = (field: string, names: readonly string[]): void => {
		types.set(field, [...new Set([...(types.get(field) ?? []), ...names])]);
	};
	for (const field of fields) {
		const single = singleTypeOf.get(field);
		if (single !== undefined) add(field, [single]);
	}
	for (const set of chosenSets(sets)) for (const [field, names] of Object.entries(set.types ?? {})) add(field, names);
	// What a person names is wanted from the lists by action; a video list has its own few types.
	for (const field of fields) if (names.length > 0 && BY_ACTION.includes(field)) types.set(field, [...new Set(names)]);
	return types;
}

/** Lists with a row an action type of any kind. */
export const BY_ACTION = [
	'actions',
	'action_values',
	'cost_per_action_type',
	'cost_per_unique_action_type',
	'unique_actions',
	'conversions',
	'conversion_values',
	'cost_per_conversion',
];
