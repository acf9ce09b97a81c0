import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, CAMPAIGNS, PAGES, PIXELS } from '../../../emulator/world/seedIds.mts';
import { conversions, newAdSet, picked, useAdSets } from '../support/adSets.mts';
import { byId } from '../support/harness.mts';

// One error at the field, nothing sent: not even the item's neighbours in the mode that stops.

const bench = useAdSets();
const { run, writes } = bench;
const year = new Date().getFullYear() + 1;

type Case = readonly [form: IDataObject, message: string | RegExp, advice: RegExp];

const eur = {
	adAccount: byId(ACCOUNTS.eur),
	campaign: byId(CAMPAIGNS.eurNoBudget),
	optimizationGoal: 'OFFSITE_CONVERSIONS',
	pixel: byId(PIXELS.eur),
};
const lifetime = { budgetType: 'lifetime', lifetimeBudget: 600, endTime: `${year}-07-01` };
const hours = { rows: [{ days: [1], from: '09:00', to: '18:00' }] };
const json = (targetingJson: string): IDataObject => ({ countries: [], targeting: { targetingJson } });
const housing = {
	campaign: byId(CAMPAIGNS.usdHousing),
	optimizationGoal: 'LEAD_GENERATION',
	destinationType: 'ON_AD',
	page: byId(PAGES.usd),
	budgetType: 'campaign',
	advantageAudience: false,
};
const ofHousing = (message: string): RegExp =>
	new RegExp(`^Targeting → ${message} in a campaign of the special ad category Housing$`);
const cbo = { campaign: byId(CAMPAIGNS.usdCbo), ...conversions, budgetType: 'campaign' };

