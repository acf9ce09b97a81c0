import { z } from 'zod';

import { field } from '../../../shared/form/field';
import { InputProblem } from '../../../shared/form/problem';
import { problem } from '../../../shared/form/words';
import type { Level } from './levels';
import { isAsWritten, readReport, type Report } from './report';

const anew = 'Leave the field empty to begin anew.';

const parsed = (value: unknown): unknown => {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value);
	} catch {
		return undefined;
	}
};

/** A report that goes on has to be one of ours, as it was written: what it says is not asked again. */
const unfinished = z.unknown().transform((value, context): Report => {
	const report = readReport(parsed(value));
	if (typeof report === 'string') problem(context, [], 'is no report of a self-check', anew);
	else if (!isAsWritten(report)) problem(context, [], 'was changed after it was written', anew);
	else return report;
	return z.NEVER;
});

/** Text, not JSON: n8n's editor for JSON marks an empty field as wrong, and empty is what it mostly is. */
export const earlierReportField = field(
	{
		displayName: 'Go On From Report (JSON)',
		name: 'earlierReport',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		description:
			'The report of a check that ended early, because Meta limited the calls. What it has is not asked again. Leave empty to begin anew.',
	},
	unfinished,
);

/** @throws InputProblem for a report of another check */
export function requireSame(report: Report | undefined, level: Level, environment: Report['environment']): void {
	if (report === undefined || (report.level === level && report.environment === environment)) return;
	throw new InputProblem(['earlierReport'], 'is of another level or environment', anew);
}
