import { ACCOUNTS, AD_SETS } from '../../emulator/seed.mts';
import { TOKENS } from '../../emulator/tokens.mts';
import { codes, graphClient, useEmulator } from './emulatorClient.mts';

const used = useEmulator();
const search = async (params: Record<string, unknown>) => (await used.graph.get('search', params)).body.data ?? [];
const names = async (params: Record<string, unknown>) => (await search(params)).map(({ name }) => name);

describe('search', () => {
	it('finds interests with sizes and path, without retired ones', async () => {
		expect(await search({ type: 'adinterest', q: 'espresso' })).toEqual([
			{
				id: '6003000000002',
				name: 'Espresso',
				audience_size_lower_bound: 96_000_000,
				audience_size_upper_bound: 110_000_000,
				path: ['Interests', 'Beverages', 'Espresso'],
				description: null,
				topic: 'Beverages',
			},
		]);
		expect(await names({ type: 'adinterest', q: 'coffee' })).toEqual(['Coffee', 'Coffeehouses']);
		expect(await names({ type: 'adinterest', q: 'beverages', limit: 2 })).toHaveLength(2);
		expect(codes(await used.graph.get('search', { type: 'adinterest' }))).toBe('100/-');
	});

	it('suggests interests of the same topic, and says which still exist', async () => {
		expect(await names({ type: 'adinterestsuggestion', interest_list: ['Coffee'] })).toEqual([
			'Espresso',
			'Tea',
			'Matcha',
			'Wine',
		]);
		const valid = await search({ type: 'adinterestvalid', interest_list: ['Tea', 'Instant coffee (retired)'] });
		expect(valid.map((row) => [row.name, row.valid])).toEqual([
			['Tea', true],
			['Instant coffee (retired)', false],
		]);
	});

	it('finds places of every type, by country and region, eight unless more are asked for', async () => {
		expect(await search({ type: 'adgeolocation', q: 'berlin', location_types: ['city'] })).toEqual([
			{
				key: '2673660',
				name: 'Berlin',
				type: 'city',
				country_code: 'DE',
				country_name: 'Germany',
				region: 'Berlin',
				region_id: 871,
				supports_region: true,
				supports_city: true,
			},
		]);
		expect(await names({ type: 'adgeolocation', q: 'united', location_types: ['country'] })).toContain('United States');
		expect(await names({ type: 'adgeolocation', q: '1000', location_types: ['zip'], country_code: 'US' })).toEqual([
			'10001',
			'10002',
		]);
		expect(await names({ type: 'adgeolocation', q: '', location_types: ['city'], region_id: '3847' })).toEqual([
			'Los Angeles',
			'San Francisco',
		]);
		expect(await search({ type: 'adgeolocation', q: 'a' })).toHaveLength(8);
		expect((await search({ type: 'adgeolocation', q: 'a', limit: 100 })).length).toBeGreaterThan(50);
	});

	it('finds locales, whose keys are numbers, and categories by class', async () => {
		expect(await search({ type: 'adlocale', q: 'german' })).toEqual([{ key: 5, name: 'German' }]);
		expect(await search({ type: 'adTargetingCategory', class: 'life_events', q: 'moved' })).toMatchObject([
			{ id: '6002000000009', type: 'life_events' },
		]);
		const demographics = await search({ type: 'adTargetingCategory', class: 'demographics' });
		expect(new Set(demographics.map(({ type }) => type))).toEqual(
			new Set(['family_statuses', 'life_events', 'industries', 'income']),
		);
	});

	it('needs a known type, an ads permission and a living version', async () => {
		expect(codes(await used.graph.get('search', { q: 'x' }))).toBe('100/-');
		expect(codes(await used.graph.get('search', { type: 'adteapot' }))).toBe('100/-');
		expect((await used.graph.get('search', { type: 'adworkemployer', q: 'x' })).status).toBe(501);
		const params = { type: 'adlocale' };
		expect(codes(await graphClient(used.emulator, TOKENS.noAds).get('search', params))).toBe('200/-');
		expect(codes(await graphClient(used.emulator, TOKENS.full, 'v24.0').get('search', params))).toBe('2635/-');
	});
});

describe('detailed targeting', () => {
	const get = (edge: string, params: Record<string, unknown> = {}) => used.graph.get(`${ACCOUNTS.usd}/${edge}`, params);

	it('searches every type at once, in pages', async () => {
		const { body } = await get('targetingsearch', { q: 'travel', limit: 2 });
		expect(body.data?.map(({ name, type }) => [name, type])).toEqual([
			['Frequent travelers', 'behaviors'],
			['Commuters', 'behaviors'],
		]);
		expect(body.data?.[0]).toMatchObject({
			audience_size_lower_bound: 170_000_000,
			path: ['Behaviors', 'Travel', 'Frequent travelers'],
		});
		const next = await get('targetingsearch', { q: 'travel', limit: 2, after: body.paging?.cursors.after });
		expect(next.body.data?.map(({ name }) => name)).toEqual(['Travel']);
		expect((await get('targetingsearch', { q: 'travel', limit_type: 'interests' })).body.data).toHaveLength(1);
		expect(codes(await get('targetingsearch'))).toBe('100/-');
	});

	it('browses, suggests and validates', async () => {
		const all = await get('targetingbrowse', { limit: 100 });
		expect(all.body.data).toHaveLength(44);
		const income = await get('targetingbrowse', { limit_type: 'income' });
		expect(income.body.data).toHaveLength(1);
		const suggested = await get('targetingsuggestions', {
			targeting_list: [{ type: 'interests', id: '6003000000004' }],
			fields: 'name',
		});
		expect(suggested.body.data?.map(({ name }) => name)).toEqual(['Coffee', 'Espresso', 'Matcha', 'Wine']);
		const valid = await get('targetingvalidation', {
			id_list: ['6003000000001', '6003000000901', '7'],
			name_list: ['tea', 'Nothing'],
		});
		expect(valid.body.data?.map((row) => [row.id, row.valid])).toEqual([
			['6003000000001', true],
			['6003000000901', false],
			['7', false],
			['6003000000004', true],
			['0', false],
		]);
	});
});

