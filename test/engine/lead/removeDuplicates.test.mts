import { countBy, omit } from 'lodash';
import { sleep, type IDataObject, type INode } from 'n8n-workflow';

import { LEAD_FORMS, PAGES } from '../../../emulator/world/seedIds.mts';
import {
	byId,
	emulatorCredential,
	execute,
	helperNode,
	makeWorkflow,
	nodeUnderTest,
	type NodeRun,
} from '../support/harness.mts';
import { tellOfWaits, waits } from '../support/lives/fakeTime.mts';
import { useLeads } from '../support/leads.mts';
import { processedData } from '../support/processedData.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useLeads();
beforeEach(async () => {
	// Runs of the test before note their ends a few more times.
	await sleep(50);
	processedData.clear();
});

const leadOf = (id: string): IDataObject => ({ lead_id: id, form_name: 'Newsletter' });
const ids = (from: number, count: number): string[] =>
	Array.from({ length: count }, (_, index) => String(24810000000000100n + BigInt(from + index)));
const parameters = { resource: 'lead', operation: 'removeDuplicates', lead: '={{ $json.lead_id }}' };

/** Kept and discarded of one run. */
async function pass(leads: readonly string[], more: Partial<NodeRun> = {}) {
	const result = await bench.lead('lead.removeDuplicates', parameters, {
		items: leads.map(leadOf),
		mode: 'trigger',
		credential: {},
		...more,
	});
	const of = (output: number) => (result.outputs[output] ?? []).map(({ json }) => String(json.lead_id));
	return { ...result, kept: of(0), discarded: of(1) };
}

const atPage = { page: byId(PAGES.usd) };

/** A run with a step behind, which reads a form. */
async function passOn(leads: readonly string[], page: IDataObject, onCall?: NodeRun['onCall']) {
	const credential = emulatorCredential(bench.emulator.url);
	const run: NodeRun = { node: 'metaLeads', parameters, items: leads.map(leadOf), mode: 'trigger', credential, onCall };
	const form = { resource: 'form', operation: 'get', leadForm: byId(LEAD_FORMS.usdNewsletter), ...page };
	const behind: INode = { ...nodeUnderTest({ ...run, parameters: form }), name: 'Behind', id: 'behind' };
	const to = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
	const connections = { Source: to('Node'), Node: to('Behind') };
	const workflow = makeWorkflow([helperNode('Source', 'source'), nodeUnderTest(run), behind], connections);
	const { status, data } = await execute(workflow, 'Node', run);
	const kept = (data.resultData.runData.Node[0].data?.main[0] ?? []).map(({ json }) => String(json.lead_id));
	return { status, kept };
}

