import { betweenSteps } from '../../../meta/betweenSteps';
import { hoursInWords, isInHours, nextOpening } from '../../../meta/hours/week';
import type { Guard } from '../guard';
import { isLossCut } from '../request';
import { wallMinute } from '../moment';

/**
 * The learning phase does not hold an undo of our own change. The change may have begun it, and every hour that it
 * stays is spent at the wrong value.
 */
const learning: Guard = {
	name: 'learning',
	check({ state, policy, direction, isUndo, request: { wish } }) {
		// Meta learns no less of an ad set that costs far too much.
		if (isUndo || (isLossCut(wish) && direction === 'tighten')) return null;
		if (!state.learning.includes('learning') || (direction === 'tighten' && policy.tightenWhileLearning)) return null;
		return {
			hold:
				state.kind === 'campaign'
					? 'One of its ad sets is in the learning phase.'
					: 'The ad set is in the learning phase.',
		};
	},
};

const unknownLearning: Guard = {
	name: 'unknownLearning',
	check({ state, policy, direction, isUndo, request: { wish } }) {
		// At worst it learns, which does not hold the cut of a clear loss either.
		if (isUndo || (isLossCut(wish) && direction === 'tighten')) return null;
		const unknown = state.learning.length === 0 || state.learning.includes('unknown');
		if (unknown && !policy.actOnUnknownLearning && state.marks?.offBy === 'hours')
			return { hold: betweenSteps.restingLearning.says };
		return unknown && !policy.actOnUnknownLearning
			? {
					hold: 'Meta doesn’t say whether it is in the learning phase. To allow the change anyway, switch on Guards → Act on Unknown Learning.',
				}
			: null;
	},
};

const minimumData: Guard = {
	name: 'minimumData',
	check({ request }) {
		const short = request.figures.find(({ value, least }) => value === null || value < least);
		if (short === undefined) return null;
		return {
			hold:
				short.value === null
					? `${short.name} is not a number in this item; at least ${short.least} is needed.`
					: `${short.name} is ${short.value}; at least ${short.least} is needed.`,
		};
	},
};

const allowedHours: Guard = {
	name: 'allowedHours',
	check({ state, policy: { hours }, now }) {
		if (hours === null) return null;
		const clockAt = (at: number) => wallMinute(at, state.zone);
		if (isInHours(hours, clockAt(now))) return null;
		return {
			hold: `Changes are allowed ${hoursInWords(hours)}, in the account’s time zone.`,
			until: nextOpening(hours, now, clockAt) ?? undefined,
		};
	},
};

export const evidenceGuards: readonly Guard[] = [learning, unknownLearning, minimumData, allowedHours];
