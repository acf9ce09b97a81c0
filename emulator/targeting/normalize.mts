import { isObject, type JsonObject } from '../graph/language/jsonObjects.mts';
import { shownPlaces } from './geo.mts';

/** Nothing but places: what counts as default targeting for v23.0's Advantage+ audience default (Meta: marketing-api-changelog/version23.0). */
export function isPlain({ age_min = 18, age_max = 65, ...rest }: JsonObject): boolean {
	return age_min === 18 && age_max === 65 && Object.keys(rest).every((key) => key === 'geo_locations');
}

export function advantageOf(targeting: JsonObject): number | undefined {
	const automation = targeting.targeting_automation;
	const flag = isObject(automation) ? automation.advantage_audience : undefined;
	return flag === undefined ? undefined : Number(flag);
}

/** Targeting as it is stored: the age range filled in, on creation the flag of plain targeting too (v23.0, create only). */
export function normalizeTargeting(input: JsonObject, isNew: boolean): JsonObject {
	const targeting: JsonObject = { age_min: 18, age_max: 65, ...input };
	for (const key of ['geo_locations', 'excluded_geo_locations'] as const)
		if (isObject(targeting[key])) targeting[key] = shownPlaces(targeting[key]);
	if (isNew && advantageOf(input) === undefined && isPlain(input))
		targeting.targeting_automation = { advantage_audience: 1 };
	// messenger_positions "story" is dropped without a word since v26.0 (third-party hint).
	if (Array.isArray(targeting.messenger_positions)) {
		targeting.messenger_positions = targeting.messenger_positions.filter((position) => position !== 'story');
	}
	if (includesStatus(targeting) && targeting.user_age_unknown === undefined) targeting.user_age_unknown = true;
	return targeting;
}

/** WhatsApp Status reaches people of unknown age unless it says otherwise, since May 2026 (Meta: audiences/reference/basic-targeting). */
const includesStatus = ({ whatsapp_positions: positions }: JsonObject): boolean =>
	Array.isArray(positions) && positions.includes('status');