const creates: Record<string, Case> = {
	'a goal the objective does not allow': [
		{ optimizationGoal: 'OFFSITE_CONVERSIONS' },
		'Performance Goal cannot be Conversions in a campaign with the objective OUTCOME_TRAFFIC',
		/LINK_CLICKS \(Link Clicks\)/,
	],
	'no goal': [{ optimizationGoal: '={{ "" }}' }, 'Performance Goal is empty', /list/],
	'a goal in words': [{ optimizationGoal: 'Link Clicks' }, 'Performance Goal cannot be “Link Clicks”', /LINK_CLICKS/],
	'a strategy without its amount': [
		{ ...eur, bidStrategy: 'COST_CAP', bidAmount: '={{ undefined }}' },
		'Bid Amount is empty',
		/expression/,
	],
	'a strategy with a blank amount': [
		{ ...eur, bidStrategy: 'COST_CAP', bidAmount: ' ' },
		'Bid Amount is empty',
		/Enter a value/,
	],
	'an amount of nothing': [
		{ ...eur, bidStrategy: 'LOWEST_COST_WITH_BID_CAP', bidAmount: 0 },
		'Bid Amount: The amount 0 is not above zero.',
		/positive/,
	],
	'an unknown strategy': [{ bidStrategy: 'TARGET_COST' }, 'Bid Strategy cannot be “TARGET_COST”', /COST_CAP/],
	'an ROAS floor without a value goal': [
		{ ...eur, bidStrategy: 'LOWEST_COST_WITH_MIN_ROAS', roasFloor: 1.5 },
		/^Bid Strategy does not fit the performance goal Conversions: an ROAS floor needs Value of Conversions/,
		/VALUE/,
	],
	'an ROAS floor in percent': [
		{ ...eur, optimizationGoal: 'VALUE', bidStrategy: 'LOWEST_COST_WITH_MIN_ROAS', roasFloor: '150 %' },
		'ROAS Floor: “150 %” is not a number',
		/digits/,
	],
	'an ROAS floor out of range': [
		{ ...eur, optimizationGoal: 'VALUE', bidStrategy: 'LOWEST_COST_WITH_MIN_ROAS', roasFloor: 1500 },
		'ROAS Floor cannot be 1500',
		/0\.01 to 1000/,
	],
	'a strategy other than the campaign’s': [
		{ ...cbo, bidStrategy: 'COST_CAP', bidAmount: 5 },
		/^Bid Strategy cannot be Cost per Result Goal: its campaign decides, and has Highest Volume/,
		/LOWEST_COST_WITHOUT_CAP/,
	],
	'dayparting with a daily budget': [
		{ additionalFields: { adSchedule: hours } },
		'Additional Fields → Ad Schedule cannot be used with a daily budget',
		/lifetime/,
	],
	'dayparting with a campaign’s daily budget': [
		{ ...cbo, additionalFields: { adSchedule: hours } },
		'Additional Fields → Ad Schedule cannot be used: the campaign has a daily budget',
		/lifetime/,
	],
	'hours that end before they begin': [
		{ ...lifetime, additionalFields: { adSchedule: { rows: [{ days: [1], from: '18:00', to: '09:00' }] } } },
		/Ad Schedule → Hours → row 1 → To is not after From/,
		/over midnight/,
	],
	'hours on no day': [
		{ ...lifetime, additionalFields: { adSchedule: { rows: [{ days: [], from: '09:00', to: '18:00' }] } } },
		/row 1 → Days is empty/,
		/Choose the days/,
	],
	'an hour that does not exist': [
		{ ...lifetime, additionalFields: { adSchedule: { rows: [{ days: [1], from: '9 am', to: '18:00' }] } } },
		/row 1 → From cannot be “9 am”/,
		/09:00/,
	],
	'Europe without a beneficiary': [
		{ countries: ['DE'], additionalFields: { payor: 'Somebody' } },
		'EU Beneficiary is empty, and ads in the European Union need it',
		/person or organization/,
	],
	'Europe without a payor': [
		{ countries: ['US', 'FR'], additionalFields: { beneficiary: 'Somebody' } },
		'EU Payer is empty, and ads in the European Union need it',
		/person or organization/,
	],
	'a beneficiary that differs from the one above': [
		{ countries: ['DE'], beneficiary: 'A', payor: 'B', additionalFields: { beneficiary: 'Somebody else' } },
		'Additional Fields → EU Beneficiary differs from the one above',
		/Remove one/,
	],
	'no budget where the campaign leaves it to its ad sets': [
		{ dailyBudget: '' },
		/^Daily Budget is empty, and the campaign “.+” leaves the budget to its ad sets$/,
		/spend a day/,
	],
	'a budget that an expression lost': [{ dailyBudget: '={{ "" }}' }, 'Daily Budget is empty', /expression/],
	'a European ZIP code without a beneficiary': [
		{ countries: [], targeting: { zips: picked('zip', 'DE:10115') }, additionalFields: { payor: 'Somebody' } },
		/^Additional Fields → EU Beneficiary is empty/,
		/./,
	],
	'an age below 65 with Advantage+': [
		{ targeting: { ageMax: 55 } },
		'Targeting → Maximum Age cannot be 55 with Advantage+ Audience on',
		/Switch Advantage\+ Audience off/,
	],
	'an age out of range': [{ targeting: { ageMin: 12 } }, 'Targeting → Minimum Age cannot be 12', /13 to 65/],
	'ages the wrong way round': [
		{ advantageAudience: false, targeting: { ageMin: 40, ageMax: 30 } },
		'Targeting → Maximum Age is below Minimum Age',
		/./,
	],
	'an empty list of places': [{ countries: [] }, 'Countries is empty', /at least one country/],
	'a country in words': [{ countries: ['Germany'] }, 'Countries cannot have “GERMANY”', /two-letter/],
	'a lifetime budget without an end': [
		{ budgetType: 'lifetime', lifetimeBudget: 600, endTime: '={{ "" }}' },
		'End Time is empty',
		/./,
	],
	'an end before the start': [
		{ ...lifetime, additionalFields: { startTime: `${year}-08-01` } },
		'End Time puts the end before the start',
		/Change one/,
	],
	'an end in the past': [
		{ additionalFields: { endTime: '2020-01-01' } },
		'Additional Fields → End Time is in the past',
		/./,
	],
	'a daily budget for less than a day': [
		{ additionalFields: { startTime: `${year}-08-01T08:00`, endTime: `${year}-08-01T20:00` } },
		'Additional Fields → End Time leaves less than a day to run, which a daily budget needs',
		/lifetime/,
	],
	'a budget below a campaign that has one': [
		{ ...cbo, budgetType: 'daily', dailyBudget: 10 },
		/^Budget cannot be set on the ad set: the campaign “Spring Roast Sales” has a daily budget of 50\.00 USD/,
		/Campaign Budget \(Advantage\+\)/,
	],
	'no budget below a campaign without': [
		{ budgetType: 'campaign' },
		/^Budget cannot be the campaign’s: “Always On Traffic” leaves the budget to its ad sets/,
		/Daily Budget/,
	],
	'a spending limit below a campaign without a budget': [
		{ additionalFields: { maxSpend: 10 } },
		'Additional Fields → Maximum Spend cannot be set: the campaign has no budget',
		/./,
	],
	'a minimum above the maximum': [
		{ ...cbo, additionalFields: { minSpend: 20, maxSpend: 10 } },
		'Additional Fields → Minimum Spend is above Maximum Spend',
		/./,
	],
	'too many decimals': [
		{ dailyBudget: 1.234 },
		'Daily Budget: The amount 1.234 has too many decimals: an amount in USD has at most 2 decimals.',
		/toFixed/,
	],
	'conversions without a pixel': [
		{ ...eur, pixel: byId('') },
		'Pixel is empty, and the goal Conversions needs one',
		/list/,
	],
	'messages without a page': [
		{ ...eur, optimizationGoal: 'CONVERSATIONS', destinationType: 'MESSENGER' },
		'Page is empty, and this goal or destination needs one',
		/list/,
	],
	'a page by name': [
		{ ...eur, optimizationGoal: 'CONVERSATIONS', destinationType: 'MESSENGER', page: byId('Nordlicht') },
		'Page is not an ID',
		/digits/,
	],
	'an app without its store': [
		{ ...eur, conversionSource: 'app', app: byId('3004000000000021') },
		'App Store URL is empty',
		/address/,
	],
	'a promoted object with a misspelt key': [
		{ additionalFields: { promotedObject: '{"page": "1"}' } },
		'Additional Fields → Promoted Object (JSON) has a key Meta does not know: page',
		/page_id/,
	],
	'a billing event for another goal': [
		{ additionalFields: { billingEvent: 'THRUPLAY' } },
		'Additional Fields → Billing Event cannot be THRUPLAY with the goal Link Clicks',
		/Impressions/,
	],
	'JSON with a misspelt key': [
		json('{"geo_locations": {"countries": ["US"]}, "age_mn": 20}'),
		'Targeting → Targeting JSON has a key Meta does not know: age_mn',
		/age_min/,
	],
	'JSON that is none': [json('{"geo_locations": '), 'Targeting → Targeting JSON is not a JSON object', /brackets/],
	'JSON without a place': [json('{"age_min": 20}'), 'Targeting → Targeting JSON names no place', /country/],
	'JSON beside the countries': [
		{ targeting: { targetingJson: '{"geo_locations": {"countries": ["US"]}}' } },
		'Countries cannot be combined with Targeting JSON',
		/Empty the field/,
	],
	'JSON beside other targeting': [
		{ countries: [], targeting: { ageMin: 20, targetingJson: '{"geo_locations": {"countries": ["US"]}}' } },
		'Targeting → Targeting JSON cannot be combined with other targeting fields',
		/./,
	],
	'a radius out of range': [
		{ targeting: { cities: { rows: [{ city: byId('2418779'), radius: 5, distanceUnit: 'mile' }] } } },
		/row 1 → Radius cannot be 5/,
		/10 to 50 miles/,
	],
	'a ZIP code without its country': [
		{ targeting: { zips: picked('zip', '94103') } },
		/row 1 → ZIP Code cannot be “94103”/,
		/US:94103/,
	],
	'an interest by name': [
		{ targeting: { interests: picked('interest', 'Coffee') } },
		/row 1 → Interest is not an ID/,
		/digits/,
	],
	'an unknown interest': [
		{ targeting: { interests: picked('interest', '6003000000001', '6003999999999') } },
		/row 2 → Interest cannot be used: Meta does not know 6003999999999, or has taken it out of use$/,
		/from the list/,
	],
	'a retired interest': [
		{ targeting: { interests: picked('interest', '6003000000901') } },
		/row 1 → Interest cannot be used/,
		/from the list/,
	],
	'an unknown behavior': [
		{ targeting: { behaviors: picked('behavior', '6002999999999') } },
		/row 1 → Behavior cannot be used/,
		/from the list/,
	],
	'an unknown interest in JSON': [
		json(
			'{"geo_locations": {"countries": ["US"]}, "flexible_spec": [{"interests": [{"id": "6003999999999", "name": "Coffee"}]}]}',
		),
		/^Targeting → Targeting JSON cannot be used: Meta does not know 6003999999999/,
		/from the list/,
	],
	'a page the token cannot use': [
		{ page: byId(PAGES.foreign) },
		`Page cannot be used: ${PAGES.foreign} is not among the pages of this ad account or of the credential’s user`,
		/business settings/,
	],
	'such a page in JSON': [
		{ additionalFields: { promotedObject: `{"page_id": "${PAGES.foreign}"}` } },
		/^Additional Fields → Promoted Object \(JSON\) cannot be used/,
		/business settings/,
	],
	'an age in a special ad category': [
		{ ...housing, targeting: { ageMin: 30 } },
		ofHousing('Minimum Age cannot be 30'),
		/18 to 65/,
	],
	'a maximum age in a special ad category': [
		{ ...housing, targeting: { ageMax: 40 } },
		ofHousing('Maximum Age cannot be 40'),
		/18 to 65/,
	],
	'a gender in a special ad category': [
		{ ...housing, targeting: { gender: 'women' } },
		ofHousing('Gender cannot be women'),
		/All genders/,
	],
	'a ZIP code in a special ad category': [
		{ ...housing, countries: [], targeting: { zips: picked('zip', 'US:94103') } },
		ofHousing('ZIP Codes cannot be used'),
		/regions or cities/,
	],
	'a small circle in a special ad category': [
		{
			...housing,
			countries: [],
			targeting: { cities: { rows: [{ city: byId('2418779'), radius: 10, distanceUnit: 'mile' }] } },
		},
		ofHousing('Cities has a radius that is too small'),
		/at least 15 miles or 25 kilometers/,
	],
	'Automatic beside a placement': [
		{ targeting: { placements: ['automatic', 'facebook:feed'] } },
		'Targeting → Placements combines Automatic with others',
		/Remove/,
	],
	'an ad set instead of the campaign': [
		{ campaign: byId(AD_SETS.usdNoBudgetA) },
		'Campaign is not a campaign: the ID belongs to an ad set',
		/Campaigns tab/,
	],
	'a campaign of another account': [
		{ campaign: byId(CAMPAIGNS.eurNoBudget) },
		/^Campaign belongs to another ad account/,
		/./,
	],
	'an amount that reads as two': [
		{ dailyBudget: '1.000' },
		'Daily Budget: “1.000” can be read as 1000 or as 1.000',
		/1000, or 1\.0/,
	],
	'a part of a year as an age': [
		{ targeting: { ageMin: '20,5' } },
		'Targeting → Minimum Age cannot be 20.5',
		/whole number/,
	],
	'a day that is none': [
		{
			...lifetime,
			additionalFields: { adSchedule: { rows: [{ days: '={{ [null] }}', from: '09:00', to: '18:00' }] } },
		},
		/row 1 → Days/,
		/./,
	],
	'a language by name': [
		{ targeting: { locales: picked('locale', 'German') } },
		/row 1 → Language cannot be “German”/,
		/from the list/,
	],
	'a name of 5,000 characters': [{ name: 'x'.repeat(5_000) }, 'Name has 5000 characters', /400/],
};

