import type { GraphObject } from '../../shared/graph/object';
import { isRecord } from '../../shared/record';

/** What Meta shows of how a lookalike was made (Custom Audience reference, `lookalike_spec`); empty for other audiences. */
export interface ShownLookalike {
	readonly ratio?: unknown;
	readonly startingRatio?: unknown;
	readonly country?: unknown;
	readonly targetCountries?: unknown;
	readonly origins: readonly GraphObject[];
}

export function shownLookalike({ lookalike_spec: spec }: GraphObject): ShownLookalike {
	if (!isRecord(spec)) return { origins: [] };
	const { ratio, starting_ratio: startingRatio, country, target_countries: targetCountries, origin } = spec;
	return {
		ratio,
		startingRatio,
		country,
		targetCountries,
		origins: Array.isArray(origin) ? origin.filter(isRecord) : [],
	};
}

/** Percent of the people of the countries, nearest first: 0 to 1 is the most similar one percent. */
export interface LookalikeTier {
	readonly from: number;
	readonly to: number;
}

/** "1%" or "1–3%". */
export const tierInWords = ({ from, to }: LookalikeTier): string => (from > 0 ? `${from}–${to}%` : `${to}%`);
