import type { IDataObject } from 'n8n-workflow';

import { leadFormField, leadPageField } from '../../meta/leads/fields';
import { leadFields } from '../../meta/leads/leads';
import { createAsPage } from '../../meta/leads/pageAccess';
import { leadRow } from '../../meta/leads/row';
import { shownForm } from '../../meta/leads/sources';
import { rowOrNone } from '../../shared/adObject/creation';
import { rows } from '../../shared/form/collections';
import { rewordField } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { note, text } from '../../shared/form/kinds';
import { GraphFailure } from '../../shared/graph/error';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import type { Session } from '../../shared/node/session/session';
import { leadRowOptions, leadRowChoices } from '../../meta/leads/rowFields';

const form = formOf(
	leadPageField,
	leadFormField,
	rows(
		{
			displayName: 'Answers',
			name: 'answers',
			placeholder: 'Add answer',
			description:
				'By the key of each question, as Form → Get without Simplify shows it. If empty, Meta makes up the answers.',
			row: { name: 'answer', displayName: 'Answer' },
		},
		[
			text({ displayName: 'Question Key', name: 'key', placeholder: 'e.g. email' }),
			note({ displayName: 'Answer', name: 'value', placeholder: 'e.g. ada@example.com' }),
		],
	),
	optionsField(
		...leadRowOptions,
		rewordField(validateOnlyOption, {
			description: 'Whether to only check that the form is there. Meta has no check.',
		}),
	),
);

type Params = ParamsIn<typeof form>;

export const createTestLead = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create a test lead',
	description: 'Send a test lead through a form, to try your workflow. A form can have one at a time.',
	effect: 'write',
	form,
	perform: eachItem(async (session, params) => [{ json: await createLead(session, params) }]),
});

async function createLead(session: Session, params: Params): Promise<IDataObject> {
	const { page, leadForm, answers, options } = params;
	const facts = await shownForm(session.graph, page, leadForm);
	if (options.validateOnly || session.dryRun) {
		if (facts === undefined) throw noForm();
		return { validated: true, created: false, note: 'The form is there. No test lead was created.' };
	}
	const data = answers.map(({ key, value }) => ({ name: key, values: [value] }));
	const path = `${leadForm}/test_leads`;
	const answerParams = data.length === 0 ? {} : { field_data: data };
	const { id, object } = await createAsPage(session, page, (bearer) => ({
		request: { method: 'POST', path, params: answerParams, effect: 'create', bearer },
		reads: leadFields.split(','),
		// A form has one test lead at a time: one that is there since then is it.
		lookUp: {
			...{ edge: path, name: 'test lead', nameField: null, noun: 'test lead', bearer, narrow: {} },
			...{ fields: [], matches: () => true },
		},
	}));
	const row = object && rowOrNone(() => leadRow(object, { page, form: facts, isTest: true }, leadRowChoices(options)));
	if (row === null) return { lead_id: id, created: true, note: 'Created, but it could not be read back just now.' };
	return { created: true, ...row };
}

const noForm = (): GraphFailure =>
	new GraphFailure({
		kind: 'notFound',
		message: 'This page does not show such a lead form',
		advice: 'Choose a form from the list, or another page.',
	});
