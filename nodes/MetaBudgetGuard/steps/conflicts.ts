import { isEqual } from 'lodash';

import type { Reason } from '../policy/decide';
import type { Target } from '../state/read';
import type { Requested } from './step';

interface Wanting {
	readonly target: Target;
	readonly request: Requested;
	/** Position among the run's items, counted from zero. */
	readonly index: number;
}

/**
 * Why an item must not be carried out beside the others of the run: one value moves once a run, and items that want
 * different things of it want nothing that could be chosen between.
 */
export function conflictOf(one: Wanting, all: readonly Wanting[]): Reason | null {
	const rivals = all.filter((other) => other !== one && other.target.state.id === one.target.state.id);
	const other = rivals.find(({ request }) => !isEqual(request.wish, one.request.wish));
	if (other) return { guard: 'conflict', effect: 'held', sentence: `Item ${other.index + 1} of this run wants something else of the same ${one.target.state.kind === 'campaign' ? 'campaign' : 'ad set'}.` };
	const first = rivals.find(({ index }) => index < one.index);
	return first ? { guard: 'sameValue', effect: 'held', sentence: `Item ${first.index + 1} of this run moves it already; one value moves once a run.` } : null;
}
