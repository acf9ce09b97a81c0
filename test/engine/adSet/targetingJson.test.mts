import { targetingFlaw, targetingCheck, type Targeting } from '../../../nodes/MetaAds/targeting/targetingJson.ts';

// A targeting in JSON is checked for spelling and shape before it is sent; the keys are Meta's own (SDK, classes Targeting …).

const us = { geo_locations: { countries: ['US'] } };

const sound: Targeting[] = [
	us,
	{ ...us, age_min: 25, age_max: 55, genders: [2], locales: [6], targeting_automation: { advantage_audience: 0 } },
	{
		...us,
		flexible_spec: [{ interests: [{ id: '6003', name: 'Coffee' }] }, { behaviors: [{ id: '6002' }] }],
		exclusions: { life_events: [{ id: '1' }] },
	},
	{
		geo_locations: { cities: [{ key: '2421', radius: 25, distance_unit: 'kilometer' }], location_types: ['home'] },
		excluded_geo_locations: { zips: [] },
	},
	{ custom_audiences: [{ id: '1' }] },
	{ ...us, whatsapp_positions: ['status'], user_age_unknown: true },
];

it.each(sound)('lets %j pass', (targeting) => {
	expect(targetingFlaw(targeting)).toBeUndefined();
});

const flawed: Array<[targeting: Targeting, message: string, advice: string]> = [
	[
		{ geo_location: { countries: ['US'] } },
		'has a key Meta does not know: geo_location',
		'Did you mean geo_locations?',
	],
	[{ ...us, Age_Min: 25 }, 'has a key Meta does not know: Age_Min', 'Did you mean age_min?'],
	[{ ...us, everything: true }, 'has a key Meta does not know: everything', 'Remove it.'],
	[
		{ geo_locations: { countrys: ['US'] } },
		'has a key Meta does not know: geo_locations.countrys',
		'Did you mean countries?',
	],
	[
		{ ...us, excluded_geo_locations: { citis: [] } },
		'has a key Meta does not know: excluded_geo_locations.citis',
		'Did you mean cities?',
	],
	[
		{ ...us, flexible_spec: [{}, { interest: [] }] },
		'has a key Meta does not know: flexible_spec[1].interest',
		'Did you mean interests?',
	],
	[
		{ ...us, exclusions: { behaviours: [] } },
		'has a key Meta does not know: exclusions.behaviours',
		'Did you mean behaviors?',
	],
	[{ geo_locations: {} }, 'names no place', 'at least one country'],
	[{ geo_locations: { countries: [], location_types: ['home'] } }, 'names no place', 'at least one country'],
	[{ geo_locations: ['US'] }, 'has no object under geo_locations', '{"countries": ["US"]}'],
	[{ ...us, flexible_spec: { interests: [] } }, 'has no list under flexible_spec', '[{"interests"'],
	[{ ...us, flexible_spec: ['Coffee'] }, 'has no object at flexible_spec[0]', '{"interests"'],
];

it.each(flawed)('finds what is wrong with %j', (targeting, message, advice) => {
	expect(targetingFlaw(targeting)).toEqual({ message, advice: expect.stringContaining(advice) });
});

const messageOf = (value: unknown): string | undefined => targetingCheck.safeParse(value).error?.issues[0].message;

it('takes text and objects, and says what is no JSON object', () => {
	expect(targetingCheck.parse(JSON.stringify(us))).toEqual(us);
	expect(targetingCheck.parse(us)).toEqual(us);
	expect(['{"geo_locations": {', '[1]', '"US"', 7, null].map(messageOf)).toEqual(Array(5).fill('is not a JSON object'));
	expect([messageOf(''), messageOf(' \n')]).toEqual(['is empty', 'is empty']);
	expect(messageOf('{"age_mim": 20}')).toBe('has a key Meta does not know: age_mim');
});
