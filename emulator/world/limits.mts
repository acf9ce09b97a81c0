import { GraphError } from '../graph/language/graphError.mts';
import { insightsError } from '../insights/rules/insightsErrors.mts';
import type { Account } from './basics.mts';
import type { VirtualClock } from './clock.mts';
import { HOUR, quotaOf, regainMinutes, USE_CASES, type Objects, type Tier, type UseCase } from './useCases.mts';

/**
 * Meta: marketing-api/overview/rate-limiting. A read costs 1 point, a write 3; the score decays over 300 s; above the
 * maximum the account is blocked. Next to it runs the business use case limit, counted in calls per rolling hour.
 */
const QUOTAS: Record<Tier, { maxScore: number; blockSeconds: number }> = {
	development_access: { maxScore: 60, blockSeconds: 300 },
	standard_access: { maxScore: 9000, blockSeconds: 60 },
};
const DECAY_SECONDS = 300;
/** 200 calls per hour and user (Meta: graph-api/overview/rate-limiting); the emulated app has 50 users. */
const APP_CALLS_PER_HOUR = 200 * 50;

export const POINTS = { read: 1, write: 3 } as const;

/**
 * Campaigns, ad sets and ads made or changed a second, by app and ad account (Meta: marketing-api/overview/rate-limiting).
 * Whether the second slides, and whether a refused one counts, is not documented: here it slides, and refused ones do not.
 */
const CHANGES_PER_SECOND = 100;

interface Ledger {
	spent: { at: number; points: number }[];
	/** Times of the calls of the last hour. */
	calls: Record<UseCase, number[]>;
	/** Times of the changes of the last second. */
	changes: number[];
	blockedUntil: number;
	total: number;
}

export class Limits {
	tier: Tier;
	private ledgers = new Map<string, Ledger>();
	private appCalls: number[] = [];
	/** Percentages of the insights throttle that a script set: how Meta computes them is not public. */
	throttle: { app?: number; account?: number } = {};

	constructor(
		private readonly clock: VirtualClock,
		private readonly startTier: Tier,
	) {
		this.tier = startTier;
	}

	reset(): void {
		this.tier = this.startTier;
		this.ledgers.clear();
		this.appCalls = [];
		this.throttle = {};
	}

	/** Points charged to an account since the start, for tests and benchmarks. */
	totalPoints(accountId: string): number {
		return this.ledgers.get(accountId)?.total ?? 0;
	}

	/** The score as the model counts it now. */
	score(accountId: string): number {
		return this.current(accountId).spent.reduce((sum, entry) => sum + entry.points, 0);
	}

	charge(account: Account, points: number, useCase: UseCase, objects: Objects): void {
		const now = this.clock.now();
		const ledger = this.current(account.id);
		const quota = QUOTAS[this.tier];
		if (ledger.blockedUntil > now) throw tooManyPoints();
		if (this.score(account.id) + points > quota.maxScore) {
			ledger.blockedUntil = now + quota.blockSeconds * 1000;
			throw tooManyPoints();
		}
		if (useCase === 'ads_insights') this.checkThrottle();
		const calls = ledger.calls[useCase];
		if (calls.length >= quotaOf(useCase, this.tier, objects)) throw tooManyCalls(USE_CASES[useCase].code);
		calls.push(now);
		ledger.spent.push({ at: now, points });
		ledger.total += points;
	}

	/** Before anything else is counted: a burst is stopped at the door. */
	chargeChange(account: Account): void {
		const now = this.clock.now();
		const ledger = this.current(account.id);
		ledger.changes = dropOlder(ledger.changes, (at) => at > now - 1000);
		if (ledger.changes.length >= CHANGES_PER_SECOND) throw tooManyChanges();
		ledger.changes.push(now);
	}

	chargeApp(): void {
		const now = this.clock.now();
		this.appCalls = this.appCalls.filter((at) => at > now - HOUR);
		if (this.appCalls.length >= APP_CALLS_PER_HOUR) {
			throw new GraphError(4, '(#4) Application request limit reached', { transient: true });
		}
		this.appCalls.push(now);
	}

	appHeaders(): Record<string, string> {
		const percent = Math.floor((100 * this.appCalls.length) / APP_CALLS_PER_HOUR);
		return { 'x-app-usage': JSON.stringify({ call_count: percent, total_cputime: percent, total_time: percent }) };
	}

