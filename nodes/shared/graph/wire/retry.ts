import { GraphFailure } from '../error';
import type { Effect } from '../request';
import type { Headers } from './usage';

/** What came back for one request. */
export type RequestOutcome =
	| { readonly kind: 'answered'; readonly body: unknown; readonly headers: Headers }
	/** Graph answered with an error object: the request was understood and refused. */
	| { readonly kind: 'refused'; readonly failure: GraphFailure; readonly headers: Headers }
	/** No usable answer. `sent: false` means Meta cannot have seen the request. */
	| { readonly kind: 'lost'; readonly sent: boolean; readonly reason: string; readonly hopeless?: Hopeless };

/** Why the same call would end in the same way at once. */
export type Hopeless = 'nobodyThere' | 'tooSlow' | 'tooLarge';

/** How near an app is to losing Full access by its errors: tries wait longer, or none is made. */
export type Strain = 'none' | 'slow' | 'stop';

export interface Attempt {
	readonly effect: Effect;
	/** 1 for the first. */
	readonly number: number;
	/** Milliseconds already spent waiting for this request. */
	readonly waited: number;
	/** Milliseconds it may wait in all. */
	readonly maxWait: number;
	/** 0 ≤ jitter < 1, drawn anew for each decision. */
	readonly jitter: number;
	readonly strain?: Strain;
}

export type RetryDecision =
	| { readonly act: 'return'; readonly body: unknown; readonly headers: Headers }
	| { readonly act: 'again'; readonly afterMs: number }
	| { readonly act: 'fail'; readonly failure: GraphFailure }
	/** A write whose effect is unknown: whoever sent it has to look before anything is sent again. */
	| { readonly act: 'look'; readonly failure: GraphFailure };

/** Four tries ride out Meta's usual hiccups; more only adds load while Meta is down. */
export const MAX_ATTEMPTS = 4;

/** Meta blocks for 60 s (Full access) or 300 s (development) and mostly says so; this is for when it does not. */
const UNSTATED_LIMIT_WAIT = 60_000;

const LONGEST_BACKOFF = 30_000;

/** How much longer a try waits while the app has many errors: each refused try is one more. */
const STRAINED = 4;

/** 1 s, 2 s, 4 s … each stretched by up to half, so that parallel workers do not come back in step. */
const backoff = ({ number, jitter, strain }: Attempt): number =>
	Math.round(Math.min(LONGEST_BACKOFF, 1000 * 2 ** (number - 1)) * (1 + jitter / 2)) *
	(strain === 'slow' ? STRAINED : 1);

/**
 * Meta's estimate and a little more: whole minutes are rounded, and all waiting clients would return in the same
 * second.
 */
const limitWait = (failure: GraphFailure, jitter: number): number =>
	Math.round(
		(failure.retryAfter !== undefined && failure.retryAfter > 0 ? failure.retryAfter * 1000 : UNSTATED_LIMIT_WAIT) +
			jitter * 2000,
	);

const repeatable = (effect: Effect): boolean => effect === 'read' || effect === 'repeat';

/**
 * Decides what to do with an outcome; the reasons in order. Never answers "again" for a write that may have happened.
 */
export function decideRetry(outcome: RequestOutcome, attempt: Attempt): RetryDecision {
	if (outcome.kind === 'answered') return { act: 'return', body: outcome.body, headers: outcome.headers };

	const tryAgain = (afterMs: number, failure: GraphFailure): RetryDecision => {
		if (attempt.strain === 'stop' || attempt.waited + afterMs > attempt.maxWait) return { act: 'fail', failure };
		return { act: 'again', afterMs };
	};

	if (outcome.kind === 'lost') {
		const failure = lostFailure(outcome, attempt.effect);
		// Meta may have acted: only what has no effect, or the same one twice, can simply be repeated.
		if (outcome.sent && !repeatable(attempt.effect)) return { act: 'look', failure };
		if (outcome.hopeless !== undefined || attempt.number >= MAX_ATTEMPTS) return { act: 'fail', failure };
		return tryAgain(backoff(attempt), failure);
	}

	const { failure } = outcome;
	if (failure.kind === 'rateLimited') {
		// Meta refuses before acting, so a refused write may be sent again; daily caps do not pass while we wait.
		if (failure.worthWaiting === false || attempt.number >= MAX_ATTEMPTS) return { act: 'fail', failure };
		return tryAgain(limitWait(failure, attempt.jitter), failure);
	}
	if (isUnclear(failure) && !repeatable(attempt.effect)) return { act: 'look', failure };
	if (failure.kind === 'temporary') {
		if (attempt.number >= MAX_ATTEMPTS) return { act: 'fail', failure };
		return tryAgain(backoff(attempt), failure);
	}
	if (failure.mayPass === true && repeatable(attempt.effect) && attempt.number === 1)
		return tryAgain(backoff(attempt), failure);
	return { act: 'fail', failure };
}

/** Codes 1 and 2 do not say whether a write went through, whatever their text. */
export const isUnclear = ({ kind, meta }: GraphFailure): boolean =>
	kind === 'temporary' || meta?.code === 1 || meta?.code === 2;

const later =
	'Run the step again in a few minutes. If it stays like this, check the network of the machine n8n runs on.';

const advices: Readonly<Record<Hopeless, string>> = {
	nobodyThere: 'Start what is missing, then run the step again.',
	tooSlow: later,
	tooLarge: 'Ask for less at once: fewer fields, a lower limit or a shorter time.',
};

function lostFailure(
	{ sent, reason, hopeless }: Extract<RequestOutcome, { kind: 'lost' }>,
	effect: Effect,
): GraphFailure {
	return new GraphFailure({
		// Of what may have been carried out, the size of the answer tells nothing.
		kind: hopeless === 'tooLarge' && effect === 'read' ? 'tooMuchData' : 'temporary',
		message: sent && hopeless === undefined ? `The connection to Meta broke off: ${reason}` : reason,
		advice: hopeless === undefined ? later : advices[hopeless],
	});
}
