import { currencyDecimals, isListedCurrency, roundedCost } from '../../shared/money';
import type { Cell, FlatRow } from '../rows/cells';
import type { ColumnSettings } from '../rows/columns/columnSettings';
import { isCost, nameOfTold, readableNames } from '../rows/columns/readableNames';
import { isLong, type RowChoices } from '../rows/columns/reportColumns';
import { previousColumn } from '../rows/columns/rowNames';

const isCostOrBefore = (column: string): boolean =>
	isCost(column) || (column.endsWith(previousColumn('')) && isCost(column.slice(0, -previousColumn('').length)));

/** The currency that all money of the rows is in, whichever of several accounts they are of; null where nobody knows. */
const namedCurrency = ({ commonCurrency, several }: RowChoices, currency: string): string | null =>
	commonCurrency ?? (several ? null : currency);

/** How rows are shown to people: the wanted columns, by their names, with costs that have as many decimals as their currency. */
export class Presentation {
	/** By the names that rows show. */
	readonly columns: readonly string[];
	private readonly names: ReadonlyMap<string, string> | null;
	private readonly decimals: number | null;
	/** Columns that only Meta's answer tells come last, unless columns were chosen one by one. */
	private readonly isOpen: boolean;
	private readonly isAsBefore: boolean;

	/**
	 * @param shownColumns columns that are wanted, in order
	 * @param knownColumns columns that rows have, as far as that is known before the first of them
	 */
	constructor(
		choices: RowChoices,
		settings: ColumnSettings,
		currency: string,
		private readonly shownColumns: readonly string[],
		private readonly knownColumns: ReadonlySet<string>,
	) {
		const { columns, selectedColumns, readableNames: isReadable } = choices;
		this.names = isReadable ? readableNames(shownColumns, settings, namedCurrency(choices, currency)) : null;
		this.columns = shownColumns.map((column) => this.nameOf(column));
		// Meta has no unit for a currency that it does not list: what it costs stays as it is.
		const isRounded = (columns === 'main' || isReadable) && isListedCurrency(currency);
		this.decimals = isRounded ? currencyDecimals(currency) : null;
		this.isOpen = selectedColumns === undefined && !isLong(choices);
		this.isAsBefore = columns === 'all' && this.names === null;
	}

	rows(rows: readonly FlatRow[]): FlatRow[] {
		return this.isAsBefore ? [...rows] : rows.map((row) => this.row(row));
	}

	/** Columns by the names that such a row shows; empty where it shows the columns themselves. */
	namesOf(row: FlatRow): Record<string, string> {
		return this.names === null
			? {}
			: Object.fromEntries(this.columnsOf(row).map((column) => [this.nameOf(column), column]));
	}

	private columnsOf(row: FlatRow): string[] {
		const newColumns = this.isOpen ? Object.keys(row).filter((column) => !this.knownColumns.has(column)) : [];
		return [...this.shownColumns, ...newColumns];
	}

	private row(row: FlatRow): FlatRow {
		return Object.fromEntries(
			this.columnsOf(row).map((column) => [this.nameOf(column), this.cell(column, row[column] ?? null)]),
		);
	}

	private nameOf(column: string): string {
		return this.names === null ? column : (this.names.get(column) ?? nameOfTold(column));
	}

	private cell(column: string, value: Cell): Cell {
		if (this.decimals === null || typeof value !== 'number' || !isCostOrBefore(column)) return value;
		return roundedCost(value, this.decimals);
	}
}
