import { escapeRegExp } from 'lodash';

import { isRecord } from '../../../shared/record';

/** Texts shorter than this are parts of every sentence. */
const SHORTEST = 3;

/** Fields whose texts people have written. */
const written = /name|title|message|body|text|label|caption|descri|link|url|city|street|owner|story|value/;

/** What Meta has for everybody where nobody writes: ACTIVE, lowest_cost, adset.name. */
const metasWord = /^[A-Z][A-Z0-9_]{2,60}$|^[a-z]+(?:[_.][a-z]+)*$/;

const patterns: ReadonlyArray<readonly [RegExp, string]> = [
	[/\bEAA\w+/g, '(a token)'],
	[/\S+@\S+/g, '(an address)'],
	[/\bhttps?:\S+/g, '(an address)'],
	[/“[^”]*”|„[^“]*“|"[^"]*"|«[^»]*»/g, '(a name)'],
	[/(?<![\p{L}\p{N}])'[^']*'(?![\p{L}\p{N}])/gu, '(a name)'],
	[/(?:act_)?\p{Sc}?\d(?:[\d.,:\u00a0\u202f/-]*\d)?\p{Sc}?/gu, '(a number)'],
];

/**
 * Meta's texts without what is somebody's: numbers, addresses, quoted words, and every text that the account's answers
 * or our own requests have shown. What is left is the sentence that Meta has for everybody.
 */
export class Anonymizer {
	private readonly seen = new Set<string>();

	/** Takes note of every text in a value. */
	note(value: unknown, field = ''): void {
		if (Array.isArray(value)) for (const entry of value) this.note(entry, field);
		else if (isRecord(value)) for (const [name, entry] of Object.entries(value)) this.note(entry, name);
		else if (typeof value === 'string') this.noteText(value.trim(), field);
	}

	private noteText(text: string, field: string): void {
		if (text.length < SHORTEST || (metasWord.test(text) && !written.test(field))) return;
		this.seen.add(text);
	}

	text(text: string): string {
		const own = [...this.seen].sort((one, other) => other.length - one.length).filter((seen) => text.includes(seen));
		const without = own.reduce((rest, seen) => rest.replace(whole(seen), '(a name)'), text);
		return patterns.reduce((rest, [pattern, stand]) => rest.replace(pattern, stand), without);
	}
}

/** A text where it is not a part of another word. */
const whole = (text: string): RegExp =>
	new RegExp(`(?<![\\p{L}\\p{N}_])${escapeRegExp(text)}(?![\\p{L}\\p{N}_])`, 'gu');
