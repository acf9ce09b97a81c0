import type { IDataObject } from 'n8n-workflow';

import { keptRows, nameContains } from '../../shared/adObject/list/keptRows';
import { collection } from '../../shared/form/collections';
import { formOf } from '../../shared/form/form';
import { text } from '../../shared/form/kinds';
import type { GraphObject } from '../../shared/graph/object';
import { fieldList } from '../../shared/graph/request';
import { limitFields, mostRows, optionsField, outputFields } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { adAccountLocator } from '../../shared/node/pickers/locators';
import type { AccountFacts } from '../../shared/node/session/session';
import { idOf, linkTo, textCell } from '../../shared/reading/cells';
import { instantOf, momentText } from '../../shared/reading/instants';
import { datasetUrl } from './datasetUrl';

const FIELDS = ['id', 'name', 'last_fired_time', 'is_unavailable', 'is_consolidated_container', 'is_crm'];

function datasetRow(dataset: GraphObject, { id: account, timeZone }: AccountFacts): IDataObject {
	const id = idOf(dataset.id);
	return {
		id,
		name: textCell(dataset.name),
		lastEventTime: momentText(instantOf(dataset.last_fired_time), timeZone),
		unavailable: dataset.is_unavailable === true,
		// Store sales go to datasets only (Meta: conversions-api/offline-events).
		takesStoreSales: dataset.is_consolidated_container === true,
		ofCrm: dataset.is_crm === true,
		accountId: account,
		eventsManagerUrl: linkTo(id, (datasetId) => datasetUrl(account, datasetId)),
	};
}

export const getManyDatasets = defineOperation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many datasets',
	description: 'Get the datasets (pixels) of an ad account, and when each last received an event',
	effect: 'read',
	form: formOf(
		adAccountLocator,
		...limitFields,
		collection({ displayName: 'Filters', name: 'filters', placeholder: 'Add Filter' }, [
			text({ displayName: 'Name Contains', name: 'nameContains', placeholder: 'e.g. shop' }),
		]),
		...outputFields,
		optionsField(),
	),
	perform: eachItem(async (session, { adAccount, filters, simplify, ...page }) => {
		const account = await session.account(adAccount);
		const request = {
			method: 'GET',
			path: `${adAccount}/adspixels`,
			params: { fields: fieldList(FIELDS) },
			effect: 'read',
			account: adAccount,
		} as const;
		const rows = await keptRows(session.graph, request, mostRows(page), nameContains(filters.nameContains));
		return rows.map((row) => ({ json: simplify ? datasetRow(row, account) : (row as IDataObject) }));
	}),
});
