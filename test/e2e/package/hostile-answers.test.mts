import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Workflow } from '../../../demo/n8n/workflowFile.mts';
import { ACCOUNTS, AUDIENCES } from '../../../emulator/world/seedIds.mts';
import { WITH_CODE, Workbench } from '../browser/workbench.mts';

jest.setTimeout(240_000);

/**
 * What would hold n8n as a whole: answers that never end, and contacts that would keep its one thread busy for days. A
 * real n8n answers others throughout.
 */

/** Deadlines of the nodes come so many times sooner in this n8n: five minutes are fifteen seconds. */
const HASTE = 20;
const hasten = `const real=AbortSignal.timeout.bind(AbortSignal);AbortSignal.timeout=(ms)=>real(ms/${HASTE});`;

/** n8n's own health check, asked ten times a second: the longest time it took to answer. */
class Pulse {
	private beats = 0;
	private longest = 0;
	private isOver = false;
	private readonly done: Promise<void>;

	constructor(private readonly url: string) {
		this.done = this.beat();
	}

	private async beat(): Promise<void> {
		while (!this.isOver) {
			const asked = performance.now();
			expect((await fetch(`${this.url}/healthz`)).status).toBe(200);
			this.longest = Math.max(this.longest, performance.now() - asked);
			this.beats++;
			await sleep(100);
		}
	}

	async end(): Promise<{ beats: number; longest: number }> {
		this.isOver = true;
		await this.done;
		process.stdout.write(`  /healthz: ${this.beats} answers, the slowest after ${Math.round(this.longest)} ms\n`);
		return { beats: this.beats, longest: this.longest };
	}
}

/** Far more than a busy machine takes to answer, far less than any of the attacks took. */
const LONGEST_GAP = 5_000;

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const accountOf = { adAccount: byId(ACCOUNTS.usd) };

let bench: Workbench;

