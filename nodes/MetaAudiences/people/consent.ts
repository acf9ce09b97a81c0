import { textOf } from './normalise/value';

/** Values that count as yes, as the form lists them. */
export const DEFAULT_CONSENT_VALUES = 'yes, true, 1';

export type ConsentValues = ReadonlySet<string>;

/** Reads the form's list. Case and white space never matter. */
export const consentValues = (list: string): ConsentValues => new Set(list.split(/[,;\n]/).map(plain).filter((value) => value !== ''));

const plain = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ');

/** Whether a cell says yes: only listed values do. Blank, unknown words and lists do not. */
export function consents(cell: unknown, yes: ConsentValues): boolean {
	const text = textOf(cell);
	return typeof text === 'string' && text !== '' && yes.has(plain(text));
}
