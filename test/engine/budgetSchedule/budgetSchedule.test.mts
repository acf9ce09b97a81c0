import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { decoded, lines, useBench } from '../support/campaigns.mts';
import { byId } from '../support/harness.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useBench();
const { sent, writes } = bench;
const run = async (operation: string, parameters: IDataObject = {}) =>
	await bench.run(operation, { resource: 'budgetSchedule', ...parameters });
const year = new Date().getFullYear() + 1;
const period = (more: IDataObject = {}): IDataObject => ({
	level: 'campaign',
	campaign: byId(CAMPAIGNS.usdCbo),
	increase: '20,50',
	startTime: `${year}-07-01T08:00`,
	endTime: `${year}-07-02`,
	...more,
});
const stored = () => bench.emulator.world.all('HighDemandPeriod');
const seconds = (time: string): string => String(Date.parse(time) / 1000);

describe('budget schedule: create', () => {
	it('refuses hours that another schedule of the object has, and a start that is over', async () => {
		await run('create', period());
		const over = await run('create', period({ increase: '19', startTime: `${year}-07-01T20:00` }));
		expect(over.error?.message).toMatch(/meets another budget schedule of the same object/);
		const insisted = await run('create', period({ increase: '19', options: { allowLargeChange: true } }));
		expect(insisted.error?.message).toMatch(/meets another budget schedule of the same object/);
		const past = await run('create', period({ startTime: '2020-01-01T08:00' }));
		expect(past.error?.message).toMatch(/Start Time is in the past/);
		expect(stored()).toHaveLength(1);
	});

	it('refuses an amount where a schedule in percent runs or is to come, and not where it is over', async () => {
		await run('create', period());
		const [first] = stored();
		Object.assign(first!, { budgetValueType: 'MULTIPLIER', budgetValue: 140 });
		const later = period({ startTime: `${year}-08-01T08:00`, endTime: `${year}-08-02` });
		const { error } = await run('create', later);
		expect(error?.message).toMatch(/Campaign has a budget schedule in percent/);
		const now = bench.emulator.world.clock.now();
		Object.assign(first!, { timeStart: now - 8 * 3_600_000, timeEnd: now - 4 * 3_600_000 });
		expect((await run('create', later)).error).toBeUndefined();
	});

	it('sends amount and times by the account’s clock, and reads them back', async () => {
		const { rows, error } = await run('create', period());
		expect(error).toBeUndefined();
		const [id] = stored().map((one) => one.id);
		const edge = `${CAMPAIGNS.usdCbo}/budget_schedules`;
		expect(lines(sent())).toEqual([
			`GET ${ACCOUNTS.usd}`,
			`GET ${CAMPAIGNS.usdCbo}`,
			`GET ${edge}`,
			`POST ${edge}`,
			// Whether the answer names the new one, and how Meta shows it.
			`GET ${id}`,
			`GET ${id}`,
			// Whether another run made one at the same moment.
			`GET ${edge}`,
		]);
		expect(decoded(writes()[0])).toEqual({
			budget_value: '2050',
			budget_value_type: 'ABSOLUTE',
			time_start: seconds(`${year}-07-01T08:00:00-04:00`),
			time_end: seconds(`${year}-07-03T00:00:00-04:00`),
		});
		expect(rows).toEqual([
			{
				id,
				created: true,
				objectId: CAMPAIGNS.usdCbo,
				objectName: 'Spring Roast Sales',
				state: 'upcoming',
				increase: 20.5,
				multiplier: null,
				dailyBudget: 50,
				currency: 'USD',
				startTime: `${year}-07-01T08:00:00-0400`,
				endTime: `${year}-07-03T00:00:00-0400`,
				recurrence: 'ONE_TIME',
				accountId: ACCOUNTS.usd,
			},
		]);
	});

	it('on an ad set that holds the budget', async () => {
		const { rows } = await run('create', period({ level: 'adSet', adSet: byId(AD_SETS.usdNoBudgetA), increase: 5 }));
		expect(rows[0]).toMatchObject({ created: true, objectId: AD_SETS.usdNoBudgetA, increase: 5, dailyBudget: 15 });
	});

	it.each([
		['of the campaign that holds the budget', CAMPAIGNS.usdCbo, {}],
		['of the campaign above the ad set', CAMPAIGNS.usdNoBudget, { level: 'adSet', adSet: byId(AD_SETS.usdNoBudgetA) }],
	])('refuses one that goes on after the end %s', async (_title, ending, more) => {
		const campaign = bench.emulator.world.all('Campaign').find(({ id }) => id === ending)!;
		campaign.stopTime = Date.parse(`${year}-07-01T20:00:00-0400`);
		const { error } = await run('create', period({ increase: 5, ...more }));
		expect(error?.message).toMatch(/^End Time is after the end of the campaign/);
		expect(writes()).toEqual([]);
		const within = await run('create', period({ increase: 5, ...more, endTime: `${year}-07-01T20:00` }));
		expect(within.rows[0]).toMatchObject({ created: true });
	});

	it('the same once more creates nothing', async () => {
		await run('create', period());
		const { rows } = await run('create', period());
		expect(rows[0]).toMatchObject({
			created: false,
			note: 'This very schedule is there already: nothing was created.',
		});
		expect(writes()).toHaveLength(1);
	});

	it('a lost answer is looked for, and nothing is sent twice', async () => {
		bench.emulator.control.addFault({
			match: { method: 'POST', path: `${CAMPAIGNS.usdCbo}/budget_schedules` },
			fault: { kind: 'reset', applied: true },
		});
		const { rows, error } = await run('create', period());
		expect(error).toBeUndefined();
		expect(rows[0]).toMatchObject({ created: true, id: stored()[0].id });
		expect(stored()).toHaveLength(1);
		expect(writes()).toHaveLength(1);
	});

	it('Validate Only checks here and sends nothing', async () => {
		const { rows } = await run('create', period({ options: { validateOnly: true } }));
		expect(rows[0]).toMatchObject({ validated: true, created: false });
		expect(sent().every(({ method }) => method === 'GET')).toBe(true);
	});

	const refused: Record<string, [IDataObject, string | RegExp]> = {
		'a lifetime budget': [
			{ campaign: byId(CAMPAIGNS.usdLifetime) },
			'Campaign has no daily budget: this campaign takes no budget schedule',
		],
		'an ad set under a campaign budget': [
			{ level: 'adSet', adSet: byId(AD_SETS.usdCboA) },
			'Ad Set has no daily budget: this ad set takes no budget schedule',
		],
		'more than twice the budget': [
			{ increase: 50.01 },
			'Increase makes more than twice the daily budget (50.00 USD → 100.01 USD)',
		],
		'more than eight times the budget, allowed or not': [
			{ increase: 350.01, options: { allowLargeChange: true } },
			'Increase makes more than eight times the daily budget (50.00 USD → 400.01 USD)',
		],
		'less than three hours': [{ endTime: `${year}-07-01T10:45` }, 'End Time is less than three hours after the start'],
		'a start between two quarter hours': [{ startTime: `${year}-07-01T08:10` }, 'Start Time is not on a quarter hour'],
		'an end between two quarter hours': [{ endTime: `${year}-07-02T23:59` }, 'End Time is not on a quarter hour'],
		'a period that is over': [{ startTime: '2020-01-01', endTime: '2020-01-02' }, 'End Time is in the past'],
		'an amount that can be read two ways': [{ increase: '1.000' }, /can be read as 1000 or as 1\.000/],
		'an amount of nothing': [{ increase: '={{ $json.missing }}' }, 'Increase is empty'],
		'a campaign of another account': [{ campaign: byId(CAMPAIGNS.eurCbo) }, /^Campaign belongs to another ad account/],
		'an ad set for a campaign': [{ campaign: byId(AD_SETS.usdCboA) }, /^Campaign is not a campaign/],
	};
	it.each(Object.entries(refused))('refuses %s, and changes nothing', async (_title, [more, message]) => {
		const { error } = await run('create', period(more));
		expect(error?.message).toMatch(message);
		expect(writes()).toEqual([]);
	});

	it('takes more than twice the budget where that is allowed', async () => {
		const { rows } = await run('create', period({ increase: 60, options: { allowLargeChange: true } }));
		expect(rows[0]).toMatchObject({ created: true, increase: 60 });
	});
});

