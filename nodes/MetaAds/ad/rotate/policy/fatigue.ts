import { totals, type AdRecord } from './record';
import type { RotationSettings } from './rotation';
import { costRatio } from './simpleRule';
import { performance } from './words';
import { addDays } from '../../../../shared/accountTime';

const RECENT_DAYS = 7;
/** Fewer tell nothing about how an ad used to do. */
const LEAST_PAST_RESULTS = 10;
/** At its own old level the last days should have brought as many; otherwise their silence means little. */
const LEAST_RECENT_EXPECTED = 5;
/** Meta calls an ad fatigued when its results cost twice what they used to (Meta Business Help, "About creative fatigue"). */
const WORSE = 2;

/** A sentence if the ad's last seven days are much worse than its own past. It says nothing about the target or other ads. */
export function fatigueOf({ days, unknown }: AdRecord, settings: RotationSettings, lastDay: string): string | null {
	if (unknown !== null) return null;
	const from = addDays(lastDay, 1 - RECENT_DAYS);
	const past = totals(days.filter(({ date }) => date < from));
	const recent = totals(days.filter(({ date }) => date >= from));
	if (past.results < LEAST_PAST_RESULTS || recent.expected / costRatio(past) < LEAST_RECENT_EXPECTED) return null;
	const worse = costRatio(recent) / costRatio(past);
	if (worse < WORSE) return null;
	return `Tired: in its last ${RECENT_DAYS} days ${performance(recent, settings)}, before that ${performance(past, settings)}.`;
}
