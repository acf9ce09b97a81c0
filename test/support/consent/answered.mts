import type { IDataObject } from 'n8n-workflow';

import { columnNamed } from '../../../nodes/meta/people/columns/columnNamed.ts';
import { openQuestions } from '../../../nodes/meta/people/consent/consentQuestion.ts';
import { ConsentReaders } from '../../../nodes/meta/people/consent/consentReader.ts';
import { consentOf } from '../../../nodes/meta/people/consent/consentRule.ts';
import { asTyped, type ColumnsLine } from '../../../nodes/meta/people/consent/saidOfColumns.ts';

/** Lines of What Columns Say as the form stores them. */
export const saying = (...line: ColumnsLine[]): IDataObject => ({ whatColumnsSay: { line } as unknown as IDataObject });

/**
 * What somebody fills in who has read the question about these items: columns that nobody knows have nothing to do with consent, a
 * blank is fine, and words that a column says of its members are a yes where they are listed.
 */
export function answered(items: readonly IDataObject[], yes: readonly unknown[] = []): ColumnsLine[] {
	const readers = new ConsentReaders();
	const rule = consentOf({ consent: 'everybody', whatColumnsSay: [] });
	for (const item of items) readers.read(rule, item, null);
	const words = yes.filter((word) => typeof word === 'string').join(', ');
	const questions = openQuestions(readers, { columnOf: columnNamed });
	const said: ColumnsLine[] = [
		...questions.words.map((line): ColumnsLine => ({
			columns: line.replace(/: .*/s, ''),
			says: 'optInOrBlank',
			words,
		})),
		...questions.blanks.map(({ path }): ColumnsLine => ({ columns: path, says: 'optInOrBlank', words: '' })),
	];
	const columns = questions.columns.map(({ path }) => asTyped(path)).join(', ');
	return columns === '' ? said : [{ columns, says: 'nothing', words: '' }, ...said];
}
