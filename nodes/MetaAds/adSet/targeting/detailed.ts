import { isEmpty } from 'lodash';

import type { GraphObject } from '../../../shared/graph/object';
import { isRecord } from '../../../shared/record';
import type { Targeting } from '../../targeting/targetingJson';
import type { TargetingPart } from './part';
import { treeWords, listAt, put, sameEntries } from './tree';

/** Groups of `flexible_spec`: within a group any entry counts, every group has to be met. */
const groupsOf = (targeting: Targeting): GraphObject[] => listAt(targeting, 'flexible_spec').filter(isRecord);

type Category = 'interests' | 'behaviors';

/** Interests and behaviors, also where old ad sets have them beside the groups. */
export const detailedOptions = (targeting: Targeting, category: Category): readonly unknown[] => [
	...listAt(targeting, category),
	...groupsOf(targeting).flatMap((group) => listAt(group, category)),
];

/** The group a category goes into: the one that has it, else the only one. Undefined where that is not one. */
function groupFor(groups: readonly GraphObject[], category: Category): number | undefined {
	const holders = groups.flatMap((group, index) => (listAt(group, category).length > 0 ? [index] : []));
	if (holders.length > 1) return undefined;
	return holders[0] ?? (groups.length > 1 ? undefined : 0);
}

/** The groups with these entries as the category's; a group without any entry is left out. */
function withEntries(groups: readonly GraphObject[], category: Category, entries: readonly unknown[]): GraphObject[] {
	const at = groupFor(groups, category) ?? 0;
	// Where there is no group yet, one is begun.
	const group = put(groups[at] ?? {}, [category], entries);
	return [...groups.slice(0, at), ...(isEmpty(group) ? [] : [group]), ...groups.slice(at + 1)];
}

export const detailedPart = (category: Category, label: string, ids: readonly string[]): TargetingPart => {
	const entries = ids.map((id) => ({ id }));
	return {
		field: category,
		label,
		set: (targeting) =>
			put(
				put(targeting, [category], undefined),
				['flexible_spec'],
				withEntries(groupsOf(targeting), category, entries),
			),
		shownBy: (targeting) => sameEntries(detailedOptions(targeting, category), entries),
		inWords: (targeting) => treeWords(detailedOptions(targeting, category)) || 'none',
		refusal(targeting) {
			if (groupFor(groupsOf(targeting), category) !== undefined) return undefined;
			const message = 'cannot be set: this ad set narrows its audience by several groups of interests and behaviors';
			return { message, advice: 'Use Targeting JSON, which shows the groups under flexible_spec.' };
		},
	};
};
