import { escapeRegExp } from 'lodash';

import { isRecord } from '../../../shared/record';

/** Meta's own sentences are shorter; no pattern below sees more. */
const LONGEST = 600;

/** Texts shorter than this are parts of every sentence. */
const SHORTEST = 3;

/** Fields whose texts people have written. */
const namedKeys =
	/name|title|message|body|text|label|caption|descri|link|url|city|street|owner|story|value|dsa_|payor|payer|beneficiary|page|brand|company/;

/** What Meta has for everybody where nobody writes: ACTIVE, lowest_cost, adset.name. */
const metasWord = /^[A-Z][A-Z0-9_]{2,60}$|^[a-z]+(?:[_.][a-z]+)*$/;

type Stand = readonly [pattern: RegExp, stand: string];

/** Taken out first: a name in an address would leave half of it. */
const addresses: readonly Stand[] = [
	[/\bEAA\w+/g, '(a token)'],
	[/\S+@\S+/g, '(an address)'],
	[/\bhttps?:\S+|\bwww\.\S+/gi, '(an address)'],
];

const patterns: readonly Stand[] = [
	[/“[^”]*”|„[^“]*“|"[^"]*"|«[^»]*»|»[^«]*«|‘[^’]*’|‹[^›]*›|「[^」]*」|『[^』]*』|`[^`]*`/g, '(a name)'],
	[/(?<![\p{L}\p{N}])'[^']*'(?![\p{L}\p{N}])/gu, '(a name)'],
	[/(?:act_)?\p{Sc}?\d(?:[\d.,:\u00a0\u202f/-]*\d)?\p{Sc}?/gu, '(a number)'],
];

const withStands = (text: string, stands: readonly Stand[]): string =>
	stands.reduce((rest, [pattern, stand]) => rest.replace(pattern, stand), text);

/** Words with a capital in the middle of Meta's own sentences. */
const METAS = new Set(
	(
		'Meta Facebook Instagram Messenger WhatsApp Audience Network Marketing API Graph SDK Ads Ad Set Sets Account Accounts Manager ' +
		'Business Campaign Campaigns Creative Creatives Page Pages Pixel Conversions Insights Custom Lookalike Terms Service Policy ID IDs URL ' +
		'JSON OAuth App User Invalid Unsupported Please You Your The This It If I To For In NOT Unknown Error Object Advantage EU DSA GET POST DELETE'
	).split(' '),
);

/** Meta's sentences have capitals at their beginning and in Meta's own words; any other word that has one is somebody's name. */
const namelike = /(?<=[^\s.!?:)(][)"”»]?\s+)\p{Lu}[\p{L}\p{M}\p{N}’'-]*/gu;

const withoutNamelike = (text: string): string =>
	text.replace(namelike, (word) => (METAS.has(word.replace(/[’']s$/, '')) ? word : '(a name)'));

/**
 * Meta's texts without what is somebody's: numbers, addresses, quoted words, and every text that the account's answers
 * or our own requests have shown. What is left is the sentence that Meta has for everybody.
 */
export class Anonymizer {
	private readonly seenTexts = new Set<string>();

	/** Takes note of every text in a value. */
	note(value: unknown, field = ''): void {
		if (Array.isArray(value)) for (const entry of value) this.note(entry, field);
		else if (isRecord(value)) for (const [name, entry] of Object.entries(value)) this.note(entry, name);
		else if (typeof value === 'string') this.noteText(value.trim(), field);
	}

	private noteText(text: string, field: string): void {
		if (text.length < SHORTEST || (metasWord.test(text) && !namedKeys.test(field))) return;
		this.seenTexts.add(text);
	}

	text(original: string): string {
		const text = withStands(original.slice(0, LONGEST), addresses);
		const lower = text.toLowerCase();
		const ownNames = [...this.seenTexts]
			.sort((one, other) => other.length - one.length)
			.filter((name) => lower.includes(name.toLowerCase()));
		const without = ownNames.reduce((rest, name) => rest.replace(whole(name), '(a name)'), text);
		return withoutNamelike(withStands(without, patterns));
	}
}

/** A text where it is not a part of another word. */
const whole = (text: string): RegExp =>
	new RegExp(`(?<![\\p{L}\\p{N}_])${escapeRegExp(text)}(?![\\p{L}\\p{N}_])`, 'giu');
