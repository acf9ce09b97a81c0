import type { GraphObject } from '../../shared/graph/object';
import type { ReportPeriod } from '../facts/dateRanges';
import { isActionList, isAddable, kindOf } from '../facts/fieldKinds';
import { reportChunksOf, type FacingChunks, type Increment } from '../facts/increments';
import { lastOf, type Some } from '../facts/some';
import type { Cell, FlatRow } from './cells';
import { partColumn } from './columns/columnNames';
import { comparedColumns, comparedOf } from './columns/reportColumns';
import { changeColumn, percentChange, previousColumn, RESULT_NAME } from './columns/rowNames';

/** What a comparison has to know of a report. */
interface ComparedReport {
	readonly periods: Some<ReportPeriod>;
	readonly increment: Increment;
	readonly chunks: FacingChunks;
	/** Columns every row has, and whether there are no others. */
	readonly columns: readonly string[];
	readonly isFixed: boolean;
	readonly breakdowns: readonly string[];
	/** Fields asked of Meta. */
	readonly fields: readonly string[];
	/** Those that say what a row is about, beside its breakdowns. */
	readonly identityFields: readonly string[];
	readonly flatten: (row: GraphObject) => FlatRow;
	/** What a row is about, without its dates. */
	readonly identity: (row: FlatRow) => string;
	/** The object alone, without breakdown values. */
	readonly object: (row: FlatRow) => string;
	/** Whether what has no row delivered nothing. Not so where a part is missing, or a filter by numbers hides rows. */
	readonly isWhole: () => boolean;
}

interface Before {
	readonly raw: GraphObject;
	readonly flat: FlatRow;
}

/**
 * Puts the values of the period before beside each row's own. Rows belong together by object, breakdown values and the
 * chunk's place in its period, so a Tuesday meets the Tuesday a week before. What has ended since has no row in the
 * report and gets one. A campaign paused on Wednesday would otherwise be compared with half of its week before.
 */
export class PeriodComparison {
	/** Rows of the period before that no row of the report has met. */
	private readonly unmet = new Map<string, Before[]>();
	private readonly objects = new Set<string>();
	private readonly chunkNumbers: {
		readonly now: ReadonlyMap<string, number>;
		readonly before: ReadonlyMap<string, number>;
	};
	private readonly compared: readonly string[];
	private readonly blank: FlatRow;
	private readonly knownColumns: ReadonlySet<string>;
	/** How columns of assets begin whose parts nobody knows before Meta's answer. */
	private readonly parts: readonly string[];

	constructor(
		private readonly report: ComparedReport,
		before: readonly GraphObject[],
	) {
		const { chunks, columns, breakdowns } = report;
		this.chunkNumbers = { now: chunkNumbers(chunks.now), before: chunkNumbers(chunks.before) };
		this.compared = comparedOf(columns, breakdowns);
		this.blank = Object.fromEntries(comparedColumns(columns, breakdowns).map((column) => [column, null]));
		this.knownColumns = new Set(columns);
		this.parts = breakdowns.map((name) => partColumn(name, ''));
		for (const raw of before) this.note({ raw, flat: report.flatten(raw) });
	}

	/** Rows of the report with their values before. */
	rows(rows: readonly FlatRow[]): FlatRow[] {
		return rows.map((row) => {
			const chunkNumber = this.chunkNumbers.now.get(String(row.date_start));
			const period = chunkNumber === undefined ? undefined : this.report.chunks.before[chunkNumber];
			const other =
				period &&
				(this.unmet.get(keyOf(chunkNumber, this.report.identity(row)))?.shift()?.flat ?? this.nothingBefore(row));
			// A row hidden by a filter or a missing part is not one that was not there: nothing says that it was compared.
			return this.beside(row, other, other !== undefined || this.report.isWhole() ? period : undefined);
		});
	}

	/** Rows for what had numbers in the period before only; known after the last row of the report. */
	rest(): FlatRow[] {
		return [...this.unmet.values()].flat().map(({ raw, flat }) => {
			const chunkNumber = this.chunkNumbers.before.get(String(flat.date_start));
			return this.beside(this.endedRow(raw, flat, chunkNumber), flat, {
				since: String(flat.date_start),
				until: String(flat.date_stop),
			});
		});
	}

	private note(one: Before): void {
		const { identity, object } = this.report;
		const key = keyOf(this.chunkNumbers.before.get(String(one.flat.date_start)), identity(one.flat));
		const others = this.unmet.get(key);
		if (others) others.push(one);
		else this.unmet.set(key, [one]);
		this.objects.add(object(one.flat));
	}

