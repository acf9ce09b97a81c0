import { entriesOf, recordOf } from '../../../shared/reading/json';
import type { Targeting } from '../../targeting/targetingJson';
import { detailedOptions } from './detailed';
import { advantageOf, ageInWords, ageOf, genderOf } from './parts';
import { placementsOf } from './facts/placements';
import { treeWords, listAt } from './tree';

export const placesInWords = (targeting: Targeting, key: 'geo_locations' | 'excluded_geo_locations'): string =>
	Object.entries(recordOf(targeting[key]))
		.filter(([kind]) => kind !== 'location_types')
		.map(([, list]) => treeWords(entriesOf(list)))
		.filter((words) => words !== '')
		.join(', ');

const listWords = (label: string, list: readonly unknown[]): string =>
	list.length > 0 ? `${label}: ${treeWords(list)}` : '';

/** Keys the line speaks of; others are only named, so that nobody takes it for the whole. */
const toldKeys = new Set([
	...[
		'geo_locations',
		'excluded_geo_locations',
		'age_min',
		'age_max',
		'age_range',
		'genders',
		'locales',
		'flexible_spec',
		'interests',
		'behaviors',
	],
	...[
		'custom_audiences',
		'excluded_custom_audiences',
		'publisher_platforms',
		'device_platforms',
		'targeting_automation',
	],
]);

/** A targeting in one line of words: "US, Berlin +25 km; 18–65+; women; interests: Coffee; Advantage+ audience on". */
export function targetingInWords(targeting: Targeting): string {
	const oldest = ageOf(targeting, 'age_max');
	const excludedPlaces = placesInWords(targeting, 'excluded_geo_locations');
	const others = Object.keys(targeting).filter(
		(key) => !toldKeys.has(key) && !key.endsWith('_positions') && !key.startsWith('effective_'),
	);
	const groups = listAt(targeting, 'flexible_spec').length;
	return [
		placesInWords(targeting, 'geo_locations'),
		excludedPlaces && `not ${excludedPlaces}`,
		`${ageInWords(targeting, 'age_min')}–${oldest >= 65 ? '65+' : ageInWords(targeting, 'age_max')}`,
		genderOf(targeting) === 'all' ? 'all genders' : genderOf(targeting),
		listWords('languages', listAt(targeting, 'locales')),
		listWords('interests', detailedOptions(targeting, 'interests')),
		listWords('behaviors', detailedOptions(targeting, 'behaviors')),
		groups > 1 && `${groups} groups that all have to fit`,
		listWords('audiences', listAt(targeting, 'custom_audiences')),
		listWords('not audiences', listAt(targeting, 'excluded_custom_audiences')),
		placementsOf(targeting).join(', ') || 'automatic placements',
		listWords('devices', listAt(targeting, 'device_platforms')),
		`Advantage+ audience ${advantageOf(targeting) ? 'on' : 'off'}`,
		others.length > 0 && `also ${others.join(', ')}`,
	]
		.filter(Boolean)
		.join('; ');
}