describe('budget schedule: get many and delete', () => {
	it('lists what lies in the asked time, multipliers as Meta gives them', async () => {
		await run('create', period());
		const { world } = bench.emulator;
		const now = world.clock.now();
		world.add({
			...stored()[0],
			id: '3201000000000099',
			budgetValue: 140,
			budgetValueType: 'MULTIPLIER',
			timeStart: now - 3_600_000,
			timeEnd: now + 3_600_000,
		});
		const form = { level: 'campaign', campaign: byId(CAMPAIGNS.usdCbo) };
		const { rows } = await run('getMany', form);
		expect(rows.map(({ id, state, increase, multiplier }) => [id, state, increase, multiplier])).toEqual([
			[stored()[0].id, 'upcoming', 20.5, null],
			['3201000000000099', 'running', null, 140],
		]);
		const later = await run('getMany', { ...form, filters: { from: `${year}-07-01` } });
		expect(later.rows.map(({ id }) => id)).toEqual([stored()[0].id]);
		const raw = await run('getMany', { ...form, simplify: false, returnAll: true });
		expect(raw.rows[0]).toMatchObject({ budget_value: 2050, budget_value_type: 'ABSOLUTE' });
	});

	it('deletes one, and proves that it is gone', async () => {
		const { rows } = await run('create', period());
		const id = String(rows[0].id);
		const look = await run('delete', { budgetSchedule: id, options: { validateOnly: true } });
		expect(look.rows[0]).toMatchObject({ id, deleted: false, changed: false, validated: true });
		expect(stored()).toHaveLength(1);
		const done = await run('delete', { budgetSchedule: id });
		expect(done.rows[0]).toMatchObject({ id, deleted: true, changed: true, objectId: CAMPAIGNS.usdCbo });
		expect(stored()).toEqual([]);
		expect(lines(sent()).slice(-2)).toEqual([`DELETE ${id}`, `GET ${id}`]);
	});

	it('deletes none of another account, and no campaign', async () => {
		const { rows } = await run('create', period());
		bench.emulator.log.length = 0;
		const other = await run('delete', { budgetSchedule: String(rows[0].id), adAccount: byId(ACCOUNTS.eur) });
		expect(other.error?.message).toMatch(/^Budget Schedule ID belongs to another ad account/);
		const campaign = await run('delete', { budgetSchedule: CAMPAIGNS.usdCbo });
		expect(campaign.error?.message).toMatch(/^Budget Schedule ID is not a budget schedule/);
		expect(writes()).toEqual([]);
	});
});
