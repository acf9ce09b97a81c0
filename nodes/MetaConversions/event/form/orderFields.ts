import { rows } from '../../../shared/form/collections';
import { choice, note, text } from '../../../shared/form/kinds';

export const orderSourceField = text({
	displayName: 'Source of Order Numbers',
	name: 'orderSource',
	placeholder: 'e.g. {{ $json.store }}',
	description:
		'The shop, register or year that an order number belongs to, if several give the same numbers. Columns such as store and register are recognized.',
});

export const orderMeaningsField = rows(
	{
		displayName: 'Words of Order Status',
		name: 'orderMeanings',
		placeholder: 'Add Word',
		row: { name: 'word', displayName: 'Word' },
		description:
			'Meanings of order statuses the node does not know. It stops before sending purchases and lists the values to add here.',
	},
	[
		text({
			displayName: 'Column',
			name: 'column',
			placeholder: 'e.g. order_status',
			description: 'As the error message names it',
		}),
		note({
			displayName: 'Values',
			name: 'values',
			placeholder: 'e.g. in kitchen, picked up',
			description:
				'Contents of the column, separated by commas. Leave empty for all values that the node does not know.',
		}),
		choice({
			displayName: 'Meaning',
			name: 'means',
			options: [
				{ name: 'Not Paid', value: 'no', description: 'The order is left out' },
				{ name: 'Nothing', value: 'nothing', description: 'It has nothing to do with payment' },
				{ name: 'Paid', value: 'yes', description: 'The order counts as a purchase' },
			],
			default: 'no',
			description: 'What it says about the order',
		}),
	],
);

export const valueUnitField = choice({
	displayName: 'Unit of Value',
	name: 'valueUnit',
	options: [
		{ name: 'Currency Units', value: 'major', description: '2198 is 2,198 euros' },
		{ name: 'Smallest Units (Cents)', value: 'minor', description: '2198 is 21.98 euros, and 2,198 yen' },
	],
	default: 'major',
	description: 'How the values are written. Without this option, the amounts of known payment tools are recognized.',
});
