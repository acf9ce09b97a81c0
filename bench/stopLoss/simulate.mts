import type { LeverState } from '../../nodes/MetaBudgetGuard/policy/state.ts';
import { matureWindows } from '../../nodes/MetaBudgetGuard/target/maturity.ts';
import { defaultStop, wishToStop, type StopSettings } from '../../nodes/MetaBudgetGuard/target/stopLoss.ts';
import { settledOf } from '../../nodes/MetaBudgetGuard/target/counted.ts';
import { alone, surroundingsOf } from '../../nodes/MetaBudgetGuard/target/surroundings.ts';
import type { ReportWindow } from '../../nodes/MetaBudgetGuard/target/windows.ts';
import { jstat } from '../rotation/jstat.mts';
import { poisson } from '../rotation/world.mts';
import { uniform } from '../uniform.mts';
import { simulatedAdSet } from '../simulatedAdSet.mts';

/**
 * What a stop-loss saves, and what it costs, in a world with known truth that does not follow its model: days are good and
 * bad, results come in over a week, and nobody is told how fast.
 */

export const DAYS = 30;
const TARGET = 10;
/** What an ad set spends a day, in targets: Meta speaks of 50 results a week as enough to learn from. */
const SPEND = { least: 3, most: 20 };
/** Results are counted within seven days of a click (Meta's usual attribution), half of them within a day and a half. */
const DELAY = { mean: 2.3, most: 7 };
/** Others of the account, at the target: they show that results are counted. */
const OTHERS = 3;
const START = Date.UTC(2026, 0, 1);
const DAY = 86_400_000;

/** How days differ beside chance: variance of a day's level, and how alike a day is to the one before. */
export interface Days {
	readonly variance: number;
	readonly memory: number;
}

export interface Saved {
	/** Share of the spend of 30 days that was not spent. */
	readonly saved: number;
	/** Share of ad sets that were stopped. */
	readonly stopped: number;
}

const settings: StopSettings = { goal: { kind: 'cost', target: TARGET }, ...defaultStop, cut: null };

/** An ad set that is on and of which nothing else is known. */
const stateAt = (now: number): LeverState => ({
	...simulatedAdSet,
	lever: 'status',
	value: 1n,
	learning: ['learning'],
	log: { values: [], touches: [], unreadable: [] },
	beside: ['2'],
	readAt: now,
});

interface Life {
	/** A day, in targets. */
	readonly spend: number;
	readonly events: ReadonlyArray<{ readonly day: number; readonly shown: number }>;
}

/** @param truth what a result costs, in targets; Infinity for none at all */
function lifeOf(truth: number, spend: number, { variance, memory }: Days, random: () => number): Life {
	const events: Array<{ day: number; shown: number }> = [];
	const spread = Math.log(1 + variance);
	let level = jstat.normal.sample(0, 1);
	for (let day = 0; day < DAYS; day++) {
		level = memory * level + Math.sqrt(1 - memory ** 2) * jstat.normal.sample(0, 1);
		const results = poisson((spend / truth) * Math.exp(Math.sqrt(spread) * level - spread / 2));
		for (let count = 0; count < results; count++) {
			let delay: number;
			do delay = jstat.gamma.sample(1, DELAY.mean);
			while (delay > DELAY.most);
			events.push({ day, shown: day + random() + delay });
		}
	}
	return { spend, events };
}

const dateOf = (day: number): string => new Date(START + day * DAY).toISOString().slice(0, 10);

/** What a report shows on the morning of a day. */
const reportOn = (morning: number, { spend, events }: Life): ReportWindow[] =>
	Array.from({ length: morning }, (_, day) => ({
		since: dateOf(day),
		until: dateOf(day),
		cost: spend * TARGET,
		results: events.filter((event) => event.day === day && event.shown <= morning).length,
	}));

/** The first morning on which it is stopped; null where it never is. */
function stoppedOn(life: Life, others: readonly Life[]): number | null {
	for (let morning = 1; morning < DAYS; morning++) {
		const now = START + morning * DAY + DAY / 3;
		// What the others tell can only hold it back, so most mornings they need not be asked.
		if (wishToStop(reportOn(morning, life), settings, stateAt(now), alone, now).kind === 'none') continue;
		const account = [life, ...others].map((one) => reportOn(morning, one));
		const around = surroundingsOf(
			account.map((report, index) => ({
				id: String(index),
				goal: settings.goal,
				settled: settledOf(report, settings, 'UTC', now),
				ripening: matureWindows(report, settings.lagDays, 'UTC', now),
			})),
		);
		if (wishToStop(account[0] ?? [], settings, stateAt(now), around, now).kind === 'value') return morning;
	}
	return null;
}

/** Lives so many ad sets whose results cost `truth` × the target, each looked at every morning. */
export function simulate(truth: number, days: Days, seed: number, adSets: number, spend?: number): Saved {
	let [unspent, stopped] = [0, 0];
	for (let index = 0; index < adSets; index++) {
		const random = uniform(seed * 100_003 + index);
		jstat.setRandom(random);
		const drawn = SPEND.least * (SPEND.most / SPEND.least) ** random();
		const life = lifeOf(truth, spend ?? drawn, days, random);
		const others = Array.from({ length: OTHERS }, () => lifeOf(1, spend ?? drawn, days, random));
		const morning = stoppedOn(life, others);
		if (morning === null) continue;
		stopped += 1;
		unspent += (DAYS - morning) / DAYS;
	}
	return { saved: unspent / adSets, stopped: stopped / adSets };
}
