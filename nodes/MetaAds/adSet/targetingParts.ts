import type { Targeting } from '../targeting/targetingJson';
import { AUTOMATIC_PLACEMENTS } from './choices';
import type { TargetingForm } from './targetingForm';
import { inWords, listAt, put, sameEntries, type Json } from './targetingTree';
import { isRecord } from '../../shared/record';

/**
 * One part of a targeting, as the form shows it: how to put it in, whether it is there, how to say it. A part touches
 * its own keys and no other: Meta replaces the whole structure on every write, so an update puts its parts into what the
 * ad set has (Marketing API, Ad Set reference, `targeting`).
 */
export interface TargetingPart {
	/** Name of the form's field. */
	readonly field: keyof TargetingForm;
	readonly label: string;
	readonly set: (targeting: Targeting) => Targeting;
	readonly shownBy: (targeting: Targeting) => boolean;
	readonly inWords: (targeting: Targeting) => string;
	/** Why it cannot be put into this targeting. */
	readonly refusal?: (targeting: Targeting) => { readonly message: string; readonly advice: string } | undefined;
}

const listPart = (field: keyof TargetingForm, label: string, path: readonly string[], list: readonly unknown[]): TargetingPart => ({
	field,
	label,
	set: (targeting) => put(targeting, path, list),
	shownBy: (targeting) => sameEntries(listAt(targeting, ...path), list),
	inWords: (targeting) => inWords(listAt(targeting, ...path)) || 'none',
});

/** Meta leaves the limits out where they are its own: 18 and 65, which means 65 and older. */
export const ageOf = (targeting: Targeting, key: 'age_min' | 'age_max'): number => Number(targeting[key] ?? (key === 'age_min' ? 18 : 65));