describe('estimates', () => {
	const US = { geo_locations: { countries: ['US'] } };
	const estimate = (targeting_spec: unknown, more: Record<string, unknown> = {}) =>
		used.graph.get(`${ACCOUNTS.usd}/delivery_estimate`, { optimization_goal: 'REACH', targeting_spec, ...more });
	const size = async (targeting_spec: unknown) =>
		Number((await estimate(targeting_spec)).body.data?.[0]?.estimate_mau_lower_bound);

	it('give a range, the same every time, without the fields that v26.0 dropped', async () => {
		const { body } = await estimate(US);
		expect(body).toEqual({
			data: [{ estimate_ready: true, estimate_mau_lower_bound: 250_000_000, estimate_mau_upper_bound: 300_000_000 }],
		});
		expect((await estimate(US)).body).toEqual(body);
		const fields = { fields: 'estimate_dau,daily_outcomes_curve' };
		expect(codes(await estimate(US, fields))).toBe('100/-');
		const old = await graphClient(used.emulator, TOKENS.full, 'v25.0').get(`${ACCOUNTS.usd}/delivery_estimate`, {
			optimization_goal: 'REACH',
			targeting_spec: US,
			...fields,
		});
		expect(old.body.data?.[0]).toMatchObject({
			estimate_dau: 175_000_000,
			daily_outcomes_curve: [{ spend: 1000 }, {}, {}],
		});
	});

	it('shrink with everything that narrows, and grow with every alternative', async () => {
		const all = await size(US);
		const coffee = { interests: [{ id: '6003000000001' }] };
		const coffeeOrTea = { interests: [{ id: '6003000000001' }, { id: '6003000000004' }] };
		const narrowed = [
			{ ...US, age_min: 30 },
			{ ...US, genders: [1] },
			{ ...US, locales: [6] },
			{ ...US, publisher_platforms: ['instagram'] },
			{ ...US, device_platforms: ['desktop'] },
			{ ...US, flexible_spec: [coffeeOrTea] },
			{ ...US, exclusions: coffee },
			{ ...US, excluded_geo_locations: { regions: [{ key: '3847' }] } },
			{ ...US, custom_audiences: [{ id: '1' }] },
			{ geo_locations: { cities: [{ key: '2452344' }] } },
		];
		for (const spec of narrowed) expect(await size(spec)).toBeLessThan(all);
		const either = await size({ ...US, flexible_spec: [coffeeOrTea] });
		expect(await size({ ...US, flexible_spec: [coffee] })).toBeLessThan(either);
		expect(await size({ ...US, flexible_spec: [coffee, coffeeOrTea] })).toBeLessThan(either);
		expect(await size({ geo_locations: { countries: ['US', 'CA'] } })).toBeGreaterThan(all);
	});

	it('check the spec like an ad set', async () => {
		expect(codes(await estimate({ geo_locations: {} }))).toBe('100/-');
		expect(codes(await estimate({ ...US, flexible_spec: [{ interests: [{ id: '6003000000901' }] }] }))).toBe(
			'100/1487694',
		);
		expect(codes(await used.graph.get(`${ACCOUNTS.usd}/delivery_estimate`, { targeting_spec: US }))).toBe('100/-');
		expect(codes(await used.graph.get(`${ACCOUNTS.usd}/reachestimate`))).toBe('100/-');
	});

	it('take an ad set as it is, even with old targeting', async () => {
		const { body } = await used.graph.get(`${AD_SETS.usdLegacy}/delivery_estimate`);
		expect(body.data?.[0]).toMatchObject({ estimate_ready: true });
		const other = await used.graph.get(`${AD_SETS.usdLegacy}/delivery_estimate`, { targeting_spec: US });
		expect(other.body.data?.[0]).toMatchObject({ estimate_mau_lower_bound: 250_000_000 });
	});

	it('of the reach are one object, and -1 where custom audiences are not told', async () => {
		const reach = (account: string, targeting_spec: unknown) =>
			used.graph.get(`${account}/reachestimate`, { targeting_spec });
		expect((await reach(ACCOUNTS.usd, US)).body).toEqual({
			data: { users_lower_bound: 250_000_000, users_upper_bound: 300_000_000, estimate_ready: true },
		});
		const custom = { ...US, custom_audiences: [{ id: '1' }] };
		expect((await reach(ACCOUNTS.jpy, custom)).body.data).toMatchObject({
			users_lower_bound: -1,
			users_upper_bound: -1,
		});
		expect((await reach(ACCOUNTS.jpy, US)).body.data).toMatchObject({ users_lower_bound: 250_000_000 });
	});
});
