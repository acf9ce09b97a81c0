import { passes } from '../../../graph/language/filtering.mts';
import { spread } from './actionBreakdowns.mts';
import {
	type Event,
	EVENTS,
	FACT,
	type Part,
	placeOf,
	SETTING_VALUE,
	settingPlace,
	valuePlace,
	WINDOW_PARTS,
} from '../facts.mts';
import type { NumbersRow } from '../row.mts';

/** How often something was done: by the attribution setting, and by window. */
interface Counted {
	value: number;
	inWindow(parts: readonly Part[]): number;
}

/** Entries of `actions` and lists like it: spec object AdsActionStats. Values are texts; window keys appear only when asked for. */
export type Entry = Record<string, string>;

/** Names overlap on purpose, as Meta's do: each says the same purchases in its own scope, so they must never be summed. */
const EVENT_TYPES: Record<Event, string[]> = {
	view_content: ['view_content', 'offsite_conversion.fb_pixel_view_content', 'omni_view_content'],
	add_to_cart: ['add_to_cart', 'offsite_conversion.fb_pixel_add_to_cart', 'omni_add_to_cart'],
	initiate_checkout: ['initiate_checkout', 'offsite_conversion.fb_pixel_initiate_checkout', 'omni_initiated_checkout'],
	purchase: ['purchase', 'offsite_conversion.fb_pixel_purchase', 'omni_purchase', 'web_in_store_purchase'],
	lead: ['lead', 'offsite_conversion.fb_pixel_lead'],
};

/** Off-Meta actions are missing with these breakdowns (Meta: marketing-api/insights/breakdowns; comscore_market as dma was, UNCONFIRMED 16). */
const WITHOUT_EVENTS = /^(region|comscore_market|hourly_)/;

/**
 * Actions on Meta count on the day of the click; windows past one day are for conversions only (Meta: reference/ads-action-stats).
 * Video views are counted of those who only saw the ad, too: an answer that a public client keeps has 1d_view far above 1d_click.
 */
function engagement(type: string, value: number): Counted {
	const clicked = type === 'video_view' ? Math.floor(value / 50) : value;
	const inWindow = ([part, ...others]: readonly Part[]): number => {
		if (others.length > 0) return 0;
		return part === 'click1' ? clicked : part === 'view1' ? value - clicked : 0;
	};
	return { value, inWindow };
}

/** Every type with a value above zero; Meta leaves the others out. */
function countAll(row: NumbersRow): [string, Counted][] {
	const at = (name: keyof typeof FACT): number => row.sums[FACT[name]]!;
	const post = at('linkClicks') + at('reactions') + at('comments') + at('shares') + at('saves') + at('videoViews');
	const linkActions: [string, number][] = [
		['link_click', at('linkClicks')],
		['landing_page_view', at('landingPageViews')],
		['omni_landing_page_view', at('landingPageViews')],
		['post_reaction', at('reactions')],
		['comment', at('comments')],
		['post', at('shares')],
		['onsite_conversion.post_save', at('saves')],
		['like', at('pageLikes')],
		['video_view', at('videoViews')],
		['post_engagement', post],
		['page_engagement', post + at('pageLikes')],
	];
	const actionCounts = linkActions.map(([type, value]): [string, Counted] => [type, engagement(type, value)]);
	if (row.query.breakdowns.some((name) => WITHOUT_EVENTS.test(name))) return actionCounts;
	for (const event of EVENTS) for (const type of EVENT_TYPES[event]) actionCounts.push([type, eventCount(row, event)]);
	for (const { id, event } of row.conversions) actionCounts.push([customType(id), eventCount(row, event)]);
	return actionCounts;
}

const eventCount = (row: NumbersRow, event: Event): Counted => ({
	value: row.sums[settingPlace(event)]!,
	inWindow: (parts) => parts.reduce((sum, part) => sum + row.sums[placeOf(event, part)]!, 0),
});

/** `offsite_conversion.custom.<id>` (Meta: reference/ads-action-stats; reference/custom-conversion, "Insights"). */
const customType = (id: string): string => `offsite_conversion.custom.${id}`;

