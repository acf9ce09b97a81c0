import type { INodeProperties, INodePropertyTypeOptions } from 'n8n-workflow';

import { pickedField } from '../asset/pickedId';
import { bidStrategies } from '../../shared/adObject/bidStrategies';
import { attributions, billingEvents, conversionEvents, days, hours } from './choices';

export { dailyBudgetField, labelsField, startTimeField } from '../../shared/adObject/fields';

/** A menu that follows what the form has chosen so far. */
const following = (method: string, ...fields: string[]): INodePropertyTypeOptions => ({ loadOptionsMethod: method, loadOptionsDependsOn: fields });

export const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Germany, 25 to 45',
	description: 'What the ad set is called in Ads Manager',
};

export const optimizationGoalField: INodeProperties = {
	displayName: 'Performance Goal',
	name: 'optimizationGoal',
	type: 'options',
	required: true,
	typeOptions: following('getOptimizationGoals', 'campaign.value'),
	default: '',
	description: 'What Meta optimizes for (its optimization goal). The list shows what the objective of the chosen campaign allows. It cannot be changed once the ad set has ads.',
};

export const destinationTypeField: INodeProperties = {
	displayName: 'Destination',
	name: 'destinationType',
	type: 'options',
	typeOptions: following('getDestinations', 'campaign.value', 'optimizationGoal'),
	default: '',
	description: 'Where the ads lead. The list shows what fits the campaign and the goal; Not Set leaves it to Meta.',
};

export const conversionSourceField: INodeProperties = {
	displayName: 'Conversion Source',
	name: 'conversionSource',
	type: 'options',
	options: [
		{ name: 'App', value: 'app', description: 'What people do in an app' },
		{ name: 'Catalog', value: 'catalog', description: 'Products of a catalog, as your pixel or app reports them' },
		{ name: 'Pixel', value: 'pixel', description: 'What people do on a website' },
	],
	default: 'pixel',
	description: 'What counts the conversions',
};

export const pixelField = pickedField({
	label: 'Pixel',
	parameter: 'pixel',
	description: 'The pixel (dataset) that counts the conversions',
	search: 'searchPixels',
	idExample: '1234567890123456',
});

export const conversionEventField: INodeProperties = {
	displayName: 'Conversion Event',
	name: 'conversionEvent',
	type: 'options',
	options: conversionEvents,
	default: 'PURCHASE',
	description: 'What people should do',
};

export const pageField = pickedField({
	label: 'Page',
	parameter: 'page',
	description: 'The Facebook page to promote. Awareness, leads, messages, calls and page likes need one; otherwise leave it empty.',
	search: 'searchPages',
	idExample: '1234567890123456',
});

export const appField = pickedField({ label: 'App', parameter: 'app', description: 'The app to promote', search: 'searchApps', idExample: '1234567890123456' });

export const objectStoreUrlField: INodeProperties = {
	displayName: 'App Store URL',
	name: 'objectStoreUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://apps.apple.com/app/id1234567890',
	description: 'The app’s page in its store',
};

export const catalogField = pickedField({ label: 'Catalog', parameter: 'catalog', description: 'The catalog the product set is in', search: 'searchCatalogs', idExample: '1234567890123456' });

export const productSetField = pickedField({
	label: 'Product Set',
	parameter: 'productSet',
	description: 'The products to promote. The list shows the sets of the chosen catalog.',
	search: 'searchProductSets',
	idExample: '1234567890123456',
});

export const lifetimeBudgetField: INodeProperties = {
	displayName: 'Lifetime Budget',
	name: 'lifetimeBudget',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description: 'For the whole run, in the account’s currency, e.g. 600 for 600 dollars. It needs an end.',
};

export const endTimeField: INodeProperties = {
	displayName: 'End Time',
	name: 'endTime',
	type: 'dateTime',
	default: '',
	description: 'By the clock of the ad account, unless the value carries a time zone of its own. A date alone means the end of that day.',
};

