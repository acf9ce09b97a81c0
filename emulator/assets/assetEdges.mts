import type { Domain } from '../graph/handlers/domain.mts';
import { edge, type Edge } from '../graph/handlers/edge.mts';
import type { AssetKind } from './assetModel.mts';
import { ASSET_TYPES } from './assetTypes.mts';
import { seedAssets } from './seedAssets.mts';

/** Assets an ad account may use. */
const usable = (to: AssetKind): Edge =>
	edge<'AdAccount'>({ to, order: 'oldest', isAds: true }, (account, { world }) =>
		world.all(to).filter((asset) => asset.visible && asset.usableIn.includes(account.id)),
	);

/** Everything of a kind that the business owns. */
const ownedEdge = (to: AssetKind): Edge =>
	edge<'Business'>({ to, order: 'oldest', isAds: false }, (_business, { world, token }) =>
		token.scopes.includes('business_management') ? world.all(to).filter((asset) => asset.visible) : [],
	);

/** Without pages_show_list the list is empty (Meta: graph-api/reference/user/accounts; empty or an error: UNCONFIRMED 35). */
const pages = edge<'User'>({ to: 'Page', order: 'oldest', isAds: false }, (_user, { world, token }) =>
	token.scopes.includes('pages_show_list') ? world.all('Page').filter((page) => page.visible) : [],
);

const productSets = edge<'ProductCatalog'>({ to: 'ProductSet', order: 'oldest', isAds: false }, (catalog, { world }) =>
	world.all('ProductSet').filter((set) => set.parentId === catalog.id),
);

/** Creatives of an ad account, or those the ads of an ad set or an ad use. */
const creatives = edge<'AdAccount' | 'AdSet' | 'Ad'>(
	{ to: 'AdCreative', order: 'newest', isAds: true },
	(node, { world }) => {
		if (node.kind === 'AdAccount') {
			// Deleted objects are on no edge (Meta: manage-your-ad-object-status); for creatives UNCONFIRMED 36.
			return world
				.newest('AdCreative')
				.filter(({ account, fields }) => account?.id === node.id && fields.status !== 'DELETED');
		}
		const creativeIds = new Set((node.kind === 'Ad' ? [node] : world.adsOf(node)).map((ad) => ad.creativeId));
		return world.newest('AdCreative').filter((creative) => creativeIds.has(creative.id));
	},
);

/** Catalogs of others shared with this business (spec object Business): here there are none. */
const sharedCatalogs = edge({ to: 'ProductCatalog', order: 'oldest', isAds: false }, () => []);

export const assetDomain = {
	types: ASSET_TYPES,
	edges: {
		User: { accounts: pages },
		Business: {
			owned_pages: ownedEdge('Page'),
			owned_pixels: ownedEdge('AdsPixel'),
			owned_apps: ownedEdge('Application'),
			owned_instagram_accounts: ownedEdge('IGUser'),
			owned_product_catalogs: ownedEdge('ProductCatalog'),
			client_product_catalogs: sharedCatalogs,
		},
		AdAccount: {
			adcreatives: creatives,
			adspixels: usable('AdsPixel'),
			promote_pages: usable('Page'),
			instagram_accounts: usable('IGUser'),
			connected_instagram_accounts: usable('IGUser'),
			advertisable_applications: usable('Application'),
		},
		AdSet: { adcreatives: creatives },
		Ad: { adcreatives: creatives },
		ProductCatalog: { product_sets: productSets },
	},
	seed: seedAssets,
} satisfies Domain;
