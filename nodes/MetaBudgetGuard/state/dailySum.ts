import { LARGE_PAGE, readRows } from '../../shared/graph/pages';
import type { GraphObject } from '../../shared/graph/object';
import { fieldList } from '../../shared/graph/request';
import type { Session } from '../../shared/node/session';
import { WHOLE, type Share } from '../policy/lever';
import { DAY } from '../policy/state';
import { loggedWhole } from './family';
import { momentOf } from './objects';
import type { ScheduleRead } from './periods';

/** What all budgets of an account that can be spent may come to on a day, and what schedules make of each. */
export interface DailySum {
	readonly total: bigint;
	readonly scheduled: ReadonlyMap<string, Share>;
	/** What was added up, as the lists show it. */
	readonly objects: readonly GraphObject[];
}

/**
 * Statuses in which a budget can be spent. What is in process is switched on in a moment, and what has issues can
 * deliver in part (Marketing API, Ad Campaign Group and Ad Campaign references; UNCONFIRMED 12 how much: all of it counts).
 */
const spending = ['ACTIVE', 'IN_PROCESS', 'WITH_ISSUES'];

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

/**
 * Adds up the budgets that can be spent: daily ones as they are or as a schedule of the next 24 hours makes them, lifetime ones by
 * what is left for each day left. Rounded up: it is compared with a ceiling.
 *
 * @throws GraphFailure when a part of it cannot be read, Error when an object does not tell its part
 */
export async function dailySum(
	session: Session,
	account: string,
	now: number,
	schedulesOf: ScheduleRead,
): Promise<DailySum> {
	const campaigns = await active(session, account, 'campaigns', 'stop_time');
	const adSets = await active(session, account, 'adsets', 'end_time');
	const scheduled = new Map<string, Share>();
	let total = 0n;
	const objects = [...campaigns, ...adSets];
	for (const object of objects) {
		const daily = budgetOf(object, 'daily_budget');
		if (daily === null) {
			total += restPerDay(object, now);
			continue;
		}
		const periods =
			object.is_budget_schedule_enabled === true
				? (await schedulesOf(String(object.id))).filter((period) => begins(period, now + DAY))
				: [];
		// Whether Meta adds up what schedules of the same hours allow is not documented, so all of them count.
		const most = periods.reduce((found, period) => found + raised(object, daily, period) - daily, daily);
		const factors = periods.reduce((found, period) => found + factorOf(object, period) - WHOLE, WHOLE);
		if (factors > WHOLE) scheduled.set(String(object.id), factors);
		total += most;
	}
	return { total, scheduled, objects };
}

async function active({ graph }: Session, account: string, edge: string, end: string): Promise<GraphObject[]> {
	const params = { fields: fieldList([...summedFields, end]), effective_status: spending };
	const request = { method: 'GET', path: `${account}/${edge}`, params, effect: 'read', account } as const;
	const rows = await readRows(graph, request, Infinity, LARGE_PAGE);
	// Its own pause stands behind another status, too.
	return rows.filter(({ status }) => status !== 'PAUSED');
}

/** A budget; null where the object has none, which Graph writes as nothing or as 0. */
function budgetOf(object: GraphObject, field: 'daily_budget' | 'lifetime_budget'): bigint | null {
	const value = object[field];
	if (value === undefined || value === null) return null;
	return (loggedWhole(value) ?? untold(object, 'its budget')) || null;
}

/** A part that nobody can add up makes the whole sum unknown: left out it would make room that is not there. */
const untold = ({ id, name }: GraphObject, what: string): never => {
	throw new Error(`“${String(name ?? id)}” does not tell ${what}`);
};

/** What a lifetime budget leaves for each day left; all of it on its last day. */
function restPerDay(object: GraphObject, now: number): bigint {
	if (budgetOf(object, 'lifetime_budget') === null) return 0n;
	const rest = loggedWhole(object.budget_remaining) ?? untold(object, 'what is left of it');
	const end = momentOf(object.stop_time ?? object.end_time);
	const time = BigInt(Math.max(DAY, (end ?? now) - now));
	return (rest * BigInt(DAY) + time - 1n) / time;
}

/** One that does not tell its start counts. */
const begins = ({ time_start: start }: GraphObject, until: number): boolean => (momentOf(start) ?? 0) < until;

/** Meta lets schedules reach eight times the daily budget (Marketing API, "Budget scheduling"). */
const MOST = 8n * WHOLE;

/**
 * What a multiplier makes of a budget. Meta's page says that 140 "could be 140 %" of increase; whether small numbers
 * are meant as factors is UNCONFIRMED 13, so the larger reading counts.
 */
function factorOf(object: GraphObject, period: GraphObject): Share {
	if (period.budget_value_type !== 'MULTIPLIER') return WHOLE;
	const number = added(object, period);
	const factor = bigger(WHOLE + (number * WHOLE) / 100n, number <= 8n ? number * WHOLE : 0n);
	return factor > MOST ? MOST : factor;
}

const added = (object: GraphObject, { budget_value: value }: GraphObject): bigint =>
	loggedWhole(value) ?? untold(object, 'how much its budget schedule adds');

const raised = (object: GraphObject, daily: bigint, period: GraphObject): bigint =>
	period.budget_value_type === 'MULTIPLIER'
		? (daily * factorOf(object, period) + WHOLE - 1n) / WHOLE
		: daily + added(object, period);

const bigger = (one: bigint, other: bigint): bigint => (one > other ? one : other);
