import { last, sumBy } from 'lodash';

import { arrivedOn, LATE_FIGURES, type Arrival, type ArrivedShare } from './arrival';
import { chanceOfLess, chanceOfMore } from './chance';
import { tiring } from './fatigue';
import type { WatchFinding } from './finding';
import { measures, type Measure } from './measures';
import {
	dueOn,
	pastLevelOf,
	LONGEST,
	measureDays,
	pastOf,
	sinceSilence,
	type PastLevel,
	type MeasuredDay,
	type Past,
	type WatchedObject,
} from './past';

/**
 * Chances of a false alert that a month of the whole account has. Runs that follow each other see the same days, so
 * fewer alerts than that are false. By simulation it is at most one (`bench/watch`).
 */
const falseAlerts = (objects: number): number => 1.35 + 0.5 / objects;
/** How they are divided among stretches of one, two and three days: the longest tell most, one day only what is striking. */
const STRETCHES = [0.1, 0.15, 0.75] as const;
const RUNS_A_MONTH = 30;

/** An object whose past is shorter has no past to speak of. */
export const LEAST_DAYS = 14;
/** Fewer results due over the longest stretch say nothing, whatever comes. */
const LEAST_DUE = 4;

interface Able {
	readonly object: WatchedObject;
	readonly past: ReadonlyArray<MeasuredDay | null>;
	readonly recent: ReadonlyArray<MeasuredDay | null>;
	readonly level: PastLevel;
}

/** By how much a measure has to differ, as a share, where a person says so and not chance. */
export type Thresholds = ReadonlyMap<string, number>;

/** What a judgment rests on apart from the days themselves. */
export interface Judging {
	/** Of what comes late; without it all is there. */
	readonly arrival?: Arrival;
	readonly thresholds?: Thresholds;
	/** Whether anybody wants to know of it: what is not told explains nothing else. */
	readonly isWatched?: (kind: WatchFinding['kind']) => boolean;
	/** IDs of objects whose results were reported as not counted, which can be over. */
	readonly silenced?: ReadonlySet<string>;
}

/** What is off as of the last day of the window. */
export const standing = (
	objects: readonly WatchedObject[],
	{ arrival = {}, thresholds = new Map(), silenced = new Set() }: Judging = {},
): WatchFinding[] => [
	...measures.flatMap((measure) =>
		offBy(measure, objects, { arrival, threshold: thresholds.get(measure.kind) ?? null, silenced }),
	),
	...tiring(objects),
];

function offBy(
	measure: Measure,
	objects: readonly WatchedObject[],
	{
		arrival,
		threshold,
		silenced,
	}: { readonly arrival: Arrival; readonly threshold: number | null; readonly silenced: ReadonlySet<string> },
): WatchFinding[] {
	const isCut = LATE_FIGURES.some((figure) => figure === measure.counted);
	const able = objects
		.flatMap((object) => ableBy(measure, object) ?? [])
		.map((one) => (isCut && silenced.has(one.object.id) ? { ...one, recent: sinceSilence(one.recent) } : one));
	if (able.length === 0) return [];
	const pastLevels = able.map(({ past, level }) => ({ days: past, level }));
	const common = pastOf(pastLevels);
	return able.flatMap((one) => {
		const past = measure.isShared ? common : pastOf([{ days: one.past, level: one.level }]);
		if (threshold !== null) return beyond(one, measure, { past, arrival, threshold }) ?? [];
		return offOn(one, measure, past, { objects: able.length, arrival }) ?? [];
	});
}

/** Variance of one unit: of counts 1, of amounts what one order brings, as uneven as waiting times. */
function unitOf(measure: Measure, days: WatchedObject['days']): number | null {
	if (measure.chance === 'none') return 0;
	if (measure.chance === 'count') return 1;
	const [value, purchases] = [sumBy(days, ({ value }) => value ?? 0), sumBy(days, ({ purchases }) => purchases ?? 0)];
	return purchases > 0 ? (2 * value) / purchases : null;
}

function ableBy(measure: Measure, object: WatchedObject): Able | null {
	const unit = unitOf(measure, object.days.slice(0, -LONGEST));
	if (unit === null) return null;
	const days = measureDays(object, measure);
	const [past, recent] = [days.slice(0, -LONGEST), days.slice(-LONGEST)];
	const level = pastLevelOf(past, unit);
	if (level === null || level.days < LEAST_DAYS) return null;
	const due = (level.found / level.days) * LONGEST;
	return due >= LEAST_DUE * unit ? { object, past, recent, level } : null;
}

