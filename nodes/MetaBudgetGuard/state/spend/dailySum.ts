import { asHoursLeaveThem } from '../../../meta/hours/restingRows';
import { isOffForHours } from '../../../meta/marks/marks';
import { LARGE_PAGE, readRows } from '../../../shared/graph/pages';
import type { GraphObject } from '../../../shared/graph/object';
import { fieldList } from '../../../shared/graph/request';
import type { Session } from '../../../shared/node/session/session';
import { WHOLE, type Share } from '../../policy/lever';
import { spending } from '../../policy/state';
import { loggedWhole } from '../family';
import { budgetOf, factorOf, raisedBudget, untold } from './increase';
import { instantOf } from '../../../shared/reading/instants';
import { mayHaveSchedules, type ScheduleRead } from './periods';
import { DAY_MS } from '../../../shared/durations';

/** What all budgets of an account that can be spent may come to on a day, and what schedules make of each. */
export interface DailySum {
	readonly total: bigint;
	readonly scheduled: ReadonlyMap<string, Share>;
	/** What was added up, as the lists show it. */
	readonly objects: readonly GraphObject[];
}

/** What is read of each object that is added up. */
export const summedFields = [
	'id',
	'name',
	'status',
	'effective_status',
	'daily_budget',
	'lifetime_budget',
	'budget_remaining',
	'is_budget_schedule_enabled',
];

/** Milliseconds since 1970. */
export interface Ahead {
	readonly now: number;
	/** Schedules that begin until then count. */
	readonly until: number;
}

/** Those of the next 24 hours, and all up to the end of hours that are to be raised. */
export const ahead = (now: number, ends: readonly number[]): Ahead => ({ now, until: Math.max(now + DAY_MS, ...ends) });

/**
 * Adds up the budgets that can be spent. Daily ones count as they are, or as a schedule that begins in time makes them.
 * Lifetime ones count by what is left for each day left. Rounded up: it is compared with a ceiling.
 *
 * @throws GraphFailure when a part of it cannot be read, Error when an object does not tell its part
 */
export async function dailySum(
	session: Session,
	account: string,
	{ now, until }: Ahead,
	schedulesOf: ScheduleRead,
	keptToHours = false,
): Promise<DailySum> {
	const { campaigns, adSets } = await spendingObjects(session, account, keptToHours);
	const scheduledShares = new Map<string, Share>();
	let total = 0n;
	const objects = [...campaigns, ...adSets];
	for (const object of objects) {
		const daily = budgetOf(object, 'daily_budget');
		if (daily === null) {
			total += restPerDay(object, now);
			continue;
		}
		const schedules = mayHaveSchedules(object) ? await schedulesOf(String(object.id)) : [];
		const periods = schedules.filter((period) => begins(period, until));
		// Whether Meta adds up what schedules of the same hours allow is not documented, so all of them count.
		const most = periods.reduce(
			(foundPeriod, period) => foundPeriod + raisedBudget(object, daily, period) - daily,
			daily,
		);
		const factors = periods.reduce((foundPeriod, period) => foundPeriod + factorOf(object, period) - WHOLE, WHOLE);
		if (factors > WHOLE) scheduledShares.set(String(object.id), factors);
		total += most;
	}
	return { total, scheduled: scheduledShares, objects };
}

/** The campaigns and ad sets of an account that can spend. */
export async function spendingObjects(
	session: Session,
	account: string,
	keptToHours: boolean,
): Promise<{ readonly campaigns: GraphObject[]; readonly adSets: GraphObject[] }> {
	const read = async (edge: 'campaigns' | 'adsets', end: string, more: readonly string[]): Promise<GraphObject[]> => {
		const rows = await active(session, account, edge, [end, ...more]);
		return (await asHoursLeaveThem(session, account, rows, keptToHours)).filter(canSpend);
	};
	const markFields = ['created_time', 'adlabels'];
	const campaigns = await read('campaigns', 'stop_time', markFields);
	const adSets = await read('adsets', 'end_time', [...markFields, 'campaign{id,status,adlabels,created_time}']);
	return { campaigns, adSets };
}

async function active(
	{ graph }: Session,
	account: string,
	edge: 'campaigns' | 'adsets',
	more: readonly string[],
): Promise<GraphObject[]> {
	const params = {
		fields: fieldList([...summedFields, ...more]),
		effective_status: [...spending, 'PAUSED', ...(edge === 'adsets' ? ['CAMPAIGN_PAUSED'] : [])],
	};
	const request = { method: 'GET', path: `${account}/${edge}`, params, effect: 'read', account } as const;
	return await readRows(graph, request, Infinity, LARGE_PAGE);
}

/** In a status in which it spends, or off for its hours alone. Its own pause stands behind another status, too. */
export const canSpend = (object: GraphObject): boolean =>
	isOffForHours(object) || (object.status !== 'PAUSED' && spending.includes(String(object.effective_status)));

/** What a lifetime budget leaves for each day left; all of it on its last day. */
function restPerDay(object: GraphObject, now: number): bigint {
	if (budgetOf(object, 'lifetime_budget') === null) return 0n;
	const rest = loggedWhole(object.budget_remaining) ?? untold(object, 'what is left of it');
	const end = instantOf(object.stop_time ?? object.end_time);
	const time = BigInt(Math.max(DAY_MS, (end ?? now) - now));
	return (rest * BigInt(DAY_MS) + time - 1n) / time;
}

/** One that does not tell its start counts. */
const begins = ({ time_start: start }: GraphObject, until: number): boolean => (instantOf(start) ?? 0) < until;
