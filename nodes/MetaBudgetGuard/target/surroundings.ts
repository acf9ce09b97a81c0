import { sumBy, uniq } from 'lodash';

import { commonChangesIn, type CommonChange } from '../../meta/evidence/commonChange';
import { ASSUMED_DAY_VARIANCE, dayVarianceOf, type CountedDay } from '../../meta/evidence/dayVariance';
import { LEAST_DUE, silenceOf, type Silence } from '../../meta/evidence/silence';
import type { Goal } from './level';
import { dayInWords, daysIn, windowsOf, type ReportWindow } from './windows';

/** One object of a run with its numbers, those old enough for conversions to have come in. */
export interface Neighbour {
	readonly id: string;
	readonly goal: Goal;
	readonly settled: readonly ReportWindow[];
	/** Those by which a silence is seen, young ones included, with what they are due for by now; the settled unless said. */
	readonly ripening?: readonly ReportWindow[];
}

/** What the days of all objects of a run tell together, about each of them. */
export interface Surroundings {
	/** How much a day's level varies, beside chance. */
	readonly dayVariance: number;
	/** The same where many days show that they are more alike than is assumed: for small steps, which can be taken back. */
	readonly evenDayVariance: number;
	/** Why days are no evidence: the count itself seems to have changed on them. Null where nothing speaks for that. */
	readonly outageOn: (windows: readonly ReportWindow[]) => string | null;
	/** The last days, of which no object has a result yet: they are left out, and the rest is judged. */
	readonly lateDays: ReadonlySet<string>;
	/** How many days the newest result of any object lies back; null where there is none. */
	readonly delay: number | null;
	/** The same of counts that a rule names apart from results. */
	readonly ofCounts?: { readonly [Count in 'leads' | 'purchases']?: Surroundings };
}

/** Windows without the days whose results are late. */
export const withoutLate = <Window extends ReportWindow>(
	windows: readonly Window[],
	{ lateDays }: Surroundings,
): Window[] => windows.filter(({ since, until }) => since !== until || !lateDays.has(since));

/** Of an object that stands alone. */
export const alone: Surroundings = {
	dayVariance: ASSUMED_DAY_VARIANCE,
	evenDayVariance: ASSUMED_DAY_VARIANCE,
	outageOn: () => null,
	lateDays: new Set(),
	delay: null,
};

/** A day, and how many results its cost should have brought. */
interface NeighbourDay extends CountedDay {
	readonly due: number;
}

/**
 * How many results a cost should have brought at the target. A return says nothing of their number. Days are then
 * compared with one another only, and a result for each unit is the most that counts as usual. Next to costs a return
 * says nothing.
 */
const dueFor =
	(byCost: boolean) =>
	({ kind, target }: Goal, cost: number): number =>
		kind === 'cost' ? cost / target : byCost ? 0 : cost;

/** Single days only: a row for many days shows none of them. */
function daysOf(
	{ id, goal }: Neighbour,
	reportWindows: readonly ReportWindow[],
	due: ReturnType<typeof dueFor>,
): NeighbourDay[] {
	const windows = (windowsOf(reportWindows) ?? []).filter((window) => daysIn(window) === 1);
	const haveClicks = windows.every(({ clicks }) => clicks !== undefined);
	return windows.map(({ since, cost, clicks, results }) => ({
		object: id,
		date: since,
		effort: haveClicks ? (clicks ?? 0) : cost,
		results,
		due: due(goal, cost),
	}));
}

/** Days are never more alike than this, no matter what a month has shown. */
const LEAST_DAY_VARIANCE = 0.1;

/** Results that come no more than so many days late are awaited, no matter what an account has taught. */
const LATE_BY_ITSELF = 1;
/** What is later than this is no delay. */
const MOST_LATE = 7;

/** @param usual how many days late the account usually reports results; null where that is not known */
export function surroundingsOf(neighbours: readonly Neighbour[], usual: number | null = null): Surroundings {
	const byCost = neighbours.some(({ goal }) => goal.kind === 'cost');
	const due = dueFor(byCost);
	const days = neighbours.flatMap((one) => daysOf(one, one.settled, due));
	const ripening = neighbours.flatMap((one) => daysOf(one, one.ripening ?? one.settled, due));
	const last = ripening.reduce((latest, { date }) => (date > latest ? date : latest), '');
	const silence = silenceOf(ripening, last, LEAST_DUE);
	const changes = commonChangesIn(days);
	const nothing = nothingIn(neighbours);
	const silent =
		silence.since === null ? [] : ripening.map(({ date }) => date).filter((date) => date >= silence.since!);
	const lateDays = new Set(silent);
	const isLate = silence.ever && lateDays.size <= Math.min(MOST_LATE, Math.max(LATE_BY_ITSELF, usual ?? 0));
	return {
		dayVariance: dayVarianceOf(days),
		evenDayVariance: dayVarianceOf(days, LEAST_DAY_VARIANCE),
		outageOn: (windows) =>
			(isLate ? null : silentNow(silence, ripening, byCost)) ?? nothing ?? changedOn(windows, changes),
		lateDays: isLate ? lateDays : new Set(),
		delay: silence.ever ? lateDays.size : null,
	};
}

/**
 * A single object that never had a result may simply bring none. Of several without any, the count is the likelier
 * reason, where a target tells how many were due. So it is when results came in and stopped, all at once.
 */
function silentNow({ ever, since, long }: Silence, days: readonly NeighbourDay[], byCost: boolean): string | null {
	const objects = uniq(days.map(({ object }) => object)).length;
	if (!long || since === null || (!ever && (objects < 2 || !byCost))) return null;
	const [who, from] = [
		objects > 1 ? `none of ${objects} objects` : 'it',
		ever ? `since ${dayInWords(since)}` : 'in the report',
	];
	const has = objects > 1 ? 'has any result' : 'has no result';
	return `Tracking may be down: ${who} ${has} ${from}, although money is being spent. Check that results reach Meta.`;
}

/**
 * Rows of many days do not show when a silence began, but several objects that all bring nothing in all of theirs are one
 * just as well.
 */
function nothingIn(neighbours: readonly Neighbour[]): string | null {
	const spending = neighbours
		.map(({ id, goal, settled, ripening = settled }) => ({ id, goal, windows: windowsOf(ripening) ?? [] }))
		.filter(({ windows }) => sumBy(windows, 'cost') > 0);
	const due = sumBy(spending, ({ goal, windows }) => (goal.kind === 'cost' ? sumBy(windows, 'cost') / goal.target : 0));
	const objects = uniq(spending.map(({ id }) => id)).length;
	if (objects < 2 || due < LEAST_DUE || sumBy(spending, ({ windows }) => sumBy(windows, 'results')) > 0) return null;
	return (
		`Tracking may be down: none of ${objects} objects has any result in the report, although money is being spent. ` +
		'Check that results reach Meta.'
	);
}

function changedOn(windows: readonly ReportWindow[], changes: readonly CommonChange[]): string | null {
	const change = changes.find(({ since, until }) =>
		windows.some((window) => window.since <= until && window.until >= since),
	);
	if (change === undefined) return null;
	const { since, until, level, along, of } = change;
	const much = level < 1 ? 'half or less' : 'twice or more';
	return (
		`From ${dayInWords(since)} to ${dayInWords(until)}, ${along} of ${of} objects at once brought ${much} of what they brought ` +
		'on other days, so tracking may have changed, not the ads. Check that results reach Meta.'
	);
}
