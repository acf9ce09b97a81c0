import { AD_SETS, CAMPAIGNS } from '../../../../emulator/world/seedIds.mts';
import { codes, useEmulator } from '../calls/client.mts';

const START = new Date('2026-11-25T12:00:00Z');
const used = useEmulator({ startAt: START });
const HOUR = 3_600;
const now = START.getTime() / 1000;
const period = (more: Record<string, unknown> = {}) => ({
	budget_value: 2_000,
	budget_value_type: 'ABSOLUTE',
	time_start: now + HOUR,
	time_end: now + 5 * HOUR,
	...more,
});
const create = async (owner: string, more: Record<string, unknown> = {}) =>
	await used.graph.post(`${owner}/budget_schedules`, period(more));

describe('budget schedules', () => {
	it('are created, read, listed and deleted', async () => {
		const { body } = await create(CAMPAIGNS.usdCbo);
		const id = String(body.id);
		const fields = 'ad_object_id,budget_value,budget_value_type,time_start,time_end';
		expect((await used.graph.get(id, { fields })).body).toEqual({
			id,
			ad_object_id: CAMPAIGNS.usdCbo,
			budget_value: 2_000,
			budget_value_type: 'ABSOLUTE',
			time_start: '2026-11-25T08:00:00-0500',
			time_end: '2026-11-25T12:00:00-0500',
		});
		expect((await used.graph.get(`${CAMPAIGNS.usdCbo}/budget_schedules`)).body.data).toHaveLength(1);
		expect((await used.graph.delete(id)).body).toEqual({ success: true });
		expect(codes(await used.graph.get(id))).toBe('100/33');
	});

	const refused: Array<[what: string, owner: string, more: Record<string, unknown>]> = [
		['a lifetime budget', CAMPAIGNS.usdLifetime, {}],
		['a campaign without a budget', CAMPAIGNS.usdNoBudget, {}],
		['an ad set without a budget', AD_SETS.usdCboA, {}],
		['less than three hours', CAMPAIGNS.usdCbo, { time_end: now + 3 * HOUR }],
		['a period that is over', CAMPAIGNS.usdCbo, { time_start: now - 9 * HOUR, time_end: now - HOUR }],
		['more than eight times the budget', CAMPAIGNS.usdCbo, { budget_value: 35_001 }],
		['nothing more', CAMPAIGNS.usdCbo, { budget_value: 0 }],
		['a start that has passed', CAMPAIGNS.usdCbo, { time_start: now - HOUR }],
		['a start between two quarter hours', CAMPAIGNS.usdCbo, { time_start: now + HOUR + 60 }],
		['an end between two quarter hours', CAMPAIGNS.usdCbo, { time_end: now + 5 * HOUR - 1 }],
		['another kind', CAMPAIGNS.usdCbo, { budget_value_type: 'PERCENT' }],
	];
	it.each(refused)('refuse %s', async (_what, owner, more) => {
		expect((await create(owner, more)).body.error?.code).toBe(100);
		expect(used.emulator.world.all('HighDemandPeriod')).toEqual([]);
	});

	it('do not overlap, and may follow each other', async () => {
		expect((await create(CAMPAIGNS.usdCbo)).status).toBe(200);
		expect((await create(CAMPAIGNS.usdCbo, { time_start: now + 4 * HOUR, time_end: now + 9 * HOUR })).status).toBe(400);
		expect((await create(CAMPAIGNS.usdCbo, { time_start: now + 5 * HOUR, time_end: now + 9 * HOUR })).status).toBe(200);
	});

	it('shorter than three hours have a subcode of their own', async () => {
		expect(codes(await create(CAMPAIGNS.usdCbo, { time_end: now + 3 * HOUR }))).toBe('100/3858094');
	});

	it('are fifty at most, on an ad set as well', async () => {
		const on = (number: number) => ({
			time_start: now + (number + 1) * 3 * HOUR,
			time_end: now + (number + 2) * 3 * HOUR,
		});
		for (let number = 0; number < 50; number += 1) {
			expect((await create(AD_SETS.usdNoBudgetA, on(number))).status).toBe(200);
		}
		expect((await create(AD_SETS.usdNoBudgetA, on(50))).status).toBe(400);
	});
});
