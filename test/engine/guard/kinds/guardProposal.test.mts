import { omit } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import '../../support/lives/fakeTime.mts';
import { ACCOUNTS, AD_SETS, CAMPAIGNS } from '../../../../emulator/world/seedIds.mts';
import { ownWrites } from '../../../../nodes/MetaBudgetGuard/state/log/ownWrites.ts';
import { dayAgoInBerlin as dayAgo } from '../../support/lives/days.mts';
import { addAdSet, APPLIED, guardsOf, HELD, rowsOf, useGuard } from '../../support/guards.mts';
import { byId, type NodeResult } from '../../support/harness.mts';

jest.mock('../../../../nodes/shared/graph/wait', () => jest.requireActual('../../support/lives/fakeTime.mts').fakeWait);

const MESSAGE = 2;
const HOUR = 3_600;

const bench = useGuard();
const [ONE, OTHER] = [AD_SETS.eurNoBudget, AD_SETS.eurMinRoas];
const byItem = { __rl: true, mode: 'id', value: '={{ $json.adSet }}' };
const budget = (id: string) => bench.emulator.world.get('AdSet', id).dailyBudget;

/** A dry run for these ad sets: +10 % unless the parameters say otherwise. */
const propose = async (ids: readonly string[] = [ONE, OTHER], parameters: IDataObject = {}): Promise<NodeResult> =>
	await bench.run({ adSet: byItem, dryRun: true, ...parameters }, { items: ids.map((adSet) => ({ adSet })) });

const messageOf = (result: NodeResult): IDataObject => {
	const [message] = rowsOf(result, MESSAGE);
	if (message === undefined) throw new Error(`No message: ${JSON.stringify(rowsOf(result, HELD))}`);
	return message;
};

interface Proposed extends IDataObject {
	steps: IDataObject[];
}

const proposalOf = (result: NodeResult): Proposed => messageOf(result).proposal as Proposed;

const apply = async (proposal: unknown, parameters: IDataObject = {}, more = {}): Promise<NodeResult> =>
	await bench.run(
		{ operation: 'applyProposal', proposal: '={{ $json.proposal }}', approved: true, ...parameters },
		{ items: [{ proposal: proposal as IDataObject, data: { approved: true } }], ...more },
	);

describe('what a dry run proposes', () => {
	it('is one message with every step, what was held, and what it comes to', async () => {
		bench.emulator.control.setLearning(OTHER, 'LEARNING');
		const message = messageOf(await propose([ONE, OTHER, AD_SETS.eurCostCap]));
		expect(message.subject).toMatch(/^Approve 2 budget changes, \+\d+\.\d\d EUR a day\?$/);
		expect(message.text).toMatch(
			/^Deutschland \(daily budget\): 10\.00 EUR → 11\.00 EUR\nAs requested\. No guard blocked it\.\nhttps:\/\/adsmanager/,
		);
		expect(message.text).toContain('Left as they are:\nMindest-ROAS: The ad set is in the learning phase.');
		expect(message.text).toMatch(/All active budgets in the account: .+ EUR → .+ EUR a day\./);
		expect(message.text).toMatch(
			/Proposed by the workflow “.*” for .+ \(act_\d+\) on .+; valid until .+ \(Europe\/Berlin\)\./,
		);
		expect(message.html).toMatch(/<table.+<th[^>]*>From<.+Deutschland.+<ul><li><strong>Mindest-ROAS/);
		expect((message.proposal as Proposed).steps[0]).toEqual({
			objectType: 'adSet',
			objectId: ONE,
			object: 'Deutschland',
			field: 'dailyBudget',
			from: '1000',
			to: '1100',
		});
	});

	it('is nothing where nothing would change, and no proposal where it was applied', async () => {
		const [none, done] = [await propose([ONE], { ceiling: '' }), await propose([OTHER], { dryRun: false })];
		expect([rowsOf(none, MESSAGE), rowsOf(done, MESSAGE)]).toEqual([
			[],
			[expect.objectContaining({ subject: 'Done: 1 budget change, +3.00 EUR a day' })],
		]);
		expect(messageOf(done)).not.toHaveProperty('proposal');
	});

	it('shows every step that it proposes, and proposes no more than a person can read', async () => {
		const ids = Array.from({ length: 103 }, (_, n) => `12021100000074${String(n).padStart(4, '0')}`);
		for (const id of ids) addAdSet(bench.emulator, id);
		const message = messageOf(await propose(ids));
		const text = message.text as string;
		expect([(message.proposal as Proposed).steps.length, text.match(/→ 11\.00 EUR/g)?.length]).toEqual([100, 100]);
		expect(message.subject).toBe('Approve 100 budget changes, +100.00 EUR a day?');
		expect(text).toContain('3 more are left out, because at most 100 changes are proposed at once.');
	});

	it('keeps a name in its line: it must not look like another step', async () => {
		bench.emulator.world.get('AdSet', ONE).name = 'Deutschland\n\nFrance (daily budget): 1.00 EUR → 1.10 EUR';
		const { text } = messageOf(await propose([ONE]));
		expect(text).toMatch(/^Deutschland France \(daily budget\): 1\.00 EUR → 1\.10 EUR \(daily budget\): 10\.00 EUR/);
	});

	it('escapes names in its table', async () => {
		bench.emulator.world.get('AdSet', ONE).name = '<img src=x onerror=alert(1)>';
		expect(messageOf(await propose([ONE])).html).toContain('&lt;\u2060img src=x onerror=alert(1)&gt;');
	});
});

