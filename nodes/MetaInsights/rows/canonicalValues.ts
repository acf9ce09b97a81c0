import type { GraphObject } from '../../shared/graph/object';
import { hidesOffsiteActions } from '../breakdowns/fieldLimits';
import { ACTION_LISTS, BY_ACTION } from '../facts/fieldSets';
import { actionItems, type ActionItem } from './actionItems';
import { canonicalsOf, type Canonical } from './canonicals';
import { asNumber, costOf, type FlatRow } from './cells';
import {
	dividingBreakdowns,
	requestedFields,
	standInWindow,
	wantedFields,
	type ColumnSettings,
} from './columns/columnSettings';

/** Actions on Meta itself have no windows past one day: “only conversion type metrics” do (Meta: reference/ads-action-stats). */
const ON_META = ['link_click'];

/** “Inline link clicks use a fixed 1-day-click attribution window” (Meta: reference of AdsInsights): no count by a view. */
const FALLBACK_WINDOW = '1d_click';

/** Windows that Meta fills for some conversions only: one that is missing says nothing. */
const isPartial = (window: string): boolean => /^(skan_|incrementality)/.test(window);

/** Ads with several settings have the word `multiple` (recorded by keboola/component-meta): only a setting with a window is one. */
const isOneSetting = (setting: unknown): boolean => typeof setting === 'string' && /\dd_/.test(setting);

/** Works out the columns with one meaning, row by row. `null` is “not told", 0 is none. */
export class CanonicalValues {
	private readonly canonicals: ReadonlyArray<Canonical & { readonly isListed: boolean }>;
	private readonly requestedNames: readonly string[];
	/** Action lists asked for. */
	private readonly lists: readonly string[];
	/** Further breakdowns within action lists: then there is no one value. */
	private readonly isDivided: boolean;
	private readonly zeroCounts: boolean;
	/** Whether a row can stand for several ad sets, and has counts that would be 0 otherwise. */
	private readonly mayMix: boolean;

	constructor(private readonly settings: ColumnSettings) {
		this.requestedNames = requestedFields(settings);
		const fieldNames = wantedFields(settings);
		this.canonicals = canonicalsOf(settings).map((one) => ({
			...one,
			// Without spend there is no column for it.
			cost: fieldNames.includes('spend') ? one.cost : undefined,
			isListed: one.from.some(([field]) => this.requestedNames.includes(field)),
		}));
		this.lists = this.requestedNames.filter((field) => BY_ACTION.includes(field) || ACTION_LISTS.includes(field));
		this.isDivided = dividingBreakdowns(settings).length > 0;
		// Meta leaves out types without a count, unless it hides them altogether or counts by a window only some have.
		this.zeroCounts =
			!this.isDivided &&
			!isPartial(settings.conversionWindow) &&
			!hidesOffsiteActions([...settings.breakdowns, ...settings.actionBreakdowns]);
		const hasCounts = this.canonicals.some(({ count, isListed }) => count && isListed);
		this.mayMix = this.zeroCounts && hasCounts && (settings.level === 'account' || settings.level === 'campaign');
	}

	/**
	 * Whether a row's actions may have been left out because its ad sets count by several attribution settings. Meta
	 * does not add those up (Meta: insights/breakdowns and reference/ads-action-stats).
	 */
	private isMixed(row: GraphObject): boolean {
		return (
			this.mayMix &&
			this.lists.length > 0 &&
			this.lists.every((field) => row[field] === undefined || row[field] === null) &&
			!isOneSetting(row.attribution_setting)
		);
	}

	/**
	 * Puts the values of a row into its flat row, where the spend stands already, and what one of them costs.
	 *
	 * @returns whether some may have been left out (`isMixed`)
	 */
	place(flat: FlatRow, row: GraphObject): boolean {
		const isUntold = this.isMixed(row);
		for (const canonical of this.canonicals) {
			const { column, cost } = canonical;
			const toldNumber = asNumber(this.valueOf(canonical, row, isUntold));
			flat[column] = toldNumber;
			if (cost !== undefined) flat[cost] = costOf(flat.spend, toldNumber);
		}
		return isUntold;
	}

	private valueOf(
		{ from, count, fallback, isListed }: Canonical & { readonly isListed: boolean },
		row: GraphObject,
		isUntold: boolean,
	): unknown {
		if (!isListed) return fallback === undefined ? null : this.fallbackOf(fallback, row);
		const firstFound = this.isDivided ? undefined : firstValue(row, from, this.settings.conversionWindow);
		if (firstFound !== undefined) return firstFound;
		return count && this.zeroCounts && !isUntold && !isAnyNull(row, from) ? 0 : null;
	}

	/** A count in a field of its own, 0 where Meta leaves it out. */
	private fallbackOf(field: string, row: GraphObject): unknown {
		const { conversionWindow: window } = this.settings;
		const isTold =
			this.requestedNames.includes(field) &&
			(window === 'value' || (standInWindow(window) ?? window) === FALLBACK_WINDOW);
		return isTold ? (row[field] === undefined ? 0 : row[field]) : null;
	}
}

/** Whether a list could not be had. */
function isAnyNull(row: GraphObject, from: Canonical['from']): boolean {
	for (const [field] of from) if (row[field] === null) return true;
	return false;
}

/**
 * The first of the types that the row has, in its list. It is undefined when the row has none, null when it is not told
 * for this window.
 */
function firstValue(row: GraphObject, from: Canonical['from'], window: string): unknown {
	for (const [field, types] of from) {
		const items = actionItems(row[field]);
		for (const type of types) {
			for (const item of items) if (item.action_type === type) return inWindow(item, type, window);
		}
	}
	return undefined;
}

/** A window without a count is left out like a type without one, unless the action or the window has none. */
function inWindow(item: ActionItem, type: string, window: string): unknown {
	if (item[window] !== undefined || window === 'value') return item[window];
	if (isPartial(window)) return null;
	const standIn = standInWindow(window);
	return standIn !== undefined && ON_META.includes(type) ? (item[standIn] ?? null) : 0;
}
