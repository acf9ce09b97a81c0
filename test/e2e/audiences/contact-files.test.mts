import { answered, saying } from '../../support/consent/answered.mts';
import { createServer, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import type { IDataObject } from 'n8n-workflow';

import type { Workflow } from '../../../demo/n8n/workflowFile.mts';
import { AUDIENCES } from '../../../emulator/world/seedIds.mts';
import { shapes, type NodeShape } from '../../engine/member/shapes/nodeShapes.mts';
import { existing } from '../../../nodes/shared/lists.ts';
import { membersOf, sha256 } from '../outside/crm.mts';
import { Workbench, type Outcome } from '../browser/workbench.mts';
import { xlsxOf } from '../outside/xlsx.mts';

jest.setTimeout(300_000);

/**
 * Contacts as marketers have them, through n8n's own steps into Sync: a CSV with semicolons and umlauts, an XLSX, what CRMs and
 * shops answer, and 25,001 contacts, with n8n killed in the middle of them.
 */

const TYPES = new Map([
	['.csv', 'text/csv'],
	['.json', 'application/json'],
]);

let bench: Workbench;
let files: Server;
let address: string;
const served = new Map<string, Buffer>();

beforeAll(async () => {
	files = createServer(({ url = '' }, response) => {
		response.setHeader('content-type', TYPES.get(url.slice(url.lastIndexOf('.'))) ?? 'application/octet-stream');
		response.end(served.get(url.slice(1)));
	});
	await new Promise<void>((ready) => files.listen(0, '127.0.0.1', ready));
	address = `http://127.0.0.1:${(files.address() as { port: number }).port}`;
	bench = await Workbench.open({ own: true });
});

afterAll(async () => {
	await bench?.close();
	files.close();
});

const list = AUDIENCES.usdEmpty;
const members = (): string[] => membersOf(bench.emulator, list);

const HEADS = ['E-Mail-Adresse', 'Vorname', 'Nachname', 'PLZ', 'Ort', 'Land', 'Telefon', 'Einwilligung'];

/** As a German table has them: names with umlauts and ß, a postal code that begins with a zero, a national number. */
const row = (index: number, consent = 'Ja'): string[] => [
	`Kunde${index}@Beispiel.de`,
	'Jürgen',
	index % 2 === 0 ? 'Groß' : 'Möller',
	'01067',
	'Dresden',
	'Österreich',
	`0664 ${1_000_000 + index}`,
	consent,
];
const rows = (from: number, count: number): string[][] => Array.from({ length: count }, (_, at) => row(from + at));

/** What Meta compares of such a row, worked out without any code of the nodes. */
const hashed = (from: number, count: number): string[] =>
	Array.from({ length: count }, (_, at) => from + at)
		.map((index) => {
			const values = [`kunde${index}@beispiel.de`, `43664${1_000_000 + index}`];
			const others = ['jürgen', index % 2 === 0 ? 'groß' : 'möller', '01067', 'dresden', 'at'];
			const [email, phone, ...rest] = [...values, ...others].map(sha256);
			return [email, phone, undefined, ...rest].join(' ');
		})
		.sort();

const csv = (table: string[][], encoding: BufferEncoding = 'utf8'): Buffer =>
	Buffer.from(`${[HEADS, ...table].map((cells) => cells.join(';')).join('\r\n')}\r\n`, encoding);

interface Reading {
	/** Absent where the answer is JSON, which n8n makes items of by itself. */
	operation?: 'csv' | 'xlsx';
	options: Record<string, unknown>;
}

/** A file or an answer from an address, its rows as items, and Sync. */
const workflowFor = (
	file: string,
	{ operation, options }: Reading,
	asked: Record<string, unknown> = {},
): Partial<Workflow> => {
	const step = (name: string, type: string, typeVersion: number, parameters: Record<string, unknown>) => ({
		name,
		type,
		typeVersion,
		id: name,
		position: [0, 0],
		parameters,
	});
	const next = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	const locator = (value: string) => ({ __rl: true, mode: 'id', value });
	return {
		name: file,
		nodes: [
			step('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
			step('File', 'n8n-nodes-base.httpRequest', 4.2, {
				url: `${address}/${file}`,
				options: operation === undefined ? {} : { response: { response: { responseFormat: 'file' } } },
			}),
			...(operation === undefined ? [] : [step('Rows', 'n8n-nodes-base.extractFromFile', 1, { operation, options })]),
			{
				...step('Sync', 'n8n-nodes-meta-ads.metaAudiences', 1, {
					resource: 'member',
					operation: 'sync',
					adAccount: locator('act_1001000000000001'),
					audience: locator(list),
					columns: { mappingMode: 'autoMapInputData', value: null },
					consent: 'column',
					whatColumnsSay: {},
					belonging: 'all',
					defaultCountry: '',
					minimumRows: '1',
					keepAtLeast: '50',
					result: 'totals',
					options: {},
					...asked,
				}),
				credentials: { metaAdsApi: bench.credentialOf('metaAdsApi') },
			},
		] as Workflow['nodes'],
		connections: {
			Start: next('File'),
			File: next(operation === undefined ? 'Sync' : 'Rows'),
			...(operation === undefined ? {} : { Rows: next('Sync') }),
		},
		settings: { executionOrder: 'v1' },
	};
};

const SEMICOLONS: Reading = { operation: 'csv', options: { delimiter: ';', enableBOM: true } };
const run = async (file: string, reading: Reading): Promise<Outcome> =>
	await bench.run(await bench.bringWorkflow(workflowFor(file, reading)), 'Start');

async function ends(outcome: Promise<Outcome>): Promise<Record<string, unknown>> {
	const { status, error, rows: given } = await outcome;
	expect([status, error]).toEqual(['success', undefined]);
	return given('Sync')[0] ?? {};
}

const some = [...rows(1, 20), row(900, 'Nein'), row(901, '')];

test('a CSV with semicolons and umlauts in UTF-8, as Excel writes it', async () => {
	served.set('utf8.csv', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), csv(some)]));
	expect(await ends(run('utf8.csv', SEMICOLONS))).toMatchObject({
		...{
			way: 'filled',
			contacts: 22,
			usable: 20,
			noConsent: 2,
			rejected: 0,
			unusableValues: null,
			unusedColumns: null,
		},
	});
	expect(members()).toEqual(hashed(1, 20));
});

