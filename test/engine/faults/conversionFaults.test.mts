import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import '../support/lives/fakeTime.mts';
import { metaConversionsOperations as nodeTable } from '../../../nodes/MetaConversions/operations.ts';
import { conversionSingles } from './conversionSingles.mts';
import { useBench, type Bench } from '../support/campaigns.mts';
import { useHastenedDeadlines } from '../support/lives/deadlines.mts';
import { faults, spans } from './faultMatrix.mts';
import { BEARER, runSingle, type SingleRun } from './faultRun.mts';
import { expectedOne, mayHaveHappened, strikesOne } from './faultSingles.mts';
import { found, shown } from '../support/secrets.mts';
import { sampled } from '../../support/sampled.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** The fault matrix for events, datasets and custom conversions: the same faults, the same ends. */

const base = useBench();
useHastenedDeadlines(base);
const bench = {
	get emulator() {
		return base.emulator;
	},
	run: async (operation, parameters, more) =>
		await base.run(operation, parameters, { node: 'metaConversions', ...more }),
} as Bench;

/** Columns that the editor offers to the next step before anything has run. */
function columnsOf(operation: string): string[] {
	const file = join('nodes/MetaConversions/__schema__/v1.0.0', `${operation.replace('.', '/')}.json`);
	return Object.keys((JSON.parse(readFileSync(file, 'utf8')) as { properties: object }).properties);
}

const table = conversionSingles.flatMap((single) =>
	spans.flatMap((span) =>
		faults.filter(strikesOne(single)).map((line) => ({ single, span, line, of: single.name, name: line.name })),
	),
);

/** Of an event the row tells what others fail with. */
const verdictIn = ({ verdict, result }: SingleRun): string =>
	result.outputs.flat()[0]?.json.verdict === 'unknown' ? 'outcomeUnknown' : verdict;

it.each(sampled(table, ({ of }) => of))('$of, $span: $name', async ({ single, span, line }) => {
	const run = await runSingle(bench, single, line, span);
	expect(run.log.some(({ fault }) => fault !== undefined)).toBe(true);
	expect(run.verdict).toBe(expectedOne(single, line, span));
	if (run.verdict === 'done') {
		expect(run.result.rows).not.toEqual([]);
		expect(Object.keys(run.result.rows[0]).filter((column) => !columnsOf(single.name).includes(column))).toEqual([]);
	}
	if (single.effect !== undefined) {
		expect(run.carriedOut).toBeLessThanOrEqual(
			run.verdict === 'done' || mayHaveHappened(single, line, verdictIn(run)) ? 1 : 0,
		);
		if (run.verdict === 'done') expect(run.carriedOut).toBe(1);
	}
	const { method, path } = single.struck;
	if (single.effect === 'create' && line.effect === 'lost')
		expect(run.log.filter((request) => request.method === method && request.path === path)).toHaveLength(1);
	expect(run.log.filter(({ tokenIn }) => tokenIn !== 'header')).toEqual([]);
	expect(found([shown(run.result), run.log], BEARER)).toEqual([]);
});

it('is every operation of the node, each once', () => {
	const inNode = nodeTable.flatMap(({ value, operations: list }) =>
		list.map((operation) => `${value}.${operation.value}`),
	);
	expect(conversionSingles.map(({ name }) => name).sort()).toEqual(inNode.sort());
});
