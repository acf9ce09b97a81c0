import type { IDataObject } from 'n8n-workflow';

import { leadPageField } from '../../meta/leads/fields';
import { leadFormsOf } from '../../meta/leads/forms';
import { readPagesRows } from '../../meta/leads/pageAccess';
import { formOf } from '../../shared/form/form';
import { limitFields, mostRows, optionsField, outputFields } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { formFields, formRow } from './formRow';

export const getManyLeadForms = defineOperation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many lead forms',
	description: 'Get the lead forms of a page, archived ones too',
	effect: 'read',
	form: formOf(leadPageField, ...limitFields, ...outputFields, optionsField()),
	perform: eachItem(async ({ graph }, { page, simplify, ...params }) => {
		const forms = await readPagesRows(graph, page, leadFormsOf(page, formFields), mostRows(params));
		return forms.map((form) => ({ json: simplify ? formRow(form, page) : (form as IDataObject) }));
	}),
});
