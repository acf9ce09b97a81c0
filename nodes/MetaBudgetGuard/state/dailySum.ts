import { LARGE_PAGE, readRows } from '../../shared/graph/pages';
import type { GraphObject } from '../../shared/graph/object';
import { fieldList } from '../../shared/graph/request';
import type { Session } from '../../shared/node/session';
import { WHOLE, type Share } from '../policy/lever';
import { DAY } from '../policy/state';
import { wholeOf } from './family';
import { momentOf } from './objects';

/** What all active budgets of an account may come to on a day, and what schedules make of each. */
export interface DailySum {
	readonly total: bigint;
	readonly scheduled: ReadonlyMap<string, Share>;
}

const fields = ['id', 'effective_status', 'daily_budget', 'lifetime_budget', 'budget_remaining', 'is_budget_schedule_enabled'];

/**
 * Adds up the active budgets: daily ones as they are or as a schedule of the next 24 hours makes them, lifetime ones by
 * what is left for each day left. Rounded up: it is compared with a ceiling.
 *
 * @throws GraphFailure when a part of it cannot be read
 */
export async function dailySum(session: Session, account: string, now: number): Promise<DailySum> {
	const campaigns = await active(session, account, 'campaigns', 'stop_time');
	const adSets = await active(session, account, 'adsets', 'end_time');
	const scheduled = new Map<string, Share>();
	let total = 0n;
	for (const object of [...campaigns, ...adSets]) {
		const daily = wholeOf(object.daily_budget);
		if (daily === null) {
			total += restPerDay(object, now);
			continue;
		}
		const periods = object.is_budget_schedule_enabled === true ? await schedules(session, account, String(object.id), now) : [];
		const most = periods.reduce((found, period) => bigger(found, raised(daily, period)), daily);
		const factors = periods.map(factorOf).reduce(bigger, WHOLE);
		if (factors > WHOLE) scheduled.set(String(object.id), factors);
		total += most;
	}
	return { total, scheduled };
}

async function active({ graph }: Session, account: string, edge: string, end: string): Promise<GraphObject[]> {
	const params = { fields: fieldList([...fields, end]), effective_status: ['ACTIVE'] };
	return await readRows(graph, { method: 'GET', path: `${account}/${edge}`, params, effect: 'read', account }, Infinity, LARGE_PAGE);
}

/** What a lifetime budget leaves for each day left; all of it on its last day. */
function restPerDay(object: GraphObject, now: number): bigint {
	const whole = wholeOf(object.lifetime_budget);
	if (whole === null) return 0n;
	const rest = wholeOf(object.budget_remaining) ?? 0n;
	const end = momentOf(object.stop_time ?? object.end_time);
	const time = BigInt(Math.max(DAY, (end ?? now) - now));
	return (rest * BigInt(DAY) + time - 1n) / time;
}

async function schedules({ graph }: Session, account: string, id: string, now: number): Promise<GraphObject[]> {
	const seconds = Math.floor(now / 1000);
	const params = { fields: fieldList(['budget_value', 'budget_value_type', 'time_start', 'time_end']), time_start: seconds, time_stop: seconds + DAY / 1000 };
	return await readRows(graph, { method: 'GET', path: `${id}/budget_schedules`, params, effect: 'read', account }, Infinity);
}

/** Meta lets schedules reach eight times the daily budget (Marketing API, "Budget scheduling"). */
const MOST = 8n * WHOLE;

/**
 * What a multiplier makes of a budget. Meta's page says that 140 "could be 140 %" of increase; whether small numbers
 * are meant as factors is UNCONFIRMED, so the larger reading counts.
 */
function factorOf({ budget_value: value, budget_value_type: type }: GraphObject): Share {
	if (type !== 'MULTIPLIER') return WHOLE;
	const number = wholeOf(value) ?? 0n;
	const factor = bigger(WHOLE + (number * WHOLE) / 100n, number <= 8n ? number * WHOLE : 0n);
	return factor > MOST ? MOST : factor;
}

const raised = (daily: bigint, period: GraphObject): bigint =>
	period.budget_value_type === 'MULTIPLIER' ? (daily * factorOf(period) + WHOLE - 1n) / WHOLE : daily + (wholeOf(period.budget_value) ?? 0n);

const bigger = (one: bigint, other: bigint): bigint => (one > other ? one : other);
