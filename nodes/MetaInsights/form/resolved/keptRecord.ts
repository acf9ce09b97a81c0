import type { AccountFacts } from '../../../shared/node/session/session';
import type { ReportRecord } from '../../facts/reportRecord';
import { allStatuses, statusLevel } from '../../facts/statuses';
import { filterInWords } from '../filters';
import type { ResolvedReport, WantedReport } from '../resolvedReport';

/** What must be met by a row to be in the report; a list of all states leaves nothing out. */
function filtersInWords({ query, ids }: ResolvedReport): string[] {
	const state = `${statusLevel(query.level)}.effective_status`;
	const isAll = (value: unknown): boolean => Array.isArray(value) && value.length === allStatuses(query.level).length;
	const filters = query.filtering.filter(({ field, value }) => field !== state || !isAll(value));
	return [...filters.map(filterInWords), ...(ids === undefined ? [] : [`${ids.ids.length} chosen IDs`])];
}

/** What came of a report. */
type ReportOutcome = Pick<ReportRecord, 'environment' | 'asOf' | 'isComplete' | 'rowCount'> &
	Partial<Pick<ReportRecord, 'byType' | 'kinds' | 'names'>>;

/** What the steps behind a report can know of it. */
export function keptRecordOf(
	{ asked, output }: Pick<WantedReport, 'asked' | 'output'>,
	account: AccountFacts,
	outcome: ReportOutcome,
): ReportRecord {
	const { query, periods, previous, common } = asked;
	return {
		...outcome,
		kinds: outcome.kinds ?? null,
		byType: outcome.byType ?? {},
		names: outcome.names ?? {},
		breakdowns: [...query.breakdowns],
		account: { id: account.id.replace(/^act_/, ''), name: account.name, timeZone: account.timeZone },
		currency: common?.currency ?? account.currency,
		converted: common === undefined ? null : { from: account.currency, rate: common.rate },
		level: query.level,
		increment: query.increment,
		periods: [...periods],
		previous: [...previous],
		limit: output.limit ?? null,
		filters: filtersInWords(asked),
	};
}
