import type { RemovedField, RemovedNames } from '../facts/removedFields';

/** Breakdowns that Meta’s rules name together. */
type Group = 'hourly' | 'asset' | 'carousel' | 'joinable';

/** What is known of a breakdown. What a row leaves out is as with most of them. */
interface Breakdown {
	/** For those people use most, in their words; the others show Meta’s names. */
	readonly label?: string;
	readonly group?: Group;
	/** Offered beside this one only. */
	readonly needs?: string;
	/** Not offered alone, with what to add or to choose in its place. */
	readonly notAlone?: { readonly add: string; readonly instead: string };
	/** Rows one object gets for one chunk of time, roughly; others count as two. */
	readonly rows?: number;
	/** The fields Meta tells with it, or those it does not; all of them otherwise. */
	readonly fields?: { readonly only: readonly string[] } | { readonly allBut: RegExp };
	/** By hour Meta answers 0 for reach, frequency and cpp. */
	readonly hidesPeople?: true;
	/** Actions off Meta are not told, so that a missing count is unknown and not zero. */
	readonly hidesOffsite?: true;
	/** Rows of the whole account do not have it. */
	readonly notOfAccount?: true;
	/** Where Meta keeps less than its 37 months. */
	readonly kept?: { readonly months: number; readonly what: string };
	/** How direct answers fail it: always, or until an administrator has opted in. A run at Meta is the way then. */
	readonly direct?: 'never' | 'optIn';
	/** What Meta tells of an asset. */
	readonly parts?: readonly string[];
	/** Meta’s lists still hold the name, and its API refuses it. */
	readonly removed?: RemovedField;
}

const hourly: Breakdown = {
	group: 'hourly',
	rows: 24,
	fields: { allBut: /^(video_|unique_|cost_per_unique_)/ },
	hidesPeople: true,
	hidesOffsite: true,
	kept: { months: 13, what: 'breakdowns by hour' },
};

const asset: Breakdown = {
	group: 'asset',
	fields: { only: ['impressions', 'clicks', 'spend', 'reach', 'actions', 'action_values'] },
};

const carousel: Breakdown = { group: 'carousel', hidesOffsite: true };

/** Not in the enums of v25.0 and v26.0 any more (facebook/facebook-nodejs-business-sdk). */
const goneFromApi: RemovedField = {
	what: 'Meta’s API no longer has it',
	advice: 'Use product_id or product_group_content_id_breakdown.',
};

/**
 * Every breakdown this package knows anything of, with all that it knows; which of them Meta combines is in
 * combinations.ts. Breakdowns that are not here are left to Meta. Sources, where a row names none:
 *
 * - group, needs, notAlone, fields, hidesPeople, hidesOffsite, notOfAccount: Marketing API, Insights, "Breakdowns"
 *   (the tables, the limits around them and the remarks in them)
 * - kept: since 2026-01-12, the same page
 * - direct `optIn`: since 2026-08 a direct call can return nothing unless an administrator opted in. Runs “remain
 *   available for all your history as long as you opted in" (Meta: marketing-api/out-of-cycle-changes/occ-2026). They
 *   are the better way, and can be empty all the same
 * - parts: not in Meta’s reference, but in what clients in the field get (airbytehq/airbyte, source-facebook-marketing,
 *   ads_insights_breakdowns). An image’s name and a link’s display URL are there in some accounts only
 */
