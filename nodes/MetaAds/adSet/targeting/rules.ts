import { InputProblem } from '../../../shared/form/problem';
import { allOf } from '../../../shared/form/problems';
import { recordOf } from '../../../shared/reading/json';
import type { Targeting } from '../../targeting/targetingJson';
import { reachesEurope } from './facts/countries';
import { advantageOf, ageOf } from './parts';
import { listAt } from './tree';

/** Where the parts of a targeting are entered. */
export interface TargetingPaths {
	readonly countries: readonly string[];
	readonly ageMax: readonly string[];
	/** Given where only the switch is touched: then it is the switch that does not fit. */
	readonly advantage?: readonly string[];
	readonly beneficiary: readonly string[];
	readonly payor: readonly string[];
}

/** Who benefits from the ads and who pays for them. */
interface Parties {
	readonly beneficiary?: unknown;
	readonly payor?: unknown;
}

const isFilled = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';

/** A targeting names a place, or an audience that stands for one (Marketing API, "Basic targeting": location). */
function placesProblem(targeting: Targeting, { countries }: TargetingPaths): InputProblem | null {
	const places = Object.values(recordOf(targeting.geo_locations));
	if (places.some((list) => Array.isArray(list) && list.length > 0)) return null;
	if (listAt(targeting, 'custom_audiences').length > 0) return null;
	const advice = 'Choose at least one country, or a region, city or ZIP code under Targeting.';
	return new InputProblem(countries, countries.includes('targetingJson') ? 'names no place' : 'is empty', advice);
}

/**
 * With Advantage+ audience a maximum age is only a suggestion, and below 65 refused: subcode 1870189 (Marketing API
 * changelog, v23.0).
 */
function ageProblem(targeting: Targeting, { ageMax, advantage }: TargetingPaths): InputProblem | null {
	const oldest = ageOf(targeting, 'age_max');
	const individual = recordOf(recordOf(targeting.targeting_automation).individual_setting);
	if (!advantageOf(targeting) || oldest >= 65 || Number(individual.age ?? 0) === 1) return null;
	if (advantage) {
		const advice = 'Add Maximum Age with 65, which means 65 and older, or leave the switch off.';
		return new InputProblem(advantage, `cannot be on with a maximum age of ${oldest}`, advice);
	}
	const advice = 'Switch Advantage+ Audience off, or enter 65, which means 65 and older.';
	return new InputProblem(ageMax, `cannot be ${oldest} with Advantage+ Audience on`, advice);
}

/**
 * Ads shown in the European Union name who benefits and who pays (Marketing API, Ad Set reference, `dsa_beneficiary`,
 * `dsa_payor`).
 */
function europeProblem(
	targeting: Targeting,
	{ beneficiary, payor }: Parties,
	paths: TargetingPaths,
): InputProblem | null {
	if (!reachesEurope(targeting.geo_locations)) return null;
	const advice = 'Enter the person or organization; people in the European Union can see it with the ad.';
	const fieldProblem = (value: unknown, path: readonly string[]): InputProblem | null =>
		isFilled(value) ? null : new InputProblem(path, 'is empty, and ads in the European Union need it', advice);
	return allOf([fieldProblem(beneficiary, paths.beneficiary), fieldProblem(payor, paths.payor)]);
}

/** Why the targeting cannot be used as it is. */
export const targetingProblem = (targeting: Targeting, parties: Parties, paths: TargetingPaths): InputProblem | null =>
	allOf([placesProblem(targeting, paths), ageProblem(targeting, paths), europeProblem(targeting, parties, paths)]);
