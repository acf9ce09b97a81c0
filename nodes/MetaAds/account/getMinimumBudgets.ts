import type { IDataObject } from 'n8n-workflow';

import { formOf } from '../../shared/form/form';
import { GraphFailure } from '../../shared/graph/error';
import type { GraphObject } from '../../shared/graph/object';
import { readRows } from '../../shared/graph/pages';
import { inUnits } from '../../shared/reading/cells';
import { optionsField, outputFields } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { adAccountLocator } from '../../shared/node/pickers/locators';
import type { AccountFacts } from '../../shared/node/session/session';

/**
 * The smallest daily budgets Meta takes. It answers with a row for every currency; only the account's own matters.
 * Source: https://developers.facebook.com/docs/marketing-api/reference/minimum-budget
 */
export const getMinimumBudgets = defineOperation({
	value: 'getMinimumBudgets',
	name: 'Get Minimum Budgets',
	action: 'Get minimum budgets of an ad account',
	description: 'Get the smallest daily budgets Meta accepts, by what an ad set is optimized for',
	effect: 'read',
	form: formOf(adAccountLocator, ...outputFields, optionsField()),
	perform: eachItem(async (session, { adAccount, simplify }) => {
		const account = await session.account(adAccount);
		const rows = await readRows(
			session.graph,
			{ method: 'GET', path: `${account.id}/minimum_budgets`, effect: 'read', account: account.id },
			Infinity,
		);
		const accountRow = rows.find(({ currency }) => currency === account.currency);
		if (accountRow === undefined) throw untold(account);
		return [{ json: simplify ? minimumsRow(accountRow, account) : (accountRow as IDataObject) }];
	}),
});

/** Amounts in currency units; null for a kind Meta gives no amount for. */
function minimumsRow(minimums: GraphObject, { id, name, currency }: AccountFacts): IDataObject {
	const amount = (kind: string): number | string | null => {
		const minor = minimums[`min_daily_budget_${kind}`];
		return minor === undefined || minor === null ? null : inUnits(minor, currency);
	};
	return {
		accountId: id,
		accountName: name,
		currency,
		impressions: amount('imp'),
		videoViews: amount('video_views'),
		clicksAndLikes: amount('high_freq'),
		installsAndOffers: amount('low_freq'),
	};
}

const untold = ({ name, currency }: AccountFacts): GraphFailure =>
	new GraphFailure({
		kind: 'notFound',
		message: `Meta lists no minimum budgets in ${currency}, the currency of ${name}`,
		advice: 'Ads Manager shows the minimum next to the budget when you edit an ad set.',
	});
