import type { IDataObject } from 'n8n-workflow';

import type { HighDemandPeriod } from '../../../../emulator/campaigns/highDemandPeriod.mts';
import { AD_SETS, CAMPAIGNS } from '../../../../emulator/world/seedIds.mts';
import { decoded, lines } from '../../support/campaigns.mts';
import { addAdSet, APPLIED, guardsOf, HELD, rowsOf, useGuard } from '../../support/guards.mts';
import { byId } from '../../support/harness.mts';

jest.mock('../../../../nodes/shared/graph/wait', () => jest.requireActual('../../support/lives/fakeTime.mts').fakeWait);

/** Change: Temporary Increase (Sale). A budget schedule within the guards; the budget itself stays as it is. */

const bench = useGuard();
const { writes } = bench;
const HOUR = 3_600_000;
const object = AD_SETS.eurNoBudget;
const world = () => bench.emulator.world;
const schedules = () => world().all('HighDemandPeriod');
const inHours = (hours: number): string =>
	new Date(Math.ceil(world().clock.now() / HOUR) * HOUR + hours * HOUR).toISOString();

const sale = (more: IDataObject = {}): IDataObject => ({
	adSet: byId(object),
	change: 'schedule',
	percent: 10,
	startTime: inHours(48),
	endTime: inHours(60),
	...more,
});
const run = async (parameters: IDataObject = {}, items: IDataObject[] = [{}]) =>
	await bench.run(sale(parameters), { items });
const applied = async (parameters: IDataObject = {}): Promise<IDataObject | undefined> =>
	rowsOf(await run(parameters), APPLIED)[0];
const held = async (parameters: IDataObject = {}): Promise<IDataObject | undefined> =>
	rowsOf(await run(parameters), HELD)[0];

/** What somebody else schedules, in hours from now. */
function other(from: number, until: number, ownerId: string = object): HighDemandPeriod {
	const { account } = world().get('AdSet', object);
	const hours = { timeStart: Date.parse(inHours(from)), timeEnd: Date.parse(inHours(until)) };
	const id = world().newId('HighDemandPeriod');
	const period = {
		kind: 'HighDemandPeriod',
		id,
		account,
		ownerId,
		budgetValue: 500,
		budgetValueType: 'ABSOLUTE',
	} as const;
	return world().add({ ...period, ...hours });
}

it('makes a schedule of the allowed amount, reads it back, and leaves the budget as it is', async () => {
	const row = await applied();
	expect(row).toMatchObject({
		verdict: 'applied',
		before: 10,
		requested: 11,
		after: 11,
		warning: null,
		logConfirmed: null,
		undo: { object, from: '1000', to: '1100', schedule: schedules()[0]?.id },
	});
	expect(row?.reason).toMatch(
		/^Asked: 10 % more a day from .+ until .+, by a budget schedule, which Meta ends itself\.$/,
	);
	expect(lines(writes())).toEqual([`POST ${object}/budget_schedules`]);
	expect(decoded(writes()[0])).toEqual({
		budget_value: '100',
		budget_value_type: 'ABSOLUTE',
		time_start: String(Date.parse(inHours(48)) / 1000),
		time_end: String(Date.parse(inHours(60)) / 1000),
	});
	expect(world().get('AdSet', object).dailyBudget).toBe(1000);
});

it('a dry run and Held rows send nothing', async () => {
	expect(await applied({ dryRun: true })).toMatchObject({ verdict: 'wouldApply', before: 10, after: 11, undo: null });
	// Nor is it proposed: applied later it would be a raise for good.
	expect((await run({ dryRun: true })).outputs[2]).toEqual([]);
	expect(await held({ ceiling: '' })).toMatchObject({ verdict: 'held' });
	expect(writes()).toEqual([]);
});

it.each<[string, IDataObject, number]>([
	['the largest step', { percent: 40 }, 11.5],
	['the largest rise in 24 hours', { percent: 50, guards: { largestStep: 50 } }, 13],
	['the ceiling', { percent: 15, ceiling: 10.8 }, 10.8],
])('goes no further than %s', async (_title, parameters, after) => {
	expect(await applied(parameters)).toMatchObject({ before: 10, after });
	expect(schedules()).toEqual([expect.objectContaining({ budgetValue: Math.round((after - 10) * 100) })]);
});

