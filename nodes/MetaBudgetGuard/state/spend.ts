import { DateTime } from 'luxon';

import { accountDay, daysAgo } from '../../shared/accountTime';
import { readDecimal } from '../../shared/form/decimal';
import { GraphFailure } from '../../shared/graph/error';
import { readRows, LARGE_PAGE } from '../../shared/graph/pages';
import { fieldList } from '../../shared/graph/request';
import type { AccountFacts, Session } from '../../shared/node/session';
import { SHAPE_DAYS } from '../target/plan';
import { metaNow } from './read';

const unreadable = (): GraphFailure =>
	new GraphFailure({
		kind: 'temporary',
		message: 'Meta’s report of the spend has a row that cannot be read',
		advice: 'Nothing was changed. Run the step again.',
	});

/**
 * What an object spent on each day since the plan began and in the weeks before today, in the account's currency. Meta
 * gives no row for a day without delivery.
 *
 * @param since first day of the plan, by the account's calendar
 * @throws GraphFailure when the report cannot be read whole
 */
export async function readSpend(
	session: Session,
	{ id: account, timeZone }: AccountFacts,
	object: string,
	since: string,
): Promise<Map<string, number>> {
	const now = metaNow(session);
	const [shape, today] = [daysAgo(SHAPE_DAYS, timeZone, now), accountDay(now, timeZone)];
	const range = { since: since < shape ? since : shape, until: today };
	const params = { fields: fieldList(['spend', 'date_start']), time_range: range, time_increment: 1 };
	const request = { method: 'GET' as const, path: `${object}/insights`, params, effect: 'read' as const, account };
	const spent = new Map<string, number>();
	for (const { date_start: date, spend } of await readRows(session.graph, request, Infinity, LARGE_PAGE)) {
		const reading = typeof spend === 'string' ? readDecimal(spend) : undefined;
		const amount = reading !== undefined && 'value' in reading ? Number(reading.value) : -1;
		// A day that comes twice tells two things of it, and nothing is ever spent less than nothing.
		if (typeof date !== 'string' || !DateTime.fromISO(date).isValid || amount < 0 || spent.has(date))
			throw unreadable();
		spent.set(date, amount);
	}
	return spent;
}
