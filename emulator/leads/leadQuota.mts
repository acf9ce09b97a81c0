import { GraphError } from '../graph/language/graphError.mts';
import { asConfirmed } from '../graph/language/asConfirmed.mts';
import type { VirtualClock } from '../world/clock.mts';

const DAY = 86_400_000;

/** 200 calls times 24 times the page's leads of the last 90 days (Meta: guides/lead-ads/retrieving, "Rate limiting"). */
const CALLS_PER_LEAD = 200 * 24;

/** For a page without leads Meta names no number: UNCONFIRMED 103. */
const CALLS_WITHOUT_LEADS = asConfirmed(103, 200);

interface Spent {
	/** Times of the calls of the last 24 hours. */
	calls: number[];
	/** How many of the oldest are out of the 24 hours already. */
	gone: number;
}

/** Calls for leads and lead forms are counted by page, over the last 24 hours. */
export class LeadQuota {
	private readonly pages = new Map<string, Spent>();

	constructor(private readonly clock: VirtualClock) {}

	clear(): void {
		this.pages.clear();
	}

	/** Calls of the last 24 hours. */
	used(page: string): number {
		const { calls, gone } = this.current(page);
		return calls.length - gone;
	}

	/** @throws GraphError 80005 (Meta: graph-api/reference/page/leadgen_forms) */
	charge(page: string, leads: number): void {
		if (this.used(page) >= this.limit(leads)) throw tooMany();
		this.current(page).calls.push(this.clock.now());
	}

	/** Shape: Meta: graph-api/overview/rate-limiting, "Business use case"; minutes, as everywhere in that header. */
	headers(page: string, leads: number): Record<string, string> {
		const limit = this.limit(leads);
		const percent = Math.min(100, Math.floor((100 * this.used(page)) / limit));
		const { calls, gone } = this.current(page);
		const [oldest] = calls.slice(gone, gone + 1);
		const isFull = this.used(page) >= limit && oldest !== undefined;
		return {
			'x-business-use-case-usage': JSON.stringify({
				[page]: [
					{
						type: 'leadgen',
						call_count: percent,
						total_cputime: Math.floor(percent / 2),
						total_time: Math.floor(percent / 2),
						estimated_time_to_regain_access: isFull ? Math.ceil((oldest + DAY - this.clock.now()) / 60_000) : 0,
					},
				],
			}),
		};
	}

	private limit(leads: number): number {
		return leads === 0 ? CALLS_WITHOUT_LEADS : CALLS_PER_LEAD * leads;
	}

	private current(page: string): Spent {
		const spent = this.pages.get(page) ?? { calls: [], gone: 0 };
		this.pages.set(page, spent);
		const since = this.clock.now() - DAY;
		while (spent.gone < spent.calls.length && (spent.calls[spent.gone] ?? 0) <= since) spent.gone++;
		if (spent.gone > 10_000) {
			spent.calls = spent.calls.slice(spent.gone);
			spent.gone = 0;
		}
		return spent;
	}
}

const tooMany = (): GraphError =>
	new GraphError(
		80005,
		'(#80005) There have been too many leadgen api calls to this Page account. Wait a bit and try again. For more info, ' +
			'please refer to https://developers.facebook.com/docs/graph-api/overview/rate-limiting.',
	);
