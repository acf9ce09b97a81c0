import { omitBy } from 'lodash';

import { isRecord } from '../../../shared/record';
import { sayable } from '../../../shared/words';
import { recordOf } from '../../../shared/reading/json';
import type { Targeting } from '../../targeting/targetingJson';
import { detailedPart } from './detailed';
import type { TargetingForm } from './form';
import { listPart, type TargetingPart } from './part';
import { placementsPart } from './facts/placements';
import { listAt, put } from './tree';

/** Meta leaves the limits out where they are its own: 18 and 65, which means 65 and older. */
const usualAges = { age_min: 18, age_max: 65 } as const;

type AgeKey = keyof typeof usualAges;

export const ageOf = (targeting: Targeting, key: AgeKey): number => Number(targeting[key] ?? usualAges[key]);

/** What Meta gives that is no age is none here either. */
export const ageInWords = (targeting: Targeting, key: AgeKey): string => sayable(ageOf(targeting, key));

const agePart = (field: 'ageMin' | 'ageMax', label: string, key: AgeKey, age: number): TargetingPart => ({
	field,
	label,
	set: (targeting) => put(targeting, [key], age),
	shownBy: (targeting) => ageOf(targeting, key) === age,
	inWords: (targeting) => ageInWords(targeting, key),
});

const gendersByName = { all: [], men: [1], women: [2] } as const;

export type Gender = keyof typeof gendersByName;

/** None and both are the same to Meta. */
export function genderOf(targeting: Targeting): Gender {
	const genders = listAt(targeting, 'genders').map(Number);
	if (genders.includes(1) === genders.includes(2)) return 'all';
	return genders.includes(1) ? 'men' : 'women';
}

const genderPart = (gender: Gender): TargetingPart => ({
	field: 'gender',
	label: 'Gender',
	set: (targeting) => put(targeting, ['genders'], gendersByName[gender]),
	shownBy: (targeting) => genderOf(targeting) === gender,
	inWords: genderOf,
});

export const advantageOf = ({ targeting_automation: automation }: Targeting): boolean =>
	Number(recordOf(automation).advantage_audience ?? 0) === 1;

const advantagePart = (on: boolean): TargetingPart => ({
	field: 'advantageAudience',
	label: 'Advantage+ Audience',
	set: (targeting) => put(targeting, ['targeting_automation', 'advantage_audience'], on ? 1 : 0),
	shownBy: (targeting) => advantageOf(targeting) === on,
	inWords: (targeting) => (advantageOf(targeting) ? 'on' : 'off'),
});

/** Meta's SDK release notes, v27.0.0: 0 keeps ads for sales to the devices that are named. */
const otherDevicesPath = ['targeting_automation', 'individual_setting', 'device'] as const;

/** Null while nothing is said: then the version decides. */
export function otherDevicesOf({ targeting_automation: automation }: Targeting): boolean | null {
	const { device } = recordOf(recordOf(automation).individual_setting);
	return device === undefined ? null : Number(device) === 1;
}

const otherDevicesPart = (on: boolean): TargetingPart => ({
	field: 'otherDevices',
	label: 'Other Mobile Devices',
	set: (targeting) => put(targeting, otherDevicesPath, on ? 1 : 0),
	shownBy: (targeting) => otherDevicesOf(targeting) === on,
	inWords: (targeting) => {
		const isOn = otherDevicesOf(targeting);
		return isOn === null ? 'not said' : isOn ? 'on' : 'off';
	},
});

/** Meta includes them where WhatsApp Status is a placement and nothing is said (Marketing API, "Basic targeting"). */
const unknownAgesPart = (on: boolean): TargetingPart => ({
	field: 'unknownAges',
	label: 'People of Unknown Age',
	set: (targeting) => put(targeting, ['user_age_unknown'], on),
	shownBy: ({ user_age_unknown: isOn }) => isOn === on,
	inWords: ({ user_age_unknown: isOn }) => (isOn === undefined ? 'not said' : isOn === true ? 'on' : 'off'),
});

const keys = (list: readonly string[]): unknown[] => list.map((key) => ({ key }));
const ids = (list: readonly string[]): unknown[] => list.map((id) => ({ id }));

type Makers = { readonly [Name in keyof TargetingForm]-?: (value: NonNullable<TargetingForm[Name]>) => TargetingPart };

const PLACES = 'geo_locations';
const EXCLUDED = 'excluded_geo_locations';

const makers: Makers = {
	countries: (codes) => listPart('countries', 'Countries', [PLACES, 'countries'], codes),
	regions: (list) => listPart('regions', 'Regions', [PLACES, 'regions'], keys(list)),
	cities: (list) => listPart('cities', 'Cities', [PLACES, 'cities'], list),
	zips: (list) => listPart('zips', 'ZIP Codes', [PLACES, 'zips'], keys(list)),
	excludedCountries: (codes) => listPart('excludedCountries', 'Excluded Countries', [EXCLUDED, 'countries'], codes),
	excludedRegions: (list) => listPart('excludedRegions', 'Excluded Regions', [EXCLUDED, 'regions'], keys(list)),
	excludedCities: (list) => listPart('excludedCities', 'Excluded Cities', [EXCLUDED, 'cities'], list),
	ageMin: (age) => agePart('ageMin', 'Minimum Age', 'age_min', age),
	ageMax: (age) => agePart('ageMax', 'Maximum Age', 'age_max', age),
	gender: genderPart,
	locales: (list) => listPart('locales', 'Languages', ['locales'], list),
	interests: (list) => detailedPart('interests', 'Interests', list),
	behaviors: (list) => detailedPart('behaviors', 'Behaviors', list),
	customAudiences: (list) => listPart('customAudiences', 'Audiences', ['custom_audiences'], ids(list)),
	excludedCustomAudiences: (list) =>
		listPart('excludedCustomAudiences', 'Excluded Audiences', ['excluded_custom_audiences'], ids(list)),
	placements: placementsPart,
	devices: (list) => listPart('devices', 'Devices', ['device_platforms'], list),
	advantageAudience: advantagePart,
	otherDevices: otherDevicesPart,
	unknownAges: unknownAgesPart,
};

/** The parts of a targeting that a form fills in. */
export function targetingPartsOf(form: TargetingForm): TargetingPart[] {
	return (Object.keys(makers) as Array<keyof TargetingForm>).flatMap((name) => {
		const value = form[name];
		return value === undefined ? [] : [(makers[name] as (value: unknown) => TargetingPart)(value)];
	});
}

/**
 * The targeting as Meta takes it back. It shows more than it accepts: also what it works out itself (`effective_…`).
 * And it shows two keys it has retired and refuses with the subcodes 1870197 and 1870199. The Advantage+ audience has
 * to be said either way, else subcode 1870227 (Marketing API changelog, v23.0); an ad set that says nothing runs
 * without it.
 */
export function writable(targeting: Targeting): Targeting {
	const writablePart = omitBy(targeting, (_, key) => key === 'targeting_optimization' || key.startsWith('effective_'));
	const places = [PLACES, EXCLUDED].reduce<Targeting>(
		(next, key) => (isRecord(next[key]) ? put(next, [key, 'location_types'], undefined) : next),
		writablePart,
	);
	return advantagePart(advantageOf(places)).set(places);
}

/** The targeting with the parts in place, ready to be sent. */
export const withParts = (targeting: Targeting, parts: readonly TargetingPart[]): Targeting =>
	writable(parts.reduce((next, part) => part.set(next), targeting));
