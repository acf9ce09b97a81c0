import { accounts, accountsOf, adlabels, businesses, minimumBudgets, permissions } from '../accounts/accountEdges.mts';
import { activities } from '../accounts/activityRows.mts';
import { creatives, owned, pages, productSets, usable } from '../assets/assetEdges.mts';
import { customAudiences, sessions } from '../audiences/audienceEdges.mts';
import { sharedWith } from '../audiences/sharing.mts';
import { ads, adsets, adsUsing, campaigns } from '../campaigns/adObjectEdges.mts';
import { budgetSchedules } from '../campaigns/budgetSchedules.mts';
import { copiesOf } from '../copies/copyEdge.mts';
import { customConversions } from '../datasets/customConversions.mts';
import { datasetStats } from '../datasets/stats.mts';
import { insights, runInsights } from '../insights/insightsEdges.mts';
import { adLeads, formLeads, leadForms, testLeads } from '../leads/leadEdges.mts';
import { subscribedApps } from '../leads/subscriptions.mts';
import { images } from '../media/images.mts';
import { thumbnails, videos } from '../media/videos.mts';
import { previews } from '../previews/previews.mts';
import { ACCOUNT_TARGETING, AD_SET_TARGETING } from '../targeting/targetingEdges.mts';
import type { Kind } from '../world/storedNodes.mts';
import { edge, type Edge } from './handlers/edge.mts';

/** Every list the emulator knows, by the kind of object it hangs on. */
export const EDGES: Partial<Record<Kind, Record<string, Edge>>> = {
	User: {
		adaccounts: accounts,
		accounts: pages,
		businesses,
		permissions,
	},
	Business: {
		owned_ad_accounts: accountsOf('owned'),
		client_ad_accounts: accountsOf('client'),
		owned_pages: owned('Page'),
		owned_pixels: owned('AdsPixel'),
		owned_apps: owned('Application'),
		owned_instagram_accounts: owned('IGUser'),
		owned_product_catalogs: owned('ProductCatalog'),
		// Catalogs of others shared with this business (spec object Business): here there are none.
		client_product_catalogs: edge({ to: 'ProductCatalog', order: 'oldest', isAds: false }, () => []),
	},
	AdAccount: {
		campaigns,
		adsets,
		ads,
		activities,
		insights,
		adcreatives: creatives,
		adimages: images,
		advideos: videos,
		adspixels: usable('AdsPixel'),
		promote_pages: usable('Page'),
		instagram_accounts: usable('IGUser'),
		connected_instagram_accounts: usable('IGUser'),
		advertisable_applications: usable('Application'),
		customaudiences: customAudiences,
		customconversions: customConversions,
		adlabels,
		...ACCOUNT_TARGETING,
		minimum_budgets: minimumBudgets,
	},
	Campaign: {
		adsets,
		ads,
		copies: copiesOf('Campaign', 'campaign'),
		activities,
		budget_schedules: budgetSchedules,
		insights,
	},
	AdSet: {
		ads,
		copies: copiesOf('AdSet', 'adset'),
		adcreatives: creatives,
		activities,
		budget_schedules: budgetSchedules,
		insights,
		...AD_SET_TARGETING,
	},
	Ad: { adcreatives: creatives, copies: copiesOf('Ad', 'ad'), previews, activities, insights, leads: adLeads },
	AdCreative: { previews },
	AdReportRun: { insights: runInsights },
	CustomAudience: { sessions, adaccounts: sharedWith, ads: adsUsing },
	AdsPixel: { stats: datasetStats },
	AdVideo: { thumbnails },
	Page: { leadgen_forms: leadForms, subscribed_apps: subscribedApps },
	LeadgenForm: { leads: formLeads, test_leads: testLeads },
	ProductCatalog: { product_sets: productSets },
};

/** Edges that Meta has and the emulator lacks: they get an honest answer instead of Graph's "unknown path". */
export const MISSING_EDGES = new Set(
	(
		'saved_audiences adrules_library campaignsbylabels ' +
		'adsetsbylabels adsbylabels broadtargetingcategories targetingsentencelines generatepreviews recommendations ' +
		'asyncadrequestsets async_batch_requests'
	).split(' '),
);
