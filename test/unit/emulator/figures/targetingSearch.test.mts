import { ACCOUNTS } from '../../../../emulator/world/seedIds.mts';
import { TOKENS } from '../../../../emulator/world/tokens.mts';
import { codes, graphClient, useEmulator } from '../calls/client.mts';

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
		const [large] = await search({ type: 'adinterest', q: 'coffee' });
		expect(large).toMatchObject({ type: 'interests', disambiguation_category: 'Beverages', real_time_cluster: false });
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
