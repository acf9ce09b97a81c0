/**
 * What people choose from, in Ads Manager's words. The generated lists in `spec` hold every name Meta ever had. These
 * hold what a campaign can be created with today (Marketing API, Ad Campaign Group reference: ODAX objectives).
 */
export const objectives = [
	{ name: 'App Promotion', value: 'OUTCOME_APP_PROMOTION', description: 'More installs of an app' },
	{ name: 'Awareness', value: 'OUTCOME_AWARENESS', description: 'Shown to people who will remember the ads' },
	{
		name: 'Engagement',
		value: 'OUTCOME_ENGAGEMENT',
		description: 'More messages, video views, reactions or page likes',
	},
	{ name: 'Leads', value: 'OUTCOME_LEADS', description: 'People who leave their contact details' },
	{ name: 'Sales', value: 'OUTCOME_SALES', description: 'People likely to buy' },
	{ name: 'Traffic', value: 'OUTCOME_TRAFFIC', description: 'Visits to a website, an app or a page' },
] as const;

export const specialAdCategories = [
	{ name: 'Employment', value: 'EMPLOYMENT' },
	{ name: 'Financial Products and Services', value: 'FINANCIAL_PRODUCTS_SERVICES' },
	{ name: 'Housing', value: 'HOUSING' },
	{ name: 'None of These', value: 'NONE' },
	{ name: 'Online Gambling and Gaming', value: 'ONLINE_GAMBLING_AND_GAMING' },
	{ name: 'Social Issues, Elections or Politics', value: 'ISSUES_ELECTIONS_POLITICS' },
] as const;

/** Categories with a name of their own in a sentence that refuses them: Meta has taken them back. */
export const retiredCategories: Readonly<Record<string, string>> = {
	// Retired 2025-01-14 (Marketing API, out-of-cycle changes 2025); still in the SDK's list.
	CREDIT: 'FINANCIAL_PRODUCTS_SERVICES',
};

/** Statuses a list can be narrowed to (`effective_status`). Deleted ones cannot be listed on this edge. */
export const listedStatuses = [
	{ name: 'Active', value: 'ACTIVE' },
	{ name: 'Archived', value: 'ARCHIVED' },
	{ name: 'In Process', value: 'IN_PROCESS' },
	{ name: 'Paused', value: 'PAUSED' },
	{ name: 'With Issues', value: 'WITH_ISSUES' },
] as const;

/** The value that clears a campaign's spending limit (Marketing API, Ad Campaign Group reference). */
export const NO_SPEND_CAP = '922337203685478';
