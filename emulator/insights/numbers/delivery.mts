import { offsetOf } from '../../graph/language/money.mts';
import type { Ad } from '../../world/adObjectModel.mts';
import { dayAt, weekday, type Day, type Period } from '../query/days.mts';
import type { ActiveSpans, Span } from './activeSpans.mts';
import { COUNTED_FACTS, EVENTS, FACT, PARTS, placeOf, type Event, type Part, type Plain } from './facts.mts';
import type { Freshness } from './freshness.mts';
import { between, seedOf, share } from './hash.mts';

/** One ad as the numbers see it: invented, but the same for the same id on every machine. */
export interface Delivery {
	ad: Ad;
	seed: number;
	/** Days with impressions. */
	days: Period[];
	impressions: number;
	/** Minor units for a thousand impressions. */
	cpm: number;
	clickRate: number;
	/** Share of people who click and then do it. */
	rates: Record<Event, number>;
	/** Minor units of one purchase. */
	orderValue: number;
	/** What counts by the ad set's attribution setting. */
	parts: Part[];
	setting: string;
}

/** Prices are invented in hundredths; a currency without them (JPY) has coarser money. */
const JPY_PER_CENT = 1.5;

/** Which conversions an objective brings; clicks, engagement and video come with every ad. */
const EVENTS_OF: Record<string, Event[]> = {
	OUTCOME_SALES: ['view_content', 'add_to_cart', 'initiate_checkout', 'purchase'],
	OUTCOME_LEADS: ['view_content', 'lead'],
	OUTCOME_TRAFFIC: ['view_content'],
	LINK_CLICKS: ['view_content'],
};
const TYPICAL: Record<Event, [number, number]> = {
	view_content: [0.5, 0.8],
	add_to_cart: [0.08, 0.2],
	initiate_checkout: [0.05, 0.1],
	purchase: [0.02, 0.06],
	lead: [0.04, 0.12],
};

export function deliveryOf(ad: Ad, spans: ActiveSpans): Delivery {
	const seed = seedOf(ad.id);
	const { currency } = ad.account;
	const perCent = offsetOf(currency) === 1 ? JPY_PER_CENT : 1;
	const events = EVENTS_OF[ad.campaign.objective] ?? [];
	const rate = (event: Event, index: number): number =>
		events.includes(event) ? between(...TYPICAL[event], seed, 10 + index) : 0;
	const { parts, setting } = settingOf(ad);
	return {
		ad,
		seed,
		days: activeDays(ad, spans),
		impressions: between(800, 6000, seed, 1),
		cpm: between(400, 1400, seed, 2) * perCent,
		clickRate: between(0.006, 0.025, seed, 3),
		rates: Object.fromEntries(EVENTS.map((event, index) => [event, rate(event, index)])) as Record<Event, number>,
		orderValue: Math.round(between(2500, 9000, seed, 4) * perCent),
		parts,
		setting,
	};
}

/** The days on which the ad, its ad set and its campaign were on; none before the review ended well. */
function activeDays(ad: Ad, spans: ActiveSpans): Period[] {
	if (ad.review.state !== 'APPROVED') return [];
	const { timeZone } = ad.account;
	const schedule: Span = {
		from: Math.max(ad.createdTime, ad.adSet.startTime, ad.scheduleStart ?? 0),
		until: ad.scheduleEnd ?? ad.adSet.endTime,
	};
	const on = [ad, ad.adSet, ad.campaign].reduce((both, node) => overlap(both, spans.of(node)), [schedule]);
	return on.map(({ from, until = FOREVER }) => ({ since: dayAt(from, timeZone), until: dayAt(until, timeZone) }));
}

const FOREVER = Date.UTC(2100, 0, 1);

function overlap(some: Span[], others: Span[]): Span[] {
	return some.flatMap((one) =>
		others
			.map((other) => ({
				from: Math.max(one.from, other.from),
				until: Math.min(one.until ?? FOREVER, other.until ?? FOREVER),
			}))
			.filter(({ from, until }) => from < until),
	);
}

