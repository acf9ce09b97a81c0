import { isEqual } from 'lodash';

import type { Reason } from '../policy/decide';
import type { OwnSteps } from '../state/ownWrites';
import type { Ready } from './step';

/**
 * Why an item must not be carried out beside the others of the run: one value moves once a run, and items that want
 * different things of it want nothing that could be chosen between.
 */
export function conflictOf(one: Ready, all: readonly Ready[]): Reason | null {
	const { id, kind } = one.target.state;
	const rivals = all.filter((other) => other !== one && other.target.state.id === id);
	const other = rivals.find(({ step }) => !isEqual(step.request.wish, one.step.request.wish));
	if (other) {
		const noun = kind === 'campaign' ? 'campaign' : 'ad set';
		const sentence = `Item ${other.index + 1} of this run asks for a different change of the same ${noun}.`;
		return { guard: 'conflict', effect: 'held', sentence };
	}
	const first = rivals.find(({ index }) => index < one.index);
	if (first === undefined) return null;
	const sentence = `Item ${first.index + 1} of this run already changes it; each value changes once per run.`;
	return { guard: 'sameValue', effect: 'held', sentence };
}

/**
 * Why an item must not be tried again: an earlier try of this very run moved its value, for this item or for another
 * that names the same object. One value moves once a run, whatever the cooldown.
 */
export function movedBefore(
	{ step: { request }, target: { state } }: Ready,
	run: string | null,
	steps: OwnSteps,
): Reason | null {
	const own = steps.last(state.id, state.lever);
	// An agent's calls are one run: it may take back what it has just done.
	if (run === null || own?.run !== run || request.wish.kind === 'undo') return null;
	const sentence = 'An earlier try of this run has already changed it; each value changes once per run.';
	return { guard: 'movedInThisRun', effect: 'held', sentence };
}
