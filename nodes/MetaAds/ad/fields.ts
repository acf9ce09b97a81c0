import { z } from 'zod';

import { nameField as nameOf } from '../../shared/adObject/fields';
import { assumeDefault } from '../../shared/form/field';
import { moment, text, toggle } from '../../shared/form/kinds';
import { problem } from '../../shared/form/words';
import { picker } from '../../shared/node/pickers/locators';

export { labelsField } from '../../shared/adObject/fields';

export const adNameField = nameOf('e.g. Autumn sale, video 2', 'ad');

export const creativeField = picker({
	label: 'Creative',
	parameter: 'creative',
	description: 'The creative people see. The list shows those of the chosen ad account, newest first.',
	search: 'searchCreatives',
	idExample: '120210000000000',
});

export const adPixelField = picker({
	label: 'Pixel',
	parameter: 'pixel',
	description: 'Records what people do on the website after they saw the ad',
	search: 'searchPixels',
	idExample: '1234567890123456',
});

/** A registrable domain, as Meta takes it for `conversion_domain`: no scheme, no path (Marketing API, Ad reference). */
const domain = z
	.string()
	.superRefine((domainText, context) => {
		if (/^([a-z0-9-]+\.)+[a-z0-9-]{2,}$/i.test(domainText)) return;
		problem(
			context,
			[],
			`cannot be “${domainText}”`,
			'Enter the domain alone, such as example.com: no https://, no path.',
		);
	})
	.transform((domainText) => domainText.toLowerCase());

export const conversionDomainField = text(
	{
		displayName: 'Conversion Domain',
		name: 'conversionDomain',
		placeholder: 'e.g. example.com',
		description: 'The website where the conversions happen, without www or a path',
	},
	domain,
);

/** `synchronous_ad_review`: only together with a check, and no verdict of the review (Marketing API, Ad reference). */
export const checkPoliciesOption = assumeDefault(
	toggle({
		displayName: 'Check Policies First',
		name: 'checkPolicies',
		default: false,
		description:
			'Whether to run Meta’s quick checks of text and image first. Ads that fail are not created. The full review comes later.',
	}),
);

const scheduleHint =
	'Meta offers this for sales and app promotion campaigns. In the ad account’s time zone, unless the value has a time zone of its own';

export const adStartTimeField = moment({
	displayName: 'Start Time',
	name: 'startTime',
	description: `When this ad starts, if not with its ad set. ${scheduleHint}.`,
});

export const adEndTimeField = moment({
	displayName: 'End Time',
	name: 'endTime',
	description: `When this ad ends, if not with its ad set. ${scheduleHint}. A date alone means the end of that day.`,
});
