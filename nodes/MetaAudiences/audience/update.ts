import { isEmpty } from 'lodash';

import { changedRow, changeObjects } from '../../shared/adObject/changes';
import { wantedText, type Wanted } from '../../shared/adObject/wanted';
import { collection } from '../../shared/form/collections';
import { mayBeEmpty, reworded } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { InputProblem } from '../../shared/form/problem';
import type { GraphObject } from '../../shared/graph/object';
import { together } from '../../shared/node/bulk';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { adAccountLocator, audienceLocator } from '../../shared/node/locators';
import { defineOperation } from '../../shared/node/operation';
import { customerFileSourceField, descriptionField, nameField, optOutLinkField, retentionDaysField } from './fields';
import { audienceKind } from './kind';
import { operationCode } from './status';

const updateForm = formOf(
	adAccountLocator,
	audienceLocator,
	collection({ displayName: 'Update Fields', name: 'updateFields', placeholder: 'Add field' }, [
		descriptionField,
		retentionDaysField,
		nameField,
		mayBeEmpty(optOutLinkField),
		reworded(customerFileSourceField, { description: 'Where you have the data of a customer list from' }),
	]),
	optionsField(reworded(validateOnlyOption, { description: 'Whether to only compare, without changing anything. Meta has no check for audiences.' })),
);

type UpdateFields = ParamsIn<typeof updateForm>['updateFields'];

/** Graph's field and its label, by the form's name. */
const fields: Readonly<Record<keyof UpdateFields, readonly [string, string]>> = {
	customerFileSource: ['customer_file_source', 'Source of the Data'],
	description: ['description', 'Description'],
	name: ['name', 'Name'],
	optOutLink: ['opt_out_link', 'Opt-Out Link'],
	retentionDays: ['retention_days', 'Keep Members For (Days)'],
};

const forLists: ReadonlyArray<keyof UpdateFields> = ['customerFileSource', 'retentionDays'];

/** A field that was added and left empty takes the audience's own value away. */
const wantedOf = (values: UpdateFields): Wanted[] =>
	(Object.keys(fields) as Array<keyof UpdateFields>)
		.filter((name) => name in values)
		.map((name) => wantedText(...fields[name], values[name] ?? ''));

/** A flagged audience takes no edits (Custom Audience reference: operation status 471); some fields are of customer lists only. */
const decide =
	(values: UpdateFields) =>
	(current: GraphObject): readonly Wanted[] | Error => {
		const wanted = wantedOf(values);
		if (operationCode(current) === 471 && !wanted.every((want) => want.shownBy(current))) {
			return new InputProblem(['audience'], 'is flagged and takes no edits', 'Resolve the restriction in Ads Manager (Audiences) first, or create another audience.');
		}
		const wrong = forLists.find((name) => values[name] !== undefined);
		if (wrong !== undefined && current.subtype !== 'CUSTOM') return new InputProblem(['updateFields', wrong], 'is for customer lists only', 'Remove it, or choose a customer list.');
		return wanted;
	};

export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update an audience',
	description: 'Change name, description or retention of an audience. Members are changed under Member.',
	effect: 'write',
	form: updateForm,
	rule: ({ updateFields }) =>
		isEmpty(updateFields) ? new InputProblem(['updateFields'], 'has nothing to change', 'Add at least one field to change.') : null,
	perform: together(
		async (session, { adAccount, audience, updateFields: values, options }) => ({
			id: audience,
			account: await session.account(adAccount),
			validateOnly: options.validateOnly || session.dryRun,
			decide: decide(values),
			method: 'POST' as const,
		}),
		async (session, changes) => await changeObjects(session, audienceKind, changes, changedRow(audienceKind)),
	),
});
