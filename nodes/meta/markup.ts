import { escape } from 'lodash';

/** Text that is safe to stand between tags and in quoted attributes. */
export class Markup {
	constructor(readonly text: string) {}
	toString(): string {
		return this.text;
	}
}

type Piece = string | number | Markup | null | false | readonly Piece[];

/** Everything that means something to a mail client, and characters XML forbids. */
export const escapeText = (text: string): string =>
	// eslint-disable-next-line no-control-regex
	escape(text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, ' '));

function pieceText(piece: Piece | undefined): string {
	if (piece === null || piece === false || piece === undefined) return '';
	if (piece instanceof Markup) return piece.text;
	return Array.isArray(piece) ? piece.map(pieceText).join('') : escapeText(String(piece));
}

/** HTML from a template: whatever is put in is escaped, unless it is markup itself. */
export function html(texts: TemplateStringsArray, ...pieces: Piece[]): Markup {
	// Behind the last text stands no piece.
	return new Markup(texts.map((text, index) => text + pieceText(pieces[index])).join(''));
}