test('the same in the encoding of Windows', async () => {
	bench.emulator.control.reset();
	served.set('windows.csv', csv(some, 'latin1'));
	const reading = { ...SEMICOLONS, options: { delimiter: ';', encoding: 'latin1' } };
	expect(await ends(run('windows.csv', reading))).toMatchObject({ usable: 20, noConsent: 2 });
	expect(members()).toEqual(hashed(1, 20));
});

test('an XLSX file', async () => {
	bench.emulator.control.reset();
	served.set('contacts.xlsx', xlsxOf([HEADS, ...some]));
	expect(await ends(run('contacts.xlsx', { operation: 'xlsx', options: {} }))).toMatchObject({
		usable: 20,
		noConsent: 2,
		rejected: 0,
	});
	expect(members()).toEqual(hashed(1, 20));
});

/** Of such an item, who is in the list: by the keys the shape's published schema comes to. */
const memberOf = (own: NodeShape['own']): string =>
	['EMAIL', 'PHONE', 'EXTERN_ID', 'FN', 'LN', 'ZIP', 'CT', 'COUNTRY']
		.map((key) => (own[key] === undefined || key === 'EXTERN_ID' ? own[key] : sha256(own[key])))
		.join(' ');

const phoneOf = (index: number): string => `49170${1_234_000 + index}`;

/** The same person's item for others: their address, their number, and whether they have left. */
const crms = {
	'Zoho CRM → Contact → Get Many': (item: IDataObject, index: number, left: boolean): IDataObject => ({
		...item,
		Email: `mia${index}@example.com`,
		Mobile: `+${phoneOf(index)}`,
		Email_Opt_Out: left,
	}),
	'Shopify → Order → Get Many': (item: IDataObject, index: number, left: boolean): IDataObject => ({
		...item,
		email: `mia${index}@example.com`,
		contact_email: `mia${index}@example.com`,
		buyer_accepts_marketing: !left,
		customer: {
			...(item.customer as IDataObject),
			email: `mia${index}@example.com`,
			phone: `+${phoneOf(index)}`,
		},
	}),
};

