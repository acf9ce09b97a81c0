/** A constant of Meta's in plain words: `PENDING_REVIEW` is pending review, and `ADSET_PAUSED` ad set paused. */
export const inPlainWords = (constant: unknown): string =>
	sayable(constant)
		.toLowerCase()
		.replace(/_/g, ' ')
		.replace(/\badset\b/g, 'ad set');

/** A word or a number of Meta's within a sentence; what is neither is unknown. */
export const sayable = (value: unknown): string =>
	typeof value === 'string' || Number.isFinite(value) ? String(value) : 'unknown';

/**
 * Keeps a message readable when a whole document was passed instead of a value. A character of two units, such as an emoji,
 * is left out whole where only its first half would fit.
 *
 * @param most units of text before the dots
 */
export const shortText = (text: string, most = 40): string =>
	text.length > most ? `${text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')}…` : text;

/** A value as a message shows it: text as it is, anything else as JSON, and neither at length. */
export const quoteValue = (value: unknown): string =>
	shortText(typeof value === 'object' ? JSON.stringify(value) : String(value));

/** A name with what tells two of the same name apart, or that something is wrong with it: `Sale (paused)`. */
export const withRemarks = (name: string, ...remarks: readonly string[]): string => {
	const remarksLeft = remarks.filter((remark) => remark !== '');
	return remarksLeft.length > 0 ? `${name} (${remarksLeft.join(', ')})` : name;
};

/**
 * n8n's editor shows hints, and what an error advises, as HTML: it leaves out scripts and keeps links (n8n, NodeErrorView.vue, `v-html`).
 * A name or a text of Meta's becomes no tag: behind its bracket stands a sign that nobody sees.
 */
export const tagless = (text: string): string => text.replace(/<(?=[a-z/!?])/gi, '<\u2060');

/** Whether a name contains what somebody looks for, in capitals or not. */
export const containing = (name: unknown, part: string): boolean =>
	String(name ?? '')
		.toLowerCase()
		.includes(part.toLowerCase());

/**
 * Labels of ours by the alphabet. Forms are put in order when a node is first used, and the first `localeCompare` of a process takes
 * tens of milliseconds, which names that are not ours are worth.
 */
export function alphabetically(one: string, other: string): number {
	const [first, second] = [one.toLowerCase(), other.toLowerCase()];
	return first < second ? -1 : Number(first > second);
}

/** Choices of ours in the order in which people look for one. */
export const byLabel = (one: { readonly name: string }, other: { readonly name: string }): number =>
	alphabetically(one.name, other.name);

/** The order in which people look for something in a list. */
export const byName = (one: { readonly name: string }, other: { readonly name: string }): number =>
	one.name.localeCompare(other.name);
