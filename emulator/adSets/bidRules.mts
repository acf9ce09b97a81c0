import { parameterError, ruleError } from '../graph/language/graphError.mts';
import { ownsStrategy, strategyOf, type AdSetRule } from './rule.mts';

const NEEDS_BID = ['LOWEST_COST_WITH_BID_CAP', 'COST_CAP'];
const MIN_ROAS = 'LOWEST_COST_WITH_MIN_ROAS';
/** Times 10,000: 15000 is a return of 1.5 (Meta: bidding/overview/bid-strategy). */
const ROAS_RANGE = [100, 10_000_000] as const;

/** All of Meta: bidding/overview/bid-strategy; 1815857 "bid_amount required": third-party hint; other subcodes UNCONFIRMED 29. */
const placeRule: AdSetRule = {
	on: ['bidStrategy'],
	check: ({ bidStrategy }, { campaign }) => {
		if (bidStrategy === undefined || !ownsStrategy(campaign) || bidStrategy === campaign.bidStrategy) return;
		throw ruleError(
			'Bid strategy belongs to the campaign',
			`Campaign ${campaign.id} holds the budget, and so the bid strategy (${campaign.bidStrategy}).`,
			'bid_strategy',
		);
	},
};

const amountRule: AdSetRule = {
	on: ['bidStrategy', 'bidAmount'],
	check: (result, { campaign }) => {
		const strategy = strategyOf(result, campaign);
		if (result.bidAmount === 0) throw parameterError('Param bid_amount must be greater than 0', 'bid_amount');
		if (NEEDS_BID.includes(strategy) && result.bidAmount === undefined) {
			throw ruleError(
				'Bid amount required',
				`A bid amount is required for the bid strategy ${strategy}.`,
				'bid_amount',
				1815857,
			);
		}
		if (NEEDS_BID.includes(strategy) || result.bidAmount === undefined) return;
		throw ruleError('Bid amount is not possible', `The bid strategy ${strategy} takes no bid amount.`, 'bid_amount');
	},
};

const costCapRule: AdSetRule = {
	on: ['bidStrategy', 'billingEvent', 'pacingType'],
	check: (result, { campaign }) => {
		if (strategyOf(result, campaign) !== 'COST_CAP') return;
		if (result.billingEvent !== 'IMPRESSIONS') {
			throw ruleError('Billing event does not fit', 'A cost cap needs billing by IMPRESSIONS.', 'billing_event');
		}
		if (result.pacingType === undefined || result.pacingType.every((type) => type === 'standard')) return;
		throw ruleError('Pacing does not fit', 'A cost cap needs standard pacing.', 'pacing_type');
	},
};

const roasRule: AdSetRule = {
	on: ['bidStrategy', 'bidConstraints', 'optimizationGoal'],
	check: (result, { campaign }) => {
		const strategy = strategyOf(result, campaign);
		const constraints = result.bidConstraints ?? {};
		const floor = constraints.roas_average_floor;
		if (strategy !== MIN_ROAS) {
			if (Object.keys(constraints).length === 0) return;
			throw ruleError('Bid constraint is not possible', `${strategy} takes no bid_constraints.`, 'bid_constraints');
		}
		if (result.optimizationGoal !== 'VALUE') {
			throw ruleError('Goal does not fit', 'A minimum ROAS needs the optimization goal VALUE.', 'optimization_goal');
		}
		const [least, most] = ROAS_RANGE;
		if (Number.isInteger(Number(floor)) && Number(floor) >= least && Number(floor) <= most) return;
		throw ruleError(
			'ROAS floor is missing',
			`bid_constraints.roas_average_floor must be an integer from ${least} to ${most} (10000 = a return of 1).`,
			'bid_constraints',
		);
	},
};

export const BID_RULES: AdSetRule[] = [placeRule, roasRule, amountRule, costCapRule];
