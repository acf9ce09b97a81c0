import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { foundToday, isPromise, testTitles } from './promises.mts';

/**
 * The ledger of promises: by place, each sentence with a test of its subject (`file › title`: that it exists is checked, what it tries is for a reader), GRAMMAR where nobody could
 * rely on it, or OWED. `npm run update` takes out sentences that are gone and puts in new ones as '', to be filled in by hand.
 */
const LEDGER = join('test', 'unit', 'promises', 'ledger.json');
const GRAMMAR = 'grammar';
const OWED = 'owed';
/** Promises that were there before the ledger and have no test yet. This number may only fall. */
const MOST_OWED = 625;

type Ledger = Record<string, Record<string, string>>;

const written = JSON.parse(readFileSync(LEDGER, 'utf8')) as Ledger;
const bindings = new Map<string, string>(
	Object.entries(written).flatMap(([place, sentences]) =>
		Object.entries(sentences).map(([sentence, binding]) => [`${place} › ${sentence}`, binding] as const),
	),
);
const { promises, grammar } = foundToday();

if (process.env.UPDATE !== undefined) {
	const next: Ledger = {};
	for (const key of [...promises].sort()) {
		const [place = '', sentence = ''] = key.split(/ › (.*)/s);
		next[place] = { ...next[place], [sentence]: bindings.get(key) ?? '' };
	}
	for (const key of bindings.keys()) if (!promises.has(key)) bindings.delete(key);
	writeFileSync(LEDGER, `${JSON.stringify(next, null, '\t')}\n`);
}

const withBinding = (wanted: (binding: string) => boolean): string[] =>
	[...bindings].filter(([key, binding]) => promises.has(key) && wanted(binding)).map(([key]) => key);

it('each promise is in the ledger: run npm run update, then bind the new ones to tests', () => {
	expect([...promises].filter((key) => (bindings.get(key) ?? '') === '')).toEqual([]);
});

it('the ledger has no sentence that is gone: run npm run update', () => {
	expect([...bindings.keys()].filter((key) => !promises.has(key))).toEqual([]);
});

it('each bound test exists', () => {
	const titles = testTitles();
	const bound = [...new Set(bindings.values())].filter((binding) => ![GRAMMAR, OWED, ''].includes(binding));
	expect(bound.filter((binding) => !titles.has(binding))).toEqual([]);
});

it('no more promises are owed a test than before', () => {
	const owed = withBinding((binding) => binding === OWED);
	const bound = withBinding((binding) => binding.startsWith('test/')).length;
	const counts = { bound, owed: owed.length, grammar: withBinding((one) => one === GRAMMAR).length, byRule: grammar };
	// SHOW_PROMISES=1 names them.
	if (process.env.SHOW_PROMISES !== undefined) console.log(counts, owed.join('\n'));
	expect(owed.length).toBeLessThanOrEqual(MOST_OWED);
});

it.each([
	'It never sends an order twice.',
	'Nothing is created twice.',
	'Each stage is sent only once, so you can run the node daily.',
	'Only people who said yes are uploaded.',
])('“%s” is a promise', (sentence) => expect(isPromise(sentence)).toBe(true));

it.each(['Each row has a name.', 'Every morning, you get one email.', 'To send only new orders, add a filter.'])(
	'“%s” is grammar',
	(sentence) => expect(isPromise(sentence)).toBe(false),
);
