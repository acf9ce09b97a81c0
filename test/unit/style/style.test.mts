import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { comments, forms, messages, notes, pages, plainOf } from './passages.mts';
import { stumbles, type Finding, type Kind } from './stumbles.mts';

/**
 * What people read is plain, comments too: no phrase of words.json, no sentence that is too long. What is left of older texts is counted
 * here, and a count may only fall: after a text has become better, UPDATE_STYLE=1 writes the new counts.
 */
const COUNTS = join('test', 'unit', 'style', 'counts.json');
type Counts = Record<'pages' | 'forms' | 'messages' | 'notes' | 'comments', number>;

const found = {
	pages: pages().flatMap(stumbles),
	forms: forms().flatMap(stumbles),
	messages: messages().flatMap(stumbles),
	notes: notes().flatMap(stumbles),
	comments: comments().flatMap(stumbles),
};

const inWords = ({ place, phrase, better }: Finding): string => `${place}: “${phrase}” → ${better}`;

if (process.env.UPDATE_STYLE !== undefined) {
	const counts = Object.fromEntries(Object.entries(found).map(([name, { length }]) => [name, length]));
	writeFileSync(COUNTS, `${JSON.stringify(counts, null, '\t')}\n`);
}
// SHOW_STYLE=file writes every place, phrase and replacement into a new file; a page that is named by mistake stays whole.
if (process.env.SHOW_STYLE !== undefined) {
	writeFileSync(process.env.SHOW_STYLE, `${Object.values(found).flat().map(inWords).join('\n')}\n`, { flag: 'wx' });
}

it.each(['pages', 'forms', 'messages', 'notes', 'comments'] as const)('no more stumbles in %s than before', (name) => {
	const most = (JSON.parse(readFileSync(COUNTS, 'utf8')) as Counts)[name];
	expect(found[name].length > most ? found[name].map(inWords) : []).toEqual([]);
});

const said = (text: string, kind: Kind = 'page'): string[] =>
	stumbles({ place: 'here', kind, text }).map(({ better }) => better);

it.each([
	['The change is made in place of the old one.', 'instead of'],
	['What somebody paused is quiet.', 'name the thing; begin a condition with If or When'],
	['Had the guard an objection, the row would be there.', 'subject first, then the verb'],
	['It is late: the run waits: nothing is sent.', 'at most one colon or semicolon'],
	[`${'word '.repeat(26)}.`, 'at most 25 words (it has 26)'],
])('finds what is wrong with “%s”', (text, better) => expect(said(text)).toContain(better));

it.each([
	'The guard blocks the change and says why.',
	'What does it cost?',
	'Enter the plan: how much to spend this month.',
])('lets “%s” pass', (text) => expect(said(text)).toEqual([]));

it('a label has thirty characters', () => {
	expect(said('Maximum for the Whole Account (per Day)', 'label')).toEqual(['at most 30 characters (it has 39)']);
});

it('a description has twenty words', () => {
	expect(said(`${'word '.repeat(21)}.`, 'description')).toEqual(['at most 20 words (it has 21)']);
});

it('reads the sentences of a page without its code, links and marks', () => {
	expect(
		plainOf('# Head\n\nOne [link](x.md) and `code`.\n\n```bash\nnpm ci\n```\n\n| A cell | **bold text** |'),
	).toEqual(['Head', 'One link and it.', 'A cell', 'bold text']);
});
