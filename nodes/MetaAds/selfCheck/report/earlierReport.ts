import { z } from 'zod';

import { field } from '../../../shared/form/field';
import { InputProblem } from '../../../shared/form/problem';
import { problem } from '../../../shared/form/words';
import { parsedJson } from '../../../shared/record';
import { isAsWritten, readReport, type Report } from './report';

const startOverAdvice = 'Leave the field empty to start over.';

/** A report that goes on has to be one of ours, as it was written: what it says is not asked again. */
const unfinishedReport = z.unknown().transform((value, context): Report => {
	const report = readReport(parsedJson(value));
	if (typeof report === 'string') problem(context, [], 'is no report of a self-check', startOverAdvice);
	else if (!isAsWritten(report)) problem(context, [], 'was changed after it was written', startOverAdvice);
	else return report;
	return z.NEVER;
});

/** Text, not JSON: n8n's editor for JSON marks an empty field as wrong, and empty is what it mostly is. */
export const earlierReportField = field(
	{
		displayName: 'Continue From Report (JSON)',
		name: 'earlierReport',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		description:
			'The report of a check that ended early because Meta limited the calls. It continues from there. Leave empty to start over.',
	},
	unfinishedReport,
);

/** What the answers of one report have in common. */
type Kind = Pick<Report, 'level' | 'environment' | 'apiVersion'>;

/** Why a check of this kind cannot go on from the report, in words; null where it can. */
export const unlikeEarlier = (report: Report, { level, environment, apiVersion }: Kind): string | null =>
	report.level === level && report.environment === environment && report.apiVersion === apiVersion
		? null
		: 'is of another level, environment or API version';

/** @throws InputProblem for a report of another check */
export function requireSame(report: Report | undefined, kind: Kind): void {
	const why = report === undefined ? null : unlikeEarlier(report, kind);
	if (why !== null) throw new InputProblem(['earlierReport'], why, startOverAdvice);
}
