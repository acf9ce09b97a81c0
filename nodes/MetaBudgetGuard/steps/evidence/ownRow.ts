import { uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { foreignRow, type RowProblem } from '../../../meta/evidence/reportRow';
import type { ReportRecord } from '../../../meta/report/reportRecord';
import { reportsOfOwnRow, withOwnNames } from '../../../meta/report/rowReport';
import { daysOfRow, unfitReport } from '../../../meta/report/unfitReport';
import { InputProblem } from '../../../shared/form/problem';
import type { Session } from '../../../shared/node/session/session';
import type { GuardStep, TowardTarget } from '../../record/step';

/** What came in, at the place that a step's numbers are read from. */
const itemAt = ({ n8n }: Session, index: number): IDataObject => n8n.getInputData()[index]?.json ?? {};

const idIn = (row: IDataObject, report: ReportRecord): string =>
	String(withOwnNames(row, report)[report.idColumn] ?? '');

/** Whether the step counts what each ad set is optimized for, which can be another thing for each. */
const countsResults = ({ n8n }: Session, index: number): boolean =>
	n8n.getNodeParameter('numbersFrom', index, null) === 'row' &&
	n8n.getNodeParameter('resultsAre', index, null) === 'results';

/** Days of the form that are not those of the row: its numbers would count for other days. */
function otherDays(row: IDataObject, report: ReportRecord, { reported }: TowardTarget): RowProblem | null {
	const days = daysOfRow(withOwnNames(row, report), report);
	const other = days && reported.find(({ since, until }) => since !== days.since || until !== days.until);
	if (!days || !other) return null;
	return {
		problem: `covers ${days.since} to ${days.until}, and Since and Until say ${other.since} to ${other.until}`,
		advice: 'Let Since and Until read date_start and date_stop of the row, or set the report’s Time Increment to Day.',
	};
}

/**
 * A step toward a target whose row is of another account or of other days, in another currency, or a part of the numbers, cannot
 * be taken: a target of 10 EUR would be compared with dollars. Rows of one object count together, so one of them spoils them all.
 *
 * @param records of the reports before this step; where the row is of none of them, what it says itself has to do
 */
export function ofOwnRow(
	session: Session,
	index: number,
	step: GuardStep,
	records: readonly ReportRecord[],
): GuardStep {
	const row = itemAt(session, index);
	const { request, account } = step;
	const { wish } = request;
	if (wish.kind !== 'target') return step;
	const reports = reportsOfOwnRow(row, records, account);
	const [only, ...others] = reports;
	const unfit = reports.map((report) => unfitReport(report, account)).find((problem) => problem !== null);
	const ofOtherDays = only === undefined || others.length > 0 ? null : otherDays(row, only, wish);
	const problem = foreignRow(row, account) ?? unfit ?? ofOtherDays;
	const incomplete = wish.incomplete || reports.some(({ isComplete }) => !isComplete);
	const resultKinds = uniq(reports.flatMap((report) => report.kinds?.[idIn(row, report)] || []));
	const facts = { incomplete, ...(countsResults(session, index) && resultKinds.length === 1 && { resultKinds }) };
	if (problem === null) return { ...step, request: { ...request, wish: { ...wish, ...facts } } };
	const unusable = new InputProblem(['cost'], `cannot be used: its row ${problem.problem}`, problem.advice);
	return { ...step, request: { ...request, wish: { ...wish, reported: [], unusable } } };
}
