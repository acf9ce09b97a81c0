import lodash from 'lodash';

import { table, writeSimulation } from '../markdown.mts';
import { falseAlerts, foundAfter } from './simulate.mts';
import type { Truth } from './world.mts';

const { sumBy, times } = lodash;

/** Writes the tables of docs/watch.md. The rule's numbers were fixed on other seeds (below 20 million) before these were drawn. */
const SEED = Number(process.env.SEED ?? 40_000_000);
const MONTHS = Number(process.env.MONTHS ?? 200);
const CHANGES = Number(process.env.CHANGES ?? 400);
const PAGE = 'docs/watch.md';

const OBJECTS = [1, 8, 40];
const RESULTS = [3, 10, 30];
const LARGER = [10, 20, 30, 50];
const truth = (objects: number, results: number): Truth => ({ objects, results, uneven: 0.04, memory: 0.3 });

/** Fewer where many objects make one account. */
const runs = (all: number, objects: number): number => Math.ceil(all / Math.max(1, objects / 8));

function falseIn(objects: number, results: number): string {
	const months = runs(MONTHS, objects);
	const all = sumBy(times(months), (month) => falseAlerts(truth(objects, results), SEED + month * 7919).length);
	return (all / months).toFixed(2);
}

function foundIn(objects: number, results: number, cost: number): string {
	const tries = runs(CHANGES, objects);
	const change = { day: 0, cost };
	const found = times(tries).filter(
		(one) => foundAfter({ ...truth(objects, results), change }, SEED + one * 104_729) !== null,
	);
	return `${Math.round((100 * found.length) / tries)} %`;
}

const campaigns = (count: number): string => (count === 1 ? '1 campaign' : `${count} campaigns`);

const text = `False alerts of an account in a month of daily runs (${MONTHS} invented months a cell, fewer for 40 campaigns; \`npx tsx bench/watch/main.mts\`):

${table(
	['', ...RESULTS.map((results) => `${results} results a day each`)],
	OBJECTS.map((objects) => [campaigns(objects), ...RESULTS.map((results) => falseIn(objects, results))]),
)}

Changes of one campaign's cost per result that are told by the third day (${CHANGES} invented changes a cell, fewer for 40 campaigns):

${table(
	['', ...LARGER.map((results) => `${results} results a day`)],
	OBJECTS.flatMap((objects) =>
		([2, 0.5] as const).map((cost) => [
			`${cost === 2 ? 'Doubled' : 'Halved'}, one of ${campaigns(objects)}`,
			...LARGER.map((results) => foundIn(objects, results, cost)),
		]),
	),
)}`;

await writeSimulation(PAGE, text);
