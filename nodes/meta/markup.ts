/** Text that is safe to stand between tags and in quoted attributes. */
export class Markup {
	constructor(readonly text: string) {}
	toString(): string {
		return this.text;
	}
}

type Part = string | number | Markup | null | false | readonly Part[];

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Everything that means something to a mail client, and characters XML forbids. */
export const escapeText = (text: string): string =>
	// eslint-disable-next-line no-control-regex
	text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, ' ').replace(/[&<>"']/g, (character) => ENTITIES[character]);

function written(part: Part): string {
	if (part === null || part === false) return '';
	if (part instanceof Markup) return part.text;
	return Array.isArray(part) ? part.map(written).join('') : escapeText(String(part));
}

/** HTML from a template: whatever is put in is escaped, unless it is markup itself. */
export function html(texts: TemplateStringsArray, ...parts: Part[]): Markup {
	return new Markup(texts.map((text, index) => text + (index < parts.length ? written(parts[index]) : '')).join(''));
}
