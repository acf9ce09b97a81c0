import { ACCOUNTS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { bad, emptyAdvice, forSecondItem, nothingAdvice, type Case } from '../support/badInput.mts';
import { newCampaign, pairs, useBench } from '../support/campaigns.mts';
import { byId } from '../support/harness.mts';

const bench = useBench();
const { run, writes } = bench;
const year = new Date().getFullYear() + 1;
const long = 'x'.repeat(5_000);

/** The account whose currency Meta's table of units does not have. */
const UNLISTED = ACCOUNTS.eur;

beforeEach(() => {
	bench.emulator.world.get('AdAccount', UNLISTED).currency = 'LKR';
});

const yen = { adAccount: byId(ACCOUNTS.jpy), dailyBudget: 1200 };
const lifetime = { budgetType: 'lifetime', lifetimeBudget: 600, stopTime: `${year}-07-01` };
const amountAdvice = /^Write digits with a point or a comma before the decimals, .* e\.g\. 1200\.50\.$/;

const creates: Record<string, Case> = {
	'three decimals in dollars': bad(
		{ dailyBudget: 1.234 },
		'Daily Budget',
		': The amount 1.234 has too many decimals: an amount in USD has at most 2 decimals.',
		/toFixed\(2\)/,
	),
	'a decimal in yen': bad(
		{ dailyBudget: 1.5 },
		'Daily Budget',
		': The amount 1.5 has too many decimals: an amount in JPY has no decimals.',
		/toFixed\(0\)/,
		yen,
	),
	'a budget of zero': bad({ dailyBudget: 0 }, 'Daily Budget', ': The amount 0 is not above zero.', /positive/),
	'a negative budget': bad({ dailyBudget: -5 }, 'Daily Budget', ': The amount -5 is not above zero.', /positive/),
	'a thousands separator': bad(
		{ dailyBudget: '1,200' },
		'Daily Budget',
		': “1,200” can be read as 1200 or as 1.200',
		/^Write 1200, or 1\.20 if that is meant\.$/,
	),
	'an amount with its currency': bad(
		{ dailyBudget: '25 USD' },
		'Daily Budget',
		': “25 USD” is not a number',
		amountAdvice,
	),
	'an id in the budget': bad(
		{ dailyBudget: CAMPAIGNS.usdCbo },
		'Daily Budget',
		`: The amount ${CAMPAIGNS.usdCbo} USD is larger than any real budget.`,
		/not an ID/,
	),
	'a budget that came out empty': bad({ dailyBudget: '' }, 'Daily Budget', ' is empty', emptyAdvice),
	'a budget that came out null': bad({ dailyBudget: null }, 'Daily Budget', ' is empty', nothingAdvice),
	'a lifetime budget without an end': bad({ stopTime: '' }, 'Stop Time', ' is empty', /./, lifetime),
	'a lifetime budget without an amount': bad(
		{ lifetimeBudget: '' },
		'Lifetime Budget',
		' is empty',
		emptyAdvice,
		lifetime,
	),
	'an end before the start': bad(
		{ additionalFields: { startTime: `${year}-05-02`, stopTime: `${year}-05-01` } },
		'Additional Fields → Stop Time',
		' is not after Start Time',
		/after the start/,
		{ additionalFields: { startTime: `${year}-04-01`, stopTime: `${year}-05-01` } },
	),
	'a lifetime end before the start': bad(
		{ additionalFields: { startTime: `${year}-08-01` } },
		'Stop Time',
		' is not after Start Time',
		/after the start/,
		{ ...lifetime, additionalFields: { startTime: `${year}-04-01` } },
	),
	'a day that does not exist': bad(
		{ stopTime: `${year}-02-30` },
		'Stop Time',
		`: "${year}-02-30" is not a date and time that exists.`,
		/Check the day/,
		lifetime,
	),
	'a date in words': bad(
		{ stopTime: 'next Friday' },
		'Stop Time',
		': "next Friday" is not a date.',
		/2026-05-12/,
		lifetime,
	),
	'no special category declared': bad(
		{ specialAdCategories: [] },
		'Special Ad Categories',
		' is empty',
		/None of These/,
	),
	'a retired special category': bad(
		{ specialAdCategories: ['CREDIT'], specialAdCategoryCountry: ['US'] },
		'Special Ad Categories',
		' can no longer be CREDIT',
		/FINANCIAL_PRODUCTS_SERVICES/,
	),
	'an unknown special category': bad(
		{ specialAdCategories: ['PETS'] },
		'Special Ad Categories',
		' cannot be “PETS”',
		/HOUSING/,
	),
	'None of These beside a category': bad(
		{ specialAdCategories: ['NONE', 'HOUSING'], specialAdCategoryCountry: ['US'] },
		'Special Ad Categories',
		' combines None of These with another category',
		/Remove/,
	),
	'a special category without a country': bad(
		{ specialAdCategories: ['HOUSING'] },
		'Special Category Countries',
		' is empty',
		/countries/,
	),
	'an objective of old': bad(
		{ objective: 'LINK_CLICKS' },
		'Objective',
		' cannot be “LINK_CLICKS”',
		/OUTCOME_TRAFFIC \(Traffic\)/,
	),
	'an objective that came out empty': bad({ objective: '' }, 'Objective', ' is empty', /OUTCOME_TRAFFIC/),
	'5,000 characters in the name': bad({ name: long }, 'Name', ' has 5000 characters', /at most 400/),
	'a name that came out empty': bad({ name: '' }, 'Name', ' is empty', emptyAdvice),
	'a name of spaces': bad({ name: '  \n ' }, 'Name', ' is empty', emptyAdvice),
	'a name that came out null': bad({ name: null }, 'Name', ' is empty', nothingAdvice),
	'a name that came out undefined': bad({ name: undefined }, 'Name', ' is empty', nothingAdvice),
	'an account that came out empty': bad({ adAccount: '' }, 'Ad Account', ' is empty', /Choose one from the list/),
	'an account by name': bad({ adAccount: 'Harbor Coffee' }, 'Ad Account', ' is not an ad account ID', /only digits/),
	'an account id that lost its digits': bad(
		{ adAccount: 1.001e21 },
		'Ad Account',
		' is a number too long to be exact, so its last digits are no longer right',
		/quotes/,
	),
	'a spending limit that came out empty': bad(
		{ additionalFields: { spendCap: undefined } },
		'Additional Fields → Spending Limit',
		' is empty',
		nothingAdvice,
		{ additionalFields: { spendCap: 500 } },
	),
	'a currency without a known unit': bad(
		{ adAccount: UNLISTED, dailyBudget: 51 },
		'Daily Budget',
		': Meta publishes no unit for the currency "LKR", so an amount in it cannot be converted safely.',
		/Ads Manager/,
	),
};

describe('campaign: create refuses before anything is sent', () => {
	it.each(Object.entries(creates))('%s', async (_title, { bad: values, form, field, says, advice }) => {
		const good = { adAccount: byId(ACCOUNTS.usd), ...newCampaign(form) };
		const result = await run('create', forSecondItem(good, values), {
			items: [{}, {}, {}],
			onError: 'continueRegularOutput',
		});
		expect(result.rows[1]).toEqual({
			error: `${field}${says}`,
			details: { kind: 'invalidParameter', field, advice: expect.stringMatching(advice) },
		});
		expect(pairs(result)).toEqual([{ item: 0 }, 1, { item: 2 }]);
		expect([result.rows[0], result.rows[2]].map(({ created }) => created)).toEqual([true, true]);
		expect(writes()).toHaveLength(2);
	});
});
