import { escapeRegExp, uniq } from 'lodash';

import { holdsAddress } from '../../meta/unlinked';
import type { Block } from './blocks';
import { claimsIn, standOfClaim } from './claims/claims';
import { metricNamesOf } from './claims/metricNamed';
import { FACTOR, inPlainDigits, NUMBER } from './claims/readings';
import { toldBy } from './claims/told';

/** A comment without the sentences that say what the report does not. */
export interface CheckedComment {
	readonly text: string;
	readonly notes: readonly string[];
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

/** The names of a report's accounts and lines that a comment has, the longest first. */
function namesIn(comment: string, blocks: readonly Block[]): RegExp[] {
	const plainComment = inPlainDigits(comment).toLowerCase();
	const names = blocks.flatMap(({ accounts, tables }) => [
		...accounts,
		...tables.flatMap(({ lines }) => lines.map(({ name }) => name)),
	]);
	return uniq(names)
		.map((name) => inPlainDigits(name).trim())
		.filter((name) => name !== '' && name.length <= LONGEST_NAME && plainComment.includes(name.toLowerCase()))
		.sort((one, other) => other.length - one.length)
		.map(patternOf);
}

/** Numbers for which sentences are left out, by what they are. */
type WrongNumbers = Readonly<Record<'other' | 'nowhere', ReadonlySet<string>>>;

const notesOf = ({ nowhere, other }: WrongNumbers, isAddressed: boolean): string[] => [
	...(nowhere.size > 0
		? [`Part of the comment was left out because these numbers are not in the report: ${[...nowhere].join(', ')}.`]
		: []),
	...(other.size > 0
		? [
				`Part of the comment was left out because these numbers are something else in the report: ${[...other].join(', ')}.`,
			]
		: []),
	...(isAddressed ? [ADDRESS_NOTE] : []),
];

/**
 * Keeps of a comment what the report bears out. A model that writes about numbers can make some up: a sentence with a number
 * that the report does not tell, as exactly as it is written and as what it is called, is left out, and the page says so. So is
 * one with an address: a name or a review that the model has read can ask it to write one.
 */
export function checkedComment(comment: string, blocks: readonly Block[]): CheckedComment {
	const toldNumbers = blocks.flatMap(toldBy);
	const names = namesIn(comment, blocks);
	const metricNames = metricNamesOf(blocks);
	const currencies = uniq(blocks.flatMap(({ currency }) => currency ?? []));
	const wrong = { other: new Set<string>(), nowhere: new Set<string>() };
	let leftOutForAddress = false;
	const isBorneOut = (sentence: string): boolean => {
		const claims = claimsIn(figuresIn(inPlainDigits(sentence), names), metricNames, currencies);
		const stands = claims.map((claim) => ({ claim, stand: standOfClaim(claim, toldNumbers) }));
		for (const { claim, stand } of stands) if (stand !== 'so') wrong[stand].add(claim.numberText);
		const isAddressed = holdsAddress(withoutNames(sentence, names));
		leftOutForAddress ||= isAddressed;
		return !isAddressed && stands.every(({ stand }) => stand === 'so');
	};
	const text = comment
		.split(/\n+/)
		.map((paragraph) => sentencesOf(paragraph).filter(isBorneOut).join(' '))
		.filter((paragraph) => paragraph.trim() !== '')
		.join('\n\n');
	return { text, notes: notesOf(wrong, leftOutForAddress) };
}
