import { picker } from '../../shared/node/pickers/locators';

/** Without an ad account: a token that may only send reads none, and types the ID. */
export const datasetPicker = picker({
	label: 'Dataset',
	parameter: 'dataset',
	description:
		'The dataset (pixel) in Events Manager that receives the events. If your token may only send events, enter the ID.',
	search: 'searchDatasets',
	idExample: '1234567890123456',
});
