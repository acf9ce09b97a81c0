import type { GraphObject } from '../../shared/graph/object';
import type { GraphParams } from '../../shared/graph/request';

/** What a lookalike is made of and how large it is (Marketing API, "Lookalike Audiences"). Pure. */

export type Source =
	| { readonly type: 'audience'; readonly id: string; readonly valueBased: boolean }
	| { readonly type: 'page'; readonly id: string }
	| { readonly type: 'campaign'; readonly id: string };

/** Percent of the people of the countries, nearest first: 0 to 1 is the most similar one percent. */
export interface Tier {
	readonly from: number;
	readonly to: number;
}

/** 3 → 0.03, without the digits that dividing may leave behind. */
const ratioOf = (percent: number): number => Number((percent / 100).toFixed(2));

const place = (countries: readonly string[]): GraphParams =>
	countries.length === 1 ? { country: countries[0] } : { location_spec: { geo_locations: { countries } } };

const basis = (source: Source): GraphParams => {
	if (source.type === 'page') return { page_id: source.id, conversion_type: 'page_like' };
	if (source.type === 'campaign') return { origin_ids: source.id, conversion_type: 'campaign_conversions' };
	// Meta’s guide for value-based sources names a type beside the ratio; otherwise it is either type or ratio.
	return source.valueBased ? { type: 'custom_ratio' } : {};
};

/** Types matter: since v24.0 Meta refuses a ratio written as text. */
export const lookalikeSpec = (source: Source, { from, to }: Tier, countries: readonly string[], allowInternationalSeeds = false): GraphParams => ({
	...basis(source),
	ratio: ratioOf(to),
	...(from > 0 ? { starting_ratio: ratioOf(from) } : {}),
	...place(countries),
	...(allowInternationalSeeds ? { allow_international_seeds: true } : {}),
});

/** "1%" or "1–3%". */
export const tierInWords = ({ from, to }: Tier): string => (from > 0 ? `${from}–${to}%` : `${to}%`);

/** As Ads Manager names them. */
export const lookalikeName = (sourceName: string, tier: Tier, countries: readonly string[]): string =>
	`Lookalike (${countries.length > 5 ? `${countries.slice(0, 5).join(', ')} …` : countries.join(', ')}, ${tierInWords(tier)}) - ${sourceName}`;

interface ShownSpec {
	readonly ratio?: unknown;
	readonly starting_ratio?: unknown;
	readonly country?: unknown;
	readonly target_countries?: unknown;
	readonly origin?: unknown;
}

const sorted = (list: readonly unknown[]): string => JSON.stringify(list.map(String).sort());

/** Whether an audience is the lookalike of this source, size and these countries, as far as Meta shows its spec. */
export function isThatLookalike(audience: GraphObject, source: Source, tier: Tier, countries: readonly string[]): boolean {
	if (audience.subtype !== 'LOOKALIKE') return false;
	const spec = (audience.lookalike_spec ?? {}) as ShownSpec;
	const origins = Array.isArray(spec.origin) ? (spec.origin as GraphObject[]).map(({ id }) => String(id)) : [];
	const shown = Array.isArray(spec.target_countries) ? spec.target_countries : [spec.country];
	return (
		origins.includes(source.id) &&
		ratioOf(Number(spec.ratio) * 100) === ratioOf(tier.to) &&
		ratioOf(Number(spec.starting_ratio ?? 0) * 100) === ratioOf(tier.from) &&
		sorted(shown) === sorted(countries)
	);
}
