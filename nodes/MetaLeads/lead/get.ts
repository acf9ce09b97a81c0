import type { IDataObject } from 'n8n-workflow';

import { leadPageField } from '../../meta/leads/fields';
import { leadById } from '../../meta/leads/leads';
import { sendAsPage } from '../../meta/leads/pageAccess';
import { leadRow } from '../../meta/leads/row';
import { leadSources } from '../../meta/leads/sources';
import { formOf } from '../../shared/form/form';
import { optionsField, outputFields } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { leadIdField } from '../leadIdField';
import { leadRowOptions, leadRowChoices } from '../../meta/leads/rowFields';

export const getLead = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get a lead',
	description: 'Get one lead by its ID',
	effect: 'read',
	form: formOf(leadPageField, leadIdField, ...outputFields, optionsField(...leadRowOptions)),
	perform: eachItem(async ({ graph }, { page, lead: id, simplify, options }) => {
		const lead = await sendAsPage(graph, page, leadById(id));
		if (!simplify) return [{ json: lead as IDataObject }];
		return [{ json: leadRow(lead, await leadSources(graph)(page, lead), leadRowChoices(options)) }];
	}),
});
