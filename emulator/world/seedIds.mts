/** The three ad accounts every seeded token sees, one that nobody sees (for "missing permission"), and a sandbox. */
export const ACCOUNTS = {
	usd: 'act_1001000000000001',
	jpy: 'act_1002000000000002',
	eur: 'act_1003000000000003',
	foreign: 'act_1009000000000009',
	/** A sandbox ad account: empty, and seen only with the token EMULATOR-SANDBOX. */
	sandbox: 'act_1008000000000008',
} as const;

export const BUSINESS = '2001000000000001';

export const CAMPAIGNS = {
	/** Active, campaign daily budget 50.00 USD, two ad sets, three ads. */
	usdCbo: '120210000000000001',
	/** Paused, campaign lifetime budget 900.00 USD with an end, 120.00 USD spent. */
	usdLifetime: '120210000000000002',
	/** Active, no campaign budget: its two ad sets have daily budgets of their own. */
	usdNoBudget: '120210000000000003',
	/** Active, no campaign budget, ad sets share their budgets. */
	usdSharing: '120210000000000004',
	usdArchived: '120210000000000005',
	usdDeleted: '120210000000000006',
	/** Legacy objective LINK_CLICKS: can be read and changed, not created. */
	usdLegacy: '120210000000000007',
	/** Special ad category HOUSING for the US, spend cap 1000.00 USD. */
	usdHousing: '120210000000000008',
	jpyCbo: '120210000000000011',
	jpyNoBudget: '120210000000000012',
	jpyPaused: '120210000000000013',
	eurCbo: '120210000000000021',
	eurLifetime: '120210000000000022',
	eurNoBudget: '120210000000000023',
	/** In the account nobody sees. */
	foreign: '120210000000000091',
} as const;

export const AD_SETS = {
	usdCboA: '120211000000000001',
	usdCboB: '120211000000000002',
	usdLifetime: '120211000000000003',
	usdNoBudgetA: '120211000000000004',
	usdNoBudgetB: '120211000000000005',
	usdSharingA: '120211000000000006',
	usdSharingB: '120211000000000007',
	/** In the HOUSING campaign. */
	usdHousing: '120211000000000008',
	/** Old targeting: `location_types` inside, no Advantage+ audience flag. */
	usdLegacy: '120211000000000009',
	jpyNoBudget: '120211000000000011',
	/** Lowest cost, learned. All of the next ones are in the campaign eurNoBudget. */
	eurNoBudget: '120211000000000021',
	/** LOWEST_COST_WITH_BID_CAP, learning. */
	eurBidCap: '120211000000000022',
	/** COST_CAP, learning limited (FAIL). */
	eurCostCap: '120211000000000023',
	/** LOWEST_COST_WITH_MIN_ROAS, learned. */
	eurMinRoas: '120211000000000024',
	/** Dynamic creative: no learning info. */
	eurDynamic: '120211000000000025',
	/** Lifetime budget 600.00 EUR with a schedule by hours, 150.00 EUR spent. */
	eurLifetimeBudget: '120211000000000026',
	eurWithIssues: '120211000000000027',
	eurPaused: '120211000000000028',
	eurArchived: '120211000000000029',
	eurDeleted: '120211000000000030',
	/** In the paused campaign eurLifetime. */
	eurCampaignPaused: '120211000000000031',
} as const;

export const ADS = {
	usdCboA1: '120212000000000001',
	usdCboA2: '120212000000000002',
	usdCboB1: '120212000000000003',
	usdNoBudgetA1: '120212000000000004',
	jpyNoBudget1: '120212000000000011',
	/** ACTIVE; the next ones are named by their effective status. */
	eurNoBudget1: '120212000000000021',
	eurPaused: '120212000000000022',
	eurAdSetPaused: '120212000000000023',
	eurCampaignPaused: '120212000000000024',
	/** The review ends an hour (of the emulator's clock) after the start. */
	eurPendingReview: '120212000000000025',
	/** With feedback, global and for placements. */
	eurDisapproved: '120212000000000026',
	eurPreapproved: '120212000000000027',
	eurPendingBilling: '120212000000000028',
	eurInProcess: '120212000000000029',
	eurWithIssues: '120212000000000030',
	eurArchived: '120212000000000031',
	eurDeleted: '120212000000000032',
} as const;

export const CREATIVES = {
	usdCup: '120213000000000001',
	usdBeans: '120213000000000002',
	jpyField: '120213000000000011',
	eurLamp: '120213000000000021',
	eurShelf: '120213000000000022',
} as const;

export const AUDIENCES = {
	/** 2,500 people, `reader1@example.com` and following, hashed. */
	usdNewsletter: '120214000000000001',
	/** 40 people, `regular1@example.com` …: too small. */
	usdRegulars: '120214000000000002',
	/** Nobody has been uploaded. */
	usdEmpty: '120214000000000003',
	/** Value-based, 1,200 people, `buyer1@example.com` …. */
	usdValues: '120214000000000004',
	/** Flagged: operation status 471. */
	usdFlagged: '120214000000000005',
	/** Not used for two years: operation status 100. */
	usdExpiring: '120214000000000006',
	/** Website visitors of the USD account's pixel, 4,200 people. */
	usdVisitors: '120214000000000007',
	/** 1 % of the US like `usdValues`, built. */
	usdLookalike: '120214000000000008',
	/** In the account that has not accepted the terms. */
	jpyList: '120214000000000011',
	eurList: '120214000000000021',
	foreign: '120214000000000091',
} as const;

/** `foreign`: exists, but no token of the emulator may use it. */
export const PAGES = {
	usd: '3001000000000001',
	usdSecond: '3001000000000002',
	jpy: '3001000000000011',
	eur: '3001000000000021',
	foreign: '3001000000000091',
} as const;
export const PIXELS = {
	usd: '3002000000000001',
	usdSecond: '3002000000000002',
	jpy: '3002000000000011',
	eur: '3002000000000021',
	foreign: '3002000000000091',
} as const;
export const CUSTOM_CONVERSIONS = {
	usdThanks: '3008000000000001',
	usdBlocked: '3008000000000002',
	eurCatalogue: '3008000000000021',
} as const;
export const INSTAGRAM = { usd: '3003000000000001', jpy: '3003000000000011', eur: '3003000000000021' } as const;
export const APPS = { usd: '3004000000000001', eur: '3004000000000021' } as const;
export const CATALOGS = { usd: '3005000000000001', eur: '3005000000000021' } as const;
export const PRODUCT_SETS = {
	usdAll: '3006000000000001',
	usdBeans: '3006000000000002',
	eurAll: '3006000000000021',
} as const;
export const LEAD_FORMS = {
	usdNewsletter: '3007000000000001',
	usdTasting: '3007000000000002',
	usdArchived: '3007000000000003',
	eurCatalogue: '3007000000000021',
	/** Of the page usdSecond, in French. */
	usdSecondFrench: '3007000000000005',
} as const;
/** Posts of pages and of Instagram accounts. */
export const POSTS = {
	/** Without a text of its own. */
	usdAlbum: `${PAGES.usd}_3010000000000001`,
	/** Meta does not let it become an ad. */
	usdPoll: `${PAGES.usd}_3010000000000002`,
	usdBeans: `${PAGES.usd}_3010000000000003`,
	usdSecond: `${PAGES.usdSecond}_3010000000000004`,
	eurLamp: `${PAGES.eur}_3010000000000021`,
	foreign: `${PAGES.foreign}_3010000000000091`,
	instagramCup: '17900000000000001',
	/** Meta does not let it become an ad. */
	instagramMusic: '17900000000000002',
	instagramLamp: '17900000000000021',
} as const;
