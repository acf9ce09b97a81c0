import { inLanes } from '../lanes';
import { existing, pairLists } from '../lists';
import { GRAPH_URL } from './access';
import type { GraphFailure } from './error';
import { nothingObserved, observeWrite, type AnswerFacts } from './observed';
import type { GraphRequest } from './request';
import type { Wait } from './wait';
import { batchGroups } from './wire/batch';
import type { Departure } from './wire/drawing';
import { Exchange, quotaOf, type ExchangeOptions } from './wire/exchange';
import type { Asking, CallHealth, Urgency } from './wire/health';
import { decideRetry, type RequestOutcome } from './wire/retry';
import type { Headers } from './wire/usage';

export interface GraphAnswer {
	readonly body: unknown;
	readonly headers: Headers;
}

/**
 * How one of several requests ended. `ambiguous`: the write may have happened, look before sending anything again.
 * With `isRepeated` it was sent before, and what that came to may not have been heard.
 */
export type SettledRequest =
	| { readonly answer: GraphAnswer; readonly failure?: undefined }
	| {
			readonly answer?: undefined;
			readonly failure: GraphFailure;
			readonly ambiguous: boolean;
			readonly isRepeated: boolean;
	  };

export interface ClientOptions extends ExchangeOptions {
	/** Tells the credential's token from others, without telling it. */
	readonly identity?: string;
	readonly wait: Wait;
	/** From 0 up to 1: spreads the tries of several workers. */
	readonly random: () => number;
	/** Milliseconds one request may wait in all for limits and retries. */
	readonly maxWait: number;
	/** Why its calls go out although the app has many refused ones. */
	readonly urgency?: Urgency;
}

/** Who follows what a client sends: asked before a request leaves, told what came back for it. */
export interface Listener {
	/** @throws whatever is to keep the request from leaving */
	before(request: GraphRequest): void;
	after(request: GraphRequest, outcome: RequestOutcome): void;
}

/** Asked after a rest, of those that have not left yet: which must no longer leave, and why. */
export type AfterRest = (requests: readonly GraphRequest[]) => Promise<ReadonlyMap<GraphRequest, GraphFailure>>;

/** A request on its way to its ending. */
interface UnderWay {
	readonly request: GraphRequest;
	attempts: number;
	ending?: SettledRequest;
}

/** A request that may be sent again, after a pause. */
interface Again {
	readonly one: UnderWay;
	readonly afterMs: number;
}

/** Batches under way at once: enough to hide latency. */
const LANES = 4;

/** Milliseconds. */
const LONGEST_STAGGER = 1_000;

/** Milliseconds in which people change what was looked at. */
const LONG_REST = 10_000;

export class GraphClient {
	private readonly exchange: Exchange;

	constructor(
		private readonly options: ClientOptions,
		readonly answerFacts: AnswerFacts = nothingObserved(),
		private readonly listener?: Listener,
	) {
		this.exchange = new Exchange(options, answerFacts);
	}

	/** The same way to Meta, followed by somebody. */
	heardBy(listener: Listener): GraphClient {
		return new GraphClient(this.options, this.answerFacts, listener);
	}

	/** The version that is called. */
	get version(): string {
		return this.options.version;
	}

	/** How many calls of the app Meta has refused of late, as far as this process knows. */
	get health(): Pick<CallHealth, 'calls' | 'errors' | 'strain'> {
		return this.options.drawing.health;
	}

	/** Where the objects are: every emulator has objects of the same IDs. */
	get origin(): string {
		return this.options.origin;
	}

	/** Of the credential's token, at this place: what is remembered of one is nothing to another. */
	get identity(): string {
		return `${this.origin} ${this.options.identity ?? ''}`;
	}

	/** A new version of the API can take what another refused. */
	private get asking(): Asking {
		return { identity: `${this.identity} ${this.version}`, urgency: this.options.urgency };
	}

	/** For rows that say themselves where they come from, so that nobody takes the emulator's for real. */
	get environment(): 'meta' | 'emulator' {
		return this.origin === GRAPH_URL ? 'meta' : 'emulator';
	}

	/** Milliseconds since 1970, by this machine's clock. */
	get now(): number {
		return this.options.now();
	}

	/** Meta's time in milliseconds, now or at a moment of this machine's clock; null while no answer has told it. */
	serverTime(at?: number): number | null {
		return this.exchange.serverTime(at);
	}

	/** @throws GraphFailure when the request did not succeed in the end */
	async send(request: GraphRequest): Promise<GraphAnswer> {
		const { answer, failure } = await this.sendOne(request);
		if (answer) return answer;
		throw failure;
	}

	/** Sends one request, by itself, and tells how it ended. */
	async sendOne(request: GraphRequest): Promise<SettledRequest> {
		const [endings] = await this.sendMany([request]);
		return existing(endings, 'the ending of a request');
	}

	/**
	 * Sends many requests, in batches; every request gets an ending of its own, in the same order.
	 *
	 * @param afterRest for what was right before a rest, and need not be after it
	 */
	async sendMany(requests: readonly GraphRequest[], afterRest?: AfterRest): Promise<SettledRequest[]> {
		for (const request of requests) this.listener?.before(request);
		const endings = await inLanes(batchGroups(requests), LANES, async (group) => await this.settle(group, afterRest));
		return endings.flat();
	}

