import { partition, sumBy } from 'lodash';

import type { ReportPeriod } from '../../facts/dateRanges';
import type { Alert } from './alert';
import { lastDelivery, stops } from './delivery';
import { LONGEST, type WatchedObject } from './past';
import type { WatchFinding } from './finding';
import { LEAST_DAYS, standing, type Judging } from './standing';

/** What is news today, and what this workflow has reported before and lasts. */
export interface Watch {
	readonly alerts: readonly Alert[];
	readonly lasting: readonly Alert[];
}

/** What an alert is about, whichever day it is of. */
export const alertKey = ({ kind, direction, objects }: Alert): string =>
	`${kind} ${direction} ${objects.map(({ id }) => id).join(' ')}`;

/**
 * Judges objects by their own past.
 *
 * @param objects of one account, their days in one order up to the last complete one
 * @param lastLook how many days before this one: what has begun since is news, also where runs were missed
 * @param reportedKeys keys of the alerts that this workflow has reported and that have stood since
 * @param judging what the judgment rests on apart from the days
 */
export function watchObjects(
	objects: readonly WatchedObject[],
	lastLook: number,
	reportedKeys: ReadonlySet<string>,
	judging?: Judging,
): Watch {
	const silenced = reportedObjects(reportedKeys, 'trackingSilent', 'fewer');
	const [lasting, alerts] = partition(alertsOf(objects, lastLook, { ...judging, silenced }), (alert) => {
		const reportedIds = reportedObjects(reportedKeys, alert.kind, alert.direction);
		return alert.objects.every(({ id }) => reportedIds.has(id));
	});
	return { alerts, lasting };
}

/** What alerts of a kind have been about: of several that fell silent together some can be left. */
const reportedObjects = (
	keys: ReadonlySet<string>,
	kind: Alert['kind'],
	direction: Alert['direction'],
): ReadonlySet<string> => {
	const start = `${kind} ${direction} `;
	return new Set([...keys].flatMap((key) => (key.startsWith(start) ? key.slice(start.length).split(' ') : [])));
};

/** Everything that is off as of the last day, one alert a cause. @param lastLook how many days ago it was looked at last */
export function alertsOf(objects: readonly WatchedObject[], lastLook = 1, judging?: Judging): Alert[] {
	const stopAlerts = objects.flatMap((object) => stops(object, lastLook) ?? []);
	const moving = objects.filter((object) => lastDelivery(object) === 0);
	const findings = standing(objects, judging).filter(({ object }) => moving.some(({ id }) => id === object));
	const silent = findings.filter(isSilence);
	const isWatched = judging?.isWatched ?? (() => true);
	const watchedFindings = findings.filter(({ kind }) => isWatched(kind));
	const others = findings.filter((one) => !isSilence(one) && !isExplained(one, watchedFindings));
	return [...silences(silent, objects), ...stopAlerts, ...others.map((one) => alertOf(one, objects))];
}

/** Money goes out and nothing is counted any more: rather the count than the ads. */
const isSilence = ({ kind, found }: WatchFinding): boolean => kind === 'costPerResult' && found === 0;

/** What tells of the same cause, and is told in its place: a ROAS moves with the cost of a result, CTR falls with fatigue. */
const explanations: Partial<Record<WatchFinding['kind'], WatchFinding['kind']>> = {
	roas: 'costPerResult',
	ctr: 'fatigue',
};

const isExplained = (one: WatchFinding, all: readonly WatchFinding[]): boolean =>
	all.some(
		({ kind, object, direction }) =>
			kind === explanations[one.kind] && object === one.object && direction === one.direction,
	);

const objectsOf = (ids: readonly string[], all: readonly WatchedObject[]): WatchedObject[] =>
	all.filter(({ id }) => ids.includes(id));

function alertOf(
	{ kind, direction, object, since, until, found, due, effort, chance, arrived, frequency }: WatchFinding,
	all: readonly WatchedObject[],
): Alert {
	return {
		kind,
		direction,
		objects: objectsOf([object], all),
		since,
		until,
		found,
		due,
		effort,
		chance,
		arrived,
		frequency,
	};
}

/** Several that fall silent at once share what counts them: told are the days on which all of them were silent. */
function silences(silent: readonly WatchFinding[], all: readonly WatchedObject[]): Alert[] {
	const [first] = silent;
	if (first === undefined) return [];
	const objects = objectsOf(
		silent.map(({ object }) => object),
		all,
	);
	const since = silent.reduce((latest, one) => (one.since > latest ? one.since : latest), first.since);
	const { until } = first;
	const parts = silent.map(({ object, due, effort }) => {
		const spend = spentOn(objects, object, { since, until });
		return { spent: spend, due: (due * spend) / effort };
	});
	return [
		{
			kind: 'trackingSilent',
			direction: 'fewer',
			objects,
			since,
			until,
			found: 0,
			due: sumBy(parts, 'due'),
			effort: sumBy(parts, 'spent'),
			arrived: Math.min(...silent.map(({ arrived }) => arrived ?? 1)),
			chance: Math.max(...silent.map(({ chance: one }) => one ?? 0)),
		},
	];
}

const spentOn = (objects: readonly WatchedObject[], object: string, { since, until }: ReportPeriod): number =>
	sumBy(
		objects.filter(({ id }) => id === object).flatMap(({ days }) => days),
		({ date, spend }) => (date >= since && date <= until ? (spend ?? 0) : 0),
	);

/** Why nothing can be said of an object, or of a part of it: the end of a sentence; null where everything can. */
export function whyUnjudged({ days }: WatchedObject): string | null {
	const untold = days.slice(-LONGEST).find(({ results, spend }) => results === null || spend === null);
	if (untold !== undefined)
		return `the report does not show its ${untold.spend === null ? 'spend' : 'results'} of ${untold.date}`;
	const deliveryDays = days.filter(({ spend }) => spend !== null && spend > 0);
	if (deliveryDays.length < LEAST_DAYS + LONGEST)
		return `it has spent on ${deliveryDays.length} of these days, and ${LEAST_DAYS + LONGEST} are needed to know what is usual`;
	return null;
}
