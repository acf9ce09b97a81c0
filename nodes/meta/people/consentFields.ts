import { rows } from '../../shared/form/collections';
import { shownWhen } from '../../shared/form/field';
import { choice, note, text } from '../../shared/form/kinds';

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
				'You confirm that everyone else has given consent. A no in any column leaves people out. Before the first run, the node asks about columns it does not know.',
		},
	],
	default: 'column',
	description: 'How the node knows who has given consent',
});

const saysOptions = [
	{ name: 'Opt-Out', value: 'optOut', description: 'A yes, a mark or a day in it leaves the person out' },
	{ name: 'Opt-In', value: 'optIn', description: 'Only people with a yes in it are sent; blank is no' },
	{
		name: 'Opt-In, Blank Is Fine',
		value: 'optInOrBlank',
		description: 'A no in it leaves the person out; blank doesn’t',
	},
	{ name: 'Nothing About Consent', value: 'nothing', description: 'The column is about something else' },
] as const;

const whatColumnsSayField = rows(
	{
		displayName: 'What Columns Say',
		name: 'whatColumnsSay',
		placeholder: 'Add Columns',
		row: { name: 'line', displayName: 'Columns' },
		description:
			'The meaning of your own columns for consent. Common names are known. The node stops before sending anybody and lists the columns to add here.',
	},
	[
		text({
			displayName: 'Columns',
			name: 'columns',
			placeholder: 'e.g. vip, no_ads',
			requiresDataPath: 'multiple',
			description: 'Column names, separated by commas. Drag them from the input, or copy them from the error message.',
		}),
		choice({
			displayName: 'Meaning',
			name: 'says',
			options: saysOptions,
			default: 'optOut',
			description: 'What these columns say about a person',
		}),
		shownWhen(
			{ says: ['optOut', 'optIn', 'optInOrBlank'] },
			note({
				displayName: 'Words',
				name: 'words',
				placeholder: 'e.g. weekly, active',
				description:
					'Your own values that mean opted in or opted out, separated by commas. Yes, true, 1 and many more words count anyway.',
			}),
		),
	],
);

/** For operations that send people to Meta. Removing asks nobody: who has not agreed may always leave. */
export const consentFields = [consentField, whatColumnsSayField] as const;
