import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, CAMPAIGNS } from '../../emulator/seedIds.mts';
import { guardsOf, HELD, rowsOf, useGuard } from './guards.mts';
import { byId } from './harness.mts';

const bench = useGuard();

/** Refused in the form: the message of the error. */
const refused: Array<[string, IDataObject, RegExp]> = [
	['minus a hundred percent', { percent: -100 }, /^Percent leaves nothing/],
	['beyond minus a hundred percent', { percent: -150 }, /^Percent leaves nothing/],
	['zero percent', { percent: 0 }, /^Percent is zero/],
	['text for a percentage', { percent: 'ten' }, /^Percent cannot be “ten”/],
	['a comma for a percentage', { percent: '1,5' }, /^Percent cannot be/],
	['no percentage', { percent: '={{ $json.missing }}' }, /^Percent is empty/],
	['an amount of zero', { change: 'amount', amount: 0 }, /^Amount: The amount 0 is not above zero/],
	['too many decimals', { change: 'amount', amount: 1.005 }, /^Amount: The amount 1.005 has too many decimals/],
	['a budget of zero', { change: 'value', newValue: 0 }, /^New Budget/],
	['text for a budget', { change: 'value', newValue: '12 EUR' }, /^New Budget: "12 EUR" is not an amount/],
	['text for a ceiling', { ceiling: 'high' }, /^Ceiling: "high" is not an amount/],
	['a ceiling of zero', { ceiling: 0 }, /^Ceiling: The amount 0 is not above zero/],
	['a ceiling below the floor', { ceiling: 5, guards: { floor: 6 } }, /^Guards: The ceiling is below the floor/],
	['a step beyond 50 %', { guards: { largestStep: 51 } }, /^Guards → Largest Step \(%\) cannot be 51/],
	['a rise beyond 100 % in 24 hours', { guards: { dayLoosen: 101 } }, /^Guards → Largest Rise in 24 Hours \(%\) cannot be 101/],
	['a rise beyond 200 % in 7 days', { guards: { weekLoosen: 201 } }, /^Guards → Largest Rise in 7 Days \(%\) cannot be 201/],
	['a step that came out empty', { guards: { largestStep: '={{ $json.missing }}' } }, /^Guards → Largest Step \(%\)/],
	['text for a step', { guards: { largestStep: 'much' } }, /^Guards → Largest Step \(%\) must be a number/],
	['hours that are none', { guards: { allowedHours: 'night' } }, /^Guards → Allowed Hours cannot be “night”/],
	['the same hour twice', { guards: { allowedHours: '6-6' } }, /^Guards → Allowed Hours cannot be “6-6”/],
	['an undo that is none', { change: 'undo', undo: '{"a":1}' }, /^Undo is not what this node gave out/],
	['an ad set of another account', { adAccount: byId(ACCOUNTS.usd) }, /^Ad Set belongs to another ad account/],
	['a campaign in place of an ad set', { adSet: byId(CAMPAIGNS.eurCbo) }, /^Ad Set is not an ad set: the ID belongs to a campaign/],
	['a protected ID that came as a number', { guards: { protected: '={{ [120210000000000123] }}' } }, /^Guards → Protected.* is a number too long to be exact/],
	['an ad set that came as a number', { adSet: byId('={{ 120210000000000123 }}') }, /^Ad Set is a number too long to be exact/],
	['an ID that is none', { adSet: byId('1.2e17') }, /^Ad Set is not an ID/],
];

it.each(refused)('%s is refused by the field, and nothing is written', async (_title, parameters, message) => {
	const { error } = await bench.run({ adSet: byId(AD_SETS.eurNoBudget), ...parameters });
	expect(error?.message).toMatch(message);
	expect(error?.description).toBeTruthy();
	expect(bench.writes()).toEqual([]);
});

it('an unlisted currency is refused', async () => {
	bench.emulator.world.get('AdAccount', ACCOUNTS.eur).currency = 'LKR';
	try {
		// A cut by percent needs no amount, and would go through.
		for (const form of [{ percent: -10, ceiling: '' }, { operation: 'adjustBid', adSet: byId(AD_SETS.eurCostCap), percent: -10 }]) {
			const { error } = await bench.run({ adSet: byId(AD_SETS.eurNoBudget), ...form });
			expect(error?.message).toBe('Ad Account is in LKR, whose smallest unit Meta does not publish');
		}
	} finally {
		bench.emulator.world.get('AdAccount', ACCOUNTS.eur).currency = 'EUR';
	}
	expect(bench.writes()).toEqual([]);
});

const bid: IDataObject = { operation: 'adjustBid', adSet: byId(AD_SETS.eurCostCap), loosest: 50 };
const floor: IDataObject = { operation: 'adjustRoasFloor', adSet: byId(AD_SETS.eurMinRoas), loosest: 1 };

