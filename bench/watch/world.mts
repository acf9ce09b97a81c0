import type { WatchedObject } from '../../nodes/MetaInsights/watch/judged/past.ts';
import { uniform } from '../uniform.mts';

/** One invented account: what really happens in it. */
export interface Truth {
	readonly objects: number;
	/** Results a day of each object. */
	readonly results: number;
	/** How much a day's own level varies, as a share squared, and how much of it stays until tomorrow. */
	readonly uneven: number;
	readonly memory: number;
	/** From this day on, cost per result of the first object is this many times what it was. */
	readonly change?: { readonly day: number; readonly cost: number };
	/** From this day on, people see the first object's ads so many times as often in a week, and click them so much less. */
	readonly tired?: { readonly day: number; readonly frequency: number; readonly clicks: number };
}

export const normal = (random: () => number): number =>
	Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

function poisson(mean: number, random: () => number): number {
	if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
	let [count, product] = [0, random()];
	for (const end = Math.exp(-mean); product > end; count++) product *= random();
	return count;
}

/** A level that strays by a share squared; its mean is 1. */
const straying = (deviation: number, random: () => number, from: number): number =>
	Math.exp(from + deviation * normal(random) - deviation ** 2 / 2);

const FIRST_DAY = Date.UTC(2026, 0, 5);
const DAY = 86_400_000;
export const COST = 12;
const ORDER = 40;
/** Of how uneven a day is, so much is common to all objects, as a share of the deviation. */
export const COMMON = 0.3;

/** Weekly seasons of an account: of what is spent, and of how willing people are, as logarithms. */
export function seasonsOf(random: () => number): { season: number[]; demand: number[] } {
	const season = Array.from({ length: 7 }, () => 0.2 * normal(random));
	return { season, demand: Array.from({ length: 7 }, () => 0.12 * normal(random)) };
}

/** How often a person sees the ads in a usual week, and how much that strays between weeks. */
const FREQUENCY = 1.8;
const FREQUENCY_STRAYS = 0.08;

/** Whole weeks of one object's days, as Meta would tell them. */
function weeksOf(
	own: WatchedObject['days'],
	strays: () => number,
	tired: (day: number) => number,
): WatchedObject['weeks'] {
	return Array.from({ length: Math.floor(own.length / 7) }, (_, week) => {
		const days = own.slice(7 * week, 7 * week + 7);
		const add = (figure: 'impressions' | 'clicks'): number => days.reduce((sum, day) => sum + (day[figure] ?? 0), 0);
		return {
			since: days[0]!.date,
			until: days[6]!.date,
			frequency: FREQUENCY * Math.exp(FREQUENCY_STRAYS * strays()) * tired(7 * week),
			impressions: add('impressions'),
			clicks: add('clicks'),
		};
	});
}

/** Days of all objects of an account: weekly seasons of spend and of how willing people are, uneven days, order values. */
export function inventedDays(truth: Truth, days: number, seed: number): WatchedObject[] {
	const random = uniform(seed);
	const { season, demand } = seasonsOf(random);
	const common = Array.from({ length: days }, () => COMMON * Math.sqrt(truth.uneven) * normal(random));
	return Array.from({ length: truth.objects }, (_, index) => {
		const size = truth.results * (truth.change !== undefined && index === 0 ? 1 : Math.exp(0.4 * normal(random)));
		let level = 0;
		const isTired = (day: number): boolean => truth.tired !== undefined && index === 0 && day >= truth.tired.day;
		const own = Array.from({ length: days }, (_day, day) => {
			const weekday = day % 7;
			const spend = size * COST * straying(0.12, random, season[weekday]!);
			level = truth.memory * level + Math.sqrt((1 - truth.memory ** 2) * truth.uneven) * normal(random);
			const changed = truth.change !== undefined && index === 0 && day >= truth.change.day ? truth.change.cost : 1;
			const willing = Math.exp(level + demand[weekday]! + common[day]! - truth.uneven / 2) / changed;
			const results = poisson((spend / COST) * willing, random);
			const impressions = Math.round((spend / 10) * 1000 * straying(0.08, random, 0));
			const value = Array.from({ length: results }, () => -ORDER * Math.log(1 - random())).reduce(
				(sum, one) => sum + one,
				0,
			);
			return {
				date: new Date(FIRST_DAY + day * DAY).toISOString().slice(0, 10),
				spend,
				impressions,
				clicks: poisson(
					impressions * 0.012 * straying(0.1, random, 0) * (isTired(day) ? truth.tired!.clicks : 1),
					random,
				),
				results,
				purchases: results,
				value,
			};
		});
		// Of its own, so that the days are the same with and without them.
		const people = uniform(seed + 31 * (index + 1));
		const weeks = weeksOf(
			own,
			() => normal(people),
			(day) => (isTired(day) ? truth.tired!.frequency : 1),
		);
		return { id: String(index + 1), name: `Campaign ${index + 1}`, days: own, weeks };
	});
}

/** When each result of a day is counted: the same in every look at it. */
function countedBy(age: number, late: readonly number[], results: number, seed: number): number {
	const share = late[age - 1];
	if (share === undefined) return results;
	const random = uniform(seed);
	return Array.from({ length: results }, () => random()).filter((one) => one < share).length;
}

/** Days as they look on the day after the last of them, where only a share of a day's results is counted after one, two … days. */
export const lateDays = (objects: readonly WatchedObject[], late: readonly number[], seed: number): WatchedObject[] =>
	late.length === 0
		? [...objects]
		: objects.map((object) => ({
				...object,
				days: object.days.map((day, index) => {
					const all = day.results ?? 0;
					const ofDay = seed + 101 * (Date.parse(day.date) / DAY) + 7 * Number(object.id);
					const results = countedBy(object.days.length - index, late, all, ofDay);
					const share = all === 0 ? 1 : results / all;
					return { ...day, results, purchases: results, value: (day.value ?? 0) * share };
				}),
			}));