	/** Sends one group until each request has an ending: what may leave now, then what is left and what may be repeated. */
	private async settle(group: readonly GraphRequest[], afterRest?: AfterRest): Promise<SettledRequest[]> {
		const all = group.map((request): UnderWay => ({ request, attempts: 0, ending: this.heldEnding(request) }));
		let waitedMs = 0;
		let open = all.filter((one) => one.ending === undefined);
		while (open.length > 0) {
			const { leaving, answered, restedFor } = await this.depart(open, waitedMs, afterRest !== undefined);
			waitedMs += restedFor;
			if (leaving.length === 0) {
				open = await stillOpen(open, afterRest);
				continue;
			}
			const outcomes = await this.exchange.send(leaving.map(({ request }) => request)).finally(answered);
			const requestsAgain = this.decideAll(leaving, outcomes, waitedMs);
			open = open.filter((one) => one.ending === undefined);
			const pause = Math.max(0, ...requestsAgain.map(({ afterMs }) => afterMs));
			await this.options.wait(pause);
			waitedMs += pause;
			if (pause >= LONG_REST) open = await stillOpen(open, afterRest);
		}
		return all.map(({ ending }) => existing(ending, 'the ending of a request'));
	}

	/** A call that Meta has refused before is not sent again while the app has too many errors. */
	private heldEnding(request: GraphRequest): SettledRequest | undefined {
		const failure = this.options.drawing.health.held(request, this.asking);
		return failure && { failure, ambiguous: false, isRepeated: false };
	}

	/**
	 * Waits until some of these may leave. A rest longer than we may wait would only delay the refusal: then Meta decides.
	 *
	 * @param isBroken whether a rest ends it without any that leave
	 * @returns them, and how long was waited for a limit, in milliseconds; keeping pace counts for nobody's patience
	 */
	private async depart(
		open: readonly UnderWay[],
		waitedMs: number,
		isBroken: boolean,
	): Promise<Departure<UnderWay> & { restedFor: number }> {
		const { drawing, maxWait, random, wait } = this.options;
		let restedFor = 0;
		let isPatient = true;
		for (;;) {
			const departure: Departure<UnderWay> = drawing.depart(open, this.quota, isPatient);
			if (departure.leaving.length > 0) return { ...departure, restedFor };
			if (!departure.forLimit) {
				await wait(departure.afterMs);
				continue;
			}
			const patience = maxWait - waitedMs - restedFor;
			isPatient = departure.afterMs <= patience;
			if (!isPatient) continue;
			// Workers that wait for the same points do not come back in step.
			const rest = Math.min(patience, departure.afterMs + Math.round(random() * LONGEST_STAGGER));
			await wait(rest);
			restedFor += rest;
			if (isBroken && restedFor >= LONG_REST) return { ...departure, restedFor };
		}
	}

	/** Gives each request its ending, or finds that it may be sent again, and after which pause. */
	private decideAll(open: readonly UnderWay[], outcomes: readonly RequestOutcome[], waitedMs: number): Again[] {
		const { maxWait, random } = this.options;
		return pairLists(open, outcomes).flatMap(([one, outcome]): Again[] => {
			observeWrite(this.answerFacts, one.request, outcome);
			// The emulator's app has no tier to lose.
			if (this.environment === 'meta') this.options.drawing.health.note(one.request, outcome, this.asking);
			this.listener?.after(one.request, outcome);
			if (isTooFast(outcome)) this.options.drawing.tooFast(this.quota(one.request));
			const decision = decideRetry(outcome, {
				number: ++one.attempts,
				waited: waitedMs,
				effect: one.request.effect,
				maxWait,
				jitter: random(),
				strain: this.options.urgency === undefined ? this.options.drawing.health.strain : 'none',
			});
			if (decision.act === 'again') return [{ one, afterMs: decision.afterMs }];
			one.ending =
				decision.act === 'return'
					? { answer: decision }
					: { failure: decision.failure, ambiguous: decision.act === 'look', isRepeated: one.attempts > 1 };
			return [];
		});
	}

	private readonly quota = (request: GraphRequest): string => quotaOf(this.origin, request);
}

/** The limit of changes a second (Marketing API, "Rate limiting"). */
const isTooFast = (outcome: RequestOutcome): boolean =>
	outcome.kind === 'refused' && outcome.failure.meta?.code === 613 && outcome.failure.meta.subcode === 5044001;

async function stillOpen(open: readonly UnderWay[], afterRest: AfterRest | undefined): Promise<UnderWay[]> {
	if (afterRest === undefined || open.length === 0) return [...open];
	const overtaken = await afterRest(open.map(({ request }) => request));
	for (const one of open) {
		const failure = overtaken.get(one.request);
		if (failure !== undefined) one.ending = { failure, ambiguous: false, isRepeated: one.attempts > 0 };
	}
	return open.filter(({ ending }) => ending === undefined);
}
