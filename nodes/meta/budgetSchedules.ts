import { DateTime } from 'luxon';

import { HOUR_MS, MINUTE_MS } from '../shared/durations';
import { instantOf, secondOf } from '../shared/reading/instants';
import { createOne } from '../shared/adObject/createOne';
import { InputProblem } from '../shared/form/problem';
import { titleOf, type GraphObject } from '../shared/graph/object';
import { readRows } from '../shared/graph/pages';
import { fieldList, type GraphParams } from '../shared/graph/request';
import { formatMoney } from '../shared/money';
import { instantAt } from '../shared/node/session/accountValues';
import type { AccountFacts, Session } from '../shared/node/session/session';

/**
 * Budget schedules: for some hours Meta may spend more than the daily budget (Graph API, High Demand Period; Marketing
 * API, Ad Campaign Budget Schedules). They lie on whatever holds the daily budget.
 */

export const scheduleFields = [
	'id',
	'ad_object_id',
	'budget_value',
	'budget_value_type',
	'recurrence_type',
	'time_start',
	'time_end',
];

/** Milliseconds since 1970. */
export interface ScheduleHours {
	readonly start: number;
	readonly end: number;
}

/** Hours in which an amount more may be spent for a day. */
export interface Increase extends ScheduleHours {
	/** In Meta's minor units. */
	readonly minor: string;
}

/** Three hours at least (Graph API, High Demand Period). */
const SHORTEST = 3 * HOUR_MS;

/** Meta takes quarter hours only, and refuses others (third party: campaign-rule-tz.util.ts of a NestJS client). */
const QUARTER = 15 * MINUTE_MS;

/** @throws InputProblem for a time between two quarter hours, naming both */
function expectQuarter(field: string, at: number, { timeZone }: AccountFacts): void {
	if (at % QUARTER === 0) return;
	const before = at - (at % QUARTER);
	const clock = (moment: number): string => DateTime.fromMillis(moment, { zone: timeZone }).toFormat('HH:mm');
	const advice = `Enter ${clock(before)} or ${clock(before + QUARTER)}. Meta accepts quarter hours only.`;
	throw new InputProblem([field], 'is not on a quarter hour', advice);
}

/**
 * The hours between the fields Start Time and End Time, by the account's clock. A day as End Time ends at its midnight.
 *
 * @param now milliseconds since 1970
 * @throws InputProblem for times that Meta does not take
 */
export function hoursOf(
	{ startTime, endTime }: { readonly startTime: string; readonly endTime: string },
	account: AccountFacts,
	now: number,
): ScheduleHours {
	const [start, end] = [
		instantAt(['startTime'], startTime, account),
		instantAt(['endTime'], endTime, account, 'after'),
	];
	expectQuarter('startTime', start, account);
	expectQuarter('endTime', end, account);
	if (end <= now) throw new InputProblem(['endTime'], 'is in the past', 'Choose a period that is not over.');
	if (start < now) throw new InputProblem(['startTime'], 'is in the past', 'Choose a time from now on.');
	if (end - start < SHORTEST) {
		throw new InputProblem(
			['endTime'],
			'is less than three hours after the start',
			'Meta accepts three hours or more.',
		);
	}
	return { start, end };
}

export const isSame = (schedule: GraphObject, { minor, start, end }: Increase): boolean =>
	schedule.budget_value_type === 'ABSOLUTE' &&
	String(schedule.budget_value) === minor &&
	instantOf(schedule.time_start) === start &&
	instantOf(schedule.time_end) === end;

/** The schedules that touch the hours. */
const scheduleList = (
	owner: string,
	{ start, end }: ScheduleHours,
): { readonly path: string; readonly params: GraphParams } => ({
	path: `${owner}/budget_schedules`,
	params: { fields: fieldList(scheduleFields), time_start: secondOf(start), time_stop: secondOf(end) },
});

/** @throws GraphFailure */
export const schedulesIn = async (
	session: Session,
	owner: string,
	hours: ScheduleHours,
	account: string,
): Promise<GraphObject[]> =>
	await readRows(session.graph, { method: 'GET', ...scheduleList(owner, hours), effect: 'read', account }, Infinity);

/**
 * Sent once; a lost answer is looked for by what it holds.
 *
 * @returns the schedule's ID
 * @throws GraphFailure, also where it is unknown whether it was created
 */
export async function createSchedule(
	session: Session,
	owner: GraphObject,
	increase: Increase,
	account: AccountFacts,
): Promise<string> {
	const { path, params } = scheduleList(String(owner.id), increase);
	const scheduleParams = {
		budget_value: increase.minor,
		budget_value_type: 'ABSOLUTE',
		time_start: secondOf(increase.start),
		time_end: secondOf(increase.end),
	};
	const { id } = await createOne(session, {
		request: { method: 'POST', path, params: scheduleParams, effect: 'create', account: account.id },
		lookUp: {
			edge: path,
			account: account.id,
			name: `+${formatMoney(increase.minor, account.currency)} for ${titleOf(owner)}`,
			nameField: null,
			noun: 'budget schedule',
			narrow: { time_start: params.time_start, time_stop: params.time_stop },
			// There was none like it before: one that is there now is the lost one.
			interchangeable: true,
			fields: scheduleFields,
			matches: (schedule) => isSame(schedule, increase),
		},
	});
	return id;
}
