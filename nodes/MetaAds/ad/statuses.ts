/** Statuses a list can be narrowed to (`effective_status`). Deleted ones cannot be listed on this edge. */
export const listedAdStatuses = [
	{ name: 'Active', value: 'ACTIVE' },
	{ name: 'Ad Set Paused', value: 'ADSET_PAUSED' },
	{ name: 'Archived', value: 'ARCHIVED' },
	{ name: 'Campaign Paused', value: 'CAMPAIGN_PAUSED' },
	{ name: 'In Process', value: 'IN_PROCESS' },
	{ name: 'In Review', value: 'PENDING_REVIEW' },
	{ name: 'Paused', value: 'PAUSED' },
	{ name: 'Preapproved', value: 'PREAPPROVED' },
	{ name: 'Rejected', value: 'DISAPPROVED' },
	{ name: 'Waiting for Billing', value: 'PENDING_BILLING_INFO' },
	{ name: 'With Issues', value: 'WITH_ISSUES' },
] as const;

/** All of them: Meta leaves archived ads out of lists and reports that name no status. */
export const everyStatus: readonly string[] = listedAdStatuses.map(({ value }) => value);
