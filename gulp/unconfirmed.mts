import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { confirmed } from '../facts/confirmed.mts';

/**
 * Whatever the code takes for true of Meta without a public source is marked UNCONFIRMED, with a number that stands in
 * facts/unconfirmed.json. Here marks get their numbers and the page is written.
 */

export interface Question {
	readonly number: number;
	readonly question: string;
	/** What the node does, whichever way it is. */
	readonly either: string;
	/** How to find out. */
	readonly find: string;
	/** What was searched for in public code, issues and Meta's pages, and what is reported there. Of open questions only. */
	readonly searched?: string;
	/** Where nothing depends on the answer: a test that plays each one, or shows that no request asks the question. */
	readonly proof?: { readonly file: string; readonly test: string };
}

export interface Mark {
	readonly file: string;
	readonly line: number;
	readonly number?: number;
	/** The rest of the comment's line. */
	readonly text: string;
}

const TABLE = join('facts', 'unconfirmed.json');
export const PAGE = join('docs', 'development', 'unconfirmed.md');
const MARK = /UNCONFIRMED(?: (\d+))?/g;

export const readQuestions = (root: string): Question[] =>
	JSON.parse(readFileSync(join(root, TABLE), 'utf8')) as Question[];

const sources = (root: string): string[] =>
	['emulator', 'nodes'].flatMap((room) =>
		readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
			.filter((file) => /\.m?ts$/.test(file))
			.map((file) => join(room, file))
			.sort(),
	);

export const readMarks = (root: string): Mark[] =>
	sources(root).flatMap((file) =>
		readFileSync(join(root, file), 'utf8')
			.split('\n')
			.flatMap((text, index) =>
				[...text.matchAll(MARK)].map(([, number]) => ({
					file,
					line: index + 1,
					text: text.trim(),
					...(number === undefined ? {} : { number: Number(number) }),
				})),
			),
	);

/** What is wrong with marks and table, a sentence each. */
export function markProblems(marks: readonly Mark[], questions: readonly Question[]): string[] {
	const known = new Map(questions.map((one) => [one.number, one]));
	const used = new Set(marks.map(({ number }) => number));
	return [
		...marks.flatMap(({ file, line, number }) =>
			number === undefined
				? [`${file}:${line} has no number: npx gulp unconfirmed`]
				: known.has(number)
					? []
					: [`${file}:${line} has the number ${number}, which is not in ${TABLE}`],
		),
		...questions.flatMap(({ number, question, either, find, searched }) => [
			...(used.has(number) || confirmed[number] ? [] : [`${number} is in ${TABLE} and marks nothing`]),
			...([question, either, find].every((text) => text !== '') ? [] : [`${number} in ${TABLE} is not filled in`]),
			...(confirmed[number] === undefined && !searched
				? [`${number} in ${TABLE} does not say what was searched for`]
				: []),
		]),
		...(known.size === questions.length ? [] : [`a number stands twice in ${TABLE}`]),
	];
}

/** Gives every mark without a number the next free one, and the table a row for it that somebody has to fill in. */
export function numberMarks(root: string): string[] {
	const questions = readQuestions(root);
	const taken = readMarks(root).flatMap(({ number }) => number ?? []);
	let next = Math.max(0, ...taken, ...questions.map(({ number }) => number)) + 1;
	const added: string[] = [];
	for (const file of new Set(readMarks(root).flatMap((mark) => (mark.number === undefined ? mark.file : [])))) {
		const text = readFileSync(join(root, file), 'utf8');
		const numbered = text.replace(MARK, (mark: string, number?: string) => {
			if (number !== undefined) return mark;
			questions.push({ number: next, question: '', either: '', find: '', searched: '' });
			added.push(`${next} in ${file}`);
			return `${mark} ${next++}`;
		});
		writeFileSync(join(root, file), numbered);
	}
	writeFileSync(join(root, TABLE), `${JSON.stringify(questions, null, '\t')}\n`);
	writeFileSync(join(root, PAGE), pageOf(questions, readMarks(root)));
	return [...added, PAGE];
}

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** Whether somebody would have to find the answer out. */
export const isOpen = ({ number, proof }: Question): boolean => confirmed[number] === undefined && proof === undefined;

const wayOf = ({ number, find, proof }: Question): string => {
	const fact = confirmed[number];
	if (fact !== undefined) return `Confirmed: ${fact.says} (${fact.source})`;
	return proof === undefined ? find : `Nothing depends on it: \`${proof.file}\`, “${proof.test}”`;
};

function rowOf(one: Question, marks: readonly Mark[]): string {
	const { number, question, either, searched = '' } = one;
	const files = [...new Set(marks.filter((mark) => mark.number === number).map(({ file }) => `\`${file}\``))];
	const searchedFor = confirmed[number] === undefined ? searched : '';
	return `| ${[number, cell(question), cell(either), cell(wayOf(one)), cell(searchedFor), files.join(' ')].join(' | ')} |`;
}

export function pageOf(questions: readonly Question[], marks: readonly Mark[]): string {
	const open = questions.filter(isOpen).length;
	const answerCount = questions.filter(({ number }) => confirmed[number] !== undefined).length;
	return [
		'# What nobody has confirmed',
		'',
		'<!-- Written by `npx gulp unconfirmed` from facts/unconfirmed.json, facts/confirmed.mts and the marks in the code. -->',
		'',
		'This package was built without a real ad account. Whatever it takes for true of Meta without a public source is marked',
		'`UNCONFIRMED` in the code, with the number of a question below. The [self-check](self-check.md) answers some of them in',
		'any ad account; a report is welcome through the issue form “Self-check report”.',
		'',
		`${questions.length} questions: ${open} open, ${answerCount} confirmed. On the other ${questions.length - open - answerCount} nothing depends: a test plays each answer,`,
		'or shows that no request asks the question.',
		'',
		'An open question says what was searched for in public code, in issues and on Meta’s pages, and what is reported there.',
		'',
		'| No. | Question | What the node does, whichever way it is | How to find out | Searched | Where |',
		'|---|---|---|---|---|---|',
		...[...questions].sort((one, other) => one.number - other.number).map((one) => rowOf(one, marks)),
		'',
	].join('\n');
}

/** @returns what is wrong; empty when marks, table and page belong together */
export function staleUnconfirmed(root: string): string[] {
	const [questions, marks] = [readQuestions(root), readMarks(root)];
	const isCurrent = readFileSync(join(root, PAGE), 'utf8') === pageOf(questions, marks);
	return [...markProblems(marks, questions), ...(isCurrent ? [] : [`${PAGE} is out of date: npx gulp unconfirmed`])];
}
