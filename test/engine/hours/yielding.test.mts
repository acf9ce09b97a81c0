import type { IDataObject } from 'n8n-workflow';

import { AD_SETS } from '../../../emulator/world/seedIds.mts';
import { ownWrites } from '../../../nodes/MetaBudgetGuard/state/log/ownWrites.ts';
import { betweenSteps } from '../../../nodes/meta/betweenSteps.ts';
import { APPLIED, HELD, rowsOf, useGuard } from '../support/guards.mts';
import { byId } from '../support/harness.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** A row that yields to another step says to which, and says what is true. */

const bench = useGuard({ app: 'new' });
const [LOSS, FINE] = [AD_SETS.eurNoBudget, AD_SETS.eurMinRoas];
const later = (hours: number): void => bench.emulator.control.advanceClock(hours * 3_600);
const day = (ago: number): string =>
	new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Berlin' }).format(
		bench.emulator.world.clock.now() - ago * 86_400_000,
	);
const days = (adset_id: string, results: number, from = 14): IDataObject[] =>
	Array.from({ length: from }, (_, index) => {
		const date = day(14 - index);
		return { adset_id, date_start: date, date_stop: date, spend: 20, results };
	});
const byRow = { __rl: true, mode: 'id', value: '={{ $json.adset_id }}' };
const stop = async (items: IDataObject[]) =>
	await bench.run({ operation: 'stopLoss', adSet: byRow, action: 'pause', target: '10', guards: {} }, { items });
const heldFor = (rows: readonly IDataObject[], id = LOSS): unknown =>
	rows.find(({ objectId }) => objectId === id)?.reason;
const settings = { guards: { actOnUnknownLearning: true } };

beforeEach(() => later(24));

it('what Stop Loss has stopped says so for weeks, and not that the report is old', async () => {
	expect(rowsOf(await stop([...days(LOSS, 0), ...days(FINE, 2)]), APPLIED)).toHaveLength(1);
	later(12 * 24);
	// Its rows end on the day of the stop.
	const report = [...days(LOSS, 0, 3), ...days(FINE, 2)];
	expect(heldFor(rowsOf(await stop(report), HELD))).toBe(`${betweenSteps.stopped.says}.`);
	const target = { change: 'target', targetKind: 'cost', target: '10', adSet: byRow, ...settings };
	expect(heldFor(rowsOf(await bench.run(target, { items: report }), HELD))).toMatch(/ Stop Loss has stopped it\.$/);
	const raise = await bench.run({ adSet: byId(LOSS), ...settings });
	expect(rowsOf(raise, HELD)[0]?.reason).toBe(`${betweenSteps.stopped.says}.`);
});

it('and no longer once a person has switched it on and off', async () => {
	await stop([...days(LOSS, 0), ...days(FINE, 2)]);
	for (const status of ['ACTIVE', 'PAUSED']) {
		later(1);
		bench.emulator.control.editOutside(LOSS, { status });
	}
	later(1);
	expect(heldFor(rowsOf(await stop([...days(LOSS, 0), ...days(FINE, 2)]), HELD))).toMatch(
		/^It isn’t running: its status is paused\. Somebody Else \(Power Editor\) paused it on /,
	);
	expect(rowsOf(await bench.run({ adSet: byId(LOSS), ...settings }), HELD)[0]?.reason).toMatch(
		/^It isn’t running: its status is paused\. Somebody Else \(Power Editor\) paused it on /,
	);
});

it('a step that waits names the step it waits after, and after a restart its app', async () => {
	const node = { adSet: byId(LOSS), ...settings };
	expect(rowsOf(await bench.run(node), APPLIED)).toHaveLength(1);
	later(5);
	const reason = rowsOf(await bench.run(node), HELD)[0]?.reason;
	expect(reason).toMatch(/ changed on .+ \(“.+”.*\)\. The daily budget is raised about 24 hours after that/);
	ownWrites.clear();
	const app = rowsOf(await bench.run(node), HELD)[0]?.reason;
	expect(app).toMatch(/ changed on .+ \([^“]+\)\. The daily budget is raised about 24 hours after that/);
});

it('a raise of noon is taken back at nine in the evening, although its hours are over', async () => {
	const [raised] = rowsOf(await bench.run({ adSet: byId(LOSS), ...settings }), APPLIED);
	later(9);
	bench.emulator.control.editOutside(LOSS, { status: 'PAUSED' });
	const undo = { adSet: byId(LOSS), change: 'undo', undo: JSON.stringify(raised?.undo), ...settings };
	expect(rowsOf(await bench.run(undo), APPLIED)).toMatchObject([{ before: 11, after: 10 }]);
	expect(bench.emulator.world.get('AdSet', LOSS)).toMatchObject({ status: 'PAUSED', dailyBudget: 1_000 });
});
