import { createHash } from 'crypto';

import type { GraphFailure } from '../error';
import { relativeUrl, type GraphRequest } from '../request';
import type { RequestOutcome, Strain } from './retry';

/** Meta looks at the last 500 calls of an app, and takes Full access back from 15 % errors on (Marketing API, "Authorization"). */
export const COUNTED_CALLS = 500;

/** Errors among them from which we slow down (8 %), and from which nothing is tried again (12 %). */
const SLOW_FROM = 40;
const STOP_FROM = 60;

/** Milliseconds after which a refused call may be sent again, however many there were: somebody may have corrected its cause. */
const TRY_AGAIN_AFTER = 60 * 60_000;

/** Refused calls that are remembered, each by its hash. */
const MOST_REMEMBERED = 1_000;

/** Refusals that the same call meets again. */
const FINAL: ReadonlySet<GraphFailure['kind']> = new Set([
	'auth',
	'permission',
	'invalidParameter',
	'notFound',
	'policy',
]);

interface Refusal {
	readonly failure: GraphFailure;
	/** Milliseconds. */
	readonly at: number;
}

/** How many of the calls of an app that left this process Meta has refused. Others may call with the same app. */
export class CallHealth {
	/** Whether each of the latest calls was refused, in a ring. */
	private readonly latest: boolean[] = [];
	private place = 0;
	private readonly refusals = new Map<string, Refusal>();

	constructor(private readonly now: () => number) {}

	get calls(): number {
		return this.latest.length;
	}

	get errors(): number {
		return this.latest.filter(Boolean).length;
	}

	get strain(): Strain {
		const { errors } = this;
		if (errors >= STOP_FROM) return 'stop';
		return errors >= SLOW_FROM ? 'slow' : 'none';
	}

	/** A lost answer tells nothing of what Meta counted. */
	note(request: GraphRequest, outcome: RequestOutcome): void {
		if (outcome.kind === 'lost') return;
		const isRefused = outcome.kind === 'refused';
		this.latest[this.place] = isRefused;
		this.place = (this.place + 1) % COUNTED_CALLS;
		const key = keyOf(request);
		this.refusals.delete(key);
		if (!isRefused || !FINAL.has(outcome.failure.kind)) return;
		this.refusals.set(key, { failure: outcome.failure, at: this.now() });
		const [oldest] = this.refusals.keys();
		if (this.refusals.size > MOST_REMEMBERED && oldest !== undefined) this.refusals.delete(oldest);
	}

	/** The refusal of a call that was refused before, while too many are; nothing where it may be sent. */
	held(request: GraphRequest): GraphFailure | undefined {
		if (this.strain === 'none') return undefined;
		const refusal = this.refusals.get(keyOf(request));
		if (refusal === undefined || this.now() - refusal.at >= TRY_AGAIN_AFTER) return undefined;
		const { failure } = refusal;
		return failure.with({
			advice: `${failure.advice} It was not sent again: Meta refused ${this.errors} of the last ${this.calls} calls of this app, and 15 % cost it Full access. It is tried once an hour.`,
		});
	}
}

/** The call without its secrets in clear: what is sent can be personal. */
const keyOf = (request: GraphRequest): string =>
	createHash('sha256')
		.update(JSON.stringify([request.method, relativeUrl(request), request.params, request.bodyParams]))
		.digest('base64');
