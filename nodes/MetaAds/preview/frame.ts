import { unescape } from 'lodash';

/**
 * The address of the frame that Meta sends as a piece of HTML, or null when there is none. Addresses with an access token
 * have been seen in the field: it is taken out, since previews are made to be passed on.
 */
export function linkOf(iframe: string): string | null {
	const tag = /<iframe\b[^<>]*/i.exec(iframe)?.[0] ?? '';
	const source = /\bsrc=(?:"([^"]+)"|'([^']+)')/i.exec(tag);
	// The apostrophe as PHP writes it is not among lodash's.
	const address = unescape((source?.[1] ?? source?.[2] ?? '').replace(/&#039;/g, '&#39;'));
	return /^https:\/\//.test(address) ? withoutToken(address) : null;
}

/** The frame as Meta sent it, without a token in its address. */
export const frameOf = (body: string): string => withoutToken(body);

/** In an address as in HTML, where `&` may be written as an entity. */
const withoutToken = (text: string): string => text.replace(/(?<=[?&;])access_token=[^&"'\s]*(?:&amp;|&)?/g, '');
