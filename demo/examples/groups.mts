import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The groups of the recipes' own page, by the name of a workflow's file: `{ 'rotate-creatives': 'Budgets and rotation' }`. */
export async function recipeGroups(): Promise<Record<string, string>> {
	const page = await readFile(join(process.cwd(), 'docs', 'recipes', 'README.md'), 'utf8');
	const groups: Record<string, string> = {};
	let heading = '';
	for (const line of page.split('\n')) {
		heading = /^## (.+)$/.exec(line)?.[1] ?? heading;
		const recipe = /^- \[[^\]]+\]\(([\w-]+)\.md\)/.exec(line)?.[1];
		if (recipe !== undefined) groups[recipe] = heading;
	}
	return groups;
}
