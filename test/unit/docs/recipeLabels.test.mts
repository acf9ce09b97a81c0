import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';

import { conversionColumns } from '../../../nodes/MetaConversions/event/columns/eventColumns.ts';
import { columns } from '../../../nodes/meta/people/columns/columns.ts';
import { nodeTypes } from '../../engine/support/harness.mts';
import { NODE_NAMES } from '../../support/nodeNames.mts';

/** A recipe names fields, choices and outputs in italics, exactly as they are on the screen. */

type Shown = INodeProperties | INodePropertyOptions | INodePropertyCollection;

/** Columns that the editor asks the node for. */
const mappedLabels: Readonly<Record<string, readonly string[]>> = {
	getContactColumns: columns.map(({ label }) => label),
	getEventColumns: conversionColumns.map(({ label }) => label),
};

function labelsIn(shown: Shown): string[] {
	const name = 'displayName' in shown ? shown.displayName : shown.name;
	const inside = 'options' in shown ? (shown.options ?? []) : 'values' in shown ? shown.values : [];
	const mapper = 'typeOptions' in shown ? shown.typeOptions?.resourceMapper?.resourceMapperMethod : undefined;
	return [
		name,
		...(mapper === undefined ? [] : (mappedLabels[mapper] ?? [])),
		...(inside as Shown[]).flatMap(labelsIn),
	];
}

const described = (node: string): INodeTypeDescription => nodeTypes.getByNameAndVersion(node).description;
/** Outputs are worked out by an expression in which their names stand. */
const outputsOf = ({ outputs }: INodeTypeDescription): string[] =>
	[...JSON.stringify(outputs).matchAll(/\\"displayName\\":\\"([^"\\]+)/g)].map(([, name = '']) => name);

/** A node as a workflow's file has it. */
interface PlacedNode {
	readonly name: string;
	readonly type: string;
	readonly parameters: Readonly<Record<string, unknown>>;
}

const PACKAGE = 'n8n-nodes-meta-ads.';
/** Undefined for nodes of others. */
const ourName = ({ type }: Pick<PlacedNode, 'type'>): string | undefined =>
	NODE_NAMES.find((name) => type === `${PACKAGE}${name}` || type === `${PACKAGE}${name}Tool`);

/** Where a workflow has no node of this kind. */
const noParameters: PlacedNode['parameters'] = {};
const known = new Map<unknown, Map<string, string[]>>();

/** The same again for each paragraph of a recipe, so what was found is kept, by the parameters of the node. */
function labelsOf(name: string, parameters: PlacedNode['parameters'] = noParameters): string[] {
	const ofParameters = known.get(parameters) ?? new Map<string, string[]>();
	known.set(parameters, ofParameters);
	const labels = ofParameters.get(name) ?? findLabels(name, parameters);
	ofParameters.set(name, labels);
	return labels;
}

/** What the form of one resource and operation shows; all of it without parameters. */
function findLabels(name: string, parameters: PlacedNode['parameters']): string[] {
	const description = described(name);
	const { displayName, properties } = description;
	const chosen = (field: string): unknown =>
		parameters[field] ?? properties.find((property) => property.name === field)?.default;
	const isShown = ({ displayOptions }: INodeProperties): boolean =>
		Object.keys(parameters).length === 0 ||
		['resource', 'operation'].every((field) => {
			const wanted = displayOptions?.show?.[field];
			return wanted === undefined || wanted.includes(chosen(field) as string);
		});
	return [displayName, ...properties.filter(isShown).flatMap(labelsIn), ...outputsOf(description)];
}

