import { omitBy, uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { isMoney, withoutSuffix } from '../../rows/columns/readableNames';
import type { RecordedRow } from '../../rows/recordedRows';

/** A row without amounts, where nobody knows in which of several currencies they are: they cannot be added up. */
export const withoutUntoldMoney = ({ row, currencies }: RecordedRow): IDataObject =>
	currencies.length === 0 ? row : omitBy(row, (_, column) => isMoney(withoutSuffix(column)[0]));

/** Says that amounts are left out, where any is. */
export function untoldCurrencyNotes(rows: ReadonlyArray<Pick<RecordedRow, 'currencies'>>): string[] {
	const currencies = uniq(rows.flatMap((one) => one.currencies)).sort();
	const last = currencies.pop();
	return last === undefined
		? []
		: [`Amounts are left out: these rows do not say whether they are in ${currencies.join(', ')} or ${last}.`];
}

/** For the person who makes the message. */
export const UNTOLD_CURRENCY_ADVICE = 'In Get Report, add Account Currency (account_currency) to the columns.';
