import type { GraphObject } from '../../shared/graph/object';
import type { GraphParams } from '../../shared/graph/request';
import { shownLookalike, tierInWords, type LookalikeTier } from '../audience/shownLookalike';
import { showsWanted } from '../../shared/reading/shown';

/** What a lookalike is made of and how large it is (Marketing API, "Lookalike Audiences"). Pure. */

export type LookalikeSource =
	| { readonly type: 'audience'; readonly id: string; readonly valueBased: boolean }
	| { readonly type: 'page'; readonly id: string }
	| { readonly type: 'campaign'; readonly id: string };

/** 3 → 0.03, without the digits that dividing may leave behind. */
const ratioOf = (percent: number): number => Number((percent / 100).toFixed(2));

/** @param countries none: the lookalike is made without them */
function place(countries: readonly string[]): GraphParams {
	const [first, ...others] = countries;
	if (first === undefined) return {};
	return others.length === 0 ? { country: first } : { location_spec: { geo_locations: { countries } } };
}

const basis = (source: LookalikeSource): GraphParams => {
	if (source.type === 'page') return { page_id: source.id, conversion_type: 'page_like' };
	if (source.type === 'campaign') return { origin_ids: source.id, conversion_type: 'campaign_conversions' };
	// Meta’s guide for value-based sources names a type beside the ratio; otherwise it is either type or ratio.
	return source.valueBased ? { type: 'custom_ratio' } : {};
};

/** Types matter: since v24.0 Meta refuses a ratio written as text. */
export const lookalikeSpec = (
	source: LookalikeSource,
	{ from, to }: LookalikeTier,
	countries: readonly string[],
	allowInternationalSeeds = false,
): GraphParams => ({
	...basis(source),
	ratio: ratioOf(to),
	...(from > 0 ? { starting_ratio: ratioOf(from) } : {}),
	...place(countries),
	...(allowInternationalSeeds ? { allow_international_seeds: true } : {}),
});

/** As Ads Manager names them. */
export function lookalikeName(sourceName: string, tier: LookalikeTier, countries: readonly string[]): string {
	const countryWords = countries.length > 5 ? [...countries.slice(0, 4), `${countries[4]} …`] : countries;
	return `Lookalike (${[...countryWords, tierInWords(tier)].join(', ')}) - ${sourceName}`;
}

/**
 * Whether an audience is the lookalike of this source, size and these countries, as far as Meta shows its spec.
 *
 * @param countries none: one that shows no country
 */
export function isThatLookalike(
	audience: GraphObject,
	source: LookalikeSource,
	tier: LookalikeTier,
	countries: readonly string[],
): boolean {
	if (audience.subtype !== 'LOOKALIKE') return false;
	const { ratio, startingRatio, country, targetCountries, origins } = shownLookalike(audience);
	return (
		origins.some(({ id }) => String(id) === source.id) &&
		ratioOf(Number(ratio) * 100) === ratioOf(tier.to) &&
		ratioOf(Number(startingRatio ?? 0) * 100) === ratioOf(tier.from) &&
		showsWanted(Array.isArray(targetCountries) ? targetCountries : [country ?? []].flat(), countries, 'anyOrder')
	);
}