const update = (adSet: string, updateFields: IDataObject, more: IDataObject = {}): IDataObject => ({
	adSet: byId(adSet),
	updateFields,
	...more,
});
const inEurope = { adAccount: byId(ACCOUNTS.eur) };

const updates: Record<string, Case> = {
	'nothing to change': [update(AD_SETS.usdNoBudgetA, {}), 'Update Fields has nothing to change', /under Targeting/],
	'a budget more than twice as high': [
		update(AD_SETS.usdNoBudgetA, { dailyBudget: 1500 }),
		'Update Fields → Daily Budget would become more than twice what it is (15.00 USD → 1,500.00 USD)',
		/Allow Large Change/,
	],
	'a daily budget on a lifetime one': [
		update(AD_SETS.eurLifetimeBudget, { dailyBudget: 10 }, inEurope),
		'Update Fields → Daily Budget cannot be set: this ad set has a lifetime budget',
		/./,
	],
	'a budget that the campaign has': [
		update(AD_SETS.usdCboA, { dailyBudget: 10 }),
		'Update Fields → Daily Budget cannot be set: the budget is on its campaign',
		/campaign/,
	],
	'both budgets': [
		update(AD_SETS.usdNoBudgetA, { dailyBudget: 10, lifetimeBudget: 10 }),
		'Update Fields → Lifetime Budget cannot be set together with Daily Budget',
		/./,
	],
	'an amount without a cap': [
		update(AD_SETS.usdNoBudgetA, { bidAmount: 2 }),
		'Update Fields → Bid Amount cannot be set: the bid strategy Highest Volume takes no amount',
		/./,
	],
	'a strategy without an amount': [
		update(AD_SETS.usdNoBudgetA, { bidStrategy: 'COST_CAP' }),
		'Update Fields → Bid Amount is empty, and the bid strategy Cost per Result Goal needs one',
		/./,
	],
	'a strategy the campaign decides on': [
		update(AD_SETS.usdCboA, { bidStrategy: 'COST_CAP', bidAmount: 2 }),
		/^Update Fields → Bid Strategy cannot be Cost per Result Goal: its campaign decides/,
		/./,
	],
	'an ROAS floor without a value goal': [
		update(AD_SETS.eurBidCap, { bidStrategy: 'LOWEST_COST_WITH_MIN_ROAS', roasFloor: 2 }, inEurope),
		/^Update Fields → Bid Strategy does not fit the performance goal Conversions/,
		/VALUE/,
	],
	'an ROAS floor below another strategy': [
		update(AD_SETS.eurCostCap, { roasFloor: 2 }, inEurope),
		'Update Fields → ROAS Floor cannot be set: the bid strategy Cost per Result Goal takes none',
		/./,
	],
	'dayparting with a daily budget': [
		update(AD_SETS.usdNoBudgetA, { adSchedule: hours }),
		'Update Fields → Ad Schedule cannot be used: the ad set has a daily budget',
		/lifetime/,
	],
	'a schedule without hours': [
		update(AD_SETS.eurLifetimeBudget, { adSchedule: { rows: [] } }, inEurope),
		'Update Fields → Ad Schedule has no row',
		/./,
	],
	'an end in the past': [
		update(AD_SETS.usdNoBudgetA, { endTime: '2025-01-01' }),
		/^Update Fields → End Time (is in the past|puts the end before the start)/,
		/./,
	],
	'the last place': [
		update(AD_SETS.usdNoBudgetA, {}, { targeting: { countries: [] } }),
		'Targeting → Countries is empty',
		/./,
	],
	'an age below 65 with Advantage+': [
		update(AD_SETS.usdNoBudgetA, {}, { targeting: { ageMax: 40 } }),
		'Targeting → Maximum Age cannot be 40 with Advantage+ Audience on',
		/./,
	],
	'Advantage+ on an age below 65': [
		update(AD_SETS.usdLegacy, {}, { targeting: { advantageAudience: true } }),
		'Targeting → Advantage+ Audience cannot be on with a maximum age of 54',
		/Maximum Age/,
	],
	'Europe without a beneficiary': [
		update(AD_SETS.usdNoBudgetA, { payor: 'Somebody' }, { targeting: { countries: ['US', 'IT'] } }),
		'Update Fields → EU Beneficiary is empty, and ads in the European Union need it',
		/./,
	],
	'JSON with a misspelt key': [
		update(AD_SETS.usdNoBudgetA, {}, { targeting: { targetingJson: '{"geo_location": {"countries": ["US"]}}' } }),
		'Targeting → Targeting JSON has a key Meta does not know: geo_location',
		/geo_locations/,
	],
	'an unknown interest': [
		update(AD_SETS.usdNoBudgetA, {}, { targeting: { interests: picked('interest', '6003999999999') } }),
		/row 1 → Interest cannot be used/,
		/from the list/,
	],
	'a deleted ad set': [update(AD_SETS.eurDeleted, { name: 'New' }, inEurope), /^Ad Set is deleted/, /./],
	'more than the name of an archived one': [
		update(AD_SETS.eurArchived, { dailyBudget: 9 }, inEurope),
		/^Ad Set is archived/,
		/./,
	],
};

