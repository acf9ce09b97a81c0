import { uniq } from 'lodash';

import { lengthOf } from '../report/facts/dateRanges';
import type { Block } from './blocks';
import type { Figure } from './figures';

/** A comment without the sentences that say what the report does not. */
export interface CheckedComment {
	readonly text: string;
	readonly notes: readonly string[];
}

/** Digits with their separators, and what multiplies them: `1,234.50`, `1.2k`. */
const NUMBER = /\d(?:[\d.,'’\u00a0\u202f]*\d)?(?:\s?(?:k|m|thousand|million)\b)?/gi;

const factors: Readonly<Record<string, number>> = { k: 1e3, thousand: 1e3, m: 1e6, million: 1e6 };

/** A number as it is written, and how far what is meant may be from it: half of its last digit. */
interface Reading {
	readonly value: number;
	readonly step: number;
}

/** What a written number can mean: a point or a comma can stand before thousands or before decimals. */
function readingsOf(written: string): Reading[] {
	const [, digits = '', factor = ''] = /^([\d.,'’\u00a0\u202f]+)\s?([a-z]*)$/i.exec(written) ?? [];
	const times = factors[factor.toLowerCase()] ?? 1;
	const plain = digits.replace(/['’\u00a0\u202f]/g, '');
	const mark = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','));
	const whole = Number(plain.replace(/[.,]/g, ''));
	const isGrouped = mark === -1 || /^\d{1,3}([.,]\d{3})+$/.test(plain);
	const decimals = plain.length - mark - 1;
	return [
		...(isGrouped ? [{ value: whole * times, step: times }] : []),
		...(mark === -1 ? [] : [{ value: (whole / 10 ** decimals) * times, step: times / 10 ** decimals }]),
	];
}

const isMeant = (value: number, { value: written, step }: Reading): boolean =>
	Math.abs(Math.abs(value) - written) <= (step / 2) * (1 + 1e-9) + 1e-9;

const numbersOf = ({ now, before, change }: Figure): number[] =>
	[now, before, change, now === null || before === null ? null : now - before].flatMap((value) => value ?? []);

/** Every number that the report tells, what it tells of changes, and how much there is of what. */
function toldBy(block: Block): number[] {
	const lines = [...block.lines, ...block.periods, ...block.up, ...block.down];
	const figures = [block.headline, ...lines.map((line) => line.figures)].flatMap((some) => [...some.values()]);
	const { since, until } = block;
	const days = since !== null && until !== null ? [lengthOf({ since, until })] : [];
	return [...figures.flatMap(numbersOf), block.lines.length + block.hiddenLines, block.accounts.length, ...days];
}

const DATE =
	/\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:, \d{4})?\b|\b\d{4}-\d\d-\d\d\b/gi;

/** A sentence without names and dates, whose digits are no figures. */
function figuresIn(sentence: string, names: readonly string[]): string {
	const named = names.reduce((text, name) => text.split(name).join(' '), sentence);
	return named.replace(DATE, ' ');
}

/** Sentences end before a capital: a point within a number or an abbreviation does not end one. */
const sentencesOf = (paragraph: string): string[] => paragraph.split(/(?<=[.!?])\s+(?=[\p{Lu}“"])/u);

/**
 * Keeps of a comment what the report bears out. A model that writes about numbers can make some up: a sentence with a number
 * that is nowhere in the report, as exactly as it is written, is left out, and the page says so.
 */
export function checkedComment(comment: string, blocks: readonly Block[]): CheckedComment {
	const told = blocks.flatMap(toldBy);
	const names = uniq(blocks.flatMap(({ accounts, lines }) => [...accounts, ...lines.map(({ name }) => name)]))
		.filter((name) => name.trim() !== '')
		.sort((one, other) => other.length - one.length);
	const unknown = (sentence: string): string[] =>
		[...figuresIn(sentence, names).matchAll(NUMBER)]
			.map(([written]) => written)
			.filter((written) => !readingsOf(written).some((reading) => told.some((value) => isMeant(value, reading))));
	const wrong = new Set<string>();
	const paragraphs = comment.split(/\n+/).map((paragraph) =>
		sentencesOf(paragraph)
			.filter((sentence) => {
				const found = unknown(sentence);
				for (const number of found) wrong.add(number);
				return found.length === 0;
			})
			.join(' '),
	);
	const text = paragraphs.filter((paragraph) => paragraph.trim() !== '').join('\n\n');
	const note = `Part of the comment was left out, for numbers that are not in this report: ${[...wrong].join(', ')}.`;
	return { text, notes: wrong.size > 0 ? [note] : [] };
}
