import type { WordAnswer } from './consentWords';

/** What one of a contact's cells says. */
export interface HeardStatement {
	/** `otherConsent` is one in which only a no is heard: its yes is nobody's consent, or another column was chosen. */
	readonly column: 'consent' | 'optOut' | 'otherConsent';
	/** Where it stands: a path, without the names and values of people. */
	readonly from: string;
	readonly answer: WordAnswer;
	/** As it is counted: of a table or of the form, so never a person's. */
	readonly word: string;
	/** What stands there, where it was not understood. */
	readonly raw?: unknown;
}

/** What is counted where not the word matters. */
export const ANY_VALUE = 'any value';
