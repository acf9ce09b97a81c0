import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { guardsOf, HELD, rowsOf, useGuard } from '../support/guards.mts';
import { byId } from '../support/harness.mts';

const bench = useGuard();

/** Refused in the form: the message of the error. */
const refused: Array<[string, IDataObject, RegExp]> = [
	['minus a hundred percent', { percent: -100 }, /^Percent leaves nothing/],
	['beyond minus a hundred percent', { percent: -150 }, /^Percent leaves nothing/],
	['zero percent', { percent: 0 }, /^Percent is zero/],
	['text for a percentage', { percent: 'ten' }, /^Percent: “ten” is not a number/],
	['a percentage that could be two', { percent: '1.500' }, /^Percent: “1\.500” can be read as 1500 or as 1\.500/],
	['a percentage as long as an ID', { percent: '12345678' }, /^Percent cannot be “12345678”/],
	['no percentage', { percent: '={{ $json.missing }}' }, /^Percent is empty/],
	['no amount', { change: 'amount', amount: '' }, /^Amount is empty/],
	['an amount of zero', { change: 'amount', amount: 0 }, /^Amount: The amount 0 is not above zero/],
	['too many decimals', { change: 'amount', amount: 1.005 }, /^Amount: The amount 1.005 has too many decimals/],
	['a budget of zero', { change: 'value', newValue: 0 }, /^New Budget/],
	['text for a budget', { change: 'value', newValue: '12 EUR' }, /^New Budget: “12 EUR” is not a number/],
	['text for a ceiling', { ceiling: 'high' }, /^Maximum Budget: “high” is not a number/],
	['a ceiling of zero', { ceiling: 0 }, /^Maximum Budget: The amount 0 is not above zero/],
	['a ceiling below the floor', { ceiling: 5, guards: { floor: 6 } }, /^Guards: The maximum is below the minimum/],
	['a step beyond 50 %', { guards: { largestStep: 51 } }, /^Guards → Max Step \(%\) cannot be 51/],
	[
		'a rise beyond 100 % in 24 hours',
		{ guards: { dayLoosen: 101 } },
		/^Guards → Max Increase in 24 Hours \(%\) cannot be 101/,
	],
	[
		'a rise beyond 200 % in 7 days',
		{ guards: { weekLoosen: 201 } },
		/^Guards → Max Increase in 7 Days \(%\) cannot be 201/,
	],
	['a step that came out empty', { guards: { largestStep: '={{ $json.missing }}' } }, /^Guards → Max Step \(%\)/],
	['text for a step', { guards: { largestStep: 'much' } }, /^Guards → Max Step \(%\): “much” is not a number/],
	[
		'hours that are none',
		{ guards: { allowedHours: { rows: [{ days: [1], from: 'night', to: '06:00' }] } } },
		/^Guards → Allowed Hours → Hours → row 1 → From cannot be “night”/,
	],
	[
		'the same hour twice',
		{ guards: { allowedHours: { rows: [{ days: [1], from: '06:00', to: '06:00' }] } } },
		/^Guards → Allowed Hours → Hours → row 1 → To is the same as From/,
	],
	['no row of hours', { guards: { allowedHours: { rows: [] } } }, /^Guards → Allowed Hours has no row/],
	['a cooldown below zero', { guards: { cooldownLoosen: -1 } }, /^Guards → Hours Before Spending More cannot be -1/],
	['a ceiling that could be two', { ceiling: '1.000' }, /^Maximum Budget: “1\.000” can be read as 1000 or as 1\.000/],
	['nothing for a ceiling', { ceiling: '={{ $json.missing }}' }, /^Maximum Budget is empty/],
	['nothing for a floor', { guards: { floor: '={{ $json.missing }}' } }, /^Guards → Minimum Budget is empty/],
	[
		'nothing for the ceiling of the account',
		{ accountCeiling: '={{ $json.missing }}' },
		/^Account Maximum \(per Day\) is empty/,
	],
	[
		'nothing for the expected value',
		{ guards: { expectedValue: '={{ null }}' } },
		/^Guards → Expected Current Value is empty/,
	],
	[
		'nothing for allowed hours',
		{ guards: { allowedHours: '={{ $json.missing }}' } },
		/^Guards → Allowed Hours has no row/,
	],
	['nothing for what is protected', { guards: { protected: '={{ $json.missing }}' } }, /^Guards → Protected is empty/],
	[
		'a list of which only the commas came out',
		{ guards: { protected: '={{ [$json.missing, $json.gone].join(",") }}' } },
		/^Guards → Protected is empty/,
	],
	['an empty list of what is protected', { guards: { protected: '={{ [] }}' } }, /^Guards → Protected is empty/],
	['nothing for Dry Run', { dryRun: '={{ $json.missing }}' }, /^Dry Run is empty/],
	[
		'nothing for what a figure needs',
		{ guards: { minimumData: { rows: [{ name: 'Spend', value: '5', least: '={{ $json.missing }}' }] } } },
		/^Guards → Minimum Data → .*At Least is empty/,
	],
	['nothing for an undo', { change: 'undo' }, /^Undo is empty/],
	['an undo that is none', { change: 'undo', undo: '{"a":1}' }, /^Undo is not from this node/],
	['an ad set of another account', { adAccount: byId(ACCOUNTS.usd) }, /^Ad Set belongs to another ad account/],
	[
		'a campaign instead of an ad set',
		{ adSet: byId(CAMPAIGNS.eurCbo) },
		/^Ad Set is not an ad set: the ID belongs to a campaign/,
	],
	[
		'a protected ID that came as a number',
		{ guards: { protected: '={{ [120210000000000123] }}' } },
		/^Guards → Protected.* is a number too long to be exact/,
	],
	[
		'an ad set that came as a number',
		{ adSet: byId('={{ 120210000000000123 }}') },
		/^Ad Set is a number too long to be exact/,
	],
	['a text that is no ID', { adSet: byId('1.2e17') }, /^Ad Set is not an ID/],
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
		for (const form of [
			{ percent: -10, ceiling: '' },
			{ operation: 'adjustBid', adSet: byId(AD_SETS.eurCostCap), percent: -10 },
		]) {
			const { error } = await bench.run({ adSet: byId(AD_SETS.eurNoBudget), ...form });
			expect(error?.message).toBe('Ad Account is in LKR, whose smallest unit Meta does not publish');
		}
	} finally {
		bench.emulator.world.get('AdAccount', ACCOUNTS.eur).currency = 'EUR';
	}
	expect(bench.writes()).toEqual([]);
});

