import type { AdActivityCategory } from '../../shared/spec';

/** Kinds of changes, as the activities edge takes them (spec object AdActivity). */
export const activityCategories = [
	{ name: 'Account', value: 'ACCOUNT' },
	{ name: 'Ad', value: 'AD' },
	{ name: 'Ad Set', value: 'AD_SET' },
	{ name: 'Audience', value: 'AUDIENCE' },
	{ name: 'Bid', value: 'BID' },
	{ name: 'Budget', value: 'BUDGET' },
	{ name: 'Campaign', value: 'CAMPAIGN' },
	{ name: 'Keywords', value: 'AD_KEYWORDS' },
	{ name: 'Schedule', value: 'DATE' },
	{ name: 'Status', value: 'STATUS' },
	{ name: 'Targeting', value: 'TARGETING' },
] as const satisfies ReadonlyArray<{ name: string; value: AdActivityCategory }>;
