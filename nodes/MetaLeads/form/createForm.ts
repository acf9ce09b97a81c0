import { leadPageField } from '../../meta/leads/fields';
import { collection, group } from '../../shared/form/collections';
import { notice, rewordField } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { choice, note, text, toggle } from '../../shared/form/kinds';
import { InputProblem, isEmpty } from '../../shared/form/problem';
import { allOf } from '../../shared/form/problems';
import { everyRule } from '../../shared/form/rule';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { boxParam, consentBoxesField, questionParam, questionsField } from './questions';

/** Buttons of the last page that need nothing but an address, or nothing at all (Meta: guides/lead-ads/create). */
const buttons = [
	{ name: 'None', value: 'NONE' },
	{ name: 'View on Facebook', value: 'VIEW_ON_FACEBOOK' },
	{ name: 'View Website', value: 'VIEW_WEBSITE' },
] as const;

export const createFormFields = formOf(
	leadPageField,
	notice({
		name: 'publishedNotice',
		text: 'A form is published at once, and cannot be edited or deleted afterwards, only archived',
	}),
	text({ displayName: 'Name', name: 'name', placeholder: 'e.g. Request a quote', description: 'Only you see it' }),
	questionsField,
	text({
		displayName: 'Privacy Policy URL',
		name: 'privacyPolicyUrl',
		placeholder: 'e.g. https://example.com/privacy',
		description: 'Meta shows its link below the questions',
	}),
	consentBoxesField,
	group(
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
			note({ displayName: 'Website URL', name: 'websiteUrl', placeholder: 'e.g. https://example.com' }),
		],
	),
	collection({ displayName: 'Additional Fields', name: 'additionalFields', placeholder: 'Add field' }, [
		text({
			displayName: 'Closing URL',
			name: 'followUpUrl',
			placeholder: 'e.g. https://example.com',
			description: 'Where people go from the last page, without a thank-you page of your own',
		}),
		text({ displayName: 'Consent Headline', name: 'consentTitle', placeholder: 'e.g. Your consent' }),
		text({ displayName: 'Consent Text', name: 'consentText', description: 'Above the consent boxes' }),
		toggle({
			displayName: 'Higher Intent',
			name: 'higherIntent',
			default: false,
			description: 'Whether people review their answers before they send them',
		}),
		text({ displayName: 'Intro Headline', name: 'introTitle', placeholder: 'e.g. What you get' }),
		text({ displayName: 'Intro Text', name: 'introText', description: 'On a page before the questions' }),
		text({
			displayName: 'Language',
			name: 'locale',
			placeholder: 'e.g. DE_DE',
			description: 'Language of Meta’s own texts in the form, as Meta’s code. English if not added.',
		}),
		text({ displayName: 'Privacy Link Text', name: 'privacyLinkText', placeholder: 'e.g. Our privacy policy' }),
		text({ displayName: 'Questions Headline', name: 'questionsTitle', placeholder: 'e.g. How can we reach you?' }),
		toggle({
			displayName: 'Verify Phone by SMS',
			name: 'verifyPhone',
			default: false,
			description: 'Whether Meta sends a code to the phone number (OTP)',
		}),
		toggle({
			displayName: 'Work Email Only',
			name: 'workEmailOnly',
			default: false,
			description: 'Whether Meta refuses addresses of free email providers',
		}),
	]),
	optionsField(
		rewordField(validateOnlyOption, {
			description: 'Whether to only check the values here. Meta has no check for lead forms.',
		}),
	),
);

export type CreateFormParams = ParamsIn<typeof createFormFields>;

const isAddress = (url: string): boolean => /^https?:\/\/\S+$/i.test(url);

const addressProblem = (field: readonly PropertyKey[], url: string | undefined): InputProblem | null =>
	url === undefined || url === '' || isAddress(url)
		? null
		: new InputProblem(field, 'is not a web address', 'Enter it with https:// in front.');

/** Meta: guides/lead-ads/create, `privacy_policy.link_text`. */
const LONGEST_LINK_TEXT = 70;

export const createFormProblem = everyRule<CreateFormParams>(
	({ questions }) => (questions.length === 0 ? isEmpty(['questions'], 'Add at least one question.') : null),
	({ privacyPolicyUrl, additionalFields: { followUpUrl }, thankYouPage }) =>
		allOf([
			addressProblem(['privacyPolicyUrl'], privacyPolicyUrl),
			addressProblem(['additionalFields', 'followUpUrl'], followUpUrl),
			addressProblem(['thankYouPage', 'page', 'websiteUrl'], thankYouPage?.websiteUrl),
		]),
	({ thankYouPage }) =>
		thankYouPage?.buttonType === 'VIEW_WEBSITE' && thankYouPage.websiteUrl === ''
			? isEmpty(
					['thankYouPage', 'page', 'websiteUrl'],
					'Enter the address that the button opens, or choose another button.',
				)
			: null,
	({ additionalFields: { privacyLinkText = '' } }) =>
		privacyLinkText.length > LONGEST_LINK_TEXT
			? new InputProblem(
					['additionalFields', 'privacyLinkText'],
					`has ${privacyLinkText.length} characters`,
					`Meta takes at most ${LONGEST_LINK_TEXT}.`,
				)
			: null,
	({ questions }) => {
		const keys = questions.flatMap(({ key }) => (key === '' ? [] : [key]));
		const twice = keys.find((key, index) => keys.indexOf(key) < index);
		return twice === undefined
			? null
			: new InputProblem(['questions'], `have the key “${twice}” twice`, 'Give each question a key of its own.');
	},
);

/** What Meta gets (spec object Page, `leadgen_forms`). */
export function createFormParams(form: CreateFormParams): Record<string, unknown> {
	const { name, questions, privacyPolicyUrl, consentBoxes, thankYouPage, additionalFields: more } = form;
	return {
		name,
		questions: questions.map(questionParam),
		privacy_policy: {
			url: privacyPolicyUrl,
			...(more.privacyLinkText !== undefined && { link_text: more.privacyLinkText }),
		},
		follow_up_action_url: more.followUpUrl,
		locale: more.locale?.toUpperCase(),
		question_page_custom_headline: more.questionsTitle,
		...(consentBoxes.length > 0 && {
			custom_disclaimer: {
				title: more.consentTitle ?? name,
				body: { text: more.consentText ?? more.consentTitle ?? name },
				checkboxes: consentBoxes.map(boxParam),
			},
		}),
		...(thankYouPage !== undefined && { thank_you_page: thanks(thankYouPage) }),
		...((more.introTitle !== undefined || more.introText !== undefined) && {
			context_card: {
				title: more.introTitle ?? name,
				style: 'PARAGRAPH_STYLE',
				content: more.introText === undefined ? [] : [more.introText],
			},
		}),
		is_optimized_for_quality: more.higherIntent,
		is_phone_sms_verify_enabled: more.verifyPhone,
		should_enforce_work_email: more.workEmailOnly,
	};
}

const thanks = (page: NonNullable<CreateFormParams['thankYouPage']>): Record<string, unknown> => ({
	title: page.title,
	button_type: page.buttonType,
	...(page.body !== '' && { body: page.body }),
	...(page.buttonText !== '' && { button_text: page.buttonText }),
	...(page.websiteUrl !== '' && { website_url: page.websiteUrl }),
});
