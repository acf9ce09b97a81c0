import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The pages of docs/recipes against the workflows they tell of. */

interface Node {
	name: string;
	type: string;
	position: [number, number];
	parameters: {
		width?: number;
		height?: number;
		assignments?: { assignments: Array<{ name: string }> };
		operation?: string;
		options?: { output?: string };
	};
}

interface Workflow {
	nodes: Node[];
	connections: Record<string, { main: Array<Array<{ node: string }>> }>;
}

const FOLDER = join('docs', 'recipes');
const withoutEnding = (folder: string, ending: string): string[] =>
	readdirSync(folder)
		.filter((file) => file.endsWith(ending) && file !== 'README.md')
		.map((file) => basename(file, ending))
		.sort();

const workflows = withoutEnding('workflows', '.json');
const recipes = withoutEnding(FOLDER, '.md');
const page = (recipe: string): string => readFileSync(join(FOLDER, `${recipe}.md`), 'utf8');
const workflowOf = (recipe: string): Workflow =>
	JSON.parse(readFileSync(join('workflows', `${recipe}.json`), 'utf8')) as Workflow;
const nodesOf = (recipe: string): Node[] => workflowOf(recipe).nodes;
const connectionsOf = (recipe: string): Workflow['connections'] => workflowOf(recipe).connections;
const isNote = ({ type }: Node): boolean => type.endsWith('.stickyNote');
const told = (text: string, pattern: RegExp): string[] => [
	...new Set([...text.matchAll(pattern)].map(([, name = '']) => name)),
];

const SECTIONS = [
	'What you need',
	'Set it up',
	'What you see',
	'What it never does',
	'Adapt it to your needs',
	'When it stops',
];

it('has a page for every workflow and for nothing else', () => {
	expect(recipes).toEqual(workflows);
});

it('the file of columns for a Data Table has those that the recipe makes, with numbers where they are numbers', () => {
	const [head = '', example = ''] = readFileSync(join(FOLDER, 'daily-report-to-table.csv'), 'utf8').split('\n');
	const values = example.split(',');
	const columns = head.split(',').map((name, index) => ({
		name,
		type: Number.isNaN(Number(values[index])) ? 'string' : 'number',
	}));
	const [{ parameters } = {}] = nodesOf('daily-report-to-table').filter(({ name }) => name === 'Create table');
	expect(parameters).toMatchObject({ columns: { column: columns } });
});

it('a report that a table takes is asked for as items: a file would fail there, with words about a column', () => {
	const takesRows = /\.(postgres|googleSheets|dataTable)$/;
	const outputs = workflows.flatMap((recipe) => {
		const nodes = nodesOf(recipe);
		const connections = connectionsOf(recipe);
		const followers = (name: string): string[] => (connections[name]?.main ?? []).flat().map(({ node }) => node);
		return nodes
			.filter(({ type, parameters }) => type.endsWith('.metaInsights') && parameters.operation === 'get')
			.filter(({ name }) => nodes.some((node) => takesRows.test(node.type) && followers(name).includes(node.name)))
			.map(({ name, parameters }) => [recipe, name, parameters.options?.output]);
	});
	expect(outputs).toEqual([
		['daily-report-to-sheets', 'Get last 28 days', 'itemsOrError'],
		['daily-report-to-table', 'Get last 28 days', 'itemsOrError'],
		['report-to-postgres', 'Get report', 'itemsOrError'],
		['report-to-postgres', 'Get actions', 'itemsOrError'],
	]);
});

it('lists every recipe in its index, once', () => {
	const listed = told(readFileSync(join(FOLDER, 'README.md'), 'utf8'), /\]\(([a-z-]+)\.md\)/g);
	expect(listed.sort()).toEqual(recipes);
});

