import { rows } from '../../shared/form/collections';
import { mayBeEmpty, shownWhen } from '../../shared/form/field';
import { choice, note, text } from '../../shared/form/kinds';
import { DEFAULT_CONSENT_VALUES } from './consent/consentRule';

const consentField = choice({
	displayName: 'Consent',
	name: 'consent',
	options: [
		{
			name: 'Only People With Opt-In',
			value: 'column',
			description:
				'Only people whose consent column says yes are sent; blank is no. If your list only has an opt-out column, choose the other option.',
		},
		{
			name: 'Everyone Except Opt-Outs',
			value: 'everybody',
			description:
				'You confirm that everyone else has given consent. A no in any column, such as Unsubscribed or a newsletter status, leaves people out automatically. Name your own column in Opt-Out Column.',
		},
	],
	default: 'column',
	description: 'How the node knows who has given consent',
});

const consentValuesField = text({
	displayName: 'Values That Mean Yes',
	name: 'consentValues',
	default: DEFAULT_CONSENT_VALUES,
	description:
		'Values of the consent column that count as yes, separated by commas. With a list of your own, everything else is no. By default, words for yes in twelve languages count, such as subscribed, opted in and granted.',
});

const consentColumnField = mayBeEmpty(
	text({
		displayName: 'Consent Column',
		name: 'consentColumn',
		default: '',
		placeholder: 'e.g. gdpr_ads',
		description:
			'The column with the consent, as written in the input. If empty, every consent column that is mapped or found has to say yes. A no in any consent column counts.',
		hint: 'A yes in it means “may be sent”. For a column of opt-outs, choose Everyone Except Opt-Outs above.',
	}),
);

const optOutColumnField = mayBeEmpty(
	text({
		displayName: 'Opt-Out Column',
		name: 'optOutColumn',
		default: '',
		placeholder: 'e.g. no_marketing',
		description:
			'The column with the opt-outs, as written in the input. A yes, a mark or a day in it leaves the person out; a no or a blank doesn’t.',
		hint: 'A yes in it leaves the person out. Empty: opt-outs are found by common column names, such as Unsubscribed.',
	}),
);

const consentMeaningsField = rows(
	{
		displayName: 'Words of Consent',
		name: 'consentMeanings',
		placeholder: 'Add Word',
		row: { name: 'word', displayName: 'Word' },
		description:
			'Meanings of consent values the node does not know. It stops before sending anybody and lists the values to add here.',
	},
	[
		text({
			displayName: 'Column',
			name: 'column',
			placeholder: 'e.g. newsletter_frequency',
			description: 'As the error message names it',
		}),
		note({
			displayName: 'Values',
			name: 'values',
			placeholder: 'e.g. weekly, daily',
			description:
				'Contents of the column, separated by commas. Leave empty for all values that the node does not know.',
		}),
		choice({
			displayName: 'Meaning',
			name: 'means',
			options: [
				{ name: 'Yes', value: 'yes', description: 'The person has agreed' },
				{ name: 'No', value: 'no', description: 'The person is left out' },
				{
					name: 'Nothing',
					value: 'nothing',
					description: 'It has nothing to do with consent. Without values this applies to the whole column.',
				},
			],
			default: 'no',
			description: 'What it says about the person',
		}),
	],
);

/** For operations that send people to Meta. Removing asks nobody: who has not agreed may always leave. */
export const consentFields = [
	consentField,
	shownWhen({ consent: ['column'] }, consentColumnField),
	shownWhen({ consent: ['column'] }, consentValuesField),
	shownWhen({ consent: ['everybody'] }, optOutColumnField),
	consentMeaningsField,
] as const;
