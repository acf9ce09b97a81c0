import { createObjects, type PlannedCreation } from '../../shared/adObject/creation';
import { collection } from '../../shared/form/collections';
import { assumeDefault, rewordField } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { choice, decimal, labelList, note } from '../../shared/form/kinds';
import { InputProblem } from '../../shared/form/problem';
import { together } from '../../shared/node/bulk';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { defineOperation } from '../../shared/node/operation';
import { adAccountLocator } from '../../shared/node/pickers/locators';
import type { Session } from '../../shared/node/session/session';
import { datasetPicker } from '../dataset/datasetPicker';
import { isSameRule, conversionRuleOf } from './conversionRule';
import { defaultValueField, descriptionField, conversionNameField } from './fields';
import { customConversionKind } from './kind';

/** Those of the spec's twenty that people choose; Meta guesses where none is sent. */
const types = [
	{ name: 'Add Payment Info', value: 'ADD_PAYMENT_INFO' },
	{ name: 'Add to Cart', value: 'ADD_TO_CART' },
	{ name: 'Complete Registration', value: 'COMPLETE_REGISTRATION' },
	{ name: 'Contact', value: 'CONTACT' },
	{ name: 'Initiate Checkout', value: 'INITIATED_CHECKOUT' },
	{ name: 'Lead', value: 'LEAD' },
	{ name: 'Other', value: 'OTHER' },
	{ name: 'Purchase', value: 'PURCHASE' },
	{ name: 'Schedule', value: 'SCHEDULE' },
	{ name: 'Start Trial', value: 'START_TRIAL' },
	{ name: 'Submit Application', value: 'SUBMIT_APPLICATION' },
	{ name: 'Subscribe', value: 'SUBSCRIBE' },
	{ name: 'View Content', value: 'CONTENT_VIEW' },
] as const;

const form = formOf(
	adAccountLocator,
	datasetPicker,
	conversionNameField,
	labelList({
		displayName: 'Page URL Contains',
		name: 'urlContains',
		placeholder: 'e.g. /thanks',
		description: 'Part of the page’s URL, upper or lower case. Separate alternatives with commas.',
	}),
	choice({
		displayName: 'Kind',
		name: 'conversionType',
		options: types,
		default: 'LEAD',
		description: 'The closest standard event. Ad sets optimize for it together with the custom conversion.',
	}),
	collection({ displayName: 'Additional Fields', name: 'additionalFields', placeholder: 'Add Field' }, [
		descriptionField,
		note({
			displayName: 'Event Is',
			name: 'event',
			placeholder: 'e.g. Purchase',
			description: 'Counts only events with this name. Meta also requires part of the page URL.',
		}),
		decimal({
			displayName: 'Value at Least',
			name: 'valueAtLeast',
			least: 0,
			description: 'Counts only events worth at least this much',
		}),
		defaultValueField,
	]),
	optionsField(
		assumeDefault(
			rewordField(validateOnlyOption, {
				description: 'Whether to only check the values here. Meta has no check for custom conversions.',
			}),
		),
	),
);

type Params = ParamsIn<typeof form>;

async function plan(session: Session, params: Params): Promise<PlannedCreation> {
	const account = await session.account(params.adAccount);
	const { description, event, valueAtLeast, defaultValue } = params.additionalFields;
	const rule = conversionRuleOf({ urlContains: params.urlContains, event: event || undefined, valueAtLeast });
	const edge = `${account.id}/${customConversionKind.edge}`;
	return {
		request: {
			method: 'POST',
			path: edge,
			params: {
				name: params.name,
				rule,
				event_source_id: params.dataset,
				custom_event_type: params.conversionType,
				description: description || undefined,
				default_conversion_value: defaultValue,
			},
			effect: 'create',
			account: account.id,
		},
		account,
		validateOnly: params.options.validateOnly || session.dryRun,
		lookUp: {
			edge,
			account: account.id,
			name: params.name,
			noun: customConversionKind.noun,
			fields: ['rule', 'creation_time'],
			timeField: 'creation_time',
			matches: (conversion) => isSameRule(conversion.rule, rule),
		},
	};
}

export const createCustomConversion = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create a custom conversion',
	description: 'Count visits of a page, or events of one value, as a conversion of their own',
	effect: 'write',
	form,
	rule: ({ urlContains, additionalFields: { event } }) =>
		urlContains.length > 0
			? null
			: new InputProblem(
					['urlContains'],
					'is empty',
					event
						? 'Meta refuses rules of an event alone. Enter a part of the page’s address, such as your domain.'
						: 'Enter a part of the page’s URL, such as /thanks.',
				),
	perform: together(plan, createObjects(customConversionKind)),
});
