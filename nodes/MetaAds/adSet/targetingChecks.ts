import { InputProblem } from '../../shared/form/problem';
import type { Targeting } from '../targeting/targetingJson';
import { reachesEurope } from './countries';
import { advantageOf, ageOf } from './targetingParts';
import { listAt } from './targetingTree';

type Json = Readonly<Record<string, unknown>>;

/** Where the parts of a targeting are entered. */
export interface TargetingPaths {
	readonly countries: readonly string[];
	readonly ageMax: readonly string[];
	/** Given where only the switch is touched: then it is the switch that does not fit. */
	readonly advantage?: readonly string[];
	readonly beneficiary: readonly string[];
	readonly payor: readonly string[];
}

export interface European {
	readonly beneficiary?: unknown;
	readonly payor?: unknown;
}

const filled = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';

/** A targeting names a place, or an audience that stands for one (Marketing API, "Basic targeting": location). */
function placesProblem(targeting: Targeting, { countries }: TargetingPaths): InputProblem | null {
	const places = Object.values((targeting.geo_locations ?? {}) as Json);
	if (places.some((list) => Array.isArray(list) && list.length > 0) || listAt(targeting, 'custom_audiences').length > 0) return null;
	return new InputProblem(countries, 'names no place', 'Choose at least one country, or a region, city or ZIP code under Targeting.');
}

/** With Advantage+ audience a maximum age is only a suggestion, and below 65 refused: subcode 1870189 (Marketing API changelog, v23.0). */
function ageProblem(targeting: Targeting, { ageMax, advantage }: TargetingPaths): InputProblem | null {
	const automation = (targeting.targeting_automation ?? {}) as { individual_setting?: { age?: unknown } };
	if (!advantageOf(targeting) || ageOf(targeting, 'age_max') >= 65 || Number(automation.individual_setting?.age ?? 0) === 1) return null;
	if (advantage) return new InputProblem(advantage, `cannot be on with a maximum age of ${ageOf(targeting, 'age_max')}`, 'Add Maximum Age with 65, which means 65 and older, or leave the switch off.');
	return new InputProblem(ageMax, `cannot be ${ageOf(targeting, 'age_max')} with Advantage+ Audience on`, 'Switch Advantage+ Audience off, or enter 65, which means 65 and older.');
}

/** Ads shown in the European Union name who benefits and who pays (Marketing API, Ad Set reference, `dsa_beneficiary`, `dsa_payor`). */
function europeProblem(targeting: Targeting, { beneficiary, payor }: European, paths: TargetingPaths): InputProblem | null {
	if (!reachesEurope(targeting.geo_locations)) return null;
	const missing = !filled(beneficiary) ? paths.beneficiary : !filled(payor) ? paths.payor : null;
	return missing && new InputProblem(missing, 'is empty, and ads in the European Union need it', 'Enter the person or organization; people in the European Union can see it with the ad.');
}

/** Why the targeting cannot be used as it is. */
export const targetingProblem = (targeting: Targeting, european: European, paths: TargetingPaths): InputProblem | null =>
	placesProblem(targeting, paths) ?? ageProblem(targeting, paths) ?? europeProblem(targeting, european, paths);