it.each<[string, IDataObject, RegExp]>([
	['a bid beyond minus a hundred percent', { ...bid, percent: -101 }, /^Percent leaves nothing/],
	['a bid of zero', { ...bid, change: 'value', newValue: 0 }, /^New Bid/],
	['text for a bid', { ...bid, change: 'value', newValue: '12 EUR' }, /^New Bid: "12 EUR" is not an amount/],
	['a bid’s ceiling below its floor', { ...bid, loosest: 5, guards: { tightest: 6 } }, /^Guards: The ceiling is below the floor/],
	['a campaign in place of an ad set', { ...bid, adSet: byId(CAMPAIGNS.eurCbo) }, /^Ad Set is not an ad set/],
	['zero percent of a ROAS floor', { ...floor, percent: 0 }, /^Percent is zero/],
	['a ROAS floor of zero', { ...floor, change: 'value', newValue: 0 }, /^New ROAS Floor/],
	['text for a ROAS floor', { ...floor, change: 'value', newValue: 'high' }, /^New ROAS Floor/],
	['a lowest floor above the highest', { ...floor, loosest: 2, guards: { tightest: 1.5 } }, /^Guards: The lowest floor is above the highest floor/],
	['a step of a bid beyond 50 %', { ...bid, guards: { largestStep: 51 } }, /^Guards → Largest Step \(%\) cannot be 51/],
])('%s is refused by the field, and nothing is written', async (_title, parameters, message) => {
	const { error } = await bench.run(parameters);
	expect(error?.message).toMatch(message);
	expect(error?.description).toBeTruthy();
	expect(bench.writes()).toEqual([]);
});

it.each([bid, floor])('opposite wishes for one value hold each other (%#)', async (form) => {
	const items = [{ percent: 10 }, { percent: -10 }];
	const result = await bench.run({ ...form, percent: '={{ $json.percent }}' }, { items });
	expect(rowsOf(result, HELD).map(guardsOf)).toEqual([['conflict'], ['conflict']]);
	expect(bench.writes()).toEqual([]);
});

it('items of several accounts are each handled in their own, or held where currencies differ', async () => {
	const { world } = bench.emulator;
	const items = [
		{ account: ACCOUNTS.eur, adSet: AD_SETS.eurNoBudget },
		{ account: ACCOUNTS.jpy, adSet: AD_SETS.jpyNoBudget },
	];
	const mixed: IDataObject = { adAccount: byId('={{ $json.account }}'), adSet: byId('={{ $json.adSet }}'), percent: -10 };
	const held = await bench.run(mixed, { items });
	expect(rowsOf(held, HELD).map(guardsOf)).toEqual([['mixedCurrencies'], ['mixedCurrencies']]);
	expect(bench.writes()).toEqual([]);
	bench.emulator.control.setLearning(AD_SETS.jpyNoBudget, 'SUCCESS');
	const account = world.get('AdAccount', ACCOUNTS.jpy);
	account.currency = 'EUR';
	try {
		const applied = await bench.run(mixed, { items });
		expect([...rowsOf(applied, 0), ...rowsOf(applied, HELD)].map(({ accountId, objectId }) => [accountId, objectId])).toEqual(items.map(({ account: id, adSet }) => [id, adSet]));
		expect(bench.writes().map(({ path }) => path)).toEqual(expect.arrayContaining([AD_SETS.eurNoBudget]));
	} finally {
		account.currency = 'JPY';
	}
});

/** Held, with the guard. */
const held: Array<[string, IDataObject, string]> = [
	['a campaign without a budget', { objectType: 'campaign', campaign: byId(CAMPAIGNS.eurNoBudget) }, 'noValue'],
	['more taken away than there is', { change: 'amount', amount: -10 }, 'aboveZero'],
	['no ceiling', { ceiling: '' }, 'ceiling'],
	['a paused ad set', { adSet: byId(AD_SETS.eurPaused) }, 'delivering'],
	['a deleted ad set', { adSet: byId(AD_SETS.eurDeleted) }, 'delivering'],
	['dynamic creative', { adSet: byId(AD_SETS.eurDynamic) }, 'unknownLearning'],
	['an ad set that learns', { adSet: byId(AD_SETS.eurBidCap) }, 'learning'],
	['protected by name', { guards: { protected: 'x, y\nDeutschland' } }, 'protected'],
	['protected by its campaign', { guards: { protected: `x, ${CAMPAIGNS.eurNoBudget}` } }, 'protected'],
	['another value than expected', { guards: { expectedValue: 9 } }, 'expectedValue'],
	['too little data', { guards: { minimumData: { rows: [{ name: 'Spend', value: '={{ $json.spend }}', least: 5 }] } } }, 'minimumData'],
];

it.each(held)('%s is held', async (_title, parameters, guard) => {
	const result = await bench.run({ adSet: byId(AD_SETS.eurNoBudget), ...parameters });
	expect(result.error).toBeUndefined();
	expect(rowsOf(result, HELD).map(guardsOf)).toEqual([expect.arrayContaining([guard])]);
	expect(bench.writes()).toEqual([]);
});

it('a bad item does not stop the others when errors go on', async () => {
	const items = [{ percent: 'ten' }, { percent: 10 }];
	const { outputs } = await bench.run({ adSet: byId(AD_SETS.eurNoBudget), percent: '={{ $json.percent }}' }, { items, onError: 'continueRegularOutput' });
	expect(outputs[0].map(({ json, pairedItem }) => [json.error ?? json.verdict, pairedItem])).toEqual([[expect.stringMatching(/^Percent/), expect.anything()], ['applied', expect.anything()]]);
});
