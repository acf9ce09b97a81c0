import { existing } from '../../shared/lists';
import { DAY } from '../policy/state';
import type { Evidence } from './level';

/** Numbers of one object over whole days of the account's calendar, both dates included (`2026-11-01`). */
export interface Reported extends Omit<Evidence, 'days'> {
	readonly since: string;
	readonly until: string;
}

type Figure = 'cost' | 'results' | 'value';

export const total = (windows: readonly Reported[], figure: Figure): number =>
	windows.reduce((sum, window) => sum + (window[figure] ?? 0), 0);

/** Days of the calendar, which clock changes do not shorten. */
export const daysIn = ({ since, until }: Reported): number => (Date.parse(until) - Date.parse(since)) / DAY + 1;

/**
 * The windows in their order. Rows of the same days are one: those of a report with breakdowns, or of all ad sets below
 * one campaign's budget.
 *
 * @returns null where different windows overlap: their days would count twice
 */
export function windowsOf(reported: readonly Reported[]): Reported[] | null {
	const joined = new Map<string, Reported>();
	for (const one of reported) {
		const days = `${one.since} ${one.until}`;
		const known = joined.get(days);
		const parts = known === undefined ? [one] : [known, one];
		joined.set(days, {
			...one,
			cost: total(parts, 'cost'),
			results: total(parts, 'results'),
			value: total(parts, 'value'),
		});
	}
	const windows = [...joined.values()].sort((one, other) => (one.since < other.since ? -1 : 1));
	const following = windows.slice(1);
	return following.some(({ since }, index) => since <= existing(windows[index], 'a window').until) ? null : windows;
}
