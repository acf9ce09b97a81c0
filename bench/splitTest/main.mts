import { table, writeSimulation } from '../markdown.mts';
import { simulate, type World } from './simulate.mts';

/** Writes the tables of docs/development/split-test-simulation.md. The assumptions were fixed on seed 12345 before this one was drawn. */
const SEED = Number(process.env.SEED ?? 2026);
const TESTS = Number(process.env.TESTS ?? 2_000);

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const LENGTHS = [7, 14, 28];
const RESULTS = [2, 10, 30, 100];

const equal: ReadonlyArray<
	readonly [name: string, world: Omit<World, 'days' | 'results' | 'costs'> & { costs?: readonly number[] }]
> = [
	['even days', {}],
	['good and bad days for all (0.1) and for each ad (0.05)', { common: 0.1, alone: 0.05 }],
	['for all (0.1) and for each ad (0.2)', { common: 0.1, alone: 0.2 }],
	['results in threes', { together: 3 }],
	['one ad gets 80 % of the money', { firstShare: 0.8, alone: 0.05 }],
	['half of the results come up to three days late', { atOnce: 0.5, common: 0.1, alone: 0.05 }],
	['five ads', { costs: [1, 1, 1, 1, 1], common: 0.1, alone: 0.05 }],
	['half of an ad’s good day stays on the next (0.1)', { alone: 0.1, memory: 0.5 }],
];

const falseRows = equal.flatMap(([name, world]) =>
	LENGTHS.map((days) => [
		name,
		days,
		...RESULTS.map((results) => percent(simulate({ costs: [1, 1], ...world, days, results }, SEED, TESTS).wrong)),
	]),
);

const unequal: ReadonlyArray<readonly [name: string, world: Pick<World, 'common' | 'alone'>]> = [
	['even', {}],
	['0.1 and 0.05', { common: 0.1, alone: 0.05 }],
	['0.1 and 0.2', { common: 0.1, alone: 0.2 }],
];

const foundRows = [1.3, 1.5, 2].flatMap((cost) =>
	unequal.flatMap(([name, world]) =>
		[7, 14].map((days) => [
			`${cost} ×`,
			name,
			days,
			...RESULTS.map((results) => {
				const { right, rightInOneLook } = simulate({ ...world, costs: [1, cost], days, results }, SEED, TESTS);
				return `${percent(right)} of ${percent(rightInOneLook)}`;
			}),
		]),
	),
);

const perDay = RESULTS.map((results) => `${results} results a day`);
await writeSimulation(
	'docs/development/split-test-simulation.md',
	`Equally good ads: tests in which one is ever called best or worse.

${table(['World', 'Days', ...perDay], falseRows)}

One of two ads costs more: tests in which the better one is called best, of those in which a paired t test with one look at the end finds it.

${table(['Cost', 'Days differ by', 'Days', ...perDay], foundRows)}

Written by \`npx tsx bench/splitTest/main.mts\`: ${TESTS} tests for each figure, seed ${SEED}, a look every day from the third on.`,
);
