import { consentWord } from './consentWords';

/** What a person has said of the input's columns, in the form's list. */

/** Whether a yes in it leaves out, or is needed, with or without a blank; `nothing` is not about consent. Stored in workflows. */
export type ColumnSays = 'optOut' | 'optIn' | 'optInOrBlank' | 'nothing';

/** A line of the form. */
export interface ColumnsLine {
	/** Separated by commas or line breaks; a name with a comma in it stands in quotes. */
	readonly columns: string;
	readonly says: ColumnSays;
	/** Words that count beside those of the table, separated by commas. */
	readonly words?: string | undefined;
}

/** What is said of one column. */
export interface SaidOfColumn {
	readonly says: ColumnSays;
	/** Null where only the words of the table count. */
	readonly words: ReadonlySet<string> | null;
}

/** The form's lines, by column. */
export class SaidOfColumns {
	private readonly byPath = new Map<string, SaidOfColumn>();
	/** Columns that two lines say different things of. */
	readonly contradictions: readonly string[];

	constructor(lines: readonly ColumnsLine[]) {
		const contradictions = new Set<string>();
		for (const { columns, says, words = '' } of lines) {
			const ownWords = new Set(
				words
					.split(/[,;\n]/)
					.map(consentWord)
					.filter((word) => word !== ''),
			);
			for (const path of pathsIn(columns).map(columnKey)) {
				const earlier = this.byPath.get(path);
				if (earlier !== undefined && earlier.says !== says) contradictions.add(path);
				const all = new Set([...(earlier?.words ?? []), ...ownWords]);
				this.byPath.set(path, { says, words: all.size === 0 ? null : all });
			}
		}
		this.contradictions = [...contradictions];
	}

	of(path: string): SaidOfColumn | undefined {
		return this.byPath.size === 0 ? undefined : this.byPath.get(columnKey(path));
	}

	/** Columns of which something else is said than that they say nothing. */
	get speaking(): ReadonlyArray<readonly [path: string, says: ColumnSays]> {
		return [...this.byPath].flatMap(([path, { says }]) => (says === 'nothing' ? [] : [[path, says] as const]));
	}

	get hasOptIn(): boolean {
		return this.speaking.some(([, says]) => says !== 'optOut');
	}
}

/** The names in a text. In quotes and brackets, a comma is part of a name. */
function pathsIn(text: string): string[] {
	const names: string[] = [];
	let name = '';
	let closing = '';
	for (const mark of text) {
		if (closing !== '') closing = mark === closing ? '' : closing;
		else closing = mark === '"' ? '"' : mark === '[' ? ']' : '';
		if (closing === '' && /[,\n]/.test(mark)) {
			names.push(name);
			name = '';
		} else name += mark;
	}
	return [...names, name]
		.map((one) =>
			one
				.trim()
				.replace(/^"([^"]*)"$/, '$1')
				.trim(),
		)
		.filter((one) => one !== '');
}

/** Entries of a list are one column, and capitals do not matter. n8n's input panel writes `["Opt In"]` and `a["b c"]`. */
export const columnKey = (path: string): string =>
	path
		.trim()
		.replace(/\["([^"\]]*)"\]|\['([^'\]]*)'\]/g, '.$1$2')
		.replace(/^\./, '')
		.replace(/\[\d+\]/g, '[]')
		.toLowerCase();

/** A name as the form reads it. */
export const asTyped = (path: string): string => (/[,\n]/.test(path) ? `"${path}"` : path);
