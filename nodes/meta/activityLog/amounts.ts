import type { GraphObject } from '../../shared/graph/object';
import { isRecord } from '../../shared/record';
import { amountOf, extraOf, loggedValuesIn, type LoggedSide } from './values';

/** Amounts of budgets, bids and ROAS floors in entries of the log. */

/** What an entry tells of a value; null on a side where Meta writes none. */
export interface AmountChange {
	readonly from: bigint | null;
	readonly to: bigint | null;
	/** “Per day”, in the language of whoever reads; null where nothing is said. */
	readonly fromKind: string | null;
	readonly toKind: string | null;
}

/** Why an entry tells no amounts: it is of something else, or nobody can read it. */
export type NoAmounts = { readonly unreadable: string } | 'nothing';

interface Sides {
	readonly before: LoggedSide;
	readonly after: LoggedSide;
}

const readSides = ({ before, after }: Sides, currency: string): AmountChange | NoAmounts => {
	const foreign = [before.currency, after.currency].find((one) => one !== null && one !== currency);
	if (foreign !== undefined && foreign !== null)
		return { unreadable: `in ${foreign}, and the ad account counts in ${currency}` };
	const [from, to] = [amountOf(before), amountOf(after)];
	if (from === null || to === null || (from === 'none' && to === 'none'))
		return { unreadable: 'without readable values' };
	const orNone = (amount: bigint | 'none'): bigint | null => (amount === 'none' ? null : amount);
	return { from: orNone(from), to: orNone(to), fromKind: before.kind, toKind: after.kind };
};

/** Minor units of the account's currency. */
export const loggedAmounts = (entry: GraphObject, currency: string): AmountChange | NoAmounts =>
	readSides(loggedValuesIn(extraOf(entry)), currency);

/**
 * A bid: as an amount, or beside a change of the bid strategy (recorded in `update_ad_set_bid_strategy`, where it is empty
 * unless the strategy has one).
 */
export function loggedBid(entry: GraphObject, currency: string): AmountChange | NoAmounts {
	if (entry.event_type !== 'update_ad_set_bid_strategy') return loggedAmounts(entry, currency);
	const beside = extraOf(entry).additional_value;
	return isRecord(beside) ? orNothing(readSides(loggedValuesIn(beside), currency), beside) : 'nothing';
}

/** Both sides empty: the entry is of something else. */
const orNothing = (read: AmountChange | NoAmounts, { old_value: before, new_value: after }: Record<string, unknown>) =>
	[before, after].every((value) => value === null || value === undefined || value === 0) ? 'nothing' : read;

/** Meta's unit of `roas_average_floor`: 10000 is a return of 1.0 (Marketing API, "Bid strategy"). */
const FLOOR_UNIT = 10_000;

/** A return such as 0.8 in ten-thousandths; none for nothing, null for what is none. */
function ratioOf(value: unknown): bigint | 'none' | null {
	if (value === null || value === undefined || value === 0) return 'none';
	const ratio = typeof value === 'number' || typeof value === 'string' ? Number(value) : NaN;
	return Number.isFinite(ratio) && ratio > 0 && ratio <= FLOOR_UNIT ? BigInt(Math.round(ratio * FLOOR_UNIT)) : null;
}

/**
 * A ROAS floor in ten-thousandths: in its constraint or as a bare number, or as a return beside a change of the bid strategy
 * (recorded once, `adset_minimum_return_on_ad_spend`).
 */
export function loggedFloor(entry: GraphObject): AmountChange | NoAmounts {
	const extra = extraOf(entry);
	if (entry.event_type !== 'update_ad_set_bid_strategy') {
		const { before, after } = loggedValuesIn(extra);
		return readSides({ before: floorSide(before), after: floorSide(after) }, '');
	}
	const beside = extra.adset_minimum_return_on_ad_spend;
	if (!isRecord(beside)) return 'nothing';
	const [from, to] = [ratioOf(beside.old_value), ratioOf(beside.new_value)];
	if (from === 'none' && to === 'none') return 'nothing';
	if (from === null || to === null) return { unreadable: 'without readable values' };
	return { from: from === 'none' ? null : from, to: to === 'none' ? null : to, fromKind: null, toKind: null };
}

const floorSide = (side: LoggedSide): LoggedSide => ({
	...side,
	currency: null,
	value: isRecord(side.value) ? (side.value.roas_average_floor ?? null) : side.value,
});
