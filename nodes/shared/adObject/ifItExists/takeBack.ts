import { InputProblem } from '../../form/problem';
import type { Session } from '../../node/session/session';
import { changeObjects } from '../change/changes';
import { wantedStatus } from '../change/wanted';
import type { AdObjectKind } from '../kind';
import type { Place } from './namesakes';
import type { Rivalry } from './rivals';

/**
 * Deletes what this run has made a moment ago, where Meta's list shows that another run made one of the name before it. Both runs
 * see the same order there, so one stays. What is not paused may deliver, and stays as well.
 *
 * @returns the same, and whether it is gone
 */
export async function takeBack(
	session: Session,
	kind: AdObjectKind,
	{ account }: Place,
	rivalry: Rivalry,
): Promise<Rivalry> {
	if (!rivalry.isListed) return rivalry;
	const change = {
		id: rivalry.own,
		account: await session.account(account),
		validateOnly: false,
		exact: true,
		method: 'DELETE' as const,
		decide: ({ status }: { readonly status?: unknown }) =>
			status === 'PAUSED' || status === 'DELETED'
				? [wantedStatus('DELETED')]
				: new InputProblem(['status'], 'is not paused', 'It stays as it is.'),
	};
	const [verdict] = await changeObjects(session, kind, [change], () => ({}));
	return verdict?.rows === undefined ? rivalry : { ...rivalry, isGone: true };
}
