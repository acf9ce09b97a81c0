import { columnNamed } from '../../../nodes/meta/people/columns/columnNamed.ts';
import { columnLabels } from '../../../nodes/meta/people/columns/columns.ts';
import { shapes } from '../../engine/member/shapes/nodeShapes.mts';
import { sources, type Source } from '../people/headers.mts';

/** Writes docs/contact-columns.md from the tables that the tests read. */

const BEGIN = '<!-- tables: written by npm run update -->';

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

const cell = (text: string): string => text.replaceAll('|', ', ').replaceAll('$', '\\$');

const taken = ({ headers }: Source): string =>
	Object.entries(headers)
		.flatMap(([column, names]) => (columnLabels.has(column) ? [`**${columnLabels.get(column)}**: ${cell(names)}`] : []))
		.join('; ');

function table(title: string, head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	const lines = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
	return [`## ${title}`, '', ...lines].join('\n');
}

const counted = (): string => {
	const own = sources.flatMap(({ headers }) =>
		Object.entries(headers).flatMap(([column, names]) =>
			columnLabels.has(column) || column === 'leftOut' ? names.split('|') : [],
		),
	);
	const recognised = own.filter((name) => columnNamed(name) !== undefined).length;
	return `${recognised} of ${own.length} columns that hold a contact’s own data are recognised in these ${sources.length} lists.`;
};

export function withTables(page: string): string {
	const [written = ''] = page.split(BEGIN);
	const exports = sources.map((source) => [
		`${source.tool} (${languages[source.language]})`,
		taken(source),
		cell(source.headers.leftOut ?? ''),
		cell([source.headers.others, source.headers.nothing].filter(Boolean).join('|')),
		cell(source.page),
	]);
	const items = shapes.map(({ title, own, source }) => [title, Object.keys(own).join(', '), source]);
	return [
		written.trimEnd(),
		BEGIN,
		counted(),
		table('Exports', ['Tool', 'Taken for', 'Left out: unsure', 'For nothing', 'Where the names are from'], exports),
		table('Items of n8n’s own nodes', ['Node and operation', 'Keys that come of a full item', 'Shape'], items),
	]
		.join('\n\n')
		.concat('\n');
}
