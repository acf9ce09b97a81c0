import { minBy } from 'lodash';
import { z } from 'zod';

import { problem } from '../../shared/form/words';
import { isRecord, parsedJson, type Json } from '../../shared/record';
import { flexibleTargetingSpec, targetingGeoLocationSpec, targetingSpec } from '../../shared/spec';

/** A targeting as Meta writes it (Marketing API, Targeting object). */
export type Targeting = Json;

interface Flaw {
	readonly message: string;
	readonly advice: string;
}

/** A slip of the keyboard changes a few letters; more than that is another word. */
const SLIP = 3;

/** Letters to add, drop or change between two words; Infinity where that is more than so many. */
function slips(one: string, other: string, most: number): number {
	if (one === '' || other === '') return one.length + other.length <= most ? one.length + other.length : Infinity;
	const [rest, otherRest] = [one.slice(1), other.slice(1)];
	if (one.charAt(0) === other.charAt(0)) return slips(rest, otherRest, most);
	if (most === 0) return Infinity;
	const [dropped, slipsIfAdded] = [slips(rest, other, most - 1), slips(one, otherRest, most - 1)];
	return 1 + Math.min(dropped, slipsIfAdded, slips(rest, otherRest, most - 1));
}

function unknownKey(object: Targeting, knownKeys: readonly string[], place: string): Flaw | undefined {
	const key = Object.keys(object).find((name) => !knownKeys.includes(name));
	if (key === undefined) return undefined;
	const message = `has a key Meta does not know: ${place}${key}`;
	const near = knownKeys.flatMap((name) => {
		const off = slips(key.toLowerCase(), name, SLIP);
		return off === Infinity ? [] : [{ name, off }];
	});
	const nearest = minBy(near, 'off');
	if (nearest === undefined) {
		return { message, advice: `Remove it. Known here are ${knownKeys.slice(0, 8).join(', ')} and others.` };
	}
	const advice = `Did you mean ${nearest.name}? Meta could overlook a misspelt key and reach more people than meant.`;
	return { message, advice };
}

/** Places under `geo_locations`: given, they have to name one. */
function geoFlaw(targeting: Targeting, name: 'geo_locations' | 'excluded_geo_locations'): Flaw | undefined {
	const places = targeting[name];
	if (places === undefined) return undefined;
	if (!isRecord(places)) {
		return { message: `has no object under ${name}`, advice: `Write it as {"countries": ["US"]}.` };
	}
	const flaw = unknownKey(places, targetingGeoLocationSpec.Fields, `${name}.`);
	if (flaw || name === 'excluded_geo_locations') return flaw;
	const hasNames = Object.entries(places).some(
		([kind, list]) => kind !== 'location_types' && Array.isArray(list) && list.length > 0,
	);
	return hasNames
		? undefined
		: { message: 'names no place', advice: 'Put at least one country, region, city or ZIP code under geo_locations.' };
}

const options = '{"interests": [{"id": "6003139266461"}]}';

const optionsFlaw = (part: unknown, place: string): Flaw | undefined =>
	isRecord(part)
		? unknownKey(part, flexibleTargetingSpec.Fields, `${place}.`)
		: { message: `has no object at ${place}`, advice: `Write it as ${options}.` };

/** `flexible_spec` is a list of groups, `exclusions` one group of the same shape. */
function flexibleFlaw({ flexible_spec: groups = [], exclusions = {} }: Targeting): Flaw | undefined {
	if (!Array.isArray(groups)) {
		return { message: 'has no list under flexible_spec', advice: `Write it as [${options}].` };
	}
	const flaws = groups.map((group, index) => optionsFlaw(group, `flexible_spec[${index}]`));
	return [...flaws, optionsFlaw(exclusions, 'exclusions')].find((flaw) => flaw !== undefined);
}

/** What is wrong with a targeting as far as it can be told without Meta: spelling and shape, not whether it makes sense. */
export const targetingFlaw = (targeting: Targeting): Flaw | undefined =>
	unknownKey(targeting, targetingSpec.Fields, '') ??
	geoFlaw(targeting, 'geo_locations') ??
	geoFlaw(targeting, 'excluded_geo_locations') ??
	flexibleFlaw(targeting);

/** A targeting in JSON, as text or as the object an expression gives. */
export const targetingCheck = z.unknown().transform((value, context): Targeting => {
	if (typeof value === 'string' && value.trim() === '') {
		problem(context, [], 'is empty', 'Enter a targeting such as {"geo_locations": {"countries": ["US"]}}.');
		return {};
	}
	const targeting = parsedJson(value);
	if (!isRecord(targeting)) {
		const advice = 'Check quotes, commas and brackets. It starts with { and ends with }.';
		problem(context, [], 'is not a JSON object', advice);
		return {};
	}
	const flaw = targetingFlaw(targeting);
	if (flaw) problem(context, [], flaw.message, flaw.advice);
	return targeting;
});
