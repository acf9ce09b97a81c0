import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { temporaryFolder } from './temporary.mts';

const NODE = 'dist/nodes/Probe/Probe.node.js';

const DESCRIPTION = {
	displayName: 'Probe',
	name: 'probe',
	icon: 'file:probe.svg',
	group: ['transform'],
	version: 1,
	description: 'A node to test the package check with',
	defaults: { name: 'Probe' },
	inputs: ['main'],
	outputs: ['main'],
	properties: [],
};

/** What a test may plant into the probe. */
export interface Planted {
	/** Statements before the node's class. */
	readonly atTop?: string;
	/** Statements inside execute, which loading the package does not run. */
	readonly inExecute?: string;
	readonly devDependencies?: Record<string, string>;
	/** Further files, by path. */
	readonly files?: Record<string, string>;
}

/**
 * A built package of one node, in a folder of its own: the check must find what is planted in it whatever state our own
 * nodes are in.
 */
export async function probePackage(planted: Planted = {}): Promise<string> {
	const folder = await temporaryFolder();
	const files: Record<string, string> = {
		'package.json': JSON.stringify({
			name: 'n8n-nodes-probe',
			version: '1.0.0',
			files: ['dist'],
			n8n: { n8nNodesApiVersion: 1, credentials: [], nodes: [NODE] },
			peerDependencies: { 'n8n-workflow': '*' },
			devDependencies: planted.devDependencies ?? {},
		}),
		LICENSE: 'MIT',
		'README.md': '# Probe',
		'dist/nodes/Probe/probe.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
		'dist/nodes/Probe/Probe.node.json': '{}',
		[NODE]: `'use strict';
			const { NodeOperationError } = require('n8n-workflow');
			const { DateTime } = require('luxon');
			const { z } = require('zod');
			const pLimit = require('p-limit');
			const { createHmac } = require('node:crypto');
			${planted.atTop ?? ''}
			exports.Probe = class Probe {
				description = ${JSON.stringify(DESCRIPTION)};
				methods = { listSearch: { search: async () => ({ results: [] }) } };
				async execute() { ${planted.inExecute ?? ''} return [[]]; }
			};`,
		...planted.files,
	};
	for (const [path, text] of Object.entries(files)) {
		await mkdir(dirname(join(folder, path)), { recursive: true });
		await writeFile(join(folder, path), text);
	}
	return folder;
}
