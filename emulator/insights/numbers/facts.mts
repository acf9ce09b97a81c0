/** What is counted for an ad and a day. Everything here adds up over days, ads and breakdown values; reach does not and is not here. */

/** Events off Meta, counted by how they came about. */
export const EVENTS = ['view_content', 'add_to_cart', 'initiate_checkout', 'purchase', 'lead'] as const;
export type Event = (typeof EVENTS)[number];

/** Parts that do not overlap: the 7-day click window is the first two of them, the 28-day one the first three. */
export const PARTS = ['click1', 'click7', 'click28', 'view1', 'engaged1'] as const;
export type Part = (typeof PARTS)[number];

/**
 * Windows that hold numbers. 7d_view and 28d_view are still taken and hold none since 2026-01-12 (Meta: ads blog
 * 2025-10-16); dda and the skan ones need accounts the emulator does not have.
 */
export const WINDOW_PARTS: Record<string, readonly Part[]> = {
	'1d_click': ['click1'],
	'7d_click': ['click1', 'click7'],
	'28d_click': ['click1', 'click7', 'click28'],
	'1d_view': ['view1'],
	'1d_ev': ['engaged1'],
};

const DELIVERED = ['impressions', 'spend', 'videoPlays', 'video2s', 'videoViews'] as const;
const DEEPER = ['video15s', 'video30s', 'thruplays', 'p25', 'p50', 'p75', 'p95', 'p100'] as const;
const CLICKED = [
	'clicks',
	'linkClicks',
	'outboundClicks',
	'landingPageViews',
	'reactions',
	'comments',
	'shares',
	'saves',
	'pageLikes',
] as const;
export type Plain = (typeof DELIVERED)[number] | (typeof DEEPER)[number] | (typeof CLICKED)[number];

const plain: readonly Plain[] = [...DELIVERED, ...DEEPER, ...CLICKED];

/** Places in the array of a day. */
export const FACT = Object.fromEntries(plain.map((name, place) => [name, place])) as Record<Plain, number>;
const FIRST_EVENT = plain.length;
export const COUNTED_FACTS = FIRST_EVENT + EVENTS.length * PARTS.length;

export function placeOf(event: Event, part: Part): number {
	return FIRST_EVENT + EVENTS.indexOf(event) * PARTS.length + PARTS.indexOf(part);
}

/** Which shares of breakdown values a fact follows: delivery, clicks or conversions. */
export const GROUPS = 3;
export function groupOf(place: number): number {
	if (place >= FIRST_EVENT) return 2;
	return place < DELIVERED.length + DEEPER.length ? 0 : 1;
}

/**
 * Sums follow the counts: what an event counts by the ad set's own attribution setting, and the value of purchases by
 * part and by that setting (minor units).
 */
const FIRST_SETTING = COUNTED_FACTS;
const FIRST_VALUE = FIRST_SETTING + EVENTS.length;
export const SUMMED = FIRST_VALUE + PARTS.length + 1;

export const settingPlace = (event: Event): number => FIRST_SETTING + EVENTS.indexOf(event);
export const valuePlace = (part: Part): number => FIRST_VALUE + PARTS.indexOf(part);
export const SETTING_VALUE = SUMMED - 1;

/** Adds the counts of one ad to a sum. `parts`: what counts by the ad set's attribution setting; `orderValue` in minor units. */
export function addCounts(sum: Float64Array, counts: Float64Array, parts: readonly Part[], orderValue: number): void {
	for (let place = 0; place < COUNTED_FACTS; place += 1) sum[place]! += counts[place]!;
	for (const event of EVENTS) for (const part of parts) sum[settingPlace(event)]! += counts[placeOf(event, part)]!;
	for (const part of PARTS) sum[valuePlace(part)]! += counts[placeOf('purchase', part)]! * orderValue;
	for (const part of parts) sum[SETTING_VALUE]! += counts[placeOf('purchase', part)]! * orderValue;
}