/** What n8n itself shows: buttons, menus, fields of its own nodes, credential types. */
const n8nWords = new Set([
	...['Execute workflow', 'Publish', 'Deactivate', 'Data tables', 'Error Workflow', 'Production URL', 'Poll Times'],
	...[
		'Bearer Auth',
		'SMTP',
		'Postgres',
		'Slack API',
		'HubSpot App Token',
		'HubSpot Service Key',
		'Google Sheets OAuth2 API',
		'Meta Ads API',
	],
	...['From Email', 'To Email', 'Tool Description', 'System Message', 'Limit Wait Time', 'Properties to Include'],
	...['Authentication', 'Predefined Credential Type', 'Method', 'Form Urlencoded', 'Pagination', 'Retry On Fail'],
	...[
		'Map Each Column Manually',
		'Map Automatically',
		'Mapping Column Mode',
		'Sheet',
		'Output Formatting',
		'Extract From XLSX',
		'App Secret',
		'Default Ad Account',
		'Approve',
		'Decline',
	],
	...[
		'Telegram API',
		'WhatsApp API',
		'Facebook Graph API',
		'Google Drive OAuth2 API',
		'Parse Mode',
		'Restrict to User IDs',
	],
	...['BotFather', 'userinfobot', 'weekly_report', 'Executions', 'Folder', 'Clients', 'Ads from Drive'],
	...['Client plans', 'Budget steps', 'Ads from a folder', 'Stopped losses', 'Steps toward the target', 'true'],
]);
/** Values that a row shows. */
const values = new Set(['filled', 'replaced', 'existing ad', 'Ahead', 'Behind', 'Unknown', 'doubled']);

/** “(%)” and “(Rows)” may be left out. */
const isOnScreen = (label: string, screen: readonly string[]): boolean =>
	n8nWords.has(label) ||
	values.has(label) ||
	screen.includes(label) ||
	screen.some((one) => one.startsWith(label) && one.replace(/ \([^)]*\)$/, '') === label);

const FOLDER = join('docs', 'recipes');
const nodesOf = (recipe: string): PlacedNode[] =>
	(JSON.parse(readFileSync(join('workflows', recipe.replace(/md$/, 'json')), 'utf8')) as { nodes: PlacedNode[] }).nodes;

/** Labels of an entry or a paragraph: “Guards → Max Step” and “Change: Undo” are several. */
const labelsQuoted = (part: string): string[][] =>
	[...part.replace(/`[^`]*`|\]\([^)]*\)|\*\*[^*]+\*\*/g, '').matchAll(/(?<![\w\\])_([^_]{1,70}?)_(?!\w)/g)]
		.map(([, text = '']) => text.replace(/\s+/g, ' '))
		.filter((text) => !/[.!?]$|\d/.test(text))
		.map((text) => text.split(/ → |: /));

const nodeNameOf = (node: PlacedNode): string => ourName(node) ?? '';
const screenOf = (node: PlacedNode): string[] => labelsOf(nodeNameOf(node), node.parameters);

/** Labels that the forms of the nodes named next to them do not show; where none is named, those of the workflow. */
function unseenLabels(recipe: string): string[] {
	const nodes = nodesOf(recipe).filter((node) => ourName(node) !== undefined);
	const parts = readFileSync(join(FOLDER, recipe), 'utf8')
		.replace(/```[\s\S]*?```/g, '')
		.split(/\n\s*\n|\n(?=\s*(?:[-*]|\d+\.|\|)\s)/);
	return parts.flatMap((part) => {
		const named = nodes.filter(({ name }) => part.includes(`**${name}**`));
		const further = NODE_NAMES.filter((name) => part.includes(described(name).displayName));
		const screen = [
			...(named.length > 0 ? named.flatMap(screenOf) : nodes.flatMap((node) => labelsOf(nodeNameOf(node)))),
			...further.flatMap((name) => labelsOf(name)),
		];
		return labelsQuoted(part).flatMap((labels) => {
			const added = NODE_NAMES.find((name) => described(name).displayName === labels[0]);
			const shown = added === undefined ? screen : labelsOf(added);
			return labels.filter((label) => !isOnScreen(label, shown));
		});
	});
}

it.each(readdirSync(FOLDER).filter((file) => file.endsWith('.md') && file !== 'README.md'))(
	'%s names what is on the screen',
	(file) => expect(unseenLabels(file)).toEqual([]),
);
