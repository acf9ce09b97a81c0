import type { GraphObject } from '../../../shared/graph/object';
import { hidesPeople } from '../breakdowns/fieldLimits';
import { ACTION_TYPE } from '../breakdowns/table';
import { isDayComplete, isSettled } from '../facts/dateRanges';
import { kindOf, type FieldKind } from '../facts/fieldKinds';
import { fixedTypes } from '../facts/fieldSets';
import type { Increment } from '../facts/increments';
import { actionItems, type ActionItem } from './actionItems';
import { CanonicalValues } from './canonicalValues';
import { actionColumn, byTypeColumn, partColumn } from './columnNames';
import { columnsOf } from './columns';
import { dividingBreakdowns, requestedWindows, wantedFields, type ColumnSettings } from './columnSettings';
import { rowKey } from './rowIdentity';

export type Cell = string | number | boolean | null;
export type FlatRow = Record<string, Cell>;

/** What is true of every row of a report. */
export interface ReportFacts {
	readonly currency: string;
	readonly timeZone: string;
	readonly environment: 'meta' | 'emulator';
	/** The instant of the report, in ms: it decides which days are complete. */
	readonly now: number;
	readonly increment: Increment;
}

/** Meta's text as a number. What is no number stays as it is: nothing is dropped, nothing becomes NaN. */
export function asNumber(value: unknown): Cell {
	if (typeof value === 'number') return Number.isFinite(value) ? value : null;
	if (typeof value === 'string') {
		if (value === '') return null;
		// Ids have more digits than a number can hold.
		if (value.length >= 16 && /^\d+$/.test(value)) return value;
		const number = Number(value);
		// Blanks alone are 0 to JavaScript.
		return Number.isFinite(number) && (number !== 0 || value.trim() !== '') ? number : value;
	}
	return asCell(value);
}

function asCell(value: unknown): Cell {
	if (value === null || value === undefined) return null;
	if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
	return JSON.stringify(value);
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
		this.unshown = new Set([ACTION_TYPE, ...this.parts, ...requestedWindows(settings).filter((window) => !settings.windows.includes(window))]);
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
			flat[column] = asNumber(value);
			if (cost !== undefined && cost in flat) flat[cost] = costOf(flat.spend, flat[column]);
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
		return rowKey({ level: this.settings.level, breakdowns: this.sortedBreakdowns, increment: this.facts.increment }, row);
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
			const parts = this.parts.length === 0 ? [] : this.parts.filter((name) => item[name] !== undefined).map((name) => String(item[name]));
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
			known = { complete: day !== '' && isDayComplete(day, timeZone, now), settled: day !== '' && isSettled(day, timeZone, now) };
			this.days.set(day, known);
		}
		return known;
	}
}

/** What one costs, as exact as Meta's own costs (six decimals); null where there is none, or either is unknown. */
const costOf = (spend: Cell, count: Cell): number | null =>
	typeof spend === 'number' && typeof count === 'number' && count > 0 ? Math.round((spend / count) * 1e6) / 1e6 : null;

/** Asset breakdowns are objects; their parts get columns of their own. */
function placeBreakdown(flat: FlatRow, field: string, value: unknown): void {
	if (typeof value !== 'object' || value === null) {
		flat[field] = asCell(value);
		return;
	}
	const parts = value as Readonly<Record<string, unknown>>;
	flat[field] = asCell(parts.name ?? parts.text ?? parts.asset_name ?? parts.website_url ?? parts.id ?? null);
	for (const [part, inner] of Object.entries(parts)) flat[partColumn(field, part)] = asCell(inner);
}

interface ResultEntry {
	readonly indicator?: unknown;
	readonly values?: unknown;
}

/**
 * `results` and its like are lists of `{indicator, values: [{value, attribution_windows}]}`. One kind of result is one
 * number; several kinds have no common number, so the cell stays empty, `result_type` names them and `…_by_type` has each.
 */
function placeResults(flat: FlatRow, field: string, value: unknown, window: string): void {
	if (!Array.isArray(value)) {
		flat[field] = asNumber(value);
		return;
	}
	const entries = value as ResultEntry[];
	if (field === 'results') flat.result_type = entries.map(({ indicator }) => String(indicator ?? '')).join(', ') || null;
	if (entries.length === 1) flat[field] = resultValue(entries[0], field, window);
	else if (entries.length > 1) flat[byTypeColumn(field)] = JSON.stringify(Object.fromEntries(entries.map((entry) => [String(entry.indicator ?? ''), resultValue(entry, field, window)])));
}

function resultValue({ values }: ResultEntry, field: string, window: string): Cell {
	const list = actionItems(values);
	const counting = (name: string) => list.find(({ attribution_windows: windows }) => Array.isArray(windows) && windows.includes(name));
	// Another window's count is not the chosen one's: without an entry of its own it is unknown.
	if (window !== 'value') return asNumber(counting(window)?.value);
	const chosen = counting('default') ?? list[0];
	// An indicator without a value is a goal that was not reached (UNCONFIRMED): no results, and no cost of one.
	return chosen === undefined ? (field === 'results' ? 0 : null) : asNumber(chosen.value);
}
