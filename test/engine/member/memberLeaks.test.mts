/**
 * n8n's logger takes its level when it is loaded: here it says all it can.
 * @jest-environment node
 */
import type { IDataObject } from 'n8n-workflow';

import { AUDIENCES } from '../../../emulator/world/seedIds.mts';
import type { FaultRule } from '../../../emulator/http/server.mts';
import { passTime } from '../support/lives/fakeTime.mts';
import { loadColumns, type NodeResult, type NodeRun } from '../support/harness.mts';
import { autoMap, sha256, useMemberBench } from '../support/members.mts';
import { found, shown } from '../support/secrets.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/**
 * What must be in no output, error, hint or log line, and in no address: a contact's data as they came, as they are compared,
 * and their hashes. The input items themselves are n8n's to keep (docs/what-n8n-stores.md); they are left out of the search.
 */
const items: IDataObject[] = [
	{
		email: 'Zebra.Quagga@Example.com',
		phone: '+49 171 5550123',
		first_name: 'Zebrafina',
		last_name: 'Quaggamann',
		zip: '61348',
		city: 'Okapistadt',
		country: 'DE',
		birthday: '17.05.1990',
		customer_id: 'ZQ-77123',
	},
	{ email: 'zebra at quagga', phone: 'Okapi 171', first_name: 'Zebrafina' },
	{
		email: 'okapi.zebra@example.com',
		birthday: 'Quaggaday',
		customer_id: 'okapi.zebra@example.com',
		phone: '0171 5550124',
	},
];
const plain = [
	'Zebra',
	'zebra',
	'Quagga',
	'quagga',
	'Okapi',
	'okapi',
	'5550123',
	'5550124',
	'ZQ-77123',
	'17.05.1990',
	'61348',
];
const compared = [
	'zebra.quagga@example.com',
	'okapi.zebra@example.com',
	'491715550123',
	'zebrafina',
	'quaggamann',
	'61348',
	'okapistadt',
	'de',
	'1990',
	'05',
	'17',
];
const secrets = [...plain, ...compared.map(sha256)];

const bench = useMemberBench();
const printed: string[] = [];

beforeAll(() => {
	process.env.N8N_LOG_LEVEL = 'debug';
	const note = (...said: unknown[]): boolean => printed.push(said.map(String).join(' ')) > 0;
	for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
		jest.spyOn(console, method).mockImplementation(note);
	const { _stdout: out, _stderr: err } = console as unknown as Record<string, NodeJS.WriteStream | undefined>;
	for (const stream of [out, err]) if (stream) jest.spyOn(stream, 'write').mockImplementation(note);
});

beforeEach(() => {
	printed.length = 0;
	passTime(4 * 3_600_000);
});

/** Everything the run stored of the node itself: its task data, and the error of the execution. */
function stored({ run }: NodeResult): unknown {
	const { runData, error, ...rest } = run.data.resultData;
	return [runData.Node, error, { ...rest, pinData: undefined }];
}

const addresses = (): string[] => bench.emulator.log.map(({ url }) => url);

async function leaksOf(
	operation: 'add' | 'remove' | 'replace',
	parameters: IDataObject,
	onError: NodeRun['onError'],
): Promise<{ result: NodeResult; leaks: string[] }> {
	const result = await bench.change(operation, items, parameters, { onError });
	return { result, leaks: found([shown(result), stored(result), printed, addresses()], ...secrets) };
}

const operations = ['add', 'remove', 'replace'] as const;
const modes = ['stopWorkflow', 'continueErrorOutput'] as const;

describe.each(operations)('%s', (operation) => {
	it.each(['totals', 'contacts'])('%s: contact data are sent, and seen nowhere else', async (result) => {
		const { result: run, leaks } = await leaksOf(operation, { result }, 'stopWorkflow');
		expect(run.error).toBeUndefined();
		expect(leaks).toEqual([]);
		// They did travel: the search would find them, were they anywhere.
		expect(bench.uploads()[0].params.payload).toContain(sha256('zebra.quagga@example.com'));
		expect(found(bench.uploads(), ...secrets)).not.toEqual([]);
	});

	const faults: Array<[string, FaultRule['fault']]> = [
		['refused', { kind: 'graph', code: 368 }],
		['a parameter error', { kind: 'graph', code: 100 }],
		['a reset', { kind: 'reset' }],
		['a page in HTML', { kind: 'html' }],
		['an answer cut short', { kind: 'truncated', cut: true }],
	];
	it.each(modes.flatMap((onError) => faults.map(([name, fault]) => ({ onError, name, fault }))))(
		'$onError, $name',
		async ({ onError, fault }) => {
			bench.emulator.control.addFault({ match: { path: `${AUDIENCES.usdNewsletter}/users.*` }, fault });
			const { result, leaks } = await leaksOf(operation, {}, onError);
			expect(
				result.error !== undefined || result.outputs.flat().some(({ json }) => 'error' in json || 'details' in json),
			).toBe(true);
			expect(leaks).toEqual([]);
		},
	);

	it('a refusal before anything is sent', async () => {
		expect(
			(await leaksOf(operation, { columns: { ...autoMap, mappingMode: 'defineBelow' } }, 'continueErrorOutput')).leaks,
		).toEqual([]);
	});
});

it('the form’s columns hold nobody’s data', async () => {
	const columns = await loadColumns('getContactColumns', {
		node: 'metaAudiences',
		parameters: { resource: 'member', operation: 'add', columns: autoMap },
		credential: {},
	});
	expect(found(columns, ...plain)).toEqual([]);
});

describe('the search', () => {
	it('finds a planted hash, address, number and plain value in what a run shows', async () => {
		bench.audience().name = `For ${sha256('zebrafina')}`;
		expect((await leaksOf('add', {}, 'stopWorkflow')).leaks).not.toEqual([]);
		bench.audience().name = 'Of Zebra.Quagga@Example.com';
		expect((await leaksOf('add', {}, 'continueErrorOutput')).leaks).not.toEqual([]);
	});

	it('finds what stands in an address, and what is logged', () => {
		expect(found([`/v26.0/1/users?payload=${encodeURIComponent(sha256('de'))}`], ...secrets)).not.toEqual([]);
		console.debug(`row of ${String(items[0].email)}`);
		expect(found(printed, ...secrets)).not.toEqual([]);
	});
});

it.each(modes)('%s: people Meta quotes in its error come no further', async (onError) => {
	const message = `Bad row okapi.zebra@example.com, "${sha256('zebrafina')}", +49 171 5550123 (491715550124), Zebrafina Quaggamann of Okapistadt (ZQ-77123) of audience ${AUDIENCES.usdNewsletter}`;
	bench.emulator.control.addFault({
		match: { path: `${AUDIENCES.usdNewsletter}/users` },
		fault: { kind: 'graph', code: 100, message, userMsg: message, userTitle: message },
	});
	const { result, leaks } = await leaksOf('add', {}, onError);
	expect(
		found(
			shown(result),
			`Bad row (address), "(hash)", (number) ((number)), (contact) (contact) of (contact) ((contact)) of audience ${AUDIENCES.usdNewsletter}`,
		),
	).not.toEqual([]);
	expect(leaks).toEqual([]);
});
