/** Joins two characters and is not seen: what looks for addresses finds none across it. */
const WORD_JOINER = '\u2060';

const JOINED_BEHIND: readonly RegExp[] = [
	// Dots that make a domain: the one of ASCII and those that browsers read as it (UTS 46). Amounts (`20.50`) have none.
	/(?<=[\p{L}\p{N}\p{M}_-])[.。．｡](?=[\p{L}\p{M}])/gu,
	// The address of a machine.
	/(?<=(?<![\d.])\d{1,3})\.(?=\d{1,3}\.\d{1,3}\.\d{1,3}(?![\d.]))/g,
	// `https:` and `mailto:`; not the clock's `13:00`.
	/(?<=[a-z]):(?=[^\s\d\u2060])/gi,
	// `me@shop`, and in chats whom they call: `@channel`.
	/[@＠](?=[^\s\u2060])/g,
	// Telegram makes a command of it, which a tap sends to a bot (Bot API, MessageEntity, bot_command).
	/(?<=^|\s)\/(?=[\p{L}_])/gu,
];

/**
 * Text from outside (names of campaigns and accounts, a review, what a model wrote) as a message writes it. Mail programs and
 * chats make links of whatever looks like an address, and the message is trusted: an ad named “renew-now.example” would lead
 * somewhere. No format has a way to say "this is no link" that all of them keep, so the text itself is made none. It looks as
 * before; only who copies it has one more character. Whoever joins texts puts each through this before links of ours are added.
 */
export const unlinked = (text: string): string =>
	JOINED_BEHIND.reduce((joined, pattern) => joined.replace(pattern, (sign) => `${sign}${WORD_JOINER}`), text);

/** Whether a sentence holds what a reader or a program takes for an address: of a page, of a person, or one in a chat. */
export const holdsAddress = (sentence: string): boolean => ADDRESSES.some((pattern) => pattern.test(sentence));

const ADDRESSES: readonly RegExp[] = [
	/:\/\//,
	/\b(?:mailto|tel|sms|tg|javascript|data):\S/i,
	/[@＠][\p{L}\p{N}_]/u,
	// A domain ends in two letters or more; `e.g.` and `U.S.` do not.
	/[\p{L}\p{N}_-][.。．｡](?:[\p{L}\p{M}]{2,}|xn--[a-z0-9-]+)(?![\p{L}\p{M}])/iu,
	/(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/,
	// Spelled out, so that a person puts it together: “shop dot com”, “shop[.]com”.
	/[\p{L}\p{N}]\s?[[({]\s?(?:\.|dot|at|@)\s?[\])}]\s?[\p{L}\p{N}]/iu,
	/[\p{L}\p{N}]\sdot\s(?:com|net|org|io|co|info|biz|app|me|ly|link|shop|online|site|xyz)(?![\p{L}])/iu,
];
