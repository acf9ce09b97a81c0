import type { GraphObject } from '../../../shared/graph/object';
import { hidesPeople } from '../breakdowns/fieldLimits';
import { ACTION_TYPE } from '../breakdowns/table';
import { isDayComplete, isSettled } from '../facts/dateRanges';
import { kindOf, type FieldKind } from '../facts/fieldKinds';
import { fixedTypes } from '../facts/fieldSets';
import type { Increment } from '../facts/increments';
import type { ActionItem } from './actionItems';
import { placeBreakdown } from './breakdownCells';
import { CanonicalValues } from './canonicalValues';
import { asCell, asNumber, costOf, type FlatRow } from './cells';
import { actionColumn } from './columns/columnNames';
import { columnsOf } from './columns/columns';
import { dividingBreakdowns, requestedWindows, wantedFields, type ColumnSettings } from './columns/columnSettings';
import { placeResults } from './resultCells';
import { rowKey } from './rowIdentity';

/** What is true of every row of a report. */
export interface ReportFacts {
	readonly currency: string;
	readonly timeZone: string;
	readonly environment: 'meta' | 'emulator';
	/** The instant of the report, in ms: it decides which days are complete. */
	readonly now: number;
	readonly increment: Increment;
}

/** Makes flat rows of Meta's, for one report's settings; everything that does not depend on the row is done once. */
export class Flattener {
	readonly columns: readonly string[];
	/** Whether any row so far came without actions that its several attribution settings may have hidden. */
	mixed = false;
	private readonly blank: FlatRow;
	private readonly fields: readonly string[];
	private readonly types: ReadonlyMap<string, ReadonlySet<string>>;
	private readonly canonicals: CanonicalValues;
	/** Further breakdowns within action lists. */
	private readonly parts: readonly string[];
	/** Keys of action lists that get no column of their own. */
	private readonly unshown: ReadonlySet<string>;
	private readonly sortedBreakdowns: readonly string[];
	private readonly kinds = new Map<string, FieldKind | 'breakdown' | 'hidden'>();
	/** Names of columns made so far, by field, type and window. */
	private readonly names = new Map<string, Map<string, Map<string, string>>>();
	private readonly days = new Map<string, { complete: boolean; settled: boolean }>();

	constructor(
		private readonly settings: ColumnSettings,
		private readonly facts: ReportFacts,
	) {
		this.columns = columnsOf(settings);
		this.sortedBreakdowns = [...settings.breakdowns].sort();
		this.blank = Object.fromEntries(this.columns.map((column) => [column, null]));
		this.fields = wantedFields(settings);
		const types = fixedTypes(settings.fieldSets, settings.actionTypes, this.fields);
		this.types = new Map([...types].map(([field, names]) => [field, new Set(names)]));
		this.canonicals = new CanonicalValues(settings);
		this.parts = dividingBreakdowns(settings);
		this.unshown = new Set([
			ACTION_TYPE,
			...this.parts,
			...requestedWindows(settings).filter((window) => !settings.windows.includes(window)),
		]);
	}

	/** A row with every column and no values. */
	empty(): FlatRow {
		const { currency, timeZone, environment } = this.facts;
		return { ...this.blank, account_currency: currency, account_timezone: timeZone, environment };
	}

	flatten(row: GraphObject): FlatRow {
		const flat = this.empty();
		for (const field in row) this.place(flat, field, row[field]);
		const isMixed = this.canonicals.tell(row, (value, { column, cost }) => {
			const told = asNumber(value);
			flat[column] = told;
			if (cost !== undefined && cost in flat) flat[cost] = costOf(flat.spend, told);
		});
		this.mixed ||= isMixed;
		const stop = String(row.date_stop ?? row.date_start ?? '');
		const day = this.dayFacts(stop);
		flat.day_complete = day.complete;
		flat.settled = day.settled;
		flat.row_key = this.keyOf(row);
		return flat;
	}

	keyOf(row: GraphObject): string {
		return rowKey(
			{ level: this.settings.level, breakdowns: this.sortedBreakdowns, increment: this.facts.increment },
			row,
		);
	}

	private place(flat: FlatRow, field: string, value: unknown): void {
		let kind = this.kinds.get(field);
		if (kind === undefined) this.kinds.set(field, (kind = this.kindOf(field)));
		// A list that could not be had is null: its columns stay empty, and the list itself has none.
		if (kind === 'hidden' || (kind === 'actions' && value === null)) return;
		if (kind === 'breakdown') placeBreakdown(flat, field, value);
		else if (kind === 'actions' && Array.isArray(value)) this.placeActions(flat, field, value as ActionItem[]);
		else if (kind === 'results') placeResults(flat, field, value, this.settings.conversionWindow);
		else flat[field] = kind === 'number' ? asNumber(value) : asCell(value);
	}

	private kindOf(field: string): FieldKind | 'breakdown' | 'hidden' {
		if (this.settings.breakdowns.includes(field)) return 'breakdown';
		// Asked for only because action breakdowns need it.
		if (field === 'actions' && !this.fields.includes(field)) return 'hidden';
		return hidesPeople(this.settings.breakdowns, field) ? 'hidden' : kindOf(field);
	}

	private placeActions(flat: FlatRow, field: string, items: readonly ActionItem[]): void {
		const wanted = this.settings.allActionTypes ? undefined : this.types.get(field);
		for (const item of items) {
			const type = String(item.action_type ?? 'all');
			// A list no set and no choice has types for shows all of them: its few types are what was asked for.
			if (wanted !== undefined && !wanted.has(type)) continue;
			const parts =
				this.parts.length === 0
					? []
					: this.parts.filter((name) => item[name] !== undefined).map((name) => String(item[name]));
			for (const name in item) {
				if (this.unshown.has(name)) continue;
				const value = item[name];
				flat[this.columnOf(field, type, parts, name)] = Array.isArray(value) ? JSON.stringify(value) : asNumber(value);
			}
		}
	}

	/** Without further breakdowns few names come again and again: they are made once. */
	private columnOf(field: string, type: string, parts: readonly string[], name: string): string {
		const known = parts.length > 0 ? undefined : this.names.get(field)?.get(type)?.get(name);
		if (known !== undefined) return known;
		const window = name === 'value' ? undefined : name;
		if (parts.length > 0) return actionColumn(field, type, parts, window);
		const types = this.names.get(field) ?? new Map<string, Map<string, string>>();
		this.names.set(field, types);
		const windows = types.get(type) ?? new Map<string, string>();
		types.set(type, windows);
		const column = actionColumn(field, type, [], window);
		windows.set(name, column);
		return column;
	}

	private dayFacts(day: string): { complete: boolean; settled: boolean } {
		let known = this.days.get(day);
		if (known === undefined) {
			const { timeZone, now } = this.facts;
			known = {
				complete: day !== '' && isDayComplete(day, timeZone, now),
				settled: day !== '' && isSettled(day, timeZone, now),
			};
			this.days.set(day, known);
		}
		return known;
	}
}
