import { isEmpty } from 'lodash';

import { customConversionPicker } from '../../meta/assets/customConversions';
import { changedRow, changeObjects } from '../../shared/adObject/change/changes';
import { wantedText, type WantedValue } from '../../shared/adObject/change/wanted';
import { collection } from '../../shared/form/collections';
import { rewordField } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { InputProblem } from '../../shared/form/problem';
import type { GraphObject } from '../../shared/graph/object';
import { together } from '../../shared/node/bulk';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { defineOperation } from '../../shared/node/operation';
import { adAccountLocator } from '../../shared/node/pickers/locators';
import { defaultValueField, descriptionField, conversionNameField } from './fields';
import { customConversionKind } from './kind';

/** All that Meta lets be changed (spec object CustomConversion): what it counts stays as it is. */
const form = formOf(
	adAccountLocator,
	customConversionPicker,
	collection({ displayName: 'Update Fields', name: 'updateFields', placeholder: 'Add Field' }, [
		descriptionField,
		conversionNameField,
		defaultValueField,
	]),
	optionsField(
		rewordField(validateOnlyOption, {
			description: 'Whether to only compare, without changing anything. Meta has no check for custom conversions.',
		}),
	),
);

type UpdateFields = ParamsIn<typeof form>['updateFields'];

const wantedNumber = (label: string, value: string): WantedValue => ({
	...wantedText('default_conversion_value', label, value),
	shownBy: ({ default_conversion_value: shownNumber }) => Number(shownNumber ?? 0) === Number(value),
});

/** A blocked one takes no changes (Marketing API, Custom Conversion: flagged ones since September 2025). */
const decide =
	({ name, description, defaultValue }: UpdateFields) =>
	(current: GraphObject): readonly WantedValue[] | Error => {
		if (current.is_unavailable === true) {
			const advice =
				'Meta blocks custom conversions whose name or rule is about a person’s health or money. Create another one with other words.';
			return new InputProblem(['customConversion'], 'is blocked by Meta and takes no changes', advice);
		}
		return [
			...(name === undefined ? [] : [wantedText('name', 'Name', name)]),
			...(description === undefined ? [] : [wantedText('description', 'Description', description)]),
			...(defaultValue === undefined ? [] : [wantedNumber('Value of Each Conversion', defaultValue)]),
		];
	};

export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update a custom conversion',
	description: 'Change name, description or value of a custom conversion. Its rule cannot be changed.',
	effect: 'write',
	form,
	rule: ({ updateFields }) =>
		isEmpty(updateFields)
			? new InputProblem(['updateFields'], 'has nothing to change', 'Add at least one field to change.')
			: null,
	perform: together(
		async (session, { adAccount, customConversion, updateFields, options }) => ({
			id: customConversion,
			account: await session.account(adAccount),
			validateOnly: options.validateOnly || session.dryRun,
			decide: decide(updateFields),
			method: 'POST' as const,
		}),
		async (session, changes) =>
			await changeObjects(session, customConversionKind, changes, changedRow(customConversionKind)),
	),
});
