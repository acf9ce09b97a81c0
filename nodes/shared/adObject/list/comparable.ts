import { byLabel } from '../../words';

/** A field of an object that lists can be narrowed and sorted by. */
export interface Comparable {
	readonly name: string;
	/** Graph's name. */
	readonly value: string;
	/** What a value in the form means: text as it is, an amount in currency units, a moment by the account's clock. */
	readonly holds: 'text' | 'amount' | 'moment';
}

const text = (name: string, value: string): Comparable => ({ name, value, holds: 'text' });
const amount = (name: string, value: string): Comparable => ({ name, value, holds: 'amount' });
const moment = (name: string, value: string): Comparable => ({ name, value, holds: 'moment' });

const common = [
	moment('Created Time', 'created_time'),
	text('Effective Status', 'effective_status'),
	text('ID', 'id'),
	text('Name', 'name'),
	moment('Updated Time', 'updated_time'),
];

const budgets = [
	amount('Budget Remaining', 'budget_remaining'),
	amount('Daily Budget', 'daily_budget'),
	amount('Lifetime Budget', 'lifetime_budget'),
	text('Bid Strategy', 'bid_strategy'),
];

export const ofCampaigns = [
	...common,
	...budgets,
	text('Objective', 'objective'),
	moment('Start Time', 'start_time'),
	moment('Stop Time', 'stop_time'),
].sort(byLabel);

export const ofAdSets = [
	...common,
	...budgets,
	amount('Bid Amount', 'bid_amount'),
	text('Billing Event', 'billing_event'),
	text('Campaign ID', 'campaign_id'),
	moment('End Time', 'end_time'),
	text('Performance Goal', 'optimization_goal'),
	moment('Start Time', 'start_time'),
].sort(byLabel);

export const ofAds = [...common, text('Ad Set ID', 'adset_id'), text('Campaign ID', 'campaign_id')].sort(byLabel);
