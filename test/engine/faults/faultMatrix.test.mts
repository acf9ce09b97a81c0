import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { newCampaign, useBench } from '../support/campaigns.mts';
import { useHastenedDeadlines } from '../support/lives/deadlines.mts';
import '../support/lives/fakeTime.mts';
import { metaAdsOperations as metaAds } from '../../../nodes/MetaAds/operations.ts';
import { metaInsightsOperations as metaInsights } from '../../../nodes/MetaInsights/operations.ts';
import { metaBudgetGuardOperations as metaBudgetGuard } from '../../../nodes/MetaBudgetGuard/operations.ts';
import { exists, expected, faults, isCreate, isRead, itemsIn, operations, scopes, spans } from './faultMatrix.mts';
import { BEARER, brokenOf, runFault, runSingle } from './faultRun.mts';
import { elsewhere, expectedOne, namesOf, singles, strikesOne } from './faultSingles.mts';
import { insightsSingles } from './insightsSingles.mts';
import { subjects } from './faultSubjects.mts';
import { sampled } from '../../support/sampled.mts';
import { found, shown } from '../support/secrets.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useBench();
useHastenedDeadlines(bench);

const lines = operations.flatMap((operation) =>
	scopes.flatMap((scope) =>
		spans.flatMap((span) =>
			faults
				.filter((line) => exists(line, operation, scope, span))
				.map((line) => ({ operation, scope, span, line, name: line.name })),
		),
	),
);

const table = Object.values(subjects).flatMap((subject) =>
	lines.map((line) => ({ subject, resource: subject.resource, ...line })),
);

describe('the fault matrix', () => {
	it.each(sampled(table, (cell) => `${cell.resource}.${cell.operation}`))(
		'$resource: $operation, $scope, $span: $name',
		async ({ subject, operation, scope, span, line }) => {
			const run = await runFault(bench, subject, line, operation, scope, span);
			const items = Array.from({ length: itemsIn(scope) }, (_, index) => index);

			// The fault has struck, and every item has the one verdict it should have.
			expect(run.log.some(({ fault }) => fault !== undefined)).toBe(true);
			const wanted = items.map((index) => expected(line, operation, scope, span, index));
			// Of campaigns that nothing tells apart, any may be the one that is missing.
			if (operation === 'create, same names') expect(run.verdicts.toSorted()).toEqual(wanted.toSorted());
			else expect(run.verdicts).toEqual(wanted);

			// What a verdict says is true: done is done, a failure left nothing behind unless it says that it does not know.
			for (const index of isRead(operation) || operation === 'create, same names' ? [] : items) {
				if (run.verdicts[index] === 'outcomeUnknown') continue;
				expect(run.world[index]).toBe(run.verdicts[index] === 'done' ? 'wanted' : 'untouched');
			}

			// No create leaves twice once its end is unknown; no object is made or claimed twice.
			if (isCreate(operation)) {
				const done = run.result.rows.flatMap(({ id }) => (id === undefined ? [] : [String(id)]));
				expect(new Set(done).size).toBe(done.length);
				expect(run.created).toEqual(expect.arrayContaining(done));
				expect(run.created.length).toBeLessThanOrEqual(items.length);
				if (line.effect === 'lost') expect(run.createsSent).toHaveLength(items.length);
			}

			// The token stays where it belongs.
			expect(run.log.filter(({ tokenIn, batch }) => tokenIn !== 'header' && batch === undefined)).toEqual([]);
			expect(found([shown(run.result), run.log], BEARER)).toEqual([]);
		},
	);
});

const singleTable = [...singles, ...insightsSingles].flatMap((single) =>
	spans.flatMap((span) =>
		faults.filter(strikesOne(single)).map((line) => ({ single, span, line, of: single.name, name: line.name })),
	),
);

describe('the fault matrix, one item', () => {
	it.each(sampled(singleTable, ({ of }) => of))('$of, $span: $name', async ({ single, span, line }) => {
		const run = await runSingle(bench, single, line, span);
		expect(run.log.some(({ fault }) => fault !== undefined)).toBe(true);
		expect(run.verdict).toBe(expectedOne(single, line, span));
		if (run.verdict === 'done') expect(run.result.outputs.flat()).not.toEqual([]);
		if (single.effect === 'create') expect(brokenOf(bench, single, run)).toEqual([]);
		// A write that is done was carried out, one that failed was not, and none was carried out twice.
		if (single.times !== undefined) {
			const most = !single.dry && (run.verdict === 'done' || run.verdict === 'outcomeUnknown') ? 1 : 0;
			expect(run.carriedOut).toBeLessThanOrEqual(most);
			if (run.verdict === 'done') expect(run.carriedOut).toBe(most);
		}
		expect(run.log.filter(({ tokenIn, batch }) => tokenIn !== 'header' && batch === undefined)).toEqual([]);
		expect(found([shown(run.result), run.log], BEARER)).toEqual([]);
	});
});

describe('what the fault matrix covers', () => {
	const inNode = [...metaAds, ...metaBudgetGuard, ...metaInsights].flatMap(({ value, operations: list }) =>
		list.map((operation) => `${value}.${operation.value}`),
	);
	const inMatrix = [
		...Object.keys(subjects).flatMap((resource) =>
			operations.filter((name) => !name.includes(',')).map((name) => `${resource}.${name}`),
		),
		...namesOf([...singles, ...insightsSingles]),
	];

	it('is every operation of the nodes, but for those that have a file of their own', () => {
		const missing = inNode.filter((name) => !inMatrix.includes(name) && !(name in elsewhere));
		if (missing.length > 0)
			console.warn(`Not in the fault matrix yet: ${missing.join(', ')}. Add entries to faultSingles.mts.`);
		expect(missing).toEqual([]);
		for (const file of Object.values(elsewhere)) expect(existsSync(join(process.cwd(), file))).toBe(true);
	});

	it('holds nothing twice, and nothing that the nodes have not', () => {
		expect(inMatrix.filter((name, index) => inMatrix.indexOf(name) !== index || name in elsewhere)).toEqual([]);
		expect(inMatrix.filter((name) => !inNode.includes(name))).toEqual([]);
	});
});

describe('creates of one name whose answers are lost', () => {
	it('are told apart by their budgets', async () => {
		bench.emulator.control.addFault({
			match: { method: 'POST', path: '', times: 1 },
			fault: { kind: 'reset', applied: true },
		});
		const items = [30, 20, 25].map((budget) => ({ budget }));
		const { rows } = await bench.run('create', newCampaign({ name: 'Twin', dailyBudget: '={{ $json.budget }}' }), {
			items,
		});
		expect(rows.map(({ dailyBudget }) => dailyBudget)).toEqual([30, 20, 25]);
		expect(rows.filter(({ note }) => note !== undefined)).toEqual([]);
	});
});
