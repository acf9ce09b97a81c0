import fc from 'fast-check';

import type { TargetingForm } from '../../../nodes/MetaAds/adSet/targeting/form.ts';
import type { TargetingPart } from '../../../nodes/MetaAds/adSet/targeting/part.ts';
import { targetingPartsOf, withParts, writable } from '../../../nodes/MetaAds/adSet/targeting/parts.ts';
import { flexibleTargetingSpec, targetingGeoLocationSpec, targetingSpec } from '../../../nodes/shared/spec/index.ts';
import { targetingFlaw } from '../../../nodes/MetaAds/targeting/targetingJson.ts';

// Meta replaces a targeting as a whole on every update: what the form does not show must survive, whatever it is.

type Json = Record<string, unknown>;

/** Keys of Meta's that it shows and does not take back; they are the only ones an update may lose. */
const refused = (path: readonly string[]): boolean =>
	path[0].startsWith('effective_') || path[0] === 'targeting_optimization' || path[1] === 'location_types';

/** Which paths each part of the form stands for. */
const owned: Record<keyof TargetingForm, string[]> = {
	countries: ['geo_locations.countries'],
	regions: ['geo_locations.regions'],
	cities: ['geo_locations.cities'],
	zips: ['geo_locations.zips'],
	excludedCountries: ['excluded_geo_locations.countries'],
	excludedRegions: ['excluded_geo_locations.regions'],
	excludedCities: ['excluded_geo_locations.cities'],
	ageMin: ['age_min'],
	ageMax: ['age_max'],
	gender: ['genders'],
	locales: ['locales'],
	interests: ['interests', 'flexible_spec.0.interests'],
	behaviors: ['behaviors', 'flexible_spec.0.behaviors'],
	customAudiences: ['custom_audiences'],
	excludedCustomAudiences: ['excluded_custom_audiences'],
	placements: [
		'publisher_platforms',
		...['facebook', 'instagram', 'messenger', 'audience_network', 'threads', 'whatsapp'].map(
			(platform) => `${platform}_positions`,
		),
	],
	devices: ['device_platforms'],
	otherDevices: ['targeting_automation.individual_setting.device'],
	unknownAges: ['user_age_unknown'],
	advantageAudience: ['targeting_automation.advantage_audience'],
};

const id = fc.integer({ min: 10_000, max: 9_999_999 }).map(String);
const ids = fc.array(id, { maxLength: 3 });
const codes = fc.uniqueArray(fc.constantFrom('US', 'CA', 'DE', 'JP'), { maxLength: 3 });
const cities = fc.array(
	fc.oneof(
		id.map((key) => ({ key })),
		fc.record({
			key: id,
			radius: fc.integer({ min: 10, max: 50 }),
			distance_unit: fc.constantFrom('mile', 'kilometer'),
		}),
	),
	{ maxLength: 2 },
);

const form: fc.Arbitrary<TargetingForm> = fc.record(
	{
		countries: codes,
		regions: ids,
		cities,
		zips: ids.map((list) => list.map((zip) => `US:${zip}`)),
		excludedCountries: codes,
		excludedRegions: ids,
		excludedCities: cities,
		ageMin: fc.integer({ min: 13, max: 65 }),
		ageMax: fc.integer({ min: 13, max: 65 }),
		gender: fc.constantFrom('all', 'men', 'women'),
		locales: fc.array(fc.integer({ min: 1, max: 99 }), { maxLength: 3 }),
		interests: ids,
		behaviors: ids,
		customAudiences: ids,
		excludedCustomAudiences: ids,
		placements: fc.oneof(
			fc.constant(['automatic']),
			fc.uniqueArray(fc.constantFrom('facebook:feed', 'facebook:story', 'instagram:stream', 'threads:threads_stream'), {
				minLength: 1,
				maxLength: 3,
			}),
		),
		devices: fc.constantFrom(['mobile'], ['desktop'], ['mobile', 'desktop']),
		advantageAudience: fc.boolean(),
		otherDevices: fc.boolean(),
		unknownAges: fc.boolean(),
	},
	{ requiredKeys: [] },
) as fc.Arbitrary<TargetingForm>;

const named = fc.array(fc.record({ id, name: fc.string({ maxLength: 8 }) }), { minLength: 1, maxLength: 3 });
const group = fc.dictionary(fc.constantFrom(...flexibleTargetingSpec.Fields), named, { minKeys: 1, maxKeys: 3 });
const places = fc.dictionary(
	fc.constantFrom(...targetingGeoLocationSpec.Fields),
	fc.array(
		fc.oneof(
			codes.map(([code = 'US']) => code),
			fc.record({ key: id, name: fc.string() }),
		),
		{ minLength: 1, maxLength: 3 },
	),
	{ maxKeys: 4 },
);
const special = new Set([
	'geo_locations',
	'excluded_geo_locations',
	'flexible_spec',
	'exclusions',
	'targeting_automation',
	'age_min',
	'age_max',
	'genders',
]);
const plain = targetingSpec.Fields.filter((key) => !special.has(key));

