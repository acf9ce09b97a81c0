import type { IDataObject } from 'n8n-workflow';

import { AD_SETS } from '../../../../emulator/world/seedIds.mts';
import { ownWrites } from '../../../../nodes/MetaBudgetGuard/state/log/ownWrites.ts';
import { dayAgoInBerlin as dayAgo } from '../../support/lives/days.mts';
import { APPLIED, DAY, guardsOf, HELD, rowsOf, useGuard } from '../../support/guards.mts';
import type { NodeResult, NodeRun } from '../../support/harness.mts';

jest.mock('../../../../nodes/shared/graph/wait', () => jest.requireActual('../../support/lives/fakeTime.mts').fakeWait);

/** Rules, targets and plans of several workflows for one budget: the later one leaves it to the first. */

const bench = useGuard({ app: 'new' });
const ID = AD_SETS.eurNoBudget;
const byRow = { __rl: true, mode: 'id', value: '={{ $json.adset_id }}' };
const adSet = () => bench.emulator.world.get('AdSet', ID);
const labels = (): string[] => adSet().labels.map(({ name }) => name);

/** Rows of a report, of the days that count today. */
const rows = (spend: number, results: number): IDataObject[] =>
	Array.from({ length: 15 }, (_, index) => {
		const date = dayAgo(20 - index - later.days);
		return { adset_id: ID, date_start: date, date_stop: date, spend, results };
	});

const kinds = {
	target: { adSet: byRow, change: 'target', target: 10 },
	otherTarget: { adSet: byRow, change: 'target', target: 3 },
	rule: {
		...{ adSet: byRow, change: 'rule', raiseBy: 10 },
		raiseWhen: { rows: [{ figure: 'costPerResult', comparison: 'below', value: '8' }] },
	},
} as const;
type Kind = keyof typeof kinds;

const later = (days: number): void => {
	bench.emulator.control.advanceClock(days * DAY);
	later.days += days;
	// What this process remembers, another one does not know.
	ownWrites.clear();
};
later.days = 0;
beforeEach(() => (later.days = 0));

async function run(kind: Kind, name: string, items = rows(50, 10), guards: IDataObject = {}): Promise<NodeResult> {
	const workflow: NodeRun['workflow'] = { id: name, name };
	const more = { items, workflow };
	const form = { ...kinds[kind], guards: { actOnUnknownLearning: true, ...guards } };
	const result = await bench.run(form as IDataObject, more);
	expect(result.error).toBeUndefined();
	return result;
}

const applied = (result: NodeResult): number => rowsOf(result, APPLIED).length;
const held = (result: NodeResult): IDataObject => rowsOf(result, HELD)[0] ?? {};

describe('a rule, a target and a plan for one budget', () => {
	it.each<[Kind, Kind]>([
		['rule', 'rule'],
		['target', 'otherTarget'],
		['target', 'rule'],
		['rule', 'target'],
	])('a %s has changed it: a %s of another workflow leaves it, and names the first', async (first, second) => {
		expect(applied(await run(first, 'First'))).toBe(1);
		later(10);
		const row = held(await run(second, 'Second'));
		expect(guardsOf(row)).toContain('budgetOfAnother');
		expect(row.reason).toMatch(/“Node” of “First” changes this budget \(a (rule|target)\)\./);
		// The first one goes on.
		expect(applied(await run(first, 'First'))).toBe(1);
	});

	it('lets go two weeks after the last change', async () => {
		await run('rule', 'First');
		later(15);
		expect(applied(await run('rule', 'Second'))).toBe(1);
	});

	it('renews its claim, and leaves one label', async () => {
		await run('rule', 'First');
		later(10);
		expect(applied(await run('rule', 'First'))).toBe(1);
		expect(labels().filter((name) => name.startsWith('n8n budget by'))).toHaveLength(1);
		later(10);
		expect(applied(await run('rule', 'First'))).toBe(1);
		expect(labels().filter((name) => name.startsWith('n8n budget by'))).toHaveLength(1);
		later(10);
		expect(guardsOf(held(await run('rule', 'Second')))).toContain('budgetOfAnother');
	});

	it('hands over with the code of the row, and names the new one to the old', async () => {
		await run('rule', 'First');
		later(10);
		const [, code] = /enter ([0-9a-f]{6}) in/.exec(String(held(await run('rule', 'Second')).reason)) ?? [];
		expect(applied(await run('rule', 'Second', undefined, { takeOverFrom: code }))).toBe(1);
		later(10);
		expect(held(await run('rule', 'First')).reason).toMatch(/“Node” of “Second” changes this budget/);
	});

	it('cuts what is a clear loss, no matter whose budget it is', async () => {
		await run('rule', 'First');
		later(6);
		const cut = await run('target', 'Second', rows(60, 0));
		expect([applied(cut), held(cut).reason]).toEqual([1, undefined]);
	});

	it('two rules of one workflow are one, and wait for each other as for any change', async () => {
		await run('rule', 'First');
		later(10);
		const workflow = { id: 'First', name: 'First', nodeId: 'another' };
		const result = await bench.run({ ...kinds.rule, guards: { actOnUnknownLearning: true } } as IDataObject, {
			...{ items: rows(50, 10), workflow },
		});
		expect(applied(result)).toBe(1);
	});

	it('what somebody asks once claims nothing, and waits for nobody’s claim', async () => {
		await run('rule', 'First');
		later(3);
		const result = await bench.run(
			{ adSet: { __rl: true, mode: 'id', value: ID } },
			{ workflow: { id: 'By hand', name: 'By hand' } },
		);
		expect(applied(result)).toBe(1);
	});

	it('says where no label can show whose it is', async () => {
		bench.emulator.control.editOutside(ID, {
			adlabels: Array.from({ length: 50 }, (_, index) => ({ name: `label ${index}` })),
		});
		later(10);
		const result = await run('rule', 'First');
		const [row] = rowsOf(result, APPLIED);
		expect(row?.warning).toMatch(/another workflow cannot see it/);
	});
});
