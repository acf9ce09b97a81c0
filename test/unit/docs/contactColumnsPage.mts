import { columnNamed } from '../../../nodes/meta/people/columns/columnNamed.ts';
import { columnLabels } from '../../../nodes/meta/people/columns/columns.ts';
import { shapes } from '../../engine/member/shapes/nodeShapes.mts';
import { sources, type Source } from '../people/headers.mts';

/** Writes docs/contact-columns.csv, which people search, from the tables that the tests read; and how many they are, in the page. */

const BEGIN = '<!-- count: written by npm run update -->';

const languages: Readonly<Record<Source['language'], string>> = {
	de: 'German',
	en: 'English',
	es: 'Spanish',
	fr: 'French',
	it: 'Italian',
	nl: 'Dutch',
	pl: 'Polish',
	pt: 'Portuguese',
};

/** What becomes of names that are no column of a contact. */
const otherUses: Readonly<Record<string, string>> = {
	leftOut: 'Not used: unclear',
	others: 'Not used: another person or company',
	nothing: 'Not used',
};

const useOf = (column: string): string | undefined => columnLabels.get(column) ?? otherUses[column];

function rowsOf({ tool, language, headers, page }: Source): string[][] {
	return Object.entries(headers).flatMap(([column, names]) => {
		const use = useOf(column);
		if (use === undefined || names === undefined) return [];
		return names.split('|').map((name) => [name, use, tool, languages[language], page]);
	});
}

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

export function contactColumnsCsv(): string {
	const exported = sources.flatMap(rowsOf);
	const items = shapes.flatMap(({ title, own, source }) =>
		Object.keys(own).map((key) => [key, columnLabels.get(key) ?? '', title, 'n8n item', source]),
	);
	const head = ['Name', 'Used as', 'Tool', 'Language', 'Source'];
	return `${[head, ...exported, ...items].map((row) => row.map(quoted).join(',')).join('\n')}\n`;
}

export function withCount(page: string): string {
	const [written = ''] = page.split(BEGIN);
	const own = sources.flatMap(({ headers }) =>
		Object.entries(headers).flatMap(([column, names]) =>
			columnLabels.has(column) || column === 'leftOut' ? names.split('|') : [],
		),
	);
	const found = own.filter((name) => columnNamed(name) !== undefined).length;
	const sentence = `The node recognizes ${found} of ${own.length} contact columns in ${sources.length} exports from different tools and languages.`;
	return `${[written.trimEnd(), BEGIN, sentence].join('\n\n')}\n`;
}
