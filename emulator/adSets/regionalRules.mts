import { ruleError } from '../graph/language/graphError.mts';
import { isObject } from '../graph/language/jsonObjects.mts';
import type { AdSetRule } from './rule.mts';

const CATEGORIES = 'regional_regulated_categories';
const IDENTITIES = 'regional_regulation_identities';

/** Names of the categories and of their identities (Meta: reference/ad-campaign). The SDK's list has numbers instead. */
const PREFIXES: Record<string, string> = {
	TAIWAN_FINSERV: 'taiwan_finserv',
	TAIWAN_UNIVERSAL: 'taiwan_universal',
	SINGAPORE_UNIVERSAL: 'singapore_universal',
	AUSTRALIA_FINSERV: 'australia_finserv',
	INDIA_FINSERV: 'india_finserv',
	THAILAND_UNIVERSAL: 'universal',
	BRAZIL_REGULATION: 'universal',
	// Read back next to others and alone, as clients in production show it.
	VOLUNTARY_VERIFICATION: 'universal',
};

/** Both identities for each category, and both of Taiwan's for finance (the same page); subcodes: third-party hints. */
const identitiesRule: AdSetRule = {
	on: ['more'],
	check: ({ more = {} }) => {
		const { [CATEGORIES]: categories, [IDENTITIES]: sentIdentities } = more;
		if (!Array.isArray(categories)) return;
		const unknown = categories.find((name) => PREFIXES[String(name)] === undefined);
		if (unknown !== undefined) throw ruleError('Regulated category', `${String(unknown)} is none.`, CATEGORIES);
		if (categories.includes('TAIWAN_FINSERV') && !categories.includes('TAIWAN_UNIVERSAL'))
			throw ruleError('Regulated category', 'TAIWAN_FINSERV needs TAIWAN_UNIVERSAL as well.', CATEGORIES);
		const identities = isObject(sentIdentities) ? sentIdentities : {};
		for (const name of categories) {
			for (const [role, subcode] of [
				['beneficiary', 3858634],
				['payer', 3858636],
			] as const) {
				if (identities[`${PREFIXES[String(name)]}_${role}`]) continue;
				throw ruleError('Identity is missing', `${String(name)} needs a verified ${role}.`, IDENTITIES, subcode);
			}
		}
	},
};

/**
 * Which declaration the ads of a country need, and the subcode without it: 3858498 and 3858550 as several clients in production met
 * them, 2026, also for the whole world. Brazil's is refused by ad account (3858634), so that only its identities are asked for.
 */
const DECLARED: ReadonlyArray<readonly [country: string, category: string, subcode: number]> = [
	['TW', 'TAIWAN_UNIVERSAL', 3858498],
	['SG', 'SINGAPORE_UNIVERSAL', 3858550],
];

const has = (places: unknown, list: string, name: string): boolean => {
	const names = isObject(places) ? places[list] : undefined;
	return Array.isArray(names) && names.includes(name);
};

const declarationRule: AdSetRule = {
	on: ['targeting', 'more'],
	check: ({ targeting = {}, more = {} }) => {
		const { geo_locations: reached, excluded_geo_locations: excluded } = targeting;
		for (const [country, category, subcode] of DECLARED) {
			const isReached = has(reached, 'countries', country) || has(reached, 'country_groups', 'worldwide');
			if (!isReached || has(excluded, 'countries', country) || has(more, CATEGORIES, category)) continue;
			throw ruleError('Declaration is missing', `Ads in ${country} need a declaration.`, CATEGORIES, subcode);
		}
	},
};

export const REGIONAL_RULES: AdSetRule[] = [identitiesRule, declarationRule];
