import { decisions } from './policies.mts';
import { AdSetLife, DAYS, TARGET, type Truth } from './world.mts';

/** How well the warning finds losers, and how often it is wrong, while the node rotates by its simple rule. */
export interface Warnings {
	/** Share of losers that were suspects, or paused, before they had spent ten times the target; null without losers. */
	readonly inTime: number | null;
	/** Share of good ads that were ever a suspect. */
	readonly everFalse: number;
	/** Share of good ads that are suspects on a day. */
	readonly falseOnADay: number;
}

const IN_TIME = 10;
const isGood = (cost: number): boolean => cost <= 1;

/** @param adSets lives with seeds first, first + 1, … */
export function simulateSuspects(truth: Truth, firstSeed: number, adSets: number): Warnings {
	const lives = Array.from({ length: adSets }, (_, index) => firstFound(truth, firstSeed + index));
	const ads = lives.flatMap((found) => truth.costs.map((cost, ad) => ({ cost, ...found(ad) })));
	const good = ads.filter(({ cost }) => isGood(cost));
	const bad = ads.filter(({ cost }) => !isGood(cost));
	const share = <One,>(all: readonly One[], is: (one: One) => boolean): number => all.filter(is).length / all.length;
	return {
		inTime: bad.length === 0 ? null : share(bad, ({ spent }) => spent <= IN_TIME),
		everFalse: share(good, ({ suspectDays }) => suspectDays > 0),
		falseOnADay: good.reduce((sum, { suspectDays }) => sum + suspectDays, 0) / (good.length * (DAYS - 1)),
	};
}

interface Found {
	/** What the ad had spent when it was first told of, in targets. */
	readonly spent: number;
	readonly suspectDays: number;
}

function firstFound(truth: Truth, seed: number): (ad: number) => Found {
	const life = new AdSetLife(truth, seed);
	const spent = new Map<number, number>();
	const suspectDays = new Map<number, number>();
	for (let day = 0; day < DAYS; day++) {
		for (const { ad, action, suspect } of day > 0 ? decisions(life, day) : []) {
			const number = Number(ad.id);
			const isSuspect = suspect !== null;
			if ((isSuspect || action === 'pause') && !spent.has(number)) spent.set(number, life.totalSpend(number) / TARGET);
			if (isSuspect) suspectDays.set(number, (suspectDays.get(number) ?? 0) + 1);
			if (action === 'pause') life.pause(number, day);
		}
		life.liveDay(day);
	}
	return (ad) => ({ spent: spent.get(ad) ?? Infinity, suspectDays: suspectDays.get(ad) ?? 0 });
}
