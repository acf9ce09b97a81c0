import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import '../support/lives/fakeTime.mts';
import { metaLeadsOperations as nodeTable } from '../../../nodes/MetaLeads/operations.ts';
import { leadSingles } from './leadSingles.mts';
import { useBench, type Bench } from '../support/campaigns.mts';
import { useHastenedDeadlines } from '../support/lives/deadlines.mts';
import { faults, spans } from './faultMatrix.mts';
import { BEARER, brokenOf, runSingle } from './faultRun.mts';
import { expectedOne, mayHaveHappened, strikesOne } from './faultSingles.mts';
import { found, shown } from '../support/secrets.mts';
import { sampled } from '../../support/sampled.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** The fault matrix for leads, forms, test leads and subscriptions: the same faults, the same ends. */

const base = useBench();
useHastenedDeadlines(base);
const bench = {
	get emulator() {
		return base.emulator;
	},
	run: async (operation, parameters, more) => await base.run(operation, parameters, { node: 'metaLeads', ...more }),
} as Bench;

/** Columns that the editor offers to the next step before anything has run. */
function columnsOf(operation: string): string[] {
	const file = join('nodes/MetaLeads/__schema__/v1.0.0', `${operation.replace('.', '/')}.json`);
	return Object.keys((JSON.parse(readFileSync(file, 'utf8')) as { properties: object }).properties);
}

const table = leadSingles.flatMap((single) =>
	spans.flatMap((span) =>
		faults.filter(strikesOne(single)).map((line) => ({ single, span, line, of: single.name, name: line.name })),
	),
);

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
			run.verdict === 'done' || mayHaveHappened(single, line, run.verdict) ? 1 : 0,
		);
		if (run.verdict === 'done') expect(run.carriedOut).toBe(1);
	}
	if (single.effect === 'create') expect(brokenOf(bench, single, run)).toEqual([]);
	const { method, path } = single.struck;
	if (single.effect === 'create' && line.effect === 'lost')
		expect(run.log.filter((request) => request.method === method && request.path === path)).toHaveLength(1);
	// A page's token stands in a batch's part, and nothing else does.
	expect(run.log.filter(({ tokenIn, batch }) => tokenIn !== 'header' && batch === undefined)).toEqual([]);
	expect(found([shown(run.result), run.log], BEARER)).toEqual([]);
});

describe('a token that is refused in a create', () => {
	const creates = leadSingles.filter(({ effect }) => effect === 'create');
	const strikeOnce = async (single: (typeof creates)[number], applied: boolean) =>
		await runSingle(
			bench,
			single,
			{ name: '190', effect: 'refused', fault: { kind: 'graph', code: 190, applied } },
			'once',
		);

	it.each(creates)('$name: what it made all the same is found, and not made again', async (single) => {
		const run = await strikeOnce(single, true);
		expect([run.verdict, run.carriedOut]).toEqual(['done', 1]);
	});

	it.each(creates)('$name: what it did not make is made with another token', async (single) => {
		const run = await strikeOnce(single, false);
		expect([run.verdict, run.carriedOut]).toEqual(['done', 1]);
	});
});

// Two call nothing of Meta's: one reads what Meta has signed, one compares IDs.
it('is every operation of the node, each once', () => {
	const inNode = nodeTable.flatMap(({ value, operations: list }) =>
		list.map((operation) => `${value}.${operation.value}`),
	);
	expect([...leadSingles.map(({ name }) => name), 'lead.getFromNotification', 'lead.removeDuplicates'].sort()).toEqual(
		inNode.sort(),
	);
});