/** Fields that are shown, each with an expression that gives nothing: no default may stand in for them. */
const nothing = '={{ $json.misspelt }}';
const row = (value: IDataObject): IDataObject => ({ rows: [value] });

const gaps: Record<string, [form: IDataObject, field: RegExp]> = {
	'the goal': [{ optimizationGoal: nothing }, /^Performance Goal/],
	'the destination': [{ destinationType: nothing }, /^Conversion Location/],
	'the source of conversions': [{ ...eur, conversionSource: nothing }, /^Conversion Source/],
	'the pixel': [{ ...eur, pixel: byId(nothing) }, /^Pixel/],
	'the event': [{ ...eur, conversionEvent: nothing }, /^Conversion Event/],
	'the page, which may be left alone': [{ page: byId(nothing) }, /^Page/],
	'the kind of budget': [{ budgetType: nothing }, /^Budget/],
	'the budget': [{ dailyBudget: nothing }, /^Daily Budget/],
	'the budget of the whole run': [{ ...lifetime, lifetimeBudget: nothing }, /^Lifetime Budget/],
	'its end': [{ ...lifetime, endTime: nothing }, /^End Time/],
	'the bid strategy': [{ bidStrategy: nothing }, /^Bid Strategy/],
	'the countries': [{ countries: nothing }, /^Countries/],
	'the Advantage+ audience': [{ advantageAudience: nothing }, /^Advantage\+ Audience/],
	'the status': [{ status: nothing }, /^Status/],
	'an age': [{ advantageAudience: false, targeting: { ageMax: nothing } }, /^Targeting → Maximum Age/],
	'the gender': [{ targeting: { gender: nothing } }, /^Targeting → Gender/],
	'the placements': [{ targeting: { placements: nothing } }, /^Targeting → Placements/],
	'excluded countries': [{ targeting: { excludedCountries: nothing } }, /^Targeting → Excluded Countries/],
	'an excluded audience': [
		{ targeting: { excludedCustomAudiences: picked('audience', nothing) } },
		/^Targeting → Excluded Audiences → row 1 → Audience/,
	],
	'the distance around a city': [
		{ targeting: { cities: row({ city: byId('2418779'), radius: nothing }) } },
		/^Targeting → Cities → row 1 → Radius/,
	],
	'the JSON': [{ countries: [], targeting: { targetingJson: nothing } }, /^Targeting → Targeting JSON/],
	'a spending limit': [{ additionalFields: { maxSpend: nothing } }, /^Additional Fields → Maximum Spend/],
	'the start': [{ additionalFields: { startTime: nothing } }, /^Additional Fields → Start Time/],
	'Validate Only': [{ options: { validateOnly: nothing } }, /^Options → Validate Only/],
};

