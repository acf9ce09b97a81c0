import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS } from '../../../emulator/world/seedIds.mts';
import { addAdSet, APPLIED, HELD, rowsOf, useGuard } from '../support/guards.mts';
import { byId, type NodeResult } from '../support/harness.mts';
import '../support/lives/fakeTime.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** The output Approval Message shows all that happened, and no more than that. */

const bench = useGuard();
const [ONE, OTHER] = [AD_SETS.eurNoBudget, AD_SETS.eurMinRoas];
const byItem = { __rl: true, mode: 'id', value: '={{ $json.adSet }}' };
const both = [{ adSet: ONE }, { adSet: OTHER }];
const messagesOf = (result: NodeResult): IDataObject[] => rowsOf(result, 2);
/** By how much all budgets of the account rise, as it says. */
function addedIn(message: IDataObject | undefined): number {
	const [, before = '', after = ''] = /account: ([\d,.]+) EUR → ([\d,.]+) EUR/.exec(String(message?.text)) ?? [];
	const read = (amount: string): number => Number(amount.replace(',', ''));
	return read(after) - read(before);
}
const strike = (method: string, path: string, nth?: number) =>
	bench.emulator.control.addFault({
		match: { method, path, ...(nth !== undefined && { nth }) },
		fault: { kind: 'graph', code: 10 },
	});

it('tells a warning with the step that it is about', async () => {
	strike('GET', `${ACCOUNTS.eur}/campaigns`, 2);
	const [message] = messagesOf(await bench.run({ adSet: byId(ONE), accountCeiling: '100000' }));
	expect(message?.subject).toBe('Done: 1 budget change, +1.00 EUR a day, 1 with a warning');
	expect(message?.text).toContain(
		'As requested. No guard blocked it. The increase was made, but it is unknown whether the account’s maximum is still kept',
	);
	expect(message?.html).toContain('it is unknown whether the account’s maximum is still kept');
});

it.each([false, true])('tells what went wrong beside what went well, dry run %s', async (dryRun) => {
	strike('POST', OTHER);
	const result = await bench.run({ adSet: byItem, dryRun }, { items: both, onError: 'continueRegularOutput' });
	const [message] = messagesOf(result);
	expect(message?.subject).toBe(
		dryRun ? 'Approve 1 budget change, +1.00 EUR a day?' : 'Done: 1 budget change, +1.00 EUR a day, 1 went wrong',
	);
	expect(message?.text).toContain(`Went wrong:\n${OTHER}: The token lacks a permission for this step.`);
	expect(message?.text).not.toContain('Left as they are');
	expect(result.outputs[0]?.map(({ json }) => json.verdict ?? 'error')).toEqual([
		dryRun ? 'wouldApply' : 'applied',
		'error',
	]);
});

it('does not say of a step with an unknown outcome that it was left as it is', async () => {
	const dry = await bench.run({ adSet: byItem, dryRun: true }, { items: both });
	const { control, world } = bench.emulator;
	control.addFault({ match: { method: 'POST', path: OTHER }, fault: { kind: 'reset', applied: true } });
	const note = world.budgetChanges.note.bind(world.budgetChanges);
	const spy = jest.spyOn(world.budgetChanges, 'note').mockImplementation((id, now) => {
		note(id, now);
		if (id !== OTHER) return;
		for (const path of [OTHER, `${ACCOUNTS.eur}/adsets`])
			control.addFault({ match: { method: 'GET', path }, fault: { kind: 'graph', code: 2 } });
	});
	const result = await bench.run(
		{ operation: 'applyProposal', proposal: '={{ $json.proposal }}', approved: true },
		{ items: messagesOf(dry).map((message) => ({ ...message, data: { approved: true } })) },
	);
	spy.mockRestore();
	const [message] = messagesOf(result);
	expect(world.get('AdSet', OTHER).dailyBudget).toBe(3_300);
	expect(message?.subject).toBe('Done: 1 budget change, +1.00 EUR a day, 1 went wrong');
	expect(message?.text).toContain(`Went wrong:\n${OTHER}: It is unknown whether Meta carried out the change.`);
	expect(message?.text).not.toContain('Left as they are');
});

it('says what all budgets come to with the steps it shows, and not with others', async () => {
	const ids = Array.from({ length: 120 }, (_, n) => `1202110000007${String(n).padStart(5, '0')}`);
	for (const id of ids) addAdSet(bench.emulator, id);
	const result = await bench.run({ adSet: byItem, dryRun: true }, { items: ids.map((adSet) => ({ adSet })) });
	const [message] = messagesOf(result);
	expect(message?.subject).toBe('Approve 100 budget changes, +100.00 EUR a day?');
	expect(message?.text).toContain('20 more are left out');
	expect(addedIn(message)).toBeCloseTo(100);
});

it('says what is the same for all steps once, above them, and not again of those that are held', async () => {
	bench.emulator.control.setLearning(OTHER, 'LEARNING');
	const form = { objectType: 'account', change: 'plan', plan: '100000', dryRun: true };
	const result = await bench.run(form);
	const [message] = messagesOf(result);
	const [row] = rowsOf(result, APPLIED);
	expect(row?.reason).toMatch(/^The account: .+ Less than asked: At most 15 % per change \(Guards → Max Step\)\.$/);
	for (const written of [message?.text, message?.html]) {
		expect(String(written).match(/The account: /g)).toHaveLength(1);
		expect(written).toMatch(/The ad set is in the learning phase\./);
		expect(written).toMatch(/Less than asked: At most 15 % per change \(Guards → Max Step\)\./);
	}
	expect(message?.text).toMatch(/^The account: /);
});

it('keeps apart what was changed and what was only checked', async () => {
	const items = [
		{ adSet: ONE, dry: true },
		{ adSet: OTHER, dry: false },
	];
	const result = await bench.run({ adSet: byItem, dryRun: '={{ $json.dry }}' }, { items });
	const messages = messagesOf(result);
	expect(messages.map(({ subject }) => subject)).toEqual([
		'Approve 1 budget change, +1.00 EUR a day?',
		'Done: 1 budget change, +3.00 EUR a day',
	]);
	expect(messages.map(addedIn)).toEqual([expect.closeTo(1), expect.closeTo(3)]);
	expect(rowsOf(result, APPLIED).map(({ verdict }) => verdict)).toEqual(['wouldApply', 'applied']);
});

it('names the operation that has the setting it advises', async () => {
	const { control, world } = bench.emulator;
	control.editOutside(ONE, { daily_budget: 900 });
	control.advanceClock(3 * 86_400);
	world.get('AdSet', ONE).dailyBudget = 1_050;
	const dry = await bench.run({ adSet: byId(ONE), dryRun: true, guards: { releasedValue: '10.50' } });
	const [held] = rowsOf(
		await bench.run(
			{ operation: 'applyProposal', proposal: '={{ $json.proposal }}', approved: true },
			{ items: messagesOf(dry).map((message) => ({ ...message, data: { approved: true } })) },
		),
		HELD,
	);
	expect(held?.reason).toMatch(/Adjust Budget → Guards → Confirm Current Value 10\.50 EUR allows one change\.$/);
});
