import { ConsentMeanings, type ConsentMeaning } from './consentMeanings';
import { consentWord } from './consentWords';

/** Values that count as yes, as the form lists them. Stored in workflows: it never changes. */
export const DEFAULT_CONSENT_VALUES = 'yes, true, 1';

/** How it is known who has agreed. */
export interface AskedConsent {
	/** Somebody has said that all have agreed who do not object. */
	readonly stated: boolean;
	/** The column that the form names; undefined where it names none. */
	readonly column: string | undefined;
	/** The column of which the form says that a yes in it is an opt-out; undefined where it names none. */
	readonly optOutColumn: string | undefined;
	/** The form's own words for yes, and no others; null for those of the table. */
	readonly yes: ReadonlySet<string> | null;
	/** What the form says of words that are in no table. */
	readonly meanings: ConsentMeanings;
	/** Rules of the same name are the same. */
	readonly name: string;
}

/** Whose contact data may be used. */
export type ConsentRule = 'notAsked' | AskedConsent;

const wordsIn = (list: string): ReadonlySet<string> =>
	new Set(
		list
			.split(/[,;\n]/)
			.map(consentWord)
			.filter((value) => value !== ''),
	);

const untouched = wordsIn(DEFAULT_CONSENT_VALUES);

/** Reads the form's list. As the form comes, the words for yes of the table are meant; a list of one's own is all. */
export function yesWords(list: string): ReadonlySet<string> | null {
	const values = wordsIn(list);
	const isDefault = values.size === untouched.size && [...untouched].every((value) => values.has(value));
	return isDefault ? null : values;
}

interface AskedInForm {
	readonly consent: 'column' | 'everybody';
	readonly consentColumn?: string | undefined;
	readonly optOutColumn?: string | undefined;
	readonly consentValues?: string | undefined;
	readonly consentMeanings: readonly ConsentMeaning[];
}

/** The form's fields as a rule. Without a word for yes, nobody has said it. */
export function consentOf(form: AskedInForm): AskedConsent {
	const { consent, consentColumn, optOutColumn, consentValues, consentMeanings } = form;
	const stated = consent === 'everybody';
	return {
		stated,
		column: stated ? undefined : consentColumn?.trim(),
		optOutColumn: stated ? optOutColumn?.trim() : undefined,
		yes: stated ? null : yesWords(consentValues ?? ''),
		meanings: new ConsentMeanings(consentMeanings),
		name: JSON.stringify([consent, consentColumn, optOutColumn, consentValues, consentMeanings]),
	};
}
