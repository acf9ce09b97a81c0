import { amountAt } from '../../shared/node/accountValues';
import { InputProblem } from '../../shared/form/problem';
import type { AccountFacts } from '../../shared/node/session';
import type { GraphParams } from '../../shared/graph/request';
import { nameOfStrategy, roasFloorAt, takesAmount, WITH_FLOOR, WITHOUT_CAP } from '../../meta/bids';
import type { CampaignFacts } from './campaignFacts';
import { nameOfGoal } from './goals';

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