const table = {
	// Hours
	hourly_stats_aggregated_by_advertiser_time_zone: { ...hourly, label: 'Hour, Account Time Zone' },
	hourly_stats_aggregated_by_audience_time_zone: { ...hourly, label: 'Hour, Viewer Time Zone', direct: 'optIn' },

	// People
	age: { label: 'Age', rows: 7 },
	gender: { label: 'Gender', rows: 3 },
	country: { label: 'Country', rows: 10 },
	region: {
		label: 'Region',
		rows: 20,
		fields: { allBut: /^video_(avg_time|p\d+)_watched_actions$/ },
		hidesOffsite: true,
	},
	// UNCONFIRMED 16: that it is like dma, whose place it took, and hides actions off Meta. Unknown is the safe answer.
	comscore_market: { label: 'Comscore Market', rows: 100, hidesOffsite: true },
	// All versions. The markets are cut differently, so rows of before and after do not fit. Sources are Meta
	// (marketing-api/out-of-cycle-changes/occ-2026) and singer-io/tap-facebook issue 271.
	dma: {
		removed: {
			what: 'Meta removed it on 22 June 2026',
			advice: 'Use comscore_market, which took its place. Its markets are not the same areas.',
		},
	},
	// It tells no conversions (recorded by keboola/component-meta, tests/functional).
	user_segment_key: { label: 'Audience Segment', hidesOffsite: true },
	frequency_value: {
		label: 'Frequency Value',
		fields: { only: ['reach'] },
		kept: { months: 6, what: 'the breakdown frequency_value' },
		direct: 'optIn',
	},
	mmm: { direct: 'never' },

	// Placement
	publisher_platform: { label: 'Platform', rows: 4 },
	platform_position: { label: 'Placement (With Platform)', rows: 8, needs: 'publisher_platform' },
	impression_device: {
		label: 'Impression Device (With Platform)',
		rows: 5,
		notAlone: { add: 'publisher_platform', instead: 'device_platform' },
		direct: 'optIn',
	},
	device_platform: { label: 'Device Platform', rows: 3 },
	place_page_id: { notOfAccount: true },

	// Products and apps
	product_id: { label: 'Product ID', rows: 50, hidesOffsite: true },
	product_group_id: { removed: goneFromApi },
	product_set_id_breakdown: { removed: goneFromApi },
	app_id: { fields: { only: ['total_postbacks'] } },
	skan_conversion_id: { fields: { only: ['total_postbacks'] } },
	skan_campaign_id: { fields: { only: ['total_postbacks_detailed'] } },
	is_conversion_id_modeled: { fields: { only: ['total_postbacks_detailed'] } },

	// Assets
	ad_format_asset: { ...asset, label: 'Ad Format', parts: [] }, // plain text
	body_asset: { ...asset, label: 'Body Text', parts: ['id', 'text'] },
	call_to_action_asset: { ...asset, label: 'Call to Action', parts: ['id', 'name'] },
	description_asset: { ...asset, label: 'Description', parts: ['id', 'text'] },
	image_asset: { ...asset, label: 'Image', notOfAccount: true, parts: ['id', 'name', 'hash', 'url'] },
	link_url_asset: { ...asset, label: 'Link URL', parts: ['id', 'website_url', 'display_url'] },
	title_asset: { ...asset, label: 'Title', parts: ['id', 'text'] },
	video_asset: {
		...asset,
		label: 'Video',
		notOfAccount: true,
		parts: ['id', 'video_id', 'video_name', 'url', 'thumbnail_url'],
	},

	// Of actions
	action_type: { label: 'Action Type', group: 'joinable' },
	action_device: { label: 'Action Device', hidesOffsite: true },
	action_destination: { label: 'Action Destination', group: 'joinable', hidesOffsite: true },
	action_target_id: { label: 'Action Target ID', group: 'joinable', hidesOffsite: true },
	action_reaction: { label: 'Reaction' },
	action_video_type: { label: 'Video Type' },
	action_video_sound: { label: 'Video Sound' },
	action_carousel_card_id: { ...carousel, label: 'Carousel Card ID' },
	action_carousel_card_name: { ...carousel, label: 'Carousel Card Name' },
	action_canvas_component_name: { hidesOffsite: true },
} satisfies Readonly<Record<string, Breakdown>>;

/** A breakdown with a row in the table. */
export type KnownBreakdown = keyof typeof table;

const rows: ReadonlyMap<string, Breakdown> = new Map(Object.entries(table));

const ordinary: Breakdown = {};

/** What is known of a breakdown. */
export const breakdown = (name: string): Breakdown => rows.get(name) ?? ordinary;

/** Breakdowns of a kind, in the order of the table. */
export const breakdownsThat = (are: (one: Breakdown) => boolean): KnownBreakdown[] =>
	[...rows].filter(([, one]) => are(one)).map(([name]) => name as KnownBreakdown);

/** The breakdown that action lists always have. */
export const ACTION_TYPE = 'action_type' satisfies KnownBreakdown;

const having = <Column extends 'label' | 'removed'>(column: Column) =>
	Object.fromEntries(
		[...rows].flatMap(([name, { [column]: value }]) => (value === undefined ? [] : [[name, value]])),
	) as Readonly<Record<string, NonNullable<Breakdown[Column]>>>;

export const breakdownLabels: Readonly<Record<string, string>> = having('label');

export const removedBreakdowns: RemovedNames = having('removed');

/** Breakdowns as the form shows them: a message names what people have chosen, not what Meta calls it. */
export const quotedBreakdowns = (names: readonly string[]): string =>
	names.map((name) => `“${breakdown(name).label ?? name}”`).join(', ');
