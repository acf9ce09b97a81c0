import { chunk } from 'lodash';

import { resultCount, resultKind } from '../../../meta/resultCount';
import { accountDay, daysAgo } from '../../../shared/accountTime';
import type { GraphFilter } from '../../../shared/filtering';
import { GraphFailure } from '../../../shared/graph/error';
import type { GraphObject } from '../../../shared/graph/object';
import { LARGE_PAGE, readRows } from '../../../shared/graph/pages';
import { fieldList, type GraphRequest } from '../../../shared/graph/request';
import type { AccountFacts, Session } from '../../../shared/node/session/session';

import { readReportRows, type ReportRow } from './reportRows';

const FIELDS = ['ad_id', 'spend', 'impressions', 'clicks', 'results'];

/** Ads of one call: their days stay well below what Meta answers at once. */
const ADS_A_CALL = 50;

/** What a report reaches back to. */
interface Window {
	/** Days that can speak against an ad. */
	readonly days: number;
	/** Days before today that do not yet. */
	readonly lag: number;
}

/**
 * Reads the daily report of these ads from Meta, up to today: what is too young to speak against an ad may save it.
 *
 * @param now milliseconds since 1970; days are the ad account's
 * @param statuses those of the ads, where some may be archived
 * @throws GraphFailure when the report cannot be had whole
 */
export async function readOwnReport(
	session: Session,
	account: AccountFacts,
	ads: readonly string[],
	{ days, lag }: Window,
	now: number,
	statuses: readonly string[] = [],
): Promise<ReportRow[]> {
	const period = { since: daysAgo(days + lag, account.timeZone, now), until: accountDay(now, account.timeZone) };
	const rows: GraphObject[] = [];
	for (const some of chunk(ads, ADS_A_CALL))
		rows.push(
			...(await readRows(
				session.graph,
				reportRequest(account, adFilters(some, statuses), period),
				Infinity,
				LARGE_PAGE,
			)),
		);
	return readReportRows(rows.map(reportRow), 'results', unusable).map((row) => ({
		...row,
		kind: resultKind(rows[row.item]?.results),
	}));
}

const adFilters = (ads: readonly string[], statuses: readonly string[]): GraphFilter[] => [
	{ field: 'ad.id', operator: 'IN', value: [...ads] },
	...(statuses.length > 0 ? [{ field: 'ad.effective_status', operator: 'IN', value: [...statuses] }] : []),
];

const reportRequest = (account: AccountFacts, filtering: readonly GraphFilter[], period: object): GraphRequest => ({
	method: 'GET',
	path: `${account.id}/insights`,
	params: {
		level: 'ad',
		fields: fieldList(FIELDS),
		time_range: period,
		time_increment: 1,
		filtering,
	} as GraphRequest['params'],
	effect: 'read',
	account: account.id,
});

/** A row of Meta's as Meta Insights would give it. */
const reportRow = ({ results, ...row }: GraphObject): GraphObject => ({ ...row, results: resultCount(results) });

const unusable = (row: number, problem: string): GraphFailure =>
	new GraphFailure({
		kind: 'temporary',
		message: `Row ${row + 1} of Meta’s report ${problem}`,
		advice: 'Nothing was judged. Run the step again. If it stays like this, look at the report in Ads Manager.',
	});
