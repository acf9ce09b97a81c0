import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import omit from 'lodash/omit.js';
import type { INodeProperties } from 'n8n-workflow';

import { nodeTypes } from '../engine/support/harness.mts';
import { copyOfRepository, removeTemporaryFolders } from './support/temporary.mts';
import { NODE_NAMES } from '../support/nodeNames.mts';

/**
 * n8n's rules for forms look at literals in the source. Fields made by functions are none, so each node's form is written
 * out as it is built, and n8n's own configuration is run over that.
 */

afterAll(removeTemporaryFolders);

/** As somebody would write it: the rules know keys without quotes only, and trip over literals without indentation. */
function written(value: unknown, indent = ''): string {
	if (typeof value !== 'object' || value === null) return JSON.stringify(value);
	const deeper = `${indent}\t`;
	if (Array.isArray(value)) return `[\n${value.map((one) => `${deeper}${written(one, deeper)},\n`).join('')}${indent}]`;
	const { displayName, ...others } = value as { displayName?: unknown };
	const entries = Object.entries({ displayName, ...others }).filter(([, one]) => one !== undefined);
	return `{\n${entries.map(([key, one]) => `${deeper}${/^\w+$/.test(key) ? key : JSON.stringify(key)}: ${written(one, deeper)},\n`).join('')}${indent}}`;
}

interface Said {
	readonly rule: string;
	/** The field in which it is said. */
	readonly line: string;
}

/** What n8n's rules say of forms, by name of the form. */
async function saidOf(forms: Readonly<Record<string, readonly INodeProperties[]>>): Promise<Record<string, Said[]>> {
	const folder = await copyOfRepository('eslint.config.mjs', 'tsconfig.json');
	await mkdir(join(folder, 'nodes'));
	for (const [name, properties] of Object.entries(forms)) {
		await writeFile(
			join(folder, 'nodes', `${name}.ts`),
			`import type { INodeProperties } from 'n8n-workflow';\n\nexport const fields: INodeProperties[] = ${written(properties)};\n`,
		);
	}
	const args = [join(folder, 'node_modules/eslint/bin/eslint.js'), '--no-warn-ignored', '--format', 'json', 'nodes'];
	const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder, maxBuffer: 1e8 }).catch(
		(failed: { stdout: string; stderr: string }) => {
			if (failed.stdout === '') throw new Error(failed.stderr);
			return failed;
		},
	);
	const results = JSON.parse(stdout) as Array<{
		filePath: string;
		source?: string;
		messages: Array<{ ruleId: string | null; line: number; message: string }>;
	}>;
	return Object.fromEntries(
		results.map(({ filePath, source = '', messages }) => {
			const lines = source.split('\n');
			const nameAt = (line: number): string =>
				lines
					.slice(0, line + 1)
					.findLast((text) => text.trim().startsWith('displayName:'))
					?.trim() ?? '';
			return [
				filePath.replace(/^.*\/|\.ts$/g, ''),
				messages.map(({ ruleId, line, message }) => ({
					rule: ruleId ?? message,
					line: `${nameAt(line)} ${lines[line - 1].trim()}`.slice(0, 200),
				})),
			];
		}),
	);
}

const text = (name: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: name,
	name: name.toLowerCase(),
	type: 'string',
	default: '',
	...more,
});
const planted: INodeProperties[] = [
	text('the name'),
	text('On', { type: 'boolean', default: false, description: 'If this is on.' }),
	{ ...text('More', { type: 'collection', default: {} }), options: [text('Limit', { type: 'number', default: 10 })] },
];
/** One run looks at all forms, the planted one too: its rules take seconds to load. */
let said: Record<string, Said[]>;
beforeAll(async () => {
	const forms = NODE_NAMES.map((name) => [name, nodeTypes.getByNameAndVersion(name).description.properties]);
	said = await saidOf({ ...Object.fromEntries(forms), planted });
}, 120_000);

it('hears n8n’s rules over a form that is written out', () => {
	expect(said.planted.map(({ rule }) => rule)).toEqual(
		expect.arrayContaining([
			'n8n-nodes-base/node-param-display-name-miscased',
			'n8n-nodes-base/node-param-description-boolean-without-whether',
			'n8n-nodes-base/node-param-description-excess-final-period',
			'n8n-nodes-base/node-param-default-wrong-for-limit',
		]),
	);
});

/** What the rules say of forms and is wrong here. */
const wrong: ReadonlyArray<{ readonly rule: RegExp; readonly line: RegExp; readonly why: string }> = [
	{
		rule: /node-param-(display-name|description)-wrong-for-dynamic-(multi-)?options$/,
		line: /"(Performance Goal|Conversion Location|Fields|Formats|Countries|Excluded Countries|Special Category Countries|Advantage\+ Features (On|Off)|Breakdowns|Action Breakdowns|Selected Columns|Ad Accounts|Custom Conversions?)"/,
		why: 'their lists hold Meta’s own words and no objects with IDs: “Name or ID” would send people looking for one; what an expression takes is said where it is not obvious',
	},
	{
		rule: /node-param-description-lowercase-first-char$/,
		line: /"Required Permissions"/,
		why: 'begins with the permission, which Meta writes in small letters',
	},
	{
		rule: /node-param-default-wrong-for-boolean$/,
		line: /"Approved \(From the Answer\)"/,
		why: 'begins with the answer that the item brings: a fixed yes would be one that nobody gave',
	},
	{ rule: /node-param-description-miscased-json$/, line: /\$json/, why: 'an expression that is to be typed like this' },
	{
		rule: /node-param-fixed-collection-type-unsorted-items$/,
		line: /"(Card|Flexible Format|Rule)"/,
		why: 'in the order in which a card or an ad is seen, and a rule is read as a sentence',
	},
	{
		rule: /node-param-operation-option-without-action$/,
		line: /"Action"/,
		why: 'what Stop Loss does to an object, and no operation',
	},
	{
		rule: /node-param-placeholder-miscased-id$/,
		line: /"Fields"/,
		why: 'columns of rows, which are named as rows have them',
	},
	{
		rule: /node-param-options-type-unsorted-items$/,
		line: /"(Operation|Conversion Window)"/,
		why: 'Start, Check, Fetch and then Render is the order of work; windows go from short to long',
	},
];

it('n8n’s rules have nothing to say of the forms', () => {
	const ofNodes = omit(said, 'planted');
	expect(Object.keys(ofNodes).sort()).toEqual(NODE_NAMES);
	const open = Object.entries(ofNodes).flatMap(([node, all]) =>
		all
			.filter(({ rule, line }) => !wrong.some((one) => one.rule.test(rule) && one.line.test(line)))
			.map(({ rule, line }) => `${node} ${rule}: ${line}`),
	);
	expect(open).toEqual([]);
});