const bid: IDataObject = { operation: 'adjustBid', adSet: byId(AD_SETS.eurCostCap), ceiling: 50 };
const floor: IDataObject = { operation: 'adjustRoasFloor', adSet: byId(AD_SETS.eurMinRoas), ceiling: 1 };

it.each<[string, IDataObject, RegExp]>([
	['a bid beyond minus a hundred percent', { ...bid, percent: -101 }, /^Percent leaves nothing/],
	['a bid of zero', { ...bid, change: 'value', newValue: 0 }, /^New Bid/],
	['text for a bid', { ...bid, change: 'value', newValue: '12 EUR' }, /^New Bid: “12 EUR” is not a number/],
	[
		'a bid’s ceiling below its floor',
		{ ...bid, ceiling: 5, guards: { floor: 6 } },
		/^Guards: The maximum is below the minimum/,
	],
	['a campaign instead of an ad set', { ...bid, adSet: byId(CAMPAIGNS.eurCbo) }, /^Ad Set is not an ad set/],
	['zero percent of a ROAS floor', { ...floor, percent: 0 }, /^Percent is zero/],
	['a ROAS floor of zero', { ...floor, change: 'value', newValue: 0 }, /^New ROAS Floor/],
	['nothing for the ceiling of a bid', { ...bid, ceiling: '={{ $json.missing }}' }, /^Maximum Bid is empty/],
	['nothing for the lowest floor', { ...floor, ceiling: '={{ null }}' }, /^Lowest Floor is empty/],
	[
		'a ROAS floor that could be two',
		{ ...floor, change: 'value', newValue: '1.250' },
		/^New ROAS Floor: “1\.250” can be read as 1250 or as 1\.250/,
	],
	['text for a ROAS floor', { ...floor, change: 'value', newValue: 'high' }, /^New ROAS Floor/],
	[
		'a lowest floor above the highest',
		{ ...floor, ceiling: 2, guards: { floor: 1.5 } },
		/^Guards: The lowest floor is above the highest floor/,
	],
	['a step of a bid beyond 50 %', { ...bid, guards: { largestStep: 51 } }, /^Guards → Max Step \(%\) cannot be 51/],
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
	const mixed: IDataObject = {
		adAccount: byId('={{ $json.account }}'),
		adSet: byId('={{ $json.adSet }}'),
		percent: -10,
	};
	const held = await bench.run(mixed, { items });
	expect(rowsOf(held, HELD).map(guardsOf)).toEqual([['mixedCurrencies'], ['mixedCurrencies']]);
	expect(bench.writes()).toEqual([]);
	bench.emulator.control.setLearning(AD_SETS.jpyNoBudget, 'SUCCESS');
	const account = world.get('AdAccount', ACCOUNTS.jpy);
	account.currency = 'EUR';
	try {
		const applied = await bench.run(mixed, { items });
		expect(
			[...rowsOf(applied, 0), ...rowsOf(applied, HELD)].map(({ accountId, objectId }) => [accountId, objectId]),
		).toEqual(items.map(({ account: id, adSet }) => [id, adSet]));
		expect(bench.writes().map(({ path }) => path)).toEqual(expect.arrayContaining([AD_SETS.eurNoBudget]));
	} finally {
		account.currency = 'JPY';
	}
});

