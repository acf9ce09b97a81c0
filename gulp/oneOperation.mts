import ts from 'typescript';

/**
 * A module that gives one operation of a resource by its name, as the resource with that one alone. A step runs one: the others,
 * and what only they need, are not read.
 *
 * @param text a resource's compiled `index.js`: requires, what else its list needs, and the resource with the list
 * @param names of the list's operations, in order
 * @throws where the file is not of that form: an operation would be missing without a word
 */
export function oneOperation(text: string, names: readonly string[]): string {
	const { statements } = ts.createSourceFile('index.js', text, ts.ScriptTarget.ES2021, true);
	const required = new Map(statements.flatMap(requiredIn));
	const whenRun = (part: ts.Node): string =>
		part.getText().replaceAll(/\b\w+_\d+\b/g, (word) => {
			const module = required.get(word);
			return module === undefined ? word : `require(${module})`;
		});
	const resources = statements.flatMap(resourceIn);
	const [resource] = resources;
	if (resource === undefined || resources.length > 1)
		throw new Error('An index.js has to hold one resource, as an object.');
	const operations = listedIn(resource, whenRun);
	if (operations.length !== names.length || operations.some((one) => one.startsWith('...')))
		throw new Error('The operations of a resource have to stand in its list, one by one.');
	const others = statements.filter(isNeeded).map(whenRun);
	return `"use strict";
${others.map((one) => `${one}\n`).join('')}const operations = {
${operations.map((one, index) => `${JSON.stringify(names[index])}: () => ${one},\n`).join('')}};
const given = {};
exports.oneOperation = (name) => ({
	operations: Object.hasOwn(operations, name) ? [(given[name] ??= operations[name]())] : [],
});
`;
}

/** `const a_1 = require("./a");` */
function requiredIn(statement: ts.Statement): Array<[name: string, module: string]> {
	if (!ts.isVariableStatement(statement)) return [];
	return statement.declarationList.declarations.flatMap(({ name, initializer }) => {
		const module = /^require\((".*")\)$/.exec(initializer?.getText() ?? '')?.[1];
		return module === undefined ? [] : [[name.getText(), module] as [string, string]];
	});
}

/** What the list needs of the file itself. */
const isNeeded = (statement: ts.Statement): boolean =>
	ts.isFunctionDeclaration(statement) || (ts.isVariableStatement(statement) && requiredIn(statement).length === 0);

/** `exports.aResource = { … };` */
function resourceIn(statement: ts.Statement): ts.ObjectLiteralExpression[] {
	if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return [];
	const { right } = statement.expression;
	return ts.isObjectLiteralExpression(right) ? [right] : [];
}

/** `operations: [a, b]`, or `operations: [a, b].map(changed)`: the text of each. */
function listedIn(resource: ts.ObjectLiteralExpression, whenRun: (part: ts.Node) => string): string[] {
	const list = resource.properties.flatMap((one) =>
		ts.isPropertyAssignment(one) && one.name.getText() === 'operations' ? [one.initializer] : [],
	)[0];
	if (list !== undefined && ts.isArrayLiteralExpression(list)) return list.elements.map(whenRun);
	if (list === undefined || !ts.isCallExpression(list) || !ts.isPropertyAccessExpression(list.expression)) return [];
	const { expression: of, name } = list.expression;
	const [changed] = list.arguments;
	if (!ts.isArrayLiteralExpression(of) || name.text !== 'map' || changed === undefined) return [];
	return of.elements.map((one) => `(0, ${whenRun(changed)})(${whenRun(one)})`);
}
