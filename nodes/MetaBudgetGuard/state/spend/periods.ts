import { uniqBy } from 'lodash';

import type { Unknown } from '../../../meta/evidence/known';
import { readRows } from '../../../shared/graph/pages';
import type { GraphObject } from '../../../shared/graph/object';
import { fieldList } from '../../../shared/graph/request';
import type { Session } from '../../../shared/node/session/session';
import type { RaisedPeriod } from '../../policy/state';
import { addedBy } from './increase';
import { instantOf } from '../../../shared/reading/instants';

/** Gives an object's budget schedules that run or are to come. */
export type ScheduleRead = (id: string) => Promise<GraphObject[]>;

/**
 * Each object's are read once, whoever asks for them (Marketing API, Ad Campaign Budget Schedules: `time_start` leaves
 * out what has ended by then).
 */
export function schedulesRead({ graph }: Session, account: string, now: number): ScheduleRead {
	const schedulesOf = new Map<string, Promise<GraphObject[]>>();
	const params = {
		fields: fieldList(['budget_value', 'budget_value_type', 'recurrence_type', 'time_start', 'time_end']),
		time_start: Math.floor(now / 1000),
	};
	return async (id) => {
		const path = `${id}/budget_schedules`;
		const read =
			schedulesOf.get(id) ?? readRows(graph, { method: 'GET', path, params, effect: 'read', account }, Infinity);
		schedulesOf.set(id, read);
		return await read;
	};
}

/** Only a plain no spares the look. */
export const mayHaveSchedules = ({ is_budget_schedule_enabled: isEnabled }: GraphObject): boolean =>
	isEnabled !== false;

/** When schedules of a value's object, or of the campaign above it, run. */
export async function periodsOf(
	objects: readonly GraphObject[],
	read: ScheduleRead,
): Promise<readonly RaisedPeriod[] | Unknown> {
	const scheduledObjects = uniqBy(objects.filter(mayHaveSchedules), ({ id }) => String(id));
	const rows = await Promise.all(
		scheduledObjects.map(async (object) => periodsIn(object, await read(String(object.id)))),
	).catch(asReason);
	return Array.isArray(rows) ? rows.flat() : rows;
}

const asReason = (failure: unknown): Unknown => ({
	unknown: failure instanceof Error ? failure.message : String(failure),
});

/** A schedule by the week runs on some hours between its two times: which ones, only its days tell. */
function periodsIn(object: GraphObject, schedules: readonly GraphObject[]): RaisedPeriod[] {
	const periods: RaisedPeriod[] = [];
	for (const schedule of schedules) {
		const { recurrence_type: recurrence, time_start: start, time_end: end } = schedule;
		if (recurrence !== undefined && recurrence !== 'ONE_TIME') throw new Error('one of them recurs');
		const [from, until] = [instantOf(start), instantOf(end)];
		if (from === null || until === null) throw new Error('one of them has no times');
		periods.push({ from, until, adds: addedBy(object, schedule) });
	}
	return periods;
}
