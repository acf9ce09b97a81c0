import { sortBy } from 'lodash';

import { betweenSteps, sayBetween } from '../../../meta/betweenSteps';
import { inPlainWords, shortText } from '../../../shared/words';
import { effectiveAt, say, type Guard, type Hold } from '../guard';
import { levers } from '../lever';
import { leftToRival } from '../rival';
import { isLossCut } from '../request';
import { momentInWords, lengthInWords } from '../moment';
import { switchedOnInWords, type LeverState, type RaisedPeriod } from '../state';
import { decidedSwitchings } from '../switchings';
import { changedUnlogged, knownChanges } from '../unlogged';
import { DAY_MS, MINUTE_MS } from '../../../shared/durations';

/** Reading many objects can include a wait for Meta's limits; what is older than this says little about now. */
const STALE_AFTER = 15 * MINUTE_MS;

const stale: Guard = {
	name: 'freshState',
	check: ({ state, now }) =>
		now - state.readAt > STALE_AFTER || state.readAt - now > STALE_AFTER
			? { hold: 'The data from Meta is too old to base a decision on.' }
			: null,
};

const plain = (text: string): string => text.trim().toLowerCase();

const protectedObject: Guard = {
	name: 'protected',
	check({ state, policy }) {
		if (policy.protected.length === 0) return null;
		const plainNames = state.knownAs.map(plain);
		const entry = policy.protected.find((text) => plain(text) !== '' && plainNames.includes(plain(text)));
		return entry === undefined ? null : { hold: `It is on the protected list as “${entry}”.` };
	},
};

const expectedValue: Guard = {
	name: 'expectedValue',
	check(situation) {
		const { state, request } = situation;
		if (request.expected === null || request.expected === state.value) return null;
		const [present, expected] = [say(situation, state.value), say(situation, request.expected)];
		return { hold: `It is ${present} and not ${expected} as expected. Something has changed it since.` };
	},
};

/** It may have gone away from the approved value and come back: then somebody has thought otherwise since. */
const changedSince: Guard = {
	name: 'changedSince',
	check({ state, request: { approved } }) {
		if (approved === undefined) return null;
		if (approved.lever !== state.lever)
			return { hold: `It now has a ${levers[state.lever].label}, not a ${levers[approved.lever].label}.` };
		const { since } = approved;
		const chance = state.lever === 'status' ? givenAnotherChance(state.switchedOn, since, state.zone) : null;
		if (chance !== null) return { hold: chance };
		const untold = changedUnlogged(state);
		const at =
			(state.lever === 'status' ? decidedSwitchings : knownChanges)(state).find((change) => change.at > since)?.at ??
			(untold !== null && untold > since ? untold : null);
		return at === null ? null : { hold: `It was changed on ${momentInWords(at, state.zone)}, after the proposal.` };
	},
};

/** Whoever has switched on what is to be paused, or its campaign, has thought otherwise since. */
function givenAnotherChance(last: LeverState['switchedOn'], since: number, zone: string): string | null {
	if (last === undefined || last === null) return null;
	if ('unknown' in last)
		return `It is unknown whether it was reactivated after the proposal: Meta’s activity history has ${last.unknown}.`;
	if (last.at <= since) return null;
	return `${switchedOnInWords(last)} on ${momentInWords(last.at, zone)}, after the proposal.`;
}

/** Why an object is off, by its marks. */
const offWords = { 'stop-loss': betweenSteps.stopped.says, rotation: betweenSteps.rotated.says } as const;

/** Why it does not deliver now; null where it does, as far as this is known. */
export function whyNotRunning({ status, atRest, accountRest, marks }: LeverState): Hold | null {
	const by = marks?.offBy;
	if (status !== 'ACTIVE' && by !== undefined && by !== null && by !== 'hours')
		return { hold: `${offWords[by]}.`, cause: 'stoppedByStep' };
	if (status !== 'ACTIVE') {
		const hold = `It isn’t running: its status is ${shortText(inPlainWords(status))}.`;
		const { pausedBy } = marks ?? {};
		return pausedBy ? { ...pausedBy, hold: `${hold} ${pausedBy.hold}` } : { hold };
	}
	return atRest === null ? null : { hold: `It isn’t running: ${atRest}.`, cause: accountRest ?? 'noAdOn' };
}

const IN_EDITOR =
	'It is off outside its hours, and Meta refuses the ad label that would keep it off in the morning. The published workflow keeps that itself; a run in the editor can’t.';

