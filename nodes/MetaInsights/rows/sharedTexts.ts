/** Texts that are remembered at once: far more than a report has names, fewer than it has rows. */
const MOST = 10_000;

/**
 * One copy of each text of a column. JSON brings every row names and IDs of its own. They are most of what a flat row
 * holds, and hundreds of rows are of one ad.
 */
export class SharedTexts {
	private readonly texts = new Map<string, string>();
	/** Rows of one ad mostly follow each other. */
	private last = '';

	of(text: string): string {
		if (text === this.last) return this.last;
		const sameText = this.texts.get(text);
		if (sameText !== undefined) return (this.last = sameText);
		if (this.texts.size >= MOST) this.texts.clear();
		this.texts.set(text, text);
		return (this.last = text);
	}
}
