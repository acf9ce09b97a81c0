import { sum } from 'lodash';

import { dayVarianceOf, unevenness } from '../../../../meta/evidence/dayVariance';
import { addDays } from '../../../../shared/accountTime';
import { jStat } from '../../../../shared/vendor/jstat';
import { fatigueOf, isMuchWorse, RECENT_DAYS, sidesOf, type Sides } from './fatigue';
import { changeOfOthers, type ChangeOfOthers } from './others';
import { totals, type AdRecord, type Day } from './record';
import type { RotationSettings } from './rotation';
import { shareInWords } from './words';

/** Whether an ad that looks tired makes room for the next. */
export interface Tiredness {
	readonly clear: boolean;
	/** Why it makes room, or why it does not. */
	readonly sentence: string;
	/** How likely chance alone does this: orders tired ads, the clearest first. */
	readonly chance: number;
}

/**
 * A week sees a sudden fall soonest, more days see a slow one. A report of the last 28 days has so many and the days
 * below, with two days of Conversion Delay.
 */
const LONGER_SPANS = [12] as const;

/**
 * An ad has to be known for so long before its recent days. Each weekday is there twice. Its first days, often its
 * cheapest, are a small part. So no ad is replaced as tired in its first three weeks, nor in those after a break.
 */
const LEAST_PAST_DAYS = 14;

/**
 * The chance of a mistake that one look at a whole group may have. Each morning is one more look. What that comes to in
 * 60 days shows in `docs/development/rotation-simulation.md`.
 */
const CHANCE_A_LOOK = 0.004;

/**
 * Looks whether an ad is clearly tired. Its results cost twice what they did. Chance and uneven days do not explain it.
 * Nor do most others of its group show the same on the same days. Null where it does not even look tired.
 *
 * @param ads how many are looked at together: each is one more chance of a mistake
 */
export function tirednessOf(
	record: AdRecord,
	others: readonly AdRecord[],
	settings: RotationSettings,
	lastDay: string,
	ads: number,
): Tiredness | null {
	const { settledSince, unknown } = record;
	if (fatigueOf(record, settings, lastDay) === null) return null;
	const days = record.days.filter(({ date }) => settledSince !== null && date >= settledSince);
	const isKnownLongEnough = (span: number): boolean =>
		days.some(({ date }) => date <= addDays(lastDay, 1 - span - LEAST_PAST_DAYS));
	if (!isKnownLongEnough(RECENT_DAYS)) return stays('three weeks of figures without a break are needed');
	const fatigue = fatigueOf({ days, unknown }, settings, lastDay);
	if (fatigue === null) return null;
	const week = sidesOf(days, lastDay, RECENT_DAYS);
	const change = changeOfOthers(week, others);
	if (change === null) return stays('no other ad of its group has enough results on the same days to compare with');
	if (!isMuchWorse(week, change.level)) return stays(`most other ads of its group do worse as well${shareOf(change)}`);
	const spans = LONGER_SPANS.filter(isKnownLongEnough).map((span) => sidesOf(days, lastDay, span));
	const chance = Math.min(...[week, ...spans].map((sides) => chanceOfSoFew(sides, others)));
	if (chance * ads > CHANCE_A_LOOK) return stays('it may still be chance');
	return { clear: true, sentence: `${fatigue} ${othersInWords(change)}`, chance };
}

const stays = (why: string): Tiredness => ({ clear: false, sentence: `Not replaced as tired: ${why}.`, chance: 1 });

const shareOf = ({ level }: ChangeOfOthers): string => ` and bring ${shareInWords(level)} of what they did before`;

/** As good as before, in words of whole percents. */
const NO_LESS = 0.995;

const othersInWords = (change: ChangeOfOthers): string =>
	change.level >= NO_LESS
		? 'Most other ads of its group do as well as before.'
		: `Most other ads of its group still do better${shareOf(change)}.`;

/**
 * The chance of so few recent results if the ad did as before, and as most others do now. All its results are tries,
 * and each is a recent one with the chance of the recent days’ part (a binomial test). Uneven days, and others with few
 * results, make as much of it uncertain as if there were fewer results.
 */
function chanceOfSoFew(sides: Sides, others: readonly AdRecord[]): number {
	const change = changeOfOthers(sides, others);
	if (change === null || change.level === 0) return 1;
	const [past, recent] = [totals(sides.past), totals(sides.recent)];
	const all = past.expected + recent.expected * change.level;
	const rate = (past.results + recent.results) / all;
	const [pastDue, recentDue] = [past.expected * rate, recent.expected * change.level * rate];
	const variance = varianceBefore(sides, others);
	const uncertain =
		unevenOf(sides.past, rate, variance) / pastDue +
		unevenOf(sides.recent, rate * change.level, variance) / recentDue +
		change.uncertainty;
	const certain = (1 / pastDue + 1 / recentDue) / uncertain;
	return jStat.beta.cdf(past.expected / all, past.results * certain, recent.results * certain + 1);
}

/** How much more the results of these days vary than by chance. */
function unevenOf(days: readonly Day[], rate: number, dayVariance: number): number {
	const due = days.map(({ expected }) => expected * rate);
	return unevenness(sum(due), sum(due.map((one) => one ** 2)), dayVariance);
}

/** How uneven days are. The ad’s own recent days are left out: were it tired, they would make all look uneven. */
function varianceBefore({ past }: Sides, others: readonly AdRecord[]): number {
	const ads = [past, ...others.filter(({ unknown }) => unknown === null).map(({ days }) => days)];
	return dayVarianceOf(
		ads.flatMap((days, index) =>
			days.map(({ date, expected, results }) => ({ object: String(index), date, effort: expected, results })),
		),
	);
}
