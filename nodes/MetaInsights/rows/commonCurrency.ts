import type { Cell, FlatRow } from './cells';
import { isMoney, withoutSuffix } from './columns/readableNames';
import { changeColumn } from './columns/rowNames';

/** Another currency than an ad account's own, and how much one unit of the account's is in it. */
export interface CommonCurrency {
	readonly currency: string;
	readonly rate: number;
}

/**
 * What may hold money although no list says so, or holds it as text. Left as it is, it would be in another currency
 * than its row.
 */
const PERHAPS = /spend|value|cost|^cp[a-z]$|amount|revenue|bid|budget|price/;

/** Counts of actions, whose names are advertisers' own where they count custom events. */
const COUNTS = /^(unique_)?(actions|conversions)_/;

/** So many digits as a rate that people type can tell. */
const DIGITS = 12;

function convert(column: string, value: Cell, { rate }: CommonCurrency): Cell {
	const [base] = withoutSuffix(column);
	if (value === null || column.endsWith(changeColumn('')) || COUNTS.test(base)) return value;
	if (isMoney(base) && typeof value === 'number') return Number((value * rate).toPrecision(DIGITS));
	return isMoney(base) || PERHAPS.test(base) ? null : value;
}

/**
 * A row with its money in the common currency. ROAS and changes in percent are the same in any; what may be money and cannot be
 * converted is unknown.
 *
 * @param about columns that say what a row is about, such as breakdowns: they hold no money, whatever they are called
 */
export function inCommonCurrency(row: FlatRow, common: CommonCurrency, about: ReadonlySet<string>): FlatRow {
	const cells = Object.entries(row).map(([column, value]) => [
		column,
		about.has(column) ? value : convert(column, value, common),
	]);
	return { ...Object.fromEntries(cells), account_currency: common.currency } as FlatRow;
}