it('counts toward the account’s ceiling with all that is scheduled until it ends', async () => {
	const beside = addAdSet(bench.emulator, '120211000000099021');
	const sum = Number((await applied({ dryRun: true }))?.accountBefore);
	other(40, 47, beside.id);
	// What is left of a lifetime budget for each day left moves by a cent now and then.
	const [short, enough] = [
		await applied({ accountCeiling: (sum + 5.5).toFixed(2), dryRun: true }),
		await applied({ accountCeiling: (sum + 6.1).toFixed(2) }),
	];
	expect(Number(short?.after)).toBeCloseTo(10.5, 1);
	expect(enough).toMatchObject({ after: 11 });
	expect(Number(enough?.accountAfter)).toBeCloseTo(sum + 6, 1);
});

it('a later raise of the budget itself leaves room below the ceiling for it', async () => {
	await applied({ percent: 15 });
	const raise = { adSet: byId(object), change: 'percent', percent: 15, ceiling: 12 };
	const [row] = rowsOf(await bench.run(raise), APPLIED);
	expect(row).toMatchObject({ before: 10, after: 10.5 });
	expect(row?.reason).toContain('a future budget schedule adds 1.50 EUR');
});

it('is refused where another schedule has some of the hours, its own of an earlier try among them', async () => {
	other(59, 70);
	expect(guardsOf(await held())).toContain('budgetSchedule');
	expect((await held())?.reason).toMatch(/It already has a budget schedule at that time, from .+ until /);
	expect(await applied({ endTime: inHours(59) })).toMatchObject({ verdict: 'applied' });
	expect(await held({ endTime: inHours(59) })).toMatchObject({ verdict: 'held' });
	expect(schedules()).toHaveLength(2);
});

it('rests by the time it begins: a change of today does not hold a sale of the day after tomorrow', async () => {
	await bench.run({ adSet: byId(object) });
	expect(guardsOf(await held({ startTime: inHours(20) }))).toContain('cooldown');
	expect(await applied({ percent: 5 })).toMatchObject({ before: 11, after: 11.55 });
});

it('is taken back where somebody makes one of the same hours at the same moment', async () => {
	const add = world().add.bind(world());
	const spy = jest.spyOn(world(), 'add').mockImplementation((one) => {
		if (one.kind === 'HighDemandPeriod') {
			spy.mockRestore();
			other(50, 55);
		}
		return add(one);
	});
	expect(await held()).toMatchObject({ verdict: 'takenBack', after: 10 });
	expect(schedules()).toEqual([expect.objectContaining({ budgetValue: 500 })]);
});

it.each([
	[
		'could not be deleted',
		{ kind: 'graph', code: 200 },
		/this one could not be deleted \(.+\)\. Delete one of them in/,
	],
	['is unknown', { kind: 'http', status: 500 }, /it is unknown whether this one was deleted \(.+\)\. Look at them in/],
] as const)('says of one that is to be taken back that it %s', async (_, fault, warning) => {
	const add = world().add.bind(world());
	const spy = jest.spyOn(world(), 'add').mockImplementation((one) => {
		spy.mockRestore();
		const { id } = add(one);
		other(50, 55);
		bench.emulator.control.addFault({ match: { method: 'DELETE', path: id }, fault });
		return world().get('HighDemandPeriod', id) as never;
	});
	expect(await applied()).toMatchObject({ verdict: 'applied', warning: expect.stringMatching(warning) });
	expect(schedules()).toHaveLength(2);
});

it('is taken back where only the other one is shown', async () => {
	const add = world().add.bind(world());
	const spy = jest.spyOn(world(), 'add').mockImplementation((one) => {
		spy.mockRestore();
		const made = add(one);
		const { id, budgetValue, budgetValueType } = other(50, 55);
		const row = { id, budget_value: budgetValue, budget_value_type: budgetValueType };
		bench.emulator.control.addFault({
			match: { method: 'GET', path: `${object}/budget_schedules`, times: 1 },
			fault: { kind: 'http', status: 200, body: JSON.stringify({ data: [row] }), contentType: 'application/json' },
		});
		return made;
	});
	expect(await held()).toMatchObject({ verdict: 'takenBack', after: 10 });
	expect(schedules()).toEqual([expect.objectContaining({ budgetValue: 500 })]);
});