it('rows of clients in several currencies, each with its own plan and ceiling, are each moved by their own', async () => {
	const items = [
		{ account: ACCOUNTS.eur, plan: 3_000, ceiling: 100 },
		{ account: ACCOUNTS.jpy, plan: 300_000, ceiling: 10_000 },
	];
	const form: IDataObject = {
		...{ objectType: 'account', change: 'plan', planPeriod: 'month', dryRun: true },
		...{ adAccount: byId('={{ $json.account }}'), plan: '={{ $json.plan }}', ceiling: '={{ $json.ceiling }}' },
	};
	const rows = async (more: IDataObject = {}): Promise<IDataObject[]> => {
		const result = await bench.run({ ...form, ...more }, { items });
		return [...rowsOf(result, 0), ...rowsOf(result, HELD)];
	};
	const own = await rows();
	expect(own.flatMap(guardsOf)).not.toContain('mixedCurrencies');
	expect(new Set(own.map(({ accountId, currency }) => `${String(accountId)} ${String(currency)}`))).toEqual(
		new Set([`${ACCOUNTS.eur} EUR`, `${ACCOUNTS.jpy} JPY`]),
	);
	// One number for all means something else in each currency.
	for (const ceiling of [100, '={{ 100 }}'])
		expect(new Set((await rows({ ceiling })).flatMap(guardsOf))).toEqual(new Set(['mixedCurrencies']));
	expect(new Set((await rows({ guards: { floor: 5 } })).flatMap(guardsOf))).toEqual(new Set(['mixedCurrencies']));
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
	[
		'a figure that is missing',
		{ guards: { minimumData: { rows: [{ name: 'Spend', value: '={{ $json.missing }}', least: 0 }] } } },
		'minimumData',
	],
	[
		'a figure that is nothing',
		{ guards: { minimumData: { rows: [{ name: 'Spend', value: '={{ null }}', least: '0' }] } } },
		'minimumData',
	],
	[
		'a figure in words',
		{ guards: { minimumData: { rows: [{ name: '', value: 'plenty', least: 0 }] } } },
		'minimumData',
	],
	[
		'a figure that could be two',
		{ guards: { minimumData: { rows: [{ name: 'Spend', value: '7.000', least: 5 }] } } },
		'minimumData',
	],
	[
		'a figure with a comma that is too small',
		{ guards: { minimumData: { rows: [{ name: 'Spend', value: '4,99', least: '5,0' }] } } },
		'minimumData',
	],
	[
		'too little data',
		{ guards: { minimumData: { rows: [{ name: 'Spend', value: '={{ $json.spend }}', least: 5 }] } } },
		'minimumData',
	],
];

it.each(held)('%s is held', async (_title, parameters, guard) => {
	const result = await bench.run({ adSet: byId(AD_SETS.eurNoBudget), ...parameters });
	expect(result.error).toBeUndefined();
	expect(rowsOf(result, HELD).map(guardsOf)).toEqual([expect.arrayContaining([guard])]);
	expect(bench.writes()).toEqual([]);
});

it.each<[string, IDataObject, number]>([
	['a percentage', { percent: '2,5' }, 10.25],
	['a percentage with its sign', { percent: '7,5 %' }, 10.75],
	['a percentage with more decimals than count', { percent: '9,99999' }, 10.99],
	['an amount', { change: 'amount', amount: '0,50' }, 10.5],
	['an amount taken away', { change: 'amount', amount: '-0,50' }, 9.5],
	['a budget', { change: 'value', newValue: '10,20' }, 10.2],
	['a ceiling', { ceiling: '10,40' }, 10.4],
	['a step', { guards: { largestStep: '3,5' } }, 10.35],
	['a floor', { percent: -10, guards: { floor: '9,75' } }, 9.75],
	['a figure', { guards: { minimumData: { rows: [{ name: 'Spend', value: '5,10', least: '5,05' }] } } }, 11],
])('%s may have a comma', async (_title, parameters, after) => {
	const result = await bench.run({ adSet: byId(AD_SETS.eurNoBudget), ...parameters });
	expect(result.error).toBeUndefined();
	expect(rowsOf(result, 0)).toEqual([expect.objectContaining({ before: 10, after })]);
});

it('bids and ROAS floors may have a comma', async () => {
	expect(rowsOf(await bench.run({ ...bid, change: 'value', newValue: '12,50' }), 0)).toEqual([
		expect.objectContaining({ after: 12.5 }),
	]);
	expect(rowsOf(await bench.run({ ...floor, change: 'value', newValue: '1,45', ceiling: '1,4' }), 0)).toEqual([
		expect.objectContaining({ after: 1.45 }),
	]);
});

it('a guard that belongs to another change is not asked', async () => {
	const result = await bench.run({
		adSet: byId(AD_SETS.eurNoBudget),
		guards: { deadBand: '={{ $json.missing }}', conversionLag: 'some' },
	});
	expect(rowsOf(result, 0)).toHaveLength(1);
});

it('items that differ in how long the run may wait are refused before anything is sent', async () => {
	const items = [{ wait: 5 }, { wait: 10 }];
	const { error } = await bench.run(
		{ adSet: byId(AD_SETS.eurNoBudget), options: { maxWait: '={{ $json.wait }}' } },
		{ items },
	);
	expect(error?.message).toMatch(/^Options → Rate Limit Wait \(Seconds\) applies to the whole run/);
	expect(bench.sent()).toEqual([]);
});

it('a bad item does not stop the others when errors go on', async () => {
	const items = [{ percent: 'ten' }, { percent: 10 }];
	const { outputs } = await bench.run(
		{ adSet: byId(AD_SETS.eurNoBudget), percent: '={{ $json.percent }}' },
		{ items, onError: 'continueRegularOutput' },
	);
	expect(outputs[0].map(({ json, pairedItem }) => [json.error ?? json.verdict, pairedItem])).toEqual([
		[expect.stringMatching(/^Percent/), expect.anything()],
		['applied', expect.anything()],
	]);
});
