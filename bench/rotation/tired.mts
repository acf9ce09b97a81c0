import { decisions } from './policies.mts';
import { AdSetLife, DAYS, type Truth } from './world.mts';

/** How soon a tired ad is replaced, and how often one that is as good as ever. */
export interface Replacements {
	/** Share of ad sets in which an ad that does not tire was replaced as tired. */
	readonly falsely: number;
	/** Share of tired ads that were replaced as tired; null where none tires. */
	readonly replaced: number | null;
	/** Share of tired ads that were paused as losers; null where none tires. */
	readonly lost: number | null;
	/** Days from when it began to tire until it was replaced as tired: the median of those that were; null without any. */
	readonly days: number | null;
}

/** The ad that tires, and since when. */
export interface Tiring {
	readonly ad: number;
	readonly from: number;
}

interface Gone {
	readonly day: number;
	readonly loser: boolean;
}

/** @param adSets lives with seeds first, first + 1, … */
export function simulateTired(truth: Truth, firstSeed: number, adSets: number, tiring?: Tiring): Replacements {
	const lives = Array.from({ length: adSets }, (_, index) => goneIn(truth, firstSeed + index));
	const isFalse = ([ad, { day, loser }]: readonly [number, Gone]): boolean =>
		!loser && (ad !== tiring?.ad || day < tiring.from);
	const falsely = lives.filter((gone) => [...gone].some(isFalse)).length / adSets;
	if (tiring === undefined) return { falsely, replaced: null, lost: null, days: null };
	const ends = lives.flatMap((gone) => gone.get(tiring.ad) ?? []).filter(({ day }) => day >= tiring.from);
	const replacedOn = ends.filter(({ loser }) => !loser).map(({ day }) => day - tiring.from);
	const days = replacedOn.sort((one, other) => one - other);
	const share = (wanted: boolean): number => ends.filter(({ loser }) => loser === wanted).length / adSets;
	return { falsely, replaced: share(false), lost: share(true), days: days[Math.floor(days.length / 2)] ?? null };
}

function goneIn(truth: Truth, seed: number): Map<number, Gone> {
	const life = new AdSetLife(truth, seed);
	const gone = new Map<number, Gone>();
	for (let day = 0; day < DAYS; day++) {
		for (const { ad, action, loser } of day > 0 ? decisions(life, day, { replaceTired: true }) : []) {
			if (action !== 'pause') continue;
			gone.set(Number(ad.id), { day, loser });
			life.pause(Number(ad.id), day);
		}
		life.liveDay(day);
	}
	return gone;
}