describe('apply proposal', () => {
	it('makes each step once a person has approved, and tells it with what undoes it', async () => {
		const proposal = proposalOf(await propose());
		const before = bench.writes().length;
		const result = await apply(proposal);
		expect(result.error).toBeUndefined();
		expect(rowsOf(result, APPLIED)).toEqual([
			expect.objectContaining({
				objectId: ONE,
				verdict: 'applied',
				before: 10,
				after: 11,
				undo: expect.objectContaining({ from: '1000', to: '1100' }),
			}),
			expect.objectContaining({ objectId: OTHER, verdict: 'applied', before: 30, after: 33 }),
		]);
		expect([budget(ONE), budget(OTHER), bench.writes().length - before]).toEqual([1_100, 3_300, 2]);
		expect(messageOf(result).subject).toBe('Done: 2 budget changes, +4.00 EUR a day');
	});

	it('cuts a clear loss in the learning phase, as the run that proposed it would have', async () => {
		bench.emulator.control.setLearning(ONE, 'LEARNING');
		const days = Array.from({ length: 15 }, (_, index) => dayAgo(20 - index));
		const items = days.map((day) => ({ adSet: ONE, spend: 50, results: 1, date_start: day, date_stop: day }));
		const toward = { adSet: byItem, change: 'target', target: 10, dryRun: true };
		const proposal = proposalOf(await bench.run(toward, { items }));
		expect(proposal.steps).toEqual([expect.objectContaining({ from: '1000', clearLoss: true })]);
		const [step] = proposal.steps as [IDataObject];
		// Only a cut is one.
		const raise = { ...proposal, steps: [{ ...step, to: '1100' }] };
		expect(rowsOf(await apply(raise), HELD).flatMap(guardsOf)).toContain('learning');
		expect(rowsOf(await apply(proposal), APPLIED)).toEqual([expect.objectContaining({ objectId: ONE, before: 10 })]);
		expect(budget(ONE)).toBeLessThan(1_000);
	});

	it('of several currencies takes no limit that is one number for all', async () => {
		const places = { adAccount: byId('={{ $json.account }}'), ceiling: '={{ $json.ceiling }}' };
		const inputs = [
			{ account: ACCOUNTS.eur, adSet: ONE, ceiling: 100 },
			{ account: ACCOUNTS.jpy, adSet: AD_SETS.jpyNoBudget, ceiling: 100_000 },
		];
		bench.emulator.control.setLearning(AD_SETS.jpyNoBudget, 'SUCCESS');
		const proposed = await bench.run({ ...places, adSet: byItem, dryRun: true }, { items: inputs });
		const items = rowsOf(proposed, MESSAGE).map(({ proposal }, index) => {
			return { ...inputs[index], proposal: proposal as IDataObject, data: { approved: true } };
		});
		const applyBoth = async (more: IDataObject) =>
			await bench.run(
				{ operation: 'applyProposal', proposal: '={{ $json.proposal }}', approved: true, ...places, ...more },
				{ items },
			);
		// A maximum in yen would be a hundred times that in euros.
		for (const more of [{ ceiling: 100_000 }, { accountCeiling: 1_000_000 }, { guards: { floor: 100 } }])
			expect(rowsOf(await applyBoth(more), HELD).map(guardsOf)).toEqual([['mixedCurrencies'], ['mixedCurrencies']]);
		expect(bench.writes()).toEqual([]);
		expect(rowsOf(await applyBoth({}), APPLIED).map(({ currency }) => currency)).toEqual(['EUR', 'JPY']);
	});

	it('changes nothing before that, and calls no object up', async () => {
		const proposal = proposalOf(await propose());
		const calls = bench.emulator.log.length;
		const result = await apply(proposal, { approved: false });
		expect(rowsOf(result, HELD)).toEqual([
			expect.objectContaining({ object: 'Deutschland', verdict: 'held', reason: 'It was not approved.' }),
			expect.objectContaining({ object: 'Mindest-ROAS', verdict: 'held' }),
		]);
		expect([budget(ONE), bench.emulator.log.length - calls]).toEqual([1_000, 1]);
	});

	it('changes nothing the second time', async () => {
		const proposal = proposalOf(await propose());
		await apply(proposal);
		const before = bench.writes().length;
		const again = await apply(proposal, { guards: { cooldownLoosen: '0' } });
		expect(rowsOf(again, APPLIED)).toEqual([]);
		expect(rowsOf(again, HELD).map(({ reason }) => reason)).toEqual([
			expect.stringMatching(/^The daily budget is already 11\.00 EUR/),
			expect.stringMatching(/^The daily budget is already 33\.00 EUR/),
		]);
		expect(bench.writes()).toHaveLength(before);
	});

	it('leaves what somebody has changed since, and makes the rest', async () => {
		const proposal = proposalOf(await propose());
		bench.emulator.control.editOutside(OTHER, { daily_budget: 3_100 });
		const result = await apply(proposal);
		expect(rowsOf(result, APPLIED).map(({ objectId }) => objectId)).toEqual([ONE]);
		expect(rowsOf(result, HELD)[0]?.reason).toMatch(/^It is 31\.00 EUR and not 30\.00 EUR as expected/);
		expect(budget(OTHER)).toBe(3_100);
	});

	it('leaves what went away and came back: somebody has thought otherwise', async () => {
		const proposal = proposalOf(await propose([ONE]));
		const { control } = bench.emulator;
		control.advanceClock(60);
		control.editOutside(ONE, { daily_budget: 900 });
		control.editOutside(ONE, { daily_budget: 1_000 });
		const guards = { cooldownLoosen: '0', dayLoosen: '100', weekLoosen: '100' };
		const [held] = rowsOf(await apply(proposal, { guards }), HELD);
		expect(held?.reason).toMatch(/It was changed on .+, after the proposal\./);
		expect(budget(ONE)).toBe(1_000);
	});

	it('makes no step again after it was undone', async () => {
		const proposal = proposalOf(await propose([ONE]));
		bench.emulator.control.advanceClock(60);
		const [row] = rowsOf(await apply(proposal), APPLIED);
		await bench.run(
			{ adSet: byId(ONE), change: 'undo', undo: '={{ $json.undo }}' },
			{ items: [{ undo: row?.undo as IDataObject }] },
		);
		expect(budget(ONE)).toBe(1_000);
		const again = await apply(proposal, { guards: { cooldownLoosen: '0' } });
		expect(guardsOf(rowsOf(again, HELD)[0])).toContain('changedSince');
		expect(budget(ONE)).toBe(1_000);
	});

	it('is bound by the limits of its own form, and makes no part of a step', async () => {
		const proposal = proposalOf(await propose([ONE], { percent: '20', guards: { largestStep: '20' } }));
		const [held] = rowsOf(await apply(proposal), HELD);
		expect(held?.reason).toMatch(
			/^The approved amount was 12\.00 EUR, but the guards allow only 11\.50 EUR\. At most 15 % per change/,
		);
		expect(rowsOf(await apply(proposal, { guards: { largestStep: '20' }, ceiling: '' }), HELD)[0]?.reason).toMatch(
			/^No maximum budget is set/,
		);
		expect(budget(ONE)).toBe(1_000);
		expect(rowsOf(await apply(proposal, { guards: { largestStep: '20' } }), APPLIED)[0]).toMatchObject({ after: 12 });
	});

	it('leaves a campaign’s budget that other ad sets can spend by now than those whose numbers it rests on', async () => {
		const { control } = bench.emulator;
		const [one, other] = [AD_SETS.usdCboA, AD_SETS.usdCboB];
		for (const id of [one, other]) control.setLearning(id, 'SUCCESS');
		const items = Array.from({ length: 14 }, (_, index) => {
			const date = dayAgo(20 - index);
			return { adSet: one, date_start: date, date_stop: date, spend: 50, results: 10 };
		});
		const usd = { adAccount: byId(ACCOUNTS.usd), ceiling: 1_000 };
		const form = { ...usd, adSet: byItem, change: 'target', target: 10, dryRun: true };
		const proposal = proposalOf(await bench.run(form, { items }));
		expect(proposal.steps).toEqual([expect.objectContaining({ objectId: CAMPAIGNS.usdCbo, adSets: [one] })]);
		control.editOutside(other, { status: 'ACTIVE' });
		const [held] = rowsOf(await apply(proposal, usd), HELD);
		expect(guardsOf(held)).toEqual(['leftOut']);
		expect(held?.reason).toContain(
			`Since it was proposed 1 ad set (such as ${other}) can spend the campaign’s budget as well, and is not in the numbers it rests on. Make a new proposal.`,
		);
		control.editOutside(other, { status: 'PAUSED' });
		expect(rowsOf(await apply(proposal, usd), APPLIED)).toHaveLength(1);
	});

	describe('of a campaign’s budget with an ad set that is off at times', () => {
		const [one, other] = [AD_SETS.usdCboA, AD_SETS.usdCboB];
		const usd = { adAccount: byId(ACCOUNTS.usd), ceiling: 1_000 };
		const form = { ...usd, change: 'target', target: 10, dryRun: true };
		const proposed = async (ids: readonly string[], parameters: IDataObject): Promise<Proposed> => {
			for (const id of [one, other]) bench.emulator.control.setLearning(id, 'SUCCESS');
			const items = ids.flatMap((adSet) =>
				Array.from({ length: 14 }, (_, index) => {
					const date = dayAgo(20 - index);
					return { adSet, date_start: date, date_stop: date, spend: 50, results: 10 };
				}),
			);
			return proposalOf(await bench.run({ ...form, ...parameters }, { items }));
		};

		it.each<[string, readonly string[], IDataObject]>([
			['ad set', [one, other], { adSet: byItem }],
			['campaign', [one], { objectType: 'campaign', campaign: byId(CAMPAIGNS.usdCbo) }],
		])('goes by its numbers once it is on (rows by %s)', async (_, ids, parameters) => {
			const proposal = await proposed(ids, parameters);
			expect(proposal.steps).toEqual([expect.objectContaining({ adSets: expect.arrayContaining([one, other]) })]);
			bench.emulator.control.editOutside(other, { status: 'ACTIVE' });
			expect(rowsOf(await apply(proposal, usd), APPLIED)).toHaveLength(1);
		});
	});

	it('makes nothing once it has expired, nor what is made in the future', async () => {
		const proposal = proposalOf(await propose([ONE], { options: { proposalValidFor: '2' } }));
		bench.emulator.control.advanceClock(2 * HOUR + 1);
		expect(rowsOf(await apply(proposal), HELD)[0]?.reason).toMatch(/^It expired on .+\. Make a new proposal\.$/);
		const later = { ...proposal, madeAt: '2031-01-01T00:00:00Z', expiresAt: '2031-01-02T00:00:00Z' };
		expect(rowsOf(await apply(later), HELD)[0]?.reason).toMatch(/in the future/);
		expect(budget(ONE)).toBe(1_000);
	});

	it('takes the JSON that a table has made of it', async () => {
		const proposal = proposalOf(await propose([ONE]));
		expect(rowsOf(await apply(JSON.stringify(proposal)), APPLIED)).toHaveLength(1);
	});

	it('proposes and makes the pauses of a stop-loss', async () => {
		const items = [ONE, OTHER].flatMap((adSet) =>
			Array.from({ length: 14 }, (_, index) => {
				const date = dayAgo(14 - index);
				return { adSet, date_start: date, date_stop: date, spend: 20, results: adSet === ONE ? 0 : 2 };
			}),
		);
		const result = await bench.run(
			{ operation: 'stopLoss', adSet: byItem, action: 'pause', target: '10', guards: {}, dryRun: true },
			{ items },
		);
		expect(messageOf(result).subject).toBe('Approve 1 pause?');
		const proposal = proposalOf(result);
		expect(proposal.steps).toEqual([expect.objectContaining({ objectId: ONE, field: 'status', from: '1', to: '0' })]);
		const { control, world } = bench.emulator;
		expect(rowsOf(await apply(proposal), APPLIED)[0]).toMatchObject({ before: 'ACTIVE', after: 'PAUSED' });
		control.advanceClock(60);
		control.editOutside(ONE, { status: 'ACTIVE' });
		expect(guardsOf(rowsOf(await apply(proposal), HELD)[0])).toContain('changedSince');
		expect(world.get('AdSet', ONE).status).toBe('ACTIVE');
	});

	it('pauses nothing whose campaign was switched on since: that gives another chance', async () => {
		const items = [ONE, OTHER].flatMap((adSet) =>
			Array.from({ length: 14 }, (_, index) => {
				const date = dayAgo(14 - index);
				return { adSet, date_start: date, date_stop: date, spend: 20, results: adSet === ONE ? 0 : 2 };
			}),
		);
		const form = { operation: 'stopLoss', adSet: byItem, action: 'pause', target: '10', guards: {}, dryRun: true };
		const proposal = proposalOf(await bench.run(form, { items }));
		const { control, world } = bench.emulator;
		for (const status of ['PAUSED', 'ACTIVE']) {
			control.advanceClock(60);
			control.editOutside(world.get('AdSet', ONE).campaign.id, { status });
		}
		const [held] = rowsOf(await apply(proposal), HELD);
		expect(held?.reason).toMatch(/^Its campaign was reactivated on .+, after the proposal\.$/);
		expect(world.get('AdSet', ONE).status).toBe('ACTIVE');
	});

	it.each([
		['adjustBid', AD_SETS.eurCostCap, { ceiling: 1_000 }, { bidCeiling: '1000' }],
		['adjustRoasFloor', AD_SETS.eurMinRoas, { percent: -10, ceiling: 0.1 }, { lowestRoasFloor: '0.1' }],
	])('makes a step of %s within a bound of its own', async (operation, id, proposing, guards) => {
		const proposal = proposalOf(await propose([id], { operation, ...proposing }));
		expect(rowsOf(await apply(proposal), HELD)).toHaveLength(1);
		expect(rowsOf(await apply(proposal, { guards }), APPLIED)).toHaveLength(1);
	});
});

