import type { Delivery } from './delivery.mts';
import { COUNTED_FACTS, GROUPS, groupOf } from './facts.mts';
import { share } from './hash.mts';
import type { Leaf } from './leaf.mts';
import { targetedCountries } from './places.mts';

/**
 * Breakdowns that can be combined. A family splits the whole number of an ad and a day into its leaves once, and every
 * breakdown of the family is a sum of them: so age, gender and age by gender agree with each other and with the total.
 */
export interface Family {
	names: readonly string[];
	leaves: Leaf[];
}

const AGES: [string, number][] = [
	['13-17', 0.01],
	['18-24', 0.17],
	['25-34', 0.29],
	['35-44', 0.23],
	['45-54', 0.15],
	['55-64', 0.09],
	['65+', 0.06],
];
const GENDERS: [string, number][] = [
	['female', 0.53],
	['male', 0.45],
	['unknown', 0.02],
];
const demographics: Family = {
	names: ['age', 'gender'],
	leaves: AGES.flatMap(([age, one]) =>
		GENDERS.map(([gender, two]) => ({ values: { age, gender }, weight: one * two, people: one * two })),
	),
};

const POSITIONS: [string, string, number][] = [
	['facebook', 'feed', 0.34],
	['facebook', 'facebook_reels', 0.09],
	['facebook', 'facebook_stories', 0.04],
	['facebook', 'marketplace', 0.05],
	['instagram', 'feed', 0.18],
	['instagram', 'instagram_stories', 0.13],
	['instagram', 'instagram_reels', 0.12],
	['audience_network', 'an_classic', 0.03],
	['messenger', 'messenger_inbox', 0.02],
];
const DEVICES: [string, string, number][] = [
	['iphone', 'mobile_app', 0.46],
	['android_smartphone', 'mobile_app', 0.34],
	['android_smartphone', 'mobile_web', 0.04],
	['ipad', 'mobile_app', 0.05],
	['desktop', 'desktop', 0.11],
];
const placements: Family = {
	names: ['publisher_platform', 'platform_position', 'impression_device', 'device_platform'],
	leaves: POSITIONS.flatMap(([publisher_platform, platform_position, one]) =>
		DEVICES.map(([impression_device, device_platform, two]) => ({
			values: { publisher_platform, platform_position, impression_device, device_platform },
			weight: one * two,
			people: 1,
		})),
	),
};

function hours(name: string): Family {
	const leaves = Array.from({ length: 24 }, (_, hour): Leaf => {
		const text = String(hour).padStart(2, '0');
		return {
			values: { [name]: `${text}:00:00 - ${text}:59:59` },
			weight: 1.1 + Math.sin(((hour - 9) / 24) * 2 * Math.PI),
			people: 1,
		};
	});
	return { names: [name], leaves };
}

const FAMILIES: Family[] = [
	demographics,
	placements,
	hours('hourly_stats_aggregated_by_advertiser_time_zone'),
	hours('hourly_stats_aggregated_by_audience_time_zone'),
];

/** Places depend on what an ad set targets, so the leaves are made for each ad. */
const PLACES = ['country', 'region'];

/** Names of breakdowns the emulator has numbers for. */
export const EMULATED_BREAKDOWNS = [...FAMILIES.flatMap(({ names }) => names), ...PLACES];

/** The leaves of an ad for some breakdowns of one family; without breakdowns a single one. */
export function leavesFor(breakdowns: readonly string[], delivery: Delivery): Leaf[] {
	const [first] = breakdowns;
	if (first === undefined) return [{ values: {}, weight: 1, people: 1 }];
	if (PLACES.includes(first)) return targetedCountries(delivery.ad);
	return FAMILIES.find(({ names }) => names.includes(first))?.leaves ?? [];
}

/** Key of a row within an object and a period: the values of the breakdowns in the order asked for. */
export function cellKey(breakdowns: readonly string[], values: Record<string, string>): string {
	return breakdowns.map((name) => values[name] ?? '').join('\u0001');
}

/**
 * Splits the counts of an ad and a day: nothing is lost or added, and a single purchase does not always land in the same
 * leaf. `take` gets a buffer that is used again for the next leaf.
 */
export function split(
	counts: Float64Array,
	leaves: Leaf[],
	seed: number,
	day: number,
	buffer: Float64Array,
	take: (leaf: Leaf, place: number, part: Float64Array) => void,
): void {
	if (leaves.length === 1) return take(leaves[0]!, 0, counts);
	const bounds = cumulate(leaves, seed, day);
	for (let place = 0; place < leaves.length; place += 1) {
		let isEmpty = true;
		for (let fact = 0; fact < COUNTED_FACTS; fact += 1) {
			const whole = counts[fact]!;
			if (whole === 0) {
				buffer[fact] = 0;
				continue;
			}
			const luck = share(seed, day, 1000 + fact);
			const group = groupOf(fact) * (leaves.length + 1) + place;
			const part = Math.floor(bounds[group + 1]! * whole + luck) - Math.floor(bounds[group]! * whole + luck);
			buffer[fact] = part;
			if (part !== 0) isEmpty = false;
		}
		if (!isEmpty) take(leaves[place]!, place, buffer);
	}
}

/** Cumulative shares by group of facts: clicks and conversions spread a little differently from impressions. */
function cumulate(leaves: Leaf[], seed: number, day: number): Float64Array {
	const width = leaves.length + 1;
	const bounds = new Float64Array(GROUPS * width);
	for (let group = 0; group < GROUPS; group += 1) {
		const at = group * width;
		for (let place = 0; place < leaves.length; place += 1) {
			const ownFactor = 0.7 + 0.6 * share(seed, place, group);
			const daily = 0.9 + 0.2 * share(seed, day, 2000 + place);
			bounds[at + place + 1] = bounds[at + place]! + leaves[place]!.weight * ownFactor * daily;
		}
		const total = bounds[at + leaves.length]!;
		for (let place = 1; place < width; place += 1) bounds[at + place]! /= total;
		bounds[at + leaves.length] = 1;
	}
	return bounds;
}
