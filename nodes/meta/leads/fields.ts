import { picker } from '../../shared/node/pickers/locators';

export const leadPageField = picker({
	label: 'Page',
	parameter: 'page',
	description: 'The Facebook page of the lead forms. The list shows the pages of the credential’s user.',
	search: 'searchOwnPages',
	idExample: '1234567890123456',
});

export const leadFormField = picker({
	label: 'Instant Form',
	parameter: 'leadForm',
	description: 'The list shows the lead forms of the chosen page, archived ones too',
	search: 'searchLeadForms',
	idExample: '1234567890123456',
});