	/** Names and units as Meta documents them: `reset_time_duration` in seconds, `estimated_time_to_regain_access` in MINUTES. */
	accountHeaders(account: Account, useCase: UseCase, objects: Objects): Record<string, string> {
		const now = this.clock.now();
		const ledger = this.current(account.id);
		const blockedFor = Math.max(0, Math.ceil((ledger.blockedUntil - now) / 1000));
		const percent = blockedFor > 0 ? 100 : round2((100 * this.score(account.id)) / QUOTAS[this.tier].maxScore);
		const decaysIn = ledger.spent[0] ? Math.ceil(DECAY_SECONDS - (now - ledger.spent[0].at) / 1000) : 0;
		const share = (type: UseCase): number =>
			Math.min(100, (100 * ledger.calls[type].length) / quotaOf(type, this.tier, objects));
		const entry = (type: UseCase) => ({
			type,
			call_count: Math.floor(share(type)),
			// How CPU and wall time are counted is not public: half of the call share stands in for both (UNCONFIRMED 86).
			total_cputime: Math.floor(share(type) / 2),
			total_time: Math.floor(share(type) / 2),
			estimated_time_to_regain_access: regainMinutes(ledger.calls[type], quotaOf(type, this.tier, objects), now),
			ads_api_access_tier: this.tier,
		});
		return {
			'x-ad-account-usage': JSON.stringify({
				acc_id_util_pct: percent,
				reset_time_duration: blockedFor || decaysIn,
				ads_api_access_tier: this.tier,
			}),
			// Several types in one array are normal (Meta: graph-api/overview/rate-limiting); of lists of people only the own one was
			// recorded (grouparoo/grouparoo, plugins/@grouparoo/facebook/__tests__/fixtures).
			'x-business-use-case-usage': JSON.stringify({
				[account.accountId]:
					useCase === 'custom_audience' ? [entry('custom_audience')] : [entry('ads_insights'), entry('ads_management')],
			}),
			// Names: Meta: marketing-api/insights/best-practices. What counts as load is not public: here the calls of the hour.
			...(useCase === 'ads_insights' && {
				'x-fb-ads-insights-throttle': JSON.stringify({
					app_id_util_pct: this.throttle.app ?? round2(share('ads_insights')),
					acc_id_util_pct: this.throttle.account ?? round2(share('ads_insights')),
					ads_api_access_tier: this.tier,
				}),
			}),
		};
	}

	/** 4/1504022 (Meta: marketing-api/insights/error-codes), while a script says that app or account is at its limit. */
	private checkThrottle(): void {
		if (Math.max(this.throttle.app ?? 0, this.throttle.account ?? 0) >= 100) {
			throw insightsError({ code: 4, subcode: 1504022 });
		}
	}

	private current(accountId: string): Ledger {
		const ledger = this.ledgers.get(accountId) ?? {
			spent: [],
			calls: { ads_management: [], ads_insights: [], custom_audience: [] },
			changes: [],
			blockedUntil: 0,
			total: 0,
		};
		this.ledgers.set(accountId, ledger);
		const now = this.clock.now();
		// Whether counting starts anew after a block is not documented (UNCONFIRMED 86): here it does.
		if (ledger.blockedUntil !== 0 && ledger.blockedUntil <= now) Object.assign(ledger, { spent: [], blockedUntil: 0 });
		ledger.spent = dropOlder(ledger.spent, (entry) => entry.at > now - DECAY_SECONDS * 1000);
		for (const useCase of Object.keys(ledger.calls) as UseCase[]) {
			ledger.calls[useCase] = dropOlder(ledger.calls[useCase], (at) => at > now - HOUR);
		}
		return ledger;
	}
}

function dropOlder<T>(entries: T[], isFresh: (entry: T) => boolean): T[] {
	const first = entries[0];
	return first === undefined || isFresh(first) ? entries : entries.filter(isFresh);
}

function round2(value: number): number {
	return Math.min(100, Math.round(value * 100) / 100);
}

/** Wordings as clients in the field show them. */
function tooManyPoints(): GraphError {
	return new GraphError(17, 'User request limit reached', {
		subcode: 2446079,
		transient: true,
		userTitle: 'Ad Account Has Too Many API Calls',
		userMsg: 'There have been too many calls from this ad-account. Wait a bit and try again.',
	});
}

/** Code and subcode are Meta's (marketing-api/overview/rate-limiting); its words are not public. */
function tooManyChanges(): GraphError {
	return new GraphError(613, '(#613) Calls to this api have exceeded the rate limit.', { subcode: 5044001 });
}

function tooManyCalls(code: number): GraphError {
	return new GraphError(
		code,
		`(#${code}) There have been too many calls to this ad-account. Wait a bit and try again. For more info, please refer to ` +
			'https://developers.facebook.com/docs/graph-api/overview/rate-limiting.',
		{ subcode: 2446079, transient: false },
	);
}
