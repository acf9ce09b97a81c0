import type { AdObjectKind } from '../../shared/adObject/kind';
import type { Changeable } from './changedCopy';

type CopyWord = 'campaign' | 'adset' | 'ad';

/** How one kind of object is copied (Marketing API: the `copies` edges of campaigns, ad sets and ads). */
export interface CopyKind {
	readonly kind: AdObjectKind;
	/** As Meta calls it in `copied_…_id` and `source_…_id`. */
	readonly word: CopyWord;
	/** What lies in it. */
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
	/** As `CopyKind` has it. */
	readonly word: CopyWord;
	/** Field that names what it lies in, and parameter that says what its copy is to lie in. */
	readonly parentIn: 'campaign_id' | 'adset_id';
}

/** Field of the answer to a copy with its ID. */
export const copiedIn = (word: CopyWord): string => `copied_${word}_id`;

/** Field by which a copy names its model. */
export const sourceIn = (word: CopyWord): string => `source_${word}_id`;

export const adSetChild: Child = {
	type: 'ad set',
	edge: 'adsets',
	word: 'adset',
	parentIn: 'campaign_id',
};
export const adChild: Child = {
	type: 'ad',
	edge: 'ads',
	word: 'ad',
	parentIn: 'adset_id',
};
