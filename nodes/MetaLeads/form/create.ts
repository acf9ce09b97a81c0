import type { IDataObject } from 'n8n-workflow';

import { createAsPage } from '../../meta/leads/pageAccess';
import { rowOrNone } from '../../shared/adObject/creation';
import { outcomeFirst } from '../../shared/adObject/change/changes';
import type { GraphParams } from '../../shared/graph/request';
import { LARGE_PAGE } from '../../shared/graph/pages';
import { defineOperation, eachItem } from '../../shared/node/operation';
import type { Session } from '../../shared/node/session/session';
import { createFormFields, createFormParams, createFormProblem, type CreateFormParams } from './createForm';
import { formFields, formRow } from './formRow';

export const createLeadForm = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create a lead form',
	description: 'Publish a lead form on a page. It cannot be edited afterwards.',
	effect: 'write',
	form: createFormFields,
	rule: createFormProblem,
	perform: eachItem(async (session, params) => [{ json: await createForm(session, params) }]),
});

async function createForm(session: Session, params: CreateFormParams): Promise<IDataObject> {
	const { page, name, options } = params;
	if (options.validateOnly || session.dryRun) {
		const note = 'Meta has no check for lead forms: this one was checked here only. Nothing was created.';
		return { validated: true, created: false, name, pageId: page, note };
	}
	const path = `${page}/leadgen_forms`;
	const requestParams = createFormParams(params) as GraphParams;
	const { id, object } = await createAsPage(session, page, (bearer) => ({
		request: { method: 'POST', path, params: requestParams, effect: 'create', bearer },
		reads: formFields.split(','),
		lookUp: {
			...{ edge: path, name, noun: 'lead form', bearer },
			// The edge documents no filter: the forms are compared here.
			...{ narrow: { limit: LARGE_PAGE }, fields: [], matches: () => true, unseen: requestParams },
		},
	}));
	const row = object && rowOrNone(() => formRow(object, page));
	if (row === null)
		return { id, name, created: true, pageId: page, note: 'Created, but it could not be read back just now.' };
	return outcomeFirst(row, { created: true });
}
