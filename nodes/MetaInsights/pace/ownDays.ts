import type { IDataObject } from 'n8n-workflow';

import { unshownDays } from '../../meta/evidence/unshownDays';
import { daysFrom } from '../../shared/accountTime';
import { GraphFailure } from '../../shared/graph/error';
import type { AccountFacts, Session } from '../../shared/node/session/session';
import type { ReportPeriod } from '../facts/dateRanges';
import { ownRows } from '../read/ownReport';
import type { SpentDay } from './pace';

const unreadable = new GraphFailure({
	kind: 'temporary',
	message: 'Meta’s report of the spend has a row that cannot be read',
	advice: 'Run the step again.',
});

/**
 * @param rows each of a day that was asked for, which `ownRows` has seen to
 * @throws GraphFailure where a row does not tell its spend, or a day comes twice
 */
function spendByDay(rows: readonly IDataObject[]): ReadonlyMap<string, number> {
	const byDay = new Map<string, number>();
	for (const { date_start: day, spend } of rows) {
		const date = String(day);
		if (typeof spend !== 'number' || byDay.has(date)) throw unreadable;
		byDay.set(date, spend);
	}
	return byDay;
}

/** Days of spend, a day without a row among them: nothing was spent on it. */
export const spentDays = (rows: readonly IDataObject[], { since, until }: ReportPeriod): SpentDay[] => {
	const byDay = spendByDay(rows);
	return daysFrom(since, until).map((date) => ({ date, spend: byDay.get(date) ?? 0 }));
};

/** Whether the last day has spend: then nothing has stopped before it, and nothing is late. */
export const hasLastDay = (rows: readonly IDataObject[], { until }: ReportPeriod): boolean =>
	rows.some(({ date_start: date }) => date === until);

/**
 * The last days of a month that Meta does not show yet: nobody knows their spend. A campaign alone can have spent nothing, so
 * the days of its whole account tell.
 *
 * @param since first day that matters
 * @param today after the last day that was asked for
 */
export async function lateDays(
	session: Session,
	account: AccountFacts,
	rows: readonly IDataObject[],
	{ since, today, period, campaign }: Recent,
): Promise<number> {
	if (hasLastDay(rows, period)) return 0;
	const ofAccount = campaign === undefined ? rows : await ownRows(session, account, { level: 'account', period });
	return unshownDays(spendByDay(ofAccount), since, today).length;
}

interface Recent {
	readonly since: string;
	readonly today: string;
	readonly period: ReportPeriod;
	readonly campaign?: string;
}
