import memoize from 'lodash/memoize.js';

import { type LearningStage, type Touch, type ValueChange } from '../../nodes/MetaBudgetGuard/policy/state.ts';
import { jstat } from '../rotation/jstat.mts';
import { poisson } from '../rotation/world.mts';
import { uniform } from '../uniform.mts';
import { DAY_MS, HOUR_MS } from '../../nodes/shared/durations.ts';

/** Midnight in UTC, which is also the zone of the simulated account: the calendar is not what is tested here. */
export const START = Date.UTC(2026, 0, 1);
export const DAYS = 60;
/** Days the ad set has run before anybody looks: the object of a rule has a history. */
export const BEFORE = 28;
/** Currency units a result shall cost. */
export const TARGET = 10;

/** How many results a day the starting budget would bring at the target: small and middling advertisers. */
const RESULTS_A_DAY = { least: 8, most: 40 };
/** How days differ beside chance. */
export interface Days {
	/** Of a day's level around 1. */
	readonly variance: number;
	/** How alike a day is to the one before it: 0 not at all, towards 1 ever more. */
	readonly memory: number;
	/** Hours until a result shows in the report, on average; 24 unless said. */
	readonly delay?: number;
	/** How a result's cost grows with the budget: cost × (budget ÷ first budget) ^ this. 0 unless said. */
	readonly dearer?: number;
}
/** Hours until a result shows in the report, on average; it is counted for the day it belongs to. */
const DELAY = 24;
/** While Meta is learning a result costs this much more. Meta names no figure: an assumption. */
const LEARNING_COST = 1.25;
/** "About 50 results in a week" (Meta: Marketing API, ad campaign learning stage info); after a week it ends without them. */
const LEARNED_AFTER = { results: 50, days: 7 };

interface Result {
	/** Hours since the start: when it happened, and when a report shows it. */
	readonly at: number;
	readonly shown: number;
}

export interface DayReport {
	readonly date: string;
	readonly cost: number;
	readonly results: number;
}

/** One ad set, hour by hour, with a true cost per result that no rule is told. */
export class AdSetLife {
	/** Minor units. */
	budget: bigint;
	readonly start: bigint;
	spend = 0;
	resets = 0;
	/** Results that its spend buys on average, without the luck of days and of chance. */
	bought = 0;
	readonly values: ValueChange[] = [];
	readonly touches: Touch[] = [];
	private hour = 0;
	private learningSince: number | null = null;
	private learningResults = 0;
	/** The logarithm of today's level, in standard deviations. */
	private today = 0;
	private readonly random: () => number;
	private readonly spentOn: number[] = [];
	private readonly shownOn: number[] = [];
	private waiting: Result[] = [];
	private allResults = 0;

	constructor(
		private readonly truth: number,
		private readonly days: Days,
		seed: number,
	) {
		const random = uniform(seed);
		this.random = random;
		jstat.setRandom(random);
		this.today = jstat.normal.sample(0, 1);
		const { least, most } = RESULTS_A_DAY;
		this.budget = BigInt(Math.round(least * (most / least) ** random() * TARGET * 100));
		this.start = this.budget;
	}

	get now(): number {
		return START + this.hour * HOUR_MS;
	}

	get results(): number {
		return this.allResults;
	}

	get stage(): LearningStage {
		return this.learningSince === null ? 'learned' : 'learning';
	}

	/** What a result truly costs now, once learned. */
	get cost(): number {
		const grown = (Number(this.budget) / Number(this.start)) ** (this.days.dearer ?? 0);
		return TARGET * this.truth * grown;
	}

	/** Lives one hour on the present budget, or switched off. */
	live(isOn = true): void {
		jstat.setRandom(this.random);
		if (this.hour % 24 === 0) this.rise();
		const day = Math.floor(this.hour / 24);
		const spent = isOn ? Number(this.budget) / 100 / 24 : 0;
		const cost = this.cost * (this.learningSince === null ? 1 : LEARNING_COST);
		this.bought += spent / cost;
		const results = poisson((spent / cost) * this.level);
		for (let count = 0; count < results; count++)
			this.waiting.push({ at: this.hour, shown: this.hour + jstat.gamma.sample(1, this.days.delay ?? DELAY) });
		this.spentOn[day] = (this.spentOn[day] ?? 0) + spent;
		this.spend += spent;
		this.allResults += results;
		this.learningResults += results;
		this.hour++;
		this.endLearning();
		this.show();
	}

	private rise(): void {
		const { memory } = this.days;
		this.today = memory * this.today + Math.sqrt(1 - memory ** 2) * jstat.normal.sample(0, 1);
	}

	/** Log-normal, with a mean of 1: no rule's model. */
	private get level(): number {
		const spread = Math.log(1 + this.days.variance);
		return Math.exp(Math.sqrt(spread) * this.today - spread / 2);
	}

	private endLearning(): void {
		if (this.learningSince === null) return;
		if (this.learningResults >= LEARNED_AFTER.results || this.hour - this.learningSince >= LEARNED_AFTER.days * 24)
			this.learningSince = null;
	}

	private show(): void {
		for (const { at } of this.waiting.filter(({ shown }) => shown <= this.hour)) {
			const day = Math.floor(at / 24);
			this.shownOn[day] = (this.shownOn[day] ?? 0) + 1;
		}
		this.waiting = this.waiting.filter(({ shown }) => shown > this.hour);
	}

	/** Every change of a budget starts learning anew here: the strictest reading of "depending on its size". */
	set(budget: bigint): void {
		if (budget === this.budget) return;
		this.values.push({ at: this.now, from: this.budget, to: budget, by: 'n8n' });
		this.touches.push({ at: this.now, what: 'its budget' });
		this.budget = budget;
		this.resets++;
		this.learningSince = this.hour;
		this.learningResults = 0;
	}

	/** What a report shows at this moment of the last days up to yesterday, or with today. */
	report(days: number, { withToday = false } = {}): DayReport[] {
		const today = Math.floor(this.hour / 24);
		const last = withToday ? today : today - 1;
		return Array.from({ length: days }, (_, index) => last - days + 1 + index)
			.filter((day) => day >= 0)
			.map((day) => ({ date: dateOf(day), cost: this.spentOn[day] ?? 0, results: this.shownOn[day] ?? 0 }));
	}
}

/** Said for every row of every report. */
export const dateOf = memoize((day: number): string => new Date(START + day * DAY_MS).toISOString().slice(0, 10));
