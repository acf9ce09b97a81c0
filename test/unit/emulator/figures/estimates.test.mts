import { ACCOUNTS, AD_SETS } from '../../../../emulator/world/seedIds.mts';
import { TOKENS } from '../../../../emulator/world/tokens.mts';
import { codes, graphClient, useEmulator } from '../calls/client.mts';

const used = useEmulator();

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
