import { leapProblem, nameOfStrategy, takesAmount } from '../../meta/bids';
import { wantedText, type WantedValue } from '../../shared/adObject/change/wanted';
import { rows } from '../../shared/form/collections';
import { rewordField } from '../../shared/form/field';
import { money } from '../../shared/form/kinds';
import { InputProblem } from '../../shared/form/problem';
import { titleOf, type GraphObject } from '../../shared/graph/object';
import { formatMoney } from '../../shared/money';
import { amountAt } from '../../shared/node/session/accountValues';
import { adSetLocator } from '../../shared/node/pickers/locators';
import type { AccountFacts } from '../../shared/node/session/session';
import { entriesOf, recordOf } from '../../shared/reading/json';

/**
 * The amounts that the ad sets get when their campaign turns to a bid cap or a cost goal. Meta takes them along with
 * the strategy. It refuses the change while an ad set has no amount (Marketing API, "Advantage campaign budget" and Ad
 * Campaign Group reference, `adset_bid_amounts`).
 */

const perResult = 'per result, or per 1,000 impressions with an impression goal';

export const bidForAllField = money({
	displayName: 'Bid Amount for All Ad Sets',
	name: 'bidForAll',
	placeholder: 'e.g. 2.50',
	description: `Bid of ad sets without a row below, ${perResult}. Only along with Bid Strategy.`,
});

export const bidByAdSetField = rows(
	{
		displayName: 'Bid Amounts by Ad Set',
		name: 'bidByAdSet',
		placeholder: 'Add Ad Set',
		description: `Bids of single ad sets, ${perResult}. Only along with Bid Strategy.`,
		row: { name: 'rows', displayName: 'Bid Amounts by Ad Set' },
	},
	[
		rewordField(adSetLocator, { description: 'One of the campaign’s ad sets' }),
		money({
			displayName: 'Bid Amount',
			name: 'bidAmount',
			placeholder: 'e.g. 2.50',
			description: 'How much it may bid',
		}),
	],
);

interface Bids {
	readonly bidStrategy?: string;
	readonly bidForAll?: string;
	readonly bidByAdSet?: ReadonlyArray<{ readonly adSet: string; readonly bidAmount: string }>;
}

const at = (...path: PropertyKey[]): PropertyKey[] => ['updateFields', ...path];
const chosenField = ({ bidForAll, bidByAdSet }: Bids): 'bidForAll' | 'bidByAdSet' | undefined =>
	bidByAdSet !== undefined ? 'bidByAdSet' : bidForAll !== undefined ? 'bidForAll' : undefined;

/** What the fields have to be together. */
export function bidsProblem(bids: Bids): InputProblem | null {
	const { bidStrategy = '', bidByAdSet = [] } = bids;
	const field = chosenField(bids);
	if (field !== undefined && !takesAmount(bidStrategy)) {
		const advice =
			'Meta accepts the amounts along with the strategy: add Bid Strategy with Bid Cap or Cost per Result Goal. Under a ' +
			'strategy the campaign has already, use Ad Set → Update.';
		const strategy = bidStrategy === '' ? 'Bid Strategy' : `an amount under ${nameOfStrategy(bidStrategy)}`;
		return new InputProblem(at(field), `cannot be set without ${strategy}`, advice);
	}
	const ids = bidByAdSet.map(({ adSet }) => adSet);
	const twice = ids.findIndex((id, index) => ids.indexOf(id) < index);
	if (twice === -1) return null;
	return new InputProblem(at('bidByAdSet', 'rows', twice, 'adSet'), 'is there twice', 'Remove one of the two rows.');
}

/** More ad sets than a campaign may have to change its strategy: 70 (Marketing API, "Advantage campaign budget"). */
const MOST_AD_SETS = 100;

/** What has to be read of a campaign besides its own fields. */
export const adSetBidsField = `adsets.limit(${MOST_AD_SETS}){id,name,bid_amount}`;

export const asksForBids = ({ bidStrategy = '' }: Bids): boolean => takesAmount(bidStrategy);

const adSetsOf = ({ adsets }: GraphObject): GraphObject[] => entriesOf(recordOf(adsets).data).map(recordOf);

/** Amounts by ad set, in Meta's minor units: of what is to be sent, or of what the ad sets show. */
const amountsIn = (campaign: GraphObject): Map<string, unknown> =>
	campaign.adset_bid_amounts === undefined
		? new Map(adSetsOf(campaign).map(({ id, bid_amount: amount }) => [String(id), amount]))
		: new Map(Object.entries(recordOf(campaign.adset_bid_amounts)));

const adSetName = (object: GraphObject): string => `“${titleOf(object)}” (${String(object.id)})`;

/**
 * The amounts as Graph takes them, for a campaign as it is now.
 *
 * @throws InputProblem for amounts that do not fit the account, before anything is read or sent
 */
