/** What was said of consent and not understood: by place, in words that are no person's. */

/** Places and values that one refusal names. */
const PLACES = 8;
const VALUES = 6;

/** What stands for a value that may be a person's. */
const WITHHELD = 'other texts';

interface Values {
	readonly counts: Map<string, number>;
}

export class Unheard {
	private readonly places = new Map<string, Values>();

	/** @param besides the contact's own texts, in which a value that is shown must not stand */
	note(path: string, value: unknown, besides: () => string): void {
		const place = this.places.get(path) ?? { counts: new Map<string, number>() };
		this.places.set(path, place);
		const plain = shownValue(value);
		const text =
			plain.startsWith('“') && (place.counts.size >= MOST || standsIn(besides(), String(value))) ? WITHHELD : plain;
		place.counts.set(text, (place.counts.get(text) ?? 0) + 1);
	}

	get isEmpty(): boolean {
		return this.places.size === 0;
	}

	/** "newsletter_frequency: weekly (12), daily (3)", "consent: other texts (1)". */
	inWords(): string[] {
		const all = [...this.places].map(([path, { counts }]) => {
			if (counts.size >= MOST) return `${shownPath(path)}: many different texts`;
			const values = [...counts].sort(([, one], [, other]) => other - one);
			const examples = values.slice(0, VALUES).map(([value, count]) => `${value} (${count})`);
			return `${shownPath(path)}: ${[...examples, ...more(values.length - VALUES, 'more values')].join(', ')}`;
		});
		return [...all.slice(0, PLACES), ...more(all.length - PLACES, 'more columns')];
	}
}

/** Different values after which the texts of a column are no words of a tool's. */
const MOST = 20;

const standsIn = (texts: string, value: string): boolean => texts.toLowerCase().includes(value.trim().toLowerCase());

const more = (count: number, what: string): string[] => (count > 0 ? [`${count} ${what}`] : []);

/** A table without a header has a contact in the place of its names. */
export const shownPath = (path: string): string =>
	path
		.split('.')
		.map((part) => (part.includes('@') || /^[\d\s+()/-]{7,}$/.test(part) ? '…' : part))
		.join('.');

/** A short text of plain words is a tool's; names have capitals, addresses and numbers their marks. */
export const isTools = /^[\p{L}_-]{1,24}(?: [\p{Ll}_-]{1,24}){0,3}$/u;

function shownValue(value: unknown): string {
	if (typeof value === 'number') return Math.abs(value) < 1000 ? String(value) : 'a number';
	if (typeof value !== 'string') return WITHHELD;
	const text = value.trim();
	if (/^\d{1,2}$/.test(text)) return text;
	if (/^[\d\s.,:/TZ+-]+$/.test(text)) return 'a day or a number';
	return isTools.test(text) ? `“${text}”` : WITHHELD;
}
