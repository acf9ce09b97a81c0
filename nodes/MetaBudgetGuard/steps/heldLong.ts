import { existing } from '../../shared/lists';
import type { Session } from '../../shared/node/session/session';
import { DAY_MS } from '../../shared/durations';
import { adviceOn } from './heldAdvice';
import { LongHolds, LONG_HOLD } from '../state/log/longHolds';
import { metaNow } from '../state/read';
import type { Ending } from '../record/step';

const isBlocked = (ending: Extract<Ending, { kind: 'held' }>): boolean =>
	ending.reasons.some(({ guard, isRight }) => guard !== 'noChange' && isRight !== true);

/**
 * The sentence of the column `heldLong`, by ending: how long there was no step, and what to do. Others have none. What was stepped,
 * or needed no step, begins again.
 */
export function heldLongIn(session: Session, endings: readonly Ending[]): ReadonlyMap<Ending, string> {
	const holds = new LongHolds(session.n8n.getWorkflowStaticData('global'));
	const now = metaNow(session);
	const sentences = new Map<Ending, string>();
	for (const ending of endings) {
		const target = 'decided' in ending ? ending.decided.target : ending.kind === 'held' ? ending.target : null;
		if (target === null) continue;
		const key = `${target.state.id} ${target.state.lever}`;
		if (ending.kind !== 'held' || !isBlocked(ending)) {
			holds.free(key);
			continue;
		}
		const since = holds.held(key, now);
		if (now - since < LONG_HOLD) continue;
		const [first] = ending.reasons;
		const advice = adviceOn(existing(first, 'the first reason of an ending'));
		if (advice !== null) sentences.set(ending, `No step for ${Math.floor((now - since) / DAY_MS)} days. ${advice}`);
	}
	return sentences;
}
