import { isDay } from '../../shared/accountTime';
import { dayOfCell } from '../../shared/reading/days';

/** What a report's row says of itself: whose it is, in which currency, of which day. Every step that takes rows asks here. */

type Row = Readonly<Record<string, unknown>>;

/** Why a row must not be judged, the end of "Item 3 …", and what to do. */
export interface RowProblem {
	readonly problem: string;
	readonly advice: string;
}

const textOf = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

/** Readable Names write the currency beside the amount. */
const AMOUNT_IN = /^Amount Spent \(([A-Z]{3})\)$/;

function currencySaid(row: Row): string {
	const column = textOf(row.account_currency) || textOf(row['Account Currency']);
	const heads = Object.keys(row).flatMap((name) => AMOUNT_IN.exec(name)?.[1] ?? []);
	return column.toUpperCase() || (heads[0] ?? '');
}

const accountSaid = (row: Row): string => (textOf(row.account_id) || textOf(row['Account ID'])).replace(/^act_/, '');

/**
 * A row of another ad account, or with money in another currency than the account's. A row that does not say passes: tables
 * of another making say nothing.
 *
 * @param account its id, with or without `act_`, and its currency
 */
export function foreignRow(
	row: Row,
	{ id, currency }: { readonly id: string; readonly currency: string },
): RowProblem | null {
	const [account, unit] = [accountSaid(row), currencySaid(row)];
	const ownId = id.replace(/^act_/, '');
	if (account !== '' && account !== ownId)
		return {
			problem: `is of the ad account ${account}, not of ${ownId}`,
			advice: 'Let the step name the ad account of its row, for instance by {{ $json.account_id }}.',
		};
	if (unit !== '' && unit !== currency)
		return {
			problem: `is in ${unit}, and the ad account counts in ${currency}`,
			advice:
				'Rows of Common Currency are for reading only: take that option out of the report that this step rests on.',
		};
	return null;
}

/** The day a row begins with, as it says. */
export const rowDay = ({ date_start: day }: Row): string => dayOfCell(day);

/** Why a row is not one day, the end of "Item 3 …"; null where it is. */
export function dayProblem(row: Row): string | null {
	const [day, last] = [rowDay(row), dayOfCell(row.date_stop)];
	if (!isDay(day)) return 'has no day in the column “date_start”';
	return last !== '' && last !== day ? 'covers more than one day' : null;
}
