import { daysAgo } from '../../shared/accountTime';
import type { AccountFacts } from '../../shared/node/session/session';
import { needsAsync } from '../breakdowns/directAnswers';
import { retentionProblem, toldByRunsOnly } from '../breakdowns/retention';
import type { ReportPeriod } from '../facts/dateRanges';
import { alignToWeeks } from '../facts/increments';
import type { ReportLevel } from '../facts/levels';
import type { ReportQuery } from '../facts/query';
import { flatOf, type Some } from '../facts/some';
import type { ColumnSettings } from '../rows/columns/columnSettings';
import type { RowChoices } from '../rows/columns/reportColumns';
import type { CommonCurrency } from '../rows/commonCurrency';
import { commonCurrencyOf } from './accounts/commonCurrency';
import { idsOf } from './accounts/scope';
import { columnSettings, rowChoices } from './columns/columnsAsked';
import { refuseFor, reportDays } from './days/reportDays';
import { outputProblem } from './outputRules';
import type { ReportForm } from './reportForm';
import { reportOutput, type ReportOutput } from './reportOutput';
import { remarksOn } from './resolved/remarks';
import { incrementOf, reportQuery } from './resolved/reportQuery';

/** What is asked of Meta, for one account and one instant. Plain data: a plan carries it. */
export interface ResolvedReport {
	readonly query: ReportQuery;
	readonly columns: ColumnSettings;
	readonly periods: Some<ReportPeriod>;
	/** The periods to compare with, chunk by chunk in the order of `periods`. */
	readonly previous: readonly ReportPeriod[];
	readonly ids?: { readonly level: ReportLevel; readonly ids: readonly string[] };
	/** What only runs at Meta tell of it, in words. */
	readonly runOnly?: string;
	/** What the rows' money is converted to; the account's own without it. */
	readonly common?: CommonCurrency;
	/** Remarks for the people who look at the result. */
	readonly remarks: readonly string[];
}

/** Whether Meta prepares only ten such reports of an account a day. */
export const isScarce = ({ runOnly, query }: Pick<ResolvedReport, 'runOnly' | 'query'>): boolean =>
	runOnly !== undefined || needsAsync(query.breakdowns);

/**
 * Works out what to ask of Meta.
 *
 * @param now the instant of the report, in ms
 * @throws InputProblem for an output that cannot be, and for dates Meta would refuse or answer wrongly
 */
export function resolveReport(form: ReportForm, account: AccountFacts, now: number): ResolvedReport {
	const zone = account.timeZone;
	const today = daysAgo(0, zone, now);
	const increment = incrementOf(form, zone, now);
	const columns = columnSettings(form);
	refuseFor(outputProblem(form, columns));
	const common = commonCurrencyOf(form, account.currency);
	const days = reportDays(form, increment, today, zone, now);
	const query = reportQuery(form, account.id, columns, increment);
	const reach = {
		breakdowns: form.breakdowns,
		fields: query.fields,
		periods: days.ranges,
		previous: days.before,
		today,
	};
	refuseFor(retentionProblem(reach));
	const align = (period: ReportPeriod): Some<ReportPeriod> =>
		increment === 'week' ? alignToWeeks(period, form.options.weekStart) : [period];
	return {
		query,
		columns,
		periods: flatOf(days.ranges, align),
		previous: days.before.flatMap(align),
		ids: idsOf(form),
		runOnly: toldByRunsOnly(reach),
		...(common === null ? {} : { common }),
		remarks: remarksOn(form, account, { query, days, today, common, now }),
	};
}

/** A report's form, worked out once: what is asked, which columns rows have, what they come out as. Nobody behind it sees the form. */
export interface WantedReport {
	readonly asked: ResolvedReport;
	readonly choices: RowChoices;
	readonly output: ReportOutput;
}

/**
 * @param now the instant of the report, in ms
 * @throws InputProblem as `resolveReport`
 */
export function wantedReport(form: ReportForm, account: AccountFacts, now: number): WantedReport {
	return { asked: resolveReport(form, account, now), choices: rowChoices(form), output: reportOutput(form) };
}
