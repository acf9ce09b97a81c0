import { isEqual } from 'lodash';

import { notice, rewordField } from '../../shared/form/field';
import { toggle } from '../../shared/form/kinds';
import type { Job } from '../../shared/node/operation';
import type { Session } from '../../shared/node/session/session';
import { existing } from '../../shared/lists';
import { personsAnswerIn, type PersonsAnswer } from '../../shared/personsAnswer';
import type { Proposal } from '../record/proposalColumn';

/** Whether a person has said yes to a proposal: the answer is part of the input, and a no in it beats every switch. */

/** As the form comes, the answer in the input decides: what it holds beside a step that waits, in any known shape. */
const BY_THE_INPUT = '={{ $json.data?.approved === true }}';

export const approvedField = rewordField(
	toggle({
		displayName: 'Approved (From the Answer)',
		name: 'approved',
		default: false,
		description:
			'Whether a person has approved the proposal. By default, the answer of n8n’s “send and wait” nodes or of a form counts.',
	}),
	{ default: BY_THE_INPUT },
);

export const approvedNotice = notice({
	name: 'approvedNotice',
	text: 'If the answer is no, missing or unreadable, nothing is changed. Switching it on by hand does not replace an answer.',
});

/** How the field was filled: it goes by the input, by hand, or by an expression that can read an answer elsewhere. */
type Way = 'input' | 'hand' | 'expression';

export interface StepApproval {
	readonly way: Way;
	readonly isOn: boolean;
	readonly answer: PersonsAnswer;
	/** Another item of the run brings the same proposal with a no. */
	readonly isDeclinedElsewhere: boolean;
}

function wayOf({ n8n }: Session, index: number): Way {
	const raw = n8n.getNodeParameter('approved', index, BY_THE_INPUT, { rawExpressions: true }) as unknown;
	if (raw === BY_THE_INPUT) return 'input';
	// Without anything it reads, an expression is a switch.
	return typeof raw === 'string' && raw.startsWith('=') && raw.includes('$') ? 'expression' : 'hand';
}

/** The approvals of a run, by the items' indexes. */
export function approvalsOf<P extends { readonly approved: boolean; readonly proposal: Proposal }>(
	session: Session,
	jobs: ReadonlyArray<Job<P>>,
): ReadonlyMap<number, StepApproval> {
	const input = session.n8n.getInputData();
	const answers = jobs.map(({ index, params }) => ({
		index,
		params,
		answer: personsAnswerIn(existing(input[index], `input item ${index}`).json),
	}));
	const declined = answers.filter(({ answer }) => answer.answer === 'no' || answer.answer === 'unreadable');
	return new Map(
		answers.map(({ index, params, answer }) => [
			index,
			{
				way: wayOf(session, index),
				isOn: params.approved,
				answer,
				isDeclinedElsewhere: declined.some(
					(one) => one.index !== index && isEqual(one.params.proposal, params.proposal),
				),
			},
		]),
	);
}

/** Why nothing of it is made, a sentence; null where a person has said yes. */
export function notApproved({ way, isOn, answer: { answer, from }, isDeclinedElsewhere }: StepApproval): string | null {
	if (answer === 'no') return `It was declined: the answer in the input is a no (${from}).`;
	if (answer === 'unreadable')
		return `It was not approved: the answer in the input (${from}) is neither a yes nor a no.`;
	if (isDeclinedElsewhere) return 'It was declined: another item declines the same proposal.';
	if (way === 'input') return answer === 'yes' ? null : 'It was not approved: the input has no answer.';
	if (!isOn) return 'It was not approved.';
	if (answer === 'missing' && way === 'hand')
		return 'It was not approved: Approved (From the Answer) was switched on manually, but the input has no answer from a person.';
	return null;
}