describe('lead: remove duplicates', () => {
	it('a lead goes on once, within one run and over runs, as it is', async () => {
		const [one, two, three] = ids(0, 3);
		const first = await pass([one, two, one]);
		expect([first.kept, first.discarded]).toEqual([[one, two], [one]]);
		expect(first.rows[0]).toEqual(leadOf(one));
		const second = await pass([two, three]);
		expect([second.kept, second.discarded]).toEqual([[three], [two]]);
	});

	it('in a loop, a lead of an earlier pass is discarded at once', async () => {
		const [one, two, three] = ids(950, 3);
		waits.length = 0;
		const { outputs } = await pass([one, two], { laterItems: [one, three].map(leadOf) });
		expect(outputs.map((items) => items.map(({ json }) => json.lead_id))).toEqual([[three], [one]]);
		// Whoever looks again until that pass has ended waits for itself.
		expect(waits).not.toContain(4_000);
		const next = await pass([one, two, three]);
		expect(next.discarded).toEqual([one, two, three]);
	});

	it('takes each item’s own lead in a step that stores nothing but its operation', async () => {
		const untouched = omit(parameters, 'lead');
		const items = ids(900, 3).map(leadOf);
		const { outputs } = await bench.lead('lead.removeDuplicates', untouched, {
			items,
			mode: 'trigger',
			credential: {},
		});
		expect(outputs[0]?.map(({ json }) => json)).toEqual(items);
	});

	it('needs no credential, and calls nothing', async () => {
		bench.emulator.log.length = 0;
		expect((await pass(ids(0, 1))).error).toBeUndefined();
		expect(bench.sent()).toEqual([]);
	});

	it.each([2, 8])(
		'of %i runs at one moment, each lead goes on in one of them',
		async (runs) => {
			processedData.gap = () => 5;
			const shared = ids(500, 3);
			const parts = Array.from({ length: runs }, (_, run) => [...ids(10 * run, 10), ...shared]);
			const passed = await Promise.all(parts.map(async (part) => await pass(part)));
			const times = countBy(passed.flatMap(({ kept }) => kept));
			expect(Object.values(times).every((count) => count === 1)).toBe(true);
			expect(Object.keys(times).sort()).toEqual([...new Set(parts.flat())].sort());
			// Nothing of any of them was forgotten.
			for (const part of parts) expect((await pass(part)).kept).toEqual([]);
		},
		60_000,
	);

	it('155 runs at one moment, some with a lead of another: each lead once, and the table is written a few times', async () => {
		processedData.gap = () => 5;
		let writes = 0;
		processedData.onWrite = () => void (writes += 1);
		const parts = Array.from({ length: 155 }, (_, run) => [
			...ids(2_000 + run, 1),
			...(run % 5 === 1 ? ids(1_999 + run, 1) : []),
		]);
		const passed = await Promise.all(parts.map(async (part) => await pass(part)));
		const times = countBy(passed.flatMap(({ kept }) => kept));
		expect([Object.keys(times).length, Math.max(...Object.values(times))]).toEqual([155, 1]);
		// Each by itself they would write a thousand times, one after the other.
		expect(writes).toBeLessThan(100);
		processedData.onWrite = () => undefined;
		expect((await pass(parts.flat())).kept).toEqual([]);
	}, 60_000);

	it('a new lead does not wait long for one that another run has', async () => {
		const [theirs, own] = ids(3_000, 2);
		let [reached, go] = [(): void => {}, (): void => {}];
		const [isReached, mayGo] = [
			new Promise<void>((done) => (reached = done)),
			new Promise<void>((done) => (go = done)),
		];
		const busy = passOn([theirs], atPage, async () => {
			reached();
			await mayGo;
		});
		await isReached;
		waits.length = 0;
		expect(await pass([theirs, own])).toMatchObject({ kept: [own], discarded: [theirs] });
		expect(waits).toContain(2_000);
		expect(waits).not.toContain(4_000);
		go();
		expect(await busy).toEqual({ status: 'success', kept: [theirs] });
	});

	it('a lead of a run that somebody stops while it waits goes on with the next', async () => {
		const [theirs, own] = ids(3_100, 2);
		let [reached, go] = [(): void => {}, (): void => {}];
		const [isReached, mayGo] = [
			new Promise<void>((done) => (reached = done)),
			new Promise<void>((done) => (go = done)),
		];
		const busy = passOn([theirs], atPage, async () => {
			reached();
			await mayGo;
		});
		await isReached;
		let stop = (): void => {};
		let waits = 0;
		tellOfWaits(() => (++waits === 3 ? (stop(), true) : false));
		const stopped = await pass([theirs, own], { onStart: (cancel) => (stop = cancel) });
		tellOfWaits();
		expect([waits >= 3, stopped.kept]).toEqual([true, []]);
		go();
		await busy;
		expect((await pass([own])).kept).toEqual([own]);
	});

	it('a lead of a run that failed afterwards goes on with the next that brings it', async () => {
		const leads = ids(0, 2);
		expect(await passOn(leads, { page: byId('no-page') })).toEqual({ status: 'error', kept: leads });
		expect((await pass(leads)).kept).toEqual(leads);
		expect((await pass(leads)).kept).toEqual([]);
	});

	it('a lead of a run that was killed goes on with the next', async () => {
		const [lead] = ids(0, 1);
		// What a process leaves behind that ends after it has claimed a lead.
		await processedData.checkProcessedAndRecord([lead, `${lead} open`], 'node', place(), { mode: 'entries' });
		expect((await pass([lead])).kept).toEqual([lead]);
		expect((await pass([lead])).kept).toEqual([]);
	});

	it('a lead of a run that is still under way does not go on a second time', async () => {
		const [lead] = ids(0, 1);
		let [reached, go] = [(): void => {}, (): void => {}];
		const [isReached, mayGo] = [
			new Promise<void>((done) => (reached = done)),
			new Promise<void>((done) => (go = done)),
		];
		const busy = passOn([lead], atPage, async () => {
			reached();
			await mayGo;
		});
		await isReached;
		expect((await pass([lead])).discarded).toEqual([lead]);
		go();
		expect(await busy).toEqual({ status: 'success', kept: [lead] });
		expect((await pass([lead])).discarded).toEqual([lead]);
	});

	// A claim takes four writes, and so does an end: it is noted, no longer open, and looked at with two more.
	it.each([
		['all of it', 4, 6],
		['that it is no longer open', 5, 6],
		['all of it, once it was looked at', 4, 8],
	])('an end of which another process overwrites %s is noted once more', async (_, read, written) => {
		const [lead] = ids(0, 1);
		writeBack(read, written);
		expect((await pass([lead])).kept).toEqual([lead]);
		await sleep(50);
		processedData.onWrite = () => undefined;
		expect((await pass([lead])).discarded).toEqual([lead]);
	});

	it('a lead does not stay open because somebody asks of it while another process writes', async () => {
		const [lead] = ids(0, 1);
		await pass([lead]);
		await sleep(50);
		writeBack(1, 2);
		expect((await pass([lead])).discarded).toEqual([lead]);
		processedData.onWrite = () => undefined;
		expect((await pass([lead])).discarded).toEqual([lead]);
	});

	it('by hand all go on, and nothing is remembered', async () => {
		const leads = ids(0, 2);
		for (const mode of ['manual', 'manual', 'trigger'] as const)
			expect((await pass(leads, { mode })).kept).toEqual(leads);
	});

	it('Retry On Fail passes on what its first try has begun', async () => {
		const leads = ids(0, 2);
		let calls = 0;
		processedData.onWrite = () => {
			calls += 1;
			if (calls === 3) throw new Error('the database is busy');
		};
		expect((await pass(leads, { retryOnFail: true })).kept).toEqual(leads);
		expect(calls).toBeGreaterThan(3);
	});

	it.each([[{ form_name: 'Newsletter' }], [{ lead_id: '' }], [{ lead_id: 'abc' }], [{ lead_id: null }]])(
		'an item without a lead, %j, fails, and nothing is remembered of the others',
		async (item) => {
			const [lead] = ids(0, 1);
			const run = { items: [leadOf(lead), item] as IDataObject[] };
			expect((await pass([], run)).error?.message).toMatch(/Lead ID/);
			const going = await pass([], { ...run, onError: 'continueRegularOutput' });
			expect(going.rows.map(({ lead_id: id, error }) => error === undefined && id)).toEqual([lead, false]);
		},
	);

	it('stores hashes alone', async () => {
		const [lead] = ids(0, 1);
		await pass([lead]);
		expect(processedData.text).not.toContain(lead);
		expect(processedData.entries).toBe(1);
	});
});

/** Another process reads the table after so many writes, and puts back what it has read after so many. */
function writeBack(read: number, written: number): void {
	let writes = 0;
	let go = (): void => {};
	processedData.onWrite = () => {
		writes += 1;
		if (writes === read) {
			const reading = new Promise<void>((resolve) => (go = resolve));
			processedData.gap = async () => await reading;
			void processedData.checkProcessedAndRecord(['of the other'], 'node', place(), { mode: 'entries' });
			processedData.gap = () => 0;
		}
		if (writes === written) go();
	};
}

const place = () => ({
	workflow: { id: 'workflow', active: false },
	node: nodeUnderTest({ node: 'metaLeads', parameters, credential: {} }),
});
