import type { WriteCall } from '../graph/handlers/write.mts';
import { GraphError, parameterError } from '../graph/language/graphError.mts';
import { isObject, type JsonObject } from '../graph/language/jsonObjects.mts';
import type { Account } from '../world/basics.mts';
import type { World } from '../world/world.mts';
import type { CustomAudience } from './audienceModel.mts';
import { userRefusal } from './audienceRules.mts';
import { audienceSizeOf, SMALLEST } from './audienceStatus.mts';

/** Lookalikes (Meta: audiences/guides/lookalike-audiences). */

/** "1-6 hours to fully populate". */
const BUILD_MILLISECONDS = 3 * 3_600_000;

/** Types are enforced since v24.0 (changelog v24.0); the text of the refusal is the emulator's. */
const TYPES: Record<string, (value: unknown) => boolean> = {
	type: (value) => typeof value === 'string',
	ratio: (value) => typeof value === 'number',
	starting_ratio: (value) => typeof value === 'number',
	country: (value) => typeof value === 'string',
	location_spec: isObject,
	allow_international_seeds: (value) => typeof value === 'boolean',
	conversion_type: (value) => typeof value === 'string',
	// The page's example has one ID as a text; a list: third-party hint.
	origin_ids: (value) =>
		typeof value === 'string' || (Array.isArray(value) && value.every((id) => typeof id === 'string')),
	page_id: (value) => typeof value === 'string',
	is_financial_service: (value) => typeof value === 'boolean',
};

/** Each country as large as this; an invention, as are all sizes. */
const PEOPLE: Record<string, number> = {
	US: 240_000_000,
	GB: 48_000_000,
	DE: 43_000_000,
	FR: 40_000_000,
	JP: 60_000_000,
	IN: 400_000_000,
};
const OTHERS = 15_000_000;

interface Origin {
	id: string;
	name: string;
	type: string;
}

type Made = Pick<CustomAudience, 'lookalikeSpec' | 'originAudienceId' | 'reach' | 'readyAt'> & { proposedName: string };

