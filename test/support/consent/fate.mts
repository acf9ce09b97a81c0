import { columnNamed } from '../../../nodes/meta/people/columns/columnNamed.ts';
import { consentQuestion } from '../../../nodes/meta/people/consent/consentQuestion.ts';
import { ConsentReaders } from '../../../nodes/meta/people/consent/consentReader.ts';
import { consentOf } from '../../../nodes/meta/people/consent/consentRule.ts';

/** What becomes of the rows of a run under Everyone Except Opt-Outs. */

export type Row = Record<string, unknown>;

const everyoneElse = consentOf({ consent: 'everybody', whatColumnsSay: [] });

/** Each row is sent or left out; where something is asked, all of them have the question. */
export function fatesOf(rows: readonly Row[]): string[] {
	const readers = new ConsentReaders();
	const read = rows.map((row) => readers.read(everyoneElse, row, null));
	const problem = consentQuestion(readers, { items: () => rows, columnOf: columnNamed });
	return read.map(
		({ stand, asked }) => problem?.message ?? (stand === 'yes' && asked?.lacking.length === 0 ? 'sent' : 'left out'),
	);
}

export const fateOf = (rows: readonly Row[], at: number): string => fatesOf(rows)[at] ?? '';
