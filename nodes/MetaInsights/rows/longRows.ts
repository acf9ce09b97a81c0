import { pick } from 'lodash';

import type { GraphObject } from '../../shared/graph/object';
import { kindOf } from '../facts/fieldKinds';
import { BY_ACTION } from '../facts/fieldSets';
import { idField, identityFields, nameFieldOf } from '../facts/levels';
import { actionItems, type ActionItem } from './actionItems';
import { asCell, asNumber, type FlatRow } from './cells';
import { breakdownColumns, columnWord } from './columns/columnNames';
import { dividingBreakdowns, wantedFields, type ColumnSettings } from './columns/columnSettings';
import { exactSum } from './creatives/exactSum';

/**
 * A row for each type of action, for databases: which types there are is what Meta returns, and the columns stay the same. Only
 * lists by action are in it; what has one number a row would come once for each type, and sums would be wrong.
 */

/** The row of the report that a type of action is counted in; its `row_key` in every other form of the report. */
const REPORT_KEY = 'report_key';
const TYPE = 'action_type';

/** Lists by action that were asked for. */
export const listsOf = (settings: ColumnSettings): string[] =>
	wantedFields(settings).filter((field) => kindOf(field) === 'actions');

const shownWindows = ({ windows }: ColumnSettings): string[] => windows.filter((window) => window !== 'default');

const windowColumn = (field: string, window: string): string => `${field}_${columnWord(window)}`;

export function longColumns(settings: ColumnSettings, several: boolean): string[] {
	const windows = shownWindows(settings);
	const columns = [
		...(several ? ['account_name'] : []),
		nameFieldOf(settings.level),
		...['date_start', 'date_stop'],
		...breakdownColumns(settings.breakdowns),
		TYPE,
		...dividingBreakdowns(settings),
		...listsOf(settings).flatMap((field) => [field, ...windows.map((window) => windowColumn(field, window))]),
		...['account_currency', idField(settings.level), REPORT_KEY, 'row_key'],
	];
	return [...new Set(columns)];
}

/** What Meta counts of one type, by list. */
type Counted = Map<string, FlatRow>;

/** Makes long rows of a report's, for one report's settings. */
export class LongRows {
	private readonly lists: readonly string[];
	private readonly parts: readonly string[];
	private readonly windows: readonly string[];
	private readonly keptColumns: readonly string[];
	private readonly blank: FlatRow;

	constructor(private readonly settings: ColumnSettings) {
		this.lists = listsOf(settings);
		this.parts = dividingBreakdowns(settings);
		this.windows = shownWindows(settings);
		const columns = longColumns(settings, true);
		this.keptColumns = [...columns, ...identityFields(settings.level)].filter((column) => !this.lists.includes(column));
		this.blank = Object.fromEntries(columns.map((column) => [column, null]));
	}

	/** @param flat the same row with its facts and its key */
	rowsOf(raw: GraphObject, flat: FlatRow): FlatRow[] {
		const rows: Counted = new Map();
		for (const field of this.lists) {
			for (const item of withoutSums(actionItems(raw[field]), this.parts)) {
				if (!this.isWanted(field, item)) continue;
				const row = this.rowFor(rows, item, flat);
				row[field] = cellOf(item.value);
				for (const window of this.windows) row[windowColumn(field, window)] = cellOf(item[window]);
			}
		}
		return [...rows.values()];
	}

	private isWanted(field: string, { action_type: type }: ActionItem): boolean {
		const { actionTypes } = this.settings;
		return actionTypes.length === 0 || !BY_ACTION.includes(field) || actionTypes.includes(String(type));
	}

	private rowFor(rows: Counted, item: ActionItem, flat: FlatRow): FlatRow {
		const type = String(item.action_type ?? 'all');
		const parts = Object.fromEntries(this.parts.map((name) => [name, asCell(item[name])]));
		const key = [type, ...Object.values(parts).map((part) => String(part ?? ''))].join('|');
		const rowOfKey = rows.get(key);
		if (rowOfKey !== undefined) return rowOfKey;
		const row: FlatRow = {
			...this.blank,
			...pick(flat, this.keptColumns),
			[TYPE]: type,
			...parts,
			[REPORT_KEY]: flat.row_key ?? null,
			row_key: `${String(flat.row_key)}|${key}`,
		};
		rows.set(key, row);
		return row;
	}
}

/**
 * Entries without those that are the sum of others. With likes and the rest Meta can tell all reactions once more, in an entry without
 * the breakdown (recorded by keboola/ex-facebook-graph-api): whoever adds up the rows would count each twice.
 */
function withoutSums(items: readonly ActionItem[], parts: readonly string[]): readonly ActionItem[] {
	const isPart = (item: ActionItem): boolean => parts.some((name) => item[name] !== undefined);
	const isSum = ({ action_type: type, value }: ActionItem): boolean => {
		const ownParts = items.filter((item) => item.action_type === type && isPart(item));
		return ownParts.length > 0 && exactSum(ownParts.map((part) => part.value)) === Number(value);
	};
	return parts.length === 0 ? items : items.filter((item) => isPart(item) || !isSum(item));
}

const cellOf = (value: unknown): FlatRow[string] =>
	Array.isArray(value) ? JSON.stringify(value) : value === undefined ? null : asNumber(value);
