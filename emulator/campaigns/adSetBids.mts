import { logAdSetChanges } from '../adSets/adSetActivities.mts';
import { parameterError, ruleError } from '../graph/language/graphError.mts';
import { readObject } from '../graph/language/jsonObjects.mts';
import type { Params } from '../graph/language/params.mts';
import type { AdSet, Campaign } from '../world/adObjectModel.mts';
import type { User } from '../world/basics.mts';
import type { World } from '../world/world.mts';

/** Strategies with an amount on each ad set (Meta: bidding/overview/bid-strategy). */
const CAPPED = ['LOWEST_COST_WITH_BID_CAP', 'COST_CAP'];
const NAME = 'adset_bid_amounts';

/** Minor units by ad set. */
export type BidAmounts = ReadonlyMap<string, number>;

/**
 * `adset_bid_amounts`: a map from ad sets to their amounts (spec object Campaign), for a campaign that gets a capped
 * strategy, and to be set along with `bid_strategy` (Meta: bidding/guides/advantage-campaign-budget). What comes without a
 * strategy, or names ad sets of other campaigns, is refused here; Meta's answers are UNCONFIRMED 59.
 */
export function readBidAmounts(params: Params, adSets: readonly AdSet[]): BidAmounts {
	const amounts = readObject(params, NAME);
	if (amounts === undefined) return new Map();
	const strategy = params.text('bid_strategy');
	if (strategy === undefined || !CAPPED.includes(strategy)) {
		throw parameterError(`${NAME} must be sent along with a bid_strategy that takes amounts`, NAME);
	}
	return new Map(
		Object.entries(amounts).map(([id, amount]) => {
			if (!adSets.some((adSet) => adSet.id === id)) {
				throw parameterError(`Param ${NAME}[${id}] must be an ad set of this campaign`, NAME);
			}
			if (!Number.isInteger(Number(amount)) || Number(amount) <= 0) {
				throw parameterError(`Param ${NAME}[${id}] must be an integer greater than 0`, NAME);
			}
			return [id, Number(amount)];
		}),
	);
}

const isRunnable = ({ status }: AdSet): boolean => status === 'ACTIVE' || status === 'PAUSED';

/**
 * A capped strategy needs an amount on each ad set: the map is "required in the process of toggling from autobid to manual
 * bid" (Meta: reference/ad-campaign-group). Whether archived ad sets count, and the subcode, which is that of an ad set
 * without its amount (third-party hint), are UNCONFIRMED 91.
 */
export function checkBidAmounts(strategy: string | undefined, adSets: readonly AdSet[], amounts: BidAmounts): void {
	if (strategy === undefined || !CAPPED.includes(strategy)) return;
	const bare = adSets.find((adSet) => isRunnable(adSet) && !amounts.has(adSet.id) && adSet.bidAmount === undefined);
	if (bare === undefined) return;
	throw ruleError(
		'Bid amount required',
		`A bid amount is required for the bid strategy ${strategy}: ad set ${bare.id} has none.`,
		NAME,
		1815857,
	);
}

/** A strategy without amounts drops those of the ad sets, as it does on an ad set (UNCONFIRMED 92 for both). */
export function setBids(
	world: World,
	actor: User,
	{ bidStrategy }: Campaign,
	adSets: readonly AdSet[],
	amounts: BidAmounts,
): void {
	const keeps = bidStrategy !== undefined && CAPPED.includes(bidStrategy);
	for (const adSet of adSets) {
		const before = { ...adSet };
		adSet.bidAmount = keeps ? (amounts.get(adSet.id) ?? adSet.bidAmount) : undefined;
		logAdSetChanges(world, actor, before, adSet);
	}
}
