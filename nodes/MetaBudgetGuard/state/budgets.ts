import { loggedAmounts } from '../../meta/activityLog/amounts';
import type { GraphObject } from '../../shared/graph/object';
import { existing } from '../../shared/lists';
import type { LeverName } from '../policy/lever';
import { wholeOf, type Family, type LeverPlace } from './family';

const fields: Readonly<Partial<Record<LeverName, string>>> = {
	dailyBudget: 'daily_budget',
	lifetimeBudget: 'lifetime_budget',
};

/** Graph's name of a budget. */
const fieldOf = (lever: LeverName): string => existing(fields[lever], `a field for the ${lever}`);

function budgetOn(on: LeverPlace['on'], object: GraphObject): LeverPlace | null {
	const [daily, lifetime] = [wholeOf(object.daily_budget), wholeOf(object.lifetime_budget)];
	if (daily !== null) return { on, lever: 'dailyBudget', value: daily };
	return lifetime === null ? null : { on, lever: 'lifetimeBudget', value: lifetime };
}

/**
 * Budgets of campaigns and ad sets. A campaign that has one decides for its ad sets (Marketing API, "Advantage
 * campaign budget").
 */
export const budgets: Family = {
	noun: 'budget',
	addsUp: true,
	locate(namedObject, adSet, campaign) {
		const placedBudget = budgetOn('campaign', campaign) ?? (adSet === null ? null : budgetOn('adSet', adSet));
		if (placedBudget !== null) return placedBudget;
		return {
			absent:
				namedObject === 'campaign'
					? 'This campaign has no budget of its own: its ad sets have theirs. Choose the ad sets.'
					: 'Neither the ad set nor its campaign shows a budget.',
		};
	},
	valueOf: (object, lever) => wholeOf(object[fieldOf(lever)]),
	params: (lever, value) => ({ [fieldOf(lever)]: value.toString() }),
	events: new Set(['update_campaign_budget', 'update_ad_set_budget']),
	logged: loggedAmounts,
};

/** What is raised for some hours: only daily budgets take budget schedules (Graph API, High Demand Period). */
export const scheduledBudgets: Family = {
	...budgets,
	noun: 'budget schedule',
	locate(namedObject, adSet, campaign) {
		const placedBudget = budgets.locate(namedObject, adSet, campaign);
		if ('absent' in placedBudget || placedBudget.lever === 'dailyBudget') return placedBudget;
		return { absent: 'It has a lifetime budget, and only daily budgets take budget schedules.' };
	},
};

/** Only of what an item names: numbers of one ad set say nothing of the others that its campaign's budget is for. */
export const ownBudgets: Family = {
	...budgets,
	locate(namedObject, adSet, campaign) {
		const placedBudget = budgets.locate(namedObject, adSet, campaign);
		if ('absent' in placedBudget || placedBudget.on === namedObject) return placedBudget;
		return {
			absent: 'It uses its campaign’s budget. Choose the campaign, so the cut and the numbers match.',
		};
	},
};
