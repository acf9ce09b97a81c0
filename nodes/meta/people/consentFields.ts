import { mayBeEmpty, shownWhen } from '../../shared/form/field';
import { choice, text } from '../../shared/form/kinds';
import { DEFAULT_CONSENT_VALUES } from './consent';

/**
 * Whose contact data may be used: those of everybody, or only of people whose consent column holds one of these values; the
 * column that is named, or those that are recognised.
 */
export type ConsentRule = 'everybody' | 'notAsked' | { readonly yes: string; readonly column?: string };

const consentField = choice({
	displayName: 'Consent',
	name: 'consent',
	options: [
		{
			name: 'In a Column',
			value: 'column',
			description: 'Only people whose consent column says yes are sent; blank is no. Opt-outs count by themselves.',
		},
		{
			name: 'Everybody Has Consented, Except Opt-Outs',
			value: 'everybody',
			description:
				'You have checked that the others agreed to be sent to Meta. Columns such as Unsubscribed, or a consent that says no, leave people out by themselves.',
		},
	],
	default: 'column',
	description: 'How it is known who has agreed to be sent to Meta',
});

const consentValuesField = text({
	displayName: 'Values That Mean Yes',
	name: 'consentValues',
	default: DEFAULT_CONSENT_VALUES,
	description:
		'Contents of the consent column that count as yes, separated by commas. Everything else is no. As it comes, the words for yes of eight languages count as well.',
});

const consentColumnField = mayBeEmpty(
	text({
		displayName: 'Consent Column',
		name: 'consentColumn',
		default: '',
		placeholder: 'e.g. gdpr_ads',
		description:
			'Which column holds it, written as the input shows it. Empty for the one that is mapped, or those that are recognised by their names: then every one of them has to say yes. A no in another consent column always counts.',
	}),
);

/** For operations that send people to Meta. Removing asks nobody: who has not agreed may always leave. */
export const consentFields = [
	consentField,
	shownWhen({ consent: ['column'] }, consentColumnField),
	shownWhen({ consent: ['column'] }, consentValuesField),
] as const;

interface Asked {
	readonly consent: 'column' | 'everybody';
	readonly consentColumn: string | undefined;
	readonly consentValues: string | undefined;
}

/** Without a word for yes, nobody has said it. */
export const consentOf = ({ consent, consentColumn, consentValues }: Asked): ConsentRule =>
	consent === 'everybody' ? 'everybody' : { yes: consentValues ?? '', column: consentColumn };
