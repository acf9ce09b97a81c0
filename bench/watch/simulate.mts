import type { WatchFinding } from '../../nodes/MetaInsights/watch/judged/finding.ts';
import { standing } from '../../nodes/MetaInsights/watch/judged/standing.ts';
import type { WatchedObject } from '../../nodes/MetaInsights/watch/judged/past.ts';
import { Arrivals } from '../../nodes/MetaInsights/watch/arrivals.ts';
import { inventedDays, lateDays, type Truth } from './world.mts';

/** Days of the past and those that are judged, as the node reads them. */
export const WINDOW = 38;
const MONTH = 30;

const until = (objects: readonly WatchedObject[], end: number): WatchedObject[] =>
	objects.map((object) => ({ ...object, days: object.days.slice(Math.max(0, end - WINDOW), end) }));

const nameOf = ({ kind, object, direction }: WatchFinding): string => `${kind} ${object} ${direction}`;

/** Alerts of one month without any change, each once while it lasts. */
export function falseAlerts(truth: Truth, seed: number): WatchFinding[] {
	const objects = inventedDays(truth, WINDOW + 3 + MONTH, seed);
	const past: string[][] = [];
	const told: WatchFinding[] = [];
	for (let end = WINDOW; end <= WINDOW + 3 + MONTH; end++) {
		const now = standing(until(objects, end));
		if (end > WINDOW + 3) told.push(...now.filter((one) => !past.slice(-3).flat().includes(nameOf(one))));
		past.push(now.map(nameOf));
	}
	return told;
}

/** Whether the week after an object's ads have tired tells of it. */
export function fatigueFound(truth: Truth, tired: { frequency: number; clicks: number }, seed: number): boolean {
	const day = 35;
	const objects = inventedDays({ ...truth, tired: { ...tired, day } }, day + 7, seed);
	return standing(until(objects, day + 7)).some(({ kind, object }) => kind === 'fatigue' && object === '1');
}

/** On which day after a change the first object's cost per result was told; null for none of the first three. */
export function foundAfter(truth: Truth, seed: number): number | null {
	const day = WINDOW + 1 + (seed % 7);
	const cost = truth.change?.cost ?? 1;
	const objects = inventedDays({ ...truth, change: { day, cost } }, day + 3, seed);
	const direction = cost > 1 ? 'fewer' : 'more';
	for (let days = 1; days <= 3; days++) {
		const now = standing(until(objects, day + days));
		if (now.some((one) => one.kind === 'costPerResult' && one.object === '1' && one.direction === direction))
			return days;
	}
	return null;
}

/** A step that runs every day in an account whose results come late, and remembers what it saw: where and as what. */
const PLACE = { account: 'act_1', level: 'campaign', resultsColumn: 'results' };

/** What is off on each of the last days, as a step sees it that has run before on so many days. */
function dailyLooks(
	objects: readonly WatchedObject[],
	late: readonly number[],
	seed: number,
	{ from, to, before }: { readonly from: number; readonly to: number; readonly before: number },
): WatchFinding[][] {
	const arrivals = new Arrivals({});
	const looks: WatchFinding[][] = [];
	for (let end = from - before; end <= to; end++) {
		const seen = lateDays(until(objects, end), late, seed);
		if (end >= from) looks.push(standing(seen, { arrival: arrivals.arrival(PLACE, seen) }));
		arrivals.note(PLACE, seen);
	}
	return looks;
}

/** Runs of a month in which nothing happened and results come late, and how many of them have an alert about results. */
export function falseRunsLate(
	truth: Truth,
	late: readonly number[],
	before: number,
	seed: number,
): { runs: number; false: number } {
	const from = WINDOW + 14;
	const objects = inventedDays(truth, from + MONTH, seed);
	const looks = dailyLooks(objects, late, seed, { from, to: from + MONTH - 1, before });
	const isOfResults = ({ kind }: WatchFinding): boolean => kind === 'costPerResult' || kind === 'roas';
	return { runs: looks.length, false: looks.filter((look) => look.some(isOfResults)).length };
}

/** Whether a changed cost per result is reported within three days, by a step that has run daily before. */
export function foundLate(truth: Truth, late: readonly number[], before: number, seed: number): boolean {
	const day = WINDOW + 15 + (seed % 7);
	const cost = truth.change?.cost ?? 1;
	const objects = inventedDays({ ...truth, change: { day, cost } }, day + 3, seed);
	const looks = dailyLooks(objects, late, seed, { from: day + 1, to: day + 3, before });
	const direction = cost > 1 ? 'fewer' : 'more';
	return looks.flat().some((one) => one.kind === 'costPerResult' && one.object === '1' && one.direction === direction);
}

/** The simple rule that many use: cost per result of the last days against those before. */
export interface SimpleRule {
	readonly days: number;
	readonly past: number;
	/** Percent by which the cost has to be higher. */
	readonly above: number;
}

function tellsSimply({ days, past, above }: SimpleRule, object: WatchedObject): boolean {
	const cost = (part: WatchedObject['days']): number => {
		const [spend, results] = [
			part.reduce((sum, day) => sum + (day.spend ?? 0), 0),
			part.reduce((sum, day) => sum + (day.results ?? 0), 0),
		];
		return results > 0 ? spend / results : Infinity;
	};
	return cost(object.days.slice(-days)) > (1 + above / 100) * cost(object.days.slice(-days - past, -days));
}

/** Of a month without any change, how often the simple rule begins to tell; and whether it tells of a change within three days. */
export function simplyFalse(truth: Truth, rule: SimpleRule, late: readonly number[], seed: number): number {
	const objects = inventedDays(truth, WINDOW + 3 + MONTH, seed);
	let [told, before] = [0, new Set<string>()];
	for (let end = WINDOW + 3; end <= WINDOW + 3 + MONTH; end++) {
		const seen = lateDays(until(objects, end), late, seed);
		const now = new Set(seen.filter((object) => tellsSimply(rule, object)).map(({ id }) => id));
		if (end > WINDOW + 3) told += [...now].filter((id) => !before.has(id)).length;
		before = now;
	}
	return told;
}

export function simplyFound(truth: Truth, rule: SimpleRule, late: readonly number[], seed: number): boolean {
	const day = WINDOW + 1 + (seed % 7);
	const objects = inventedDays({ ...truth, change: { day, cost: truth.change?.cost ?? 1 } }, day + 3, seed);
	return [1, 2, 3].some((days) => tellsSimply(rule, lateDays(until(objects, day + days), late, seed)[0]!));
}
