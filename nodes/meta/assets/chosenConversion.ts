import { deburr } from 'lodash';
import { z } from 'zod';

import { problem } from '../../shared/form/words';
import { quoteValue } from '../../shared/words';

/** A custom conversion as somebody has chosen it. */
export interface ChosenConversion {
	readonly id: string;
	/** As it was when it was chosen: it names the columns, and a new name at Meta leaves them as they are. Empty where only the ID was given. */
	readonly name: string;
}

/** What a list keeps of a choice: the ID that Meta counts by, and the name that the columns carry. */
export const conversionValue = ({ id, name }: ChosenConversion): string => `${id} ${name}`.trim();

/** Reads what a list keeps, or an ID alone; null for anything else. */
export function readConversionValue(text: string): ChosenConversion | null {
	const [, id, name = ''] = /^(\d{1,20})(?:\s+(.*))?$/su.exec(text.trim()) ?? [];
	return id === undefined ? null : { id, name: name.trim() };
}

/** A choice of a list, or an ID that an expression gives: as text or as a number. */
export const chosenConversion = z.unknown().transform((value, context): ChosenConversion => {
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : null;
	const conversion = text === null ? null : readConversionValue(text);
	if (conversion !== null) return conversion;
	const isNothing = text === '' || value === undefined || value === null;
	problem(context, [], isNothing ? 'is empty' : `“${quoteValue(value)}” is no custom conversion`, ADVICE);
	return z.NEVER;
});

const ADVICE = 'Choose from the list, or give its ID.';

/** Letters of a name in a column. */
const MOST_LETTERS = 60;

/**
 * A name as part of a column: letters, digits and underscores, which sheets, databases and Data Tables take. A name in an alphabet
 * that those do not take is its ID.
 */
function conversionWord({ id, name }: ChosenConversion): string {
	const plain = deburr(name).toLowerCase();
	const isWhole = !/[\p{L}\p{N}]/u.test(plain.replace(/[a-z0-9]/g, ''));
	const word = plain.replace(/[^a-z0-9]+/g, '_').replace(/^_|_$/g, '');
	if (!isWhole || word === '') return id;
	// Lists put it behind names that are one and the same.
	const end = word.endsWith(`_${id}`) ? `_${id}` : '';
	return `${word
		.slice(0, word.length - end.length)
		.slice(0, MOST_LETTERS - end.length)
		.replace(/_$/, '')}${end}`;
}

/** The column that counts a conversion: `custom_thank_you_page`. */
export const conversionColumn = (conversion: ChosenConversion): string => `custom_${conversionWord(conversion)}`;

/** The column of what one costs. */
export const conversionCostColumn = (conversion: ChosenConversion): string =>
	`cost_per_${conversionColumn(conversion)}`;
