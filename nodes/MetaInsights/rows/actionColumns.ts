import type { ActionItem } from './actionItems';
import { sayable } from '../../shared/words';
import { asNumber, type FlatRow } from './cells';
import { actionColumn } from './columns/columnNames';

/** Columns of one type of action, by the keys of its entries; null for a key without one. */
interface TypeColumns {
	readonly type: string;
	readonly parts: readonly string[];
	readonly byKey: Map<string, string | null>;
}

/** The columns of one list by action: which entries have any, and under which names. */
export class ActionColumns {
	/** By type; null for those without. */
	private readonly columnsByType = new Map<string, TypeColumns | null>();

	/**
	 * @param wantedTypes types with columns; undefined for all
	 * @param parts further breakdowns within the list
	 * @param unshown keys of its entries that get no column of their own
	 */
	constructor(
		private readonly field: string,
		private readonly wantedTypes: ReadonlySet<string> | undefined,
		private readonly parts: readonly string[],
		private readonly unshown: ReadonlySet<string>,
	) {}

	place(flat: FlatRow, items: readonly ActionItem[]): void {
		for (const item of items) {
			const columns = this.columnsOf(item);
			if (columns === null) continue;
			for (const key in item) {
				const column = this.columnOf(columns, key);
				if (column === null) continue;
				const value = item[key];
				flat[column] = Array.isArray(value) ? JSON.stringify(value) : asNumber(value);
			}
		}
	}

	/** Few types come again and again, unless further breakdowns divide them. */
	private columnsOf(item: ActionItem): TypeColumns | null {
		const type = String(item.action_type ?? 'all');
		const columnsOfType = this.columnsByType.get(type);
		if (columnsOfType !== undefined) return columnsOfType;
		const isWanted = this.wantedTypes === undefined || this.wantedTypes.has(type);
		const parts = this.parts.filter((name) => item[name] !== undefined).map((name) => sayable(item[name]));
		const columns = isWanted ? { type, parts, byKey: new Map<string, string | null>() } : null;
		if (columns === null || this.parts.length === 0) this.columnsByType.set(type, columns);
		return columns;
	}

	/** A name is made once. */
	private columnOf({ type, parts, byKey }: TypeColumns, key: string): string | null {
		let column = byKey.get(key);
		if (column === undefined) {
			const window = key === 'value' ? undefined : key;
			column = this.unshown.has(key) ? null : actionColumn(this.field, type, parts, window);
			byKey.set(key, column);
		}
		return column;
	}
}
