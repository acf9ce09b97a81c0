import { textOf, type Normalised } from './normalise/value';

/**
 * The values of a cell that can hold several: a list, or a text with semicolons, bars, commas or line breaks between them.
 * Commas and spaces also stand inside phone numbers; there they part only what is long enough on both sides.
 */
export function parts(value: unknown, kind: 'email' | 'phone'): Normalised[] {
	if (Array.isArray(value)) return value.flatMap((entry) => parts(entry, kind));
	if (typeof value === 'string' && /[;|,\n]/.test(value)) {
		// Before textOf, which makes line breaks spaces. ";ext=12" is how RFC 3966 writes an extension.
		const pieces = value.split(/;(?!ext=)|[|\n]/).flatMap((piece) => (kind === 'email' || commasPart(piece) ? piece.split(',') : [piece]));
		return pieces.map(textOf);
	}
	return [textOf(value)];
}

const commasPart = (text: string): boolean => text.split(',').every((piece) => piece.replace(/\D/g, '').length >= 7);
