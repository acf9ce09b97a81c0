import { group } from '../../shared/form/collections';
import { shownWhen } from '../../shared/form/field';
import type { formOf, ParamsIn } from '../../shared/form/form';
import { choice, note, text } from '../../shared/form/kinds';
import { InputProblem, isEmpty } from '../../shared/form/problem';
import { allOf } from '../../shared/form/problems';

/** What people see after they have sent a form. */

/** Buttons of the last page that need an address, a phone number, or nothing at all (Meta: guides/lead-ads/create). */
const buttons = [
	{ name: 'Call Business', value: 'CALL_BUSINESS' },
	{ name: 'None', value: 'NONE' },
	{ name: 'View on Facebook', value: 'VIEW_ON_FACEBOOK' },
	{ name: 'View Website', value: 'VIEW_WEBSITE' },
] as const;

export const lastPageField = group(
	{
		displayName: 'Thank-You Page',
		name: 'thankYouPage',
		placeholder: 'Add thank-you page',
		row: { name: 'page', displayName: 'Page' },
	},
	[
		choice({ displayName: 'Button', name: 'buttonType', options: buttons, default: 'VIEW_WEBSITE' }),
		note({ displayName: 'Button Text', name: 'buttonText', placeholder: 'e.g. Visit us' }),
		note({ displayName: 'Description', name: 'body', placeholder: 'e.g. Within one working day' }),
		text({ displayName: 'Headline', name: 'title', placeholder: 'e.g. Thanks, we will call you' }),
		shownWhen(
			{ buttonType: ['CALL_BUSINESS'] },
			text({
				displayName: 'Phone Number',
				name: 'phoneNumber',
				placeholder: 'e.g. +1 202 555 0123',
				description: 'The number that the button calls, with its country code',
			}),
		),
		shownWhen(
			{ buttonType: ['CALL_BUSINESS'] },
			text({
				displayName: 'Phone Number Country',
				name: 'phoneCountry',
				placeholder: 'e.g. US',
				description: 'The country of the number, in two letters',
			}),
		),
		note({ displayName: 'Website URL', name: 'websiteUrl', placeholder: 'e.g. https://example.com' }),
	],
);

type LastPage = NonNullable<ParamsIn<ReturnType<typeof formOf<[typeof lastPageField]>>>['thankYouPage']>;

const at = (field: string): readonly string[] => ['thankYouPage', 'page', field];

const isAddress = (url: string): boolean => /^https?:\/\/\S+$/i.test(url);

export const addressProblem = (field: readonly PropertyKey[], url: string | undefined): InputProblem | null =>
	url === undefined || url === '' || isAddress(url)
		? null
		: new InputProblem(field, 'is not a web address', 'Enter it with https:// in front.');

const phoneProblem = (number: string | undefined): InputProblem | null =>
	number === undefined || /^\+[1-9]\d{5,14}$/.test(plainNumber(number))
		? null
		: new InputProblem(
				at('phoneNumber'),
				'is not a phone number with its country code',
				'Enter it like +1 202 555 0123.',
			);

const countryProblem = (country: string | undefined): InputProblem | null =>
	country === undefined || /^[a-z]{2}$/i.test(country.trim())
		? null
		: new InputProblem(at('phoneCountry'), 'is not a country in two letters', 'Enter it like US.');

const plainNumber = (number: string): string => number.replace(/[\s().-]/g, '');

export const lastPageProblem = ({ buttonType, websiteUrl, phoneNumber, phoneCountry }: LastPage): InputProblem | null =>
	allOf([
		addressProblem(at('websiteUrl'), websiteUrl),
		buttonType === 'VIEW_WEBSITE' && websiteUrl === ''
			? isEmpty(at('websiteUrl'), 'Enter the address that the button opens, or choose another button.')
			: null,
		phoneProblem(phoneNumber),
		countryProblem(phoneCountry),
	]);

export const lastPageParam = (page: LastPage): Record<string, unknown> => ({
	title: page.title,
	button_type: page.buttonType,
	...(page.body !== '' && { body: page.body }),
	...(page.buttonText !== '' && { button_text: page.buttonText }),
	...(page.websiteUrl !== '' && { website_url: page.websiteUrl }),
	// Spec object LeadGenThankYouPage; in which form Meta wants the two is UNCONFIRMED 129.
	...(page.phoneNumber !== undefined && { business_phone_number: plainNumber(page.phoneNumber) }),
	...(page.phoneCountry !== undefined && { country_code: page.phoneCountry.trim().toUpperCase() }),
});