const updateGaps: typeof gaps = {
	'a budget': [{ updateFields: { dailyBudget: nothing } }, /^Update Fields → Daily Budget/],
	'an ROAS floor': [{ updateFields: { roasFloor: nothing } }, /^Update Fields → ROAS Floor/],
	'the status': [{ updateFields: { status: nothing } }, /^Update Fields → Status/],
	'the countries': [{ targeting: { countries: nothing } }, /^Targeting → Countries/],
	'the Advantage+ audience': [{ targeting: { advantageAudience: nothing } }, /^Targeting → Advantage\+ Audience/],
	'an interest': [
		{ targeting: { interests: picked('interest', nothing) } },
		/^Targeting → Interests → row 1 → Interest/,
	],
	'Allow Large Change': [
		{ updateFields: { name: 'New' }, options: { allowLargeChange: nothing } },
		/^Options → Allow Large Change/,
	],
};

describe.each([
	['create', Object.entries(gaps)],
	['update', Object.entries(updateGaps)],
] as const)('ad set: %s refuses an expression that gives nothing', (operation, cases) => {
	it.each(cases)('for %s', async (_title, [form, field]) => {
		const parameters = operation === 'create' ? newAdSet(form) : { adSet: byId(AD_SETS.usdNoBudgetA), ...form };
		const { error } = await run(operation, parameters);
		expect([error?.message, error?.description]).toEqual([
			expect.stringMatching(field),
			expect.stringMatching(/^The expression that fills this field gives nothing/),
		]);
		expect(error?.message).toMatch(/ is empty$/);
		expect(writes()).toEqual([]);
	});
});

