import { textCell } from '../../../shared/reading/cells';
import type { GraphObject } from '../../../shared/graph/object';
import { isAddable, kindOf } from '../../facts/fieldKinds';
import { identityFields } from '../../facts/levels';
import { actionItems, type ActionItem } from '../actionItems';
import { canonicals } from '../canonicals';
import { addLists, COUNTED_BY_SETTING, entryKey, isAddableList, isWindow } from './addLists';
import { addResults, costPerResult } from './addResults';
import { exactSum, exactRatio } from './exactSum';

/** What several ads can have in common. Their rankings are each ad's own. */
const COMMON = [
	...identityFields('adset'),
	...['date_start', 'date_stop', 'account_currency'],
	...['attribution_setting', 'objective', 'optimization_goal', 'buying_type'],
];

/** Counts that Meta leaves out where they are zero (see `CanonicalValues`). */
const LEFT_OUT = canonicals.flatMap(({ fallback }) => fallback ?? []);

type Ratio = readonly [of: string, by: string, times?: number];

const ratios: Readonly<Record<string, Ratio>> = {
	ctr: ['clicks', 'impressions', 100],
	cpc: ['spend', 'clicks'],
	cpm: ['spend', 'impressions', 1000],
	inline_link_click_ctr: ['inline_link_clicks', 'impressions', 100],
	cost_per_inline_link_click: ['spend', 'inline_link_clicks'],
	cost_per_inline_post_engagement: ['spend', 'inline_post_engagement'],
};

/** Lists of rates and costs: of which list they are made, and how. */
const listRatios: Readonly<Record<string, { readonly list: string; readonly per: 'cost' | 'ctr' | 'roas' }>> = {
	cost_per_action_type: { list: 'actions', per: 'cost' },
	cost_per_conversion: { list: 'conversions', per: 'cost' },
	cost_per_outbound_click: { list: 'outbound_clicks', per: 'cost' },
	cost_per_thruplay: { list: 'video_thruplay_watched_actions', per: 'cost' },
	cost_per_15_sec_video_view: { list: 'video_15_sec_watched_actions', per: 'cost' },
	cost_per_2_sec_continuous_video_view: { list: 'video_continuous_2_sec_watched_actions', per: 'cost' },
	outbound_clicks_ctr: { list: 'outbound_clicks', per: 'ctr' },
	website_ctr: { list: 'actions', per: 'ctr' },
	purchase_roas: { list: 'action_values', per: 'roas' },
	website_purchase_roas: { list: 'action_values', per: 'roas' },
	mobile_app_purchase_roas: { list: 'action_values', per: 'roas' },
};

const resultCosts: Readonly<Record<string, string>> = {
	cost_per_result: 'results',
	cost_per_objective_result: 'objective_results',
};

export interface AddRules {
	readonly breakdowns: readonly string[];
	/** Whether a type of action that Meta leaves out was not counted. Otherwise it is unknown. */
	readonly leavesOutZero: boolean;
}

/**
 * Whether the ad sets of rows count by different attribution settings, which Meta does not add up, either. An ad set
 * that does not tell its own setting counts like no other.
 */
export const areMixed = (rows: readonly GraphObject[]): boolean =>
	new Set(rows.map(({ attribution_setting: setting, adset_id: adSet }) => textCell(setting) ?? `of ${String(adSet)}`))
		.size > 1;

/** Rows of one period and breakdown value as one of Meta's: what adds up is added, rates and costs are worked out of sums. */
class Addition {
	readonly isMixed: boolean;
	private readonly numbers = new Map<string, number | null>();

	constructor(
		private readonly rows: readonly GraphObject[],
		private readonly rules: AddRules,
	) {
		this.isMixed = areMixed(rows);
	}

	/** What a field comes to; null for people and for whatever else is no sum. */
	of(field: string): unknown {
		if (COMMON.includes(field) || this.rules.breakdowns.includes(field)) return this.common(field);
		const kind = kindOf(field);
		if (kind === 'number') return this.number(field);
		if (kind === 'actions') return this.list(field);
		return kind === 'results' ? this.results(field) : null;
	}

	private common(field: string): unknown {
		const [first, ...rest] = this.rows.map(({ [field]: value }) => value);
		return rest.every((value) => JSON.stringify(value) === JSON.stringify(first)) ? first : null;
	}

	private number(field: string): number | null {
		const knownNumber = this.numbers.get(field);
		if (knownNumber !== undefined) return knownNumber;
		const ratioParts = ratios[field];
		const value =
			ratioParts === undefined
				? this.sum(field)
				: exactRatio(this.sum(ratioParts[0]), this.sum(ratioParts[1]), ratioParts[2]);
		this.numbers.set(field, value);
		return value;
	}

	private sum(field: string): number | null {
		if (!isAddable(field)) return null;
		const zero = LEFT_OUT.includes(field) && this.rows.some(({ [field]: value }) => value !== undefined) ? 0 : null;
		return exactSum(this.rows.map(({ [field]: value }) => (value === undefined ? zero : value)));
	}

	private results(field: string): unknown {
		const costParts = resultCosts[field];
		if (costParts !== undefined)
			return costPerResult(addResults(this.rows, costParts, this.isMixed), this.number('spend'));
		return field === 'results' || field === 'objective_results' ? addResults(this.rows, field, this.isMixed) : null;
	}

	private list(field: string): ActionItem[] | null {
		const ratioOfList = listRatios[field];
		if (ratioOfList !== undefined) return this.listOfRatios(field, ratioOfList.list, ratioOfList.per);
		return isAddableList(field) ? this.listOfSums(field) : null;
	}

	private listOfSums(field: string): ActionItem[] | null {
		const without = this.isMixed && COUNTED_BY_SETTING.includes(field) ? ['value', 'default'] : [];
		return addLists(this.rows, field, { without, leavesOutZero: this.rules.leavesOutZero });
	}

	/** Of the types that any of the rows has the rate or cost of. */
	private listOfRatios(field: string, list: string, per: 'cost' | 'ctr' | 'roas'): ActionItem[] | null {
		const types = new Set(this.rows.flatMap(({ [field]: cell }) => actionItems(cell).map(entryKey)));
		const spend = this.number('spend');
		const ratioFor: Record<typeof per, (value: number) => number | null> = {
			cost: (value) => exactRatio(spend, value),
			ctr: (value) => exactRatio(value, this.sum('impressions'), 100),
			roas: (value) => exactRatio(value, spend),
		};
		const sums = this.listOfSums(list)?.filter((item) => types.has(entryKey(item)));
		return (
			sums?.map((item) =>
				Object.fromEntries(
					Object.entries(item).map(([name, value]) => [
						name,
						isWindow(name) && typeof value === 'number' ? ratioFor[per](value) : value,
					]),
				),
			) ?? null
		);
	}
}

/**
 * Several ads' rows of one period and breakdown value as one row of Meta's. Reach, frequency, unique counts and what Meta does not
 * explain are null: people of two ads can be the same.
 */
export function addRows(rows: readonly GraphObject[], rules: AddRules): GraphObject {
	const addition = new Addition(rows, rules);
	const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
	return Object.fromEntries(fields.map((field) => [field, addition.of(field)]));
}