describe.each(recipes.filter((recipe) => workflows.includes(recipe)))('%s', (recipe) => {
	const text = page(recipe);
	const nodes = nodesOf(recipe);

	it('has the sections a newcomer looks for, in their order, on a page or two', () => {
		expect(told(text, /^## (.+)$/gm)).toEqual(SECTIONS);
		expect(text.split('\n').length).toBeLessThanOrEqual(85);
	});

	it('shows the picture of its workflow and leads to its file', () => {
		expect(text).toContain(`../images/recipe-${recipe}.jpg`);
		expect(existsSync(join('docs', 'images', `recipe-${recipe}.jpg`))).toBe(true);
		expect(text).toContain(`](../../workflows/${recipe}.json)`);
	});

	it('prints in bold the names of steps the workflow has, and nothing else', () => {
		const steps = nodes.filter((node) => !isNote(node)).map(({ name }) => name);
		expect(told(text, /\*\*([^*\n]+)\*\*/g).filter((name) => !steps.includes(name))).toEqual([]);
	});

	it('tells every step that needs a credential', () => {
		const needing = nodes.filter((node) => 'credentials' in node).map(({ name }) => name);
		// "from A to B" and "each step with the Meta Ads icon" tell the rest.
		const together = /each step with the Meta Ads icon/.test(text);
		expect(together ? [] : needing.filter((name) => !text.includes(`**${name}**`))).toEqual([]);
	});

	it('tells every field of Your settings', () => {
		const choices = nodes
			.filter(({ name }) => name === 'Your settings')
			.flatMap(({ parameters }) => parameters.assignments?.assignments ?? []);
		expect(choices.map(({ name }) => name).filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
	});
});

/** How many steps a recipe has at most: what more it would need is a missing option of a node. */
const MOST_STEPS: Readonly<Record<string, number>> = {
	'approve-by-email': 9,
	'ask-my-ads-by-telegram': 8,
	'backfill-async': 6,
	'balance-watchdog': 4,
	'boost-new-post': 7,
	'client-pacing': 4,
	clients: 19,
	'crm-to-audience': 5,
	'daily-alerts': 4,
	'daily-report-to-sheets': 4,
	'daily-report-to-table': 4,
	dayparting: 3,
	'delete-a-person': 4,
	'first-campaign': 8,
	'guarded-scaling': 8,
	'hubspot-to-audience': 5,
	'launch-campaign': 6,
	'launch-from-drive': 7,
	'launch-from-folder': 7,
	'monthly-pacing': 2,
	'nightly-suppression-replace': 3,
	'pace-by-mail': 4,
	'report-all-clients': 5,
	'report-to-postgres': 6,
	'report-to-telegram': 5,
	'report-to-whatsapp': 5,
	'review-watch': 4,
	'rotate-creatives': 3,
	'run-an-account': 9,
	'sales-days': 2,
	'seed-to-lookalike': 6,
	'sheets-to-audience': 5,
	'stop-loss': 5,
	'target-cpa': 5,
	'token-watchdog': 4,
	'report-with-comment': 8,
	'weekly-report-by-email': 4,
	'weekly-report-to-slack': 5,
};

it.each(Object.entries(MOST_STEPS))('%s: at most %i steps, and none of them a program', (workflow, most) => {
	const steps = nodesOf(workflow).filter((node) => !isNote(node));
	expect(steps.length).toBeLessThanOrEqual(most);
	expect(steps.map(({ type }) => type)).not.toContain('n8n-nodes-base.code');
});

/** What a step takes on the canvas: its square and the name below, which may have two lines and a subtitle (n8n 2.41, measured). */
const STEP = { width: 96, height: 163 };

const boxOf = ({ name, type, position: [left, top], parameters }: Node) => {
	const { width, height } = type.endsWith('.stickyNote')
		? { width: parameters.width ?? 240, height: parameters.height ?? 160 }
		: STEP;
	return { name, left, top, right: left + width, bottom: top + height };
};

it.each(workflows)('workflows/%s.json: no note covers a step or another note', (workflow) => {
	const nodes = nodesOf(workflow);
	const covered = nodes.filter(isNote).flatMap((note) =>
		nodes
			.filter((other) => other !== note)
			.filter((other) => {
				const [one, two] = [boxOf(note), boxOf(other)];
				return one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom;
			})
			.map((other) => `"${note.name}" covers "${other.name}"`),
	);
	expect(covered).toEqual([]);
});
