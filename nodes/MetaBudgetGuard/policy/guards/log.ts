import { maxBy } from 'lodash';

import { sayBetween } from '../../../meta/betweenSteps';
import { stepVerb, effectiveAt, say, type Guard, type Situation } from '../guard';
import type { LeverName } from '../lever';
import { momentInWords, lengthInWords } from '../moment';
import { CHANGES_PER_HOUR, restOver } from '../settings';
import { lastTouch, whoseInWords, type LeverState, type ValueChange } from '../state';
import { undoProblem } from '../undo';
import { changedUnlogged, knownChanges, ownUnlogged, ownValueSince, UNCLEAR_FOR, untoldEnds } from '../unlogged';
import { DAY_MS, HOUR_MS } from '../../../shared/durations';

/** The changes at the time of the last one: several can share a second. */
function newest({ log: { values } }: LeverState): readonly ValueChange[] {
	const last = maxBy(values, 'at');
	return last === undefined ? [] : values.filter(({ at }) => at === last.at);
}

const unreadable: Guard = {
	name: 'readableLog',
	check(situation) {
		const { state, request, lever, now, isUndo } = situation;
		const [entry] = state.log.unreadable;
		if (state.lever === 'status')
			return entry === undefined
				? null
				: {
						hold: `Meta’s activity history has ${entry}. If it has to stop, pause it in Ads Manager.`,
						cause: 'unreadableLog',
					};
		if (request.released === state.value) return null;
		const release = howToRelease(situation);
		if (entry !== undefined) return { hold: `Meta’s activity history has ${entry}. ${release}` };
		const { unclear } = state.log;
		if (isUndo || unclear === undefined || unclear.at + UNCLEAR_FOR <= now) return null;
		const on = momentInWords(unclear.at, state.zone);
		const hold = `Meta’s activity history has ${unclear.what} on ${on}, so the ${lever.label} at that time is unknown. ${release}`;
		return { hold, until: unclear.at + UNCLEAR_FOR };
	},
};

/**
 * What the log does not tell holds until it does, or until a person has looked and released the very value it left.
 * Where the value is exactly what this n8n left, it goes on after a rest: an entry that is lost would hold it for good.
 */
const untilReleased = (name: string, problem: (situation: Situation) => string | null, ends = true): Guard => ({
	name,
	check(situation) {
		const { state, request, now } = situation;
		const sentence = request.released === state.value ? null : problem(situation);
		if (sentence === null) return null;
		const until = ends ? silenceEnds(situation) : null;
		if (until === null) return { hold: `${sentence} ${howToRelease(situation)}` };
		if (until <= now) return null;
		const goesOn = `This n8n instance set this exact value, so changes are allowed again from ${momentInWords(until, state.zone)}`;
		return { hold: `${sentence} ${goesOn}, or at once with ${releaseField(situation)}.`, until };
	},
});

/** Entries are late by minutes or hours; after a day without one it counts as lost. */
const LATE_ENTRIES = DAY_MS;

function silenceEnds({ state, policy, direction }: Situation): number | null {
	const since = ownValueSince(state);
	if (since === null) return null;
	const last = Math.max(since, changedUnlogged(state) ?? 0);
	return last + restOver(Math.max(policy.cooldown[direction], LATE_ENTRIES));
}

/** Not every operation has the setting: the one that adjusts just this value does. */
const adjusting: Readonly<Partial<Record<LeverName, string>>> = { bid: 'Adjust Bid', roasFloor: 'Adjust ROAS Floor' };

function releaseField(situation: Situation): string {
	const { lever, value } = situation.state;
	const operation = adjusting[lever] ?? 'Adjust Budget';
	return `${operation} → Guards → Confirm Current Value ${say(situation, value)}`;
}

const howToRelease = (situation: Situation): string =>
	`Check it in Ads Manager: ${releaseField(situation)} allows one change.`;

