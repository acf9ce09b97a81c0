import type { Account } from './model.mts';
import type { VirtualClock } from './clock.mts';
import { GraphError } from './graphError.mts';

export type Tier = 'development_access' | 'standard_access';

/**
 * Meta: marketing-api/overview/rate-limiting. A read costs 1 point, a write 3; the score decays over 300 s; above the
 * maximum the account is blocked. Next to it runs the business use case limit, counted in calls per rolling hour.
 */
const QUOTAS: Record<Tier, { maxScore: number; blockSeconds: number; callsPerHour: number }> = {
	development_access: { maxScore: 60, blockSeconds: 300, callsPerHour: 300 },
	standard_access: { maxScore: 9000, blockSeconds: 60, callsPerHour: 100_000 },
};
const DECAY_SECONDS = 300;
/** For each active ad, or each audience of the ad account. */
const CALLS_PER_OBJECT = 40;
/** The use case of audiences counts for itself. */
const AUDIENCE_CALLS: Record<Tier, number> = { development_access: 5_000, standard_access: 190_000 };
const MOST_AUDIENCE_CALLS = 700_000;
const HOUR = 3_600_000;
/** 200 calls per hour and user (Meta: graph-api/overview/rate-limiting); the emulated app has 50 users. */
const APP_CALLS_PER_HOUR = 200 * 50;

export const POINTS = { read: 1, write: 3 } as const;

interface Ledger {
	spent: { at: number; points: number }[];
	calls: number[];
	audienceCalls: number[];
	blockedUntil: number;
	total: number;
}

export class Limits {
	tier: Tier;
	private ledgers = new Map<string, Ledger>();
	private appCalls: number[] = [];

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
	}

	/** Points charged to an account since the start, for tests and benchmarks. */
	totalPoints(accountId: string): number {
		return this.ledgers.get(accountId)?.total ?? 0;
	}

	/** The score as the model counts it now. */
	score(accountId: string): number {
		return this.current(accountId).spent.reduce((sum, entry) => sum + entry.points, 0);
	}

	/** @param audiences how many the ad account has, for a call about audiences: it counts in a use case of its own */
	charge(account: Account, points: number, activeAds: number, audiences?: number): void {
		const now = this.clock.now();
		const ledger = this.current(account.id);
		const quota = QUOTAS[this.tier];
		if (ledger.blockedUntil > now) throw tooManyPoints();
		if (this.score(account.id) + points > quota.maxScore) {
			ledger.blockedUntil = now + quota.blockSeconds * 1000;
			throw tooManyPoints();
		}
		if (audiences !== undefined) {
			if (ledger.audienceCalls.length >= audienceQuota(this.tier, audiences)) throw tooManyCalls(80003);
			ledger.audienceCalls.push(now);
		} else {
			if (ledger.calls.length >= callQuota(this.tier, activeAds)) throw tooManyCalls(80004);
			ledger.calls.push(now);
		}
		ledger.spent.push({ at: now, points });
		ledger.total += points;
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
	accountHeaders(account: Account, activeAds: number, audiences?: number): Record<string, string> {
		const now = this.clock.now();
		const ledger = this.current(account.id);
		const blockedFor = Math.max(0, Math.ceil((ledger.blockedUntil - now) / 1000));
		const percent = blockedFor > 0 ? 100 : round2((100 * this.score(account.id)) / QUOTAS[this.tier].maxScore);
		const decaysIn = ledger.spent[0] ? Math.ceil(DECAY_SECONDS - (now - ledger.spent[0].at) / 1000) : 0;
		const quota = callQuota(this.tier, activeAds);
		const callPercent = Math.min(100, Math.floor((100 * ledger.calls.length) / quota));
		const regain = regainMinutes(ledger.calls, quota, now);
		const audienceCalls = audienceQuota(this.tier, audiences ?? 0);
		const audiencePercent = Math.min(100, Math.floor((100 * ledger.audienceCalls.length) / audienceCalls));
		const audienceRegain = regainMinutes(ledger.audienceCalls, audienceCalls, now);
		// How CPU and wall time are counted is not public: half of the call share stands in for both (UNCONFIRMED).
		const time = Math.floor(callPercent / 2);
		const entry = (type: string, call_count: number, spent: number, estimated_time_to_regain_access: number) => ({
			type,
			call_count,
			total_cputime: spent,
			total_time: spent,
			estimated_time_to_regain_access,
			ads_api_access_tier: this.tier,
		});
		return {
			'x-ad-account-usage': JSON.stringify({
				acc_id_util_pct: percent,
				reset_time_duration: blockedFor || decaysIn,
				ads_api_access_tier: this.tier,
			}),
			// Several types in one array are normal; the second one keeps readers from looking at the first only.
			'x-business-use-case-usage': JSON.stringify({
				[account.accountId]: [
					entry('ads_insights', 0, 0, 0),
					entry('ads_management', callPercent, time, regain),
					...(audiences === undefined
						? []
						: [entry('custom_audience', audiencePercent, Math.floor(audiencePercent / 2), audienceRegain)]),
				],
			}),
		};
	}

	private current(accountId: string): Ledger {
		const ledger = this.ledgers.get(accountId) ?? {
			spent: [],
			calls: [],
			audienceCalls: [],
			blockedUntil: 0,
			total: 0,
		};
		this.ledgers.set(accountId, ledger);
		const now = this.clock.now();
		// Whether counting starts anew after a block is not documented (UNCONFIRMED): here it does.
		if (ledger.blockedUntil !== 0 && ledger.blockedUntil <= now) Object.assign(ledger, { spent: [], blockedUntil: 0 });
		ledger.spent = dropOlder(ledger.spent, (entry) => entry.at > now - DECAY_SECONDS * 1000);
		ledger.calls = dropOlder(ledger.calls, (at) => at > now - HOUR);
		ledger.audienceCalls = dropOlder(ledger.audienceCalls, (at) => at > now - HOUR);
		return ledger;
	}
}

function dropOlder<T>(entries: T[], isFresh: (entry: T) => boolean): T[] {
	const first = entries[0];
	return first === undefined || isFresh(first) ? entries : entries.filter(isFresh);
}

function callQuota(tier: Tier, activeAds: number): number {
	return QUOTAS[tier].callsPerHour + CALLS_PER_OBJECT * activeAds;
}

function audienceQuota(tier: Tier, audiences: number): number {
	return Math.min(MOST_AUDIENCE_CALLS, AUDIENCE_CALLS[tier] + CALLS_PER_OBJECT * audiences);
}

function regainMinutes(calls: number[], quota: number, now: number): number {
	const [oldest] = calls;
	return calls.length >= quota && oldest !== undefined ? Math.ceil((oldest + HOUR - now) / 60_000) : 0;
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

function tooManyCalls(code: number): GraphError {
	return new GraphError(
		code,
		`(#${code}) There have been too many calls to this ad-account. Wait a bit and try again. For more info, please refer to ` +
			'https://developers.facebook.com/docs/graph-api/overview/rate-limiting.',
		{ subcode: 2446079, transient: false },
	);
}
