/** Something of Meta's that lets an app, a token or an account through, or not. */
export interface MetaGate {
	/** As people and Meta's screens call it. */
	readonly name: string;
	/** What does not work while it is shut. */
	readonly blocks: string;
	/** Where its state shows. */
	readonly look: string;
	/** What opens it: whole sentences. */
	readonly remedy: string;
	/** How long that takes. */
	readonly takes: string;
}

/**
 * Every gate, in the order in which people meet them. Check Access, the messages of refused calls and the page docs/gates.md
 * come from here. Sources: Meta's pages on authorization, rate limiting, access verification, business verification, ad
 * accounts (reference/ad-account), ads volume and lead ads.
 */
export const gates = {
	permissions: {
		name: 'Token permissions',
		blocks: 'Everything that requires the missing permission',
		look: 'The columns missingPermissions and blocked in Check Access',
		remedy: 'Generate a new token with the permission and paste it into the credential, or sign in again.',
		takes: 'Minutes',
	},
	chosenAccounts: {
		name: 'Ad accounts the token can access',
		blocks: 'Ad accounts that weren’t selected when the token was generated',
		look: 'Granular Scopes in Meta’s Access Token Debugger',
		remedy: 'Sign in again and select this ad account too, or use the token of a system user who has access to it.',
		takes: 'Minutes',
	},
	accountTasks: {
		name: 'Tasks on the ad account',
		blocks: 'Changes in the ad account',
		look: 'The column tasks in Check Access',
		remedy: 'In Business settings, give the token’s user the task “Manage campaigns” on the ad account.',
		takes: 'Minutes',
	},
	pageTasks: {
		name: 'Tasks on the page',
		blocks: 'Ads for the page, and the page’s lead forms',
		look: 'Business settings → Accounts → Pages',
		remedy: 'In Business settings, give the token’s user the task “Ads” on the page. For leads, also give “Leads”.',
		takes: 'Minutes',
	},
	dataAccess: {
		name: 'Data access',
		blocks: 'All calls with a person’s token, if that person hasn’t signed in for 90 days',
		look: 'The column dataAccessExpires in Check Access',
		remedy: 'The person has to sign in again. System users are not affected.',
		takes: 'A minute, every 90 days',
	},
	identityCheck: {
		name: 'Identity check',
		blocks: 'Every change. Reading still works',
		look: 'Ads Manager or Business Support Home, signed in as the token’s owner',
		remedy: 'Open Ads Manager as the owner of this access token, do what Meta asks for there, then run the step again.',
		takes: 'Minutes to days',
	},
	twoFactor: {
		name: 'Two-factor authentication',
		blocks: 'Signing in, generating tokens and assigning assets, if your business requires two-factor authentication',
		look: 'The column twoFactor in Check Access',
		remedy: 'Each person switches it on in the security settings of their own Facebook account.',
		takes: 'Minutes',
	},
	appMode: {
		name: 'App mode',
		blocks: 'New ads and creatives, and most leads, while the app is in Development mode',
		look: 'The switch at the top of the App Dashboard',
		remedy: 'Switch the app to Live in the App Dashboard. Until then, it cannot create ads or creatives.',
		takes: 'Minutes',
	},
	accessLevel: {
		name: 'Access level',
		blocks: 'Other people’s ad accounts and pages. Standard access covers only your own',
		look: 'App Dashboard → App Review → Permissions and Features',
		remedy: 'Apply for Advanced access to each permission in App Review.',
		takes: 'Days to weeks',
	},
	accessTier: {
		name: 'Access tier',
		blocks: 'More than about 20 changes in an ad account within five minutes',
		look: 'The column accessTier in Check Access',
		remedy:
			'Make 500 calls within 15 days with less than 15% errors among the last 500, then apply for Full access in App Review. You lose Full access if you fall below these numbers.',
		takes: '15 days of use, plus Meta’s review',
	},
	businessVerification: {
		name: 'Business verification',
		blocks: 'Advanced access and Tech Provider verification',
		look: 'The column businessVerification in Check Access',
		remedy: 'Start the verification in the Security Center with your company’s documents.',
		takes: 'Days to weeks',
	},
	techProvider: {
		name: 'Tech Provider verification',
		blocks: 'Ad accounts and pages of other businesses',
		look: 'App Dashboard → App settings → Basic → Access verification',
		remedy: 'Register the business as a Tech Provider and complete Access verification in the App Dashboard.',
		takes: 'Days to weeks',
	},
	audienceTerms: {
		name: 'Terms for custom audiences',
		blocks: 'Audiences from customer lists',
		look: 'The column audienceTermsAccepted in Check Access',
		remedy:
			'A person with access must accept the terms at https://business.facebook.com/ads/manage/customaudiences/tos.',
		takes: 'A minute, once for each ad account',
	},
	leadTerms: {
		name: 'Terms for lead ads',
		blocks: 'The page’s lead forms and their leads',
		look: 'Check Access, after you choose the page in Page With Ads',
		remedy: 'A person with access to the page must accept the terms at https://www.facebook.com/ads/leadgen/tos.',
		takes: 'A minute, once for each page',
	},
	accountStatus: {
		name: 'Account status',
		blocks: 'Ad delivery and most changes',
		look: 'The columns accountStatus and accountStatusAdvice in Check Access',
		remedy: 'Follow accountStatusAdvice. Pay the balance, or ask for a review in Business Support Home.',
		takes: 'Minutes if you have to pay, days if Meta reviews the account',
	},
	paymentMethod: {
		name: 'Payment method',
		blocks: 'Ad delivery. Meta accepts the ads but does not show them, usually without an error',
		look: 'Ads Manager → Billing & payments',
		remedy: 'Add a payment method to the ad account in Ads Manager → Billing & payments.',
		takes: 'Minutes',
	},
	spendingLimit: {
		name: 'Account spending limit',
		blocks: 'Ad delivery, once the limit is used up',
		look: 'The columns spendCap and amountSpent in Account → Get',
		remedy: 'Increase or reset the limit in Ads Manager → Billing & payments. Meta allows ten changes a day.',
		takes: 'Minutes. After ten changes in a day, you have to wait until the next day',
	},
	newAds: {
		name: 'Limit on new ads',
		blocks: 'Creating ads, mainly in new ad accounts',
		look: 'The error. Meta does not show this limit in advance',
		remedy: 'This limit depends on the daily spending limit. Create the remaining ads tomorrow.',
		takes: 'A day',
	},
	adVolume: {
		name: 'Ads per page',
		blocks: 'Publishing more ads for the page from any ad account',
		look: 'Check Access, after you choose the page in Page With Ads',
		remedy: 'Pause or delete the page’s weakest ads. Ads that are running or in review count toward the limit.',
		takes: 'Minutes',
	},
} as const satisfies Record<string, MetaGate>;

export type GateName = keyof typeof gates;

export const gateNames = Object.keys(gates) as GateName[];

/** Where a refusal sends its reader: the gate's own place on the page of all gates. */
export const gateUrl = (gate: GateName): string =>
	`https://github.com/n8n-nodes-meta-ads/n8n-nodes-meta-ads/blob/main/docs/gates.md#${gateAnchor(gate)}`;

/** A heading's anchor as GitHub makes it. */
export const gateAnchor = (gate: GateName): string => gates[gate].name.toLowerCase().replace(/ /g, '-');
