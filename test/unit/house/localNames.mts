import ts from 'typescript';

import type { ExportedName } from './exportedNames.mts';

/** The name that somebody chose here. A part of an object keeps the name that it has there. */
function chosenName(node: ts.Node): ts.Identifier | undefined {
	const isDeclared = ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isFunctionDeclaration(node);
	const isChosen =
		ts.isBindingElement(node) &&
		(node.propertyName !== undefined || node.dotDotDotToken !== undefined || ts.isArrayBindingPattern(node.parent));
	if (!isDeclared && !isChosen) return undefined;
	return node.name !== undefined && ts.isIdentifier(node.name) ? node.name : undefined;
}

/** @returns names of the variables, parameters and functions that a file declares, however deep */
export function localNames(file: string, text: string): ExportedName[] {
	const names: ExportedName[] = [];
	const look = (node: ts.Node): void => {
		const name = chosenName(node);
		if (name !== undefined) names.push({ name: name.text, file });
		ts.forEachChild(node, look);
	};
	look(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
	return names;
}
