import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { isOpen, markProblems, readMarks, readQuestions, staleUnconfirmed } from '../../../gulp/unconfirmed.mts';
import { probedQuestions } from '../../../nodes/MetaAds/selfCheck/report/questions.ts';

const root = process.cwd();

it('every mark has a number of the table, every row is filled in and used, and the page shows it', () => {
	expect(readMarks(root).length).toBeGreaterThan(100);
	expect(staleUnconfirmed(root)).toEqual([]);
});

it('a mark without a number, one that is not in the table, and a row that nothing uses are found', () => {
	const row = { number: 9001, question: 'Is it so?', either: 'Both ways work.', find: 'Look.', searched: 'Nothing.' };
	const mark = { file: 'nodes/x.ts', line: 1, text: '// UNCONFIRMED' };
	expect(markProblems([{ ...mark, number: 9001 }], [row])).toEqual([]);
	expect(markProblems([mark, { ...mark, number: 9001 }], [row])).toEqual([expect.stringMatching(/has no number/)]);
	expect(
		markProblems(
			[
				{ ...mark, number: 9001 },
				{ ...mark, number: 9002 },
			],
			[row],
		),
	).toEqual([expect.stringMatching(/number 9002/)]);
	expect(markProblems([{ ...mark, number: 9001 }], [row, { ...row, number: 9002 }])).toEqual([
		expect.stringMatching(/marks nothing/),
	]);
	expect(markProblems([{ ...mark, number: 9001 }], [{ ...row, find: '' }])).toEqual([
		expect.stringMatching(/not filled in/),
	]);
	expect(markProblems([{ ...mark, number: 9001 }], [{ ...row, searched: undefined }])).toEqual([
		expect.stringMatching(/what was searched for/),
	]);
});

it('what the self-check says something on is a question', () => {
	const numbers = readQuestions(root).map(({ number }) => number);
	expect(probedQuestions.length).toBeGreaterThan(5);
	expect(probedQuestions.filter((number) => !numbers.includes(number))).toEqual([]);
});

it('a question on which nothing depends names a test that is there', () => {
	const proofs = readQuestions(root).flatMap(({ number, proof }) =>
		proof === undefined ? [] : [{ number, ...proof }],
	);
	expect(proofs.length).toBeGreaterThan(10);
	const lacking = proofs.filter(({ file, test }) => !readFileSync(join(root, file), 'utf8').includes(`'${test}'`));
	expect(lacking).toEqual([]);
});

it('at most fifty questions are open', () => {
	expect(readQuestions(root).filter(isOpen).length).toBeLessThanOrEqual(50);
});
