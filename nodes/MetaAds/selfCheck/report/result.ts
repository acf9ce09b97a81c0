import { sumBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { Row } from '../../../shared/node/operation';
import type { Session } from '../../../shared/node/session/session';
import type { CheckRun } from '../carryOut';
import { reaches, type CheckLevel } from '../levels';
import type { StepOutcome, Report } from './report';
import { stepKeyOf, type CheckStep } from '../steps/step';

/** Whether an account is a sandbox is asked once at first, and before each change. */
const PROOF_POINTS = 2;

export const checkPlanOf = (steps: readonly CheckStep[], level: Exclude<CheckLevel, 'plan'>): IDataObject => {
	const some = steps.filter((step) => reaches(level, step.level));
	return {
		operations: some.map((step) => stepKeyOf(step).replace(/^metaAds\./, '')),
		mostPoints: sumBy(some, 'points') + PROOF_POINTS,
	};
};

/** Every row has the same columns, whatever the level. */
export const planRow = (steps: readonly CheckStep[]): Row => ({
	json: {
		level: 'plan',
		finished: true,
		note:
			'Nothing was called. A read takes 1 point of the ad account’s quota, a write or a check 3. An app with Limited ' +
			'access has 60 points in five minutes: there the check ends early, and continues from its report.',
		answered: 0,
		refused: 0,
		notAsked: 0,
		calls: 0,
		leftBehind: '',
		retryAfter: null,
		plan: {
			readOnly: checkPlanOf(steps, 'readOnly'),
			validateOnly: checkPlanOf(steps, 'validateOnly'),
			sandbox: checkPlanOf(steps, 'sandbox'),
		},
		report: null,
	},
});

const share =
	'Look at the report before you share it. It has field names, field types, error codes and Meta’s general texts, and nothing from your account. The issue form “Self-check report” takes it.';

function noteOn({ finished, stoppedBy }: Report, left: readonly string[]): string {
	const rest = left.length > 0 ? 'Could not be deleted again: see the column leftBehind. ' : '';
	if (finished) return `${rest}${share}`;
	return `${rest}Ended early: ${stoppedBy}. Run it again with this report in Continue From Report.`;
}

export async function resultRow({ n8n }: Session, { report, sent, left, retryAfter }: CheckRun): Promise<Row> {
	const count = (...outcomes: StepOutcome[]): number =>
		report.steps.filter(({ outcome }) => outcomes.includes(outcome)).length;
	const json = {
		level: report.level,
		finished: report.finished,
		note: noteOn(report, left),
		answered: count('answered'),
		refused: count('refused'),
		notAsked: count('notAsked', 'notSent'),
		calls: sent,
		leftBehind: left.join(', '),
		retryAfter: retryAfter ?? null,
		plan: null,
		report: report as unknown as IDataObject,
	};
	const content = Buffer.from(`${JSON.stringify(report, null, '\t')}\n`);
	return {
		json,
		binary: { report: await n8n.helpers.prepareBinaryData(content, 'self-check.json', 'application/json') },
	};
}
