const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&quot;': '"', '&#039;': "'", '&#39;': "'", '&lt;': '<', '&gt;': '>' };

/**
 * The address of the frame that Meta sends as a piece of HTML, or null when there is none. Addresses with an access token
 * have been seen in the field: it is taken out, since previews are made to be passed on.
 */
export function linkOf(iframe: string): string | null {
	const source = /<iframe\b[^>]*\bsrc=(?:"([^"]+)"|'([^']+)')/i.exec(iframe);
	const address = (source?.[1] ?? source?.[2] ?? '').replace(/&(?:amp|quot|#0?39|lt|gt);/g, (entity) => ENTITIES[entity]);
	return /^https:\/\//.test(address) ? withoutToken(address) : null;
}

/** The frame as Meta sent it, without a token in its address. */
export const frameOf = (body: string): string => withoutToken(body);

/** In an address as in HTML, where `&` may be written as an entity. */
const withoutToken = (text: string): string => text.replace(/(?<=[?&;])access_token=[^&"'\s]*(?:&amp;|&)?/g, '');
