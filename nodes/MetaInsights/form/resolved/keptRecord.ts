import { createHash } from 'crypto';

import type { GraphFilter } from '../../../shared/filtering';
import type { AccountFacts } from '../../../shared/node/session/session';
import type { ReportRecord } from '../../../meta/report/reportRecord';
import { reportChunksOf } from '../../facts/increments';
import { idField, isBelow, reportLevels, type ReportLevel } from '../../facts/levels';
import { isAboutObjects } from '../../facts/objectFilters';
import { allStatuses, mayLackGone, statusLevel } from '../../facts/statuses';
import { filterInWords } from '../filters';
import type { ResolvedReport, WantedReport } from '../resolvedReport';

/** What must be met by a row to be in the report; a list of all states leaves nothing out. */
function filtersInWords({ query, ids }: ResolvedReport): string[] {
	const state = `${statusLevel(query.level)}.effective_status`;
	const isAll = (value: unknown): boolean => Array.isArray(value) && value.length === allStatuses(query.level).length;
	const filters = query.filtering.filter(({ field, value }) => field !== state || !isAll(value));
	return [...filters.map(filterInWords), ...(ids === undefined ? [] : [`${ids.ids.length} chosen IDs`])];
}

/** What two reports of one account and its days can differ by, short: of IDs there can be thousands. */
function questionOf({ query, columns, ids, previous }: ResolvedReport): string {
	const { node, windows, actionBreakdowns } = query;
	const question = [node, ids, windows, columns.conversionWindow, actionBreakdowns, previous];
	return createHash('sha256').update(JSON.stringify(question)).digest('hex').slice(0, 16);
}

/** What came of a report. */
type ReportOutcome = Pick<ReportRecord, 'environment' | 'asOf' | 'isComplete' | 'rowCount'> &
	Partial<Pick<ReportRecord, 'byType' | 'counts' | 'kinds' | 'names' | 'rowMarks'>>;

/** Whether a filter takes objects whole or not at all: one by a number, or by what is inside of them, takes parts. */
const keepsObjectsWhole = (filter: GraphFilter, level: ReportLevel): boolean =>
	isAboutObjects(filter) &&
	!reportLevels.some(
		(inside) => isBelow(inside, level) && ['.', '_'].some((mark) => filter.field.startsWith(inside + mark)),
	);

const isCut = ({ limit }: WantedReport['output'], { rowCount }: ReportOutcome): boolean =>
	limit !== undefined && rowCount >= limit;

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
		counts: outcome.counts ?? {},
		names: outcome.names ?? {},
		rowMarks: outcome.rowMarks ?? null,
		breakdowns: [...query.breakdowns],
		account: { id: account.id.replace(/^act_/, ''), name: account.name, timeZone: account.timeZone },
		currency: common?.currency ?? account.currency,
		converted: common === undefined ? null : { from: account.currency, rate: common.rate },
		level: query.level,
		idColumn: idField(query.level),
		increment: query.increment,
		periods: [...periods],
		rowPeriods: query.increment === 1 ? [] : periods.flatMap((period) => reportChunksOf(period, query.increment)),
		previous: [...previous],
		limit: output.limit ?? null,
		question: questionOf(asked),
		filters: filtersInWords(asked),
		mayLackGone: mayLackGone(query),
		isPartial: isCut(output, outcome) || !query.filtering.every((filter) => keepsObjectsWhole(filter, query.level)),
	};
}