const filterOf = (row: NumbersRow) => row.query.filters.filter(({ field }) => field === 'action_type');

/** `write` turns a count into the text of the list: the count itself, a cost, a share. */
function entries(
	row: NumbersRow,
	counts: [string, Counted][],
	write: (count: number) => string | undefined,
): Entry[] | undefined {
	const names = row.query.actionBreakdowns.filter((name) => name !== 'action_type');
	const withType = row.query.actionBreakdowns.includes('action_type');
	const list: Entry[] = [];
	for (const [type, count] of counts) {
		if (!filterOf(row).every((filter) => passes(type, filter))) continue;
		for (const [keys, value] of spread(count.value, names)) {
			const entry: Entry = { ...(withType && { action_type: type }), ...keys };
			const text = value > 0 ? write(value) : undefined;
			if (text !== undefined) entry.value = text;
			for (const window of row.query.windows) {
				const parts = WINDOW_PARTS[window];
				const inWindow = parts ? count.inWindow(parts) : 0;
				const windowValue = inWindow > 0 ? write(share(inWindow, count.value, value)) : undefined;
				if (windowValue !== undefined) entry[window] = windowValue;
			}
			if (entry.value !== undefined || row.query.windows.some((window) => entry[window] !== undefined))
				list.push(entry);
		}
	}
	return list.length > 0 ? list : undefined;
}

/** The part of a window's count that falls on one value of an action breakdown. */
function share(inWindow: number, whole: number, part: number): number {
	return whole === part || whole === 0 ? inWindow : Math.floor((inWindow * part) / whole);
}

export function actions(row: NumbersRow): Entry[] | undefined {
	return entries(row, countAll(row), String);
}

export function uniqueActions(row: NumbersRow, unique: (count: number) => number): Entry[] | undefined {
	return entries(row, countAll(row), (count) => String(unique(count)));
}

/** `spend` divided by how often, or by how many people. */
export function costPerAction(row: NumbersRow, spend: number, people = (count: number) => count): Entry[] | undefined {
	if (spend === 0) return undefined;
	return entries(row, countAll(row), (count) => decimal(spend / people(count)));
}

/** Values of purchases in minor units; `types` limits the names. */
function purchaseValues(row: NumbersRow, types: string[]): [string, Counted][] {
	if (row.query.breakdowns.some((name) => WITHOUT_EVENTS.test(name))) return [];
	const worth: Counted = {
		value: row.sums[SETTING_VALUE]!,
		inWindow: (parts) => parts.reduce((sum, part) => sum + row.sums[valuePlace(part)]!, 0),
	};
	return types.map((type) => [type, worth]);
}

export function actionValues(row: NumbersRow, write: (minor: number) => string): Entry[] | undefined {
	return entries(row, purchaseValues(row, EVENT_TYPES.purchase), write);
}

export function roas(row: NumbersRow, type: string, spend: number): Entry[] | undefined {
	if (spend === 0) return undefined;
	return entries(row, purchaseValues(row, [type]), (minor) => decimal(minor / spend));
}

/** A list with one type that is no action of its own: outbound clicks, watched videos. */
export function single(
	row: NumbersRow,
	type: string,
	value: number,
	write = String as (count: number) => string,
): Entry[] | undefined {
	return entries(row, [[type, engagement(type, value)]], write);
}

/** Up to six places, as Meta writes ratios. */
export function decimal(value: number): string {
	return String(Number(value.toFixed(6)));
}

/** What an ad set is optimised for, as the action that counts as its result. */
export function resultOf(row: NumbersRow): { indicator: string; count: number } | undefined {
	const goals = new Set(row.group.ads.map(({ ad }) => ad.campaign.objective));
	if (goals.size !== 1) return undefined;
	const [goal] = goals;
	const event: Event | undefined =
		goal === 'OUTCOME_SALES' ? 'purchase' : goal === 'OUTCOME_LEADS' ? 'lead' : undefined;
	if (!event) return { indicator: 'actions:link_click', count: row.sums[FACT.linkClicks]! };
	return { indicator: `actions:offsite_conversion.fb_pixel_${event}`, count: row.sums[settingPlace(event)]! };
}