describe('a proposal that is not what it was', () => {
	const altered = async (change: (proposal: Proposed) => unknown): Promise<NodeResult> =>
		await apply(change(proposalOf(await propose([ONE]))));
	const step = (change: IDataObject) => (proposal: Proposed) => ({
		...proposal,
		steps: proposal.steps.map((one) => ({ ...one, ...change })),
	});
	const none = () => {
		expect([budget(ONE), bench.writes().filter((write) => !JSON.stringify(write).includes('validate_only'))]).toEqual([
			1_000,
			[],
		]);
	};

	it.each<[string, (proposal: Proposed) => unknown, RegExp]>([
		['of another account', (one) => ({ ...one, accountId: ACCOUNTS.usd }), /is about act_\d+, not act_/],
		['in another currency', (one) => ({ ...one, currency: 'USD' }), /is in USD, and the ad account in EUR/],
		['without a currency', (one) => omit(one, 'currency'), /is not from this node/],
		['that never expires', (one) => ({ ...one, expiresAt: '2099-01-01T00:00:00Z' }), /is valid for more than 7 days/],
		['that expires before it was made', (one) => ({ ...one, expiresAt: '2020-01-01T00:00:00Z' }), /is valid for more/],
		['without a step', (one) => ({ ...one, steps: [] }), /is not from this node/],
		['with an empty step', (one) => ({ ...one, steps: [null] }), /is not from this node/],
		[
			'with thousands of steps',
			(one) => ({ ...one, steps: Array.from({ length: 5_000 }, (_, n) => ({ ...one.steps[0], objectId: String(n) })) }),
			/is not from this node/,
		],
		['with one step twice', (one) => ({ ...one, steps: [...one.steps, ...one.steps] }), /two steps for the same value/],
		[
			'that goes to two values',
			(one) => ({ ...one, steps: [...one.steps, { ...one.steps[0], to: '1050' }] }),
			/two steps for the same value/,
		],
		['with a number for an amount', step({ to: 1_100 }), /is not from this node/],
		['below zero', step({ to: '-1100' }), /is not from this node/],
		['in currency units', step({ to: '11.00' }), /is not from this node/],
		['of a field that is none', step({ field: 'spend_cap' }), /is not from this node/],
		['of a field of every object', step({ field: 'toString' }), /is not from this node/],
		['that switches on', step({ field: 'status', from: '0', to: '1' }), /is no pause/],
		['that leads nowhere', step({ to: '1000' }), /leads nowhere/],
		['that is a path', step({ objectId: `${ONE}/ads` }), /is not from this node/],
		['that is text', () => 'yes', /is not from this node/],
		['that is empty', () => '', /is empty/],
		['that is a list', (one) => [one], /is not from this node/],
	])('is refused: one %s', async (_, change, why) => {
		const result = await altered(change);
		expect(result.error?.message).toMatch(why);
		none();
	});

	it.each<[string, IDataObject, RegExp]>([
		[
			'with a larger amount',
			{ to: '5000' },
			/^The approved amount was 50\.00 EUR, but the guards allow only 11\.50 EUR/,
		],
		['with zero', { to: '0' }, /^Nothing would be left of the daily budget/],
		['with a smaller amount from which', { from: '500' }, /^It is 10\.00 EUR and not 5\.00 EUR as expected/],
		['of a lifetime budget', { field: 'lifetimeBudget' }, /^It now has a daily budget, not a lifetime budget/],
		['of a bid it has not', { field: 'bid' }, /has no bid to adjust/],
	])('is held by the guard: one %s', async (_, change, why) => {
		const result = await altered(step(change));
		expect(rowsOf(result, HELD)[0]?.reason).toMatch(why);
		none();
	});

	it('touches no object of another account, whatever account it names', async () => {
		const result = await altered((one) => ({
			...one,
			steps: [...one.steps, { ...one.steps[0], objectId: AD_SETS.usdCboA }],
		}));
		expect(rowsOf(result, APPLIED).map(({ objectId }) => objectId)).toEqual([ONE]);
		expect(rowsOf(result, HELD)).toEqual([
			expect.objectContaining({
				objectId: AD_SETS.usdCboA,
				verdict: 'failed',
				reason: expect.stringMatching(/another ad account|not in/i),
			}),
		]);
	});
});

