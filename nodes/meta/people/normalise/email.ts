import { refuse, type NormalizedValue } from './value';

/** Local part and domain as mail systems take them; quoted local parts and addresses of bare hosts are not in any customer's use. */
const address =
	/^[^\s@"(),:;<>[\\\]]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+(?:\p{L}{2,}|xn--[a-z0-9-]+)$/u;

/** The same for what nearly every address is; a plain pattern is several times as fast. */
const common = /^[a-z0-9][a-z0-9_+-]*(?:\.[a-z0-9_+-]+)*@(?:[a-z0-9]+(?:-+[a-z0-9]+)*\.)+[a-z]{2,}$/;

/** Longest address that can be delivered (RFC 5321). */
const LONGEST = 254;

const noAddress = refuse('is not an email address');

/**
 * What tills and forms write for people without an address: of all who have it, one no would be everybody's. Addresses such as
 * test@test.com name their domain twice.
 */
const placeholder =
	/^(?:(?:no-?reply|do-?not-?reply|no-?e?-?mail|kein(?:e)?-?e?-?mail|sin-?(?:e?mail|correo)|none|null|nobody|unknown)@|(test|none|na|no|x{1,5}|abc|e?mail|unknown|kunde|gast|guest)@\1\.)/;

const nobodys = refuse('is a placeholder, and nobody’s address');

/** As mail programs write it: “Anna <anna@example.com>”. */
const nameAndAddress = /^[^<>@]{0,120}<\s*(?:mailto:)?([^<>\s]+)\s*>$/;

/** As people write it: “anna@example.com (private)”. */
const remarked = /^([^\s()[\]]+)\s*[([][^@()[\]]{0,80}[)\]]$/;

/**
 * EMAIL: trimmed and lowercase (Meta: "Customer file custom audiences", hashing and normalization). Dots and tags stay:
 * Meta asks for no provider's own rules. A leading `mailto:`, a name before it, a remark behind it and wide letters are taken off.
 */
export function email(text: string): NormalizedValue {
	const lower = text.toLowerCase().replace(/^mailto:/, '');
	if (lower.length > LONGEST) return noAddress;
	if (placeholder.test(lower)) return nobodys;
	if (common.test(lower)) return lower;
	if (isAddress(lower)) return lower;
	const bare = ((nameAndAddress.exec(lower) ?? remarked.exec(lower))?.[1] ?? lower).normalize('NFKC');
	return bare !== lower && isAddress(bare) ? email(bare) : noAddress;
}

const isAddress = (lower: string): boolean => address.test(lower) && !/^\.|\.\.|\.@/.test(lower);
