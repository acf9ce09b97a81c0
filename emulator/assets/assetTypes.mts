import { AdCreative, AdsPixel, Application, IGUser, ProductCatalog, ProductSet } from 'facebook-nodejs-business-sdk';
import type { NodeType } from '../graph/handlers/nodeType.mts';
import type { Asset, AssetKind } from './assetModel.mts';

/** Pages and lead forms tell more than what is stored of them: their types are with the leads. */
type PlainKind = Exclude<AssetKind, 'Page' | 'LeadgenForm'>;

/** The official SDK's own lists of fields; `newer`: names the SDK lacks and the edge answers with. */
const FIELDS: Record<PlainKind, { sdkFields: object; newer?: string[]; defaults: string[] }> = {
	AdsPixel: { sdkFields: AdsPixel.Fields, defaults: [] },
	IGUser: { sdkFields: IGUser.Fields, defaults: [] },
	Application: { sdkFields: Application.Fields, newer: ['supported_platforms'], defaults: ['name'] },
	ProductCatalog: { sdkFields: ProductCatalog.Fields, defaults: ['name'] },
	ProductSet: { sdkFields: ProductSet.Fields, defaults: ['name'] },
	AdCreative: { sdkFields: AdCreative.Fields, defaults: [] },
};

function assetType(kind: PlainKind): NodeType {
	const { sdkFields, newer = [], defaults } = FIELDS[kind];
	const fieldNames = new Set<string>([...Object.values(sdkFields), ...newer, 'id']);
	return {
		defaults,
		hasId: true,
		knows: (field) => fieldNames.has(field),
		// The table below is indexed by kind, so the node is an asset.
		read: (node, field) => (field === 'id' ? node.id : (node as Asset).fields[field]),
	};
}

export const ASSET_TYPES: Record<PlainKind, NodeType> = {
	AdsPixel: assetType('AdsPixel'),
	IGUser: assetType('IGUser'),
	Application: assetType('Application'),
	ProductCatalog: assetType('ProductCatalog'),
	ProductSet: assetType('ProductSet'),
	AdCreative: assetType('AdCreative'),
};
