import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { CURRENCY_OFFSETS } from '../../../nodes/shared/money.ts';
import { interpret } from '../altered/alterations.mts';
import { decoded } from '../support/campaigns.mts';
import { dayAgoInBerlin as dayAgo } from '../support/lives/days.mts';
import { addAdSet, APPLIED, guardsOf, HELD, rowsOf, useGuard } from '../support/guards.mts';
import { byId, emulatorCredential } from '../support/harness.mts';

/** Worlds that nobody plans for: currencies at their minimum, budgets moved while off, clocks that differ, labels of others. */

const bench = useGuard();
const { changes } = bench;
const ID = AD_SETS.eurNoBudget;
const adSet = () => bench.emulator.world.get('AdSet', ID);
const step = async (form: IDataObject) => await bench.run({ adSet: byId(ID), ...form });
const only = async (form: IDataObject) => {
	const result = await step(form);
	expect(result.error).toBeUndefined();
	const rows = [...rowsOf(result, APPLIED), ...rowsOf(result, HELD)];
	expect(rows).toHaveLength(1);
	return rows[0] as IDataObject;
};

/** All without decimals, and some with two: the dinars have three by ISO 4217, and two at Meta. */
const currencies = [...CURRENCY_OFFSETS].filter(
	([currency, offset]) => offset === 1 || ['BHD', 'JOD', 'EUR', 'VES'].includes(currency),
);

describe.each(currencies)('in %s, with %d smallest units, at Meta’s minimum', (currency, offset) => {
	const least = offset === 1 ? 90 : 150;
	const inUnits = (minor: number): number => minor / offset;
	const at = async (minor: number, percent: number) => {
		const account = bench.emulator.world.get('AdAccount', ACCOUNTS.eur);
		Object.assign(account, { currency, minDailyBudget: least, spendCap: 0 });
		adSet().dailyBudget = minor;
		const between = await interpret(bench.emulator);
		between.alter = (text) =>
			text.includes('"min_daily_budget_imp"')
				? JSON.stringify({ data: [{ currency, min_daily_budget_imp: least }] })
				: text;
		const result = await bench.run(
			{ adSet: byId(ID), percent, ceiling: 100_000 },
			{ credential: emulatorCredential(between.url) },
		);
		await between.close();
		expect(result.error).toBeUndefined();
		return [...rowsOf(result, APPLIED), ...rowsOf(result, HELD)][0] as IDataObject;
	};

	it('is cut no further, down to it, and raised by its own units', async () => {
		const held = await at(least, -10);
		expect(guardsOf(held)).toEqual(['metaMinimum']);
		expect(held.reason).toMatch(new RegExp(`^Meta’s minimum is [\\d.]+ ${currency} a day\\.$`));
		expect(changes()).toEqual([]);
		const down = await at(least + 1, -10);
		expect(down).toMatchObject({ verdict: 'applied', before: inUnits(least + 1), after: inUnits(least), currency });
		expect(changes().map(decoded)).toEqual([{ daily_budget: String(least) }]);
	});

	it('is raised by its own units', async () => {
		const up = await at(least, 10);
		expect(up).toMatchObject({
			verdict: 'applied',
			before: inUnits(least),
			after: inUnits((least * 11) / 10),
			currency,
		});
		expect(changes().map(decoded)).toEqual([{ daily_budget: String((least * 11) / 10) }]);
	});
});

describe('a maximum that leaves nothing', () => {
	it('below Meta’s minimum holds a raise, and what is above it is not cut by it', async () => {
		const row = await only({ percent: 10, ceiling: 0.5 });
		expect(guardsOf(row)).toEqual(['ceiling']);
		expect(changes()).toEqual([]);
	});

	it.each<[string, IDataObject]>([
		['a rule', { change: 'rule', raiseWhen: { rows: [{ metric: 'spend', operator: 'above', value: '1' }] } }],
		['a target', { change: 'target', targetKind: 'cost', target: 10 }],
		['a plan', { change: 'plan', plan: '900', planPeriod: 'month' }],
		['another amount', { change: 'value', newValue: '20' }],
		['hours', { change: 'schedule', startTime: `${dayAgo(-2)}T08:00`, endTime: `${dayAgo(-2)}T20:00` }],
	])('%s is refused where the maximum is below the minimum', async (_, form) => {
		const numbers = { since: dayAgo(10), until: dayAgo(10), cost: 50, results: 5 };
		const { error } = await step({ ...numbers, ...form, ceiling: 5, guards: { floor: 6 } });
		expect(error?.message).toMatch(/The maximum is below the minimum/);
		expect(changes()).toEqual([]);
	});

	it('of the account, below the minimum of each, holds every raise', async () => {
		const row = await only({ percent: 10, accountCeiling: 1, guards: { floor: 6 } });
		expect(guardsOf(row)).toEqual(['accountCeiling']);
	});
});

