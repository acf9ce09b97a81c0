import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS } from '../../../../emulator/world/seedIds.mts';
import { dayAgoInBerlin as dayAgo } from '../../support/lives/days.mts';
import { APPLIED, HELD, rowsOf, useGuard } from '../../support/guards.mts';
import { byId } from '../../support/harness.mts';

jest.mock('../../../../nodes/shared/graph/wait', () => jest.requireActual('../../support/lives/fakeTime.mts').fakeWait);

/** A hold that has lasted a week says so in its own column, with what to do. */

const bench = useGuard({ app: 'new' });
const LOSS = AD_SETS.eurNoBudget;
let stored = { staticData: '{}' };
beforeEach(() => {
	stored = { staticData: '{}' };
});

const run = async (more: IDataObject = {}, mode: 'manual' | 'trigger' = 'trigger') =>
	await bench.run({ adSet: byId(LOSS), ...more }, { stored, mode });
const long = async (more: IDataObject = {}): Promise<unknown> => rowsOf(await run(more), HELD)[0]?.heldLong;
const later = (days: number): void => bench.emulator.control.advanceClock(days * 86_400);

it('after a week, with the advice of its guard, until a step is taken', async () => {
	const low = { ceiling: 5 };
	for (let day = 0; day < 7; day++) {
		expect(await long(low)).toBeNull();
		later(1);
	}
	// Meta's clock is read from its answers, in whole seconds.
	bench.emulator.control.advanceClock(5);
	expect(await long(low)).toBe('No step for 7 days. Raise the maximum budget, or take the object out of the items.');
	const [row] = rowsOf(await run(), APPLIED);
	expect(row).toMatchObject({ verdict: 'applied', heldLong: null });
	later(2);
	expect(await long(low)).toBeNull();
});

it('not where nothing is in the way: the value is right', async () => {
	const plan = { change: 'value', newValue: '10' };
	expect(await long(plan)).toBeNull();
	later(9);
	expect(await long(plan)).toBeNull();
});

it('nothing is said of runs by hand, nor of what somebody has made of the record', async () => {
	await run({ ceiling: 5 }, 'manual');
	expect(stored.staticData).toBe('{}');
	for (const record of ['x', [], { [`${LOSS} dailyBudget`]: 'soon' }, { [`${LOSS} dailyBudget`]: 9e15 }]) {
		stored.staticData = JSON.stringify({ global: { metaBudgetGuardHolds: record } });
		expect(await long({ ceiling: 5 })).toBeNull();
	}
});

describe('sends people to what can help', () => {
	/** Of one day: how much was spent on it, and what it brought. */
	const numbers = (ago: number, cost: number, results: number): IDataObject => ({
		...{ change: 'target', targetKind: 'cost', target: 10 },
		...{ since: dayAgo(ago), until: dayAgo(ago), cost, results },
	});
	/** The note of the same hold, eight days after the first. */
	const noteOf = async (form: (passed: number) => IDataObject, before = (): void => undefined): Promise<unknown> => {
		before();
		await long(form(0));
		later(8);
		before();
		return await long(form(8));
	};

	it('another workflow’s change, where the days before it do not count', async () => {
		let budget = 1_500;
		const touch = (): void => bench.emulator.control.editOutside(LOSS, { daily_budget: String((budget += 100)) });
		expect(await noteOf((passed) => numbers(10 - passed, 100, 5), touch)).toMatch(
			/^No step for [78] days\. See whose change the reason names\. Let only one step/,
		);
	});

	it('billing, where a payment is open', async () => {
		const unpaid = (): void => {
			bench.emulator.world.get('AdAccount', ACCOUNTS.eur).status = 3;
		};
		expect(await noteOf(() => ({}), unpaid)).toMatch(/^No step for [78] days\. Pay .+ Billing & payments/);
	});

	it('Ads Manager, where it spends nothing', async () => {
		expect(await noteOf((passed) => numbers(10 - passed, 0, 0))).toMatch(/See in Ads Manager why it spends nothing/);
	});

	it('the report, where it has no day that is old enough', async () => {
		expect(await noteOf((passed) => numbers(1 - passed, 50, 1))).toMatch(/days further back/);
	});

	it('nobody, where a plan is still to begin', async () => {
		const ahead = { change: 'plan', plan: '900', planPeriod: 'range', planSince: dayAgo(-30), planUntil: dayAgo(-60) };
		expect(await noteOf(() => ahead)).toBeNull();
	});
});
