import ts from 'typescript';

/** A name that a file exports by declaring it; what is passed on from another file is that file's. */
export interface ExportedName {
	readonly name: string;
	readonly file: string;
}

const namesIn = (name: ts.BindingName): string[] =>
	ts.isIdentifier(name)
		? [name.text]
		: name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : namesIn(element.name)));

function declaredNames(statement: ts.Statement): string[] {
	if (!ts.canHaveModifiers(statement)) return [];
	if (!ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
	if (ts.isVariableStatement(statement))
		return statement.declarationList.declarations.flatMap(({ name }) => namesIn(name));
	const { name } = statement as ts.DeclarationStatement;
	return name === undefined ? [] : [name.text];
}

export const exportedNames = (file: string, text: string): ExportedName[] => [
	...new Map(
		ts
			.createSourceFile(file, text, ts.ScriptTarget.Latest)
			.statements.flatMap(declaredNames)
			.map((name) => [name, { name, file }]),
	).values(),
];

/** @returns a sentence for each name that more than one file exports */
export function sharedNames(names: readonly ExportedName[]): string[] {
	const filesOf = new Map<string, string[]>();
	for (const { name, file } of names) filesOf.set(name, [...(filesOf.get(name) ?? []), file]);
	return [...filesOf]
		.filter(([, files]) => files.length > 1)
		.map(([name, files]) => `${name} is exported by ${files.join(' and ')}: give each a name of its own.`);
}

/** Participles and pronouns that say that something was done, and not what the thing is. */
const BARE =
	/^(?:added|allowed|answered|applied|approved|asked|assumed|begun|bought|changed|checked|chosen|copied|counted|created|decided|delivered|done|drafted|ended|entered|explained|failed|forbidden|found|gathered|given|grouped|gone|handed|held|judged|kept|known|learned|listed|located|lost|made|marked|matured|measured|merged|mine|moved|named|needed|noted|numbered|observed|opened|ours|paced|paired|paused|placed|planned|prepared|promoted|quoted|raised|reached|received|reckoned|refused|removed|renamed|reported|requested|reworded|said|sealed|seen|sent|settled|shared|shortened|shown|sorted|spelled|spent|stored|styled|taken|tried|told|turned|united|uploaded|used|wanted|watched|weighed|wished|written)$/i;

/** Where its file is not there to explain it, a name of these says as little. */
const BARE_ELSEWHERE = /^(?:left|own|read|what|which|who)$/i;

/** @returns a sentence for each name that is a bare participle or pronoun */
export const bareNames = (names: readonly ExportedName[]): string[] =>
	names
		.filter(({ name }) => BARE.test(name))
		.map(({ name, file }) => `${name} of ${file} says no thing: give it a noun.`);

/** @returns the same of names that other files see */
export const bareExports = (names: readonly ExportedName[]): string[] => [
	...bareNames(names),
	...names
		.filter(({ name }) => BARE_ELSEWHERE.test(name))
		.map(({ name, file }) => `${name} of ${file} says nothing elsewhere: give it a noun.`),
];
