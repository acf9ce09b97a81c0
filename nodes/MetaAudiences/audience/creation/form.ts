import { ifItExistsOption } from '../../../shared/adObject/ifItExists/option';
import { collection } from '../../../shared/form/collections';
import { assumeDefault, rewordField, shownWhen } from '../../../shared/form/field';
import { formOf, type ParamsIn } from '../../../shared/form/form';
import { choice, toggle } from '../../../shared/form/kinds';
import { optionsField, validateOnlyOption } from '../../../shared/node/commonFields';
import { adAccountLocator } from '../../../shared/node/pickers/locators';
import { engagementFields } from './engagementFields';
import {
	customerFileSourceField,
	audienceDescriptionField,
	audienceNameField,
	optOutLinkField,
	retentionDaysField,
} from '../fields';
import { websiteFields } from './websiteFields';

/** The form by kind of audience; what does not apply is not shown. */

const audienceTypeField = choice({
	displayName: 'Type',
	name: 'audienceType',
	options: [
		{ name: 'Customer List', value: 'customerList', description: 'People you know: create it here, then add contacts' },
		{ name: 'Engagement', value: 'engagement', description: 'People who engaged on Facebook or Instagram' },
		{ name: 'Website Visitors', value: 'website', description: 'People whom your pixel has seen' },
	],
	default: 'customerList',
	description: 'Who is in the audience. Lookalikes are a resource of their own.',
});

const customerListFields = [
	shownWhen({ audienceType: ['customerList'] }, customerFileSourceField),
	shownWhen(
		{ audienceType: ['customerList'] },
		toggle({
			displayName: 'Value-Based',
			name: 'valueBased',
			default: false,
			description:
				'Whether members come with a value, such as what they spent, so that lookalikes resemble the most valuable ones. It cannot be changed later.',
		}),
	),
] as const;

const additionalFields = collection(
	{ displayName: 'Additional Fields', name: 'additionalFields', placeholder: 'Add field' },
	[
		audienceDescriptionField,
		toggle({
			displayName: 'Include Past Activity',
			name: 'prefill',
			default: true,
			description:
				'Whether people who already did it before now are in the audience from the start. Not for customer lists.',
		}),
		rewordField(retentionDaysField, { description: `${retentionDaysField.property.description} For customer lists.` }),
		optOutLinkField,
		assumeDefault(
			choice({
				displayName: 'Match',
				name: 'combine',
				options: [
					{ name: 'All Rules', value: 'and' },
					{ name: 'Any Rule', value: 'or' },
				],
				default: 'or',
				description: 'How the rules of website visitors work together',
			}),
		),
		toggle({
			displayName: 'Use for Exclusion Only',
			name: 'exclusionOnly',
			default: false,
			description: 'Whether ad sets may only exclude these people, never target them',
		}),
	],
);

export const createAudienceForm = formOf(
	adAccountLocator,
	audienceTypeField,
	audienceNameField,
	...customerListFields,
	...websiteFields,
	...engagementFields,
	additionalFields,
	optionsField(
		ifItExistsOption({
			one: 'an audience',
			where: 'the ad account',
			update: 'Change its description, source, retention and opt-out link where they differ. Who is in it stays.',
		}),
		rewordField(validateOnlyOption, {
			description: 'Whether to only check the values here. Meta has no check for audiences.',
		}),
	),
);

export type CreateAudienceParams = ParamsIn<typeof createAudienceForm>;