it('is taken back where the account’s ceiling is passed meanwhile', async () => {
	const beside = addAdSet(bench.emulator, '120211000000099021');
	const sum = Number((await applied({ dryRun: true }))?.accountBefore);
	const add = world().add.bind(world());
	const spy = jest.spyOn(world(), 'add').mockImplementation((one) => {
		spy.mockRestore();
		beside.dailyBudget = 1100;
		return add(one);
	});
	const row = await held({ accountCeiling: (sum + 1.5).toFixed(2) });
	spy.mockRestore();
	expect(row).toMatchObject({ verdict: 'takenBack' });
	expect(schedules()).toEqual([]);
});

it('finds the schedule whose answer was lost, and sends nothing twice', async () => {
	const match = { method: 'POST', path: `${object}/budget_schedules` };
	bench.emulator.control.addFault({ match, fault: { kind: 'reset', applied: true } });
	expect(await applied()).toMatchObject({ verdict: 'applied' });
	expect(schedules()).toHaveLength(1);
	expect(writes()).toHaveLength(1);
});

it('keeps its row and its undo where it cannot be read back', async () => {
	const read = {
		match: { method: 'GET', path: `${object}/budget_schedules`, times: 9 },
		fault: { kind: 'graph' as const, code: 10 },
	};
	const add = world().add.bind(world());
	const spy = jest.spyOn(world(), 'add').mockImplementation((one) => {
		spy.mockRestore();
		const added = add(one);
		bench.emulator.control.addFault(read);
		return added;
	});
	// What the look at the account's ceiling has to say comes beside it.
	expect(await applied({ accountCeiling: 100_000 })).toMatchObject({
		warning: expect.stringMatching(/could not be read back .+ account’s maximum is still kept/),
		undo: { schedule: schedules()[0]?.id },
	});
});

describe('several in one run', () => {
	const sales = async (...times: Array<readonly [number, number]>) =>
		await run(
			{ startTime: '={{ $json.start }}', endTime: '={{ $json.end }}' },
			times.map(([from, until]) => ({ start: inHours(from), end: inHours(until) })),
		);

	it('makes each sale of a table, also of one ad set', async () => {
		const result = await sales([48, 60], [60, 72], [120, 144]);
		expect(rowsOf(result, APPLIED)).toHaveLength(3);
		expect(schedules()).toHaveLength(3);
	});

	it('holds those that meet, and one that is there twice', async () => {
		const result = await sales([48, 60], [59, 72], [120, 144], [120, 144]);
		expect(rowsOf(result, HELD).map(guardsOf)).toEqual([['conflict'], ['conflict'], ['sameValue']]);
		expect(schedules()).toHaveLength(1);
	});
});

it('says what it is in its message and its hint, and what all budgets come to with it', async () => {
	const dry = await run({ dryRun: true });
	expect(dry.hints.map(({ message }) => message)).toContain(
		'Dry run: 1 of 1 would be applied. Nothing was changed: switch Dry Run off.',
	);
	const made = await run();
	const { subject, text } = rowsOf(made, 2)[0];
	expect(subject).toBe('Done: 1 budget schedule, +1.00 EUR a day');
	expect(text).toMatch(
		/^Deutschland \(daily budget, for some hours\): 10\.00 EUR → 11\.00 EUR\nAsked: 10 % more a day from /,
	);
	const [row] = rowsOf(made, APPLIED);
	const [back] = rowsOf(
		await bench.run({ adSet: byId(object), change: 'undo', undo: '={{ $json.undo }}' }, { items: [row] }),
		APPLIED,
	);
	// It begins in two days, and counts all the same: without it the budgets come to what they came to before.
	// A lifetime budget's part of a day moves by a cent while the test runs.
	expect(back?.accountBefore).toBeCloseTo(Number(row?.accountAfter), 1);
	expect(back?.accountAfter).toBeCloseTo(Number(row?.accountBefore), 1);
	expect(Number(back?.accountBefore) - Number(back?.accountAfter)).toBeCloseTo(1, 6);
});

