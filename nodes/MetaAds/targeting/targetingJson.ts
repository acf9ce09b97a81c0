import { z } from 'zod';

import { problem } from '../../shared/form/words';
import { flexibleTargetingSpec, targetingGeoLocationSpec, targetingSpec } from '../../shared/spec';
import { isRecord } from '../../shared/record';

/** A targeting as Meta writes it (Marketing API, Targeting object). */
export type Targeting = Readonly<Record<string, unknown>>;

interface Flaw {
	readonly message: string;
	readonly advice: string;
}

/** Letters to add, drop or change between two words. */
function distance(one: string, other: string): number {
	let row = Array.from({ length: other.length + 1 }, (_, index) => index);
	for (let i = 1; i <= one.length; i++) {
		const next = [i];
		for (let j = 1; j <= other.length; j++) {
			next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
		}
		row = next;
	}
	return row[other.length];
}

/** A slip of the keyboard changes a few letters; more than that is another word. */
const SLIP = 3;

function unknownKey(object: Targeting, known: readonly string[], place: string): Flaw | undefined {
	const key = Object.keys(object).find((name) => !known.includes(name));
	if (key === undefined) return undefined;
	const [near] = known.map((name) => ({ name, off: distance(key.toLowerCase(), name) })).sort((one, other) => one.off - other.off);
	return {
		message: `has a key Meta does not know: ${place}${key}`,
		advice: near.off <= SLIP ? `Did you mean ${near.name}? Meta could overlook a misspelt key and reach more people than meant.` : `Remove it. Known here are ${known.slice(0, 8).join(', ')} and others.`,
	};
}

/** Places under `geo_locations`: given, they have to name one. */
function geoFlaw(targeting: Targeting, name: 'geo_locations' | 'excluded_geo_locations'): Flaw | undefined {
	const places = targeting[name];
	if (places === undefined) return undefined;
	if (!isRecord(places)) return { message: `has no object under ${name}`, advice: `Write it as {"countries": ["US"]}.` };
	const flaw = unknownKey(places, targetingGeoLocationSpec.Fields, `${name}.`);
	if (flaw || name === 'excluded_geo_locations') return flaw;
	const named = Object.entries(places).some(([kind, list]) => kind !== 'location_types' && Array.isArray(list) && list.length > 0);
	return named ? undefined : { message: 'names no place', advice: 'Put at least one country, region, city or ZIP code under geo_locations.' };
}

const options = '{"interests": [{"id": "6003139266461"}]}';

const optionsFlaw = (part: unknown, place: string): Flaw | undefined =>
	isRecord(part) ? unknownKey(part, flexibleTargetingSpec.Fields, `${place}.`) : { message: `has no object at ${place}`, advice: `Write it as ${options}.` };

/** `flexible_spec` is a list of groups, `exclusions` one group of the same shape. */
function flexibleFlaw({ flexible_spec: groups = [], exclusions = {} }: Targeting): Flaw | undefined {
	if (!Array.isArray(groups)) return { message: 'has no list under flexible_spec', advice: `Write it as [${options}].` };
	const flaws = groups.map((group, index) => optionsFlaw(group, `flexible_spec[${index}]`));
	return [...flaws, optionsFlaw(exclusions, 'exclusions')].find((flaw) => flaw !== undefined);
}

/** What is wrong with a targeting as far as it can be told without Meta: spelling and shape, not whether it makes sense. */
export const targetingFlaw = (targeting: Targeting): Flaw | undefined =>
	unknownKey(targeting, targetingSpec.Fields, '') ?? geoFlaw(targeting, 'geo_locations') ?? geoFlaw(targeting, 'excluded_geo_locations') ?? flexibleFlaw(targeting);

function parsed(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return undefined;
	}
}

/** A targeting in JSON, as text or as the object an expression gives. */
export const targetingCheck = z.unknown().transform((value, context): Targeting => {
	const targeting = parsed(value);
	if (typeof value === 'string' && value.trim() === '') problem(context, [], 'is empty', 'Enter a targeting such as {"geo_locations": {"countries": ["US"]}}.');
	else if (!isRecord(targeting)) problem(context, [], 'is not a JSON object', 'Check quotes, commas and brackets. It starts with { and ends with }.');
	else {
		const flaw = targetingFlaw(targeting);
		if (flaw) problem(context, [], flaw.message, flaw.advice);
		return targeting;
	}
	return {};
});
