import { nameOfStrategy, takesAmount, WITH_FLOOR, WITHOUT_CAP } from '../../meta/bids';
import type { GraphObject } from '../../shared/graph/object';
import { loggedBid, loggedFloor } from '../../meta/activityLog/amounts';
import { wholeOf, type Family } from './family';

/**
 * The strategy that holds for an ad set: the campaign's where the campaign has the budget (Marketing API, "Bid
 * strategy").
 */
function strategyOf(adSet: GraphObject, campaign: GraphObject): string {
	const decides = wholeOf(campaign.daily_budget) ?? wholeOf(campaign.lifetime_budget);
	return String(
		(decides === null ? adSet.bid_strategy : campaign.bid_strategy) ?? campaign.bid_strategy ?? WITHOUT_CAP,
	);
}

const campaignOf = (adSet: GraphObject): GraphObject => (adSet.campaign ?? {}) as GraphObject;

/** A bid or floor can stand beside a change of the strategy, too. */
const bidEvents = new Set(['update_ad_set_bidding', 'update_ad_set_bid_strategy']);

const onAdSets = { absent: 'Bids and ROAS floors belong to ad sets: choose the ad set.' };

/**
 * Bid caps and cost per result goals. An amount alone would switch another strategy to a bid cap, so only these two
 * are touched.
 */
export const bids: Family = {
	noun: 'bid',
	addsUp: false,
	locate(_named, adSet, campaign) {
		if (adSet === null) return onAdSets;
		const strategy = strategyOf(adSet, campaign);
		const value = wholeOf(adSet.bid_amount);
		if (!takesAmount(strategy))
			return { absent: `Its bid strategy, ${nameOfStrategy(strategy)}, has no bid to adjust.` };
		return value === null ? { absent: 'It shows no bid.' } : { on: 'adSet', lever: 'bid', value };
	},
	valueOf: (adSet) => (takesAmount(strategyOf(adSet, campaignOf(adSet))) ? wholeOf(adSet.bid_amount) : null),
	params: (_lever, value) => ({ bid_amount: value.toString() }),
	events: bidEvents,
	logged: loggedBid,
};

const floorIn = (constraints: unknown): bigint | null =>
	wholeOf((constraints as { roas_average_floor?: unknown } | null | undefined)?.roas_average_floor);

/** ROAS floors, in ten-thousandths as Meta counts them. */
export const roasFloors: Family = {
	noun: 'ROAS floor',
	addsUp: false,
	locate(_named, adSet, campaign) {
		if (adSet === null) return onAdSets;
		const strategy = strategyOf(adSet, campaign);
		const value = floorIn(adSet.bid_constraints);
		if (strategy !== WITH_FLOOR) return { absent: `Its bid strategy, ${nameOfStrategy(strategy)}, has no ROAS floor.` };
		return value === null ? { absent: 'It shows no ROAS floor.' } : { on: 'adSet', lever: 'roasFloor', value };
	},
	valueOf: (adSet) => (strategyOf(adSet, campaignOf(adSet)) === WITH_FLOOR ? floorIn(adSet.bid_constraints) : null),
	params: (_lever, value) => ({ bid_constraints: { roas_average_floor: Number(value) } }),
	events: bidEvents,
	logged: loggedFloor,
};
