import type { Cause } from './cause';
import { say, type Guard, type Hold, type Limit, type Situation } from './guard';
import { evidenceGuards } from './guards/evidence';
import { limitGuards } from './guards/limits';
import { logGuards } from './guards/log';
import { objectGuards, whyNotRunning } from './guards/object';
import { directionOf, levers, type LeverName } from './lever';
import { wishedValue, type StepRequest, type Wish } from './request';
import { leftToRival } from './rival';
import { restOver, settingsProblem, type Policy } from './settings';
import type { LeverState } from './state';
import { undoProblem } from './undo';

/** A guard that held the step or cut it short, and why, a sentence. */
export interface Reason {
	readonly guard: string;
	readonly effect: 'held' | 'clamped';
	readonly sentence: string;
	/** What it comes down to, where the guard has several reasons. */
	readonly cause?: Cause;
	/** A controller has looked, and wants no step: nothing is in the way of one. */
	readonly isRight?: true;
}

export interface StepDecision {
	readonly verdict: 'move' | 'held';
	readonly from: bigint;
	/** What was asked for, before any guard. */
	readonly wished: bigint;
	/** Where to go; `from` when held. Always between `from` and `wishedTo`. */
	readonly to: bigint;
	/** Names of the guards that left no room for more. */
	readonly clampedBy: readonly string[];
	/** Why a controller wishes this, a sentence; null where somebody simply asked. */
	readonly because: string | null;
	/** What it says of all its steps alike, before that. */
	readonly common: string | null;
	readonly reasons: readonly Reason[];
	/**
	 * Milliseconds since 1970: when a held step may be possible, or the next loosening after a move; null when time
	 * alone does not help.
	 */
	readonly earliestNextTry: number | null;
}

/** Every guard there is. Their order is that of the reasons in the output and decides nothing. */
export const guards: readonly Guard[] = [...objectGuards, ...logGuards, ...evidenceGuards, ...limitGuards];

/**
 * Those that a pause is asked about: it needs no rest, no cap and no learning phase. What the log does not tell speaks
 * for a pause as much as against it. An entry that cannot be read may mean that somebody has given the object another
 * chance.
 */
const ofStatus = new Set([
	'freshState',
	'protected',
	'changedSince',
	'delivering',
	'lastLive',
	'readableLog',
	'undo',
	'minimumData',
	'allowedHours',
]);

/** Nothing speaks for more spend until a schedule ends by itself, but that nobody is to touch it. */
const ofEnd = new Set(['freshState', 'protected', 'undo']);

function guardsOf(lever: LeverName, { kind }: Wish): readonly Guard[] {
	const askedGuards = kind === 'end' ? ofEnd : lever === 'status' ? ofStatus : null;
	return askedGuards === null ? guards : guards.filter(({ name }) => askedGuards.has(name));
}

/** An objection of a guard, with its name. */
type Held = Hold & { readonly guard: string };
type Limited = Limit & { readonly guard: string };

/**
 * Decides one step. Pure: the same state, request, settings and time give the same answer.
 *
 * All that is unknown blocks. Amounts are exact whole numbers, rounded toward the present value. The result lies between
 * the present value and the wished one, or the step is held.
 */
export function decideStep(state: LeverState, request: StepRequest, policy: Policy, now: number): StepDecision {
	const wishedTo = wishedValue(state, request.wish);
	const question: Asked = { from: presentOf(state, request.wish), wished: wishedTo, ...reasonOf(request.wish) };
	const isEnd = request.wish.kind === 'end';
	const objection = isEnd ? null : beforeGuards(state, request, wishedTo, [policy, now]);
	if (objection !== null) return heldDecision(question, [objection]);
	const situation = situationOf(state, request, policy, now, wishedTo);
	const { holds, limits } = ask(situation);
	if (isEnd && holds.length === 0)
		return decisionOf(question, { verdict: 'move', to: wishedTo, clampedBy: [], reasons: [], earliestNextTry: null });
	return holds.length > 0 ? heldDecision(question, holds) : withinLimits(situation, question, limits);
}

/** What a decision says of the wish, whatever comes of it. */
type Asked = Pick<StepDecision, 'from' | 'wished' | 'because' | 'common'>;

/** What may be spent now; while a schedule of ours stands, its increase is on top. */
const presentOf = ({ value }: LeverState, wish: Wish): bigint =>
	wish.kind === 'end' ? value + wish.undo.to - wish.undo.from : value;

/** Why a controller wishes this, or what it is for. */
const reasonOf = (wish: Wish): Pick<StepDecision, 'because' | 'common'> => ({
	// One that wants nothing holds with its reason.
	because: 'because' in wish && wish.kind !== 'none' ? (wish.because ?? null) : null,
	common: 'common' in wish ? (wish.common ?? null) : null,
});

/** Field by field: on Node 20 spreading what was asked took more than half of a decision's time. */
const decisionOf = (
	{ from, wished, because, common }: Asked,
	{ verdict, to, clampedBy, reasons, earliestNextTry }: Omit<StepDecision, keyof Asked>,
): StepDecision => ({ from, wished, because, common, verdict, to, clampedBy, reasons, earliestNextTry });

