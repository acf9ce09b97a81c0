import { InputProblem } from '../../../../shared/form/problem';
import { specialAdCategories } from '../../../campaign/choices';
import { recordOf } from '../../../../shared/reading/json';
import type { Targeting } from '../../../targeting/targetingJson';
import type { CampaignFacts } from '../../campaignFacts';
import { countriesIn } from './countries';
import { ageInWords, ageOf, genderOf } from '../parts';
import { listAt } from '../tree';

/** Categories with a limited audience. Old campaigns may still have CREDIT, which became financial products. */
const limitedCategories = ['HOUSING', 'EMPLOYMENT', 'FINANCIAL_PRODUCTS_SERVICES', 'CREDIT'];

/**
 * Where the limits hold for ads shown there: the United States with its territories, and Canada. They hold in some
 * countries of Europe as well, and for advertisers from the United States everywhere. The source is Meta Business Help,
 * "About audiences for housing, employment or financial products and services campaigns". Which countries, and which
 * advertisers, is left to Meta.
 */
const limitedIn = new Set(['US', 'PR', 'GU', 'VI', 'AS', 'MP', 'CA']);

/** Smallest distance around a place: 15 miles (same page), 25 km as Ads Manager shows it. */
const leastRadius = { mile: 15, kilometer: 25 } as const;

type Field = 'ageMin' | 'ageMax' | 'gender' | 'zips' | 'cities';

function isTooNear(city: unknown): boolean {
	const { radius, distance_unit: unit } = recordOf(city);
	const least = unit === 'kilometer' ? leastRadius.kilometer : leastRadius.mile;
	return radius !== undefined && Number(radius) < least;
}

interface Limit {
	readonly field: Field;
	readonly broken: (targeting: Targeting) => boolean;
	readonly says: (targeting: Targeting) => string;
	readonly advice: string;
}

const wholeAge = 'Everybody from 18 to 65 and older has to be reached. Remove the field.';

/** The same page: ages 18 to 65 and older, all genders, no ZIP codes, a wider circle around a city. */
const limits: readonly Limit[] = [
	{
		field: 'ageMin',
		broken: (targeting) => ageOf(targeting, 'age_min') !== 18,
		says: (targeting) => `cannot be ${ageInWords(targeting, 'age_min')}`,
		advice: wholeAge,
	},
	{
		field: 'ageMax',
		broken: (targeting) => ageOf(targeting, 'age_max') !== 65,
		says: (targeting) => `cannot be ${ageInWords(targeting, 'age_max')}`,
		advice: wholeAge,
	},
	{
		field: 'gender',
		broken: (targeting) => genderOf(targeting) !== 'all',
		says: (targeting) => `cannot be ${genderOf(targeting)}`,
		advice: 'All genders have to be reached. Remove the field.',
	},
	{
		field: 'zips',
		broken: (targeting) => listAt(targeting, 'geo_locations', 'zips').length > 0,
		says: () => 'cannot be used',
		advice: 'Choose countries, regions or cities instead.',
	},
	{
		field: 'cities',
		broken: (targeting) => listAt(targeting, 'geo_locations', 'cities').some(isTooNear),
		says: () => 'has a radius that is too small',
		advice: `Enter at least ${leastRadius.mile} miles or ${leastRadius.kilometer} kilometers, or 0: Meta widens a city by itself.`,
	},
];

function isLimited(targeting: Targeting, countries: readonly string[]): boolean {
	const namedCountries = countriesIn(targeting.geo_locations);
	return (namedCountries.length > 0 ? namedCountries : countries).some((code) => limitedIn.has(code));
}

/**
 * Why the targeting does not fit the campaign's special ad category.
 *
 * @param at where a field is entered; undefined where the form leaves it alone, which is then Meta's to judge
 */
export function specialCategoryProblem(
	targeting: Targeting,
	{ specialAdCategories: categories, specialAdCountries }: CampaignFacts,
	at: (field: Field) => readonly string[] | undefined,
): InputProblem | null {
	const category = categories.find((name) => limitedCategories.includes(name));
	if (category === undefined || !isLimited(targeting, specialAdCountries)) return null;
	const name = specialAdCategories.find(({ value }) => value === category)?.name ?? category;
	for (const { field, broken, says, advice } of limits) {
		const path = at(field);
		if (path === undefined || !broken(targeting)) continue;
		return new InputProblem(path, `${says(targeting)} in a campaign of the special ad category ${name}`, advice);
	}
	return null;
}
