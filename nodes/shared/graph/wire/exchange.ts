import { pairLists } from '../../lists';
import type { AnswerFacts } from '../observed';
import { relativeUrl, type GraphRequest } from '../request';
import { batchBody, readAnswer, readBatch, type ProofOf } from './batch';
import { wireBody } from './body';
import type { Drawing } from './drawing';
import type { RequestOutcome } from './retry';
import type { Transport, WireAnswer } from './transport';
import { fullest, readUsage, type AccessTier, type Headers, type Usage } from './usage';

/** What a call needs of its client. */
export interface ExchangeOptions {
	readonly transport: Transport;
	/** `https://graph.facebook.com`, or the emulator's origin. */
	readonly origin: string;
	/** Such as v26.0. */
	readonly version: string;
	/** Sent with every call when the app secret is known. */
	readonly proof?: string;
	/** The proof of another token than the credential's. */
	readonly proofOf?: ProofOf;
	readonly drawing: Drawing;
	/** Milliseconds since 1970, by this machine's clock. */
	readonly now: () => number;
}

/** Whose quota a request draws on: the emulator's accounts are not Meta's. */
export const quotaOf = (origin: string, { account }: GraphRequest): string => `${origin} ${account ?? ''}`;

/** Calls, and what their answers tell about Meta's clock, limits and versions. */
export class Exchange {
	/** Meta's clock minus ours in milliseconds, from the last `Date` header; null before the first answer. */
	private clockOffset: number | null = null;

	constructor(
		private readonly options: ExchangeOptions,
		private readonly answerFacts: AnswerFacts,
	) {}

	/** Meta's time in milliseconds, now or at a moment of this machine's clock; null while no answer has told it. */
	serverTime(at = this.options.now()): number | null {
		return this.clockOffset === null ? null : at + this.clockOffset;
	}

	/** One HTTP call for one or many requests. */
	async send(requests: readonly GraphRequest[]): Promise<RequestOutcome[]> {
		const leftAt = this.options.now();
		const { version, proofOf } = this.options;
		const [first, ...others] = requests;
		if (first !== undefined && others.length === 0 && !first.secret && first.bearer === undefined)
			return [await this.callOne(first, leftAt)];
		const wire = await this.options.transport({
			method: 'POST',
			url: this.url(''),
			body: batchBody(requests, version, proofOf),
		});
		const whole = this.read(wire, leftAt);
		if (whole.kind !== 'answered') return requests.map(() => whole);
		const outcomes = readBatch(whole.body, requests.length);
		for (const [request, outcome] of pairLists(requests, outcomes)) this.observe(headersOf(outcome), leftAt, request);
		return outcomes;
	}

	private async callOne(request: GraphRequest, leftAt: number): Promise<RequestOutcome> {
		const body = wireBody(request);
		const url = this.url(`${this.options.version}/${relativeUrl(request)}`);
		return this.read(await this.options.transport({ method: request.method, url, body }), leftAt, request);
	}

	private read(wire: WireAnswer, leftAt: number, request?: GraphRequest): RequestOutcome {
		if ('lost' in wire) return wire.lost;
		this.observe(wire.headers, leftAt, request);
		return readAnswer(wire.status, wire.headers, wire.text);
	}

	private observe(headers: Headers, leftAt: number, request?: GraphRequest): void {
		const date = Date.parse(headers.date ?? '');
		if (!Number.isNaN(date)) this.clockOffset = date - this.options.now();
		const usages = readUsage(headers);
		this.answerFacts.fullestQuota = Math.max(this.answerFacts.fullestQuota, fullest(usages));
		this.answerFacts.accountQuota =
			usages.find(({ source }) => source === 'account')?.percent ?? this.answerFacts.accountQuota;
		this.answerFacts.tier = tierIn(usages) ?? this.answerFacts.tier;
		this.answerFacts.versionWarning = headers['x-ad-api-version-warning'] ?? this.answerFacts.versionWarning;
		if (request?.account !== undefined)
			this.options.drawing.hear(quotaOf(this.options.origin, request), usages, leftAt);
	}

	private url(relative: string): string {
		const url = `${this.options.origin}/${relative}`;
		if (this.options.proof === undefined) return url;
		return `${url}${relative.includes('?') ? '&' : '?'}appsecret_proof=${this.options.proof}`;
	}
}

const tierIn = (usages: readonly Usage[]): AccessTier | undefined =>
	usages.find((usage) => usage.tier !== undefined)?.tier;

const headersOf = (outcome: RequestOutcome): Headers => (outcome.kind === 'lost' ? {} : outcome.headers);
