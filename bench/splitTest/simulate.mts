import { judgeCells, type TestedCell } from '../../nodes/MetaAds/ad/splitTest/verdict.ts';
import { addDays } from '../../nodes/shared/accountTime.ts';
import { uniform } from '../uniform.mts';

/** A made-up split test: what its ads bring, and how its days differ. Rates vary by log-normal factors. */
export interface World {
	readonly days: number;
	/** Results a day of the best ad. */
	readonly results: number;
	/** What a result of each ad costs, in costs of the first. */
	readonly costs: readonly number[];
	/** Variance of what good and bad days do to all ads alike. */
	readonly common?: number;
	/** The same for each ad alone. */
	readonly alone?: number;
	/** How much of an ad's own good day stays on the next. */
	readonly memory?: number;
	/** Results that come together, on average. */
	readonly together?: number;
	/** The first ad's part of the money; the others share the rest. */
	readonly firstShare?: number;
	/** Share of results that Meta shows on the day itself, the rest over the next three days. */
	readonly atOnce?: number;
}

interface Draws {
	readonly normal: () => number;
	readonly poisson: (mean: number) => number;
}

function drawsOf(seed: number): Draws {
	const random = uniform(seed);
	const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
	const poisson = (mean: number): number => {
		if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
		let [count, product] = [0, random()];
		for (; product > Math.exp(-mean); count++) product *= random();
		return count;
	};
	return { normal, poisson };
}

const factor = (variance: number, normal: number): number => Math.exp(Math.sqrt(variance) * normal - variance / 2);

/** Results by ad and day, as they are once all have come in. */
function drawnTest(world: World, { normal, poisson }: Draws): number[][] {
	const { common = 0, alone = 0, memory = 0, together = 1 } = world;
	const commonDays = Array.from({ length: world.days }, () => factor(common, normal()));
	return world.costs.map((cost, ad) => {
		let own = normal();
		return commonDays.map((day) => {
			own = memory * own + Math.sqrt(1 - memory ** 2) * normal();
			const mean = (world.results * day * factor(alone, own) * spendOf(world, ad) * world.costs.length) / cost;
			const groups = poisson(mean / together);
			return together === 1
				? groups
				: Array.from({ length: groups }, () => 1 + poisson(together - 1)).reduce((a, b) => a + b, 0);
		});
	});
}

/** An ad's part of a day's spend of 1. */
function spendOf({ firstShare, costs }: World, ad: number): number {
	if (firstShare === undefined) return 1 / costs.length;
	return ad === 0 ? firstShare : (1 - firstShare) / (costs.length - 1);
}

/** Which part of a day's results Meta shows so many days later. */
const shownPart = (atOnce: number, age: number): number => Math.min(1, atOnce + ((1 - atOnce) * age) / 3);

function cellsAfter(world: World, results: readonly number[][], over: number): TestedCell[] {
	return results.map((days, ad) => ({
		name: String(ad),
		days: days.slice(0, over).map((count, at) => ({
			adId: String(ad),
			date: addDays('2026-11-01', at),
			spend: 100 * spendOf(world, ad),
			impressions: 10_000,
			clicks: null,
			results: Math.round(count * shownPart(world.atOnce ?? 1, over - 1 - at)),
		})),
	}));
}

/** Critical values of a t for one look at the end, 5 % on both sides, by days. */
const T_BOUND: Readonly<Record<number, number>> = { 7: 2.447, 14: 2.16, 28: 2.052 };

/** A textbook paired t test of daily log costs, once, at the end: what daily looks are compared with. */
function oneLook(results: readonly number[][], world: World): number {
	const [first = [], second = []] = results;
	const logs = first.map((count, day) =>
		Math.log((count + 0.5) / spendOf(world, 0) / (((second[day] ?? 0) + 0.5) / spendOf(world, 1))),
	);
	const mean = logs.reduce((a, b) => a + b, 0) / logs.length;
	const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (logs.length - 1);
	return mean / Math.sqrt(variance / logs.length);
}

export interface Outcome {
	/** Tests in which an ad was called best or worse that is not, on any day. */
	readonly wrong: number;
	/** Tests in which the cheapest ad was called best. */
	readonly right: number;
	/** The same for one look at the end; two ads only. */
	readonly rightInOneLook: number;
}

/** Looks every day and stops at the first clear verdict. Shares of tests. */
export function simulate(world: World, seed: number, tests: number): Outcome {
	const draws = drawsOf(seed);
	const ended = Array.from({ length: tests }, () => {
		const results = drawnTest(world, draws);
		return { ...verdictOf(world, results), oneLook: oneLook(results, world) > (T_BOUND[world.days] ?? 2) };
	});
	const shareOf = (fits: (test: (typeof ended)[number]) => boolean): number => ended.filter(fits).length / tests;
	return {
		wrong: shareOf(({ isWrong }) => isWrong),
		right: shareOf(({ isRight }) => isRight),
		rightInOneLook: shareOf(({ oneLook: isFound }) => isFound),
	};
}

function verdictOf(world: World, results: readonly number[][]): { isWrong: boolean; isRight: boolean } {
	const cheapest = Math.min(...world.costs);
	const isOneBest = world.costs.filter((cost) => cost === cheapest).length === 1;
	for (let over = 3; over <= world.days; over++) {
		const judged = judgeCells(cellsAfter(world, results, over), { over, planned: world.days }, 'EUR');
		const isWrong = judged.some(({ verdict }, ad) =>
			verdict === 'best'
				? !isOneBest || world.costs[ad] !== cheapest
				: verdict === 'worse' && world.costs[ad] === cheapest,
		);
		const isRight = isOneBest && judged[world.costs.indexOf(cheapest)]?.verdict === 'best';
		if (isWrong || isRight) return { isWrong, isRight };
	}
	return { isWrong: false, isRight: false };
}
