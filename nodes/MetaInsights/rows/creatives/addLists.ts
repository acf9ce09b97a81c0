import type { GraphObject } from '../../../shared/graph/object';
import { adsInsightsSpec } from '../../../shared/spec';
import { videoCounts } from '../../facts/fieldSets';
import { actionItems, type ActionItem } from '../actionItems';
import { exactSum } from './exactSum';

/** What counts by the attribution setting of an ad's ad set. */
export const COUNTED_BY_SETTING: readonly string[] = [
	...['actions', 'action_values', 'conversions', 'conversion_values'],
	...['catalog_segment_actions', 'catalog_segment_value'],
];

/** Counts and amounts by action: lists that add up. */
const ADDABLE_LISTS = new Set([
	...COUNTED_BY_SETTING,
	'outbound_clicks',
	...videoCounts,
	'video_6_sec_watched_actions',
]);

export const isAddableList = (field: string): boolean => ADDABLE_LISTS.has(field);

const WINDOWS = new Set<string>(['value', ...adsInsightsSpec.ActionAttributionWindows]);

export const isWindow = (name: string): boolean => WINDOWS.has(name);

/** Windows that Meta fills for some conversions only, and first conversions, which are people: what is missing says nothing. */
const isPartial = (window: string): boolean => /^(skan_|incrementality)|first_conversion/.test(window);

/** What one entry of a list counts: the type, and what further action breakdowns name. */
export const entryKey = (item: ActionItem): string =>
	JSON.stringify(
		Object.entries(item)
			.filter(([name]) => !isWindow(name))
			.sort(([one], [other]) => (one < other ? -1 : 1)),
	);

export interface ListRules {
	/** Windows that cannot be added up in these rows. */
	readonly without: readonly string[];
	/** Whether a type that Meta leaves out was not counted. Otherwise it is unknown. */
	readonly leavesOutZero: boolean;
}

/**
 * The lists of several rows as one, entry by entry. Where Meta leaves out what is zero, a type or window of which a row
 * does not tell counts as zero. Otherwise it is not told of the sum either.
 *
 * @returns null where one of the rows' lists could not be had
 */
export function addLists(
	rows: readonly GraphObject[],
	field: string,
	{ without, leavesOutZero }: ListRules,
): ActionItem[] | null {
	if (rows.some(({ [field]: list }) => list === null)) return null;
	const byKey = new Map<string, ActionItem[]>();
	for (const { [field]: list } of rows)
		for (const item of actionItems(list)) byKey.set(entryKey(item), [...(byKey.get(entryKey(item)) ?? []), item]);
	const sums: ActionItem[] = [];
	for (const [, items] of [...byKey].sort(([one], [other]) => (one < other ? -1 : 1))) {
		const isOfAll = items.length === rows.length;
		if (!isOfAll && !leavesOutZero) continue;
		const names = [...new Set(items.flatMap((item) => Object.keys(item)))].sort();
		const sum = Object.fromEntries(
			names.flatMap((name): Array<[string, unknown]> => {
				if (!isWindow(name)) return [[name, items[0]?.[name]]];
				if (without.includes(name)) return [];
				const toldItems = items.filter((item) => item[name] !== undefined);
				if (isPartial(name) && toldItems.length < rows.length) return [];
				const value = exactSum(toldItems.map((item) => item[name]));
				return value === null ? [] : [[name, value]];
			}),
		);
		if (Object.keys(sum).some(isWindow)) sums.push(sum);
	}
	return sums;
}
