import { idOf, textCell } from '../../../shared/reading/cells';
import type { GraphObject } from '../../../shared/graph/object';
import { pairLists } from '../../../shared/lists';
import { hidesOffsiteActions } from '../../breakdowns/fieldLimits';
import { onlyOf } from '../../facts/some';
import { canonicalsOf } from '../canonicals';
import { costOf, type FlatRow } from '../cells';
import type { ColumnSettings } from '../columns/columnSettings';
import type { Flattener } from '../flatten';
import { addRows, areMixed } from './addRows';
import { exactSum, exactRatio } from './exactSum';
import type { ShownCreative } from './shown';

/** Names of ads in a cell; of more than these it says how many. */
const MOST_NAMES = 5;

interface Ad {
	readonly raw: GraphObject;
	readonly flat: FlatRow;
}

/** With its ad account: an image's hash, and a text's, is the same in every account, and people keep rows of several by their keys. */
const keyOf = ({ by, id }: ShownCreative, { account_id: account }: GraphObject): string =>
	`${by.toLowerCase()}:${id}:${idOf(account) ?? ''}`;

/** The names of ads, each once, whatever the order of the ads. */
function namesOf(ads: readonly Ad[]): string | null {
	const names = [...new Set(ads.flatMap(({ raw }) => textCell(raw.ad_name) ?? []))].sort();
	const firstNames = names.slice(0, MOST_NAMES).join(', ');
	const others = names.length - MOST_NAMES;
	return others > 0 ? `${firstNames} and ${others} more` : firstNames || null;
}

/** Rows of ads made into rows of what the ads show. */
export class CreativeRows {
	/** Whether numbers that count by different attribution settings were left out of any row. */
	mixed = false;
	private readonly ads = new Map<string, readonly string[]>();

	/** @param creativeOf what an ad shows */
	constructor(
		private readonly settings: ColumnSettings,
		private readonly flattener: Flattener,
		private readonly creativeOf: (ad: string) => ShownCreative,
	) {}

	/** The ads that a row stands for. */
	adsOf({ row_key: key }: FlatRow): readonly string[] {
		return this.ads.get(String(key)) ?? [];
	}

	/** @param flat Meta's rows made flat, in their order */
	rowsOf(raw: readonly GraphObject[], flat: readonly FlatRow[]): FlatRow[] {
		const groups = new Map<string, { readonly shown: ShownCreative; readonly ads: Ad[] }>();
		for (const [one, row] of pairLists(raw, flat)) {
			const creativeShown = this.creativeOf(String(one.ad_id ?? ''));
			// Level and object make room for what is shown; days, increment and breakdown values stay.
			const key = ['creative', keyOf(creativeShown, one), ...String(row.row_key).split('|').slice(2)].join('|');
			const place = `${key}|${String(one.date_stop ?? '')}`;
			const group = groups.get(place) ?? { shown: creativeShown, ads: [] };
			groups.set(place, group);
			group.ads.push({ raw: one, flat: { ...row, row_key: key } });
		}
		return [...groups.values()].map(({ shown, ads }) => this.rowOf(shown, ads));
	}

	private rowOf({ by, id }: ShownCreative, ads: readonly Ad[]): FlatRow {
		const ids = [...new Set(ads.flatMap(({ raw }) => idOf(raw.ad_id) ?? []))].sort();
		const only = onlyOf(ads);
		const row = only === null ? this.sumOf(ads) : only.flat;
		this.ads.set(String(row.row_key), ids);
		return { ...row, grouped_by: by, grouped_id: id, ad_count: ids.length };
	}

	private sumOf(ads: readonly Ad[]): FlatRow {
		const raw = ads.map((ad) => ad.raw);
		const { breakdowns } = this.settings;
		const leavesOutZero = !hidesOffsiteActions([...breakdowns, ...this.settings.actionBreakdowns]);
		const row = this.flattener.flatten(addRows(raw, { breakdowns, leavesOutZero }));
		const isUntold = areMixed(raw) && this.settings.conversionWindow === 'value';
		this.mixed ||= isUntold;
		this.tellCanonicals(row, ads, isUntold);
		return { ...row, ad_name: namesOf(ads), row_key: ads[0]?.flat.row_key ?? null };
	}

	/** Which of the overlapping types is counted, each ad's row has decided: the sum of its type alone would lack others'. */
	private tellCanonicals(row: FlatRow, ads: readonly Ad[], isUntold: boolean): void {
		const sum = (column: string): number | null => (isUntold ? null : exactSum(ads.map(({ flat }) => flat[column])));
		const spend = typeof row.spend === 'number' ? row.spend : null;
		for (const { column, count, cost } of canonicalsOf(this.settings)) {
			const value = count ? sum(column) : exactRatio(sum('purchase_value'), spend);
			row[column] = value;
			if (cost !== undefined && cost in row) row[cost] = costOf(row.spend, value);
		}
	}
}
