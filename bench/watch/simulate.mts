import type { WatchFinding } from '../../nodes/MetaInsights/watch/judged/finding.ts';
import { standing } from '../../nodes/MetaInsights/watch/judged/standing.ts';
import type { WatchedObject } from '../../nodes/MetaInsights/watch/judged/past.ts';
import { inventedDays, type Truth } from './world.mts';

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
