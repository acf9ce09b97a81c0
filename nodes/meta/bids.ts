import { choice } from '../shared/form/kinds';
import { InputProblem } from '../shared/form/problem';
import { sayable, shortText } from '../shared/words';
import { recordOf } from '../shared/reading/json';
import { numberOf } from '../shared/reading/numbers';

/** In Ads Manager's words; caps, goals and floors take their value on the ad set. */
export const bidStrategies = [
	{ name: 'Bid Cap', value: 'LOWEST_COST_WITH_BID_CAP', description: 'Never bids above an amount set on each ad set' },
	{
		name: 'Cost per Result Goal',
		value: 'COST_CAP',
		description: 'Keeps the average cost per result around an amount set on each ad set',
	},
	{ name: 'Highest Volume', value: 'LOWEST_COST_WITHOUT_CAP', description: 'Gets the most results for the budget' },
	{
		name: 'ROAS Goal',
		value: 'LOWEST_COST_WITH_MIN_ROAS',
		description: 'Keeps the return on ad spend above a value set on each ad set',
	},
] as const;

export const campaignBidStrategyField = choice({
	displayName: 'Bid Strategy',
	name: 'bidStrategy',
	options: bidStrategies,
	default: 'LOWEST_COST_WITHOUT_CAP',
	description: 'How Meta spends the budget. Caps and goals take their amount on each ad set.',
});

/**
 * Bid strategies and the number each takes (Marketing API, "Bid strategy"): a bid cap or cost goal an amount, an ROAS
 * goal a floor.
 */

export const cappedStrategies: readonly string[] = ['LOWEST_COST_WITH_BID_CAP', 'COST_CAP'];

export const WITHOUT_CAP = 'LOWEST_COST_WITHOUT_CAP';
export const WITH_FLOOR = 'LOWEST_COST_WITH_MIN_ROAS';

export const takesAmount = (strategy: string): boolean => cappedStrategies.includes(strategy);

export const nameOfStrategy = (strategy: string): string =>
	bidStrategies.find(({ value }) => value === strategy)?.name ?? shortText(sayable(strategy));

/** An ROAS floor is sent times ten thousand: 1.5 is 15000, from 100 to 10,000,000 (Marketing API, "Bid strategy"). */
const FLOOR_DECIMALS = 4;
const SMALLEST_FLOOR = 100;
const LARGEST_FLOOR = 10_000_000;

/** @throws InputProblem at the field */
export function roasFloorAt(path: readonly string[], floor: string | number): number {
	const [, whole, fraction = ''] = /^(\d{1,7})(?:\.(\d+))?$/.exec(String(floor).trim()) ?? [];
	if (whole === undefined)
		throw new InputProblem(
			path,
			`cannot be “${shortText(String(floor))}”`,
			'Enter the return for each unit spent, such as 1.5 for 150 %.',
		);
	if (fraction.length > FLOOR_DECIMALS)
		throw new InputProblem(
			path,
			'has too many decimals',
			`Meta accepts at most ${FLOOR_DECIMALS} decimals, such as 1.5.`,
		);
	const floorSent = Number(whole + fraction.padEnd(FLOOR_DECIMALS, '0'));
	if (floorSent < SMALLEST_FLOOR || floorSent > LARGEST_FLOOR)
		throw new InputProblem(
			path,
			`cannot be ${String(floor)}`,
			'Enter a return from 0.01 to 1000, such as 1.5 for 150 %.',
		);
	return floorSent;
}

/** An ROAS floor as people think of it. */
export function roasFloorOf(constraints: unknown): number | null {
	const floor = numberOf(recordOf(constraints).roas_average_floor);
	return floor === null ? null : floor / 10 ** FLOOR_DECIMALS;
}

/** A bid or floor more than this many times the present one, or less than its part, needs Allow Large Change. */
const LARGE_CHANGE = 2;

/** A bid or floor, 0 for none, and how it reads: "2.00 USD". */
interface Said {
	readonly number: number;
	readonly words: string;
}

/** What has no number yet is far from none. */
const isFar = ({ number: from }: Said, { number: to }: Said): boolean =>
	from > 0 && (to > from * LARGE_CHANGE || to * LARGE_CHANGE < from);

/**
 * Why a bid or ROAS floor may not go where it should: too far from what it is, or from what it was before the run,
 * since small steps of several items must not add up to what one item may not do. Both directions count: a floor near
 * zero lets Meta spend on anything, and so does a bid a hundredfold.
 */
export function leapProblem(path: readonly PropertyKey[], froms: readonly Said[], to: Said): InputProblem | null {
	const from = froms.find((one) => isFar(one, to));
	if (from === undefined) return null;
	const much = to.number > from.number ? 'more than twice' : 'less than half of';
	return new InputProblem(
		path,
		`would become ${much} what it is (${from.words} → ${to.words})`,
		'If that is meant, switch Allow Large Change on under Options. Bids are in currency units, not cents.',
	);
}