export function readLookalike({ world, params, version }: WriteCall, account: Account): Made {
	params.required('lookalike_spec');
	const spec = params.json('lookalike_spec');
	if (!isObject(spec)) throw parameterError('Param lookalike_spec must be an object', 'lookalike_spec');
	for (const [name, value] of Object.entries(spec)) {
		if (!TYPES[name]) throw badSpec(`lookalike_spec has no field ${name}.`);
		if (!TYPES[name](value)) throw badSpec(`lookalike_spec[${name}] has the wrong type.`);
	}
	const { from, to } = readShare(spec);
	const countries = isPlaceless(world, version) ? noPlaces(spec) : readPlaces(spec);
	const { origins, audience } = readOrigin(spec, params.text('origin_audience_id'), world, account);
	const shownSpec: JsonObject = {
		type: spec.type ?? 'custom_ratio',
		ratio: to,
		...(from > 0 && { starting_ratio: from }),
		...(typeof spec.country === 'string' && { country: spec.country }),
		...(countries.length > 0 && { target_countries: countries }),
		origin: origins.map((origin) => ({ ...origin, deleted: false })),
	};
	checkDuplicate(world, account, shownSpec);
	const people = countries.length > 0 ? sumOf(countries.map((country) => PEOPLE[country] ?? OTHERS)) : OTHERS;
	return {
		lookalikeSpec: shownSpec,
		originAudienceId: audience?.id,
		reach: Math.round(people * (to - from)),
		readyAt: world.clock.now() + BUILD_MILLISECONDS,
		proposedName: `Lookalike (${[...countries, `${Math.round(to * 100)}%`].join(', ')}) - ${origins[0]?.name ?? ''}`,
	};
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

const isHundredth = (value: number): boolean => Math.abs(value * 100 - Math.round(value * 100)) < 1e-9;

/** Either a type (similarity 1 %, reach 5 %) or a ratio from 0.01 to 0.20 by 0.01. `custom_ratio` goes with a ratio (value-based guide). */
function readShare({ type, ratio, starting_ratio: from = 0 }: JsonObject): { from: number; to: number } {
	if (type === 'similarity' || type === 'reach') {
		if (ratio !== undefined) throw badSpec('Set either type or ratio.');
		return { from: 0, to: type === 'similarity' ? 0.01 : 0.05 };
	}
	if (type !== undefined && type !== 'custom_ratio') throw badSpec('type is similarity or reach.');
	const to = Number(ratio);
	if (ratio === undefined) throw badSpec('Set either type or ratio.');
	if (to < 0.01 || to > 0.2 || !isHundredth(to)) throw badSpec('ratio is between 0.01 and 0.20, by 0.01.');
	if (Number(from) < 0 || !isHundredth(Number(from)) || Number(from) >= to)
		throw badSpec('starting_ratio is less than ratio.');
	return { from: Number(from), to };
}

/**
 * Since v27.0 a lookalike is made without countries (release notes of facebook-nodejs-business-sdk v27.0.0). Meta announced
 * the same for v10.0 and did not keep to it (facebook-java-business-sdk issue 334): older versions still want a place.
 */
function isPlaceless({ lookalikePlaces }: World, version: string | undefined): boolean {
	if (lookalikePlaces !== 'asAnnounced') return lookalikePlaces === 'refused';
	return Number(/^v(\d+)/.exec(version ?? '')?.[1]) >= 27;
}

function noPlaces({ country, location_spec: places }: JsonObject): string[] {
	if (country === undefined && places === undefined) return [];
	throw badSpec(`${country === undefined ? 'location_spec' : 'country'} is no longer supported in lookalike_spec.`);
}

/** Country groups stay as they are: which countries are in one is Meta's. */
function readPlaces({ country, location_spec: places }: JsonObject): string[] {
	if (country === undefined && places === undefined) throw withoutPlace();
	if (country !== undefined && places !== undefined) throw badSpec('Set either country or location_spec.');
	if (typeof country === 'string') return [countryCode(country)];
	const { geo_locations: geo } = places as JsonObject;
	const { countries = [], country_groups: groups = [] } = (isObject(geo) ? geo : {}) as {
		countries?: unknown;
		country_groups?: unknown;
	};
	if (!Array.isArray(countries) || !Array.isArray(groups) || countries.length + groups.length === 0) {
		throw badSpec('location_spec needs countries or country_groups in geo_locations.');
	}
	return [...countries.map((code) => countryCode(String(code))), ...groups.map(String)];
}

function countryCode(code: string): string {
	if (!/^[A-Z]{2}$/.test(code)) throw badSpec(`${code} is no country.`);
	return code;
}

function readOrigin(
	spec: JsonObject,
	originId: string | undefined,
	world: World,
	account: Account,
): { origins: Origin[]; audience?: CustomAudience } {
	if (spec.conversion_type === 'campaign_conversions') {
		const ids = [spec.origin_ids ?? []].flat().map(String);
		if (ids.length === 0) throw badSpec('origin_ids is missing.');
		return { origins: ids.map((id) => campaignOrigin(id, world, account)) };
	}
	if (spec.conversion_type === 'page_like') {
		const page = world.find(String(spec.page_id));
		if (page?.kind !== 'Page' || !page.visible || !page.usableIn.includes(account.id)) {
			throw badSpec('The page does not exist or may not be used by this ad account.');
		}
		return { origins: [{ id: page.id, name: String(page.fields.name), type: 'page' }] };
	}
	if (spec.conversion_type !== undefined) throw badSpec(`${String(spec.conversion_type)} is no conversion_type.`);
	const audience = world.find(originId ?? '');
	// Recipients of a shared audience cannot make lookalikes of it (Meta: reference/custom-audience/adaccounts).
	if (audience?.kind !== 'CustomAudience' || audience.account.id !== account.id) {
		throw userRefusal(
			'Source audience not found',
			'The source audience does not exist in this ad account.',
			'origin_audience_id',
		);
	}
	checkSeed(audience, world.clock.now());
	return { origins: [{ id: audience.id, name: audience.name, type: 'custom_audience' }], audience };
}

/** At least 100 conversions at Meta; how many a campaign has is not emulated. */
function campaignOrigin(id: string, world: World, account: Account): Origin {
	const node = world.find(id);
	if ((node?.kind !== 'Campaign' && node?.kind !== 'AdSet') || node.account.id !== account.id) {
		throw badSpec(`${id} is no campaign or ad set of this ad account.`);
	}
	return { id, name: node.name, type: 'campaign_conversions' };
}

/** "Origin audiences must have at least 100 members"; 2654 is the code of creates that fail, its subcode for this is UNCONFIRMED 37. */
function checkSeed(seed: CustomAudience, now: number): void {
	if (seed.scripted.operation?.code === 471) {
		throw userRefusal('Seed audience restricted', 'The source audience is flagged.', 'origin_audience_id', 1713232);
	}
	if (seed.subtype === 'LOOKALIKE') {
		throw userRefusal(
			'Source audience not usable',
			'A lookalike cannot be the source of a lookalike.',
			'origin_audience_id',
		);
	}
	if (audienceSizeOf(seed, now) < SMALLEST) {
		throw new GraphError(2654, '(#2654) Failed to create the custom audience', {
			userTitle: 'Source Audience Is Too Small',
			userMsg: `The source audience needs at least ${SMALLEST} people from one country.`,
		});
	}
}

/** As clients in the field show it: facebook-php-business-sdk issue 477. */
function checkDuplicate(world: World, account: Account, spec: JsonObject): void {
	const keyOf = ({ ratio, starting_ratio: from = 0, target_countries: countries = [], origin }: JsonObject): string =>
		JSON.stringify([ratio, from, countries, (origin as Origin[]).map(({ id }) => id)]);
	const isTaken = world
		.all('CustomAudience')
		.some(
			(other) => other.account.id === account.id && other.lookalikeSpec && keyOf(other.lookalikeSpec) === keyOf(spec),
		);
	if (!isTaken) return;
	throw new GraphError(
		2654,
		'(#2654) Can’t Create a Duplicate Lookalike: there is a lookalike audience with the same source, country and size already.',
		{ subcode: 1713007 },
	);
}

/** As a client met it after the announcement for v10.0 (facebook-java-business-sdk issue 334); the words are the emulator's. */
const withoutPlace = (): GraphError =>
	new GraphError(2654, '(#2654) Failed to create lookalike: a country or location_spec is required.', {
		subcode: 1713159,
	});

/** Subcode UNCONFIRMED 37. */
const badSpec = (text: string): GraphError => userRefusal('Invalid lookalike_spec', text, 'lookalike_spec');
