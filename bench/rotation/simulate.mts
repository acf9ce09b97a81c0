import type { Policy } from './policies.mts';
import { AdSetLife, DAYS, TARGET, type Truth } from './world.mts';

export interface Outcome {
	/** Share of ad sets in which a good ad was paused. */
	readonly falsePauses: number;
	/** Share of losers paused before they had spent ten times the target; null without losers. */
	readonly inTime: number | null;
	/** Share of losers paused at all. */
	readonly caught: number | null;
	/** Spend of a loser when paused, in targets: the median over all losers, Infinity if most were never paused. */
	readonly spentWhenPaused: number | null;
	/** Cost of a result over all days, in targets. */
	readonly cost: number;
	/** Every loser's spend when paused, in targets; for the plot. */
	readonly spends: readonly number[];
}

const IN_TIME = 10;
/** At the target or better. */
const isGood = (cost: number): boolean => cost <= 1;

/** @param adSets lives with seeds first, first + 1, … */
export function simulate(policy: Policy, truth: Truth, firstSeed: number, adSets: number): Outcome {
	const spends: number[] = [];
	let [withFalsePause, spend, results] = [0, 0, 0];
	for (let seed = firstSeed; seed < firstSeed + adSets; seed++) {
		const life = live(policy, truth, seed);
		const paused = truth.costs.map((_, ad) => life.pausedOn(ad) !== undefined);
		if (truth.costs.some((cost, ad) => isGood(cost) && paused[ad])) withFalsePause += 1;
		truth.costs.forEach((cost, ad) => {
			if (!isGood(cost)) spends.push(paused[ad] ? life.totalSpend(ad) / TARGET : Infinity);
		});
		spend += life.totalSpend();
		results += life.totalResults();
	}
	spends.sort((one, other) => one - other);
	const share = (limit: number): number | null =>
		spends.length === 0 ? null : spends.filter((spent) => spent <= limit).length / spends.length;
	return {
		falsePauses: withFalsePause / adSets,
		inTime: share(IN_TIME),
		caught: share(Number.MAX_VALUE),
		spentWhenPaused: spends[Math.floor(spends.length / 2)] ?? null,
		cost: spend / TARGET / results,
		spends,
	};
}

function live(policy: Policy, truth: Truth, seed: number): AdSetLife {
	const life = new AdSetLife(truth, seed);
	for (let day = 0; day < DAYS; day++) {
		if (day > 0) for (const ad of policy.losers(life, day)) life.pause(ad, day);
		life.liveDay(day);
	}
	return life;
}
