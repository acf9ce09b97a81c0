import { consentWord } from '../../../../meta/people/consent/consentWords';

/** What a person has said of words that this table does not know. */

export type Meaning = 'yes' | 'no' | 'nothing';

/** A line of the form. */
export interface OrderMeaning {
	/** The column as a refusal names it. */
	readonly column: string;
	/** Separated by commas; empty for every value that is not understood. */
	readonly values: string;
	readonly means: Meaning;
}

interface OfColumn {
	readonly byWord: ReadonlyMap<string, Meaning>;
	/** Of all words that are not listed. */
	readonly rest: Meaning | null;
}

/** The form's lines, by column. */
export class OrderMeanings {
	private readonly columns = new Map<string, OfColumn>();

	constructor(lines: readonly OrderMeaning[]) {
		for (const { column, values, means } of lines) {
			const earlier = this.columns.get(columnKey(column));
			const words = values
				.split(/[,;\n]/)
				.map(consentWord)
				.filter((word) => word !== '');
			const byWord = new Map([...(earlier?.byWord ?? []), ...words.map((word) => [word, means] as const)]);
			this.columns.set(columnKey(column), { byWord, rest: words.length === 0 ? means : (earlier?.rest ?? null) });
		}
	}

	/** What a word means in a column; null where nobody has said it. */
	of(column: string, word: string): Meaning | null {
		const meanings = this.columns.get(columnKey(column));
		return meanings?.byWord.get(word) ?? meanings?.rest ?? null;
	}
}

const columnKey = (column: string): string => column.trim().toLowerCase();
