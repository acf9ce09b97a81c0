import { leadPageField } from '../../meta/leads/fields';
import { collection, rows } from '../../shared/form/collections';
import { notice, rewordField } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { text, toggle } from '../../shared/form/kinds';
import { InputProblem, isEmpty } from '../../shared/form/problem';
import { allOf } from '../../shared/form/problems';
import { everyRule } from '../../shared/form/rule';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { addressProblem, lastPageField, lastPageParam, lastPageProblem } from './lastPage';
import { boxParam, consentBoxesField, questionParam, questionsField } from './questions';

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
	lastPageField,
	collection({ displayName: 'Additional Fields', name: 'additionalFields', placeholder: 'Add field' }, [
		text({
			displayName: 'Closing URL',
			name: 'followUpUrl',
			placeholder: 'e.g. https://example.com',
			description:
				'The URL that the last page opens. By default, your thank-you page’s website or your privacy policy.',
		}),
		// Meta also takes the file itself, as `cover_photo` in the card. How a file in an object travels is not documented, and it
		// needs pages_manage_posts (Meta: graph-api/reference/page/leadgen_forms). The last page has no picture there.
		text({
			displayName: 'Cover Photo ID',
			name: 'coverPhotoId',
			placeholder: 'e.g. 1234567890123456',
			description: 'The ID of a photo of the page. It is shown above the intro. Without it, Meta uses the ad’s image.',
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
		rows(
			{
				displayName: 'Tracking Parameters',
				name: 'trackingParameters',
				placeholder: 'Add parameter',
				description: 'Fixed values that every lead of the form has among its answers',
				row: { name: 'parameter', displayName: 'Parameter' },
			},
			[
				text({ displayName: 'Name', name: 'name', placeholder: 'e.g. source' }),
				text({ displayName: 'Value', name: 'value', placeholder: 'e.g. autumn' }),
			],
		),
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

/** Meta: guides/lead-ads/create, `privacy_policy.link_text`. */
const LONGEST_LINK_TEXT = 70;

export const createFormProblem = everyRule<CreateFormParams>(
	({ questions }) => (questions.length === 0 ? isEmpty(['questions'], 'Add at least one question.') : null),
	({ privacyPolicyUrl, additionalFields: { followUpUrl } }) =>
		allOf([
			addressProblem(['privacyPolicyUrl'], privacyPolicyUrl),
			addressProblem(['additionalFields', 'followUpUrl'], followUpUrl),
		]),
	({ thankYouPage }) => (thankYouPage === undefined ? null : lastPageProblem(thankYouPage)),
	({ additionalFields: { privacyLinkText = '' } }) =>
		privacyLinkText.length > LONGEST_LINK_TEXT
			? new InputProblem(
					['additionalFields', 'privacyLinkText'],
					`has ${privacyLinkText.length} characters`,
					`Meta accepts at most ${LONGEST_LINK_TEXT}.`,
				)
			: null,
	({ additionalFields: { coverPhotoId = '0' } }) =>
		/^\d+$/.test(coverPhotoId.trim())
			? null
			: new InputProblem(
					['additionalFields', 'coverPhotoId'],
					'is not the ID of a photo',
					'Enter the digits at the end of the photo’s address on Facebook.',
				),
	({ questions, additionalFields: { trackingParameters = [] } }) => {
		const names = trackingParameters.map(({ name }) => name);
		const takenName = names.find(
			(name, index) => names.indexOf(name) < index || questions.some(({ key }) => key === name),
		);
		return takenName === undefined
			? null
			: new InputProblem(
					['additionalFields', 'trackingParameters'],
					`have the name “${takenName}” twice, or a question has it as its key`,
					'Give each a name of its own: leads have both under their names.',
				);
	},
	({ questions }) => {
		const keys = questions.flatMap(({ key = '' }) => (key === '' ? [] : [key]));
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
		// Without it Meta refuses the form: “Missing field(s): FollowUpActionURL” (recorded in github.com/logly/mureo, issue 593).
		follow_up_action_url: more.followUpUrl ?? (thankYouPage?.websiteUrl || privacyPolicyUrl),
		locale: more.locale?.toUpperCase(),
		question_page_custom_headline: more.questionsTitle,
		...(consentBoxes.length > 0 && {
			custom_disclaimer: {
				title: more.consentTitle ?? name,
				body: { text: more.consentText ?? more.consentTitle ?? name },
				checkboxes: consentBoxes.map(boxParam),
			},
		}),
		...(thankYouPage !== undefined && { thank_you_page: lastPageParam(thankYouPage) }),
		...((more.introTitle ?? more.introText ?? more.coverPhotoId) !== undefined && {
			context_card: {
				title: more.introTitle ?? name,
				style: 'PARAGRAPH_STYLE',
				content: more.introText === undefined ? [] : [more.introText],
				...(more.coverPhotoId !== undefined && { cover_photo_id: more.coverPhotoId.trim() }),
			},
		}),
		is_optimized_for_quality: more.higherIntent,
		is_phone_sms_verify_enabled: more.verifyPhone,
		should_enforce_work_email: more.workEmailOnly,
		...(more.trackingParameters !== undefined &&
			more.trackingParameters.length > 0 && {
				tracking_parameters: Object.fromEntries(more.trackingParameters.map(({ name, value }) => [name, value])),
			}),
	};
}
