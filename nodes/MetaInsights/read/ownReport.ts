import type { ChosenConversion } from '../../meta/assets/chosenConversion';
import { isDay, addDays } from '../../shared/accountTime';
import { GraphFailure } from '../../shared/graph/error';
import type { AccountFacts, Session } from '../../shared/node/session/session';
import { lastCompleteDay, type ReportPeriod } from '../facts/dateRanges';
import type { ReportLevel } from '../facts/levels';
import type { ReportQuery } from '../facts/query';
import type { Some } from '../facts/some';
import type { ResolvedReport } from '../form/resolvedReport';
import { isLarge, reportPartsOf } from './firstParts';
import { checkObject } from './ownObject';
import { ReportFetcher } from './reportFetcher';
import { gatherPages, reportPages } from './reportPages';
import { readerFor } from './reportReader';
import type { FlatRow } from '../rows/cells';
import { columnsOf } from '../rows/columns/columns';
import { requestedFields, type ColumnSettings } from '../rows/columns/columnSettings';
import { Flattener } from '../rows/flatten';

const unreadable = new GraphFailure({
	kind: 'temporary',
	message: 'Meta’s report has a row that cannot be read',
	advice: 'Run the step again.',
});

/** How long one account's report may take, in ms. */
const MOST_TIME = 15 * 60_000;

/** A report for an operation's own use: by day with spend, impressions, clicks, results, purchases, leads and values. */
export interface OwnReport {
	readonly level: ReportLevel;
	readonly period: ReportPeriod;
	/** Only of this campaign; of the whole account without one. */
	readonly campaign?: string;
	/** By seven days from the first one, with people instead: reach and frequency beside impressions and clicks. */
	readonly weekly?: true;
	/** Counted next to the others, in a column of its own. */
	readonly customConversion?: ChosenConversion;
}

/** The days up to the last complete one, on the account's calendar: yesterday, but for the first hours of a day. */
export function lastDays(days: number, { timeZone }: AccountFacts, now: number): ReportPeriod {
	const until = lastCompleteDay(timeZone, now);
	return { since: addDays(until, 1 - days), until };
}

const settingsOf = ({
	level,
	weekly,
	customConversion,
}: Pick<OwnReport, 'level' | 'weekly' | 'customConversion'>): ColumnSettings => ({
	level,
	fieldSets: weekly ? [] : ['conversions'],
	moreFields: ['impressions', 'clicks', ...(weekly ? ['reach', 'frequency'] : [])],
	breakdowns: [],
	actionBreakdowns: [],
	windows: [],
	actionTypes: [],
	allActionTypes: false,
	conversionWindow: 'value',
	...(customConversion && { customConversions: [customConversion] }),
});

/** Columns that the report's rows have, also where there are no rows. */
export const ownColumns = (level: ReportLevel, customConversion?: ChosenConversion): readonly string[] =>
	columnsOf(settingsOf({ level, customConversion }));

function resolveOwnReport(report: OwnReport, account: AccountFacts): ResolvedReport {
	const { level, period, campaign, weekly } = report;
	const columns = settingsOf(report);
	const periods: Some<ReportPeriod> = [period];
	const query: ReportQuery = {
		account: account.id,
		node: campaign ?? account.id,
		nodeLevel: campaign === undefined ? 'account' : 'campaign',
		level,
		fields: requestedFields(columns),
		breakdowns: [],
		actionBreakdowns: [],
		windows: [],
		increment: weekly ? 'week' : 1,
		filtering: [],
	};
	return { query, columns, periods, previous: [], remarks: [] };
}

/**
 * A row of no day that was asked for would pass as a day without delivery. Of two rows of one object and day, one would
 * be lost.
 */
function checkDays(rows: readonly FlatRow[], { since, until }: ReportPeriod): void {
	const isOf = (day: unknown): boolean => isDay(day) && day >= since && day <= until;
	const keys = new Set(rows.map(({ row_key: key }) => key));
	if (keys.size < rows.length || !rows.every(({ date_start: day }) => isOf(day))) throw unreadable;
}

/** All rows of the report, a row an object and day or week; it fails where any part cannot be had, or cannot be read. */
export async function ownRows(session: Session, account: AccountFacts, report: OwnReport): Promise<FlatRow[]> {
	const resolvedReport = resolveOwnReport(report, account);
	await checkObject(session, resolvedReport);
	const fetcher = new ReportFetcher(readerFor(session, resolvedReport, account), {
		strategy: 'auto',
		onIncomplete: 'fail',
		large: isLarge(resolvedReport.query, resolvedReport.periods),
		deadline: session.now() + MOST_TIME,
		wait: session.wait,
		now: session.now,
	});
	try {
		const raw = await gatherPages(reportPages(fetcher, fetcher.begin(reportPartsOf(resolvedReport).now)));
		const flattener = new Flattener(resolvedReport.columns, {
			currency: account.currency,
			timeZone: account.timeZone,
			environment: session.graph.environment,
			now: session.now(),
			increment: resolvedReport.query.increment,
		});
		const rows = raw.map((row) => flattener.flatten(row));
		checkDays(rows, report.period);
		return rows;
	} finally {
		await fetcher.end();
	}
}
