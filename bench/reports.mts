import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { N8nProgram } from '../demo/cache.mts';
import { emulatorCredential } from '../demo/emulatorCredential.mts';
import { executeWorkflow, importCredentials, importWorkflows } from '../demo/n8nCli.mts';
import { say } from '../demo/progress.mts';
import { installPacked } from '../demo/tarball.mts';
import type { Workflow, WorkflowNode } from '../demo/workflowFile.mts';
import { startEmulator, type Emulator } from '../emulator/http/server.mts';

const ACCOUNT = 'act_1001000000000001';
/** Milliseconds of every call. */
export const REPORT_LATENCY = 150;
/** Seconds Meta takes to prepare a run of the large report, in this model; Meta says up to an hour. */
export const JOB_SECONDS = 30;
export const DAYS = 90;
const AGES_BY_GENDERS = 21;
/** Calls this package has under way at once for one account. */
export const CONCURRENCY = 8;

export interface ReportTime {
	name: string;
	rows: number;
	seconds: number;
	/** Calls that brought rows. */
	pages: number;
	calls: number;
	/** Most memory the n8n process held, bytes. */
	peak: number;
	/** Seconds that 1.25 × (job time + ⌈pages ÷ concurrency⌉ × latency) allows. */
	allowed?: number;
}

type Step = Pick<WorkflowNode, 'name' | 'type' | 'parameters' | 'credentials'> & {
	typeVersion: number;
	executeOnce?: boolean;
};

const day = (daysAgo: number): string => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);

/** Row by row what Meta has of an ad, a day, an age and a gender. */
const ours = (days: number, output: 'csv' | 'items'): Step => ({
	name: 'Report',
	type: 'n8n-nodes-meta-ads.metaInsights',
	typeVersion: 1,
	parameters: {
		resource: 'report',
		operation: 'get',
		adAccount: { __rl: true, mode: 'id', value: ACCOUNT },
		level: 'ad',
		dateRange: 'custom',
		since: day(days),
		until: day(1),
		timeIncrement: 'day',
		fieldSets: ['delivery'],
		breakdowns: ['age', 'gender'],
		options: {
			output,
			filters: { values: [{ field: 'campaign.name', operator: 'EQUAL', value: 'Large' }] },
		},
	},
	credentials: { metaAdsApi: { id: 'localEmulator', name: 'Local emulator' } },
});

const FIELDS =
	'account_id,account_name,campaign_id,campaign_name,adset_id,adset_name,ad_id,ad_name,spend,impressions,reach,frequency,' +
	'clicks,cpm,cpc,ctr,attribution_setting,account_currency';

/** n8n's own HTTP node, as people page through insights with it, and the rows taken out of its pages. */
function httpRequest(emulator: Emulator, days: number, pageSize: number): Step[] {
	const query = {
		level: 'ad',
		time_increment: '1',
		time_range: JSON.stringify({ since: day(days), until: day(1) }),
		breakdowns: 'age,gender',
		fields: FIELDS,
		filtering: JSON.stringify([{ field: 'campaign.name', operator: 'EQUAL', value: 'Large' }]),
		limit: String(pageSize),
	};
	return [
		{
			name: 'HTTP Request',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: {
				url: `${emulator.url}/v26.0/${ACCOUNT}/insights`,
				sendQuery: true,
				queryParameters: { parameters: Object.entries(query).map(([name, value]) => ({ name, value })) },
				sendHeaders: true,
				headerParameters: { parameters: [{ name: 'Authorization', value: 'Bearer EMULATOR' }] },
				options: {
					pagination: {
						pagination: {
							paginationMode: 'responseContainsNextURL',
							nextURL: '={{ $response.body.paging.next }}',
							paginationCompleteWhen: 'other',
							completeExpression: '={{ !$response.body.paging?.next }}',
						},
					},
				},
			},
		},
		{
			name: 'Rows',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'data', options: {} },
		},
	];
}

function workflowOf(steps: Step[]): Workflow {
	const start: Step = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };
	const chain = [start, ...steps];
	return {
		id: 'reports',
		name: 'Reports',
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: chain.map((one, index) => ({ id: `node${index}`, position: [index * 200, 0], ...one })),
		connections: Object.fromEntries(
			steps.map(({ name }, index) => [chain[index]!.name, { main: [[{ node: name, type: 'main', index: 0 }]] }]),
		),
	};
}

interface Bench {
	program: N8nProgram;
	userFolder: string;
	emulator: Emulator;
}

