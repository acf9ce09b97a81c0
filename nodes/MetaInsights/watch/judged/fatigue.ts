import { sumBy } from 'lodash';

import { chanceOfLess } from './chance';
import { measures, type Measure } from './measures';
import { pastLevelOf, LONGEST, measureDays, pastOf, type WatchedObject, type Week } from './past';
import type { WatchFinding } from './finding';
import { addDays } from '../../../shared/accountTime';

/** So many weeks before tell what is usual. */
const LEAST_WEEKS = 3;
/** Below this nobody has seen ads often, however much it rose. */
const LEAST_FREQUENCY = 2;
/** How much more often people see the ads than in any of the weeks before. */
const RISE = 1.15;
/** A smaller fall of CTR is no news. */
const FALL = 0.85;
/** How often chance alone may let CTR fall so far in a week: together with a frequency that rose it hardly ever does. */
const CHANCE = 0.1;
const DAYS_OF_WEEK = 7;

interface Seen extends Week {
	readonly frequency: number;
	readonly impressions: number;
	readonly clicks: number;
}

const isTold = (week: Week): week is Seen =>
	week.frequency !== null && week.impressions !== null && week.clicks !== null && week.impressions > 0;

const ctr = measures.find(({ kind }) => kind === 'ctr');

/**
 * Objects whose ads people have seen too often: frequency rose above all weeks before, and CTR fell below them. Frequency is Meta's
 * own for a calendar week: those of days cannot be added up, since it is the same people.
 */
export function tiring(objects: readonly WatchedObject[]): WatchFinding[] {
	const able = objects.flatMap((object) => {
		const until = object.days.at(-1)?.date ?? '';
		const weeks = (object.weeks ?? []).filter((week) => week.until <= until);
		const [last, past] = [weeks.at(-1), weeks.slice(0, -1).filter(isTold)];
		if (last === undefined || !isTold(last) || past.length < LEAST_WEEKS) return [];
		// Of an object that rested since, the last whole week that is told lies further back: it is no news.
		return addDays(last.until, DAYS_OF_WEEK) > until ? [{ object, last, past }] : [];
	});
	if (ctr === undefined || able.length === 0) return [];
	const unevenness = unevenOf(
		able.map(({ object }) => object),
		ctr,
	);
	return able.flatMap(({ object, last, past }) => tiredBy(object, last, past, unevenness) ?? []);
}

/** How much CTR differs over three days: over a week it does less. */
function unevenOf(objects: readonly WatchedObject[], measure: Measure): number {
	const toldObjects = objects.flatMap((object) => {
		const days = measureDays(object, measure);
		const level = pastLevelOf(days, 1);
		return level === null ? [] : [{ days, level }];
	});
	return pastOf(toldObjects).uneven[LONGEST - 1] ?? 0;
}

function tiredBy(
	{ id, name }: WatchedObject,
	last: Seen,
	past: readonly Seen[],
	unevenness: number,
): WatchFinding | null {
	const highest = Math.max(...past.map(({ frequency }) => frequency));
	if (last.frequency < LEAST_FREQUENCY || last.frequency < RISE * highest) return null;
	const [clicks, impressions] = [sumBy(past, 'clicks'), sumBy(past, 'impressions')];
	const due = (clicks / impressions) * last.impressions;
	if (due <= 0 || last.clicks > FALL * due) return null;
	const mean = { mean: due, uneven: unevenness * (1 + 1 / past.length) + 1 / clicks };
	const chance = chanceOfLess(last.clicks, mean, 1);
	if (chance >= CHANCE) return null;
	return {
		kind: 'fatigue',
		object: id,
		name,
		direction: 'fewer',
		since: last.since,
		until: last.until,
		found: last.clicks,
		due,
		effort: last.impressions,
		usual: clicks / impressions,
		chance,
		frequency: { now: last.frequency, usual: sumBy(past, 'frequency') / past.length },
	};
}
