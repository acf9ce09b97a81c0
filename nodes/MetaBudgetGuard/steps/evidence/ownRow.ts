import type { IDataObject } from 'n8n-workflow';

import { foreignRow } from '../../../meta/evidence/reportRow';
import { InputProblem } from '../../../shared/form/problem';
import type { Session } from '../../../shared/node/session/session';
import type { GuardStep } from '../../record/step';

/** What came in, at the place that a step's numbers are read from. */
export const itemAt = ({ n8n }: Session, index: number): IDataObject => n8n.getInputData()[index]?.json ?? {};

/**
 * A step toward a target whose row is of another account, or in another currency, has numbers that cannot be used: a target of
 * 10 EUR would be compared with dollars. Rows of one object count together, so one of them spoils them all.
 */
export function ofOwnRow(step: GuardStep, row: IDataObject): GuardStep {
	const { request, account } = step;
	const { wish } = request;
	const foreign = wish.kind === 'target' ? foreignRow(row, account) : null;
	if (wish.kind !== 'target' || foreign === null) return step;
	const unusable = new InputProblem(['cost'], `cannot be used: its row ${foreign.problem}`, foreign.advice);
	return { ...step, request: { ...request, wish: { ...wish, reported: [], unusable } } };
}
