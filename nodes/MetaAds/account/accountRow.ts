import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { disableReasonWords, statusWords } from '../../meta/accountStatus';
import { idOf, inUnits, linkTo, textCell } from '../../shared/reading/cells';
import { accountUrl } from '../../shared/adsManager';
import { assumeDefault } from '../../shared/form/field';
import { listedChoices } from '../../shared/form/kinds';
import type { GraphObject } from '../../shared/graph/object';
import { fromLongList } from '../../shared/node/pickers/longLists';
import { adAccountSpec } from '../../shared/spec';
import { recordOf } from '../../shared/reading/json';

/** What is read of an account wherever a row is made of it. */
export const accountReadFields = [
	'id',
	'account_id',
	'name',
	'account_status',
	'disable_reason',
	'currency',
	'timezone_name',
	'balance',
	'amount_spent',
	'spend_cap',
	'min_daily_budget',
	'business',
	'created_time',
];

/** The columns of a row that people read first. */
export const mainAccountColumns = [
	'name',
	'status',
	'disableReason',
	'currency',
	'timeZone',
	'balance',
	'amountSpent',
	'spendCap',
	'minDailyBudget',
	'business',
	'id',
	'adsManagerUrl',
];

/** For raw answers: which of Meta's fields to read. */
export const accountFieldsOption = assumeDefault(
	listedChoices(
		{
			displayName: 'Fields',
			name: 'fields',
			description: 'Meta’s fields to return when Simplify is off or Output is Raw. Leave empty for the default fields.',
			...fromLongList('getAccountFields'),
		},
		z
			.array(z.enum(adAccountSpec.Fields))
			.transform((names): readonly string[] => (names.length > 0 ? names : accountReadFields)),
	),
);

/** Minor units as Meta sends them, in currency units; 0 is an amount here. */
const amount = (value: unknown, currency: string | null): number | string | null =>
	value === undefined || value === null || value === '' ? null : inUnits(value, currency ?? '');

/** An ad account as one flat row. Every row has the same columns; money is in currency units. */
export function accountRow(account: GraphObject): IDataObject {
	const id = idOf(account.id);
	const currency = textCell(account.currency);
	const business = recordOf(account.business);
	return {
		id,
		name: textCell(account.name),
		status: statusWords(account.account_status).words,
		disableReason: disableReasonWords(account.disable_reason),
		currency: textCell(account.currency),
		timeZone: textCell(account.timezone_name),
		balance: amount(account.balance, currency),
		amountSpent: amount(account.amount_spent, currency),
		// Meta shows 0 for an account without a spending limit.
		spendCap: String(account.spend_cap ?? '0') === '0' ? null : amount(account.spend_cap, currency),
		minDailyBudget: amount(account.min_daily_budget, currency),
		business: textCell(business.name),
		businessId: textCell(business.id),
		createdTime: textCell(account.created_time),
		adsManagerUrl: linkTo(id, accountUrl),
	};
}
