/**
 * The permissions an ads token can have, and what stays closed without each (Marketing API, "Authorization"; Graph API,
 * "Permissions reference"). In the order in which to mend them.
 */
export const tokenPermissions: ReadonlyArray<{
	readonly name: string;
	readonly label: string;
	readonly blocks: string;
}> = [
	{
		name: 'ads_management',
		label: 'Manage Ads',
		blocks: 'creating and changing campaigns, ad sets, ads and audiences',
	},
	{ name: 'ads_read', label: 'Read Ads and Reports', blocks: 'reading reports' },
	{
		name: 'business_management',
		label: 'Business Portfolio',
		blocks: 'reading the business portfolio and sharing audiences inside it',
	},
	{ name: 'pages_show_list', label: 'List Facebook Pages', blocks: 'choosing a Facebook Page from a list' },
	{
		name: 'pages_read_engagement',
		label: 'Facebook Pages in Ads',
		blocks: 'running ads, including video ads, as a Facebook Page',
	},
	{
		name: 'pages_manage_ads',
		label: 'Ads and Instant Forms of Facebook Pages',
		blocks: 'creating and managing the lead forms of a Facebook Page',
	},
	{ name: 'leads_retrieval', label: 'Leads', blocks: 'reading the leads that lead forms collect' },
	{
		name: 'pages_manage_metadata',
		label: 'Notifications of Facebook Pages',
		blocks: 'getting new leads within seconds',
	},
	{ name: 'instagram_basic', label: 'Instagram Accounts', blocks: 'choosing an Instagram account for ads' },
];

/** What most workflows need: changing ads and reading their reports. */
export const usuallyNeeded = ['ads_management', 'ads_read'];

export const missingFrom = (scopes: readonly string[]): string[] =>
	tokenPermissions.map(({ name }) => name).filter((name) => !scopes.includes(name));

/** “leads_retrieval: reading the leads …; instagram_basic: …” */
export const blockedBy = (missing: readonly string[]): string =>
	tokenPermissions
		.filter(({ name }) => missing.includes(name))
		.map(({ name, blocks }) => `${name}: ${blocks}`)
		.join('; ');

export const blockOf = (permission: string): string =>
	tokenPermissions.find(({ name }) => name === permission)?.blocks ?? 'what it is for';
