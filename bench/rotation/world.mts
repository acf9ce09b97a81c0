import memoize from 'lodash/memoize.js';
import sum from 'lodash/sum.js';
import sumBy from 'lodash/sumBy.js';

import type { AdDayFigures, RotatedAd } from '../../nodes/MetaAds/ad/rotate/policy/rotation.ts';
import { pairLists } from '../../nodes/shared/lists.ts';
import { uniform } from '../uniform.mts';
import { jstat } from './jstat.mts';

/**
 * A world with known truth, which does not follow the model of any rule: days are good and bad, levels drift, results
 * come late and in pairs, and money is spread unevenly.
 */
export interface Truth {
	/** True cost of each ad's result, in targets: 1 = at the target, 2 = twice it, Infinity = never a result. */
	readonly costs: readonly number[];
	/** What the ad set spends a day, in targets. */
	readonly dailyBudget: number;
	/** Variance of one day's level of one ad; 0.3 if not said. Part of it all ads share. */
	readonly dayVariance?: number;
	/** What an ad brings on a day, 1 = what its true cost says; always 1 if not said. */
	readonly levelOn?: (ad: number, day: number) => number;
}

export const TARGET = 20;
export const DAYS = 60;
const DAY_VARIANCE = 0.3;
/** Of the variance of a day's level, all ads share a third. */
const SHARED_PART = 1 / 3;
/** The level all ads share wanders, and comes back: about 15 % up or down. */
const DRIFT = { deviation: 0.05, pull: 0.055 };
/** Of ten visits that buy, one buys twice. */
const PAIRS = 0.1;
/** Days until a result shows in the report: on the day itself, the next, the second, the third. */
const DELAYS = [0.6, 0.25, 0.1, 0.05];
/** How an ad set of five divides its money, before each day's own noise. */
const SHARES = [0.4, 0.25, 0.17, 0.12, 0.06];
const SHARE_VARIANCE = 0.3;
const IMPRESSIONS_PER_UNIT = 100;
const START = Date.parse('2026-01-01');
const DAY = 86_400_000;

/** From ten on the library draws with Math.random, whatever it was told; a sum of smaller ones is the same distribution. */
const LARGEST_MEAN = 9;

export function poisson(mean: number): number {
	const parts = Math.ceil(mean / LARGEST_MEAN);
	return sum(Array.from({ length: parts }, () => jstat.poisson.sample(mean / parts)));
}

/** Said for every row of every report. */
export const dateOf = memoize((day: number): string => new Date(START + day * DAY).toISOString().slice(0, 10));
export const noonOf = (day: number): number => START + (day + 0.5) * DAY;

/** Nothing is unknown in this world, though it may be wrong. */
export interface KnownFigures extends AdDayFigures {
	readonly results: number;
}

interface Event {
	readonly ad: number;
	readonly day: number;
	/** First look (in the morning of that day) at which the report shows it. */
	readonly shownOn: number;
}

/** One ad set, lived day by day. Whatever is paused gets no more money; the others share it. */
export class AdSetLife {
	readonly spend: number[][] = [];
	private readonly events: Event[] = [];
	private readonly paused = new Map<number, number>();
	private readonly random: () => number;
	/** Each ad's part of the money, before each day's own noise. */
	private readonly shares: readonly number[];
	private drift = 0;

	constructor(
		private readonly truth: Truth,
		seed: number,
	) {
		this.random = uniform(seed);
		jstat.setRandom(this.random);
		// Which ad gets most of the money has nothing to do with how good it is.
		const drawn = SHARES.slice(0, truth.costs.length).map((share) => ({ share, at: this.random() }));
		this.shares = drawn.sort((one, other) => one.at - other.at).map(({ share }) => share);
	}

	private noise(variance: number): number {
		return jstat.gamma.sample(1 / variance, variance);
	}

	live(): number[] {
		return this.truth.costs.map((_, ad) => ad).filter((ad) => !this.paused.has(ad));
	}

	pausedOn(ad: number): number | undefined {
		return this.paused.get(ad);
	}

	pause(ad: number, day: number): void {
		this.paused.set(ad, day);
	}

	/** Draws the same numbers whoever is paused, so that two rules meet the same luck for as long as they agree. */
	liveDay(day: number): void {
		jstat.setRandom(this.random);
		this.drift += -DRIFT.pull * this.drift + jstat.normal.sample(0, DRIFT.deviation);
		const { dayVariance: variance = DAY_VARIANCE } = this.truth;
		const sharedVariance = variance * SHARED_PART;
		const ownVariance = (1 + variance) / (1 + sharedVariance) - 1;
		const shared = Math.exp(this.drift) * this.noise(sharedVariance);
		const lives = pairLists(this.truth.costs, this.shares).map(([cost, share], ad) => {
			const weight = share * this.noise(SHARE_VARIANCE);
			return { ad, cost, weight: this.paused.has(ad) ? 0 : weight };
		});
		const all = sumBy(lives, 'weight');
		const spends = lives.map(({ weight }) => (all === 0 ? 0 : (weight / all) * this.truth.dailyBudget * TARGET));
		this.spend[day] = spends;
		for (const [{ ad, cost }, spend] of pairLists(lives, spends)) {
			const level = this.truth.levelOn?.(ad, day) ?? 1;
			const mean = (spend / TARGET / cost) * level * shared * this.noise(ownVariance);
			const visits = poisson(mean / (1 + PAIRS));
			for (let visit = 0; visit < visits; visit++) this.sell(ad, day);
		}
	}

	private sell(ad: number, day: number): void {
		const late = this.random();
		const delay = DELAYS.findIndex((_, index) => late < sum(DELAYS.slice(0, index + 1)));
		const event = { ad, day, shownOn: day + 1 + Math.max(0, delay) };
		this.events.push(event);
		if (this.random() < PAIRS) this.events.push(event);
	}

	/** The report as it reads in the morning of a day. */
	report(day: number): KnownFigures[] {
		const rows: KnownFigures[] = [];
		const results = this.spend.map((spends) => spends.map(() => 0));
		for (const { ad, day: soldOn, shownOn } of this.events) {
			if (shownOn <= day) results[soldOn]![ad]! += 1;
		}
		for (const [past, spends] of this.spend.slice(0, day).entries()) {
			for (const [ad, spend] of spends.entries()) {
				if (spend === 0) continue;
				const impressions = Math.round((spend / TARGET) * IMPRESSIONS_PER_UNIT * 10);
				rows.push({
					adId: String(ad),
					date: dateOf(past),
					spend,
					impressions,
					clicks: impressions / 50,
					results: results[past]?.[ad] ?? 0,
				});
			}
		}
		return rows;
	}

	ads(): RotatedAd[] {
		return this.truth.costs.map((_, ad) => ({
			id: String(ad),
			name: `Ad ${ad}`,
			adSetId: 'set',
			state: this.paused.has(ad) ? 'standBy' : 'live',
			approved: true,
			approval: '',
			createdAt: START,
			queued: false,
			resting: false,
			off: null,
		}));
	}

	totalSpend(ad?: number): number {
		return sum(this.spend.flatMap((day) => (ad === undefined ? day : day.slice(ad, ad + 1))));
	}

	totalResults(): number {
		return this.events.length;
	}
}
