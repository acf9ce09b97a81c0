import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { APPLIED, HELD, rowsOf, useGuard } from '../support/guards.mts';
import { byId } from '../support/harness.mts';

/** What a row says of a step, as the person reads it who has to decide what to do about it. */

const bench = useGuard();
const budget = { adSet: byId(AD_SETS.eurNoBudget), dryRun: true };
const bid = { operation: 'adjustBid', adSet: byId(AD_SETS.eurCostCap), ceiling: 50, dryRun: true };
const floor = { operation: 'adjustRoasFloor', adSet: byId(AD_SETS.eurMinRoas), ceiling: 1, dryRun: true };

it.each<[string, IDataObject, number, string]>([
	['a step as asked', budget, 11, 'As requested. No guard blocked it.'],
	[
		'a step cut short',
		{ ...budget, percent: 20 },
		11.5,
		'Less than asked: At most 15 % per change (Guards → Max Step).',
	],
	['a ceiling', { ...budget, ceiling: 10.5 }, 10.5, 'Less than asked: The maximum budget is 10.50 EUR.'],
	[
		'a floor',
		{ ...budget, percent: -10, guards: { floor: 9.5 } },
		9.5,
		'Less than asked: The minimum budget is 9.50 EUR.',
	],
	[
		'a cap',
		{ ...budget, guards: { dayLoosen: 5 } },
		10.5,
		'Less than asked: Raised by at most 5 % in 24 hours (Guards → Max Increase in 24 Hours), and it was 10.00 EUR in that time.',
	],
	[
		'a lifetime budget',
		{ ...budget, adSet: byId(AD_SETS.eurLifetimeBudget), percent: 40 },
		667.5,
		'Less than asked: At most 15 % (of what is left) per change (Guards → Max Step).',
	],
	['a bid', { ...bid, ceiling: 12.5 }, 12.5, 'Less than asked: The maximum bid is 12.50 EUR.'],
	['a ROAS floor', { ...floor, percent: -10, ceiling: 1.4 }, 1.4, 'Less than asked: The lowest floor is 1.4.'],
	[
		'a ROAS floor upward',
		{ ...floor, percent: 10, guards: { floor: 1.6 } },
		1.6,
		'Less than asked: The highest floor is 1.6.',
	],
])('%s', async (_title, parameters, after, reason) => {
	expect(rowsOf(await bench.run(parameters), APPLIED)).toEqual([
		expect.objectContaining({ verdict: 'wouldApply', after, reason }),
	]);
});

it.each<[string, IDataObject, string]>([
	['no ceiling', { ...budget, ceiling: '' }, 'No maximum budget is set, so the daily budget is not raised.'],
	[
		'no lowest floor',
		{ ...floor, percent: -10, ceiling: '' },
		'No lowest floor is set, so the ROAS floor is not lowered.',
	],
	[
		'nothing to adjust',
		{ ...bid, adSet: byId(AD_SETS.eurNoBudget) },
		'Its bid strategy, Highest Volume, has no bid to adjust.',
	],
	[
		'a campaign without a budget',
		{ ...budget, objectType: 'campaign', campaign: byId(CAMPAIGNS.eurNoBudget) },
		'This campaign has no budget of its own: its ad sets have theirs. Choose the ad sets.',
	],
	['learning', { ...budget, adSet: byId(AD_SETS.eurBidCap) }, 'The ad set is in the learning phase.'],
	[
		'learning below a campaign',
		{ ...budget, adAccount: byId(ACCOUNTS.usd), adSet: byId(AD_SETS.usdCboA) },
		'One of its ad sets is in the learning phase.',
	],
	[
		'learning not told',
		{ ...budget, adSet: byId(AD_SETS.eurDynamic) },
		'Meta doesn’t say whether it is in the learning phase. To allow the change anyway, switch on Guards → Act on Unknown Learning.',
	],
	[
		'expected value',
		{ ...budget, guards: { expectedValue: 9 } },
		'It is 10.00 EUR and not 9.00 EUR as expected. Something has changed it since.',
	],
	[
		'too little data',
		{ ...budget, guards: { minimumData: { rows: [{ name: 'Spend', value: '3', least: 5 }] } } },
		'Spend is 3; at least 5 is needed.',
	],
	[
		'no figure',
		{ ...budget, guards: { minimumData: { rows: [{ name: 'Spend', value: 'n/a', least: 5 }] } } },
		'Spend is not a number in this item; at least 5 is needed.',
	],
	['protected', { ...budget, guards: { protected: 'Deutschland' } }, 'It is on the protected list as “Deutschland”.'],
	[
		'less than a unit',
		{ ...budget, percent: 0.01 },
		'The daily budget is already 10.00 EUR, or the change is smaller than its smallest unit.',
	],
	['nothing left', { ...budget, change: 'amount', amount: -10 }, 'Nothing would be left of the daily budget.'],
])('%s', async (_title, parameters, reason) => {
	expect(rowsOf(await bench.run(parameters), HELD)).toEqual([expect.objectContaining({ verdict: 'held', reason })]);
});

it('several reasons stand one after the other, and each alone under guards', async () => {
	const [row] = rowsOf(
		await bench.run({ ...budget, adSet: byId(AD_SETS.eurPaused), guards: { expectedValue: 999 } }),
		HELD,
	);
	const sentences = (row.guards as Array<{ reason: string }>).map(({ reason }) => reason);
	expect(sentences.length).toBeGreaterThan(1);
	expect(row.reason).toBe(sentences.join(' '));
	expect(row.reason).toContain('It isn’t running: its status is paused.');
});