describe('undo', () => {
	const undo = async (row: IDataObject | undefined, more: IDataObject = {}) =>
		await bench.run(
			{ adSet: byId(object), change: 'undo', undo: '={{ $json.undo }}', ...more },
			{ items: [row ?? {}] },
		);

	it('deletes the schedule, whatever rests, and leaves the budget as it is', async () => {
		const row = await applied();
		const [back] = rowsOf(await undo(row), APPLIED);
		expect(back).toMatchObject({ verdict: 'applied', before: 11, after: 10, undo: null });
		expect(schedules()).toEqual([]);
		expect(lines(writes()).at(-1)).toMatch(/^DELETE \d+$/);
		expect(world().get('AdSet', object).dailyBudget).toBe(1000);
	});

	it('only says so in a dry run', async () => {
		const row = await applied();
		expect(rowsOf(await undo(row, { dryRun: true }), APPLIED)).toMatchObject([{ verdict: 'wouldApply' }]);
		expect(schedules()).toHaveLength(1);
	});

	it.each<[string, (row: IDataObject) => void, IDataObject, RegExp]>([
		['that is gone', () => world().remove(schedules()[0]), {}, /no longer shows the budget schedule/],
		['that somebody has changed', () => (schedules()[0].budgetValue = 900), {}, /is not the one that was made/],
		['of another ad set', () => undefined, { adSet: byId(AD_SETS.eurBidCap) }, /belongs to another campaign or ad set/],
		['of a protected ad set', () => undefined, { guards: { protected: object } }, /protected list/],
	])('holds for one %s', async (_title, change, more, reason) => {
		const row = await applied();
		change(row ?? {});
		const before = writes().length;
		expect(rowsOf(await undo(row, more), HELD)[0]?.reason).toMatch(reason);
		expect(writes()).toHaveLength(before);
	});
});

it.each<[string, IDataObject, RegExp]>([
	['a percentage below zero', { percent: -5 }, /^Percent is below zero/],
	[
		'less than three hours',
		{ endTime: '={{ $now.startOf("hour").plus({ hours: 49 }).toISO() }}' },
		/less than three hours/,
	],
	[
		'a year too many',
		{ endTime: '={{ $now.startOf("hour").plus({ days: 100 }).toISO() }}' },
		/End Time is more than 90 days after the start/,
	],
	['hours that are over', { startTime: '2020-01-01', endTime: '2020-01-02' }, /End Time is in the past/],
	['an end that an expression leaves empty', { endTime: '={{ $json.missing }}' }, /End Time is empty/],
])('refuses %s', async (_title, parameters, message) => {
	expect((await run(parameters)).error?.message).toMatch(message);
	expect(writes()).toEqual([]);
});

it('holds where the ad set ends before the hours begin', async () => {
	world().get('AdSet', object).endTime = Date.parse(inHours(30));
	const row = await held();
	expect(guardsOf(row)).toEqual(['delivering']);
	expect(row?.reason).toMatch(/It ends on .+, before the hours begin\.$/);
	const beyond = await held({ startTime: inHours(20), endTime: inHours(40) });
	expect(beyond?.reason).toMatch(/It ends on .+, before the hours end\.$/);
	expect(await applied({ startTime: inHours(20), endTime: inHours(28) })).toMatchObject({ verdict: 'applied' });
});

it('holds for a lifetime budget, with the reason', async () => {
	const campaign = { objectType: 'campaign', campaign: byId(CAMPAIGNS.usdLifetime), adAccount: byId('act_1') };
	const { account } = world().get('Campaign', CAMPAIGNS.usdLifetime);
	const row = await held({ ...campaign, adAccount: byId(account.id) });
	expect(row?.reason).toBe('It has a lifetime budget, and only daily budgets take budget schedules.');
});
