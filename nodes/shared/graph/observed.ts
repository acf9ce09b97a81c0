import { isRecord } from '../record';
import type { GraphRequest } from './request';
import { isUnclear, type RequestOutcome } from './wire/retry';
import type { AccessTier } from './wire/usage';

/** What the answers of a run told besides their bodies. */
export interface AnswerFacts {
	/** Percent of the fullest quota seen. */
	fullestQuota: number;
	/** Percent of the ad account's own points, by the last answer that told it. */
	accountQuota?: number;
	tier?: AccessTier;
	/** Meta's announcement that the API version ends. */
	versionWarning?: string;
	/** Rows of lists that came twice while they were read: something changed meanwhile. */
	rowsRepeated: number;
	/** Writes that Meta accepted or may have carried out. One that it refused by name changed nothing. */
	writesTaken: number;
	/** Ids that Meta has answered to creates: whatever goes wrong afterwards, they can be told. */
	readonly created: string[];
}

export const nothingObserved = (): AnswerFacts => ({ fullestQuota: 0, rowsRepeated: 0, writesTaken: 0, created: [] });

/** Keeps in mind what a write may have done; a read does nothing, and neither does a write that is only checked. */
export function observeWrite(answerFacts: AnswerFacts, { effect }: GraphRequest, outcome: RequestOutcome): void {
	if (effect === 'read' || !mayHaveHappened(outcome)) return;
	answerFacts.writesTaken += 1;
	if (effect !== 'create' || outcome.kind !== 'answered') return;
	const id = isRecord(outcome.body) ? outcome.body.id : undefined;
	if (typeof id === 'string' && id !== '') answerFacts.created.push(id);
}

/** Whether a request can have had its effect at Meta. */
function mayHaveHappened(outcome: RequestOutcome): boolean {
	if (outcome.kind !== 'refused') return outcome.kind === 'answered' || outcome.sent;
	return isUnclear(outcome.failure);
}
