import { isEmpty } from 'lodash';

import { changedRow, changeObjects } from '../../shared/adObject/change/changes';
import { wantedText, type WantedValue } from '../../shared/adObject/change/wanted';
import { collection } from '../../shared/form/collections';
import { mayBeEmpty, rewordField } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { InputProblem } from '../../shared/form/problem';
import type { GraphObject } from '../../shared/graph/object';
import { together } from '../../shared/node/bulk';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { adAccountLocator, audienceLocator } from '../../shared/node/pickers/locators';
import { defineOperation } from '../../shared/node/operation';
import {
	customerFileSourceField,
	audienceDescriptionField,
	audienceNameField,
	optOutLinkField,
	retentionDaysField,
} from './fields';
import { audienceKind } from './kind';
import { operationCode } from './status';

const updateForm = formOf(
	adAccountLocator,
	audienceLocator,
	collection({ displayName: 'Update Fields', name: 'updateFields', placeholder: 'Add field' }, [
		audienceDescriptionField,
		retentionDaysField,
		audienceNameField,
		mayBeEmpty(optOutLinkField),
		rewordField(customerFileSourceField, { description: 'Where the data of a customer list comes from' }),
	]),
	optionsField(
		rewordField(validateOnlyOption, {
			description: 'Whether to only compare, without changing anything. Meta has no check for audiences.',
		}),
	),
);

export type UpdateAudienceParams = ParamsIn<typeof updateForm>;
type UpdateFields = UpdateAudienceParams['updateFields'];

/** Graph's name of each field that can be changed; some are of customer lists only. */
const updatable = [
	{ shown: customerFileSourceField, field: 'customer_file_source', ofLists: true },
	{ shown: audienceDescriptionField, field: 'description', ofLists: false },
	{ shown: audienceNameField, field: 'name', ofLists: false },
	{ shown: optOutLinkField, field: 'opt_out_link', ofLists: false },
	{ shown: retentionDaysField, field: 'retention_days', ofLists: true },
] as const;

/** A flagged audience takes no edits (Custom Audience reference: operation status 471). */
const decide =
	(values: UpdateFields) =>
	(current: GraphObject): readonly WantedValue[] | Error => {
		const givenFields = updatable.filter(({ shown }) => shown.name in values);
		// A field that was added and left empty takes the audience's own value away.
		const wantedTexts = givenFields.map(({ shown, field }) =>
			wantedText(field, shown.property.displayName, values[shown.name] ?? ''),
		);
		if (operationCode(current) === 471 && !wantedTexts.every((want) => want.shownBy(current))) {
			const advice = 'Resolve the restriction in Ads Manager (Audiences) first, or create another audience.';
			return new InputProblem(['audience'], 'is flagged and takes no edits', advice);
		}
		const wrong = current.subtype === 'CUSTOM' ? undefined : givenFields.find(({ ofLists }) => ofLists);
		if (wrong === undefined) return wantedTexts;
		const advice = 'Remove it, or choose a customer list.';
		return new InputProblem(['updateFields', wrong.shown.name], 'is for customer lists only', advice);
	};

export const updateAudience = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update an audience',
	description: 'Change name, description or retention of an audience. Contacts are changed under Contact.',
	effect: 'write',
	form: updateForm,
	rule: ({ updateFields }) =>
		isEmpty(updateFields)
			? new InputProblem(['updateFields'], 'has nothing to change', 'Add at least one field to change.')
			: null,
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
