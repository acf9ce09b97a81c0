import type { IDataObject } from 'n8n-workflow';

import { scheduleFields } from '../../meta/budgetSchedules';
import { collection } from '../../shared/form/collections';
import { formOf } from '../../shared/form/form';
import { moment } from '../../shared/form/kinds';
import { secondOf, type UnixSeconds } from '../../shared/reading/instants';
import { readRows } from '../../shared/graph/pages';
import { fieldList } from '../../shared/graph/request';
import { instantAt } from '../../shared/node/session/accountValues';
import { limitFields, mostRows, optionsField, outputFields } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { adAccountLocator } from '../../shared/node/pickers/locators';
import type { AccountFacts } from '../../shared/node/session/session';
import { ownerFields, ownerOf, row } from './schedule';

const filtersField = collection({ displayName: 'Filters', name: 'filters', placeholder: 'Add Filter' }, [
	moment({
		displayName: 'From',
		name: 'from',
		description: 'Leave out schedules that have ended by then, in the account’s time zone',
	}),
	moment({
		displayName: 'Until',
		name: 'until',
		description: 'Leave out schedules that begin later, in the account’s time zone',
	}),
]);

type Bounds = { readonly from?: string; readonly until?: string };

/** In seconds since 1970 (Marketing API, Ad Campaign Budget Schedules). */
const bound = (name: keyof Bounds, filters: Bounds, account: AccountFacts): UnixSeconds | undefined => {
	const enteredTime = filters[name];
	if (enteredTime === undefined) return undefined;
	const edge = name === 'until' ? 'end' : 'start';
	return secondOf(instantAt(['filters', name], enteredTime, account, edge));
};

export const getManyBudgetSchedules = defineOperation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many budget schedules',
	description: 'Get the budget schedules of a campaign or an ad set',
	effect: 'read',
	form: formOf(adAccountLocator, ...ownerFields, ...limitFields, filtersField, ...outputFields, optionsField()),
	perform: eachItem(async (session, params) => {
		const account = await session.account(params.adAccount);
		const owner = await ownerOf(session, params, account.id);
		const { filters, simplify } = params;
		const request = {
			method: 'GET' as const,
			path: `${String(owner.id)}/budget_schedules`,
			params: {
				fields: fieldList([...scheduleFields, ...(simplify ? [] : ['weekly_schedule'])]),
				time_start: bound('from', filters, account),
				time_stop: bound('until', filters, account),
			},
			effect: 'read' as const,
			account: account.id,
		};
		const schedules = await readRows(session.graph, request, mostRows(params));
		return schedules.map((schedule) => ({
			json: simplify ? row(schedule, owner, account, session.now()) : (schedule as IDataObject),
		}));
	}),
});
