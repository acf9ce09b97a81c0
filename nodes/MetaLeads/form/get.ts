import type { IDataObject } from 'n8n-workflow';

import { leadFormField, leadPageField } from '../../meta/leads/fields';
import { sendAsPage } from '../../meta/leads/pageAccess';
import { formOf } from '../../shared/form/form';
import { optionsField, outputFields } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { formFields, formRow } from './formRow';

export const getLeadForm = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get a lead form',
	description: 'Get a lead form with its questions and counters',
	effect: 'read',
	form: formOf(leadPageField, leadFormField, ...outputFields, optionsField()),
	perform: eachItem(async ({ graph }, { page, leadForm, simplify }) => {
		const request = { method: 'GET', path: leadForm, params: { fields: formFields }, effect: 'read' } as const;
		const object = await sendAsPage(graph, page, request);
		return [{ json: simplify ? formRow(object, page) : (object as IDataObject) }];
	}),
});
