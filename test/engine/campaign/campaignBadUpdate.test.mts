import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { bad, emptyAdvice, forSecondItem, nothingAdvice, type Case } from '../support/badInput.mts';
import { lines, pairs, useBench } from '../support/campaigns.mts';
import { byId } from '../support/harness.mts';

const bench = useBench();
const { run, sent, writes } = bench;
const year = new Date().getFullYear() + 1;
const long = 'x'.repeat(5_000);

/** The account whose currency Meta's table of units does not have. */
const UNLISTED = ACCOUNTS.eur;

beforeEach(() => {
	bench.emulator.world.get('AdAccount', UNLISTED).currency = 'LKR';
});

const { usdCbo, usdLifetime, usdNoBudget, usdArchived, jpyCbo } = CAMPAIGNS;
const wrongId = /only digits/;

const updates: Record<string, Case> = {
	'a doubled budget': bad(
		{ updateFields: { dailyBudget: 100.01 } },
		'Update Fields → Daily Budget',
		' would become more than twice what it is (50.00 USD → 100.01 USD)',
		/Allow Large Change/,
	),
	'cents for dollars': bad(
		{ updateFields: { dailyBudget: 5000 } },
		'Update Fields → Daily Budget',
		' would become more than twice what it is (50.00 USD → 5,000.00 USD)',
		/not cents/,
	),
	'a lifetime budget for a daily one': bad(
		{ campaign: usdCbo, updateFields: { lifetimeBudget: 950 } },
		'Update Fields → Lifetime Budget',
		' cannot be set: this campaign has a daily budget',
		/Change that one/,
		{ campaign: byId(usdLifetime) },
	),
	'a daily budget for a lifetime one': bad(
		{ campaign: usdLifetime, updateFields: { dailyBudget: 60 } },
		'Update Fields → Daily Budget',
		' cannot be set: this campaign has a lifetime budget',
		/Change that one/,
	),
	'a budget that is on the ad sets': bad(
		{ campaign: usdNoBudget, updateFields: { dailyBudget: 10 } },
		'Update Fields → Daily Budget',
		' cannot be set: this campaign leaves its budget to the ad sets',
		/ad sets/,
	),
	'too many decimals': bad(
		{ updateFields: { dailyBudget: 55.555 } },
		'Update Fields → Daily Budget',
		': The amount 55.555 has too many decimals: an amount in USD has at most 2 decimals.',
		/toFixed\(2\)/,
	),
	'a decimal in yen': bad(
		{ updateFields: { dailyBudget: 8000.5 } },
		'Update Fields → Daily Budget',
		': The amount 8000.5 has too many decimals: an amount in JPY has no decimals.',
		/toFixed\(0\)/,
		{ adAccount: byId(ACCOUNTS.jpy), campaign: byId(jpyCbo) },
	),
	'a budget that came out undefined': bad(
		{ updateFields: { dailyBudget: undefined } },
		'Update Fields → Daily Budget',
		' is empty',
		nothingAdvice,
	),
	'a budget that is a list': bad(
		{ updateFields: { dailyBudget: [60] } },
		'Update Fields → Daily Budget',
		' must be a number or a string',
		/./,
	),
	'a spending limit of zero': bad(
		{ updateFields: { spendCap: 0 } },
		'Update Fields → Spending Limit',
		': The amount 0 is not above zero.',
		/positive/,
	),
	'a spending limit set and removed': bad(
		{ updateFields: { spendCap: 500, removeSpendCap: true } },
		'Update Fields → Spending Limit',
		' cannot be set and removed at once',
		/Remove one/,
	),
	'an end before the campaign’s start': bad(
		{ updateFields: { stopTime: '2001-01-01' } },
		'Update Fields → Stop Time',
		' puts the end before the start',
		/Change one/,
	),
	'a start after the end': bad(
		{ updateFields: { startTime: `${year}-07-01T12:00:00` } },
		'Update Fields → Start Time',
		' puts the end before the start',
		/Change one/,
		{ campaign: byId(usdLifetime) },
	),
	'5,000 characters in the name': bad(
		{ updateFields: { name: long } },
		'Update Fields → Name',
		' has 5000 characters',
		/at most 400/,
	),
	'a name that came out empty': bad({ updateFields: { name: '' } }, 'Update Fields → Name', ' is empty', emptyAdvice),
	'a name that came out null': bad(
		{ updateFields: { name: null } },
		'Update Fields → Name',
		' is empty',
		nothingAdvice,
	),
	'a retired category': bad(
		{ updateFields: { specialAdCategories: ['CREDIT'] } },
		'Update Fields → Special Ad Categories',
		' can no longer be CREDIT',
		/FINANCIAL/,
	),
	'an unknown status': bad(
		{ updateFields: { status: 'DELETED' } },
		'Update Fields → Status',
		' cannot be “DELETED”',
		/ACTIVE \(Active\), PAUSED \(Paused\)/,
	),
	'an id that came out empty': bad({ campaign: '' }, 'Campaign', ' is empty', /Choose one from the list/),
	'an id that lost its digits': bad(
		{ campaign: 1.2021e21 },
		'Campaign',
		' is a number too long to be exact, so its last digits are no longer right',
		/in quotes/,
	),
	'a name for an id': bad({ campaign: 'Spring Roast Sales' }, 'Campaign', ' is not an ID', wrongId),
	'the id of an ad set': bad(
		{ campaign: AD_SETS.usdCboA },
		'Campaign',
		' is not a campaign: the ID belongs to an ad set',
		/Campaigns tab/,
	),
	'a campaign of another account': bad(
		{ campaign: jpyCbo },
		'Campaign',
		' belongs to another ad account than the chosen one',
		new RegExp(`${ACCOUNTS.usd}.*${ACCOUNTS.jpy}`),
	),
	'an archived campaign': bad(
		{ campaign: usdArchived, updateFields: { dailyBudget: 21 } },
		'Campaign',
		' is archived',
		/renamed or deleted/,
	),
	'a deleted campaign': bad({ campaign: CAMPAIGNS.usdDeleted }, 'Campaign', ' is deleted', /another campaign/),
	'a currency without a known unit': bad(
		{ adAccount: UNLISTED, campaign: CAMPAIGNS.eurCbo, updateFields: { dailyBudget: 26 } },
		'Update Fields → Daily Budget',
		': Meta publishes no unit for the currency "LKR", so an amount in it cannot be converted safely.',
		/Ads Manager/,
	),
};