beforeAll(async () => {
	bench = await Workbench.open({
		env: { ...WITH_CODE, NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(hasten)}` },
	});
});
beforeEach(() => bench.emulator.control.reset());
afterAll(async () => await bench?.close());

/** A trigger by hand, what it gives, and one node of ours. */
function workflowOf(type: string, parameters: object, code = 'return [{ json: {} }];'): Partial<Workflow> {
	const at = { typeVersion: 1, position: [0, 0] };
	return {
		name: type,
		nodes: [
			{ ...at, id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
			{ ...at, id: 'code', name: 'Items', type: 'n8n-nodes-base.code', typeVersion: 2, parameters: { jsCode: code } },
			{
				...at,
				id: 'node',
				name: 'Node',
				type: `n8n-nodes-meta-ads.${type}`,
				parameters: { ...accountOf, ...parameters },
				credentials: { metaAdsApi: bench.credentialOf('metaAdsApi') },
				onError: 'continueRegularOutput',
			},
		],
		connections: {
			Start: { main: [[{ node: 'Items', type: 'main', index: 0 }]] },
			Items: { main: [[{ node: 'Node', type: 'main', index: 0 }]] },
		},
	} as unknown as Partial<Workflow>;
}

const campaigns = { resource: 'campaign', operation: 'getMany' };
const drip = { match: { path: `${ACCOUNTS.usd}/campaigns` }, fault: { kind: 'drip', everyMs: 5_000 } } as const;

it('an answer with a byte every five seconds ends at its deadline', async () => {
	bench.emulator.control.addFault(drip);
	const workflow = await bench.bringWorkflow(workflowOf('metaAds', campaigns));
	const pulse = new Pulse(bench.url);
	const { status, rows } = await bench.run(workflow, 'Start');
	const { longest, beats } = await pulse.end();
	expect([status, rows('Node')]).toMatchObject([
		'success',
		[{ error: expect.stringContaining('not complete after 5 minutes'), details: { kind: 'temporary' } }],
	]);
	expect(beats).toBeGreaterThan(50);
	expect(longest).toBeLessThan(LONGEST_GAP);
});

it('a run that waits for such an answer can be stopped', async () => {
	bench.emulator.control.addFault(drip);
	const { executionId } = await bench.start(await bench.bringWorkflow(workflowOf('metaAds', campaigns)), 'Start');
	while (!bench.emulator.log.some(({ fault }) => fault === 'drip')) await sleep(50);
	const asked = performance.now();
	await bench.stop(executionId);
	expect((await bench.outcome(executionId)).status).toBe('canceled');
	expect(performance.now() - asked).toBeLessThan(LONGEST_GAP);
});

it('an answer of a gigabyte and a half takes neither memory nor time', async () => {
	bench.emulator.control.addFault({ ...drip, fault: { kind: 'flood', applied: true } });
	const workflow = await bench.bringWorkflow(workflowOf('metaAds', campaigns));
	const pulse = new Pulse(bench.url);
	const { rows } = await bench.run(workflow, 'Start');
	expect((await pulse.end()).longest).toBeLessThan(LONGEST_GAP);
	expect(rows('Node')).toMatchObject([{ details: { kind: 'tooMuchData' } }]);
});

describe('a file server', () => {
	const asked: string[] = [];
	let server: Server;
	beforeAll(async () => {
		server = createServer((request, response) => {
			asked.push(request.url ?? '');
			response.writeHead(200, { 'content-type': 'image/png' });
			if (request.url === '/large.png') {
				response.end(Buffer.alloc(64 * 1024 * 1024));
				return;
			}
			const drops = setInterval(() => response.write('.'), 200);
			response.on('close', () => clearInterval(drops));
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	});
	afterAll(() => {
		server.closeAllConnections();
		server.close();
	});
	beforeEach(() => (asked.length = 0));

	const upload = async (path: string) => {
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
		const options = { allowPrivateAddresses: true };
		const form = { resource: 'image', operation: 'upload', source: 'url', url, options };
		return await bench.bringWorkflow(workflowOf('metaAds', form));
	};
	const uploads = () => bench.emulator.log.filter(({ path }) => path.endsWith('/adimages'));

	it.each([
		['of 64 MB is left at 30', '/large.png', 'a file of more than 30 MB'],
		['that comes byte by byte ends at its deadline', '/drip.png', 'not complete after 5 minutes'],
	])('with a file %s', async (_, path, said) => {
		const workflow = await upload(path);
		const pulse = new Pulse(bench.url);
		const { status, rows } = await bench.run(workflow, 'Start');
		expect((await pulse.end()).longest).toBeLessThan(LONGEST_GAP);
		expect([status, rows('Node')]).toMatchObject(['success', [{ error: expect.stringContaining(said) }]]);
		expect([asked, uploads()]).toEqual([[path], []]);
	});

	it('holds no run that is stopped', async () => {
		const workflow = await upload('/drip.png');
		const pulse = new Pulse(bench.url);
		const { executionId } = await bench.start(workflow, 'Start');
		while (asked.length === 0) await sleep(50);
		const stopped = performance.now();
		await bench.stop(executionId);
		expect((await bench.outcome(executionId)).status).toBe('canceled');
		expect(performance.now() - stopped).toBeLessThan(LONGEST_GAP);
		expect((await pulse.end()).longest).toBeLessThan(LONGEST_GAP);
		expect(uploads()).toEqual([]);
	});
});

it('phones and birth dates made to take for ever are told as unusable', async () => {
	const bombs = [
		"'1\\u037Ephone-context=' + 'a-'.repeat(60) + '!'",
		"'1;phone-context=' + 'a.'.repeat(60) + '!'",
		"' '.repeat(16000) + '5'",
		"'+1' + '-'.repeat(16000)",
	];
	const code = `return [${bombs.join(', ')}].map((phone) => ({ json: { phone, birthdate: '-'.repeat(16000) } }));`;
	const add = {
		resource: 'member',
		operation: 'add',
		audience: byId(AUDIENCES.usdNewsletter),
		columns: { mappingMode: 'autoMapInputData', value: null },
		consent: 'everybody',
		defaultCountry: 'US',
		result: 'contacts',
	};
	const workflow = await bench.bringWorkflow(workflowOf('metaAudiences', add, code));
	const pulse = new Pulse(bench.url);
	const { status, steps } = await bench.run(workflow, 'Start');
	expect((await pulse.end()).longest).toBeLessThan(LONGEST_GAP);
	expect(status).toBe('success');
	expect(steps.Node?.[0]?.executionTime).toBeLessThan(LONGEST_GAP);
	expect(bench.emulator.log.filter(({ path }) => path.endsWith('/users'))).toEqual([]);
});
