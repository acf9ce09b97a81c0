import phrases from './words.json';

/** What a text is to its reader. Each kind has its own longest sentence, in words. */
export const LONGEST = {
	page: 25,
	label: 10,
	name: 10,
	description: 20,
	notice: 40,
	message: 25,
	note: 25,
	comment: 25,
} as const;
export type Kind = keyof typeof LONGEST;

/** n8n's editor cuts a field's label off where it has more characters. */
const LONGEST_LABEL = 30;

/** A text that somebody reads, and where it stands. */
export interface Passage {
	readonly place: string;
	readonly kind: Kind;
	readonly text: string;
}

export interface Finding {
	readonly place: string;
	/** The words as they are written. */
	readonly phrase: string;
	/** What to write, or what to do. */
	readonly better: string;
}

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });
const words = new Intl.Segmenter('en', { granularity: 'word' });

const wordsIn = (text: string): number => [...words.segment(text)].filter(({ isWordLike }) => isWordLike).length;

const sentencesIn = (text: string): string[] =>
	[...sentences.segment(text)].map(({ segment }) => segment.trim()).filter((sentence) => sentence !== '');

const forbidden = phrases.map(({ find, better }) => ({ pattern: new RegExp(find, 'giu'), better }));

/** @returns what a native marketer would stumble over in this text, in the order of its sentences */
export function stumbles({ place, kind, text }: Passage): Finding[] {
	return sentencesIn(text).flatMap((sentence) => {
		const named = (kind === 'comment' ? [] : forbidden).flatMap(({ pattern, better }) =>
			[...sentence.matchAll(pattern)].map(([phrase]) => ({ place, phrase: phrase.trim(), better })),
		);
		return [...named, ...shape(sentence, place, kind)];
	});
}

/** A sentence that is too long, or a chain of several. Of a comment only its length counts: it is for engineers. */
function shape(sentence: string, place: string, kind: Kind): Finding[] {
	const long = wordsIn(sentence) > LONGEST[kind];
	const cutOff = kind === 'label' && sentence.length > LONGEST_LABEL;
	const chained = kind !== 'comment' && (sentence.match(/[;:](?=\s)/g) ?? []).length > 1;
	return [
		...(long
			? [{ place, phrase: sentence, better: `at most ${LONGEST[kind]} words (it has ${wordsIn(sentence)})` }]
			: []),
		...(cutOff
			? [{ place, phrase: sentence, better: `at most ${LONGEST_LABEL} characters (it has ${sentence.length})` }]
			: []),
		...(chained ? [{ place, phrase: sentence, better: 'at most one colon or semicolon' }] : []),
	];
}
