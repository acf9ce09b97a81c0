import { z } from 'zod';

import { nameField as nameOf } from '../../shared/adObject/fields';
import { rewordField } from '../../shared/form/field';
import { choice, note, text, wholeNumber } from '../../shared/form/kinds';
import { problem } from '../../shared/form/words';

/** Fields that creating and updating an audience share. */

export const audienceNameField = rewordField(nameOf('e.g. Customers of 2026', 'audience'), {
	description: 'The name in Ads Manager. Meta flags names that suggest health, finances or similar topics.',
});

export const audienceDescriptionField = note({ displayName: 'Description', name: 'description' });

export const customerFileSourceField = choice({
	displayName: 'Source of the Data',
	name: 'customerFileSource',
	options: [
		{
			name: 'Customers and Partners',
			value: 'BOTH_USER_AND_PARTNER_PROVIDED',
			description: 'Partly from the people themselves, partly from partners',
		},
		{ name: 'Directly From Customers', value: 'USER_PROVIDED_ONLY', description: 'The people gave their data to you' },
		{ name: 'From Partners', value: 'PARTNER_PROVIDED_ONLY', description: 'Agencies or data partners gave it to you' },
	],
	default: 'USER_PROVIDED_ONLY',
	description: 'The origin of the data. Meta asks for it and may show it to people.',
});

export const retentionDaysField = wholeNumber({
	displayName: 'Keep Contacts For (Days)',
	name: 'retentionDays',
	default: '90',
	least: 1,
	most: 180,
	description:
		'After how many days Meta drops a contact from a customer list, 1 to 180. Without it contacts stay until you remove them.',
});

const link = z.string().superRefine((address, context) => {
	if (URL.canParse(address)) return;
	problem(context, [], 'is not a web address', 'Enter the whole address, starting with https://.');
});

export const optOutLinkField = text(
	{
		displayName: 'Opt-Out Link',
		name: 'optOutLink',
		placeholder: 'e.g. https://example.com/unsubscribe',
		description: 'Where people can ask not to be in the audience',
	},
	link,
);
