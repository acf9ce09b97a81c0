import type { AccessTier } from '../../shared/graph/usage';

interface TierFacts {
	/** Meta's name for it since May 2026; the header still carries the old one. */
	readonly name: string;
	/** Points an ad account may use up before calls are blocked; they come back within five minutes. */
	readonly points: number;
	readonly allows: string;
}

/** Marketing API, "Rate limiting": reads cost 1 point, writes 3. */
export const tiers: Readonly<Record<AccessTier, TierFacts>> = {
	development_access: {
		name: 'Limited access',
		points: 60,
		allows: 'Per ad account and five minutes: 60 points, where a read costs 1 and a change 3, so about 20 changes. Beyond that Meta blocks calls for five minutes.',
	},
	standard_access: {
		name: 'Full access',
		points: 9000,
		allows: 'Per ad account and five minutes: 9,000 points, where a read costs 1 and a change 3, so about 3,000 changes. Beyond that Meta blocks calls for one minute.',
	},
};
