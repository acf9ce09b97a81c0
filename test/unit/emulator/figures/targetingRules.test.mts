import { ACCOUNTS, AD_SETS, CAMPAIGNS } from '../../../../emulator/world/seedIds.mts';
import { codes, useEmulator } from '../calls/client.mts';

const used = useEmulator({ startAt: new Date('2026-11-25T12:00:00Z') });
const US = { geo_locations: { countries: ['US'] } };
const OFF = { targeting_automation: { advantage_audience: 0 } };
const ON = { targeting_automation: { advantage_audience: 1 } };
const COFFEE = { interests: [{ id: '6003000000001', name: 'Coffee' }] };
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
const stored = async (id: string | undefined) =>
	(await used.graph.get(id ?? '', { fields: 'targeting' })).body.targeting;
const cities = (...list: unknown[]) => ({ geo_locations: { cities: list }, ...OFF });

const refused: [string, unknown, string, string[]][] = [
	[
		'an age range without the flag',
		{ ...US, age_min: 25 },
		'100/1870227',
		['targeting_automation', 'advantage_audience'],
	],
	[
		'interests without the flag',
		{ ...US, flexible_spec: [COFFEE] },
		'100/1870227',
		['targeting_automation', 'advantage_audience'],
	],
	[
		'a flag that is none',
		{ ...US, targeting_automation: { advantage_audience: 2 } },
		'100/-',
		['targeting_automation', 'advantage_audience'],
	],
	['a maximum age below 65 with the flag', { ...US, ...ON, age_max: 50 }, '100/1870189', ['age_max']],
	['a minimum age above 25 with the flag', { ...US, ...ON, age_min: 26 }, '100/1870188', ['age_min']],
	['targeting_optimization', { ...US, targeting_optimization: 'none' }, '100/1870197', ['targeting_optimization']],
	[
		'location types',
		{ geo_locations: { countries: ['US'], location_types: ['home'] } },
		'100/1870199',
		['geo_locations', 'location_types'],
	],
	[
		'location types of excluded places',
		{ ...US, ...OFF, excluded_geo_locations: { location_types: ['home'] } },
		'100/1870199',
		['excluded_geo_locations', 'location_types'],
	],
	['no place', OFF, '100/-', ['geo_locations']],
	['an empty list of places', { geo_locations: { countries: [] }, ...OFF }, '100/-', ['geo_locations']],
	['an unknown country', { geo_locations: { countries: ['ZZ'] } }, '100/-', ['geo_locations', 'countries']],
	['an unknown region', { geo_locations: { regions: [{ key: '1' }] } }, '100/-', ['geo_locations', 'regions']],
	['an unknown zip', { geo_locations: { zips: [{ key: 'US:1' }] } }, '100/-', ['geo_locations', 'zips']],
	[
		'an unknown excluded city',
		{ ...US, ...OFF, excluded_geo_locations: { cities: [{ key: '1' }] } },
		'100/-',
		['excluded_geo_locations', 'cities'],
	],
	[
		'nine miles around a city',
		cities({ key: '2452344', radius: 9, distance_unit: 'mile' }),
		'100/-',
		['geo_locations', 'cities'],
	],
	[
		'81 kilometers around a city',
		cities({ key: '2452344', radius: 81, distance_unit: 'kilometer' }),
		'100/-',
		['geo_locations', 'cities'],
	],
	['an age of 12', { ...US, ...OFF, age_min: 12 }, '100/-', ['age_min']],
	['an age of 66', { ...US, ...OFF, age_max: 66 }, '100/-', ['age_max']],
	['ages the wrong way round', { ...US, ...OFF, age_min: 40, age_max: 30 }, '100/-', ['age_min']],
	['a third gender number', { ...US, ...OFF, genders: [3] }, '100/-', ['genders']],
	['an unknown locale', { ...US, ...OFF, locales: [4711] }, '100/-', ['locales']],
	[
		'a retired interest',
		{ ...US, ...OFF, flexible_spec: [{ interests: [{ id: '6003000000901' }] }] },
		'100/1487694',
		['flexible_spec'],
	],
	[
		'an unknown interest',
		{ ...US, ...OFF, flexible_spec: [{ interests: [{ id: '1' }] }] },
		'100/-',
		['flexible_spec', 'interests'],
	],
	[
		'an interest among behaviors',
		{ ...US, ...OFF, exclusions: { behaviors: COFFEE.interests } },
		'100/-',
		['flexible_spec', 'behaviors'],
	],
	['an unknown platform', { ...US, ...OFF, publisher_platforms: ['myspace'] }, '100/-', ['publisher_platforms']],
	['Facebook video feeds', { ...US, ...OFF, facebook_positions: ['video_feeds'] }, '100/-', ['facebook_positions']],
	['the explore feed', { ...US, ...OFF, instagram_positions: ['explore'] }, '100/-', ['instagram_positions']],
	[
		'the home of Messenger',
		{ ...US, ...OFF, messenger_positions: ['messenger_home'] },
		'100/-',
		['messenger_positions'],
	],
	[
		'positions of a platform left out',
		{ ...US, ...OFF, publisher_platforms: ['instagram'], facebook_positions: ['feed'] },
		'100/-',
		['facebook_positions'],
	],
	['an unknown device', { ...US, ...OFF, device_platforms: ['fax'] }, '100/-', ['device_platforms']],
];
it.each(refused)('refuses %s', async (_what, targeting, expected, path) => {
	const answer = await create(targeting);
	expect(codes(answer)).toBe(expected);
	expect(answer.body.error?.error_data?.blame_field_specs).toEqual([['targeting', ...path]]);
});

