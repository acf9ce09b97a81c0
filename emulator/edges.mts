import * as sdk from 'facebook-nodejs-business-sdk';
import { creatives, leadForms, owned, pages, productSets, usable } from './assets/assetEdges.mts';
import { customAudiences, sessions } from './audiences/audienceEdges.mts';
import { sharedWith } from './audiences/sharing.mts';
import { budgetSchedules } from './budgetSchedules.mts';
import { copiesOf } from './copies/copyEdge.mts';
import { edge, type Edge } from './edge.mts';
import { images } from './media/images.mts';
import { thumbnails, videos } from './media/videos.mts';
import { parseFiltering } from './filtering.mts';
import { GraphError } from './graphError.mts';
import { effectiveStatus } from './effectiveStatus.mts';
import type { Account, Ad, AdSet, Campaign, Kind } from './model.mts';
import { MINIMUM_BUDGETS } from './minimumBudgets.mts';
import type { Params } from './params.mts';
import { previews } from './previews/previews.mts';
import { ACCOUNT_TARGETING, AD_SET_TARGETING } from './targeting/targetingEdges.mts';
import { activityRows } from './activityRows.mts';
import { insights, runInsights } from './insights/insightsEdges.mts';

/**
 * ARCHIVED objects appear only when asked for. DELETED ones never do on an edge, and asking for them is an error
 * (Meta: manage-your-ad-object-status; ads blog 2014-09-24 "Deleted vs archived"); subcode: third-party hint.
 */
function byStatus<T extends Campaign | AdSet | Ad>(rows: T[], params: Params, allowed: string[]): T[] {
	const statuses = params.listOf('effective_status', allowed);
	const filters = parseFiltering(params.text('filtering')).filter(({ field }) =>
		/(^|\.)(effective_)?status$/.test(field),
	);
	const asked = [...(statuses ?? []), ...filters.flatMap(({ value }) => value)];
	if (asked.includes('DELETED')) {
		throw new GraphError(100, '(#100) Cannot request for deleted objects', {
			subcode: 1815001,
			userTitle: 'Cannot Request for Deleted Objects',
			userMsg: 'Cannot request for deleted objects.',
		});
	}
	if (statuses) return rows.filter((row) => statuses.includes(effectiveStatus(row)));
	return asked.includes('ARCHIVED') ? rows : rows.filter((row) => effectiveStatus(row) !== 'ARCHIVED');
}

type Parent = Account | Campaign | AdSet;

/** Whether an object lies below a node. */
function isBelow(parent: Parent) {
	return (node: Campaign | AdSet | Ad): boolean => {
		if (parent.kind === 'AdAccount') return node.account.id === parent.id;
		if (parent.kind === 'Campaign') return node.kind !== 'Campaign' && node.campaign.id === parent.id;
		return node.kind === 'Ad' && node.adSet.id === parent.id;
	};
}

const adObjects = (to: 'Campaign' | 'AdSet' | 'Ad', filterPrefix: string, statuses: object): Edge =>
	edge<Parent['kind']>({ to, order: 'newest', isAds: true, filterPrefix }, (parent, { world, params }) => {
		const below: (Campaign | AdSet | Ad)[] = world.newest(to);
		return byStatus(below.filter(isBelow(parent)), params, Object.values(statuses));
	});

const campaigns = adObjects('Campaign', 'campaign', sdk.Campaign.EffectiveStatus);
// The edge of ad sets takes the statuses of ads too (spec object AdAccount, GET adsets).
const adsets = adObjects('AdSet', 'adset', sdk.Ad.EffectiveStatus);
const ads = adObjects('Ad', 'ad', sdk.Ad.EffectiveStatus);
/** Ads whose ad set targets or excludes an audience (spec object CustomAudience, edge ads; whether exclusions count: UNCONFIRMED). */
const adsUsing = edge<'CustomAudience'>(
	{ to: 'Ad', order: 'newest', isAds: true, filterPrefix: 'ad' },
	(audience, { world, params }) => {
		const uses = ({ adSet: { targeting } }: Ad): boolean =>
			[targeting.custom_audiences, targeting.excluded_custom_audiences]
				.flat()
				.some((one) => typeof one === 'object' && one !== null && 'id' in one && String(one.id) === audience.id);
		return byStatus(world.newest('Ad').filter(uses), params, Object.values(sdk.Ad.EffectiveStatus));
	},
);
const activities = edge<'AdAccount' | 'Campaign' | 'AdSet' | 'Ad'>(
	{ to: 'AdActivity', order: 'newest', isAds: true },
	(node, { world, params }) => activityRows(world, node, params),
);
const accounts = (isOwn: boolean): Edge =>
	edge({ to: 'AdAccount', order: 'oldest', isAds: true }, (_node, { world }) => (isOwn ? world.accounts() : []));

export const EDGES: Partial<Record<Kind, Record<string, Edge>>> = {
	User: {
		adaccounts: accounts(true),
		accounts: pages,
		businesses: edge({ to: 'Business', order: 'oldest', isAds: false }, (_user, { world, token }) =>
			token.scopes.includes('business_management') ? world.all('Business') : [],
		),
		permissions: edge({ to: 'Permission', order: 'oldest', isAds: false }, (_user, { token }) =>
			[...token.scopes, 'public_profile'].map((permission, index) => ({
				kind: 'Permission',
				id: String(index + 1),
				permission,
				status: 'granted',
			})),
		),
	},
	Business: {
		owned_ad_accounts: accounts(true),
		client_ad_accounts: accounts(false),
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
		adlabels: edge<'AdAccount'>({ to: 'AdLabel', order: 'newest', isAds: true }, (account, { world }) =>
			world.newest('AdLabel').filter((label) => label.account.id === account.id),
		),
		...ACCOUNT_TARGETING,
		minimum_budgets: edge({ to: 'MinimumBudget', order: 'oldest', isAds: true }, () => MINIMUM_BUDGETS),
	},
	Campaign: { adsets, ads, copies: copiesOf('Campaign', 'campaign'), activities, budget_schedules: budgetSchedules, insights },
	AdSet: { ads, copies: copiesOf('AdSet', 'adset'), adcreatives: creatives, activities, budget_schedules: budgetSchedules, insights, ...AD_SET_TARGETING },
	Ad: { adcreatives: creatives, copies: copiesOf('Ad', 'ad'), previews, activities, insights },
	AdCreative: { previews },
	AdReportRun: { insights: runInsights },
	CustomAudience: { sessions, adaccounts: sharedWith, ads: adsUsing },
	AdVideo: { thumbnails },
	Page: { leadgen_forms: leadForms },
	ProductCatalog: { product_sets: productSets },
};

/** Edges that Meta has and the emulator lacks: they get an honest answer instead of Graph's "unknown path". */
export const MISSING_EDGES = new Set(
	(
		'saved_audiences adrules_library campaignsbylabels ' +
		'adsetsbylabels adsbylabels broadtargetingcategories targetingsentencelines leads generatepreviews recommendations ' +
		'asyncadrequestsets async_batch_requests subscribed_apps'
	).split(' '),
);
