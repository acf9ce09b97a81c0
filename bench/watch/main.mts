import lodash from 'lodash';

import { table, writeSimulation } from '../markdown.mts';
import { bound } from './bound.mts';
import { falseAlerts, fatigueFound, foundAfter } from './simulate.mts';
import type { Truth } from './world.mts';

const { sumBy, times } = lodash;

/** Writes the tables of docs/development/watch-simulation.md. The rule's numbers were fixed on other seeds (below 20 million) before these were drawn. */
const SEED = Number(process.env.SEED ?? 40_000_000);
const MONTHS = Number(process.env.MONTHS ?? 200);
const CHANGES = Number(process.env.CHANGES ?? 400);
const PAGE = 'docs/development/watch-simulation.md';

const OBJECTS = [1, 8, 40];
const RESULTS = [3, 10, 30];
const LARGER = [10, 20, 30, 50];
const UNEVEN = 0.04;
const truth = (objects: number, results: number, uneven = UNEVEN): Truth => ({ objects, results, uneven, memory: 0.3 });

/** Fewer where many objects make one account. */
const runs = (all: number, objects: number): number => Math.ceil(all / Math.max(1, objects / 8));

function falseIn(objects: number, results: number, uneven = UNEVEN): string {
	const months = runs(MONTHS, objects);
	const all = sumBy(times(months), (month) => falseAlerts(truth(objects, results, uneven), SEED + month * 7919).length);
	return (all / months).toFixed(2);
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;

function foundIn(objects: number, results: number, cost: number, uneven = UNEVEN): string {
	const tries = runs(CHANGES, objects);
	const change = { day: 0, cost };
	const found = times(tries).filter(
		(one) => foundAfter({ ...truth(objects, results, uneven), change }, SEED + one * 104_729) !== null,
	);
	return percent(found.length / tries);
}

/** Worlds of one campaign: how far days stray, as a share squared, and results a day. */
const WORLDS = [
	{ uneven: 0, results: 10 },
	{ uneven: 0.01, results: 10 },
	{ uneven: 0.02, results: 10 },
	{ uneven: UNEVEN, results: 10 },
	{ uneven: UNEVEN, results: 20 },
	{ uneven: UNEVEN, results: 30 },
	{ uneven: 0.08, results: 10 },
];

function besideBest({ uneven, results }: (typeof WORLDS)[number]): string[] {
	const best = bound(truth(1, results, uneven), Math.ceil(MONTHS / 2), SEED);
	const both = (cost: number, possible: number): string =>
		`${foundIn(1, results, cost, uneven)} of ${percent(possible)}`;
	return [
		percent(Math.sqrt(uneven)),
		String(results),
		falseIn(1, results, uneven),
		both(2, best.doubled),
		both(0.5, best.halved),
	];
}

/** What a campaign's frequency and CTR become, in place of 1. */
const TIRED = [
	{ frequency: 1.5, clicks: 0.7 },
	{ frequency: 1.5, clicks: 0.8 },
	{ frequency: 1.3, clicks: 0.75 },
	{ frequency: 1.5, clicks: 1 },
	{ frequency: 1, clicks: 0.7 },
];

/** One of eight campaigns whose frequency is 1.8 in a usual week. */
function tiredRow(tired: (typeof TIRED)[number]): string[] {
	const found = times(CHANGES).filter((one) => fatigueFound(truth(8, 10), tired, SEED + one * 104_729));
	return [`${tired.frequency} times`, `${tired.clicks} times`, percent(found.length / CHANGES)];
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
)}

The same beside the best there could be, in an account of one campaign: a judge who knows the true rate, the true weekdays and how uneven days
are, and spends one false alert a month on nothing else (\`bench/watch/bound.mts\`):

${table(
	['Days differ by', 'Results a day', 'False alerts', 'Doubled: found of possible', 'Halved: found of possible'],
	WORLDS.map(besideBest),
)}

Ad Fatigue, told of one of eight campaigns after the first whole week in which people saw its ads more often and clicked less:

${table(['Frequency becomes', 'CTR becomes', 'Told'], TIRED.map(tiredRow))}`;

await writeSimulation(PAGE, text);
