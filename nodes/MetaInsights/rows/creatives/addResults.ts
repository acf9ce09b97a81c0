import { resultIn, type ResultEntry } from '../../../meta/resultCount';
import type { GraphObject } from '../../../shared/graph/object';
import { isRecord } from '../../../shared/record';
import { arePeople } from '../../facts/fieldKinds';
import { onlyOf } from '../../facts/some';
import { exactSum, exactRatio } from './exactSum';

interface Result {
	readonly indicator: string;
	readonly values: ReadonlyArray<{ readonly attribution_windows: readonly string[]; readonly value: number | null }>;
}

/** Windows that entries have a number for, beside that of the ad set's own setting. */
function windowsOf(entries: readonly ResultEntry[]): string[] {
	const values = entries.flatMap(({ values: list }) => (Array.isArray(list) ? list.filter(isRecord) : []));
	const windowNames = values.flatMap(({ attribution_windows: list }) => (Array.isArray(list) ? list.map(String) : []));
	return [...new Set(windowNames)].filter((window) => window !== 'default').sort();
}

/** One kind of result over the rows that have it; people of several rows can be the same. */
function addOne(indicator: string, entries: readonly ResultEntry[], isMixed: boolean): Result {
	const isUnknown = arePeople(indicator) && entries.length > 1;
	const sum = (window: string): number | null =>
		isUnknown ? null : exactSum(entries.map((entry) => resultIn(entry, window, 0)));
	return {
		indicator,
		values: [
			{ attribution_windows: ['default'], value: isMixed ? null : sum('value') },
			...windowsOf(entries).map((window) => ({ attribution_windows: [window], value: sum(window) })),
		],
	};
}

/**
 * Results of several rows, each kind for itself: kinds have no common number.
 *
 * @param isMixed whether their ad sets count by different attribution settings
 * @returns null where one of the rows does not tell its results
 */
export function addResults(rows: readonly GraphObject[], field: string, isMixed: boolean): Result[] | null {
	const kinds = new Map<string, ResultEntry[]>();
	for (const { [field]: list } of rows) {
		if (!Array.isArray(list) || list.length === 0) return null;
		for (const entry of list.filter(isRecord) as ResultEntry[]) {
			const indicator = String(entry.indicator ?? '');
			kinds.set(indicator, [...(kinds.get(indicator) ?? []), entry]);
		}
	}
	return [...kinds]
		.sort(([one], [other]) => (one < other ? -1 : 1))
		.map(([kind, entries]) => addOne(kind, entries, isMixed));
}

/** What one result costs, where there is one kind of them: what was spent for each of several is not known. */
export function costPerResult(results: readonly Result[] | null, spend: number | null): Result[] | null {
	const only = results === null ? null : onlyOf(results);
	if (only === null) return null;
	return [{ ...only, values: only.values.map((one) => ({ ...one, value: exactRatio(spend, one.value) })) }];
}