/** The default is 7-day click and 1-day view (Meta: reference/ad-account/insights, action_attribution_windows). */
function settingOf(ad: Ad): { parts: Part[]; setting: string } {
	const spec = ad.adSet.attributionSpec ?? [
		{ event_type: 'CLICK_THROUGH', window_days: 7 },
		{ event_type: 'VIEW_THROUGH', window_days: 1 },
	];
	const days = (type: string): number => Number(spec.find(({ event_type }) => event_type === type)?.window_days ?? 0);
	const click = days('CLICK_THROUGH');
	const view = days('VIEW_THROUGH');
	const engagedDays = days('ENGAGED_VIDEO_VIEW');
	const parts: Part[] = [];
	if (click >= 1) parts.push('click1');
	if (click >= 7) parts.push('click7');
	if (view >= 1) parts.push('view1');
	if (engagedDays >= 1) parts.push('engaged1');
	// Spelled in this order: `1d_view_7d_click_1d_ev` (recorded by keboola/component-meta, tests/functional).
	const names = [view > 0 && `${view}d_view`, click > 0 && `${click}d_click`, engagedDays > 0 && `${engagedDays}d_ev`];
	return { parts, setting: names.filter(Boolean).join('_') };
}

/** How often a chance comes true: whole numbers whose mean is the expectation. */
function times(mean: number, luck: number): number {
	return Math.floor(mean + luck);
}

const CLICKED: [Plain, number][] = [
	['linkClicks', 0.7],
	['outboundClicks', 0.65],
	['landingPageViews', 0.5],
	['reactions', 0.3],
	['comments', 0.05],
	['shares', 0.03],
	['saves', 0.04],
	['pageLikes', 0.02],
];
const WATCHED: [Plain, number][] = [
	['videoPlays', 0.6],
	['video2s', 0.4],
	['videoViews', 0.3],
	['p25', 0.22],
	['video15s', 0.14],
	['p50', 0.12],
	['thruplays', 0.1],
	['p75', 0.08],
	['video30s', 0.06],
	['p95', 0.05],
	['p100', 0.04],
];
/** How conversions spread over the parts of the windows. */
const SPREAD: Record<Part, number> = { click1: 0.55, click7: 0.2, click28: 0.1, view1: 0.12, engaged1: 0.03 };

/** The counts of one ad on one day, as they are known at a freshness. Zero outside its days. */
export function countDay(delivery: Delivery, day: Day, fresh: Freshness, counts: Float64Array): boolean {
	if (!delivery.days.some(({ since, until }) => day >= since && day <= until)) return false;
	const { seed } = delivery;
	const weekend = weekday(day) >= 5 ? 0.8 : 1;
	const impressions = Math.round(delivery.impressions * weekend * between(0.75, 1.25, seed, day, 1));
	const clicks = times(impressions * delivery.clickRate, share(seed, day, 2));
	const partOf = (final: number, part: number): number => Math.floor(final * part + 1e-9);
	counts.fill(0);
	counts[FACT.impressions] = partOf(impressions, fresh.delivery);
	counts[FACT.spend] = partOf(
		Math.round((impressions * delivery.cpm * between(0.9, 1.1, seed, day, 3)) / 1000),
		fresh.delivery,
	);
	counts[FACT.clicks] = partOf(clicks, fresh.clicks);
	WATCHED.forEach(([fact, part]) => (counts[FACT[fact]] = partOf(Math.round(impressions * part), fresh.delivery)));
	CLICKED.forEach(([fact, part], index) => {
		counts[FACT[fact]] = partOf(times(clicks * part, share(seed, day, 20 + index)), fresh.clicks);
	});
	EVENTS.forEach((event, index) => {
		const rate = delivery.rates[event];
		if (rate === 0) return;
		PARTS.forEach((part, place) => {
			const final = times(clicks * rate * SPREAD[part], share(seed, day, 40 + index * PARTS.length + place));
			counts[placeOf(event, part)] = partOf(final, fresh.conversions);
		});
	});
	return counts[FACT.impressions]! > 0 || counts[FACT.spend]! > 0;
}

export const emptyCounts = (): Float64Array => new Float64Array(COUNTED_FACTS);