async function measure({ program, userFolder, emulator }: Bench, name: string, steps: Step[]): Promise<ReportTime> {
	emulator.log.length = 0;
	const peakFile = join(userFolder, 'peak.txt');
	const preload = join(process.cwd(), 'bench', 'peakMemory.mts');
	const env = {
		PEAK_MEMORY_FILE: peakFile,
		NODE_OPTIONS: `--no-warnings --import="${preload}"`,
		// Files go to disk, as n8n recommends for anything large and as its queue mode needs.
		N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
		N8N_AVAILABLE_BINARY_DATA_MODES: 'filesystem',
	};
	const place = { program, userFolder, env };
	const workflow = workflowOf([...steps, done(emulator), counted(emulator, steps.at(-1)!.name)]);
	await importWorkflows(place, [workflow]);
	// What n8n prints of tens of thousands of items breaks off where its process ends, so its end is heard of by a call.
	const printed = await executeWorkflow(place, workflow.id).then(({ output }) => output, String);
	const [first] = emulator.log;
	const [last, count] = emulator.log.slice(-2);
	if (!first || !last || count?.params.rows === undefined) throw new Error(`${name} did not finish:\n${printed.slice(-4_000)}`);
	return {
		name,
		rows: Number(count.params.rows),
		// Calls are noted when they are answered: the first one's latency belongs to the time, the last one's does not.
		seconds: (Date.parse(last.at) - Date.parse(first.at)) / 1000,
		pages: emulator.log.filter(({ method, path }) => method === 'GET' && path.endsWith('/insights')).length,
		calls: emulator.log.length - 2,
		peak: Number(await readFile(peakFile, 'utf8')),
	};
}

/** A call to the emulator that says something. */
const call = (emulator: Emulator, name: string, query: Record<string, string>): Step => ({
	name,
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	executeOnce: true,
	parameters: {
		url: `${emulator.url}/v26.0/me`,
		sendQuery: true,
		queryParameters: { parameters: Object.entries({ fields: 'id', ...query }).map(([key, value]) => ({ name: key, value })) },
		sendHeaders: true,
		headerParameters: { parameters: [{ name: 'Authorization', value: 'Bearer EMULATOR' }] },
		options: {},
	},
});

/** The step after the report: it ends the time. */
const done = (emulator: Emulator): Step => call(emulator, 'Done', {});

/** How many rows there were, asked after the time has ended: n8n copies every item to count them. */
const counted = (emulator: Emulator, report: string): Step =>
	call(emulator, 'Count', { rows: `={{ $('${report}').first().json.row_count ?? $('${report}').all().length }}` });

const told = ({ name, rows, seconds }: ReportTime): string => `  ${name}: ${rows} rows in ${seconds.toFixed(1)} s`;

/** A large account, made anew: `ads` with numbers on every day of the report. */
function makeAccount(emulator: Emulator, ads: number, jobSeconds?: number): void {
	emulator.control.reset();
	emulator.control.addAds({ ads, daysAgo: DAYS + 30 });
	emulator.control.setInsights({ jobSeconds });
	emulator.control.setLatency(REPORT_LATENCY, 0);
}

const allowed = ({ pages }: ReportTime): number =>
	1.25 * (JOB_SECONDS + (Math.ceil(pages / CONCURRENCY) * REPORT_LATENCY) / 1000);

export interface ReportTimes {
	/** Growing reports into a file. */
	files: ReportTime[];
	/** The same rows as items by either node. */
	items: ReportTime[];
}

const FILES = [50, 100, 200];
/** Ads and days whose rows n8n still takes as items. */
export const ITEMS = { ads: 60, days: 30, rows: 60 * 30 * AGES_BY_GENDERS };
export const HTTP_PAGE = 500;

export async function measureReports(program: N8nProgram): Promise<ReportTimes> {
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-meta-ads-bench-'));
	const emulator = await startEmulator();
	const bench = { program, userFolder, emulator };
	try {
		await installPacked(userFolder);
		await importCredentials(bench, [emulatorCredential(emulator.url)]);
		const files: ReportTime[] = [];
		for (const ads of FILES) {
			makeAccount(emulator, ads, JOB_SECONDS);
			const time = await measure(bench, `${ads} ads × ${DAYS} days`, [ours(DAYS, 'csv')]);
			files.push({ ...time, allowed: allowed(time) });
			say(told(time));
		}
		makeAccount(emulator, ITEMS.ads);
		const items = [
			await measure(bench, 'this package', [ours(ITEMS.days, 'items')]),
			await measure(bench, "n8n's HTTP Request node and Split Out", httpRequest(emulator, ITEMS.days, HTTP_PAGE)),
		];
		return { files, items };
	} finally {
		await emulator.close();
		await rm(userFolder, { recursive: true, force: true });
	}
}