describe('a budget that changes while it is paused', () => {
	const later = (hours: number): void => bench.emulator.control.advanceClock(hours * 3_600);
	const edit = (params: Record<string, string>): void => {
		bench.emulator.control.editOutside(ID, params);
		bench.emulator.control.setLearning(ID, 'SUCCESS');
	};

	it('is stepped from what it is by then, after its rest, and within the caps of what was', async () => {
		edit({ status: 'PAUSED' });
		edit({ daily_budget: '500' });
		later(2);
		expect(guardsOf(await only({ percent: 10 }))).toContain('delivering');
		edit({ status: 'ACTIVE' });
		later(2);
		expect(guardsOf(await only({ percent: 10 }))).toEqual(['cooldown']);
		later(24);
		expect(await only({ percent: 10 })).toMatchObject({ verdict: 'applied', before: 5, after: 5.5 });
	});

	it('is not undone over what was entered while it was off', async () => {
		const row = await only({ percent: 10 });
		edit({ status: 'PAUSED' });
		edit({ daily_budget: '2000' });
		const undo = { change: 'undo', undo: '={{ $json.undo }}' };
		const held = await bench.run({ adSet: byId(ID), ...undo }, { items: [{ undo: row.undo as IDataObject }] });
		expect(guardsOf(rowsOf(held, HELD)[0])).toContain('undo');
		expect(adSet().dailyBudget).toBe(2_000);
	});

	it('counts toward the caps: raised while off, it is not raised again', async () => {
		edit({ status: 'PAUSED' });
		edit({ daily_budget: '1400' });
		later(25);
		edit({ status: 'ACTIVE' });
		later(25);
		const row = await only({ percent: 15 });
		expect(guardsOf(row)).toContain('weekCap');
		expect(row).toMatchObject({ before: 14, after: 15 });
	});
});

describe.each([
	['10 minutes behind Meta’s', 600],
	['10 minutes ahead of Meta’s', -600],
])('a clock of n8n that is %s', (_, seconds) => {
	beforeEach(() => bench.emulator.control.advanceClock(seconds));

	it('steps, rests, and takes back as any other', async () => {
		const row = await only({ percent: 10 });
		expect(row).toMatchObject({ verdict: 'applied', after: 11, logConfirmed: true });
		expect(guardsOf(await only({ percent: 10 }))).toEqual(['cooldown']);
		const undo = { change: 'undo', undo: '={{ $json.undo }}' };
		const back = await bench.run({ adSet: byId(ID), ...undo }, { items: [{ undo: row.undo as IDataObject }] });
		expect(rowsOf(back, APPLIED)).toEqual([expect.objectContaining({ before: 11, after: 10 })]);
	});

	it('holds an undo after a day by Meta’s clock, and the rest ends by it', async () => {
		const row = await only({ percent: 10 });
		bench.emulator.control.advanceClock(86_400 + 60);
		const undo = { change: 'undo', undo: '={{ $json.undo }}' };
		const back = await bench.run({ adSet: byId(ID), ...undo }, { items: [{ undo: row.undo as IDataObject }] });
		expect(rowsOf(back, HELD)[0]?.reason).toContain('more than 24 hours old');
		expect(await only({ percent: 10 })).toMatchObject({ verdict: 'applied', before: 11, after: 12.1 });
	});

	it('goes by a report all the same', async () => {
		const numbers = { since: dayAgo(10), until: dayAgo(10), cost: 500, results: 200 };
		const row = await only({ change: 'target', targetKind: 'cost', target: 10, ...numbers });
		expect(row).toMatchObject({ verdict: 'applied' });
	});
});

