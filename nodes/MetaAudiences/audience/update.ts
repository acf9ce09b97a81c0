import { z } from 'zod';

import { choice, nameParam } from '../../shared/adObject/checks';
import { changedRow, changeObjects } from '../../shared/adObject/changes';
import { wantedText, type Wanted } from '../../shared/adObject/wanted';
import type { GraphObject } from '../../shared/graph/pages';
import { together } from '../../shared/node/bulk';
import { optionsField, optionsParams, validateOnlyOption } from '../../shared/node/commonFields';
import { adAccountId, adAccountLocator, audienceLocator, objectId } from '../../shared/node/locators';
import { defineOperation } from '../../shared/node/operation';
import { problem } from '../../shared/node/params';
import { InputProblem } from '../../shared/form/problem';
import { customerFileSources } from './choices';
import { descriptionField, nameField, optOutLinkField, retentionDaysField } from './fields';
import { audienceKind } from './kind';
import { operationCode } from './status';

const updateFields = z.object({
	customerFileSource: choice(customerFileSources).optional(),
	description: z.string().trim().optional(),
	name: nameParam.optional(),
	optOutLink: z.string().trim().optional(),
	retentionDays: z.coerce.number().int().min(1).max(180).optional(),
});

type UpdateFields = z.output<typeof updateFields>;

/** Graph's field and its label, by the form's name. */
const fields: Readonly<Record<keyof UpdateFields, readonly [string, string]>> = {
	customerFileSource: ['customer_file_source', 'Source of the Data'],
	description: ['description', 'Description'],
	name: ['name', 'Name'],
	optOutLink: ['opt_out_link', 'Opt-Out Link'],
	retentionDays: ['retention_days', 'Keep Members For (Days)'],
};

const forLists: ReadonlyArray<keyof UpdateFields> = ['customerFileSource', 'retentionDays'];

function wantedOf(values: UpdateFields): Wanted[] {
	return (Object.keys(fields) as Array<keyof UpdateFields>).flatMap((name) => {
		const value = values[name];
		return value === undefined ? [] : [wantedText(...fields[name], value)];
	});
}

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

const optional = <Field extends { required?: boolean }>(field: Field): Field => {
	const rest = { ...field };
	delete rest.required;
	return rest;
};

export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update an audience',
	description: 'Change name, description or retention of an audience. Members are changed under Member.',
	effect: 'write',
	fields: [
		adAccountLocator,
		audienceLocator,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				descriptionField,
				retentionDaysField,
				optional(nameField),
				optOutLinkField,
				{
					displayName: 'Source of the Data',
					name: 'customerFileSource',
					type: 'options',
					options: customerFileSources,
					default: 'USER_PROVIDED_ONLY',
					description: 'Where you have the data of a customer list from',
				},
			],
		},
		optionsField({ ...validateOnlyOption, description: 'Whether to only compare, without changing anything. Meta has no check for audiences.' }),
	],
	params: z
		.object({
			adAccount: adAccountId,
			audience: objectId,
			updateFields: updateFields.default({}),
			options: optionsParams({ validateOnly: z.boolean().default(false) }),
		})
		.superRefine(({ updateFields: values }, context) => {
			if (Object.keys(values).length === 0) problem(context, ['updateFields'], 'has nothing to change', 'Add at least one field to change.');
		}),
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
