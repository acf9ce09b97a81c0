import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import ts from 'typescript';

import { nodeTypes } from '../../engine/support/harness.mts';
import { NODE_NAMES } from '../../support/nodeNames.mts';
import type { Kind, Passage } from './stumbles.mts';

/** Everything that people read: pages, forms, messages, the notes and names of the example workflows, and comments. */

const filesIn = (folder: string, end: string): string[] =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith(end))
		.map((name) => join(folder, name))
		.sort();

/** Pages for users and the list of messages; the rest of docs/development is for engineers. The names in a table of columns are no sentences. */
const isForUsers = (path: string): boolean =>
	!/^docs\/(development\/(?!messages)|contact-columns|columns\.md)/.test(path);

/** A page without what is no sentence: code, addresses, marks. A cell of a table and an entry of a list end as a sentence does. */
export const plainOf = (markdown: string): string[] =>
	markdown
		.replace(/^(```|~~~)[\s\S]*?^\1/gm, '')
		.replace(/<!--[\s\S]*?-->/g, '')
		.replace(/!\[[^\]]*\]\([^)]*\)/g, '')
		.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
		.replace(/`[^`\n]*`/g, 'it')
		.replace(/<[^>\n]+>/g, '')
		.replace(/[*_]{1,2}(?=\S)|(?<=\S)[*_]{1,2}/g, '')
		.split(/\n\s*\n|\n(?=\s*(?:[-*]|\d+\.|#+|\|)\s?)/)
		.flatMap((block) => (block.trim().startsWith('|') ? block.split('|') : [block]))
		.map((block) =>
			block
				.replace(/^\s*(?:[-*]|\d+\.|#+|>)\s+/, '')
				.replace(/\s+/g, ' ')
				.trim(),
		)
		.filter((block) => /\p{L}{2}/u.test(block));

export const pages = (): Passage[] =>
	['README.md', 'CHANGELOG.md', ...filesIn('docs', '.md').filter(isForUsers)].flatMap((place) =>
		plainOf(readFileSync(place, 'utf8')).map((text): Passage => ({ place, kind: 'page', text })),
	);

type Field = INodeProperties | INodePropertyOptions | INodePropertyCollection;

/** Labels, descriptions and notices of a field and of all within it. */
function fieldPassages(field: Field, place: string): Passage[] {
	const { type } = field as Partial<INodeProperties>;
	const name = 'displayName' in field ? field.displayName : field.name;
	const texts: ReadonlyArray<readonly [Kind, string | undefined]> = [
		[type === 'notice' ? 'notice' : 'displayName' in field ? 'label' : 'name', name],
		['description', 'description' in field ? field.description : undefined],
		['description', (field as Partial<INodeProperties>).hint],
	];
	const inside = 'options' in field ? (field.options ?? []) : 'values' in field ? field.values : [];
	return [
		...texts.flatMap(([kind, text]): Passage[] =>
			text === undefined || text === '' ? [] : [{ place, kind, text: plainOf(text).join(' ') }],
		),
		...(inside as Field[]).flatMap((one) => fieldPassages(one, `${place}/${one.name}`)),
	];
}

export const forms = (): Passage[] =>
	NODE_NAMES.flatMap((node) =>
		nodeTypes
			.getByNameAndVersion(node)
			.description.properties.flatMap((field) => fieldPassages(field, `form ${node}/${field.name}`)),
	);

const isProse = (text: string): boolean =>
	/^\P{Ll}?.*\p{L}{2,} \p{L}+ \p{L}/u.test(text) && !/[<>{}\\]|^https?:/.test(text);

/** Comments of the published code, a paragraph or a tag a passage. Lines that follow each other are one comment. */
export const comments = (): Passage[] =>
	publishedFiles().flatMap((place) =>
		commentsIn(readFileSync(place, 'utf8'))
			.flatMap((comment) => comment.split(/\n\s*\n|\n(?=@|- )/))
			.flatMap(plainOf)
			.map((text): Passage => ({ place, kind: 'comment', text })),
	);

/** Each comment without its marks. */
function commentsIn(source: string): string[] {
	const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, source);
	const found: string[] = [];
	let goesOn = false;
	for (let token = scanner.scan(); token !== ts.SyntaxKind.EndOfFileToken; token = scanner.scan()) {
		const text = scanner.getTokenText();
		const isLine = token === ts.SyntaxKind.SingleLineCommentTrivia;
		if (isLine && goesOn) found.push(`${found.pop() ?? ''}\n${text.slice(2).trim()}`);
		else if (isLine) found.push(text.slice(2).trim());
		else if (token === ts.SyntaxKind.MultiLineCommentTrivia) {
			found.push(text.replace(/^\/\*+|\*+\/$/g, '').replace(/^[ \t]*\* ?/gm, ''));
		}
		const isBlank = token === ts.SyntaxKind.WhitespaceTrivia || token === ts.SyntaxKind.NewLineTrivia;
		goesOn = isLine || (goesOn && isBlank);
	}
	return found;
}

/** Words of other tools that are searched for, one after the other: a list over several lines, or without any mark. */
const isVocabulary = (text: string): boolean =>
	/\n/.test(text.trim()) || (!/[.,:;!?…]/.test(text) && text.split(' ').length > 20);

/** Texts of the published code that can reach people: several words in one literal. Imports, paths and patterns aren't. */
export const messages = (): Passage[] =>
	publishedFiles().flatMap((place) =>
		literalsIn(place)
			.filter((text) => isProse(text) && !isVocabulary(text))
			.map((text): Passage => ({ place, kind: 'message', text })),
	);

const publishedFiles = (): string[] =>
	filesIn('nodes', '.ts').filter((path) => !/\/(?:vendor|__schema__)\/|\.generated\.ts$/.test(path));

function literalsIn(path: string): string[] {
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
		if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) found.push(node.text);
		if (ts.isTemplateExpression(node)) {
			found.push([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('it'));
		}
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true));
	return found;
}

interface WorkflowFile {
	readonly name: string;
	readonly nodes: ReadonlyArray<{
		readonly name: string;
		readonly type: string;
		readonly parameters: { readonly content?: string };
	}>;
}

export const notes = (): Passage[] =>
	filesIn('workflows', '.json').flatMap((place) => {
		const { name, nodes } = JSON.parse(readFileSync(place, 'utf8')) as WorkflowFile;
		const named = [name, ...nodes.filter(({ type }) => !type.endsWith('stickyNote')).map((node) => node.name)];
		const sticky = nodes.flatMap(({ parameters: { content } }) => (content === undefined ? [] : plainOf(content)));
		return [
			...named.map((text): Passage => ({ place, kind: 'name', text })),
			...sticky.map((text): Passage => ({ place, kind: 'note', text })),
		];
	});