const heldDecision = (question: Asked, holds: readonly Held[]): StepDecision =>
	decisionOf(question, {
		verdict: 'held',
		to: question.from,
		clampedBy: [],
		reasons: holds.map(({ guard, hold, cause, isRight }): Reason => ({
			...{ guard, effect: 'held', sentence: hold },
			...(cause && { cause }),
			...(isRight && { isRight }),
		})),
		earliestNextTry: latest(holds.map(({ until }) => until)),
	});

/** What leaves no step to ask the guards about. */
function beforeGuards(
	state: LeverState,
	request: StepRequest,
	wishedTo: bigint,
	[policy, now]: readonly [Policy, number],
): Held | null {
	const { wish } = request;
	const { lever: name, value, currency } = state;
	const lever = levers[name];
	if (wish.kind === 'none') {
		// Numbers of what is off say nothing of why nothing is done; a plan counts what is off as well.
		const off = wish.guard === 'plan' ? null : whyNotRunning(state);
		if (off !== null) return { guard: 'delivering', ...off };
		const left = leftToRival(state, request, now);
		if (left !== null) return { guard: 'budgetOfAnother', ...left };
		const { guard = 'target', because: hold, until, cause, isRight } = wish;
		return { guard, hold, until, ...(cause && { cause }), ...(isRight && { isRight }) };
	}
	const problem = settingsProblem(policy, lever.loosensUpward);
	if (problem !== null) return { guard: 'settings', hold: problem };
	if (state.spentUnknown) {
		const hold = `${state.spentUnknown}, so it is unknown how far a change may go.`;
		return { guard: 'lifetimeRest', hold };
	}
	if (wishedTo === value) {
		const there = `The ${lever.label} is already ${lever.say(value, currency)}`;
		const small = name === 'status' ? '' : ', or the change is smaller than its smallest unit';
		const who = state.marks?.pausedBy && wishedTo === 0n ? ` ${state.marks.pausedBy.hold}` : '';
		return { guard: 'noChange', hold: `${there}${small}.${who}` };
	}
	return wishedTo < 0n || (wishedTo === 0n && name !== 'status')
		? { guard: 'aboveZero', hold: `Nothing would be left of the ${lever.label}.` }
		: null;
}

function situationOf(
	state: LeverState,
	request: StepRequest,
	policy: Policy,
	now: number,
	wishedTo: bigint,
): Situation {
	const lever = levers[state.lever];
	const { wish } = request;
	const isUndo = wish.kind === 'undo' && undoProblem(state, wish.undo, now) === null;
	return {
		state,
		request,
		policy,
		now,
		lever,
		direction: directionOf(lever, state.value, wishedTo),
		wished: wishedTo,
		isUndo,
	};
}

/** Whether one value lies nearer to the present one than another. */
const isShorter = ({ state, wished }: Situation, one: bigint, other: bigint): boolean =>
	wished > state.value ? one < other : one > other;

/** Asks every guard: what holds the step, and what lets it go less far than wished, the shortest first. */
function ask(situation: Situation): { holds: Held[]; limits: Limited[] } {
	const holds: Held[] = [];
	const limits: Limited[] = [];
	for (const { name: guard, check } of guardsOf(situation.state.lever, situation.request.wish)) {
		const objection = check(situation);
		if (objection === null) continue;
		if ('hold' in objection) holds.push({ guard, ...objection });
		else if (isShorter(situation, objection.limit, situation.wished)) limits.push({ guard, ...objection });
	}
	const order = (one: Limited, other: Limited): number => (isShorter(situation, one.limit, other.limit) ? -1 : 1);
	limits.sort((one, other) => (one.limit === other.limit ? 0 : order(one, other)));
	return { holds, limits };
}

/** The step as far as the limits allow; where one of them leaves no room at all it is held. */
function withinLimits(situation: Situation, question: Asked, limits: readonly Limited[]): StepDecision {
	const { from, wished } = question;
	const to = limits[0]?.limit ?? wished;
	if (!isShorter(situation, from, to)) {
		const blocking = limits.filter(({ limit }) => !isShorter(situation, from, limit));
		return heldDecision(
			question,
			blocking.map(({ guard, because, until }) => ({ guard, hold: because(), until })),
		);
	}
	if (situation.request.approved !== undefined && to !== wished)
		return lessThanApproved(situation, question, to, limits);
	return decisionOf(question, {
		verdict: 'move',
		to,
		clampedBy: limits.filter(({ limit }) => limit === to).map(({ guard }) => guard),
		reasons: limits.map(({ guard, because }) => ({ guard, effect: 'clamped', sentence: because() })),
		earliestNextTry:
			situation.state.lever === 'status' ? null : situation.now + restOver(situation.policy.cooldown.loosen),
	});
}

/** What a person has approved is made as it stands or not at all. */
function lessThanApproved(situation: Situation, question: Asked, to: bigint, limits: readonly Limited[]): StepDecision {
	const hold = `The approved amount was ${say(situation, question.wished)}, but the guards allow only ${say(situation, to)}.`;
	const short = limits.filter(({ limit }) => limit === to);
	return heldDecision(question, [
		{ guard: 'approved', hold },
		...short.map(({ guard, because, until }) => ({ guard, hold: because(), until })),
	]);
}

/** All reasons have to pass: the latest moment, or null when one of them does not pass with time. */
function latest(moments: ReadonlyArray<number | undefined>): number | null {
	const knownMoments = moments.filter((moment) => moment !== undefined);
	return knownMoments.length < moments.length ? null : Math.max(...knownMoments);
}