describe('marks that were copied from one object to another', () => {
	const labelled = (id: string, names: string[]): void => {
		const { world } = bench.emulator;
		const own = [...world.all('AdSet'), ...world.all('Campaign')].find((one) => one.id === id);
		const account = own?.account;
		for (const name of names) {
			const label = world.add({
				kind: 'AdLabel',
				id: String(23_000_000_000 + world.all('AdLabel').length),
				name,
				account: account!,
				createdTime: world.clock.now(),
				updatedTime: world.clock.now(),
			} as never);
			(own as unknown as { labels: unknown[] }).labels.push(label);
		}
	};
	const OTHER = '120211000000000777';
	const now = (): string => new Date(bench.emulator.world.clock.now()).toISOString();
	const compact = (): string => now().slice(0, 16).replace(/[-:]/g, '');

	it.each<[string, () => string]>([
		['a stop', () => `n8n off stop-loss ${OTHER}`],
		['hours', () => `n8n hours ${OTHER}`],
		['a step', () => `n8n step 500 1000 ${now()} ${OTHER}`],
		['whose the budget is', () => `n8n budget by a1b2c3 ${compact()}+336h a plan for “Plan” of “Other” ${OTHER}`],
	])('%s of another ad set means nothing', async (_, name) => {
		labelled(ID, [name()]);
		expect(await only({ percent: 10 })).toMatchObject({ verdict: 'applied', before: 10, after: 11 });
		const rule = { change: 'rule', raiseWhen: { rows: [{ metric: 'costPerResult', operator: 'below', value: '20' }] } };
		const old = bench.emulator.world.clock.now() - 60 * 86_400_000;
		const other = addAdSet(bench.emulator, OTHER, { labels: [], dailyBudget: 1_000, updatedTime: old });
		labelled(other.id, [name().replace(OTHER, ID)]);
		const numbers = { since: dayAgo(10), until: dayAgo(10), cost: 500, results: 200 };
		const result = await bench.run({ adSet: byId(OTHER), ...rule, ...numbers });
		expect(rowsOf(result, APPLIED)).toEqual([expect.objectContaining({ verdict: 'applied' })]);
	});

	it('of a campaign means nothing to another one', async () => {
		labelled(CAMPAIGNS.usdCbo, [`n8n step 500 1000 ${now()} ${CAMPAIGNS.eurCbo}`]);
		for (const { id } of bench.emulator.world.all('AdSet')) bench.emulator.control.setLearning(id, 'SUCCESS');
		const result = await bench.run({
			adAccount: byId(ACCOUNTS.usd),
			objectType: 'campaign',
			campaign: byId(CAMPAIGNS.usdCbo),
			guards: { actOnUnknownLearning: true },
		});
		expect(rowsOf(result, APPLIED)).toHaveLength(1);
	});
});

describe('hours beside the change of clocks', () => {
	const sale = async (startTime: string, endTime: string) =>
		await step({ change: 'schedule', percent: '10', startTime, endTime });

	it.each([
		[
			'an hour less in spring',
			'2027-03-28T00:00',
			'2027-03-28T06:00',
			5,
			'28 Mar 2027, 00:00 until 28 Mar 2027, 06:00',
		],
		['an hour more in fall', '2027-10-31T00:00', '2027-10-31T03:00', 4, '31 Oct 2027, 00:00 until 31 Oct 2027, 03:00'],
		['from the hour that is not there', '2027-03-28T02:30', '2027-03-28T08:00', 4.5, '28 Mar 2027, 03:30 until'],
		['until the hour that is not there', '2027-03-27T20:00', '2027-03-28T02:30', 6.5, 'until 28 Mar 2027, 03:30'],
		['from the hour that is there twice', '2027-10-31T02:30', '2027-10-31T08:00', 6.5, '31 Oct 2027, 02:30 until'],
	])('last as long as they do: %s', async (_, start, end, hours, words) => {
		const [row] = rowsOf(await sale(start, end), APPLIED);
		expect(row?.reason).toContain(words);
		const made = bench.emulator.world.all('HighDemandPeriod').map(({ timeStart, timeEnd }) => timeEnd - timeStart);
		expect(made).toEqual([hours * 3_600_000]);
	});

	it('of three hours that are two are refused', async () => {
		const { error } = await sale('2027-03-28T00:00', '2027-03-28T03:00');
		expect(error?.message).toBe('End Time is less than three hours after the start');
	});
});