export function bidsWanted(
	bids: Bids,
	account: AccountFacts,
	allowLargeChange: boolean,
): (current: GraphObject, atStart: GraphObject) => readonly WantedValue[] | InputProblem {
	const { bidStrategy = '', bidForAll, bidByAdSet = [] } = bids;
	const forAll = bidForAll === undefined ? undefined : amountAt(at('bidForAll'), bidForAll, account);
	const byAdSet = new Map(
		bidByAdSet.map(({ adSet, bidAmount }, row) => [
			adSet,
			amountAt(at('bidByAdSet', 'rows', row, 'bidAmount'), bidAmount, account),
		]),
	);
	return (current, atStart) => {
		if (!takesAmount(bidStrategy)) return [];
		const adSets = adSetsOf(current);
		const amounts = adSets.flatMap(({ id }): Array<[string, string]> => {
			const amount = byAdSet.get(String(id)) ?? forAll;
			return amount === undefined ? [] : [[String(id), amount]];
		});
		const problem =
			placeProblem(bids, current) ??
			missingProblem(bidStrategy, adSets, new Map(amounts)) ??
			(allowLargeChange ? null : farProblem(bids, amounts, [current, atStart], account));
		if (problem) return problem;
		const wantedBids = amounts.length === 0 ? [] : [wantedAmounts(amounts, adSets, account)];
		const isThere = String(current.bid_strategy) === bidStrategy && !wantedBids.every((want) => want.shownBy(current));
		return isThere ? thereAlready(bids) : wantedBids;
	};
}

const isSet = (budget: unknown): boolean => Number(budget ?? 0) > 0;

/** Why the amounts do not fit the campaign or its ad sets. */
function placeProblem({ bidByAdSet = [] }: Bids, current: GraphObject): InputProblem | null {
	const { daily_budget: daily, lifetime_budget: lifetime, is_adset_budget_sharing_enabled: shares } = current;
	if (!isSet(daily) && !isSet(lifetime) && shares !== true) {
		const message = 'cannot be set: this campaign leaves its budget, and so the bid strategy, to the ad sets';
		return new InputProblem(at('bidStrategy'), message, 'Use Ad Set → Update with Bid Strategy and Bid Amount.');
	}
	if (recordOf(recordOf(current.adsets).paging).next !== undefined) {
		const message = `cannot be changed here: the campaign has more than ${MOST_AD_SETS} ad sets`;
		return new InputProblem(at('bidStrategy'), message, 'Meta changes it for campaigns with at most 70 ad sets.');
	}
	const ids = adSetsOf(current).map(({ id }) => String(id));
	const stranger = bidByAdSet.findIndex(({ adSet }) => !ids.includes(adSet));
	if (stranger === -1) return null;
	const advice = 'Choose one of its ad sets that is neither deleted nor archived, or remove the row.';
	return new InputProblem(at('bidByAdSet', 'rows', stranger, 'adSet'), 'is not an ad set of this campaign', advice);
}

function missingProblem(
	strategy: string,
	adSets: readonly GraphObject[],
	amounts: ReadonlyMap<string, string>,
): InputProblem | null {
	const bare = adSets.filter(({ id, bid_amount: ownBid }) => !amounts.has(String(id)) && !(Number(ownBid) > 0));
	if (bare.length === 0) return null;
	const names = bare.slice(0, 3).map(adSetName).join(', ');
	const more = bare.length > 3 ? ` and ${bare.length - 3} more` : '';
	return new InputProblem(
		at('bidStrategy'),
		`needs a bid amount on each ad set for ${nameOfStrategy(strategy)}, and these have no bid: ${names}${more}`,
		'Add Bid Amount for All Ad Sets, or Bid Amounts by Ad Set with a row for each of them.',
	);
}

/** Why an ad set's amount may not go so far from what it has, or had before the run. */
function farProblem(
	{ bidByAdSet = [] }: Bids,
	amounts: ReadonlyArray<readonly [string, string]>,
	campaigns: readonly GraphObject[],
	{ currency }: AccountFacts,
): InputProblem | null {
	const present = campaigns.map(amountsIn);
	for (const [id, minor] of amounts) {
		const row = bidByAdSet.findIndex(({ adSet }) => adSet === id);
		const path = row === -1 ? at('bidForAll') : at('bidByAdSet', 'rows', row, 'bidAmount');
		const amountIn = (amount: unknown) => ({ number: Number(amount ?? 0), words: inWords(amount, currency) });
		const froms = present.map((one) => amountIn(one.get(id)));
		const problem = leapProblem(path, froms, amountIn(minor));
		if (problem) return problem;
	}
	return null;
}

const thereAlready = (bids: Bids): InputProblem =>
	new InputProblem(
		at(chosenField(bids) ?? 'bidStrategy'),
		'cannot be changed here: the campaign has this bid strategy already',
		'Use Ad Set → Update with Bid Amount for its ad sets.',
	);

const inWords = (amount: unknown, currency: string): string =>
	amount === undefined ? 'none' : formatMoney(String(amount), currency);

function wantedAmounts(
	amounts: ReadonlyArray<readonly [string, string]>,
	adSets: readonly GraphObject[],
	{ currency }: AccountFacts,
): WantedValue {
	const names = new Map(adSets.map((adSet) => [String(adSet.id), titleOf(adSet)]));
	const value = Object.fromEntries(amounts.map(([id, minor]) => [id, Number(minor)]));
	return {
		...wantedText('adset_bid_amounts', 'Bid Amounts', value),
		shownBy: (campaign) => amounts.every(([id, minor]) => String(amountsIn(campaign).get(id) ?? '') === minor),
		inWords: (campaign) =>
			amounts.map(([id]) => `${names.get(id) ?? id} ${inWords(amountsIn(campaign).get(id), currency)}`).join(', '),
	};
}
