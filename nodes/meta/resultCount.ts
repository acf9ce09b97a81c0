import { isRecord } from '../shared/record';

/**
 * `results` and its like are lists of `{indicator, values: [{value, attribution_windows}]}`, an entry a kind of result
 * (Marketing API, Insights: AdsInsights).
 */
export interface ResultEntry {
	readonly indicator?: unknown;
	readonly values?: unknown;
}

type Counted = Readonly<Record<string, unknown>>;

const NONE: readonly Counted[] = [];

const countedBy = (list: readonly Counted[], window: string): Counted | undefined =>
	list.find(({ attribution_windows: windows }) => Array.isArray(windows) && windows.includes(window));

/**
 * What one kind of result comes to, as Meta writes it; undefined where it is not told.
 *
 * @param window an attribution window, or `value` for the one that the ad set counts by
 * @param reachedNone what stands for a goal that was not reached
 */
export function resultIn({ values }: ResultEntry, window: string, reachedNone: 0 | null): unknown {
	const list = Array.isArray(values) ? values.filter(isRecord) : NONE;
	// Another window's count is not the chosen one's: without an entry of its own it is unknown.
	if (window !== 'value') return countedBy(list, window)?.value;
	const resultEntry = countedBy(list, 'default') ?? list[0];
	// An indicator without a value is a goal that was not reached (as results came in production): no results, and no cost of one.
	return resultEntry === undefined ? reachedNone : resultEntry.value;
}

/** How many results a row has by its ad set's own count; null where Meta does not tell, or tells of several kinds. */
export function resultCount(results: unknown): unknown {
	if (!Array.isArray(results)) return results ?? null;
	const [only, ...others] = results as readonly unknown[];
	return isRecord(only) && others.length === 0 ? (resultIn(only, 'value', 0) ?? null) : null;
}

/** What the results of a row are, in Meta's name; null where Meta does not tell, or tells several kinds. */
export function resultKind(results: unknown): string | null {
	const [only, ...others] = Array.isArray(results) ? (results as readonly unknown[]) : [];
	return isRecord(only) && typeof only.indicator === 'string' && others.length === 0 ? only.indicator : null;
}
