import { isRefusedValue, refuse, cellText, type NormalizedValue } from '../../../meta/people/normalise/value';
import { isPublicHost } from '../../../shared/node/files/publicHost';

/** What a browser brought along: never hashed, and never in another case (Meta: conversions-api/parameters/fbp-and-fbc). */

/** Meta's Parameter Builder adds a fifth part that says which of its libraries wrote the cookie (github.com/facebook/capi-param-builder). */
const CLICK_COOKIE = /^fb\.\d\.\d{10,13}\.[\w-]+(?:\.[\w-]{1,20})?$/;
const BROWSER_COOKIE = /^fb\.\d\.\d{10,13}\.\d+(?:\.[\w-]{1,20})?$/;
const CLICK_ID = /^[\w-]{10,500}$/;

const checkedText = (raw: unknown, read: (text: string) => NormalizedValue): NormalizedValue => {
	const text = cellText(raw);
	return isRefusedValue(text) || text === '' ? text : read(text);
};

export const clickCookie = (raw: unknown): NormalizedValue =>
	checkedText(raw, (text) => (CLICK_COOKIE.test(text) ? text : refuse('is not the content of the cookie _fbc')));

export const browserCookie = (raw: unknown): NormalizedValue =>
	checkedText(raw, (text) => (BROWSER_COOKIE.test(text) ? text : refuse('is not the content of the cookie _fbp')));

/**
 * The cookie that a click ID makes: `fb.1.<milliseconds>.<fbclid>`. When it was clicked a shop does not keep, so the event's own
 * time stands there.
 */
export const cookieOfClick = (raw: unknown, seconds: number): NormalizedValue =>
	checkedText(raw, (text) =>
		CLICK_ID.test(text) ? `fb.1.${seconds * 1000}.${text}` : refuse('is not a Facebook click ID'),
	);

/** The click ID in an address such as Shopify's `landing_site`; '' where there is none. */
export function clickIdIn(raw: unknown): string {
	const match = typeof raw === 'string' ? /[?&]fbclid=([\w-]{10,500})/.exec(raw.slice(0, LONGEST_URL)) : null;
	return match?.[1] ?? '';
}

const LONGEST_URL = 4_000;

/** Parameters that tell of a person, or let one in. */
const personal = /mail|phone|tel$|mobile|name|token|password|secret|address|birth|key$|^sig/i;

/** The address of the page where something happened, without what a person has filled in there. */
export function pageUrl(raw: unknown): NormalizedValue {
	if (raw === null || raw === undefined || raw === '') return '';
	if (typeof raw !== 'string' || raw.length > LONGEST_URL) return refuse('is not an address');
	let url: URL;
	try {
		url = new URL(raw.trim());
	} catch {
		return /^\//.test(raw) ? '' : refuse('is not an address: it begins with https://');
	}
	if (!/^https?:$/.test(url.protocol)) return refuse('is not an address: it begins with https://');
	for (const [key, value] of [...url.searchParams])
		if (personal.test(key) || /@|%40/.test(value) || /^\+?\d[\d ()-]{8,}$/.test(value)) url.searchParams.delete(key);
	// A page of the customer's own can have an address or a number in its path.
	url.pathname = url.pathname
		.split('/')
		.filter((part) => !/@|%40|^(?:\+|%2b)\d{7}/i.test(part))
		.join('/');
	url.username = '';
	url.password = '';
	url.hash = '';
	return url.toString();
}

/** An address of the internet: a server's own or a private one would be everybody's. */
export function visitorAddress(raw: unknown): NormalizedValue {
	return checkedText(raw, (text) => {
		const first = text.split(',')[0]?.trim() ?? '';
		const host = hostOf(first);
		if (host === undefined) return refuse('is not an IP address');
		return isPublicHost(host) ? first : refuse('is an address of a private network, not a visitor’s');
	});
}

function hostOf(address: string): string | undefined {
	if (!/^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:.]{0,45}:[0-9a-f:.]{0,45})$/i.test(address)) return undefined;
	try {
		return new URL(`http://${address.includes(':') ? `[${address}]` : address}/`).hostname;
	} catch {
		return undefined;
	}
}

/** Programs that ask for pages: of them all visitors would be one. */
const programs = /^(?:n8n|axios|node|curl|wget|python|go-http|okhttp|guzzle|postman|java\/|ruby|php)/i;

export const visitorAgent = (raw: unknown): NormalizedValue =>
	checkedText(raw, (text) => (programs.test(text) ? refuse('is a program’s, not a visitor’s') : text));
