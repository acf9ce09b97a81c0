import { chunk, groupBy } from 'lodash';

import { accountDay, daysAgo, isDay } from '../../../shared/accountTime';
import { readDecimal } from '../../../shared/form/decimal';
import { GraphFailure } from '../../../shared/graph/error';
import type { GraphObject } from '../../../shared/graph/object';
import { readRows, LARGE_PAGE } from '../../../shared/graph/pages';
import { fieldList, type GraphParams } from '../../../shared/graph/request';
import type { AccountFacts, Session } from '../../../shared/node/session/session';
import { SHAPE_DAYS, type SpendByDay } from '../../target/plan/pace';
import { LIST_SIZE, type NamedObject } from '../objects';
import { metaNow } from '../read';

const unreadable = (): GraphFailure =>
	new GraphFailure({
		kind: 'temporary',
		message: 'Meta’s report of the spend has a row that cannot be read',
		advice: 'Nothing was changed. Run the step again.',
	});

/** First and last day of a report, by the account's calendar. */
interface Days {
	readonly since: string;
	readonly until: string;
}

/** Since a plan began and in the weeks before today. */
export function daysOfPlan(session: Session, { timeZone }: AccountFacts, since: string): Days {
	const now = metaNow(session);
	const shape = daysAgo(SHAPE_DAYS, timeZone, now);
	return { since: since < shape ? since : shape, until: accountDay(now, timeZone) };
}

/** What is asked beside the spend of each day. */
interface Asked {
	readonly fields?: readonly string[];
	readonly params?: GraphParams;
}

/**
 * Rows of a day each.
 *
 * @throws GraphFailure for a row that is none of a day that was asked for
 */
async function readDays(
	session: Session,
	account: string,
	object: string,
	range: Days,
	{ fields = [], params = {} }: Asked = {},
): Promise<GraphObject[]> {
	const days = { fields: fieldList([...fields, 'spend', 'date_start']), time_range: { ...range }, time_increment: 1 };
	const request = {
		method: 'GET',
		path: `${object}/insights`,
		params: { ...params, ...days },
		effect: 'read',
		account,
	} as const;
	const rows = await readRows(session.graph, request, Infinity, LARGE_PAGE);
	if (!rows.every(({ date_start: date }) => isDay(date) && date >= range.since && date <= range.until))
		throw unreadable();
	return rows;
}

/** @throws GraphFailure for a row that does not tell its spend, or of a day that is there already */
function add(spendByDay: Map<string, number>, { date_start: date, spend }: GraphObject): void {
	const reading = typeof spend === 'string' ? readDecimal(spend) : undefined;
	const amount = reading !== undefined && 'value' in reading ? Number(reading.value) : -1;
	// A day that comes twice tells two things of it, and nothing is ever spent less than nothing.
	if (amount < 0 || spendByDay.has(String(date))) throw unreadable();
	spendByDay.set(String(date), amount);
}

/**
 * What an object, or a whole ad account, spent on each day since the plan began and in the weeks before today, in the
 * account's currency. Meta gives no row for a day without delivery.
 *
 * @param since first day of the plan, by the account's calendar
 * @throws GraphFailure when the report cannot be read whole
 */
export async function readSpend(
	session: Session,
	account: AccountFacts,
	object: string,
	since: string,
): Promise<SpendByDay> {
	const spendByDay = new Map<string, number>();
	const range = daysOfPlan(session, account, since);
	for (const row of await readDays(session, account.id, object, range)) add(spendByDay, row);
	return spendByDay;
}

/** What accounts spent, as a run has read it so far: its items mostly share one. */
const spendBySession = new WeakMap<Session, Map<string, Promise<SpendByDay>>>();

async function readSpendOfAccount(session: Session, account: AccountFacts, since: string): Promise<SpendByDay> {
	const ofRun = spendBySession.get(session) ?? new Map<string, Promise<SpendByDay>>();
	spendBySession.set(session, ofRun);
	const key = `${account.id} ${since}`;
	const reading = ofRun.get(key) ?? readSpend(session, account, account.id, since);
	ofRun.set(key, reading);
	return await reading;
}

/**
 * What one object spent, and where it has nothing for yesterday its account: that tells whether Meta shows that day at all.
 *
 * @throws GraphFailure when a report cannot be read whole
 */
export async function readSpendBeside(
	session: Session,
	account: AccountFacts,
	object: string,
	since: string,
): Promise<{ readonly spent: SpendByDay; readonly ofAccount: SpendByDay | null }> {
	const spendByDay = await readSpend(session, account, object, since);
	const yesterday = daysAgo(1, account.timeZone, metaNow(session));
	const isTold = spendByDay.has(yesterday) || yesterday < since;
	return { spent: spendByDay, ofAccount: isTold ? null : await readSpendOfAccount(session, account, since) };
}

const levels = { campaign: 'campaign', adSet: 'adset' } as const;

/** The same of several objects of an account on some days, by their IDs. */
export async function readSpendOf(
	session: Session,
	account: AccountFacts,
	namedObjects: readonly NamedObject[],
	range: Days,
): Promise<ReadonlyMap<string, SpendByDay>> {
	const spendById = new Map(namedObjects.map(({ id }) => [id, new Map<string, number>()]));
	for (const ofKind of Object.values(groupBy(namedObjects, 'kind'))) {
		for (const some of chunk(ofKind, LIST_SIZE)) {
			const level = levels[some[0]?.kind ?? 'campaign'];
			const filtering = [{ field: `${level}.id`, operator: 'IN', value: some.map(({ id }) => id) }];
			const query = { fields: [`${level}_id`], params: { level, filtering } };
			const rows = await readDays(session, account.id, account.id, range, query);
			for (const row of rows) {
				const days = spendById.get(String(row[`${level}_id`]));
				if (days === undefined) throw unreadable();
				add(days, row);
			}
		}
	}
	return spendById;
}
