import { choice } from '../shared/form/kinds';
import { InputProblem } from '../shared/form/problem';

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

export const bidStrategyField = choice({
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

export const capped: readonly string[] = ['LOWEST_COST_WITH_BID_CAP', 'COST_CAP'];

export const WITHOUT_CAP = 'LOWEST_COST_WITHOUT_CAP';
export const WITH_FLOOR = 'LOWEST_COST_WITH_MIN_ROAS';

export const takesAmount = (strategy: string): boolean => capped.includes(strategy);

export const nameOfStrategy = (strategy: string): string =>
	bidStrategies.find(({ value }) => value === strategy)?.name ?? strategy;

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
			`cannot be “${String(floor).slice(0, 40)}”`,
			'Enter the return for each unit spent, such as 1.5 for 150 %.',
		);
	if (fraction.length > FLOOR_DECIMALS)
		throw new InputProblem(
			path,
			'has too many decimals',
			`Meta takes at most ${FLOOR_DECIMALS} decimals, such as 1.5.`,
		);
	const sent = Number(whole + fraction.padEnd(FLOOR_DECIMALS, '0'));
	if (sent < SMALLEST_FLOOR || sent > LARGEST_FLOOR)
		throw new InputProblem(
			path,
			`cannot be ${String(floor)}`,
			'Enter a return from 0.01 to 1000, such as 1.5 for 150 %.',
		);
	return sent;
}

/** An ROAS floor as people think of it. */
export function roasFloorOf(constraints: unknown): number | null {
	const floor = (constraints as { roas_average_floor?: unknown } | null | undefined)?.roas_average_floor;
	return floor === undefined || floor === null ? null : Number(floor) / 10 ** FLOOR_DECIMALS;
}