export const bidStrategyField: INodeProperties = {
	displayName: 'Bid Strategy',
	name: 'bidStrategy',
	type: 'options',
	options: bidStrategies.map(({ name, value, description }) => ({ name, value, description: description.replace(' set on each ad set', '') })),
	default: 'LOWEST_COST_WITHOUT_CAP',
	description: 'How Meta spends the budget. Where the campaign has the budget it decides, and this has to be its strategy.',
};

export const bidAmountField: INodeProperties = {
	displayName: 'Bid Amount',
	name: 'bidAmount',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description: 'The most for one result, or what one should cost on average, in the account’s currency. For Reach and Impressions: for a thousand impressions.',
};

export const roasFloorField: INodeProperties = {
	displayName: 'ROAS Floor',
	name: 'roasFloor',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 1,
	description: 'What each unit spent has to bring back at least, e.g. 1.5 for 150 %. Only with the goal Value of Conversions.',
};

export const minSpendField: INodeProperties = {
	displayName: 'Minimum Spend',
	name: 'minSpend',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description: 'What Meta tries to spend on this ad set at least, in the account’s currency: a day, or in all, as the campaign’s budget is. Only for campaigns with a budget.',
};

export const maxSpendField: INodeProperties = {
	displayName: 'Maximum Spend',
	name: 'maxSpend',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description: 'The most to spend on this ad set, in the account’s currency: a day, or in all, as the campaign’s budget is. Only for campaigns with a budget.',
};

export const billingEventField: INodeProperties = {
	displayName: 'Billing Event',
	name: 'billingEvent',
	type: 'options',
	options: billingEvents,
	default: 'IMPRESSIONS',
	description: 'What Meta charges for',
};

export const attributionField: INodeProperties = {
	displayName: 'Attribution Setting',
	name: 'attribution',
	type: 'options',
	options: attributions,
	default: 'click7view1',
	description: 'How long after a click or a view a conversion counts. Goals that count no conversions take 1 Day After Click only.',
};

export const beneficiaryField: INodeProperties = {
	displayName: 'EU Beneficiary',
	name: 'beneficiary',
	type: 'string',
	default: '',
	placeholder: 'e.g. Harbor Coffee GmbH',
	description: 'Who benefits from the ads: a person or an organization. Needed where ads are shown in the European Union, and shown to people there.',
};

export const payorField: INodeProperties = {
	displayName: 'EU Payor',
	name: 'payor',
	type: 'string',
	default: '',
	placeholder: 'e.g. Harbor Coffee GmbH',
	description: 'Who pays for the ads: a person or an organization. Needed where ads are shown in the European Union, and shown to people there.',
};

export const promotedObjectField: INodeProperties = {
	displayName: 'Promoted Object (JSON)',
	name: 'promotedObject',
	type: 'json',
	default: '{}',
	description: 'What the ad set promotes as Meta writes it, in place of pixel, page, app and product set. For what the form does not have, such as a custom conversion.',
};

const menu = (options: ReadonlyArray<{ name: string; value: string | number }>): Pick<INodeProperties, 'options'> => ({ options: [...options] });

const hour = (displayName: string, name: string, value: string): INodeProperties => ({ displayName, name, type: 'options', default: value, ...menu(hours) });

export const adScheduleField: INodeProperties = {
	displayName: 'Ad Schedule',
	name: 'adSchedule',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Hours',
	default: {},
	description: 'Hours of the week in which the ads run. Only with a lifetime budget.',
	options: [
		{
			displayName: 'Hours',
			name: 'rows',
			values: [
				{
					displayName: 'Days',
					name: 'days',
					type: 'multiOptions',
					default: [],
					...menu(days),
				},
				hour('From', 'from', '09:00'),
				hour('To', 'to', '18:00'),
				{
					displayName: 'Whose Time',
					name: 'timeZone',
					type: 'options',
					options: [
						{ name: 'Ad Account', value: 'ADVERTISER', description: 'The clock of the ad account' },
						{ name: 'Viewer', value: 'USER', description: 'The clock of whoever sees the ad' },
					],
					default: 'USER',
				},
			],
		},
	],
};
