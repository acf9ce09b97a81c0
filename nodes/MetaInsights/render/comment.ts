import { escapeRegExp, uniq } from 'lodash';

import { holdsAddress } from '../../meta/unlinked';
import { lengthOf } from '../facts/dateRanges';
import type { Block } from './blocks';
import type { ComparedFigure } from './numbers/figures';
import { allLines } from './numbers/groupTables';

/** A comment without the sentences that say what the report does not. */
export interface CheckedComment {
	readonly text: string;
	readonly notes: readonly string[];
}

/** What multiplies a number. “5 mil” is five thousand or five million: it can be held against nothing. */
const factors: Readonly<Record<string, number>> = {
	...{ dozen: 12, hundred: 1e2, hundreds: 1e2, lakh: 1e5, crore: 1e7, 万: 1e4, 亿: 1e8, 億: 1e8 },
	...{ k: 1e3, thousand: 1e3, thousands: 1e3, tsd: 1e3, mil: NaN },
	...{ m: 1e6, mm: 1e6, mn: 1e6, mln: 1e6, mio: 1e6, million: 1e6, millions: 1e6, millionen: 1e6 },
	...{ b: 1e9, bn: 1e9, bln: 1e9, mrd: 1e9, billion: 1e9, billions: 1e9, tn: 1e12, trillion: 1e12, trillions: 1e12 },
};

const FACTOR = String.raw`(?:[\s-]?(?:${Object.keys(factors)
	.filter((name) => /^[a-z]/.test(name))
	.join('|')})(?![\p{L}\p{N}])|[万亿億])`;

/** `½`, `1½`, `3/4`: a part of something, which is no figure of a report. */
const FRACTION = String.raw`(?:\d[\d.,]*\s?)?[¼-¾⅐-⅟↉]\d*|\d+\s?[/⁄]\s?\d+`;

/** Digits with their separators. A space is one before three digits: `7 000` is neither 7 nor nothing. */
const DIGITS = String.raw`(?:\d{1,3}(?:\p{Zs}\d{3})+(?!\d)(?:[.,]\d+)?|\d(?:[\d.,'’\u00a0\u202f]*\d)?)`;
const BEGINS_WITH_DIGITS = new RegExp(`^${DIGITS}`, 'u');

/** And what multiplies them: `1,234.50`, `1.2k`, `3 hundred thousand`. */
const NUMBER = new RegExp(`${FRACTION}|${DIGITS}${FACTOR}*`, 'giu');
const IS_FRACTION = new RegExp(`^(?:${FRACTION})$`, 'u');

/** Digits of any script as those of ASCII, so that none passes unread. */
const inPlainDigits = (text: string): string =>
	text
		.replace(/\p{N}/gu, (digit) => (IS_FRACTION.test(digit) ? digit : digit.normalize('NFKC')))
		.replace(/(?![0-9])\p{Nd}/gu, (digit) => {
			const code = digit.codePointAt(0) ?? 0;
			let zero = code;
			// Unicode keeps the ten digits of a script together, from its zero on.
			while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
			return String((code - zero) % 10);
		})
		.replace(/٫/g, '.')
		.replace(/٬/g, ',');

/** A number as it is written, and how far what is meant may be from it: half of its last digit. */
interface Reading {
	readonly value: number;
	readonly step: number;
}

/** What a written number can mean: a point or a comma can stand before thousands or before decimals. */
function readingsOf(numberText: string): Reading[] {
	if (IS_FRACTION.test(numberText)) return [];
	const [digits = ''] = BEGINS_WITH_DIGITS.exec(numberText) ?? [];
	const units =
		numberText
			.slice(digits.length)
			.toLowerCase()
			.match(/[a-z]+|[万亿億]/g) ?? [];
	const times = units.reduce((product, unit) => product * (factors[unit] ?? NaN), 1);
	const plain = digits.replace(/['’\p{Zs}]/gu, '');
	const mark = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','));
	const whole = Number(plain.replace(/[.,]/g, ''));
	const isGrouped = mark === -1 || /^\d{1,3}([.,]\d{3})+$/.test(plain);
	const decimals = plain.length - mark - 1;
	return [
		...(isGrouped ? [{ value: whole * times, step: times }] : []),
		...(mark === -1 ? [] : [{ value: (whole / 10 ** decimals) * times, step: times / 10 ** decimals }]),
	];
}

const isMeant = (value: number, { value: numberText, step }: Reading): boolean =>
	Math.abs(Math.abs(value) - numberText) <= (step / 2) * (1 + 1e-9) + 1e-9;

const numbersOf = ({ now, before, change }: ComparedFigure): number[] =>
	[now, before, change, now === null || before === null ? null : now - before].flatMap((value) => value ?? []);