const delivering: Guard = {
	name: 'delivering',
	check(situation) {
		const { state, now, isUndo, direction } = situation;
		// What was paused is not on, and taking a raise back spends less, on or off.
		if (isUndo && (state.lever === 'status' || direction === 'tighten')) return null;
		const unmarkedRest = state.lever === 'status' ? state.marks?.unmarkedRest : null;
		if (unmarkedRest === 'form') return { hold: betweenSteps.unmarkedRest.says, cause: 'unmarkedRest' };
		if (unmarkedRest === 'editor') return { hold: IN_EDITOR, cause: 'unmarkedRest' };
		const off = whyNotRunning(state);
		if (off !== null) return off;
		if (state.startsAt !== null && state.startsAt > now)
			return {
				hold: `It starts on ${momentInWords(state.startsAt, state.zone)}.`,
				until: state.startsAt,
				cause: 'notYet',
			};
		if (state.endsAt !== null && state.endsAt <= now)
			return { hold: `It ended on ${momentInWords(state.endsAt, state.zone)}.`, cause: 'ended' };
		// Meta takes no budget schedule that goes beyond the end (100/3858090).
		const { wish } = situation.request;
		if (state.endsAt !== null && wish.kind === 'hours' && state.endsAt < wish.until) {
			const part = state.endsAt <= effectiveAt(situation) ? 'begin' : 'end';
			return { hold: `It ends on ${momentInWords(state.endsAt, state.zone)}, before the hours ${part}.` };
		}
		return null;
	},
};

/** On its last day the rest of a lifetime budget is spent within hours: every step would be a large one. */
const lastDay: Guard = {
	name: 'lastDay',
	check({ state, now }) {
		if (state.lever !== 'lifetimeBudget') return null;
		if (state.endsAt === null) return { hold: 'It has a lifetime budget, but its end date couldn’t be read.' };
		if (state.endsAt - now > DAY_MS) return null;
		const end = momentInWords(state.endsAt, state.zone);
		return { hold: `It ends on ${end}. A lifetime budget isn’t changed in its last 24 hours.` };
	},
};

/**
 * A budget schedule changes what Meta may spend just as a step does: numbers of such a time say little about the
 * budget, and a step right before it would be raised along with it.
 */
const budgetSchedule: Guard = {
	name: 'budgetSchedule',
	check({ state: { periods, zone }, policy, direction, request, now, isUndo }) {
		if (isUndo || (request.emergency && direction === 'tighten')) return null;
		if ('unknown' in periods)
			return { hold: `It is unknown whether it has a running budget schedule: ${periods.unknown}.` };
		if (request.wish.kind === 'hours') return overlapOf(periods, request.wish, zone);
		const rest = policy.cooldown[direction];
		const near = periods.filter(({ from, until }) => until > now && from <= now + rest);
		const [first] = sortBy(near, 'from');
		if (first === undefined) return null;
		const runs =
			first.from > now
				? `begins on ${momentInWords(first.from, zone)}, within the cooldown of ${lengthInWords(rest)}, and runs`
				: 'runs';
		return {
			hold: sayBetween('schedule', { runs, when: momentInWords(first.until, zone) }),
			until: Math.max(...near.map(({ until }) => until)),
		};
	},
};

/** Whether Meta adds up what schedules of the same hours allow is not documented: together they could pass every limit. */
function overlapOf(
	periods: readonly RaisedPeriod[],
	{ from, until }: Pick<RaisedPeriod, 'from' | 'until'>,
	zone: string,
): Hold | null {
	const other = periods.find((period) => period.from < until && period.until > from);
	if (other === undefined) return null;
	return {
		hold: `It already has a budget schedule at that time, from ${momentInWords(other.from, zone)} until ${momentInWords(other.until, zone)}.`,
	};
}

/** A pause is no such change: whoever stops a loss does not wait for a test, and cuts of a clear loss neither. */
const splitTest: Guard = {
	name: 'splitTest',
	check({ state: { marks, zone }, direction, request, now, isUndo }) {
		const test = marks?.test ?? null;
		if (test === null || test.until <= now || isUndo) return null;
		if (direction === 'tighten' && (request.emergency || isLossCut(request.wish))) return null;
		const when = momentInWords(test.until, zone);
		return { hold: sayBetween('splitTest', { when, label: test.label }), until: test.until };
	},
};

/** Whoever cuts a clear loss does not wait. */
const budgetOfAnother: Guard = {
	name: 'budgetOfAnother',
	check: ({ state, direction, request, now }) =>
		direction === 'tighten' && (request.emergency || isLossCut(request.wish)) ? null : leftToRival(state, request, now),
};

/** What nobody sees is not counted: then it is not known who else delivers. */
const lastLive: Guard = {
	name: 'lastLive',
	check({ state, policy, direction }) {
		const { beside, kind } = state;
		if (state.lever !== 'status' || direction === 'loosen' || policy.keepLive === 0) return null;
		const others = kind === 'campaign' ? 'campaigns in the account' : 'ad sets in its campaign';
		if (beside === null) return { hold: `It is unknown which other ${others} are delivering.` };
		if ('unknown' in beside) return { hold: `It is unknown which other ${others} are delivering: ${beside.unknown}.` };
		if (beside.length >= policy.keepLive) return null;
		const left = beside.length === 0 ? 'No' : `Only ${beside.length}`;
		return {
			hold: `${left} other ${others} would stay active: Guards → Minimum Active is ${policy.keepLive}.`,
		};
	},
};

export const objectGuards: readonly Guard[] = [
	stale,
	protectedObject,
	expectedValue,
	changedSince,
	delivering,
	lastDay,
	budgetSchedule,
	splitTest,
	budgetOfAnother,
	lastLive,
];
