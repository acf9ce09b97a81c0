import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';

import type { InstalledPackage } from './install.mts';
import { isOffered } from './offered.mts';

/**
 * Imports of shipped code that a user's machine cannot resolve, one sentence each.
 *
 * Loading the package finds only those at the top of a file. This reads every file, so that an import inside a
 * function, which would fail in the middle of someone's workflow, is found too. n8n's own lint does not: it lets any
 * devDependency pass.
 */
export async function unavailableImports(installed: InstalledPackage): Promise<string[]> {
	const problems: string[] = [];
	for (const { path } of installed.files.filter((file) => file.path.endsWith('.js'))) {
		const text = await readFile(join(installed.folder, path), 'utf8');
		for (const specifier of importsIn(text)) {
			if (!isOffered(specifier))
				problems.push(`${path} imports "${specifier}", which an installed package does not have.`);
		}
	}
	return problems;
}

/** Every module a JavaScript text names in import, export from, require() or import(), wherever it stands. */
export function importsIn(text: string): string[] {
	const { importedFiles } = ts.preProcessFile(text, true, true);
	return [...new Set(importedFiles.map((file) => file.fileName))];
}
