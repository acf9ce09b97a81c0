import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Step } from './reportSteps.mts';

/** A row of the report that is measured. */
const row = {
	ad_name: 'Ad 17',
	date_start: '2026-11-24',
	date_stop: '2026-11-24',
	age: '25-34',
	gender: 'female',
	...{ spend: 12.57, impressions: 1035, reach: 827, frequency: 1.296296, clicks: 11, cpm: 12.571429 },
	...{ cpc: 1.1427, ctr: 1.062802, account_id: '1001000000000001', account_name: 'Harbor Coffee' },
	...{ campaign_id: '120210000000000001', campaign_name: 'Large', adset_id: '120211000000000001' },
	...{ adset_name: 'Everybody', ad_id: '120212000000000017', account_currency: 'USD' },
	...{ account_timezone: 'America/New_York', attribution_setting: '7d_click_1d_view', day_complete: true },
	...{ settled: false, environment: 'emulator', row_key: '' },
};

/** A node that only makes items like those of the report: what n8n itself takes for them, whoever makes them. */
const node = `
exports.Plain = class Plain {
	constructor() {
		this.description = {
			displayName: 'Plain', name: 'plain', group: ['input'], version: 1, description: '', defaults: { name: 'Plain' },
			inputs: ['main'], outputs: ['main'], properties: [{ displayName: 'Count', name: 'count', type: 'number', default: 1 }],
		};
	}
	async execute() {
		const count = this.getNodeParameter('count', 0);
		const pairedItem = { item: 0 };
		const key = (index) => 'ad|1202120000000' + index + '|2026-11-24|1|age=25-34|gender=female';
		const row = ${JSON.stringify(row)};
		const rowOf = (index) => ({ ...row, spend: index / 100, cpm: index / 7, cpc: index / 11, row_key: key(index) });
		return [Array.from({ length: count }, (_, index) => ({ json: rowOf(index), pairedItem }))];
	}
};`;

/** Puts it where n8n looks for nodes of one's own (N8N_CUSTOM_EXTENSIONS). */
export async function writePlainNode(folder: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'Plain.node.js'), node);
}

export const plainItems = (count: number): Step => ({
	name: 'Plain',
	type: 'CUSTOM.plain',
	typeVersion: 1,
	parameters: { count },
});
