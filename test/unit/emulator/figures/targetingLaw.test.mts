import { ACCOUNTS, AD_SETS, CAMPAIGNS } from '../../../../emulator/world/seedIds.mts';
import { codes, useEmulator } from '../calls/client.mts';

const used = useEmulator({ startAt: new Date('2026-11-25T12:00:00Z') });
const US = { geo_locations: { countries: ['US'] } };
const OFF = { targeting_automation: { advantage_audience: 0 } };
const WITHOUT_BUDGET = {
	name: 'Test',
	campaign_id: CAMPAIGNS.usdNoBudget,
	billing_event: 'IMPRESSIONS',
	optimization_goal: 'REACH',
	status: 'PAUSED',
};
const BASE = { ...WITHOUT_BUDGET, daily_budget: 2_000 };
const create = (targeting: unknown, more: Record<string, unknown> = {}) =>
	used.graph.post(`${ACCOUNTS.usd}/adsets`, { ...BASE, targeting, ...more });
const cities = (...list: unknown[]) => ({ geo_locations: { cities: list }, ...OFF });

describe('the EU', () => {
	const DSA = { dsa_beneficiary: 'A GmbH', dsa_payor: 'B GmbH' };
	it.each([
		['a country', { countries: ['US', 'DE'] }],
		['a region', { regions: [{ key: '871' }] }],
		['a city', { cities: [{ key: '777934' }] }],
		['a zip', { zips: [{ key: 'DE:10115' }] }],
		['a group', { country_groups: ['europe'] }],
	])('wants to know who benefits and who pays for %s', async (_what, geo_locations) => {
		const targeting = { geo_locations, ...OFF };
		expect(codes(await create(targeting))).toBe('100/3858081');
		expect(codes(await create(targeting, { dsa_beneficiary: 'A GmbH' }))).toBe('100/3858079');
		expect((await create(targeting, DSA)).status).toBe(200);
	});

	it('does not ask outside, and takes 512 characters', async () => {
		expect((await create({ geo_locations: { countries: ['GB', 'CH'] } })).status).toBe(200);
		expect(codes(await create({ geo_locations: { countries: ['DE'] } }, { ...DSA, dsa_payor: 'x'.repeat(513) }))).toBe(
			'100/-',
		);
	});

	it('asks when an update moves the ad set there', async () => {
		const germany = { targeting: { geo_locations: { countries: ['DE'] } } };
		expect(codes(await used.graph.post(AD_SETS.usdNoBudgetA, germany))).toBe('100/3858081');
		expect((await used.graph.post(AD_SETS.usdNoBudgetA, { ...germany, ...DSA })).status).toBe(200);
	});

	it('takes no political ads', async () => {
		const { body } = await used.graph.post(`${ACCOUNTS.eur}/campaigns`, {
			name: 'x',
			objective: 'OUTCOME_TRAFFIC',
			special_ad_categories: ['ISSUES_ELECTIONS_POLITICS'],
			special_ad_category_country: ['DE'],
			daily_budget: 2_000,
		});
		const targeting = { geo_locations: { countries: ['DE'] } };
		const answer = await used.graph.post(`${ACCOUNTS.eur}/adsets`, {
			...WITHOUT_BUDGET,
			...DSA,
			targeting,
			campaign_id: body.id,
		});
		expect(answer.body.error?.error_data?.blame_field_specs).toEqual([['targeting', 'geo_locations']]);
	});
});

describe('a special ad category', () => {
	const housing = (targeting: unknown) => {
		return used.graph.post(`${ACCOUNTS.usd}/adsets`, {
			...WITHOUT_BUDGET,
			targeting,
			campaign_id: CAMPAIGNS.usdHousing,
		});
	};
	it.each([
		['no flag', US, '100/1870227'],
		['a minimum age', { ...US, ...OFF, age_min: 25 }, '100/-'],
		['a maximum age', { ...US, ...OFF, age_max: 60 }, '100/-'],
		['one gender', { ...US, ...OFF, genders: [1] }, '100/-'],
		['zips', { geo_locations: { zips: [{ key: 'US:02108' }] }, ...OFF }, '100/-'],
		['14 miles around a city', cities({ key: '2452344', radius: 14, distance_unit: 'mile' }), '100/-'],
		['24 kilometers around a city', cities({ key: '2452344', radius: 24, distance_unit: 'kilometer' }), '100/-'],
	])('refuses %s', async (_what, targeting, expected) => {
		expect(codes(await housing(targeting))).toBe(expected);
	});

	it.each([
		['everybody', { ...US, ...OFF, genders: [1, 2], age_min: 18, age_max: 65 }],
		['15 miles around a city', cities({ key: '2452344', radius: 15, distance_unit: 'mile' })],
	])('accepts %s', async (_what, targeting) => {
		// The campaign promotes leads: reach needs nothing promoted.
		expect((await housing(targeting)).body.error).toBeUndefined();
	});
});
