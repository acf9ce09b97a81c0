import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import groupBy from 'lodash/groupBy.js';
import sumBy from 'lodash/sumBy.js';
import { z } from 'zod';

import { table } from '../bench/markdown.mts';

/**
 * Prints what each suite costs, and its dearest files, from what jest wrote of its runs:
 * `npx jest --json --outputFile=.tmp/test.json; npx tsx test/costs.mts .tmp/test.json`. CI prints it at its end. Seconds are
 * those of one test file after the other, loading included; two processors take about half as long.
 */
/** A file that costs more is named. */
const DEAR = 10;

const results = z.object({
	testResults: z.array(
		z.object({
			name: z.string(),
			startTime: z.number(),
			endTime: z.number(),
			assertionResults: z.array(z.unknown()),
		}),
	),
});

interface Cost {
	readonly file: string;
	readonly suite: string;
	readonly seconds: number;
	readonly tests: number;
}

async function costsIn(path: string): Promise<Cost[]> {
	const { testResults } = results.parse(JSON.parse(await readFile(path, 'utf8')));
	return testResults.map(({ name, startTime, endTime, assertionResults }) => {
		const file = relative('test', name);
		return {
			file,
			suite: file.split('/')[0],
			seconds: (endTime - startTime) / 1000,
			tests: assertionResults.length,
		};
	});
}

const all = (await Promise.all(process.argv.slice(2).map(costsIn))).flat();
const dearest = all.filter(({ seconds }) => seconds > DEAR).sort((one, other) => other.seconds - one.seconds);
process.stdout.write(
	`${[
		table(
			['Suite', 'Files', 'Tests', 'Seconds'],
			Object.entries(groupBy(all, 'suite')).map(([suite, files]) => [
				suite,
				files.length,
				sumBy(files, 'tests'),
				sumBy(files, 'seconds').toFixed(0),
			]),
		),
		`Files of more than ${DEAR} seconds:`,
		table(
			['File', 'Tests', 'Seconds'],
			dearest.map(({ file, tests, seconds }) => [file, tests, seconds.toFixed(0)]),
		),
	].join('\n\n')}\n`,
);
