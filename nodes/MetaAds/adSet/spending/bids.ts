import { nameOfStrategy, roasFloorAt, roasFloorOf, takesAmount, WITH_FLOOR, WITHOUT_CAP } from '../../../meta/bids';
import { wantedMoney, wantedText, type WantedValue } from '../../../shared/adObject/change/wanted';
import { textCell } from '../../../shared/reading/cells';
import { InputProblem } from '../../../shared/form/problem';
import type { GraphObject } from '../../../shared/graph/object';
import type { GraphParams } from '../../../shared/graph/request';
import { amountAt } from '../../../shared/node/session/accountValues';
import type { AccountFacts } from '../../../shared/node/session/session';
import type { CampaignFacts } from '../campaignFacts';
import { nameOfGoal } from '../goal/goals';

export interface Bid {
	readonly bidStrategy?: string;
	readonly bidAmount?: string;
	readonly roasFloor?: string;
}

/** Where the bid is entered. */
type BidField = (field: keyof Bid) => string[];

/** A bid's numbers as Graph takes them. */
interface BidNumbers {
	/** In Meta's minor units. */
	readonly amount?: string;
	readonly floor?: number;
}

/** What a bid has to fit. */
interface BidPlace {
	readonly at: BidField;
	readonly goal: string;
	readonly campaign: CampaignFacts;
	/** Strategy and numbers the ad set has already. */
	readonly present?: { readonly strategy?: string; readonly amount: boolean; readonly floor: boolean };
}

/** @throws InputProblem for numbers that cannot be sent */
export const bidNumbers = ({ bidAmount, roasFloor }: Bid, at: BidField, account: AccountFacts): BidNumbers => ({
	amount: bidAmount === undefined ? undefined : amountAt(at('bidAmount'), bidAmount, account),
	floor: roasFloor === undefined ? undefined : roasFloorAt(at('roasFloor'), roasFloor),
});

/** The strategy that will hold: where the campaign decides, its own. */
function strategyOf({ bidStrategy, bidAmount }: Bid, { campaign, present }: BidPlace): string {
	const usual = bidAmount === undefined ? WITHOUT_CAP : 'LOWEST_COST_WITH_BID_CAP';
	return campaign.bidStrategy ?? bidStrategy ?? present?.strategy ?? usual;
}

/** Why the bid does not fit campaign, goal, or what the ad set has. */
export const bidProblem = (bid: Bid, place: BidPlace): InputProblem | null =>
	strategyProblem(bid, place) ?? amountProblem(bid, place) ?? floorProblem(bid, place);

function strategyProblem({ bidStrategy }: Bid, { at, campaign }: BidPlace): InputProblem | null {
	const campaignStrategy = campaign.bidStrategy;
	if (campaignStrategy === undefined || bidStrategy === undefined || bidStrategy === campaignStrategy) return null;
	const [own, name] = [nameOfStrategy(bidStrategy), nameOfStrategy(campaignStrategy)];
	return new InputProblem(
		at('bidStrategy'),
		`cannot be ${own}: its campaign decides, and has ${name}`,
		`Choose ${name} (${campaignStrategy}) here, or change the strategy of the campaign ${campaign.id}.`,
	);
}

function amountProblem(bid: Bid, place: BidPlace): InputProblem | null {
	const strategy = strategyOf(bid, place);
	const name = nameOfStrategy(strategy);
	const [path, isGiven] = [place.at('bidAmount'), bid.bidAmount !== undefined];
	if (takesAmount(strategy) && !isGiven && !place.present?.amount) {
		const message = `is empty, and the bid strategy ${name} needs one`;
		return new InputProblem(path, message, 'Enter the amount in the account’s currency.');
	}
	if (takesAmount(strategy) || !isGiven) return null;
	const message = `cannot be set: the bid strategy ${name} takes no amount`;
	return new InputProblem(path, message, 'Remove it, or choose Bid Cap or Cost per Result Goal.');
}

function floorProblem(bid: Bid, place: BidPlace): InputProblem | null {
	const strategy = strategyOf(bid, place);
	const name = nameOfStrategy(strategy);
	const [path, isGiven] = [place.at('roasFloor'), bid.roasFloor !== undefined];
	if (strategy !== WITH_FLOOR) {
		if (!isGiven) return null;
		const message = `cannot be set: the bid strategy ${name} takes none`;
		return new InputProblem(path, message, 'Remove it, or choose ROAS Goal.');
	}
	if (place.goal !== 'VALUE') {
		const message = `does not fit the performance goal ${nameOfGoal(place.goal)}: an ROAS floor needs Value of Conversions`;
		const advice = 'Choose the goal Value of Conversions (VALUE), or another bid strategy.';
		return new InputProblem(bid.bidStrategy === undefined && isGiven ? path : place.at('bidStrategy'), message, advice);
	}
	if (isGiven || place.present?.floor) return null;
	const message = `is empty, and the bid strategy ${name} needs one`;
	return new InputProblem(path, message, 'Enter the return for each unit spent, such as 1.5.');
}

/** A new ad set's bid as Graph takes it. The strategy itself is sent only where the ad set decides on it. */
export const bidParams = (bid: Bid, { amount, floor }: BidNumbers, place: BidPlace): GraphParams => ({
	bid_strategy: place.campaign.bidStrategy === undefined ? strategyOf(bid, place) : undefined,
	bid_amount: amount,
	bid_constraints: floor === undefined ? undefined : { roas_average_floor: floor },
});

/** The same for an ad set that is there already. */
export const presentBidPlace = (at: BidField, current: GraphObject, campaign: CampaignFacts): BidPlace => ({
	at,
	goal: String(current.optimization_goal),
	campaign,
	present: {
		strategy: textCell(current.bid_strategy) ?? undefined,
		amount: Number(current.bid_amount ?? 0) > 0,
		floor: roasFloorOf(current.bid_constraints) !== null,
	},
});

/** A floor as it is sent; no floor, an empty object, takes the present one away (Marketing API, "Bid strategy"). */
const wantedFloor = (constraints: { readonly roas_average_floor?: number }): WantedValue => ({
	...wantedText('bid_constraints', 'ROAS Floor', constraints),
	shownBy: ({ bid_constraints: shownConstraints }) => roasFloorOf(shownConstraints) === roasFloorOf(constraints),
	inWords: ({ bid_constraints: shownConstraints }) => String(roasFloorOf(shownConstraints) ?? 'none'),
});

export const changesBid = ({ bidStrategy, bidAmount, roasFloor }: Bid): boolean =>
	[bidStrategy, bidAmount, roasFloor].some((value) => value !== undefined);

/** Strategy and numbers of a bid that fits. */
export function wantedBid(
	bid: Bid,
	{ amount, floor }: BidNumbers,
	place: BidPlace,
	account: AccountFacts,
): WantedValue[] {
	if (!changesBid(bid)) return [];
	const strategy = strategyOf(bid, place);
	const decides = place.campaign.bidStrategy === undefined && bid.bidStrategy !== undefined;
	return [
		decides && wantedText('bid_strategy', 'Bid Strategy', strategy),
		amount !== undefined && wantedMoney('bid_amount', 'Bid Amount', amount, account),
		floor !== undefined && wantedFloor({ roas_average_floor: floor }),
		strategy !== WITH_FLOOR && place.present?.floor === true && wantedFloor({}),
	].filter((want) => want !== false);
}