it('a setting of the whole run that differs between items is refused by name', async () => {
	const form = newAdSet({ name: '={{ $json.name }}', options: { maxWait: '={{ $json.wait }}' } });
	const { error } = await run('create', form, {
		items: [
			{ name: 'One', wait: 30 },
			{ name: 'Two', wait: 60 },
		],
	});
	expect(error?.message).toBe(
		'Options → Rate Limit Wait (Seconds) applies to the whole run, but its expression gives 30 for item 1 and 60 for item 2',
	);
	expect(bench.sent()).toEqual([]);
});

describe.each([
	['create', Object.entries(creates)],
	['update', Object.entries(updates)],
] as const)('ad set: %s refuses before anything is sent', (operation, cases) => {
	it.each(cases)('%s', async (_title, [form, message, advice]) => {
		const parameters = operation === 'create' ? newAdSet(form) : form;
		const { rows } = await run(operation, parameters, { onError: 'continueRegularOutput' });
		const [{ error, details }] = rows as Array<{ error: string; details: IDataObject }>;
		if (typeof message === 'string') expect(error).toBe(message);
		else expect(error).toMatch(message);
		expect(details).toEqual({
			kind: 'invalidParameter',
			field: expect.any(String),
			advice: expect.stringMatching(advice),
		});
		expect(writes()).toEqual([]);
	});
});

