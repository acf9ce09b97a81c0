import { areHours, type WeekHours } from '../../meta/hours/week';
import { inPercent, percentShare, type Share } from './lever';
import { HOUR_MS } from '../../shared/durations';

/** How far a value may go in a time, from where it stood within that time. */
export interface Cap {
	readonly loosen: Share;
	readonly tighten: Share;
}

/**
 * When a rest is over, milliseconds after the change: half an hour early in 24 hours, and as much earlier in any other.
 * A workflow that runs every day writes its step some time after the run has begun. Its next run begins as long before
 * a day has passed. To the second, it would be held every other day.
 */
export const restOver = (rest: number): number => Math.floor((rest * 47) / 48);

/** What the guards are set to. */
export interface Policy {
	readonly step: Share;
	readonly day: Cap;
	readonly week: Cap;
	readonly month: Cap;
	/** No tightening goes beyond it: the lowest budget, the highest ROAS floor. Per day for budgets. */
	readonly floor: bigint | null;
	/** No loosening goes beyond it: the highest budget, the lowest ROAS floor. Per day for budgets. */
	readonly ceiling: bigint | null;
	/** What all active budgets of the account together may be, per day. */
	readonly accountCeiling: bigint | null;
	/** Milliseconds of rest after any change, by what is to follow; see `restOver`. */
	readonly cooldown: { readonly loosen: number; readonly tighten: number };
	readonly tightenWhileLearning: boolean;
	readonly actOnUnknownLearning: boolean;
	/** Ids, names and labels that are never touched. */
	readonly protected: readonly string[];
	/** How many others have to go on delivering beside what is paused: ad sets of the campaign, campaigns of the account. */
	readonly keepLive: number;
	/** A schedule switches it on and off where Meta keeps no marks of that: what this app has paused last is off for its hours. */
	readonly keptToHours: boolean;
	/** In which changes are allowed, by the account's clock; null for any hour. */
	readonly hours: readonly WeekHours[] | null;
}

export const defaultPolicy: Policy = {
	step: percentShare(15),
	day: { loosen: percentShare(30), tighten: percentShare(30) },
	week: { loosen: percentShare(50), tighten: percentShare(40) },
	month: { loosen: percentShare(100), tighten: percentShare(60) },
	floor: null,
	ceiling: null,
	accountCeiling: null,
	cooldown: { loosen: 24 * HOUR_MS, tighten: 6 * HOUR_MS },
	tightenWhileLearning: false,
	actOnUnknownLearning: false,
	protected: [],
	keepLive: 1,
	keptToHours: false,
	hours: null,
};

/** The largest settings that are accepted, in percent. Beyond them a guard would be one in name only. */
export const mostPercent = {
	step: 50,
	day: { loosen: 100, tighten: 90 },
	week: { loosen: 200, tighten: 90 },
	month: { loosen: 400, tighten: 90 },
} as const;

const MOST = {
	step: percentShare(mostPercent.step),
	day: { loosen: percentShare(mostPercent.day.loosen), tighten: percentShare(mostPercent.day.tighten) },
	week: { loosen: percentShare(mostPercent.week.loosen), tighten: percentShare(mostPercent.week.tighten) },
	month: { loosen: percentShare(mostPercent.month.loosen), tighten: percentShare(mostPercent.month.tighten) },
};

/**
 * Meta allows four changes of an ad set's budget an hour and then blocks them for an hour (Marketing API, "Rate
 * limiting").
 */
export const CHANGES_PER_HOUR = 4;

/** Why these settings are refused, a sentence; null when they can be used. */
export function settingsProblem(
	{ step, day, week, month, floor, ceiling, cooldown, hours }: Policy,
	loosensUpward = true,
): string | null {
	const shares: ReadonlyArray<readonly [string, Share, Share]> = [
		['The largest step', step, MOST.step],
		['The rise within 24 hours', day.loosen, MOST.day.loosen],
		['The cut within 24 hours', day.tighten, MOST.day.tighten],
		['The rise within 7 days', week.loosen, MOST.week.loosen],
		['The cut within 7 days', week.tighten, MOST.week.tighten],
		['The rise within 30 days', month.loosen, MOST.month.loosen],
		['The cut within 30 days', month.tighten, MOST.month.tighten],
	];
	for (const [name, share, most] of shares) {
		if (share < 0n) return `${name} is below zero.`;
		if (share > most) return `${name} is ${inPercent(share)}; more than ${inPercent(most)} is refused.`;
	}
	if (cooldown.loosen < 0 || cooldown.tighten < 0) return 'A cooldown is below zero.';
	if (floor !== null && ceiling !== null && (loosensUpward ? ceiling < floor : ceiling > floor))
		return loosensUpward ? 'The maximum is below the minimum.' : 'The lowest floor is above the highest floor.';
	if (hours !== null && !areHours(hours))
		return 'The allowed hours are no rows of days, with two different times each.';
	return null;
}