/** Every number that the report tells, what it tells of changes, and how much there is of what. */
function toldBy(block: Block): number[] {
	const lines = [...block.tables.flatMap(allLines), ...block.periods, ...block.up, ...block.down];
	const figures = [block.headline, ...lines.map((line) => line.figures)].flatMap((some) => [...some.values()]);
	const { since, until } = block;
	const days = since !== null && until !== null ? [lengthOf({ since, until })] : [];
	const counts = block.tables.flatMap(({ lines: shownLines, hiddenLines }) => [
		shownLines.length + hiddenLines,
		...(hiddenLines > 0 ? [hiddenLines] : []),
	]);
	return [...figures.flatMap(numbersOf), ...counts, block.accounts.length, ...days];
}

const DATE =
	/\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:, \d{4})?\b|\b\d{4}-\d\d-\d\d\b/gi;

/** What ends a name: no letter, digit or unit may follow that makes it a part of a word or of a number. */
const AFTER = String.raw`(?![\p{L}\p{N}\p{M}]|[.,'’\u00a0\u202f]\p{N}|\s?[%\p{Sc}]|${FACTOR})`;
const BEFORE = String.raw`(?<![\p{L}\p{N}\p{M}\p{Sc}]|\p{N}[.,'’\u00a0\u202f]|\p{Sc}\s)`;
/** An ad named 3 is an ad where it is called one: “3 sales” are sales. So are ages. */
const CALLED = String.raw`(?<=["“”„«]|\b(?:ads?|sets?|campaigns?|accounts?|ages?|aged)\s["“„«]?)`;

/** Meta's names have at most 400 characters; a pattern of a whole page is none that can be built. */
const LONGEST_NAME = 1_000;

function patternOf(name: string): RegExp {
	// `13:00–13:59` counts nothing.
	const isNumber = !/[\p{L}:]/u.test(name.replace(NUMBER, ''));
	return new RegExp(`${isNumber ? CALLED : ''}${BEFORE}${escapeRegExp(name)}${AFTER}`, isNumber ? 'giu' : 'gu');
}

const withoutNames = (sentence: string, names: readonly RegExp[]): string =>
	names.reduce((text, name) => text.replace(name, ' '), sentence);

/** A sentence without names and dates, whose digits are no figures. */
const figuresIn = (sentence: string, names: readonly RegExp[]): string =>
	withoutNames(sentence, names).replace(DATE, ' ');

/** Sentences end before a capital: a point within a number or an abbreviation does not end one. */
const sentencesOf = (paragraph: string): string[] => paragraph.split(/(?<=[.!?])\s+(?=[\p{Lu}“"])/u);

const ADDRESS_NOTE = 'Part of the comment was left out, for an address in it: of a page, a mailbox or an account.';

/**
 * Says above a comment whose it is: what it promises or asks for (“log in”, “pay”) is not Meta's word and not the sender's.
 * A list of such words would know them in some languages only.
 */
export const captioned = (comment: string): string =>
	comment.trim() === '' ? '' : `Comment, not by Meta and not checked beyond its numbers:\n${comment}`;

/**
 * Keeps of a comment what the report bears out. A model that writes about numbers can make some up: a sentence with a number
 * that is nowhere in the report, as exactly as it is written, is left out, and the page says so. So is one with an address: a
 * name or a review that the model has read can ask it to write one.
 */
export function checkedComment(comment: string, blocks: readonly Block[]): CheckedComment {
	const toldNumbers = blocks.flatMap(toldBy);
	const plainComment = inPlainDigits(comment).toLowerCase();
	const names = uniq(
		blocks.flatMap(({ accounts, tables }) => [
			...accounts,
			...tables.flatMap(({ lines }) => lines.map(({ name }) => name)),
		]),
	)
		.map((name) => inPlainDigits(name).trim())
		.filter((name) => name !== '' && name.length <= LONGEST_NAME && plainComment.includes(name.toLowerCase()))
		.sort((one, other) => other.length - one.length)
		.map(patternOf);
	const unknown = (sentence: string): string[] =>
		[...figuresIn(inPlainDigits(sentence), names).matchAll(NUMBER)]
			.map(([numberText]) => numberText)
			.filter(
				(numberText) => !readingsOf(numberText).some((reading) => toldNumbers.some((value) => isMeant(value, reading))),
			);
	const wrong = new Set<string>();
	let leftOutForAddress = false;
	const paragraphs = comment.split(/\n+/).map((paragraph) =>
		sentencesOf(paragraph)
			.filter((sentence) => {
				const unknownNumber = unknown(sentence);
				for (const number of unknownNumber) wrong.add(number);
				const isAddressed = holdsAddress(withoutNames(sentence, names));
				leftOutForAddress ||= isAddressed;
				return unknownNumber.length === 0 && !isAddressed;
			})
			.join(' '),
	);
	const text = paragraphs.filter((paragraph) => paragraph.trim() !== '').join('\n\n');
	const note = `Part of the comment was left out because these numbers are not in the report: ${[...wrong].join(', ')}.`;
	return { text, notes: [...(wrong.size > 0 ? [note] : []), ...(leftOutForAddress ? [ADDRESS_NOTE] : [])] };
}