test.each(Object.entries(crms))('items shaped as %s gives them', async (title, itemFor) => {
	bench.emulator.control.reset();
	const { item, own } = existing(
		shapes.find((shape) => shape.title === title),
		title,
	);
	const answer = Array.from({ length: 21 }, (_, index) => itemFor(item, index, index === 20));
	served.set('answer.json', Buffer.from(JSON.stringify(answer)));
	// Columns that nobody knows are asked about; each is answered once.
	const questioned = workflowFor('answer.json', { options: {} }, { consent: 'everybody' });
	const { error } = await bench.run(await bench.bringWorkflow(questioned), 'Start');
	expect(error).toContain('What Columns Say does not say what these columns mean');
	expect(members()).toEqual([]);
	const asked = { consent: 'everybody', ...saying(...answered(answer)) };
	const workflow = workflowFor('answer.json', { options: {} }, asked);
	const outcome = bench.run(await bench.bringWorkflow(workflow), 'Start');
	expect(await ends(outcome)).toMatchObject({ way: 'filled', contacts: 21, usable: 20, noConsent: 1, rejected: 0 });
	const wanted = Array.from({ length: 20 }, (_, index) =>
		memberOf({ ...own, EMAIL: `mia${index}@example.com`, PHONE: phoneOf(index) }),
	);
	expect(members()).toEqual(wanted.sort());
});

describe('25,001 contacts', () => {
	test('arrive in three batches', async () => {
		bench.emulator.control.reset();
		served.set('many.csv', csv(rows(1, 25_001)));
		expect(await ends(run('many.csv', SEMICOLONS))).toMatchObject({
			...{ way: 'filled', contacts: 25_001, usable: 25_001, received: 25_001, batches: 3, batchesAccepted: 3 },
		});
		expect(members()).toEqual(hashed(1, 25_001));
	});

	/** Syncs the rows from `from` on over the list as it is, and kills n8n while the second batch is under way. */
	async function killedInTheMiddle(from: number): Promise<string> {
		bench.emulator.control.advanceClock(24 * 3600);
		bench.emulator.control.addFault({
			match: { path: `${list}/usersreplace`, nth: 2 },
			fault: { kind: 'timeout', ms: 120_000 },
		});
		served.set('many.csv', csv(rows(from, 25_001)));
		const workflow = await bench.bringWorkflow(workflowFor('many.csv', SEMICOLONS));
		bench.emulator.log.length = 0;
		await bench.start(workflow, 'Start');
		const begun = (): number => bench.emulator.log.filter(({ path }) => path.endsWith('/usersreplace')).length;
		for (const until = Date.now() + 60_000; begun() < 2 && Date.now() < until;) await sleep(50);
		await bench.crashAndRestart();
		bench.emulator.control.clearFaults();
		expect([begun(), members().length]).toEqual([2, 10_000]);
		return workflow;
	}

	test('n8n is killed in the middle of a sync: the next run holds, and after Meta’s 90 minutes makes the list equal', async () => {
		const workflow = await killedInTheMiddle(101);
		const half = members();
		const { status, error } = await bench.run(workflow, 'Start');
		expect([status, error]).toEqual(['error', 'Another replacement of this list is in progress']);
		expect(members()).toEqual(half);
		bench.emulator.control.advanceClock(91 * 60);
		expect(await ends(bench.run(workflow, 'Start'))).toMatchObject({ way: 'replaced', received: 25_001 });
		expect(members()).toEqual(hashed(101, 25_001));
	});

	test('killed once more: with Restart Unfinished the next run makes the list equal at once, and again is the same', async () => {
		await killedInTheMiddle(201);
		const restarting = workflowFor('many.csv', SEMICOLONS, { options: { restartUnfinished: true } });
		const workflow = await bench.bringWorkflow(restarting);
		expect(await ends(bench.run(workflow, 'Start'))).toMatchObject({ way: 'replaced', received: 25_001 });
		expect(members()).toEqual(hashed(201, 25_001));
		bench.emulator.control.advanceClock(24 * 3600);
		expect(await ends(bench.run(workflow, 'Start'))).toMatchObject({ way: 'replaced', received: 25_001 });
		expect(members()).toEqual(hashed(201, 25_001));
	});
});
