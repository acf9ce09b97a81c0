import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';

import { nodeTypes } from '../../engine/support/harness.mts';
import { NODE_NAMES } from '../../support/nodeNames.mts';

/** A recipe names fields, choices and outputs in italics, exactly as they are on the screen. */

type Shown = INodeProperties | INodePropertyOptions | INodePropertyCollection;

function labelsIn(shown: Shown): string[] {
	const name = 'displayName' in shown ? shown.displayName : shown.name;
	const inside = 'options' in shown ? (shown.options ?? []) : 'values' in shown ? shown.values : [];
	return [name, ...(inside as Shown[]).flatMap(labelsIn)];
}

const described = (node: string): INodeTypeDescription => nodeTypes.getByNameAndVersion(node).description;
/** Outputs are worked out by an expression in which their names stand. */
const outputsOf = ({ outputs }: INodeTypeDescription): string[] =>
	[...JSON.stringify(outputs).matchAll(/\\"displayName\\":\\"([^"\\]+)/g)].map(([, name = '']) => name);

const ours = new Set(
	NODE_NAMES.flatMap((node) => {
		const description = described(node);
		return [description.displayName, ...description.properties.flatMap(labelsIn), ...outputsOf(description)];
	}),
);

/** What n8n itself shows: buttons, menus, fields of its own nodes, credential types. */
const n8nWords = new Set([
	...['Execute workflow', 'Publish', 'Deactivate', 'Data tables', 'Error Workflow', 'Production URL', 'Poll Times'],
	...['Bearer Auth', 'SMTP', 'Postgres', 'Slack API', 'HubSpot App Token', 'Google Sheets OAuth2 API', 'Meta Ads API'],
	...['From Email', 'To Email', 'Tool Description', 'System Message', 'Limit Wait Time', 'Properties to Include'],
	...['Authentication', 'Predefined Credential Type', 'Method', 'Form Urlencoded', 'Pagination', 'Retry On Fail'],
	...[
		'Map Each Column Manually',
		'Output Formatting',
		'Extract From XLSX',
		'App Secret',
		'Default Ad Account',
		'Approve',
		'Decline',
	],
	...['Client plans', 'Budget steps', 'Ads from a folder', 'Stopped losses', 'Steps toward the target', 'true'],
]);
/** Values that a row shows. */
const values = new Set(['filled', 'replaced', 'was there', 'Ahead', 'Behind', 'Unknown', 'doubled']);

const isOnScreen = (label: string): boolean =>
	ours.has(label) ||
	n8nWords.has(label) ||
	values.has(label) ||
	// “Guards → Max Step” and “Change: Undo” are several labels; “(%)” and “(Rows)” may be left out.
	[...ours].some((one) => one.replace(/ \([^)]*\)$/, '') === label);

const FOLDER = join('docs', 'recipes');

it.each(readdirSync(FOLDER).filter((file) => file.endsWith('.md') && file !== 'README.md'))(
	'%s names what is on the screen',
	(file) => {
		const page = readFileSync(join(FOLDER, file), 'utf8').replace(
			/```[\s\S]*?```|`[^`]*`|\]\([^)]*\)|\*\*[^*]+\*\*/g,
			'',
		);
		const quoted = [...page.matchAll(/(?<![\w\\])_([^_\n]{1,70}?)_(?!\w)/g)].map(([, text = '']) =>
			text.replace(/\s+/g, ' '),
		);
		const sentences = /[.!?]$|\d/;
		const labels = quoted.filter((text) => !sentences.test(text)).flatMap((text) => text.split(/ → |: /));
		expect(labels.filter((label) => !isOnScreen(label))).toEqual([]);
	},
);
