/** Joins two characters and is not seen: what looks for addresses finds none across it. */
const WORD_JOINER = '\u2060';

/** Turn the direction of what stands behind them: an amount after such a name would be read from its end. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;

const JOINED_BEHIND: readonly RegExp[] = [
	// The address of a machine.
	/(?<=(?<![\d.])\d{1,3})\.(?=\d{1,3}\.\d{1,3}\.\d{1,3}(?![\d.]))/g,
	// `https:`, `mailto:` and `tel:`; not the clock's `13:00`.
	/(?<=[a-z]):(?=[^\s\u2060])/gi,
	// `//shop` without a scheme.
	/\/(?=\/)/g,
	// `me@shop`, and in chats whom they call: `@channel`.
	/[@＠﹫](?=[^\s\u2060])/g,
	// Telegram makes a command of it, which a tap sends to a bot (Bot API, MessageEntity, bot_command); not of `3/4`.
	/(?<![\p{L}\p{N}_/])\/(?=[\p{L}\p{N}_])/gu,
	// Markup of whoever reads the text as its own: `<!channel>` calls all (Slack, “Formatting text”), `[Pay](…)`, `&#46;`.
	/<(?=[!#@/a-z])|\](?=\()|&(?=#\w|[a-z]+;)/gi,
	// Dots that make a domain: the one of ASCII and those that browsers read as it (UTS 46). They count also behind an emoji
	// or a sign that is not seen. Amounts (`20.50`) have none.
	/(?<=[^\s\p{P}]|[_-])[.。．｡․﹒](?=[^\s\p{P}\p{Nd}\u2060])/gu,
];

/**
 * Text from outside (names of campaigns and accounts, a review, what a model wrote) as a message writes it. Mail programs and
 * chats make links of whatever looks like an address, and the message is trusted: an ad named “renew-now.example” would lead
 * somewhere. No format has a way to say "this is no link" that all of them keep, so the text itself is made none. It looks as
 * before, but for signs that turn its direction; only who copies it has one more character. Whoever joins texts puts each
 * through this before links of ours are added.
 */
export const unlinked = (text: string): string =>
	JOINED_BEHIND.reduce(
		(joined, pattern) => joined.replace(pattern, (sign) => `${sign}${WORD_JOINER}`),
		text.replace(TURNS, ''),
	);

/** Endings that people know as such when they are spelled out. */
const ENDING =
	'(?:com|net|org|io|co|info|biz|app|me|ly|link|shop|online|site|xyz|de|eu|uk|ru|cn|click|store|live|dev|ai)';

const ADDRESSES: readonly RegExp[] = [
	/:\/\//,
	/\b(?:https?|hxxps?|mailto|tel|sms|tg|javascript|data):\S/i,
	/\bwww\b/i,
	/@[\p{L}\p{N}_]/u,
	// A domain ends in two letters or more; `e.g.` and `U.S.` do not.
	/(?:[^\s\p{P}]|[_-])[.。](?:[\p{L}\p{M}]{2,}|xn--[a-z0-9-]+)(?![\p{L}\p{M}])/iu,
	/(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/,
	// Spelled out, so that a person puts it together: “shop dot com”, “shop[.]com”, “shop .com”.
	/[\p{L}\p{N}]\s?[[({]\s?(?:\.|dot|at|@)\s?[\])}]\s?[\p{L}\p{N}]/iu,
	new RegExp(`[\\p{L}\\p{N}](?:[\\s-]+dot[\\s-]+|\\s+[.。]\\s*)${ENDING}(?![\\p{L}])`, 'iu'),
	// A link or a call in the markup of a chat.
	/\]\(|<!|<a\s/i,
];

/**
 * Whether a sentence holds what a reader or a program takes for an address: of a page, of a person, or one in a chat. Letters in
 * circles count as letters, and what is not seen does not count.
 */
export function holdsAddress(sentence: string): boolean {
	const visible = sentence.normalize('NFKC').replace(/\p{Cf}/gu, '');
	return ADDRESSES.some((pattern) => pattern.test(visible));
}
