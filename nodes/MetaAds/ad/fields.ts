import type { INodeProperties } from 'n8n-workflow';

import { pickedField } from '../asset/pickedId';

export { labelsField } from '../../shared/adObject/fields';

export const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Autumn sale, video 2',
	description: 'What the ad is called in Ads Manager',
};

export const creativeField = pickedField({
	label: 'Creative',
	parameter: 'creative',
	description: 'What people see. The list shows the creatives of the chosen ad account, the newest first.',
	search: 'searchCreatives',
	idExample: '120210000000000',
});

export const pixelField = pickedField({
	label: 'Pixel',
	parameter: 'pixel',
	description: 'Records what people do on the website after they saw the ad',
	search: 'searchPixels',
	idExample: '1234567890123456',
});

export const conversionDomainField: INodeProperties = {
	displayName: 'Conversion Domain',
	name: 'conversionDomain',
	type: 'string',
	default: '',
	placeholder: 'e.g. example.com',
	description: 'The website where the conversions happen, without www or a path',
};

/** `synchronous_ad_review`: only together with a check, and no verdict of the review (Marketing API, Ad reference). */
export const checkPoliciesOption: INodeProperties = {
	displayName: 'Check Policies First',
	name: 'checkPolicies',
	type: 'boolean',
	default: false,
	description: 'Whether Meta’s quick checks of text and image come first. What they refuse is not created. The review itself comes later.',
};

const scheduled = 'Meta offers this for sales and app promotion campaigns. By the clock of the ad account, unless the value carries a time zone of its own';

export const startTimeField: INodeProperties = {
	displayName: 'Start Time',
	name: 'startTime',
	type: 'dateTime',
	default: '',
	description: `When this ad starts, if not with its ad set. ${scheduled}.`,
};

export const endTimeField: INodeProperties = {
	displayName: 'End Time',
	name: 'endTime',
	type: 'dateTime',
	default: '',
	description: `When this ad ends, if not with its ad set. ${scheduled}. A date alone means the end of that day.`,
};
