import { createHash } from 'crypto';

import type { GraphFailure } from '../error';
import { relativeUrl, type GraphRequest } from '../request';
import type { RequestOutcome, Strain } from './retry';

/** Meta looks at the last 500 calls of an app, and takes Full access back from 15 % errors on (Marketing API, "Authorization"). */
export const COUNTED_CALLS = 500;

/** Errors among them from which we slow down (8 %), and from which nothing is tried again (12 %). */
const SLOW_FROM = 40;
const STOP_FROM = 60;

/** Why a step's calls go out in spite of many refusals: somebody runs it by hand, or it is there to stop spend. */
export type Urgency = 'byHand' | 'stopsSpend';

/**
 * Minutes after which a refused call may be sent again in spite of the count: somebody may have corrected its cause. A
 * pause that waits costs money, and one call in ten minutes stays below 12 % next to others.
 */
const TRY_AGAIN_AFTER = { usual: 60, stopsSpend: 10, byHand: 0 } as const;

const MINUTE_MS = 60_000;

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

/** Who asks for a call, and how. */
export interface Asking {
	/** Of the token and the place: another token is another question. */
	readonly identity: string;
	readonly urgency?: Urgency;
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
	note(request: GraphRequest, outcome: RequestOutcome, { identity }: Asking): void {
		if (outcome.kind === 'lost') return;
		const isRefused = outcome.kind === 'refused';
		this.latest[this.place] = isRefused;
		this.place = (this.place + 1) % COUNTED_CALLS;
		// A call can have a megabyte of contacts, and to hash it again takes time.
		if (!isRefused && this.refusals.size === 0) return;
		const key = keyOf(request, identity);
		this.refusals.delete(key);
		if (!isRefused || !FINAL.has(outcome.failure.kind)) return;
		this.refusals.set(key, { failure: outcome.failure, at: this.now() });
		const [oldest] = this.refusals.keys();
		if (this.refusals.size > MOST_REMEMBERED && oldest !== undefined) this.refusals.delete(oldest);
	}

	/** The refusal of a call that was refused before, while too many are; nothing where it may be sent. */
	held(request: GraphRequest, { identity, urgency }: Asking): GraphFailure | undefined {
		if (this.strain === 'none') return undefined;
		const minutes = TRY_AGAIN_AFTER[urgency ?? 'usual'];
		const refusal = this.refusals.get(keyOf(request, identity));
		if (refusal === undefined || this.now() - refusal.at >= minutes * MINUTE_MS) return undefined;
		return refusal.failure.with({
			unsent: `It was not sent again: Meta refused ${this.errors} of the last ${this.calls} calls of this app, and 15 % cost it Full access. It is tried every ${minutes} minutes, and at once when you execute the step yourself.`,
		});
	}
}

/** The call without its secrets in clear: what is sent can be personal. Files tell themselves apart by their content. */
function keyOf(request: GraphRequest, identity: string): string {
	const { method, params, bodyParams, bearer } = request;
	const hash = createHash('sha256');
	hash.update(JSON.stringify([identity, bearer, method, relativeUrl(request), params, bodyParams]));
	for (const [name, { content }] of Object.entries(request.files ?? {})) hash.update(name).update(content);
	return hash.digest('base64');
}
