import { pickedField } from './pickedId';

export const pageField = pickedField({
	label: 'Page',
	parameter: 'page',
	description: 'The list shows the Facebook pages the chosen ad account can advertise for',
	search: 'searchPages',
	idExample: '1234567890123456',
});
