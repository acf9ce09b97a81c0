import { picker } from '../../shared/node/pickers/locators';

export const pageField = picker({
	label: 'Page',
	parameter: 'page',
	description: 'The list shows the Facebook pages the chosen ad account can advertise for',
	search: 'searchPages',
	idExample: '1234567890123456',
});

export const catalogField = picker({
	label: 'Catalog',
	parameter: 'catalog',
	description: 'The catalog the product set is in',
	search: 'searchCatalogs',
	idExample: '1234567890123456',
});