const behind = untilReleased('changeLogBehind', (situation) => {
	const { state } = situation;
	const last = newest(state);
	const [first] = last;
	if (first === undefined || last.some(({ to }) => to === state.value)) return null;
	const [logged, present] = [say(situation, first.to), say(situation, state.value)];
	return `The ${situation.lever.label} is ${present}, but Meta’s activity history ends with ${logged}.`;
});

const ownWriteUnseen = untilReleased('ownChangeNotLogged', ({ state }) => {
	const ownStepGuard = ownUnlogged(state);
	if (ownStepGuard === null) return null;
	return `This n8n instance changed it at ${momentInWords(ownStepGuard.at, state.zone)}, but Meta’s activity history doesn’t show that yet.`;
});

/** Somebody has edited it, or another version of the node wrote it: read as nothing it would permit a step. */
const ownWriteUnreadable = untilReleased(
	'ownChangesUnreadable',
	({ state }) =>
		state.ownUnreadable
			? 'This workflow’s record of its own changes can’t be read, so it may have changed this value.'
			: null,
	false,
);

/**
 * Where the log tells of changes of the value and ends with the present one, something else has changed. What moves an ad set's own
 * time is nowhere told (UNCONFIRMED 97), so that the hold ends by itself after a week, however often that time moves.
 */
const changeUntold: Guard = {
	name: 'changeNotLogged',
	check(situation) {
		const { state, lever, request, now } = situation;
		const changedGuard = changedUnlogged(state);
		if (changedGuard === null || state.log.values.length > 0 || request.released === state.value) return null;
		const ends = Math.min(untoldEnds(state) ?? Infinity, silenceEnds(situation) ?? Infinity);
		if (ends <= now) return null;
		const [at, until] = [momentInWords(changedGuard, state.zone), momentInWords(ends, state.zone)];
		const what = `It was changed on ${at}, but Meta’s activity history doesn’t say what. It may have been the ${lever.label}.`;
		const hold = `${what} Changes are allowed again from ${until}, or at once with ${releaseField(situation)}.`;
		return { hold, until: ends };
	},
};

const cooldown: Guard = {
	name: 'cooldown',
	check(situation) {
		const { state, policy, direction, request, isUndo } = situation;
		if (isUndo || (request.emergency && direction === 'tighten')) return null;
		const rest = policy.cooldown[direction];
		const last = lastTouch(state.log);
		if (last === null || last.at + restOver(rest) <= effectiveAt(situation)) return null;
		const { what, at } = last;
		return {
			hold: sayBetween('rest', {
				...{ what, when: momentInWords(at, state.zone), whose: whoseInWords(last) },
				...{ value: situation.lever.label, moved: stepVerb(situation), time: lengthInWords(rest) },
			}),
			until: last.at + restOver(rest),
		};
	},
};

const hourlyChanges: Guard = {
	name: 'hourlyChanges',
	check({ state, now }) {
		const values = knownChanges(state);
		if (values.length < CHANGES_PER_HOUR) return null;
		const recent = values.map(({ at }) => at).filter((at) => at > now - HOUR_MS);
		// The oldest of the last four: when it is an hour ago, there is room for another change.
		const oldest = recent.sort((one, other) => one - other).at(-CHANGES_PER_HOUR);
		if (oldest === undefined) return null;
		const hold = `It was changed ${recent.length} times in the last hour. Meta blocks a fifth change for an hour.`;
		return { hold, until: oldest + HOUR_MS };
	},
};

const undo: Guard = {
	name: 'undo',
	check({ state, request, now }) {
		if (request.wish.kind === 'end')
			return request.wish.undo.object === state.id
				? null
				: { hold: 'This undo value belongs to another campaign or ad set.' };
		if (request.wish.kind !== 'undo') return null;
		return undoProblem(state, request.wish.undo, now);
	},
};

export const logGuards: readonly Guard[] = [
	unreadable,
	behind,
	ownWriteUnseen,
	ownWriteUnreadable,
	changeUntold,
	undo,
	cooldown,
	hourlyChanges,
];
