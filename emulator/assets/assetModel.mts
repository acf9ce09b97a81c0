import type { JsonObject } from '../graph/language/jsonObjects.mts';
import type { Account } from '../world/basics.mts';

/** Things ads refer to, read only here: their fields are kept as Graph shows them. */
export type AssetKind =
	| 'Page'
	| 'AdsPixel'
	| 'IGUser'
	| 'Application'
	| 'ProductCatalog'
	| 'ProductSet'
	| 'LeadgenForm'
	| 'AdCreative';

export interface AssetOf<K extends AssetKind> {
	kind: K;
	id: string;
	fields: JsonObject;
	/** Ad accounts that may use it, as act_ ids. */
	usableIn: string[];
	/** The page of a form, the catalog of a product set. */
	parentId?: string;
	/** Only creatives belong to one ad account, and cost it points. */
	account?: Account;
	/** Of a page: how many of its ads may run or be in review at once (250 unless something else is said). */
	adLimit?: number;
	/** False: no token of the emulator's app may see it. */
	visible: boolean;
}

export type Asset = { [K in AssetKind]: AssetOf<K> }[AssetKind];

declare module '../world/storedNodes.mts' {
	interface StoredKinds {
		Page: AssetOf<'Page'>;
		AdsPixel: AssetOf<'AdsPixel'>;
		IGUser: AssetOf<'IGUser'>;
		Application: AssetOf<'Application'>;
		ProductCatalog: AssetOf<'ProductCatalog'>;
		ProductSet: AssetOf<'ProductSet'>;
		LeadgenForm: AssetOf<'LeadgenForm'>;
		AdCreative: AssetOf<'AdCreative'>;
	}
}