	/**
	 * An object that was there before, but not in this chunk of time, had nothing in it. One that was not there at all
	 * is new.
	 */
	private nothingBefore(row: FlatRow): FlatRow | undefined {
		const { object, isWhole, flatten } = this.report;
		return isWhole() && this.objects.has(object(row)) ? this.withoutResults(flatten(this.nothing()), row) : undefined;
	}

	/**
	 * A row of the report for one of the period before. Days that the report has no place for, such as the 31st, stand
	 * on its last day under a key of their own. Nothing is lost, and no row is outside the report's days.
	 */
	private endedRow(raw: GraphObject, flat: FlatRow, chunkNumber: number | undefined): FlatRow {
		const { periods, chunks, increment, identityFields, breakdowns, flatten } = this.report;
		const ownChunk = chunkNumber === undefined ? undefined : chunks.now[chunkNumber];
		const { since, until } = ownChunk ?? lastOf(reportChunksOf(lastOf(periods), increment));
		const about = Object.fromEntries(
			[...identityFields, ...breakdowns].flatMap((field) => (field in raw ? [[field, raw[field]]] : [])),
		);
		const row = this.withoutResults(
			flatten({ ...this.nothing(), ...about, date_start: since, date_stop: until }),
			flat,
		);
		if (ownChunk === undefined) row.row_key = `${String(row.row_key)}|${String(flat.date_start)}`;
		// Results of what has ended may be leads beside purchases of what goes on: their kind keeps them from being added up.
		for (const column of ['result_type', RESULT_NAME]) if (column in flat) row[column] = flat[column] ?? null;
		return row;
	}

	/** What Meta would tell of something that delivered nothing; every field unknown where that is not sure. */
	private nothing(): GraphObject {
		const { fields, isWhole } = this.report;
		if (!isWhole()) return Object.fromEntries(fields.map((field) => [field, null]));
		// Lists without entries: lists that are not there can also be hidden by several attribution settings.
		return Object.fromEntries(
			fields.flatMap((field): Array<[string, unknown]> =>
				isAddable(field) ? [[field, 0]] : isActionList(field) ? [[field, []]] : [],
			),
		);
	}

	/** Nothing delivered has no results. Meta counts them by kind, so it is the other side that tells whether they are counted. */
	private withoutResults(nothing: FlatRow, other: FlatRow): FlatRow {
		if (typeof other.results === 'number' && this.report.isWhole()) nothing.results = 0;
		return nothing;
	}

	private beside(row: FlatRow, other: FlatRow | undefined, period: ReportPeriod | undefined): FlatRow {
		const toldOnly = this.toldColumns(row, other);
		const ownCells =
			toldOnly.length === 0
				? row
				: Object.fromEntries(Object.entries(row).filter(([column]) => !toldOnly.includes(column)));
		const result: FlatRow = {
			...this.blank,
			...ownCells,
			previous_date_start: period?.since ?? null,
			previous_date_stop: period?.until ?? null,
		};
		const isUnlike = haveUnlikeResults(row, other);
		for (const column of [...this.compared, ...toldOnly]) {
			const before = isUnlike && kindOf(column) === 'results' ? null : (other?.[column] ?? null);
			result[column] = row[column] ?? null;
			result[previousColumn(column)] = before;
			result[changeColumn(column)] = changeBetween(row[column], before);
		}
		return result;
	}

	/** Numbers in columns that only Meta's answer decides: all types of actions, or what action breakdowns divide. */
	private toldColumns(row: FlatRow, other: FlatRow = {}): string[] {
		if (this.report.isFixed) return [];
		const isTold = (column: string): boolean =>
			!this.knownColumns.has(column) && !this.parts.some((part) => column.startsWith(part));
		return [...new Set([...Object.keys(row), ...Object.keys(other)])].filter(
			(column) => isTold(column) && [row[column], other[column]].some((cell) => typeof cell === 'number'),
		);
	}
}

/** Whether results of the two are of different kinds: leads are no fewer or more than purchases. */
const haveUnlikeResults = ({ result_type: now }: FlatRow, before: FlatRow | undefined): boolean =>
	typeof now === 'string' && typeof before?.result_type === 'string' && now !== before.result_type;

/** Percent from one to the other, two decimals; null where there is nothing to measure against. */
function changeBetween(now: Cell | undefined, before: Cell | undefined): number | null {
	const percent = typeof now === 'number' && typeof before === 'number' ? percentChange(now, before) : null;
	return percent === null ? null : Math.round(percent * 100) / 100;
}

const chunkNumbers = (periods: readonly ReportPeriod[]): Map<string, number> =>
	new Map(periods.map(({ since }, index) => [since, index]));

const keyOf = (chunkNumber: number | undefined, identity: string): string => `${chunkNumber} ${identity}`;
