import type { IDataObject } from 'n8n-workflow';

import { campaignUrl } from '../../shared/adsManager';
import type { GraphObject } from '../../shared/graph/pages';
import { fromMinorUnits, isListedCurrency } from '../../shared/money';
import type { AccountFacts } from '../../shared/node/session';
import { NO_SPEND_CAP } from './choices';

/** What is read of a campaign wherever a row, a comparison or a proof is made of it. */
export const campaignFields = [
	'id',
	'account_id',
	'name',
	'objective',
	'status',
	'effective_status',
	'buying_type',
	'bid_strategy',
	'daily_budget',
	'lifetime_budget',
	'budget_remaining',
	'spend_cap',
	'special_ad_categories',
	'special_ad_category_country',
	'start_time',
	'stop_time',
	'created_time',
	'updated_time',
	'adlabels',
];

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const list = (value: unknown): string => (Array.isArray(value) ? value.map(String).join(', ') : '');

/** Minor units as Meta sends them, in currency units; null where there is no amount. Without a known offset nothing is guessed. */
function amount(value: unknown, currency: string): number | string | null {
	if ((typeof value !== 'string' && typeof value !== 'number') || value === '' || String(value) === '0') return null;
	return isListedCurrency(currency) ? fromMinorUnits(value, currency) : `${value} (Meta’s smallest units)`;
}

/** Whether a campaign's spending limit is none at all. */
export const isNoLimit = (spendCap: unknown): boolean => spendCap === undefined || ['', '0', NO_SPEND_CAP].includes(String(spendCap));

const labelNames = (labels: unknown): string =>
	Array.isArray(labels) ? labels.map((label: { name?: unknown }) => String(label.name)).join(', ') : '';

/**
 * A campaign as one flat row. Every row has the same columns; budgets are in currency units, times as Meta gives them,
 * in the account's zone.
 */
export function campaignRow(campaign: GraphObject, account: AccountFacts): IDataObject {
	const { currency } = account;
	return {
		id: String(campaign.id),
		name: text(campaign.name),
		status: text(campaign.status),
		effectiveStatus: text(campaign.effective_status),
		objective: text(campaign.objective),
		dailyBudget: amount(campaign.daily_budget, currency),
		lifetimeBudget: amount(campaign.lifetime_budget, currency),
		budgetRemaining: amount(campaign.budget_remaining, currency),
		spendCap: isNoLimit(campaign.spend_cap) ? null : amount(campaign.spend_cap, currency),
		currency,
		bidStrategy: text(campaign.bid_strategy),
		buyingType: text(campaign.buying_type),
		specialAdCategories: list(campaign.special_ad_categories) || 'NONE',
		labels: labelNames(campaign.adlabels),
		startTime: text(campaign.start_time),
		stopTime: text(campaign.stop_time),
		createdTime: text(campaign.created_time),
		updatedTime: text(campaign.updated_time),
		accountId: account.id,
		adsManagerUrl: campaignUrl(account.id, String(campaign.id)),
	};
}