it('groups that all have to fit are not guessed at', async () => {
	const adSet = bench.emulator.world.get('AdSet', AD_SETS.usdNoBudgetA);
	adSet.targeting = {
		...adSet.targeting,
		flexible_spec: [{ interests: [{ id: '6003000000001' }] }, { interests: [{ id: '6003000000004' }] }],
	};
	const { error } = await run(
		'update',
		update(AD_SETS.usdNoBudgetA, {}, { targeting: { interests: picked('interest', '6003000000002') } }),
	);
	expect(error?.message).toBe(
		'Targeting → Interests cannot be set: this ad set narrows its audience by several groups of interests and behaviors',
	);
	expect([writes(), error?.description]).toEqual([[], expect.stringMatching(/flexible_spec/)]);
});

describe('one of three items names an interest nobody knows', () => {
	const items = ['6003000000001', '6003999999999', '6003000000002'].map((interest, index) => ({
		interest,
		name: `Set ${index}`,
	}));
	const form = newAdSet({
		name: '={{ $json.name }}',
		targeting: { interests: picked('interest', '={{ $json.interest }}') },
	});

	it('nothing is created where an error stops the run, not even on the second try', async () => {
		const { error } = await run('create', form, { items, retryOnFail: true, maxTries: 2 });
		expect(error?.message).toMatch(/row 1 → Interest cannot be used: Meta does not know 6003999999999/);
		expect(error?.description).toMatch(/Nothing was changed/);
		expect(writes()).toEqual([]);
	});

	it('the others are created where the run goes on; one look for all', async () => {
		const { rows } = await run('create', form, { items, onError: 'continueRegularOutput' });
		expect(rows.map(({ created, error }) => created ?? error)).toEqual([
			true,
			expect.stringMatching(/cannot be used/),
			true,
		]);
		expect(writes()).toHaveLength(2);
		expect(bench.sent().filter(({ path }) => path.endsWith('/targetingvalidation'))).toHaveLength(1);
	});
});

it('a goal that does not fit one of three items keeps the others from being created where an error stops the run', async () => {
	const items = ['LINK_CLICKS', 'VALUE', 'LINK_CLICKS'].map((goal) => ({ goal }));
	const { error } = await run('create', newAdSet({ optimizationGoal: '={{ $json.goal }}' }), { items });
	expect([error?.message, writes()]).toEqual([expect.stringMatching(/^Performance Goal cannot be/), []]);
});