/** Whether an object brings too few results for their cost to be judged in a few days. */
export const hasTooFew = (object: WatchedObject): boolean =>
	measures.some((measure) => measure.kind === 'costPerResult' && ableBy(measure, object) === null);

/** The stretch up to the last day that chance explains least; null where it explains them all. */
function offOn(
	{ object, recent, level }: Able,
	measure: Measure,
	past: Past,
	{ objects, arrival }: { readonly objects: number; readonly arrival: Arrival },
): WatchFinding | null {
	let clearest: WatchFinding | null = null;
	for (const [index, part] of STRETCHES.entries()) {
		const length = index + 1;
		const stretch = recent.slice(-length);
		const days = stretch.filter((day): day is MeasuredDay => day !== null && day.effort > 0);
		// A day that is not told, or had no delivery, ends what can be looked at.
		if (days.length < length) break;
		const off = offIn(days, { object, level, measure, past, arrival });
		const falseAllowed = (falseAlerts(objects) * part * (off?.share ?? 0)) / (RUNS_A_MONTH * objects);
		if (off !== null && (off.finding.chance ?? 1) < Math.min(falseAllowed, clearest?.chance ?? 1))
			clearest = off.finding;
	}
	return clearest;
}

/** The last days, where they differ by more than a person has set: no chance is asked. */
function beyond(
	{ object, recent, level }: Able,
	measure: Measure,
	{ past, arrival, threshold }: { readonly past: Past; readonly arrival: Arrival; readonly threshold: number },
): WatchFinding | null {
	const days = recent.filter((day): day is MeasuredDay => day !== null && day.effort > 0);
	if (days.length < LONGEST) return null;
	// A cost is one by the results: it is higher by half where a third of them is missing.
	const band: Measure['band'] =
		measure.kind === 'costPerResult'
			? [1 / (1 + threshold), threshold < 1 ? 1 / (1 - threshold) : Infinity]
			: [1 - threshold, 1 + threshold];
	const off = offIn(days, { object, level, measure: { ...measure, band }, past, arrival });
	return off && { ...off.finding, chance: null };
}

interface Looked {
	readonly object: WatchedObject;
	readonly level: PastLevel;
	readonly measure: Measure;
	readonly past: Past;
	readonly arrival: Arrival;
}

function offIn(
	days: readonly MeasuredDay[],
	{ object, level, measure, past, arrival }: Looked,
): { finding: WatchFinding; share: number } | null {
	const whole = dueOn(days, level, past.weekdays);
	const dueBy = (bound: 'least' | 'most'): number =>
		sumBy(days, (day) => arrivedShare(day)[bound] * dueOn([day], level, past.weekdays));
	const [least, most] = [dueBy('least'), dueBy('most')];
	const foundResults = sumBy(days, 'found');
	const [low, high] = measure.band;
	// Between the two nobody knows: what is missing may still come.
	const direction = foundResults < least ? 'fewer' : 'more';
	const mean = direction === 'fewer' ? least : most;
	const [first, end] = [days[0], last(days)];
	if (first === undefined || end === undefined || mean <= 0) return null;
	if (foundResults > least * low && foundResults < most * high) return null;
	if (direction === 'fewer' && measure.effort === undefined && isBackSince(object, first.date)) return null;
	const unevenness = (past.uneven[days.length - 1] ?? 0) + unevenPast(level, past);
	const chance = (direction === 'fewer' ? chanceOfLess : chanceOfMore)(
		foundResults,
		{ mean, uneven: unevenness },
		level.unit,
	);
	return {
		share: measure[direction],
		finding: {
			kind: measure.kind,
			object: object.id,
			name: object.name,
			direction,
			since: first.date,
			until: end.date,
			found: foundResults,
			due: mean,
			effort: sumBy(days, 'effort'),
			usual: level.rate,
			chance,
			arrived: mean / whole,
		},
	};

	function arrivedShare({ date }: MeasuredDay): ArrivedShare {
		const position = object.days.findIndex((day) => day.date === date);
		return arrivedOn(arrival, measure.counted, object.days.length - position);
	}
}

/** Whether there was no delivery the day before: one that begins again can have begun at noon. */
const isBackSince = ({ days }: WatchedObject, date: string): boolean =>
	days[days.findIndex((day) => day.date === date) - 1]?.spend === 0;

/** The past is a sample too: its own chance, and its days' unevenness. */
const unevenPast = ({ unit, found, days }: PastLevel, { uneven }: Past): number =>
	unit / found + ((uneven[LONGEST - 1] ?? 0) * LONGEST) / days;
