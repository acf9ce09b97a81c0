import lodash from 'lodash';

import { table, writeSimulation } from '../markdown.mts';
import {
	falseAlerts,
	falseRunsLate,
	foundAfter,
	foundLate,
	simplyFalse,
	simplyFound,
	type SimpleRule,
} from './simulate.mts';
import type { Truth } from './world.mts';

const { mean, sumBy, times } = lodash;

/** Writes the tables of Watch in docs/development/watch-and-pace.md. */
const SEED = Number(process.env.SEED ?? 60_000_000);
const MONTHS = Number(process.env.MONTHS ?? 60);
const CHANGES = Number(process.env.CHANGES ?? 200);

/** What is there of a day's results after one, two … days. */
const LATE = [0.6, 0.8, 0.9, 0.95, 1];
const RULE: SimpleRule = { days: 3, past: 28, above: 50 };
/** Days that a step has run before: from then on it knows how late results come. */
const LEARNT = 14;

const truth = (results: number, objects = 1): Truth => ({ objects, results, uneven: 0.04, memory: 0.3 });
const doubled = (results: number): Truth => ({ ...truth(results), change: { day: 0, cost: 2 } });
const seeds = (count: number, step: number): number[] => times(count, (one) => SEED + one * step);
const percent = (share: number): string => `${Math.round(100 * share)} %`;
const share = (found: readonly boolean[]): string => percent(mean(found.map(Number)));
const aMonth = (alerts: number): string => alerts.toFixed(1);

function besideSimple(results: number): string[] {
	const [months, changes] = [seeds(MONTHS, 7919), seeds(CHANGES, 104_729)];
	return [
		String(results),
		aMonth(mean(months.map((seed) => falseAlerts(truth(results), seed).length))),
		aMonth(mean(months.map((seed) => simplyFalse(truth(results), RULE, [], seed)))),
		aMonth(mean(months.map((seed) => simplyFalse(truth(results), RULE, LATE, seed)))),
		share(changes.map((seed) => foundAfter(doubled(results), seed) !== null)),
		share(changes.map((seed) => simplyFound(doubled(results), RULE, [], seed))),
	];
}

function lateRow(objects: number, results: number): string[] {
	const runsOf = (late: readonly number[], before: number): string => {
		const all = seeds(MONTHS, 7919).map((seed) => falseRunsLate(truth(results, objects), late, before, seed));
		return percent(sumBy(all, 'false') / sumBy(all, 'runs'));
	};
	const found = (late: readonly number[], before: number): string =>
		share(seeds(CHANGES, 104_729).map((seed) => foundLate(doubled(results), late, before, seed)));
	return [
		`${objects} × ${results}`,
		runsOf([], LEARNT),
		runsOf(LATE, LEARNT),
		runsOf(LATE, 0),
		...(objects === 1 ? [found([], LEARNT), found(LATE, LEARNT), found([], 0)] : ['', '', '']),
	];
}

await writeSimulation(
	'docs/development/watch-and-pace.md',
	`Compared with the simple rule (cost per result of ${RULE.days} days against the ${RULE.past} before, +${RULE.above} %): false alerts of one campaign in a month of daily runs, and a doubled cost per
result that is reported within three days (${MONTHS} invented months and ${CHANGES} changes a cell, \`npx tsx bench/watch/late.mts\`):

${table(
	[
		'Results a day',
		'False: Watch',
		'False: simple rule',
		'False: simple rule, late results',
		'Found: Watch',
		'Found: simple rule',
	],
	[10, 20, 30, 50].map(besideSimple),
)}

Results that come late (${LATE.map(percent).join(', ')} of a day’s are there after one, two … days): runs of a month without any change that tell of results, and
a doubled cost per result that is reported within three days:

${table(
	[
		'Campaigns × results a day',
		'False runs: all there at once',
		'False runs: late',
		'False runs: late, from the first run on',
		'Found: all there at once',
		'Found: late',
		'Found: in the first three runs ever',
	],
	[lateRow(1, 10), lateRow(1, 30), lateRow(8, 10)],
)}`,
	'watch',
);