describe('a proposal under way', () => {
	it('is made once by two workers at the same time', async () => {
		const proposal = proposalOf(await propose());
		const both = await Promise.all([apply(proposal), apply(proposal)]);
		expect(both.map(({ error }) => error)).toEqual([undefined, undefined]);
		expect([budget(ONE), budget(OTHER)]).toEqual([1_100, 3_300]);
	});

	it('goes on where a process was killed: what is made stays, the rest is made', async () => {
		const proposal = proposalOf(await propose());
		await apply({ ...proposal, steps: proposal.steps.slice(0, 1) });
		ownWrites.clear();
		const result = await apply(proposal);
		expect(rowsOf(result, HELD).map(({ objectId }) => objectId)).toEqual([ONE]);
		expect(rowsOf(result, APPLIED).map(({ objectId }) => objectId)).toEqual([OTHER]);
		expect([budget(ONE), budget(OTHER)]).toEqual([1_100, 3_300]);
	});

	it('is made once where two items carry it', async () => {
		const proposal = proposalOf(await propose([ONE]));
		const result = await bench.run(
			{ operation: 'applyProposal', proposal: '={{ $json.proposal }}', approved: true },
			{
				items: [
					{ proposal, data: { approved: true } },
					{ proposal, data: { approved: true } },
				],
			},
		);
		expect([rowsOf(result, APPLIED).length, rowsOf(result, HELD).length, budget(ONE)]).toEqual([1, 1, 1_100]);
	});

	describe('the answer in the input', () => {
		const withAnswer = async (proposal: unknown, answer: IDataObject, approved: unknown) =>
			await bench.run(
				{
					operation: 'applyProposal',
					proposal: '={{ $json.proposal }}',
					...(approved === undefined ? {} : { approved }),
				} as IDataObject,
				{ items: [{ proposal: proposal as IDataObject, ...answer }] },
			);

		it.each<[string, IDataObject, RegExp]>([
			[
				'a no',
				{ data: { approved: false } },
				/^It was declined: the answer in the input is a no \(data\.approved\)\.$/,
			],
			['a no of a form', { 'Approve?': 'No' }, /is a no \(Approve\?\)/],
			['an answer that cannot be read', { data: { approved: 'later' } }, /neither a yes nor a no/],
			['none: the time has run out', {}, /the input has no answer/],
		])('%s beats the switch', async (_title, answer, reason) => {
			const proposal = proposalOf(await propose([ONE]));
			for (const approved of [true, undefined, '={{ true }}']) {
				const made = await withAnswer(proposal, answer, approved);
				expect(rowsOf(made, HELD)).toEqual([
					expect.objectContaining({ reason: expect.stringMatching(reason) as string }),
				]);
			}
			expect(bench.writes()).toEqual([]);
		});

		it.each<[string, IDataObject]>([
			['a step that waits', { data: { approved: true } }],
			['a form', { 'Do you approve?': 'Yes' }],
		])('is the default: a yes of %s applies it', async (_title, answer) => {
			const made = await withAnswer(proposalOf(await propose([ONE])), answer, undefined);
			expect(rowsOf(made, HELD).map(({ guard }) => guard)).not.toContain('notApproved');
			expect(bench.writes()).not.toEqual([]);
		});

		it('of two items with one proposal: a no of one is a no of both', async () => {
			const proposal = proposalOf(await propose([ONE])) as IDataObject;
			const items = [true, false].map((approved) => ({ proposal, data: { approved } }));
			const made = await bench.run({ operation: 'applyProposal', proposal: '={{ $json.proposal }}' }, { items });
			expect([rowsOf(made, APPLIED), rowsOf(made, HELD).length, bench.writes()]).toEqual([[], 2, []]);
		});
	});

	it('keeps all of its steps together below the ceiling of the account', async () => {
		for (let n = 0; n < 5; n++) addAdSet(bench.emulator, `12021100000074000${n}`);
		const ids = Array.from({ length: 5 }, (_, n) => `12021100000074000${n}`);
		const result = await propose(ids);
		const [{ accountBefore }] = rowsOf(result, APPLIED) as [{ accountBefore: number }];
		const made = await apply(proposalOf(result), { accountCeiling: String(accountBefore + 3.5) });
		expect(rowsOf(made, APPLIED)).toHaveLength(3);
	});

	it('is only checked by an agent that may not change anything, and never made of what a model fills in', async () => {
		const proposal = proposalOf(await propose([ONE]));
		const tool = { node: 'metaBudgetGuardTool' } as const;
		const checked = await apply(proposal, {}, tool);
		expect(rowsOf(checked, APPLIED)).toEqual([expect.objectContaining({ verdict: 'wouldApply' })]);
		for (const [name, value] of [
			['proposal', '={{ /* $fromAI("proposal") */ $json.proposal }}'],
			['approved', '={{ /* $fromAI("approved") */ true }}'],
		] as const) {
			const [row] = rowsOf(await apply(proposal, { allowChanges: true, [name]: value }, tool), APPLIED);
			expect(row).toMatchObject({ verdict: 'failed', reason: expect.stringMatching(/must not be filled by a model/) });
		}
		expect(budget(ONE)).toBe(1_000);
		await apply(proposal, { allowChanges: true }, tool);
		expect(budget(ONE)).toBe(1_100);
	});
});