const agePart = (field: 'ageMin' | 'ageMax', label: string, key: 'age_min' | 'age_max', age: number): TargetingPart => ({
	field,
	label,
	set: (targeting) => put(targeting, [key], age),
	shownBy: (targeting) => ageOf(targeting, key) === age,
	inWords: (targeting) => String(ageOf(targeting, key)),
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

/** Groups of `flexible_spec`: within a group any entry counts, every group has to be met. */
const groupsOf = (targeting: Targeting): Json[] => listAt(targeting, 'flexible_spec').filter(isRecord);

type Category = 'interests' | 'behaviors';

/** Interests and behaviors, also where old ad sets have them beside the groups. */
export const detailed = (targeting: Targeting, category: Category): readonly unknown[] => [
	...listAt(targeting, category),
	...groupsOf(targeting).flatMap((group) => listAt(group, category)),
];

/** The group a category goes into: the one that has it, else the only one. Undefined where that is not one. */
function groupFor(groups: readonly Json[], category: Category): number | undefined {
	const holders = groups.flatMap((group, index) => (listAt(group, category).length > 0 ? [index] : []));
	if (holders.length > 1) return undefined;
	return holders[0] ?? (groups.length > 1 ? undefined : 0);
}

const detailedPart = (category: Category, label: string, ids: readonly string[]): TargetingPart => {
	const entries = ids.map((id) => ({ id }));
	return {
		field: category,
		label,
		set(targeting) {
			const groups = groupsOf(targeting);
			const at = groupFor(groups, category) ?? 0;
			const group = put(groups[at] ?? {}, [category], entries);
			const next = [...groups.slice(0, at), ...(Object.keys(group).length > 0 ? [group] : []), ...groups.slice(at + 1)];
			return put(put(targeting, [category], undefined), ['flexible_spec'], next);
		},
		shownBy: (targeting) => sameEntries(detailed(targeting, category), entries),
		inWords: (targeting) => inWords(detailed(targeting, category)) || 'none',
		refusal(targeting) {
			if (groupFor(groupsOf(targeting), category) !== undefined) return undefined;
			const message = 'cannot be set: this ad set narrows its audience by several groups of interests and behaviors';
			return { message, advice: 'Use Targeting JSON, which shows the groups under flexible_spec.' };
		},
	};
};

const platforms = ['facebook', 'instagram', 'messenger', 'audience_network', 'threads', 'whatsapp'];

/** Placements as `platform:position`, a platform without positions alone; none means automatic. */
export const placementsOf = (targeting: Targeting): string[] =>
	listAt(targeting, 'publisher_platforms').flatMap((platform) => {
		const positions = listAt(targeting, `${String(platform)}_positions`);
		return positions.length > 0 ? positions.map((position) => `${String(platform)}:${String(position)}`) : [String(platform)];
	});

const placementsPart = (chosen: readonly string[]): TargetingPart => {
	const manual = chosen.filter((placement) => placement !== AUTOMATIC_PLACEMENTS);
	const used = [...new Set(manual.map((placement) => placement.split(':')[0]))];
	const positions = (platform: string): string[] => manual.flatMap((placement) => (placement.startsWith(`${platform}:`) ? [placement.slice(platform.length + 1)] : []));
	return {
		field: 'placements',
		label: 'Placements',
		set: (targeting) =>
			[...new Set([...platforms, ...used])].reduce<Json>((next, platform) => put(next, [`${platform}_positions`], positions(platform)), put(targeting, ['publisher_platforms'], used)),
		shownBy: (targeting) => sameEntries(placementsOf(targeting), manual),
		inWords: (targeting) => placementsOf(targeting).join(', ') || 'automatic',
	};
};

export const advantageOf = ({ targeting_automation: automation }: Targeting): boolean => isRecord(automation) && Number(automation.advantage_audience ?? 0) === 1;

const advantagePart = (on: boolean): TargetingPart => ({
	field: 'advantageAudience',
	label: 'Advantage+ Audience',
	set: (targeting) => put(targeting, ['targeting_automation', 'advantage_audience'], on ? 1 : 0),
	shownBy: (targeting) => advantageOf(targeting) === on,
	inWords: (targeting) => (advantageOf(targeting) ? 'on' : 'off'),
});

const keys = (list: readonly string[]): unknown[] => list.map((key) => ({ key }));
const ids = (list: readonly string[]): unknown[] => list.map((id) => ({ id }));

type Makers = { readonly [Name in keyof TargetingForm]-?: (value: NonNullable<TargetingForm[Name]>) => TargetingPart };

const makers: Makers = {
	countries: (codes) => listPart('countries', 'Countries', ['geo_locations', 'countries'], codes),
	regions: (list) => listPart('regions', 'Regions', ['geo_locations', 'regions'], keys(list)),
	cities: (list) => listPart('cities', 'Cities', ['geo_locations', 'cities'], list),
	zips: (list) => listPart('zips', 'ZIP Codes', ['geo_locations', 'zips'], keys(list)),
	excludedCountries: (codes) => listPart('excludedCountries', 'Excluded Countries', ['excluded_geo_locations', 'countries'], codes),
	excludedRegions: (list) => listPart('excludedRegions', 'Excluded Regions', ['excluded_geo_locations', 'regions'], keys(list)),
	excludedCities: (list) => listPart('excludedCities', 'Excluded Cities', ['excluded_geo_locations', 'cities'], list),
	ageMin: (age) => agePart('ageMin', 'Minimum Age', 'age_min', age),
	ageMax: (age) => agePart('ageMax', 'Maximum Age', 'age_max', age),
	gender: genderPart,
	locales: (list) => listPart('locales', 'Languages', ['locales'], list),
	interests: (list) => detailedPart('interests', 'Interests', list),
	behaviors: (list) => detailedPart('behaviors', 'Behaviors', list),
	customAudiences: (list) => listPart('customAudiences', 'Audiences', ['custom_audiences'], ids(list)),
	excludedCustomAudiences: (list) => listPart('excludedCustomAudiences', 'Excluded Audiences', ['excluded_custom_audiences'], ids(list)),
	placements: placementsPart,
	devices: (list) => listPart('devices', 'Devices', ['device_platforms'], list),
	advantageAudience: advantagePart,
};

/** The parts of a targeting that a form fills in. */
export function partsOf(form: TargetingForm): TargetingPart[] {
	return (Object.keys(makers) as Array<keyof TargetingForm>).flatMap((name) => {
		const value = form[name];
		return value === undefined ? [] : [(makers[name] as (value: unknown) => TargetingPart)(value)];
	});
}

/**
 * The targeting as Meta takes it back. It shows more than it accepts: what it works out itself (`effective_…`), and two
 * keys it has retired and refuses with the subcodes 1870197 and 1870199. The Advantage+ audience has to be said either
 * way, else subcode 1870227 (Marketing API changelog, v23.0); an ad set that says nothing runs without it.
 */
export function writable(targeting: Targeting): Targeting {
	const kept = Object.fromEntries(Object.entries(targeting).filter(([key]) => key !== 'targeting_optimization' && !key.startsWith('effective_')));
	const places = ['geo_locations', 'excluded_geo_locations'].reduce<Json>((next, key) => (isRecord(next[key]) ? put(next, [key, 'location_types'], undefined) : next), kept);
	return advantagePart(advantageOf(places)).set(places);
}

/** The targeting with the parts in place, ready to be sent. */
export const withParts = (targeting: Targeting, parts: readonly TargetingPart[]): Targeting => writable(parts.reduce((next, part) => part.set(next), targeting));
