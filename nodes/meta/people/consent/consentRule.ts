import { SaidOfColumns, type ColumnsLine } from './saidOfColumns';

/** How it is known who has agreed. */
export interface AskedConsent {
	/** Somebody has said that all have agreed who do not object. */
	readonly stated: boolean;
	/** What the form says of the input's columns. */
	readonly said: SaidOfColumns;
	/** Rules of the same name are the same. */
	readonly name: string;
}

/** Whose contact data may be used. */
export type ConsentRule = 'notAsked' | AskedConsent;

interface AskedInForm {
	readonly consent: 'column' | 'everybody';
	readonly whatColumnsSay: readonly ColumnsLine[];
}

/** The form's fields as a rule. */
export const consentOf = ({ consent, whatColumnsSay }: AskedInForm): AskedConsent => ({
	stated: consent === 'everybody',
	said: new SaidOfColumns(whatColumnsSay),
	name: JSON.stringify([consent, whatColumnsSay]),
});
