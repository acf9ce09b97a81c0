import { amountAt } from '../../shared/node/accountValues';
import { InputProblem } from '../../shared/form/problem';
import type { AccountFacts } from '../../shared/node/session';
import type { GraphParams } from '../../shared/graph/request';
import { bidStrategies } from '../../shared/adObject/bidStrategies';
import type { CampaignFacts } from './campaignFacts';
import { nameOfGoal } from './goals';

/** Bid strategies and the number each takes (Marketing API, "Bid strategy"): a bid cap or cost goal an amount, an ROAS goal a floor. */

export const capped: readonly string[] = ['LOWEST_COST_WITH_BID_CAP', 'COST_CAP'];

export const WITHOUT_CAP = 'LOWEST_COST_WITHOUT_CAP';
export const WITH_FLOOR = 'LOWEST_COST_WITH_MIN_ROAS';

export const takesAmount = (strategy: string): boolean => capped.includes(strategy);

export const nameOfStrategy = (strategy: string): string => bidStrategies.find(({ value }) => value === strategy)?.name ?? strategy;

/** An ROAS floor is sent times ten thousand: 1.5 is 15000, from 100 to 10,000,000 (Marketing API, "Bid strategy"). */
const FLOOR_DECIMALS = 4;
const SMALLEST_FLOOR = 100;
const LARGEST_FLOOR = 10_000_000;

/** @throws InputProblem at the field */
export function roasFloorAt(path: readonly string[], floor: string | number): number {
	const [, whole, fraction = ''] = /^(\d{1,7})(?:\.(\d+))?$/.exec(String(floor).trim()) ?? [];
	if (whole === undefined) throw new InputProblem(path, `cannot be “${String(floor).slice(0, 40)}”`, 'Enter the return for each unit spent, such as 1.5 for 150 %.');
	if (fraction.length > FLOOR_DECIMALS) throw new InputProblem(path, 'has too many decimals', `Meta takes at most ${FLOOR_DECIMALS} decimals, such as 1.5.`);
	const sent = Number(whole + fraction.padEnd(FLOOR_DECIMALS, '0'));
	if (sent < SMALLEST_FLOOR || sent > LARGEST_FLOOR) throw new InputProblem(path, `cannot be ${String(floor)}`, 'Enter a return from 0.01 to 1000, such as 1.5 for 150 %.');
	return sent;
}

/** An ROAS floor as people think of it. */
export function roasFloorOf(constraints: unknown): number | null {
	const floor = (constraints as { roas_average_floor?: unknown } | null | undefined)?.roas_average_floor;
	return floor === undefined || floor === null ? null : Number(floor) / 10 ** FLOOR_DECIMALS;
}

export interface Bid {
	readonly bidStrategy?: string;
	readonly bidAmount?: string;
	readonly roasFloor?: string;
}

/** Where the bid is entered, and what it has to fit. */
export interface BidPlace {
	readonly at: (field: keyof Bid) => string[];
	readonly goal: string;
	readonly campaign: CampaignFacts;
	/** Strategy and numbers the ad set has already. */
	readonly present?: { readonly strategy?: string; readonly amount: boolean; readonly floor: boolean };
}

/**
 * The strategy that will hold, or why the bid does not fit.
 *
 * @throws InputProblem at the field
 */
export function checkedStrategy({ bidStrategy, bidAmount, roasFloor }: Bid, { at, goal, campaign, present }: BidPlace): string {
	if (campaign.bidStrategy !== undefined && bidStrategy !== undefined && bidStrategy !== campaign.bidStrategy) {
		const advice = `Choose ${nameOfStrategy(campaign.bidStrategy)} (${campaign.bidStrategy}) here, or change the strategy of the campaign ${campaign.id}.`;
		throw new InputProblem(at('bidStrategy'), `cannot be ${nameOfStrategy(bidStrategy)}: its campaign decides, and has ${nameOfStrategy(campaign.bidStrategy)}`, advice);
	}
	const strategy = campaign.bidStrategy ?? bidStrategy ?? present?.strategy ?? (bidAmount === undefined ? WITHOUT_CAP : 'LOWEST_COST_WITH_BID_CAP');
	const name = nameOfStrategy(strategy);
	if (takesAmount(strategy) && bidAmount === undefined && !present?.amount) {
		throw new InputProblem(at('bidAmount'), `is empty, and the bid strategy ${name} needs one`, 'Enter the amount in the account’s currency.');
	}
	if (!takesAmount(strategy) && bidAmount !== undefined) {
		throw new InputProblem(at('bidAmount'), `cannot be set: the bid strategy ${name} takes no amount`, 'Remove it, or choose Bid Cap or Cost per Result Goal.');
	}
	if (strategy === WITH_FLOOR && goal !== 'VALUE') {
		const field = bidStrategy === undefined && roasFloor !== undefined ? 'roasFloor' : 'bidStrategy';
		throw new InputProblem(at(field), `does not fit the performance goal ${nameOfGoal(goal)}: an ROAS floor needs Value of Conversions`, 'Choose the goal Value of Conversions (VALUE), or another bid strategy.');
	}
	if (strategy === WITH_FLOOR && roasFloor === undefined && !present?.floor) {
		throw new InputProblem(at('roasFloor'), `is empty, and the bid strategy ${name} needs one`, 'Enter the return for each unit spent, such as 1.5.');
	}
	if (strategy !== WITH_FLOOR && roasFloor !== undefined) {
		throw new InputProblem(at('roasFloor'), `cannot be set: the bid strategy ${name} takes none`, 'Remove it, or choose ROAS Goal.');
	}
	return strategy;
}

/**
 * A new ad set's bid as Graph takes it. The strategy itself is sent only where the ad set decides on it.
 *
 * @throws InputProblem at the field
 */
export function bidParams(bid: Bid, place: BidPlace, account: AccountFacts): GraphParams {
	const strategy = checkedStrategy(bid, place);
	return {
		bid_strategy: place.campaign.bidStrategy === undefined ? strategy : undefined,
		bid_amount: bid.bidAmount === undefined ? undefined : amountAt(place.at('bidAmount'), bid.bidAmount, account),
		bid_constraints: bid.roasFloor === undefined ? undefined : { roas_average_floor: roasFloorAt(place.at('roasFloor'), bid.roasFloor) },
	};
}
