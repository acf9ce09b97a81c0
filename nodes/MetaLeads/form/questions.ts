import { mayBeEmpty, shownWhen } from '../../shared/form/field';
import { choice, labelList, note, text, toggle } from '../../shared/form/kinds';
import { rows } from '../../shared/form/collections';
import type { formOf, ParamsIn } from '../../shared/form/form';

/** Meta's own questions, which it fills in from the profile, by the words of the form builder (Meta: guides/lead-ads/create). */
const kinds = [
	{ name: 'City', value: 'CITY' },
	{ name: 'Company Name', value: 'COMPANY_NAME' },
	{ name: 'Country', value: 'COUNTRY' },
	{ name: 'Date of Birth', value: 'DOB' },
	{ name: 'Email', value: 'EMAIL' },
	{ name: 'First Name', value: 'FIRST_NAME' },
	{ name: 'Full Name', value: 'FULL_NAME' },
	{ name: 'Gender', value: 'GENDER' },
	{ name: 'Job Title', value: 'JOB_TITLE' },
	{ name: 'Last Name', value: 'LAST_NAME' },
	{ name: 'Own Question', value: 'CUSTOM', description: 'A question in your words, with or without choices' },
	{ name: 'Phone', value: 'PHONE' },
	{ name: 'Postal Code', value: 'POST_CODE' },
	{ name: 'State', value: 'STATE' },
	{ name: 'Street Address', value: 'STREET_ADDRESS' },
	{ name: 'Work Email', value: 'WORK_EMAIL' },
	{ name: 'Work Phone', value: 'WORK_PHONE_NUMBER' },
] as const;

export const questionsField = rows(
	{
		displayName: 'Questions',
		name: 'questions',
		placeholder: 'Add question',
		description: 'In the order in which people see them',
		row: { name: 'question', displayName: 'Question' },
	},
	[
		choice({ displayName: 'Kind', name: 'type', options: kinds, default: 'EMAIL' }),
		shownWhen(
			{ type: ['CUSTOM'] },
			text({ displayName: 'Question', name: 'label', placeholder: 'e.g. How many seats?' }),
		),
		shownWhen(
			{ type: ['CUSTOM'] },
			labelList({
				displayName: 'Choices',
				name: 'choices',
				placeholder: 'e.g. One, Two, More',
				description: 'Separated by commas. Empty: people type an answer.',
			}),
		),
		// Meta names the answers of its own questions by their kind.
		shownWhen(
			{ type: ['CUSTOM'] },
			note({
				displayName: 'Key',
				name: 'key',
				placeholder: 'e.g. seats',
				description: 'The name of its answers at Meta. If empty, Meta creates one from the question.',
			}),
		),
	],
);

export type QuestionRow = ParamsIn<ReturnType<typeof formOf<[typeof questionsField]>>>['questions'][number];

export const questionParam = ({ type, label, choices = [], key = '' }: QuestionRow): Record<string, unknown> => ({
	type,
	...(key !== '' && { key }),
	...(type === 'CUSTOM' && label !== undefined && { label }),
	...(type === 'CUSTOM' && choices.length > 0 && { options: choices.map((value) => ({ value })) }),
});

export const consentBoxesField = rows(
	{
		displayName: 'Consent Boxes',
		name: 'consentBoxes',
		placeholder: 'Add consent box',
		description: 'Boxes below the questions, with text of their own',
		row: { name: 'box', displayName: 'Box' },
	},
	[
		text({ displayName: 'Text', name: 'text', placeholder: 'e.g. Send me offers by email' }),
		toggle({
			displayName: 'Required',
			name: 'isRequired',
			default: false,
			description: 'Whether people cannot send the form without it',
		}),
		mayBeEmpty(
			text({
				displayName: 'Key',
				name: 'key',
				placeholder: 'e.g. newsletter',
				description: 'Its name in rows of leads',
			}),
		),
	],
);

export type ConsentBox = ParamsIn<ReturnType<typeof formOf<[typeof consentBoxesField]>>>['consentBoxes'][number];

export const boxParam = ({ text: boxText, isRequired, key }: ConsentBox): Record<string, unknown> => ({
	text: boxText,
	is_required: isRequired,
	is_checked_by_default: false,
	...(key !== undefined && { key }),
});
