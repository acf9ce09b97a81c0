import { assumeDefault, runWide } from '../../shared/form/field';
import { formOf } from '../../shared/form/form';
import { toggle } from '../../shared/form/kinds';
import { optionsField } from '../../shared/node/commonFields';
import { adAccountLocator, customerListLocator } from '../../shared/node/pickers/locators';
import { defineOperation } from '../../shared/node/operation';
import { changeMembers } from './change';
import { consentOf } from '../../meta/people/consent/consentRule';
import { consentFields } from '../../meta/people/consentFields';
import { defaultCountryField } from '../../meta/people/countryField';
import { contactItems } from './form/contactItem';
import { columnsFields, dryRunOption, outputField, readingOptions } from './form/fields';
import { MEMBERS, REJECTED } from './report';

const removeWithoutConsentOption = assumeDefault(
	runWide(
		toggle({
			displayName: 'Remove People Without Consent',
			name: 'removeWithoutConsent',
			default: false,
			description: 'Whether to also remove people without a yes in the consent column, at most half of the list',
		}),
	),
);

export const add = defineOperation({
	value: 'add',
	name: 'Add',
	action: 'Add contacts to an audience',
	description: 'Add contacts to a customer list. They are normalized and hashed before anything is sent.',
	effect: 'write',
	repeatable: true,
	ofPeople: true,
	outputs: [MEMBERS, REJECTED],
	form: formOf(
		adAccountLocator,
		customerListLocator,
		...columnsFields,
		...consentFields,
		defaultCountryField,
		outputField,
		optionsField(...readingOptions, dryRunOption, removeWithoutConsentOption),
	),
	perform: async (session, jobs, { result, removeWithoutConsent }) =>
		await changeMembers(
			session,
			{ action: 'add', removeWithoutConsent, result },
			contactItems(jobs, consentOf, ({ options }) => options.dryRun),
		),
});
