import { done, inWords, say, type Guard } from '../guard';
import { lengthInWords } from '../moment';
import { CHANGES_PER_HOUR } from '../settings';
import { CLOCKS, DAY, HOUR, type LeverState, type Touch } from '../state';
import { undoProblem } from '../undo';

const newest = ({ log: { values } }: LeverState): readonly { readonly to: bigint }[] => {
	let last = -Infinity;
	for (const { at } of values) if (at > last) last = at;
	return values.filter(({ at }) => at === last);
};

const unreadable: Guard = {
	name: 'readableLog',
	check: ({ state: { log } }) => (log.unreadable.length > 0 ? { hold: `An entry of Meta’s change log could not be read: ${log.unreadable[0]}.` } : null),
};

const behind: Guard = {
	name: 'changeLogBehind',
	check(situation) {
		const { state } = situation;
		const last = newest(state);
		if (last.length === 0 || last.some(({ to }) => to === state.value)) return null;
		return { hold: `Meta’s change log is behind: it ends with ${say(situation, last[0].to)}, but the ${situation.lever.label} is ${say(situation, state.value)}.` };
	},
};

const ownWriteUnseen: Guard = {
	name: 'ownChangeNotLogged',
	check(situation) {
		const { state, now } = situation;
		const { ownWrite: own } = state;
		// At the old value the change did not happen, or was taken back.
		if (own === null || own.from === state.value || now - own.at > DAY) return null;
		if (state.log.values.some(({ at, from, to }) => (to === own.to || from === own.to) && at >= own.at - CLOCKS)) return null;
		return { hold: `This n8n changed it at ${inWords(own.at, state.zone)}, and Meta’s change log does not show that yet.` };
	},
};

const cooldown: Guard = {
	name: 'cooldown',
	check(situation) {
		const { state, policy, direction, request, now, isUndo } = situation;
		if (isUndo || (request.emergency && direction === 'tighten')) return null;
		const rest = policy.cooldown[direction];
		let last: Touch | null = null;
		for (const touch of state.log.touches) if (last === null || touch.at > last.at) last = touch;
		if (last === null || last.at + rest <= now) return null;
		return {
			hold: `${last.what} changed on ${inWords(last.at, state.zone)}; the ${situation.lever.label} is ${done(situation)} ${lengthInWords(rest)} after that at the earliest.`,
			until: last.at + rest,
		};
	},
};

const hourlyChanges: Guard = {
	name: 'hourlyChanges',
	check({ state, now }) {
		if (state.log.values.length < CHANGES_PER_HOUR) return null;
		const recent = state.log.values.filter(({ at }) => at > now - HOUR).map(({ at }) => at);
		if (recent.length < CHANGES_PER_HOUR) return null;
		return { hold: `It was changed ${recent.length} times within the last hour; Meta blocks a fifth change for an hour.`, until: recent.sort((one, other) => one - other)[recent.length - CHANGES_PER_HOUR] + HOUR };
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
