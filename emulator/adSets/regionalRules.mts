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

/** 3858550 for Singapore (third-party hint); which other countries are refused without a declaration is UNCONFIRMED 87. */
const singaporeRule: AdSetRule = {
	on: ['targeting', 'more'],
	check: ({ targeting = {}, more = {} }) => {
		const places = isObject(targeting.geo_locations) ? targeting.geo_locations.countries : [];
		if (!Array.isArray(places) || !places.includes('SG')) return;
		const categories = more[CATEGORIES];
		if (Array.isArray(categories) && categories.includes('SINGAPORE_UNIVERSAL')) return;
		throw ruleError('Declaration is missing', 'Ads in Singapore need a declaration.', CATEGORIES, 3858550);
	},
};

export const REGIONAL_RULES: AdSetRule[] = [identitiesRule, singaporeRule];
