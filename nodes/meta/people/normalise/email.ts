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
 * EMAIL: trimmed and lowercase (Meta: "Customer file custom audiences", hashing and normalization). Dots and tags stay:
 * Meta asks for no provider's own rules. A leading `mailto:` is taken off.
 */
export function email(text: string): NormalizedValue {
	const lower = text.toLowerCase().replace(/^mailto:/, '');
	if (lower.length > LONGEST) return noAddress;
	if (common.test(lower)) return lower;
	return address.test(lower) && !/^\.|\.\.|\.@/.test(lower) ? lower : noAddress;
}
