import type { AdObjectKind } from '../../shared/adObject/kind';
import type { Changeable } from './changedCopy';

/** How one kind of object is copied (Marketing API: the `copies` edges of campaigns, ad sets and ads). */
export interface CopyKind {
	readonly kind: AdObjectKind;
	/** Field of the answer with the copy's id. */
	readonly idIn: string;
	/** What lies in it: edges, and the field by which a copied child names its model. */
	readonly children: readonly Child[];
	/** Another parent to copy into. */
	readonly target?: {
		readonly parameter: string;
		readonly label: string;
		readonly search: string;
		readonly sentAs: string;
		readonly noun: string;
	};
	readonly changeable?: Changeable;
}

export interface Child {
	readonly type: 'ad set' | 'ad';
	readonly edge: 'adsets' | 'ads';
	readonly sourceIn: string;
	/** Field that names what it lies in, and parameter that says what its copy is to lie in. */
	readonly parentIn: 'campaign_id' | 'adset_id';
	/** Field of the answer with its copy's id. */
	readonly idIn: string;
}

export const adSetChild: Child = {
	type: 'ad set',
	edge: 'adsets',
	sourceIn: 'source_adset_id',
	parentIn: 'campaign_id',
	idIn: 'copied_adset_id',
};
export const adChild: Child = {
	type: 'ad',
	edge: 'ads',
	sourceIn: 'source_ad_id',
	parentIn: 'adset_id',
	idIn: 'copied_ad_id',
};
