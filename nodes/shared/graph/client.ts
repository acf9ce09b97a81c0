import pLimit from 'p-limit';

import { GRAPH_URL } from './access';
import { BATCH_SIZE, batchBody, readAnswer, readBatch } from './batch';
import { GraphFailure } from './error';
import { multipartBody, type Multipart } from './multipart';
import { formBody, relativeUrl, type GraphRequest } from './request';
import { decide, type Outcome } from './retry';
import { fullest, readUsage, type AccessTier, type Headers, type Usage, type UsageBoard } from './usage';
import type { Wait } from './wait';

/** One HTTP call. */
export interface WireRequest {
	readonly method: 'GET' | 'POST' | 'DELETE';
	readonly url: string;
	/** Urlencoded text, or files. */
	readonly body?: string | Multipart;
}

export type WireAnswer =
	| { readonly status: number; readonly headers: Headers; readonly text: string }
	| { readonly lost: Exclude<Outcome, { kind: 'answered' }> };

/** The way to the wire. It never throws but on cancellation. */
export type Transport = (request: WireRequest) => Promise<WireAnswer>;

export interface GraphAnswer {
	readonly body: unknown;
	readonly headers: Headers;
}

/** How one of several requests ended. `ambiguous`: the write may have happened, look before sending anything again. */
export type Settled =
	| { readonly answer: GraphAnswer; readonly failure?: undefined }
	| { readonly answer?: undefined; readonly failure: GraphFailure; readonly ambiguous: boolean };

export interface ClientOptions {
	readonly transport: Transport;
	/** `https://graph.facebook.com`, or the emulator's origin. */
	readonly origin: string;
	readonly version: string;
	/** Sent with every call when the app secret is known. */
	readonly proof?: string;
	readonly board: UsageBoard;
	readonly wait: Wait;
	readonly now: () => number;
	readonly random: () => number;
	/** Milliseconds one request may wait in all for limits and retries. */
	readonly maxWait: number;
}

/** What the answers of a run told besides their bodies. */
export interface Observed {
	/** Percent of the fullest quota seen. */
	fullestQuota: number;
	/** Percent of the ad account's own points, by the last answer that told it. */
	accountQuota?: number;
	tier?: AccessTier;
	/** Meta's announcement that the API version ends. */
	versionWarning?: string;
}

/** Batches under way at once: enough to hide latency, few enough to stay far below 100 changes a second and account. */
const LANES = 4;

export class GraphClient {
	readonly observed: Observed = { fullestQuota: 0 };
	/** Meta's clock minus ours in milliseconds, from the last `Date` header; null before the first answer. */
	private clockOffset: number | null = null;

	constructor(private readonly options: ClientOptions) {}

	/** For rows that say themselves where they come from, so that nobody takes the emulator's for real. */
	get environment(): 'meta' | 'emulator' {
		return this.options.origin === GRAPH_URL ? 'meta' : 'emulator';
	}

	/** Meta's present time in milliseconds, or null while no answer has told it. */
	serverTime(): number | null {
		return this.clockOffset === null ? null : this.options.now() + this.clockOffset;
	}

	/** @throws GraphFailure when the request did not succeed in the end */
	async send(request: GraphRequest): Promise<GraphAnswer> {
		const [settled] = await this.sendMany([request]);
		if (settled.answer) return settled.answer;
		throw settled.failure;
	}

	/** Sends many requests, in batches; every request gets an ending of its own, in the same order. */
	async sendMany(requests: readonly GraphRequest[]): Promise<Settled[]> {
		const lane = pLimit(LANES);
		const groups = grouped(requests);
		const settled = await Promise.all(groups.map(async (group) => await lane(async () => await this.settle(group))));
		return settled.flat();
	}

