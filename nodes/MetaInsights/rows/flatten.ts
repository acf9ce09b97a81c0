import type { GraphObject } from '../../shared/graph/object';
import { hidesPeople } from '../breakdowns/fieldLimits';
import { ACTION_TYPE } from '../breakdowns/table';
import { isDayComplete, isSettled } from '../facts/dateRanges';
import { kindOf, type FieldKind } from '../facts/fieldKinds';
import { fixedTypes } from '../facts/fieldSets';
import type { Increment } from '../facts/increments';
import { ActionColumns } from './actionColumns';
import { actionItems } from './actionItems';
import { placeBreakdown } from './breakdownCells';
import { CanonicalValues } from './canonicalValues';
import { asCell, asNumber, type FlatRow } from './cells';
import { columnsOf } from './columns/columns';
import { dividingBreakdowns, requestedWindows, wantedFields, type ColumnSettings } from './columns/columnSettings';
import { placeResults } from './resultCells';
import { rowKeys } from './rowIdentity';
import { SharedTexts } from './sharedTexts';

/** What is true of every row of a report. */
export interface ReportFacts {
	readonly currency: string;
	readonly timeZone: string;
	readonly environment: 'meta' | 'emulator';
	/** The instant of the report, in ms: it decides which days are complete. */
	readonly now: number;
	readonly increment: Increment;
}

/** Puts what Meta has in one field into a flat row. */
type Place = (flat: FlatRow, value: unknown) => void;

/** Makes flat rows of Meta's, for one report's settings; everything that does not depend on the row is done once. */
export class Flattener {
	readonly columns: readonly string[];
	readonly keyOf: (row: GraphObject) => string;
	/** Whether any row so far came without actions that its several attribution settings may have hidden. */
	mixed = false;
	/** A row with every column and what is true of all of them. */
	private readonly blank: FlatRow;
	private readonly fields: readonly string[];
	private readonly types: ReadonlyMap<string, ReadonlySet<string>>;
	private readonly canonicals: CanonicalValues;
	/** Further breakdowns within action lists. */
	private readonly parts: readonly string[];
	/** Keys of action lists that get no column of their own. */
	private readonly unshown: ReadonlySet<string>;
	/** By field, for those that came so far. */
	private readonly places = new Map<string, Place>();
	private readonly days = new Map<string, { complete: boolean; settled: boolean }>();

	constructor(
		private readonly settings: ColumnSettings,
		private readonly facts: ReportFacts,
	) {
		const { currency, timeZone, environment, increment } = facts;
		this.columns = columnsOf(settings);
		const nothing = Object.fromEntries(this.columns.map((column) => [column, null]));
		this.blank = { ...nothing, account_currency: currency, account_timezone: timeZone, environment };
		this.keyOf = rowKeys({ level: settings.level, breakdowns: [...settings.breakdowns].sort(), increment });
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
		return { ...this.blank };
	}

	flatten(row: GraphObject): FlatRow {
		const flat = this.empty();
		for (const field in row) (this.places.get(field) ?? this.placeOf(field))(flat, row[field]);
		this.mixed = this.canonicals.place(flat, row) || this.mixed;
		const day = this.dayFacts(String(row.date_stop ?? row.date_start ?? ''));
		flat.day_complete = day.complete;
		flat.settled = day.settled;
		flat.row_key = this.keyOf(row);
		return flat;
	}

	/** How a field is placed, found out once. */
	private placeOf(field: string): Place {
		const place = this.placeFor(field, this.kindOf(field));
		this.places.set(field, place);
		return place;
	}

	private placeFor(field: string, kind: FieldKind | 'breakdown' | 'hidden'): Place {
		if (kind === 'hidden') return () => undefined;
		if (kind === 'number') return (flat, value) => void (flat[field] = asNumber(value));
		if (kind === 'results') {
			const { conversionWindow } = this.settings;
			return (flat, value) => placeResults(flat, field, value, conversionWindow);
		}
		if (kind === 'actions') return this.placeForActions(field);
		const texts = new SharedTexts();
		return (flat, value) => {
			if (typeof value === 'string') flat[field] = texts.of(value);
			else if (kind === 'breakdown') placeBreakdown(flat, field, value);
			else flat[field] = asCell(value);
		};
	}

	private placeForActions(field: string): Place {
		// A list no set and no choice has types for shows all of them: its few types are what was asked for.
		const wantedTypes = this.settings.allActionTypes ? undefined : this.types.get(field);
		const columns = new ActionColumns(field, wantedTypes, this.parts, this.unshown);
		return (flat, value) => {
			if (Array.isArray(value)) columns.place(flat, actionItems(value));
			// A list that could not be had is null: its columns stay empty, and the list itself has none.
			else if (value !== null) flat[field] = asCell(value);
		};
	}

	private kindOf(field: string): FieldKind | 'breakdown' | 'hidden' {
		if (this.settings.breakdowns.includes(field)) return 'breakdown';
		// Asked for only because action breakdowns need it.
		if (field === 'actions' && !this.fields.includes(field)) return 'hidden';
		return hidesPeople(this.settings.breakdowns, field) ? 'hidden' : kindOf(field);
	}

	private dayFacts(day: string): { complete: boolean; settled: boolean } {
		let factsOfDay = this.days.get(day);
		if (factsOfDay === undefined) {
			const { timeZone, now } = this.facts;
			factsOfDay = {
				complete: day !== '' && isDayComplete(day, timeZone, now),
				settled: day !== '' && isSettled(day, timeZone, now),
			};
			this.days.set(day, factsOfDay);
		}
		return factsOfDay;
	}
}
