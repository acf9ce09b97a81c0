import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript';

import { forms, messages, notes, pages } from '../style/passages.mts';
import type { Passage } from '../style/stumbles.mts';

/** Sentences of pages, forms, notes and messages that somebody could rely on, and the tests that could hold them. */

const segments = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Says that something holds without exception. */
const STRONG = /\b(?:never|always|nothing|nobody)\b/i;
const WHOLE = /\b(?:each|every|all|only)\b/i;

/** What happens to money, people, data or objects: of these the words above are no mere grammar. */
const ACTS =
	/\b(?:sen[dt]s?|counte?d?s?|adds?|added|removed?s?|deleted?s?|changed?s?|created?s?|paused?s?|activate[ds]?|increase[ds]?|spends?|spent|pass(?:es|ed)|left out|opted|consent|uploaded|reported|twice|once)\b/i;

/** "Every two hours" is a schedule. */
const SCHEDULE = /\b(?:every|each) (?:[\w’]+ )?(?:minutes?|hours?|days?|mornings?|nights?|weeks?|months?|monday)\b/gi;

/** What to do: "Choose each …", "To send only …", "Whether to only …". */
const ADVICE =
	/^(?:to|whether|choose|add|set|open|enter|leave|use|give|look|remove|run|switch|see|check|write|map|pick|then|change|pass|delete|drag|replace)\b/i;

/** Whether a sentence can be relied on; all else with such a word is grammar. The strong words always count: "Remove never asks". */
export const isPromise = (text: string): boolean => {
	if (text.endsWith('?')) return false;
	if (STRONG.test(text)) return true;
	const plain = text.replace(SCHEDULE, '');
	return WHOLE.test(plain) && ACTS.test(plain) && !text.endsWith(':') && !ADVICE.test(text);
};

/** A field that several operations show has its sentence once a node. */
const sentencesOf = ({ place, kind, text }: Passage): Array<readonly [place: string, sentence: string]> =>
	place === 'CHANGELOG.md' || kind === 'label' || kind === 'name'
		? []
		: [...segments.segment(text)].map(({ segment }) => [place.replace(/^(form \w+).*/, '$1'), segment.trim()] as const);

interface Found {
	/** Each promise once a place, as `place › sentence`. */
	readonly promises: ReadonlySet<string>;
	/** Sentences that have one of the words and are grammar by the rule. */
	readonly grammar: number;
}

/** @returns what all texts promise today */
export function foundToday(): Found {
	const ofForms = forms().flatMap(sentencesOf);
	const inForms = new Set([...forms().map(({ text }) => text), ...ofForms.map(([, sentence]) => sentence)]);
	// The code of a form has its texts as well.
	const ofCode = messages()
		.filter(({ text }) => !inForms.has(text))
		.flatMap(sentencesOf)
		.filter(([, sentence]) => !inForms.has(sentence));
	const all = [...pages(), ...notes()].flatMap(sentencesOf).concat(ofForms, ofCode);
	const asked = new Map(
		all.filter(([, sentence]) => STRONG.test(sentence) || WHOLE.test(sentence)).map((one) => [one.join(' › '), one]),
	);
	const promises = new Set([...asked].filter(([, [, sentence]]) => isPromise(sentence)).map(([key]) => key));
	return { promises, grammar: asked.size - promises.size };
}

/** Title of every test that is written out, as `file › title`. */
export function testTitles(): ReadonlySet<string> {
	const files = readdirSync('test', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.mts'));
	return new Set(files.map((name) => join('test', name)).flatMap((file) => titlesIn(file)));
}

function titlesIn(file: string): string[] {
	const titles: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isCallExpression(node) && isTest(node.expression)) {
			const [title] = node.arguments;
			if (title !== undefined && ts.isStringLiteralLike(title)) titles.push(`${file} › ${title.text}`);
		}
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
	return titles;
}

/** `it(…)`, `it.each(…)(…)`, and `it.skip` not: what does not run holds nothing. */
function isTest(callee: ts.Expression): boolean {
	if (ts.isIdentifier(callee)) return callee.text === 'it' || callee.text === 'test';
	if (ts.isCallExpression(callee)) return isTest(callee.expression);
	if (ts.isTaggedTemplateExpression(callee)) return isTest(callee.tag);
	return ts.isPropertyAccessExpression(callee) && callee.name.text === 'each' && isTest(callee.expression);
}
