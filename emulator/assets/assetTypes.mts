import {
	AdCreative,
	AdsPixel,
	Application,
	IGUser,
	LeadgenForm,
	Page,
	ProductCatalog,
	ProductSet,
} from 'facebook-nodejs-business-sdk';
import type { NodeType } from '../graph/handlers/nodeType.mts';
import type { Asset, AssetKind } from './assetModel.mts';

/** The official SDK's own lists of fields; `newer`: names the SDK lacks and the edge answers with. */
const FIELDS: Record<AssetKind, { sdkFields: object; newer?: string[]; defaults: string[] }> = {
	// Defaults of me/accounts as Meta shows them (graph-api/reference/user/accounts): the page's own access token is among them.
	Page: {
		sdkFields: Page.Fields,
		newer: ['tasks'],
		defaults: ['access_token', 'category', 'category_list', 'name', 'tasks'],
	},
	AdsPixel: { sdkFields: AdsPixel.Fields, defaults: [] },
	IGUser: { sdkFields: IGUser.Fields, defaults: [] },
	Application: { sdkFields: Application.Fields, newer: ['supported_platforms'], defaults: ['name'] },
	ProductCatalog: { sdkFields: ProductCatalog.Fields, defaults: ['name'] },
	ProductSet: { sdkFields: ProductSet.Fields, defaults: ['name'] },
	LeadgenForm: { sdkFields: LeadgenForm.Fields, defaults: ['locale', 'name', 'status'] },
	AdCreative: { sdkFields: AdCreative.Fields, defaults: [] },
};

function assetType(kind: AssetKind): NodeType {
	const { sdkFields, newer = [], defaults } = FIELDS[kind];
	const known = new Set<string>([...Object.values(sdkFields), ...newer, 'id']);
	return {
		defaults,
		hasId: true,
		knows: (field) => known.has(field),
		// The table below is indexed by kind, so the node is an asset.
		read: (node, field) => (field === 'id' ? node.id : (node as Asset).fields[field]),
	};
}

export const ASSET_TYPES: Record<AssetKind, NodeType> = {
	Page: assetType('Page'),
	AdsPixel: assetType('AdsPixel'),
	IGUser: assetType('IGUser'),
	Application: assetType('Application'),
	ProductCatalog: assetType('ProductCatalog'),
	ProductSet: assetType('ProductSet'),
	LeadgenForm: assetType('LeadgenForm'),
	AdCreative: assetType('AdCreative'),
};