	/** Sends one group until each request has an ending; only those that may be repeated go into the next round. */
	private async settle(group: readonly GraphRequest[]): Promise<Settled[]> {
		const { wait, board, maxWait, random } = this.options;
		const endings = new Array<Settled | undefined>(group.length);
		let open = group.map((_, index) => index);
		let waited = 0;
		for (let number = 1; open.length > 0; number++) {
			// A rest longer than we may wait would only delay the refusal: let Meta decide then.
			const rest = Math.max(...open.map((index) => board.rest(this.quota(group[index]))));
			if (waited + rest <= maxWait) {
				await wait(rest);
				waited += rest;
			}
			const outcomes = await this.exchange(open.map((index) => group[index]));
			const pauses: number[] = [];
			const next: number[] = [];
			outcomes.forEach((outcome, position) => {
				const index = open[position];
				const { effect } = group[index];
				const decision = decide(outcome, { effect, number, waited, maxWait, jitter: random() });
				if (decision.act === 'again') {
					pauses.push(decision.afterMs);
					next.push(index);
				} else if (decision.act === 'return') {
					endings[index] = { answer: decision };
				} else {
					endings[index] = { failure: decision.failure, ambiguous: decision.act === 'look' };
				}
			});
			open = next;
			if (open.length > 0) {
				const pause = Math.max(...pauses);
				await wait(pause);
				waited += pause;
			}
		}
		return endings as Settled[];
	}

	/** One HTTP call for one or many requests. */
	private async exchange(requests: readonly GraphRequest[]): Promise<Outcome[]> {
		const { version } = this.options;
		if (requests.length === 1) {
			const [request] = requests;
			const body = request.files ? multipartBody(request) : formBody(request);
			const wire = await this.options.transport({ method: request.method, url: this.url(`${version}/${relativeUrl(request)}`), body });
			return [this.read(wire, request)];
		}
		const wire = await this.options.transport({ method: 'POST', url: this.url(''), body: batchBody(requests, version) });
		const whole = this.read(wire, undefined);
		if (whole.kind !== 'answered') return requests.map(() => whole);
		const outcomes = readBatch(whole.body, requests.length);
		outcomes.forEach((outcome, index) => this.observe(headersOf(outcome), requests[index]));
		return outcomes;
	}

	private read(wire: WireAnswer, request: GraphRequest | undefined): Outcome {
		if ('lost' in wire) return wire.lost;
		this.observe(wire.headers, request);
		return readAnswer(wire.status, wire.headers, wire.text);
	}

	private observe(headers: Headers, request: GraphRequest | undefined): void {
		const date = Date.parse(headers.date ?? '');
		if (!Number.isNaN(date)) this.clockOffset = date - this.options.now();
		const usages = readUsage(headers);
		this.observed.fullestQuota = Math.max(this.observed.fullestQuota, fullest(usages));
		this.observed.accountQuota = usages.find(({ source }) => source === 'account')?.percent ?? this.observed.accountQuota;
		this.observed.tier = tierIn(usages) ?? this.observed.tier;
		this.observed.versionWarning = headers['x-ad-api-version-warning'] ?? this.observed.versionWarning;
		if (request?.account !== undefined && usages.length > 0) this.options.board.note(this.quota(request), usages);
	}

	/** Whose quota a request draws on: the emulator's accounts are not Meta's. */
	private quota({ account }: GraphRequest): string {
		return `${this.options.origin} ${account ?? ''}`;
	}

	private url(relative: string): string {
		const url = `${this.options.origin}/${relative}`;
		if (this.options.proof === undefined) return url;
		return `${url}${relative.includes('?') ? '&' : '?'}appsecret_proof=${this.options.proof}`;
	}
}

const tierIn = (usages: readonly Usage[]): AccessTier | undefined => usages.find((usage) => usage.tier !== undefined)?.tier;

const headersOf = (outcome: Outcome): Headers => (outcome.kind === 'lost' ? {} : outcome.headers);

/** Runs of requests that can share a batch; a request with files travels alone. */
function grouped(requests: readonly GraphRequest[]): GraphRequest[][] {
	const groups: GraphRequest[][] = [];
	let open: GraphRequest[] | undefined;
	for (const request of requests) {
		if (request.files) {
			groups.push([request]);
			open = undefined;
		} else if (open && open.length < BATCH_SIZE) {
			open.push(request);
		} else {
			groups.push((open = [request]));
		}
	}
	return groups;
}
