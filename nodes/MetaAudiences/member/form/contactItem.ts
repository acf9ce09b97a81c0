import type { Mapping } from './fields';
import type { Target } from '../upload/upload';

/**
 * Whose contact data may be used: those of everybody, or only of people whose consent column holds one of these values; the
 * column that is named, or those that are recognised.
 */
export type ConsentRule = 'everybody' | 'notAsked' | { readonly yes: string; readonly column?: string };

/** One item, with all that its own form says of how its contact is read. */
export interface ContactItem {
	/** Index of the input item. */
	readonly index: number;
	readonly target: Target;
	readonly columns: Mapping;
	readonly defaultCountry: string;
	readonly birthDateOrder: 'dayFirst' | 'monthFirst' | '';
	readonly keepSpaces: boolean;
	readonly consent: ConsentRule;
	/** Read and checked only. */
	readonly dryRun: boolean;
}

/** What the forms of Add, Remove and Replace all ask of an item. */
interface Common {
	readonly adAccount: string;
	readonly audience: string;
	readonly columns: Mapping;
	readonly defaultCountry: string | undefined;
	readonly options: { readonly birthDateOrder?: 'dayFirst' | 'monthFirst'; readonly keepSpaces: boolean };
}

export const contactItem = (
	index: number,
	{ adAccount, audience, columns, defaultCountry, options }: Common,
	consent: ConsentRule,
	dryRun: boolean,
): ContactItem => ({
	index,
	target: { account: adAccount, audience },
	columns,
	defaultCountry: defaultCountry ?? '',
	birthDateOrder: options.birthDateOrder ?? '',
	keepSpaces: options.keepSpaces,
	consent,
	dryRun,
});

interface Asked {
	readonly consent: 'column' | 'everybody';
	readonly consentColumn: string | undefined;
	readonly consentValues: string | undefined;
}

/** Without a word for yes, nobody has said it. */
export const consentOf = ({ consent, consentColumn, consentValues }: Asked): ConsentRule =>
	consent === 'everybody' ? 'everybody' : { yes: consentValues ?? '', column: consentColumn };
