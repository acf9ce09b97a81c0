import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { APPLIED, guardsOf, HELD, rowsOf, useGuard } from '../support/guards.mts';
import { byId } from '../support/harness.mts';

/** A person has taken a raise back and set the same amount again, and the log is late: an undo must not write over it. */

const bench = useGuard();
const MINUTE = 60;

const usd = { adAccount: byId(ACCOUNTS.usd), guards: { actOnUnknownLearning: true } };
const places = [
	['an ad set', AD_SETS.eurNoBudget, { adSet: byId(AD_SETS.eurNoBudget) }],
	['a campaign', CAMPAIGNS.usdCbo, { ...usd, objectType: 'campaign', campaign: byId(CAMPAIGNS.usdCbo) }],
] as const;

const later = (minutes: number): void => bench.emulator.control.advanceClock(minutes * MINUTE);
const budgetOf = (id: string): number | undefined =>
	[...bench.emulator.world.all('AdSet'), ...bench.emulator.world.all('Campaign')].find((one) => one.id === id)
		?.dailyBudget;

/** Our raise, which the log shows at once; what comes after it comes late. */
async function raised(form: IDataObject) {
	for (const { id } of bench.emulator.world.all('AdSet')) bench.emulator.control.setLearning(id, 'SUCCESS');
	const [row] = rowsOf(await bench.run(form), APPLIED);
	expect(row?.logConfirmed).toBe(true);
	later(3);
	bench.emulator.control.setActivityLag(20 * MINUTE);
	const { undo } = row ?? {};
	return async () =>
		await bench.run({ ...form, change: 'undo', undo: '={{ $json.undo }}' }, { items: [{ undo: undo as IDataObject }] });
}

/** Back, and set again by hand. */
function setAgain(id: string, from: number | undefined): void {
	const raise = budgetOf(id);
	for (const amount of [from, raise]) {
		bench.emulator.control.editOutside(id, { daily_budget: String(amount) });
		later(1);
	}
}

describe.each(places)('%s', (_, id, form) => {
	it('a value set again by hand stays, while the log does not show it and afterwards', async () => {
		const before = budgetOf(id);
		const undo = await raised(form);
		setAgain(id, before);
		const wanted = budgetOf(id);
		const [held] = rowsOf(await undo(), HELD);
		expect(guardsOf(held)).toContain('undo');
		expect(held?.reason).toMatch(/activity history (doesn’t show that yet|is up to 20 minutes late)/);
		expect(budgetOf(id)).toBe(wanted);
		later(25);
		expect(guardsOf(rowsOf(await undo(), HELD)[0])).toContain('undo');
		expect(budgetOf(id)).toBe(wanted);
	});

	it('goes back where nobody has touched it, once that is sure', async () => {
		const before = budgetOf(id);
		const undo = await raised(form);
		const [held] = rowsOf(await undo(), HELD);
		if (held !== undefined) {
			expect(held.earliestNextTry).not.toBeNull();
			later(18);
			expect(rowsOf(await undo(), APPLIED)).toHaveLength(1);
		}
		expect(budgetOf(id)).toBe(before);
	});
});

it('a mark of whose the budget is, written right after the step, is no change of somebody else', async () => {
	const id = AD_SETS.eurNoBudget;
	const undo = await raised({ adSet: byId(id) });
	bench.emulator.world.get('AdSet', id).updatedTime += 5_000;
	expect(rowsOf(await undo(), APPLIED)).toHaveLength(1);
});

it('an ad set that does not say when it changed stays', async () => {
	const id = AD_SETS.eurNoBudget;
	const undo = await raised({ adSet: byId(id) });
	bench.emulator.world.get('AdSet', id).updatedTime = NaN;
	const [held] = rowsOf(await undo(), HELD);
	expect(held?.reason).toContain('Meta doesn’t say when it last changed, so someone may have set it again.');
});
