import { isEqual, startCase } from 'lodash';

import type { Reason } from '../policy/decide';
import { levers } from '../policy/lever';
import type { OwnSteps } from '../state/log/ownWrites';
import type { FoundStep, GuardStep } from '../record/step';

/** What is set for a step beside its wish, by label; what has no line of its own stands under Guards. */
function settingsOf({
	step: { request, policy, dryRun },
	target,
}: FoundStep): ReadonlyArray<readonly [string, unknown]> {
	const { ceiling, floor } = levers[target.state.lever].words;
	return [
		['Dry Run', dryRun],
		[startCase(ceiling), policy.ceiling],
		['Account Maximum (per Day)', policy.accountCeiling],
		[startCase(floor), policy.floor],
		['Expected Current Value', request.expected],
		['Confirm Current Value', request.released],
		['Minimum Data', request.figures],
		['Skip Cooldown for Cuts', request.emergency],
		['Max Step (%)', policy.step],
		['Protected', policy.protected],
		['Allowed Hours', policy.hours],
		['Minimum Active', policy.keepLive],
		['Guards', policy],
	];
}

/** The same for steps whose settings are the same. */
export const stepSettingsKey = (one: FoundStep): string =>
	JSON.stringify(settingsOf(one), (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));

/** The label of the first setting in which two steps differ. */
function settingApart(one: FoundStep, other: FoundStep): string | undefined {
	const others = settingsOf(other);
	return settingsOf(one).find(([, value], index) => !isEqual(value, others[index]?.[1]))?.[0];
}

/** Raises for hours that do not meet: each is a budget schedule of its own. */
const isAnotherTime = ({ request: { wish: one } }: GuardStep, { request: { wish: other } }: GuardStep): boolean =>
	one.kind === 'hours' && other.kind === 'hours' && (one.until <= other.from || other.until <= one.from);

/**
 * Why an item must not be carried out with the others of the run. One value moves once a run. Items that want different
 * things of it, or set different limits for it, leave nothing to choose.
 */
export function conflictOf(one: FoundStep, all: readonly FoundStep[]): Reason | null {
	const { id, kind } = one.target.state;
	const noun = kind === 'campaign' ? 'campaign' : 'ad set';
	const others = all.filter((other) => other !== one && other.target.state.id === id);
	if (isOfAccount(one)) return besidePlan(one, others);
	// A plan for the whole account leaves it to this item.
	const rivals = others.filter((other) => !isOfAccount(other));
	for (const rival of rivals) {
		const label = settingApart(one, rival);
		if (label === undefined) continue;
		const sentence =
			`${label} differs between items ${one.item + 1} and ${rival.item + 1} of this run, which are about the same ${noun}. ` +
			'Set the same for all items of one object.';
		return { guard: 'conflict', effect: 'held', sentence };
	}
	const other = rivals.find(
		({ step }) => !isEqual(step.request.wish, one.step.request.wish) && !isAnotherTime(step, one.step),
	);
	if (other) {
		const sentence = `Item ${other.item + 1} of this run asks for a different change of the same ${noun}.`;
		return { guard: 'conflict', effect: 'held', sentence };
	}
	const first = rivals.find(({ index, step }) => index < one.index && !isAnotherTime(step, one.step));
	if (first === undefined) return null;
	const sentence = `Item ${first.item + 1} of this run already changes it; each value changes once per run.`;
	return { guard: 'sameValue', effect: 'held', sentence };
}

/** Whether it is a step of a plan for a whole account. */
export const isOfAccount = ({ step: { request } }: FoundStep): boolean => request.wish.kind === 'accountPlan';

/** Why a plan for the whole account must not move a budget: what another item is about, it leaves to that one. */
function besidePlan({ index, item }: FoundStep, others: readonly FoundStep[]): Reason | null {
	if (others.some((other) => isOfAccount(other) && other.item === item && other.index < index))
		return {
			guard: 'sameValue',
			effect: 'held',
			sentence: 'It uses its campaign’s budget, and the campaign has its own row.',
		};
	const twice = others.find((other) => isOfAccount(other) && other.item !== item);
	if (twice === undefined) return null;
	const [first, second] = [Math.min(item, twice.item) + 1, Math.max(item, twice.item) + 1];
	const sentence = `Items ${first} and ${second} of this run both have a plan for this ad account. Give it one plan.`;
	return { guard: 'conflict', effect: 'held', sentence };
}

/**
 * Why an item must not be tried again: an earlier try of this very run moved its value, for this item or for another
 * that names the same object. One value moves once a run, whatever the cooldown.
 */
export function movedBefore(
	{ step: { request }, target: { state } }: FoundStep,
	run: string | null,
	steps: OwnSteps,
): Reason | null {
	const ownStep = steps.last(state.id, state.lever);
	// An agent's calls are one run: it may take back what it has just done.
	if (run === null || ownStep?.run !== run || request.wish.kind === 'undo') return null;
	const sentence = 'An earlier try of this run has already changed it; each value changes once per run.';
	return { guard: 'movedInThisRun', effect: 'held', sentence };
}
