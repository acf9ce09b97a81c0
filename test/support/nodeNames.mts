import { readFileSync } from 'node:fs';

/** The package's nodes by the names that workflows store, in the order of the alphabet. */
export const NODE_NAMES: readonly string[] = (
	JSON.parse(readFileSync('package.json', 'utf8')) as { n8n: { nodes: string[] } }
).n8n.nodes
	.map((path) =>
		path.replace(/^.*\/(\w)(\w*)\.node\.js$/, (_all, first: string, rest: string) => first.toLowerCase() + rest),
	)
	.sort();