it.each([
	['a misspelt key', { ...US, genderz: [1] }, /genderz/],
	['a country that is no list', { geo_locations: { countries: 'US' } }, /countries.*array/],
	['a flexible_spec that is no list', { ...US, ...OFF, flexible_spec: COFFEE }, /flexible_spec.*array/],
])('refuses %s by naming it', async (_what, targeting, message) => {
	const { body } = await create(targeting);
	expect(body.error).toMatchObject({ code: 100, message: expect.stringMatching(message) as string });
});

const accepted: [string, Record<string, unknown>][] = [
	['interests with the flag on', { ...US, ...ON, flexible_spec: [COFFEE] }],
	['a narrow age with the flag off', { ...US, ...OFF, age_min: 30, age_max: 40 }],
	[
		'a narrow age as a suggestion',
		{ ...US, age_max: 40, targeting_automation: { advantage_audience: 1, individual_setting: { age: 1 } } },
	],
	['a custom audience without a place', { custom_audiences: [{ id: '6004000000001' }], ...OFF }],
	[
		'regions, cities and zips',
		{
			geo_locations: {
				regions: [{ key: '3847' }],
				cities: [{ key: '2490299', radius: 10, distance_unit: 'mile' }],
				zips: [{ key: 'US:02108' }],
			},
			...OFF,
		},
	],
	['groups of countries', { geo_locations: { country_groups: ['north_america'] }, ...OFF }],
	[
		'placements and devices',
		{
			...US,
			...OFF,
			publisher_platforms: ['facebook', 'instagram'],
			facebook_positions: ['feed'],
			instagram_positions: ['explore_home'],
			device_platforms: ['mobile'],
		},
	],
	['locales and genders', { ...US, ...OFF, locales: [6], genders: [1] }],
	[
		'and narrows',
		{
			...US,
			...OFF,
			flexible_spec: [COFFEE, { behaviors: [{ id: '6002000000001' }] }],
			exclusions: { life_events: [{ id: '6002000000009' }] },
		},
	],
];
it.each(accepted)('accepts %s', async (_what, targeting) => {
	const { body } = await create(targeting);
	expect(body.error).toBeUndefined();
	expect(await stored(body.id)).toMatchObject({ age_min: 18, age_max: 65, ...targeting });
});

it('switches Advantage+ audience on for a new ad set with places only, and not on an update', async () => {
	const { body } = await create({ ...US, age_min: 18 });
	expect(await stored(body.id)).toHaveProperty('targeting_automation', { advantage_audience: 1 });
	await used.graph.post(body.id ?? '', { targeting: US });
	expect(await stored(body.id)).not.toHaveProperty('targeting_automation');
});

it('drops the story of Messenger without a word', async () => {
	const { body } = await create({ ...US, ...OFF, messenger_positions: ['story', 'sponsored_messages'] });
	expect(await stored(body.id)).toHaveProperty('messenger_positions', ['sponsored_messages']);
});

it('refuses to take back the old targeting that it reads', async () => {
	const targeting = await stored(AD_SETS.usdLegacy);
	expect(codes(await used.graph.post(AD_SETS.usdLegacy, { targeting }))).toBe('100/1870199');
});

it('shows a place given by its key with its name, country and region', async () => {
	const { body } = await create({
		geo_locations: {
			cities: [{ key: '2452344', radius: 17, distance_unit: 'mile' }],
			regions: [{ key: '3847' }],
			zips: [{ key: 'US:10001' }],
		},
		...OFF,
	});
	const { geo_locations: shown } = (await stored(String(body.id))) as { geo_locations: Record<string, unknown> };
	expect(shown.cities).toEqual([
		{
			key: '2452344',
			name: 'Boston',
			country: 'US',
			region: 'Massachusetts',
			region_id: '3867',
			radius: 17,
			distance_unit: 'mile',
		},
	]);
	expect(shown.regions).toEqual([{ key: '3847', name: 'California', country: 'US' }]);
	expect(shown.zips).toEqual([{ key: 'US:10001', name: '10001', country: 'US', region_id: 3875 }]);
});