/** Any targeting Meta may show: every key of its object, known to the form or not. */
const targeting: fc.Arbitrary<Json> = fc
	.tuple(
		fc.dictionary(
			fc.constantFrom(...plain),
			fc.oneof(named, fc.array(fc.string(), { minLength: 1, maxLength: 3 }), fc.integer()),
			{ maxKeys: 8 },
		),
		fc.record(
			{
				geo_locations: places,
				excluded_geo_locations: places,
				flexible_spec: fc.array(group, { maxLength: 1 }),
				exclusions: group,
				targeting_automation: fc.record(
					{
						advantage_audience: fc.constantFrom(0, 1),
						individual_setting: fc.constant({ age: 1 }),
						shared_audiences: fc.constant(1),
					},
					{ requiredKeys: [] },
				),
				age_min: fc.integer({ min: 13, max: 65 }),
				age_max: fc.integer({ min: 13, max: 65 }),
				genders: fc.constantFrom([1], [2], [1, 2]),
			},
			{ requiredKeys: [] },
		),
	)
	.map(([others, known]) => ({ ...others, ...known }));

/** Leaves by path; lists are leaves, but for the groups of `flexible_spec`. */
function leaves(value: unknown, path: string[] = []): Array<[string[], unknown]> {
	const enters =
		(typeof value === 'object' && value !== null && !Array.isArray(value)) || path.join() === 'flexible_spec';
	return enters
		? Object.entries(value as Json).flatMap(([key, entry]) => leaves(entry, [...path, key]))
		: [[path, value]];
}

const at = (value: unknown, path: readonly string[]): unknown =>
	path.reduce<unknown>((object, key) => (object as Json | undefined)?.[key], value);

const labels = (parts: readonly TargetingPart[], shown: Json): string[] =>
	parts.filter(({ shownBy }) => !shownBy(shown)).map(({ label }) => label);

it('never drops a key the form did not show', () => {
	fc.assert(
		fc.property(targeting, form, (before, wanted) => {
			const parts = targetingPartsOf(wanted);
			const after = withParts(before, parts);
			const touched = new Set(parts.flatMap(({ field }) => owned[field]));
			for (const [path, value] of leaves(before)) {
				if (touched.has(path.join('.')) || refused(path)) continue;
				// A group that has lost its last entry goes, and those behind it move up: there is at most one here.
				expect([path, at(after, path)]).toEqual([path, value]);
			}
		}),
		{ numRuns: 1_000 },
	);
});

it('shows every part it has set, and sets nothing twice', () => {
	fc.assert(
		fc.property(targeting, form, (before, wanted) => {
			const parts = targetingPartsOf(wanted);
			const after = withParts(before, parts);
			expect(labels(parts, after as Json)).toEqual([]);
			expect(withParts(after, parts)).toEqual(after);
		}),
		{ numRuns: 500 },
	);
});

it('always says whether Meta may use an Advantage+ audience, and leaves what is there', () => {
	fc.assert(
		fc.property(targeting, (before) => {
			const flag = (before.targeting_automation as Json | undefined)?.advantage_audience ?? 0;
			expect((writable(before).targeting_automation as Json).advantage_audience).toBe(flag);
		}),
	);
});

it('never changes the targeting it was given', () => {
	fc.assert(
		fc.property(targeting, form, (before, wanted) => {
			const copy = structuredClone(before);
			withParts(before, targetingPartsOf(wanted));
			expect(before).toEqual(copy);
		}),
	);
});

it('makes nothing that the check of targeting JSON would refuse', () => {
	fc.assert(
		fc.property(form, (wanted) => {
			const flaw = targetingFlaw(withParts({}, targetingPartsOf({ ...wanted, countries: ['US'] })));
			expect(flaw).toBeUndefined();
		}),
	);
});

it('puts a category into the one group that has it, and keeps the others', () => {
	const before = {
		flexible_spec: [{ behaviors: [{ id: '11111' }] }, { interests: [{ id: '22222' }], industries: [{ id: '33333' }] }],
	};
	const after = withParts(before, targetingPartsOf({ interests: ['44444'] }));
	expect(after.flexible_spec).toEqual([
		{ behaviors: [{ id: '11111' }] },
		{ interests: [{ id: '44444' }], industries: [{ id: '33333' }] },
	]);
	expect(withParts(before, targetingPartsOf({ behaviors: [] })).flexible_spec).toEqual([
		{ interests: [{ id: '22222' }], industries: [{ id: '33333' }] },
	]);
});
