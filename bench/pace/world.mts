import { uniform } from '../uniform.mts';

/** How an account's days of spend come about. */
export interface PaceWorld {
	readonly name: string;
	/** How far a day strays from its level, as a share, with nothing in common with the day before. */
	readonly noise: number;
	/** How far the level itself strays, and how much of it a day passes on to the next. */
	readonly level?: { readonly stray: number; readonly memory: number };
	/** A part that Saturdays and Sundays lose. */
	readonly weekend?: number;
	/** How much the level rises or falls every day, as a share. */
	readonly drift?: number;
	/** How often a person changes the budget, in days, and by which factor or its inverse. */
	readonly changes?: { readonly every: number; readonly factor: number };
	/** Sales: days that spend so many times as much, one day in so many. */
	readonly sales?: { readonly every: number; readonly times: number };
}

/** Months of these kinds are invented. */
export const paceWorlds: readonly PaceWorld[] = [
	{ name: 'even days', noise: 0.03 },
	{ name: 'days that differ by a fifth', noise: 0.2 },
	{ name: 'days that differ by half', noise: 0.5 },
	{ name: 'days a little like the day before', noise: 0.1, level: { stray: 0.2, memory: 0.5 } },
	{ name: 'days like the day before', noise: 0.1, level: { stray: 0.25, memory: 0.8 } },
	{ name: 'days much like the day before', noise: 0.05, level: { stray: 0.3, memory: 0.93 } },
	{ name: 'weekends of half the spend', noise: 0.15, weekend: 0.5 },
	{ name: 'a level that wanders', noise: 0.1, level: { stray: 0.4, memory: 0.98 } },
	{ name: 'a budget changed every three weeks', noise: 0.08, changes: { every: 21, factor: 1.3 } },
	{ name: 'single days of sales', noise: 0.1, sales: { every: 15, times: 2.5 } },
];

const DAY_ONE = Date.UTC(2026, 7, 3); // a Monday

const normal = (random: () => number): number =>
	Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Spend of some days in a row, from a Monday on, about 100 a day. */
export function inventedSpend(world: PaceWorld, count: number, seed: number): Array<{ date: string; spend: number }> {
	const random = uniform(seed);
	const { noise, level, weekend = 0, drift = 0, changes, sales } = world;
	let own = level === undefined ? 0 : level.stray * normal(random);
	let budget = 100;
	return Array.from({ length: count }, (_, index) => {
		if (level !== undefined) own = level.memory * own + level.stray * Math.sqrt(1 - level.memory ** 2) * normal(random);
		if (changes !== undefined && random() < 1 / changes.every)
			budget *= random() < 0.5 ? changes.factor : 1 / changes.factor;
		budget *= 1 + drift;
		const isSale = sales !== undefined && random() < 1 / sales.every;
		const share = Math.exp(own + noise * normal(random)) * (index % 7 > 4 ? 1 - weekend : 1);
		return {
			date: new Date(DAY_ONE + index * 86_400_000).toISOString().slice(0, 10),
			spend: Math.round(budget * share * (isSale ? sales.times : 1) * 100) / 100,
		};
	});
}
