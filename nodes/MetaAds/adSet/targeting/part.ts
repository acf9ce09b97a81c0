import type { Targeting } from '../../targeting/targetingJson';
import type { TargetingForm } from './form';
import { treeWords, listAt, put, sameEntries, type TreePath } from './tree';

/**
 * One part of a targeting, as the form shows it: how to put it in, whether it is there, how to say it. A part touches
 * its own keys and no other. Meta replaces the whole structure on every write (Marketing API, Ad Set reference,
 * `targeting`). So an update puts its parts into what the ad set has.
 */
export interface TargetingPart {
	/** Name of the form's field. */
	readonly field: keyof TargetingForm;
	readonly label: string;
	readonly set: (targeting: Targeting) => Targeting;
	readonly shownBy: (targeting: Targeting) => boolean;
	readonly inWords: (targeting: Targeting) => string;
	/** Why it cannot be put into this targeting. */
	readonly refusal?: (targeting: Targeting) => { readonly message: string; readonly advice: string } | undefined;
}

/** A part that is one list. */
export const listPart = (
	field: keyof TargetingForm,
	label: string,
	path: TreePath,
	list: readonly unknown[],
): TargetingPart => ({
	field,
	label,
	set: (targeting) => put(targeting, path, list),
	shownBy: (targeting) => sameEntries(listAt(targeting, ...path), list),
	inWords: (targeting) => treeWords(listAt(targeting, ...path)) || 'none',
});
