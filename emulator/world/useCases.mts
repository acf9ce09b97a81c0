export type Tier = 'development_access' | 'standard_access';

/** Business use cases count calls per ad account and rolling hour, each for itself (Meta: marketing-api/overview/rate-limiting). */
export type UseCase = 'ads_management' | 'ads_insights' | 'custom_audience';

/** What an ad account has, on which its quotas depend. */
export interface Objects {
	activeAds: number;
	audiences: number;
}

export const HOUR = 3_600_000;

interface Quota {
	code: number;
	calls: Record<Tier, number>;
	per: keyof Objects;
	more: number;
	most?: number;
}

/** That every thousandth failed call costs an insights call is left out. */
export const USE_CASES: Record<UseCase, Quota> = {
	ads_management: {
		code: 80004,
		calls: { development_access: 300, standard_access: 100_000 },
		per: 'activeAds',
		more: 40,
	},
	ads_insights: {
		code: 80000,
		calls: { development_access: 600, standard_access: 190_000 },
		per: 'activeAds',
		more: 400,
	},
	custom_audience: {
		code: 80003,
		calls: { development_access: 5_000, standard_access: 190_000 },
		per: 'audiences',
		more: 40,
		most: 700_000,
	},
};

export function quotaOf(useCase: UseCase, tier: Tier, objects: Objects): number {
	const { calls, per, more, most = Infinity } = USE_CASES[useCase];
	return Math.min(most, calls[tier] + more * objects[per]);
}

/** Until the oldest call of the hour no longer counts. */
export function regainMinutes(calls: number[], quota: number, now: number): number {
	const [oldest] = calls;
	return calls.length >= quota && oldest !== undefined ? Math.ceil((oldest + HOUR - now) / 60_000) : 0;
}
