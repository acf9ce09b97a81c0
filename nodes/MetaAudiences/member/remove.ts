import { formOf } from '../../shared/form/form';
import { optionsField } from '../../shared/node/commonFields';
import { adAccountLocator, customerListLocator } from '../../shared/node/pickers/locators';
import { defineOperation } from '../../shared/node/operation';
import { changeMembers } from './change';
import { defaultCountryField } from '../../meta/people/countryField';
import { contactItems } from './form/contactItem';
import { columnsFields, dryRunOption, limitsFields, outputField, readingOptions } from './form/fields';
import { MEMBERS, REJECTED } from './report';

export const remove = defineOperation({
	value: 'remove',
	name: 'Remove',
	action: 'Remove contacts from an audience',
	description: 'Remove contacts from a customer list. Use the same contact data as when you added them.',
	effect: 'write',
	repeatable: true,
	ofPeople: true,
	outputs: [MEMBERS, REJECTED],
	form: formOf(
		adAccountLocator,
		customerListLocator,
		...columnsFields,
		defaultCountryField,
		...limitsFields('0'),
		outputField,
		optionsField(...readingOptions, dryRunOption),
	),
	perform: async (session, jobs, { result, minimumRows, keepAtLeast }) =>
		await changeMembers(
			session,
			{ action: 'remove', limits: { minimumRows, keepAtLeast }, result },
			contactItems(
				jobs,
				() => 'notAsked',
				({ options }) => options.dryRun,
			),
		),
});
