import { isRecord, parsedJson, type Json } from '../../record';

export type AccessTier = 'development_access' | 'standard_access';

/** One entry of a usage header: how much of one quota is used up, and when it frees. */
export interface Usage {
	readonly source: 'account' | 'businessUseCase' | 'insights' | 'insightsOfApp' | 'app';
	/** Business or ad account id (digits), where the header names one. */
	readonly id?: string;
	/** `ads_management`, `ads_insights`, `custom_audience` … */
	readonly type?: string;
	/** The highest of the percentages given; Meta throttles at 100. */
	readonly percent: number;
	/** Seconds until access returns; 0 while there is access. */
	readonly regainSeconds: number;
	readonly tier?: AccessTier;
}

export type Headers = Readonly<Record<string, string>>;

const amount = (value: unknown): number =>
	typeof value === 'number' && Number.isFinite(value) ? Math.max(0, value) : 0;

const highest = (entry: Json, names: readonly string[]): number =>
	Math.max(0, ...names.map((name) => amount(entry[name])));

const tierOf = (entry: Json): AccessTier | undefined =>
	entry.ads_api_access_tier === 'development_access' || entry.ads_api_access_tier === 'standard_access'
		? entry.ads_api_access_tier
		: undefined;

function accountUsage(value: unknown): Usage[] {
	if (!isRecord(value)) return [];
	const percent = amount(value.acc_id_util_pct);
	// `reset_time_duration` counts down always; it only means "blocked" once the score is full.
	return [
		{
			source: 'account',
			percent,
			regainSeconds: percent >= 100 ? amount(value.reset_time_duration) : 0,
			tier: tierOf(value),
		},
	];
}

function businessUsage(value: unknown): Usage[] {
	if (!isRecord(value)) return [];
	return Object.entries(value).flatMap(([id, entries]) =>
		(Array.isArray(entries) ? entries : []).filter(isRecord).map((entry) => ({
			source: 'businessUseCase' as const,
			id,
			type: typeof entry.type === 'string' ? entry.type : undefined,
			percent: highest(entry, ['call_count', 'total_cputime', 'total_time']),
			regainSeconds: amount(entry.estimated_time_to_regain_access) * 60, // documented in minutes
			tier: tierOf(entry),
		})),
	);
}

function insightsUsage(value: unknown): Usage[] {
	if (!isRecord(value)) return [];
	const common = { regainSeconds: 0, tier: tierOf(value) };
	return [
		{ source: 'insights', percent: amount(value.acc_id_util_pct), ...common },
		{ source: 'insightsOfApp', percent: amount(value.app_id_util_pct), ...common },
	];
}

function appUsage(value: unknown): Usage[] {
	if (!isRecord(value)) return [];
	return [{ source: 'app', percent: highest(value, ['call_count', 'total_time', 'total_cputime']), regainSeconds: 0 }];
}

const headers: ReadonlyArray<readonly [name: string, read: (value: unknown) => Usage[]]> = [
	['x-ad-account-usage', accountUsage],
	['x-business-use-case-usage', businessUsage],
	['x-business-use-case', businessUsage], // Meta's pages name the header both ways
	['x-fb-ads-insights-throttle', insightsUsage],
	['x-app-usage', appUsage],
];

/**
 * Reads every usage header of an answer, with all entries of each (Marketing API, "Rate limiting"). One that is not JSON says nothing: usage is a hint.
 *
 * @param answer headers by lower-case name
 */
export function readUsage(answer: Headers): Usage[] {
	return headers.flatMap(([name, read]) => read(parsedJson(answer[name])));
}

/** Seconds until the account's score starts again, however high it is now; 0 where the header does not say. */
export function resetSeconds(answer: Headers): number {
	const value = parsedJson(answer['x-ad-account-usage']);
	return isRecord(value) ? amount(value.reset_time_duration) : 0;
}

/** The longest wait any entry asks for, in seconds. */
export const regainSeconds = (usages: readonly Usage[]): number =>
	Math.max(0, ...usages.map((usage) => usage.regainSeconds));

/** The fullest quota, in percent. */
export const fullest = (usages: readonly Usage[]): number => Math.max(0, ...usages.map((usage) => usage.percent));

/**
 * What this process last heard about each ad account's quota. A hint, never the truth: other workers and other tools
 * draw on the same quota, so it may delay a call and never forbids one.
 */
export class UsageBoard {
	private readonly blockedUntil = new Map<string, number>();

	constructor(private readonly now: () => number) {}

	/** @param account whose quota it is, in the caller's words */
	note(account: string, usages: readonly Usage[]): void {
		const seconds = regainSeconds(usages);
		if (seconds > 0) this.blockedUntil.set(account, this.now() + seconds * 1000);
		else if (usages.some(({ source }) => source === 'account' || source === 'businessUseCase'))
			this.blockedUntil.delete(account);
	}

	/** Milliseconds this account should rest before its next call. */
	rest(account: string): number {
		return Math.max(0, (this.blockedUntil.get(account) ?? 0) - this.now());
	}
}
