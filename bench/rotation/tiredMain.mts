import { table, writeSimulation } from '../markdown.mts';
import { simulateTired, type Replacements, type Tiring } from './tired.mts';
import { DAYS, type Truth } from './world.mts';

/**
 * Writes the part about tired ads of docs/development/rotation-simulation.md. The bounds of tired.ts were chosen on other
 * seeds (100000 to 430199) before these were drawn.
 */
const SEED = Number(process.env.SEED ?? 8_000_000);
const AD_SETS = Number(process.env.AD_SETS ?? 100);
const PAGE = 'docs/development/rotation-simulation.md';

/** Three weeks at its first level. */
const TIRING: Tiring = { ad: 0, from: 21 };

/** Falls evenly to a level, within so many days. */
const fallsTo =
	(level: number, days: number) =>
	(day: number): number =>
		day < TIRING.from ? 1 : Math.max(level, 1 - ((1 - level) * (day - TIRING.from + 1)) / days);

const tires =
	(level: number, days: number): Truth['levelOn'] =>
	(ad, day) =>
		ad === TIRING.ad ? fallsTo(level, days)(day) : 1;

interface World {
	readonly words: string;
	readonly truth: Omit<Truth, 'dailyBudget'>;
}

const [FIVE, TWO] = [
	[1, 1, 1, 1, 1],
	[1, 1],
];
/** Its first days are cheap. */
const DAYS_OF_NEW = 4;
const allFall = (_: number, day: number): number => fallsTo(0.4, 7)(day);

const steady: readonly World[] = [
	{ words: 'all at the target', truth: { costs: FIVE } },
	{ words: 'days of variance 1', truth: { costs: FIVE, dayVariance: 1 } },
	{ words: 'all fall to 40 % in a week', truth: { costs: FIVE, levelOn: allFall } },
	{
		words: 'one costs half in its first four days',
		truth: { costs: FIVE, levelOn: (ad, day) => (ad === 0 && day < DAYS_OF_NEW ? 2 : 1) },
	},
	{ words: 'two ads', truth: { costs: TWO } },
	{ words: 'two ads, both fall to 40 % in a week', truth: { costs: TWO, levelOn: allFall } },
];

const tiringWorlds: readonly World[] = [
	{ words: 'to a half in a week', truth: { costs: FIVE, levelOn: tires(1 / 2, 7) } },
	{ words: 'to a third in a week', truth: { costs: FIVE, levelOn: tires(1 / 3, 7) } },
	{ words: 'to a third in two weeks', truth: { costs: FIVE, levelOn: tires(1 / 3, 14) } },
	{
		words: 'to a third in a week, at half the target before',
		truth: { costs: [0.5, 1, 1, 1, 1], levelOn: tires(1 / 3, 7) },
	},
	{ words: 'one of two ads, to a third in a week', truth: { costs: TWO, levelOn: tires(1 / 3, 7) } },
];

/** What the ad set spends a day, in targets. */
const BUDGETS = [5, 25];

const percent = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(1)} %`);

function simulated({ words, truth }: World, dailyBudget: number, tiring?: Tiring): Replacements {
	process.stdout.write(`${words}, ${dailyBudget} a day\n`);
	return simulateTired({ ...truth, dailyBudget }, SEED, AD_SETS, tiring);
}

const steadyRow = (world: World): string[] => [
	world.words,
	...BUDGETS.map((budget) => percent(simulated(world, budget).falsely)),
];

const tiringRow = (world: World, dailyBudget: number): string[] => {
	const { falsely, replaced, lost, days } = simulated(world, dailyBudget, TIRING);
	const until = days === null ? '–' : String(days);
	return [world.words, String(dailyBudget), percent(replaced), until, percent(lost), percent(falsely)];
};

const STEADY_HEAD = ['No ad tires', ...BUDGETS.map((budget) => `Replaced as tired, ${budget} results a day`)];
const TIRING_HEAD = [
	'One ad falls',
	'Results a day',
	'Replaced as tired',
	'Days until then (median)',
	'Paused as a loser',
	'Another ad replaced as tired',
];

await writeSimulation(
	PAGE,
	`${AD_SETS.toLocaleString('en')} ad sets a row, ${DAYS} days, a look every morning with *Replace Tired Ads* and the simple rule,
seeds from ${SEED} (\`npx tsx bench/rotation/tiredMain.mts\`). First: ad sets in which an ad that does not tire is ever replaced as tired.

${table(STEADY_HEAD, steady.map(steadyRow))}

One of five ads, or of two, falls from its 22nd day on. Which part of the money it gets is drawn: 6 to 40 % of five.

${table(
	TIRING_HEAD,
	tiringWorlds.flatMap((world) => BUDGETS.map((budget) => tiringRow(world, budget))),
)}`,
	'tired',
);
