import type { GraphFailure } from '../../shared/graph/error';
import type { Creation } from '../../shared/graph/writes/create';
import { majorOf } from '../../shared/spec';

/**
 * Countries in a lookalike. Meta announced that v27.0 takes none (release notes of its business SDKs, v27.0.0). It had
 * announced the same for v10.0 and went on to demand them (facebook-java-business-sdk issue 334). So the version decides
 * which way is tried first, and a refusal of that way leads to the other.
 */

/** A creation of a lookalike with these countries, or without any. */
export interface SizeWay {
	readonly countries: readonly string[];
	readonly creation: Creation;
}

/** The first version that takes no countries, by Meta's announcement. */
const FIRST_WITHOUT = 27;

/** The countries to send first, and those to send where Meta refuses that. */
export const placesFor = (
	version: string,
	countries: readonly string[],
): readonly [readonly string[], readonly string[]] =>
	majorOf(version) >= FIRST_WITHOUT ? [[], countries] : [countries, []];

/** "Missing Locations in Lookalike Spec" (facebook-java-business-sdk issue 334). */
const MISSING = 1713159;

/** "Can't Create a Duplicate Lookalike", whose text speaks of the country (facebook-php-business-sdk issue 477). */
const DUPLICATE = 1713007;

/** "Invalid Lookalike Country" (facebook-python-business-sdk issue 350): without a country it would be another audience. */
const BAD_COUNTRY = 1713089;

/** Meta's texts on parameters are English: either names it, or says of the country that it is gone. */
const wantedPlace = /\b(?:location_spec|country)\b/i;
const isGone = /\b(?:no longer|not (?:supported|allowed|accepted)|unsupported|deprecated|removed)\b/i;
const namesUnwanted = (text: string): boolean =>
	/\blocation_spec\b/i.test(text) || (/\bcountry\b/i.test(text) && isGone.test(text));
const namesWanted = (text: string): boolean => wantedPlace.test(text);

/** Whether Meta turned it down for being with countries, or for being without. It is never true where the outcome is open. */
export function refusesPlaces({ kind, meta }: GraphFailure, { countries }: SizeWay): boolean {
	if (kind !== 'invalidParameter' || meta === undefined) return false;
	if (meta.subcode === MISSING) return countries.length === 0;
	if (meta.subcode === DUPLICATE || meta.subcode === BAD_COUNTRY) return false;
	const names = countries.length > 0 ? namesUnwanted : namesWanted;
	return (
		meta.blame.some((path) => wantedPlace.test(path)) ||
		[meta.message, meta.userTitle, meta.userMessage].some((text) => names(text ?? ''))
	);
}

export const isDuplicateLookalike = ({ meta }: GraphFailure): boolean =>
	meta?.code === 2654 && meta.subcode === DUPLICATE;
