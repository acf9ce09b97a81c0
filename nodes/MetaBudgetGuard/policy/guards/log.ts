import { maxBy } from 'lodash';

import { done, say, type Guard } from '../guard';
import { inWords, lengthInWords } from '../moment';
import { CHANGES_PER_HOUR } from '../settings';
import { CLOCKS, DAY, HOUR, lastTouch, type LeverState, type ValueChange } from '../state';
import { undoProblem } from '../undo';

/** The changes at the time of the last one: several can share a second. */
function newest({ log: { values } }: LeverState): readonly ValueChange[] {
	const last = maxBy(values, 'at');
	return last === undefined ? [] : values.filter(({ at }) => at === last.at);
}

const unreadable: Guard = {
	name: 'readableLog',
	check({ state: { log } }) {
		const [entry] = log.unreadable;
		return entry === undefined ? null : { hold: `An entry of Meta’s change log could not be read: ${entry}.` };
	},
};

const behind: Guard = {
	name: 'changeLogBehind',
	check(situation) {
		const { state } = situation;
		const last = newest(state);
		const [first] = last;
		if (first === undefined || last.some(({ to }) => to === state.value)) return null;
		const [logged, present] = [say(situation, first.to), say(situation, state.value)];
		return {
			hold: `Meta’s change log is behind: it ends with ${logged}, but the ${situation.lever.label} is ${present}.`,
		};
	},
};

const ownWriteUnseen: Guard = {
	name: 'ownChangeNotLogged',
	check(situation) {
		const { state, now } = situation;
		const { ownWrite: own } = state;
		// At the old value the change did not happen, or was taken back.
		if (own === null || own.from === state.value || now - own.at > DAY) return null;
		if (state.log.values.some(({ at, from, to }) => (to === own.to || from === own.to) && at >= own.at - CLOCKS))
			return null;
		return {
			hold: `This n8n changed it at ${inWords(own.at, state.zone)}, and Meta’s change log does not show that yet.`,
		};
	},
};

const cooldown: Guard = {
	name: 'cooldown',
	check(situation) {
		const { state, policy, direction, request, now, isUndo } = situation;
		if (isUndo || (request.emergency && direction === 'tighten')) return null;
		const rest = policy.cooldown[direction];
		const last = lastTouch(state.log);
		if (last === null || last.at + rest <= now) return null;
		const moved = `the ${situation.lever.label} is ${done(situation)} ${lengthInWords(rest)} after that`;
		return {
			hold: `${last.what} changed on ${inWords(last.at, state.zone)}; ${moved} at the earliest.`,
			until: last.at + rest,
		};
	},
};

const hourlyChanges: Guard = {
	name: 'hourlyChanges',
	check({ state, now }) {
		if (state.log.values.length < CHANGES_PER_HOUR) return null;
		const recent = state.log.values.map(({ at }) => at).filter((at) => at > now - HOUR);
		// The oldest of the last four: when it is an hour ago, there is room for another change.
		const oldest = recent.sort((one, other) => one - other).at(-CHANGES_PER_HOUR);
		if (oldest === undefined) return null;
		const hold = `It was changed ${recent.length} times within the last hour; Meta blocks a fifth change for an hour.`;
		return { hold, until: oldest + HOUR };
	},
};

const undo: Guard = {
	name: 'undo',
	check({ state, request, now }) {
		if (request.wish.kind !== 'undo') return null;
		const problem = undoProblem(state, request.wish.undo, now);
		return problem === null ? null : { hold: problem };
	},
};

export const logGuards: readonly Guard[] = [unreadable, behind, ownWriteUnseen, undo, cooldown, hourlyChanges];
