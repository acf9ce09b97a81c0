import type { IDataObject } from 'n8n-workflow';

import type { HighDemandPeriod } from '../../../../emulator/campaigns/highDemandPeriod.mts';
import { AD_SETS } from '../../../../emulator/world/seedIds.mts';
import { APPLIED, guardsOf, HELD, rowsOf, useGuard } from '../../support/guards.mts';
import { byId } from '../../support/harness.mts';

/** While Meta may spend more than the budget, or soon will, the budget is left alone. */

const bench = useGuard();
const { run, writes } = bench;
const HOUR = 3_600_000;
const object = AD_SETS.eurNoBudget;
const form = { adSet: byId(object) };
const reads = () => bench.emulator.log.filter(({ path }) => path.endsWith('/budget_schedules'));

/** A budget schedule of an object, in hours from now. */
function schedule(ownerId: string, from: number, until: number): void {
	const { world } = bench.emulator;
	const now = world.clock.now();
	const { account } = world.get('AdSet', object);
	const period: HighDemandPeriod = {
		kind: 'HighDemandPeriod',
		id: world.newId('HighDemandPeriod'),
		account,
		ownerId,
		budgetValue: 500,
		budgetValueType: 'ABSOLUTE',
		timeStart: now + from * HOUR,
		timeEnd: now + until * HOUR,
	};
	world.add(period);
}

const heldBy = async (parameters: IDataObject = {}): Promise<IDataObject | undefined> => {
	const [row] = rowsOf(await run({ ...form, ...parameters }), HELD);
	return row;
};

describe('a budget schedule of the object', () => {
	it.each([
		['that runs', -2, 5, /^Its budget schedule runs until /],
		[
			'that begins within the rest before a rise',
			20,
			30,
			/^Its budget schedule begins on .+, within the cooldown of 24 hours/,
		],
	])('%s holds, and the row says until when', async (_what, from, until, sentence) => {
		schedule(object, from, until);
		const end = bench.emulator.world.clock.now() + until * HOUR;
		const row = await heldBy();
		expect(guardsOf(row)).toEqual(['budgetSchedule']);
		expect(row?.reason).toMatch(sentence);
		expect(Math.abs(Date.parse(String(row?.earliestNextTry)) - end)).toBeLessThan(60_000);
		expect(writes()).toEqual([]);
	});

	it('that begins later, or is over, holds nothing', async () => {
		schedule(object, 25, 40);
		schedule(object, -10, -2);
		expect(rowsOf(await run(form), APPLIED)).toHaveLength(1);
	});

	it('holds a cut by the rest before a cut', async () => {
		schedule(object, 7, 12);
		expect(rowsOf(await run({ ...form, percent: -10 }), APPLIED)).toHaveLength(1);
		bench.emulator.world.all('HighDemandPeriod').forEach((one) => bench.emulator.world.remove(one));
		schedule(object, 5, 12);
		expect(guardsOf(await heldBy({ percent: -10 }))).toContain('budgetSchedule');
	});

	it('that runs holds without any cooldown, too', async () => {
		schedule(object, -2, 5);
		expect(guardsOf(await heldBy({ guards: { cooldownLoosen: 0 } }))).toEqual(['budgetSchedule']);
	});

	it('is read once a run, for the account’s sum and the guard together', async () => {
		schedule(object, -2, 5);
		await heldBy();
		expect(reads()).toHaveLength(1);
	});

	it('costs no call where there is none', async () => {
		await run(form);
		expect(reads()).toEqual([]);
	});
});

describe('what is unknown holds', () => {
	const answers = (period: IDataObject) => ({
		kind: 'http' as const,
		status: 200,
		body: JSON.stringify({ data: [{ budget_value: 500, budget_value_type: 'ABSOLUTE', ...period }] }),
		contentType: 'application/json',
	});
	it.each([
		['a schedule that cannot be read', { kind: 'graph' as const, code: 10 }, /It is unknown whether .+: .+/],
		['one without times', answers({}), 'whether it has a running budget schedule: one of them has no times.'],
		[
			'one by the week',
			answers({
				recurrence_type: 'WEEKLY',
				time_start: '2026-01-01T00:00:00+0100',
				time_end: '2027-01-01T00:00:00+0100',
			}),
			'whether it has a running budget schedule: one of them recurs.',
		],
	])('%s', async (_what, fault, reason) => {
		schedule(object, 100, 110);
		bench.emulator.control.addFault({ match: { method: 'GET', path: `${object}/budget_schedules` }, fault });
		const row = await heldBy();
		expect(guardsOf(row)).toContain('budgetSchedule');
		expect(row?.reason).toMatch(reason);
		expect(writes()).toEqual([]);
	});
});

it('a bid is held by the schedule of the campaign above', async () => {
	const { campaign } = bench.emulator.world.get('AdSet', AD_SETS.eurBidCap);
	schedule(campaign.id, -2, 5);
	const bid = { operation: 'adjustBid', adSet: byId(AD_SETS.eurBidCap), ceiling: 100 };
	expect(guardsOf(await heldBy(bid))).toContain('budgetSchedule');
});

it('a change of ours is taken back while one runs', async () => {
	const [applied] = rowsOf(await run(form), APPLIED);
	schedule(object, -1, 5);
	const undo = { ...form, change: 'undo', undo: '={{ $json.undo }}' };
	const result = await run(undo, { items: [applied ?? {}] });
	expect(rowsOf(result, HELD)).toEqual([]);
	expect(rowsOf(result, APPLIED)).toEqual([expect.objectContaining({ after: applied?.before })]);
});

it('an emergency cut goes through', async () => {
	schedule(object, -1, 5);
	const cut = { ...form, percent: -10, guards: { emergency: true } };
	expect(rowsOf(await run(cut), APPLIED)).toHaveLength(1);
});
