import type { IDataObject } from 'n8n-workflow';

import { campaignIdentity } from '../../meta/kinds';
import { labelNames } from '../../shared/adObject/change/wanted';
import { amount, idOf, linkTo, list, textCell } from '../../shared/reading/cells';
import type { AdObjectKind } from '../../shared/adObject/kind';
import { ofCampaigns } from '../../shared/adObject/list/comparable';
import { campaignUrl } from '../../shared/adsManager';
import type { GraphObject } from '../../shared/graph/object';
import type { AccountFacts } from '../../shared/node/session/session';
import { campaignSpec } from '../../shared/spec';
import { NO_SPEND_CAP } from './choices';
import { sharedAmounts } from './fields';

/** `objective` is the field only campaigns have. */
const fields = [
	'id',
	'account_id',
	'name',
	'objective',
	'status',
	'effective_status',
	'buying_type',
	'bid_strategy',
	'is_adset_budget_sharing_enabled',
	'daily_budget',
	'lifetime_budget',
	'budget_remaining',
	...Object.values(sharedAmounts).map(({ graph }) => graph),
	'special_ad_categories',
	'special_ad_category_country',
	'start_time',
	'stop_time',
	'created_time',
	'updated_time',
	'adlabels',
];

/** Whether a campaign's spending limit is none at all. */
export const isNoLimit = (spendCap: unknown): boolean =>
	spendCap === undefined || ['', '0', NO_SPEND_CAP].includes(String(spendCap));

/**
 * A campaign as one flat row. Every row has the same columns; budgets are in currency units, times as Meta gives them,
 * in the account's zone.
 */
function row(campaign: GraphObject, account: AccountFacts): IDataObject {
	const { currency } = account;
	const id = idOf(campaign.id);
	return {
		id,
		name: textCell(campaign.name),
		status: textCell(campaign.status),
		dailyBudget: amount(campaign.daily_budget, currency),
		lifetimeBudget: amount(campaign.lifetime_budget, currency),
		currency,
		effectiveStatus: textCell(campaign.effective_status),
		objective: textCell(campaign.objective),
		budgetRemaining: amount(campaign.budget_remaining, currency),
		spendCap: isNoLimit(campaign.spend_cap) ? null : amount(campaign.spend_cap, currency),
		bidStrategy: textCell(campaign.bid_strategy),
		buyingType: textCell(campaign.buying_type),
		specialAdCategories: list(campaign.special_ad_categories) || 'NONE',
		labels: labelNames(campaign.adlabels).join(', '),
		startTime: textCell(campaign.start_time),
		stopTime: textCell(campaign.stop_time),
		createdTime: textCell(campaign.created_time),
		updatedTime: textCell(campaign.updated_time),
		accountId: account.id,
		adsManagerUrl: linkTo(id, (campaignId) => campaignUrl(account.id, campaignId)),
	};
}

export const campaignKind: AdObjectKind = {
	...campaignIdentity,
	fields,
	allFields: campaignSpec.Fields,
	comparable: ofCampaigns,
	row,
	mainColumns: [
		'name',
		'status',
		'effectiveStatus',
		'objective',
		'dailyBudget',
		'lifetimeBudget',
		'currency',
		'bidStrategy',
		'stopTime',
		'id',
		'accountId',
		'adsManagerUrl',
	],
};
