import { totals, type AdRecord, type Day } from './record';
import type { RotationSettings } from './rotation';
import { costRatio } from './simpleRule';
import { performance } from './words';
import { addDays } from '../../../../shared/accountTime';

export const RECENT_DAYS = 7;
/** Fewer tell nothing about how an ad used to do. */
const LEAST_PAST_RESULTS = 10;
/** At its own old level the last days should have brought as many; otherwise their silence means little. */
const LEAST_RECENT_EXPECTED = 5;
/** Meta calls an ad fatigued when its results cost twice what they used to (Meta Business Help, "About creative fatigue"). */
const WORSE = 2;

/** An ad's last days, and those before them. */
export interface Sides {
	readonly past: readonly Day[];
	readonly recent: readonly Day[];
}

export function sidesOf(days: readonly Day[], lastDay: string, recentDays: number): Sides {
	const from = addDays(lastDay, 1 - recentDays);
	return { past: days.filter(({ date }) => date < from), recent: days.filter(({ date }) => date >= from) };
}

/** @param level what is due now of what was before, 1 = all of it */
export const isMuchWorse = ({ past, recent }: Sides, level = 1): boolean =>
	level > 0 && costRatio(totals(recent)) * level >= WORSE * costRatio(totals(past));

/** A sentence if the ad's last seven days are much worse than its own past. It says nothing about the target or other ads. */
export function fatigueOf(
	{ days, unknown }: Pick<AdRecord, 'days' | 'unknown'>,
	settings: RotationSettings,
	lastDay: string,
): string | null {
	if (unknown !== null) return null;
	const sides = sidesOf(days, lastDay, RECENT_DAYS);
	const [past, recent] = [totals(sides.past), totals(sides.recent)];
	if (past.results < LEAST_PAST_RESULTS || recent.expected / costRatio(past) < LEAST_RECENT_EXPECTED) return null;
	if (!isMuchWorse(sides)) return null;
	return `Tired: in its last ${RECENT_DAYS} days ${performance(recent, settings)}, before that ${performance(past, settings)}.`;
}
