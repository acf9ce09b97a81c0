import { countBy, pickBy } from 'lodash';

import { InputProblem } from '../../shared/form/problem';
import type { ContactItem } from './form/contactItem';
import type { ReadItem } from './rows';

/**
 * A column of opt-outs that somebody renames is gone overnight, and everybody in it looks like a yes. So a step that makes a whole
 * list remembers by which columns people were left out.
 */

/** By column, how many people it left out. */
export type Leavers = Readonly<Record<string, number>>;

/** Of fewer, all can have gone for good, and many tools leave a blank column out. */
const SEVERAL = 3;

/** Columns that are remembered: their names stand in n8n's row of the workflow. */
const REMEMBERED = 20;

/** @param seenColumns columns that were there, and speak of consent */
export function leaversIn(items: readonly ReadItem[], seenColumns: ReadonlySet<string>): Leavers {
	const left = items.filter(({ consent }) => consent.stand === 'no' && seenColumns.has(consent.column));
	const counts = pickBy(
		countBy(left, ({ consent }) => consent.column),
		(count) => count >= SEVERAL,
	);
	return Object.fromEntries(Object.entries(counts).slice(0, REMEMBERED));
}

/** @returns null where each of them is there, another one leaves people out instead, or the form says what has taken its place */
export function goneProblem(
	before: Leavers,
	seenColumns: ReadonlySet<string>,
	read: readonly ReadItem[],
	items: readonly ContactItem[],
): InputProblem | null {
	const isSaid = (column: string): boolean =>
		items.every(
			({ form: { consent } }) =>
				consent === 'notAsked' ||
				consent.said.of(column) !== undefined ||
				consent.said.speaking.some(([, says]) => says === 'optOut'),
		);
	const leftAnew = read.filter(({ consent }) => consent.stand === 'no' && !(consent.column in before)).length;
	const goneColumn = Object.entries(before).find(
		([column, count]) => !seenColumns.has(column) && leftAnew < count / 2 && !isSaid(column),
	);
	if (goneColumn === undefined) return null;
	const [column, count] = goneColumn;
	return new InputProblem(
		['consent'],
		`left out ${count.toLocaleString('en')} people by the column “${column}” last time, and no contact has it now`,
		'If it has a new name, add that to What Columns Say as Opt-Out. If it is gone for good, add the old name as Nothing About Consent.',
	);
}
