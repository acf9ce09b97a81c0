import type { IDataObject } from 'n8n-workflow';

import { dayOfCell } from '../../shared/reading/days';
import { foreignRow, type RowProblem } from '../evidence/reportRow';
import type { ReportRecord } from './reportRecord';
import { lastDayOfRow } from './rowReport';

/** Why money must not rest on a row of this report; null where it may. @param account its id and currency */
export function unfitReport(
	{ account: { id }, currency, breakdowns, isPartial }: ReportRecord,
	account: { readonly id: string; readonly currency: string },
): RowProblem | null {
	const foreign = foreignRow({ account_id: id, account_currency: currency }, account);
	if (foreign !== null) return foreign;
	if (breakdowns.length > 0)
		return {
			problem: `is of a report with breakdowns (${breakdowns.join(', ')}), so it has only a part of the numbers`,
			advice: 'Let the report before this step have no Breakdowns.',
		};
	if (isPartial)
		return {
			problem: 'is of a report from which a Limit or a filter may have left out rows',
			advice: 'Take the Limit out of the report before this step, and filters by numbers.',
		};
	return null;
}

/** The days that a row of this report covers; null where it tells no day of the report. */
export function daysOfRow(
	{ date_start: start }: IDataObject,
	report: ReportRecord,
): { readonly since: string; readonly until: string } | null {
	const until = lastDayOfRow(start, report);
	return until === null ? null : { since: dayOfCell(start), until };
}