describe('a look that tells nothing leaves the verdict to Meta', () => {
	const good = newAdSet({ page: byId(PAGES.usdSecond), targeting: { interests: picked('interest', '6003000000001') } });
	const refusal = { kind: 'graph', code: 200 } as const;

	it.each(['.*/targetingvalidation', '.*/promote_pages', 'me/accounts'])(
		'%s refused: what Meta takes is created',
		async (path) => {
			bench.emulator.control.addFault({ match: { method: 'GET', path }, fault: refusal });
			const { rows } = await run('create', good);
			expect(rows).toEqual([expect.objectContaining({ created: true })]);
		},
	);

	it.each([
		[
			'an unknown interest',
			{ targeting: { interests: picked('interest', '6003999999999') } },
			'.*/targetingvalidation',
			/^Interests or Behaviors/,
		],
		['a foreign page', { page: byId(PAGES.foreign) }, '.*/promote_pages', /^Page, pixel/],
		['a foreign page', { page: byId(PAGES.foreign) }, 'me/accounts', /^Page, pixel/],
	])('%s, %s refused: told with Meta’s words', async (_title, form, path, message) => {
		bench.emulator.control.addFault({ match: { method: 'GET', path }, fault: refusal });
		const { error } = await run('create', newAdSet(form as IDataObject));
		expect([error?.message, error?.description]).toEqual([
			expect.stringMatching(message),
			expect.stringMatching(/Meta says: /),
		]);
	});

	it('a page of the user that is not the ad account’s is not held back', async () => {
		bench.emulator.world.get('Page', PAGES.usd).usableIn = [ACCOUNTS.eur];
		const { error } = await run('create', newAdSet({ page: byId(PAGES.usd) }));
		expect(error?.message ?? '').not.toMatch(/^Page cannot be used/);
		expect(writes()).not.toEqual([]);
	});

	it('a special ad category where the limits are not known to hold', async () => {
		const { error } = await run('create', newAdSet({ ...housing, countries: ['BR'], targeting: { gender: 'women' } }));
		expect([error?.message, error?.description]).toEqual([
			expect.stringMatching(/^Gender: Meta does not accept it/),
			expect.stringMatching(/Meta says: /),
		]);
	});
});

describe('all that is wrong with an item is told at once', () => {
	const wrong = {
		name: '={{ "" }}',
		dailyBudget: '1.000',
		countries: ['DE'],
		targeting: { ageMin: 40, ageMax: 30 },
		status: 'SOON',
	};

	it('fields by themselves, what they have to be together, and what the countries call for; nothing is sent', async () => {
		const { error } = await run('create', newAdSet(wrong));
		expect(error?.message).toBe(
			'6 fields need attention: Name is empty; Daily Budget: “1.000” can be read as 1000 or as 1.000; ' +
				'Status cannot be “SOON”; Targeting → Maximum Age is below Minimum Age; ' +
				'EU Beneficiary is empty, and ads in the European Union need it; ' +
				'EU Payer is empty, and ads in the European Union need it',
		);
		const lines = String(error?.description).split('\n');
		expect(lines).toEqual(
			expect.arrayContaining([
				expect.stringMatching(/^Name: Enter a value/),
				expect.stringMatching(/^EU Payer: Enter the person/),
			]),
		);
		expect(bench.sent()).toEqual([]);
	});

	it('an item that goes on as an error lists them one by one', async () => {
		const { rows } = await run('create', newAdSet(wrong), { onError: 'continueRegularOutput' });
		const { details } = rows[0] as { details: { problems: IDataObject[] } };
		expect(details.problems.map(({ field }) => field)).toEqual([
			'Name',
			'Daily Budget',
			'Status',
			'Targeting → Maximum Age',
			'EU Beneficiary',
			'EU Payer',
		]);
		expect(details.problems.every(({ problem, advice }) => problem !== '' && advice !== '')).toBe(true);
	});

	it('what does not fit the campaign and the account comes together as well', async () => {
		const { error } = await run(
			'create',
			newAdSet({
				...cbo,
				budgetType: 'daily',
				dailyBudget: '20.5055',
				bidStrategy: 'COST_CAP',
				bidAmount: '5',
				additionalFields: { endTime: '2020-01-01' },
			}),
		);
		expect(error?.message).toMatch(
			/^4 fields need attention: Budget cannot be set on the ad set: .+; Bid Strategy cannot be .+; Daily Budget: .+ at most 2 decimals; Additional Fields → End Time is in the past$/,
		);
		expect(writes()).toEqual([]);
	});
});

it('under a campaign with a budget, the form as it begins asks for no other', async () => {
	const { rows } = await run('create', newAdSet({ ...cbo, budgetType: 'daily', dailyBudget: '' }));
	expect(rows[0]).toMatchObject({ created: true });
	const [{ params }] = writes() as unknown as [{ params: IDataObject }];
	expect(params).not.toHaveProperty('daily_budget');
});

it('the two parties at the top of the form are sent as those among the additional fields are', async () => {
	const { rows } = await run('create', newAdSet({ countries: ['DE'], beneficiary: 'A GmbH', payor: 'B GmbH' }));
	expect(rows[0]).toMatchObject({ created: true, beneficiary: 'A GmbH', payor: 'B GmbH' });
});
