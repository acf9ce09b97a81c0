import { AD_SETS, CAMPAIGNS, ACCOUNTS } from '../../../../emulator/world/seedIds.mts';
import { useEmulator } from './client.mts';

const START = new Date('2026-11-25T12:00:00Z');
const used = useEmulator({ startAt: START });
const control = () => used.emulator.control;
const log = async () =>
	(
		await used.graph.get(`${ACCOUNTS.eur}/activities`, {
			fields: 'event_type,event_time,actor_name,application_name,extra_data',
		})
	).body.data ?? [];
const budget = async () => (await used.graph.get(AD_SETS.eurNoBudget, { fields: 'daily_budget' })).body.daily_budget;

describe('changes by somebody else', () => {
	it('happen at their moment of the clock, with actor and application of their own', async () => {
		control().editOutside(AD_SETS.eurNoBudget, { daily_budget: 1_200 }, 3_600);
		expect(await budget()).toBe('1000');
		control().advanceClock(7_200);
		expect(await budget()).toBe('1200');
		expect((await log()).filter(({ actor_name: actor }) => actor !== 'Meta')).toEqual([
			expect.objectContaining({
				event_type: 'update_ad_set_budget',
				event_time: '2026-11-25T13:00:00+0000',
				actor_name: 'Somebody Else',
				application_name: 'Power Editor',
			}),
		]);
		await used.graph.post(AD_SETS.eurNoBudget, { daily_budget: 1_300 });
		expect((await log())[0]).toMatchObject({ application_name: 'Local Emulator App' });
	});

	it('are logged flat when asked to', async () => {
		control().setActivityLag(0, { flatEvery: 1 });
		control().editOutside(AD_SETS.eurNoBudget, { daily_budget: 1_200 });
		expect((await log())[0]?.extra_data).toBe('{"old_value":"1000","new_value":"1200","type":"composite_data"}');
	});
});

describe('budget schedules', () => {
	const period = (from: number, until: number) => {
		const now = used.emulator.world.clock.now();
		used.emulator.world.add({
			kind: 'HighDemandPeriod',
			id: `32000000000000${from}`,
			account: used.emulator.world.get('AdAccount', ACCOUNTS.eur),
			ownerId: CAMPAIGNS.eurCbo,
			budgetValue: 140,
			budgetValueType: 'MULTIPLIER',
			timeStart: now + from * 3_600_000,
			timeEnd: now + until * 3_600_000,
		});
	};

	it('are listed within the asked time, and the object says that it has some', async () => {
		expect((await used.graph.get(CAMPAIGNS.eurCbo, { fields: 'is_budget_schedule_enabled' })).body).toMatchObject({
			is_budget_schedule_enabled: false,
		});
		period(10, 15);
		period(40, 45);
		const seconds = START.getTime() / 1000;
		const listed = await used.graph.get(`${CAMPAIGNS.eurCbo}/budget_schedules`, {
			fields: 'budget_value,budget_value_type',
			time_start: seconds,
			time_stop: seconds + 86_400,
		});
		expect(listed.body.data).toEqual([{ id: '3200000000000010', budget_value: 140, budget_value_type: 'MULTIPLIER' }]);
		expect((await used.graph.get(CAMPAIGNS.eurCbo, { fields: 'is_budget_schedule_enabled' })).body).toMatchObject({
			is_budget_schedule_enabled: true,
		});
	});
});

describe('the barrier', () => {
	it('answers two requests only when both have arrived', async () => {
		control().setBarrier({ path: AD_SETS.eurNoBudget, parties: 2 });
		const order: string[] = [];
		const first = budget().then(() => order.push('first'));
		await new Promise((resolve) => setTimeout(resolve, 50));
		order.push('second sent');
		await Promise.all([first, budget()]);
		expect(order).toEqual(['second sent', 'first']);
	});

	it('lets a single one go after its patience', async () => {
		control().setBarrier({ path: AD_SETS.eurNoBudget, parties: 2, patience: 20 });
		expect(await budget()).toBe('1000');
	});
});