/** What the other two items ask for, field by field. */
const harmless: IDataObject = {
	name: 'Renamed',
	dailyBudget: 50,
	lifetimeBudget: 950,
	spendCap: 500,
	removeSpendCap: false,
	specialAdCategories: ['NONE'],
	status: 'PAUSED',
	startTime: '2026-01-01',
	stopTime: `${year}-09-01`,
};

describe('campaign: update refuses before anything is sent', () => {
	const stored = (): string[] =>
		bench.emulator.world.all('Campaign').map(({ account, ...campaign }) => JSON.stringify([account.id, campaign]));

	it.each(Object.entries(updates))('%s', async (_title, { bad: values, form, field, says, advice }) => {
		const names = Object.keys((values.updateFields as IDataObject | undefined) ?? {});
		const base = { adAccount: byId(ACCOUNTS.usd), campaign: byId(usdCbo), ...form };
		const updateFields: IDataObject = {
			name: 'Renamed',
			...Object.fromEntries(names.map((name) => [name, harmless[name]])),
		};
		if (base.adAccount.value === ACCOUNTS.jpy) updateFields.dailyBudget = 8100;
		const before = stored();
		const result = await run('update', forSecondItem({ ...base, updateFields }, values), {
			items: [{}, {}, {}],
			onError: 'continueRegularOutput',
		});
		expect(result.rows[1]).toEqual({
			error: `${field}${says}`,
			details: { kind: 'invalidParameter', field, advice: expect.stringMatching(advice) },
		});
		expect(pairs(result)).toEqual([{ item: 0 }, 1, { item: 2 }]);
		// The first item has changed the campaign, the third finds it so.
		expect([result.rows[0].changed, result.rows[2].changed]).toEqual([true, false]);
		expect(lines(writes())).toEqual([`POST ${base.campaign.value}`]);
		expect(stored().filter((campaign, index) => campaign !== before[index])).toHaveLength(1);
	});

	const forms = [
		[
			'both budgets',
			{ dailyBudget: 60, lifetimeBudget: 600 },
			'Update Fields → Lifetime Budget cannot be set together with Daily Budget',
			/remove the other/,
		],
		['nothing to change', {}, 'Update Fields has nothing to change', /at least one field/],
	] as const;
	it.each(forms)('%s', async (_title, updateFields, error, advice) => {
		const { rows } = await run(
			'update',
			{ campaign: byId(usdCbo), updateFields },
			{ onError: 'continueRegularOutput' },
		);
		expect(rows).toEqual([{ error, details: expect.objectContaining({ advice: expect.stringMatching(advice) }) }]);
		expect(sent()).toEqual([]);
	});
});
