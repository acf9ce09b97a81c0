import type { AdSetRule } from '../adSets/rule.mts';
import { GraphError, ruleError } from '../graph/language/graphError.mts';
import { isObject, type JsonObject } from '../graph/language/jsonObjects.mts';
import { entries, geoOf, reachesEu } from './geo.mts';
import { advantageOf, isPlain } from './normalize.mts';
import { checkPlacements } from './placements.mts';
import { checkDetailed, checkKeys, checkPeople, checkPlaces, targetingError } from './specRules.mts';

/** Everything that is judged by the spec alone; estimates check it too. */
export function checkTargeting(targeting: JsonObject): void {
	for (const check of [checkKeys, checkPlaces, checkPeople, checkDetailed, checkPlacements]) check(targeting);
}

const specRule: AdSetRule = { on: ['targeting'], check: ({ targeting = {} }) => checkTargeting(targeting) };

const CONSTRAINED = ['HOUSING', 'EMPLOYMENT', 'FINANCIAL_PRODUCTS_SERVICES', 'CREDIT'];
/** With Advantage+ audience; 1870188: third-party hint. */
const MOST_MIN_AGE = 25;
const FLAG = ['targeting_automation', 'advantage_audience'];

/**
 * New ad sets say yes or no, except with plain targeting (changelog v23.0; subcodes 1870227 and 1870189: third-party hints).
 * Constrained audiences always say it (changelog v26.0). Ages that `individual_setting` makes a suggestion pass (UNCONFIRMED 82).
 */
const advantageRule: AdSetRule = {
	on: ['targeting'],
	check: ({ targeting = {} }, { campaign, current }) => {
		const flag = advantageOf(targeting);
		if (flag !== undefined && flag !== 0 && flag !== 1) {
			throw targetingError('Advantage audience is not valid', 'advantage_audience is 0 or 1.', FLAG);
		}
		const isConstrained = campaign.specialAdCategories.some((category) => CONSTRAINED.includes(category));
		if (flag === undefined && current === undefined && (isConstrained || !isPlain(targeting))) {
			throw targetingError(
				'Advantage Audience Flag Required',
				'To create your ad set, enable or disable the Advantage audience feature: set advantage_audience to 1 or 0.',
				FLAG,
				1870227,
			);
		}
		const automation = isObject(targeting.targeting_automation) ? targeting.targeting_automation : {};
		const individual = isObject(automation.individual_setting) ? automation.individual_setting : {};
		if (flag !== 1 || Number(individual.age) === 1) return;
		if (Number(targeting.age_min ?? 18) > MOST_MIN_AGE) {
			throw targetingError(
				'Minimum age does not fit',
				`With Advantage+ audience the minimum age cannot be higher than ${MOST_MIN_AGE}.`,
				['age_min'],
				1870188,
			);
		}
		if (Number(targeting.age_max ?? 65) >= 65) return;
		throw targetingError(
			'Maximum age does not fit',
			'With Advantage+ audience the maximum age cannot be lower than 65.',
			['age_max'],
			1870189,
		);
	},
};

/** Housing, employment, financial products: no age, gender or zip targeting, at least 15 miles (Meta: audiences/special-ad-category). Subcodes UNCONFIRMED 82. */
const categoryRule: AdSetRule = {
	on: ['targeting'],
	check: ({ targeting = {} }, { campaign }) => {
		// Political ads are not possible in the EU since 2025-10-06 (Meta: out-of-cycle-changes/occ-2025).
		if (campaign.specialAdCategories.includes('ISSUES_ELECTIONS_POLITICS') && reachesEu(geoOf(targeting))) {
			throw targetingError('Location is not available', 'Political ads cannot run in the EU.', ['geo_locations']);
		}
		const category = campaign.specialAdCategories.find((name) => CONSTRAINED.includes(name));
		if (category === undefined) return;
		const refuse = (subject: string, path: string[]): never => {
			throw targetingError('Not available in a special ad category', `${category}: ${subject}`, path);
		};
		const geo = geoOf(targeting);
		if (Number(targeting.age_min ?? 18) !== 18) refuse('the age range must be 18 to 65+.', ['age_min']);
		if (Number(targeting.age_max ?? 65) !== 65) refuse('the age range must be 18 to 65+.', ['age_max']);
		const genders = entries(targeting, 'genders').map(Number);
		if (genders.includes(1) !== genders.includes(2)) refuse('all genders must be included.', ['genders']);
		if (entries(geo, 'zips').length > 0) refuse('zip codes cannot be targeted.', ['geo_locations', 'zips']);
		for (const list of ['cities', 'custom_locations']) {
			if (entries(geo, list).some(isTooNear)) refuse('the radius must be at least 15 miles.', ['geo_locations', list]);
		}
	},
};

const LEAST_RADIUS = { mile: 15, kilometer: 25 };

/** A city without a radius is widened by Meta itself (UNCONFIRMED 83). */
function isTooNear(entry: unknown): boolean {
	if (!isObject(entry) || entry.radius === undefined) return false;
	return Number(entry.radius) < (entry.distance_unit === 'kilometer' ? LEAST_RADIUS.kilometer : LEAST_RADIUS.mile);
}

/** Meta: reference/ad-campaign; at most 512 characters. */
const MAX_DSA = 512;
const DSA = [
	['dsaBeneficiary', 'dsa_beneficiary', 'beneficiary', 3858081],
	['dsaPayor', 'dsa_payor', 'payor', 3858079],
] as const;

/** EU targeting names who benefits and who pays (Meta: reference/ad-account/adsets, with both refusals as they are answered). */
const euRule: AdSetRule = {
	on: ['targeting', 'dsaBeneficiary', 'dsaPayor'],
	check: (result, { current }) => {
		const targeting = result.targeting ?? current?.targeting ?? {};
		for (const [key, name, word, subcode] of DSA) {
			const value = result[key];
			if (value !== undefined && value.length > MAX_DSA) {
				throw ruleError(`The ${word} is too long`, `${name} takes at most ${MAX_DSA} characters.`, name);
			}
			if (value?.trim() || !reachesEu(geoOf(targeting))) continue;
			throw new GraphError(100, 'Invalid parameter', {
				subcode,
				transient: false,
				userTitle: `No ${word} provided in DSA regulated region`,
				userMsg: `Ads in the European Union must name a ${word} (${name}).`,
				blame: [[name]],
				isDataText: true,
			});
		}
	},
};

export const TARGETING_RULES: AdSetRule[] = [specRule, categoryRule, advantageRule, euRule];
