import { setTimeout as sleep } from 'node:timers/promises';

import type { Workflow, WorkflowNode } from '../../../demo/n8n/workflowFile.mts';
import { addLead } from '../../../emulator/leads/arrivals.mts';
import { deliverDue, proveAddress, signatureOf } from '../../../emulator/leads/delivery.mts';
import { OTHER_APP } from '../../../emulator/leads/subscriptions.mts';
import { LEAD_FORMS, PAGES } from '../../../emulator/world/seedIds.mts';
import { APP } from '../../../emulator/world/tokens.mts';
import { Workbench } from '../browser/workbench.mts';
import { tell } from '../places/installation.mts';

jest.setTimeout(1_200_000);

/** Leads in a real n8n: the hub behind Meta's notifications, the trigger beside it, and steps that are executed by hand meanwhile. */

let bench: Workbench;

beforeAll(async () => {
	bench = await Workbench.open({ own: true });
});
afterAll(async () => {
	await bench?.close();
});

const world = () => bench.emulator.world;
const node = (name: string, type: string, typeVersion: number, parameters: object, more: object = {}): WorkflowNode =>
	({ id: name, name, type, typeVersion, position: [0, 0], parameters, ...more }) as unknown as WorkflowNode;
const to = (...targets: string[]) => ({ main: targets.map((target) => [{ node: target, type: 'main', index: 0 }]) });
const credentials = async () => ({
	metaAdsApi: await bench.credential('metaAdsApi', {
		environment: 'emulator',
		emulatorUrl: bench.emulator.url,
		apiVersion: 'v26.0',
	}),
});

/** Writes the leads it gets into a Data Table. */
const intoTable = (table: string): WorkflowNode =>
	node('Into table', 'n8n-nodes-base.dataTable', 1, {
		resource: 'row',
		operation: 'insert',
		dataTableId: { __rl: true, mode: 'id', value: table },
		columns: {
			mappingMode: 'defineBelow',
			value: Object.fromEntries(['lead_id', 'email', 'form_name'].map((name) => [name, `={{ $json.${name} }}`])),
			matchingColumns: [],
			schema: ['lead_id', 'email', 'form_name'].map((id) => ({
				id,
				displayName: id,
				type: 'string',
				required: false,
				defaultMatch: false,
				display: true,
				canBeUsedToMatch: true,
			})),
		},
	});

async function subWorkflow(name: string, table: string): Promise<string> {
	const start = node('Start', 'n8n-nodes-base.executeWorkflowTrigger', 1.1, { inputSource: 'passthrough' });
	const id = await bench.bringWorkflow({
		name,
		nodes: [start, intoTable(table)],
		connections: { Start: to('Into table') },
	});
	await bench.activate(id).catch(() => undefined); // n8n before 2.0 runs them as they are.
	return id;
}

async function rowsOf(table: string, count: number): Promise<string[]> {
	for (const until = Date.now() + 150_000; ; await sleep(500)) {
		const rows = (await bench.tableRows(table)).map(({ lead_id: lead }) => String(lead));
		if (rows.length >= count || Date.now() > until) return rows.sort();
	}
}

test('workflows/leads-hub.json and New Lead in a real n8n: every lead in its table, and nothing beside them harms', async () => {
	const columns = { lead_id: 'string', email: 'string', form_name: 'string' } as const;
	const [news, polled] = [await bench.createTable('News', columns), await bench.createTable('Polled', columns)];
	const newsFlow = await subWorkflow('News leads', news);
	const chosen = (workflow: Workflow): Workflow => {
		tell('    the sub-workflow is chosen, and the Verify Token');
		const ids: Record<string, string> = { 'Newsletter leads': newsFlow };
		return {
			...workflow,
			nodes: workflow.nodes.map((one) => {
				const workflowId = ids[one.name];
				if (workflowId !== undefined)
					return {
						...one,
						parameters: { ...one.parameters, workflowId: { __rl: true, mode: 'id', value: workflowId } },
					};
				return one.name === 'Read leads' ? { ...one, parameters: { ...one.parameters, verifyToken: 'ours' } } : one;
			}),
		};
	};
	const hub = await bench.bring('leads-hub.json', chosen);
	await bench.activate(hub);
	const url = `${bench.url}/webhook/meta-leads`;
	const webhook = { url, verifyToken: 'ours', ids: 'bare' } as const;
	world().leads.webhook = webhook;
	// n8n publishes in the background.
	const proven = async (): Promise<boolean> => {
		for (const until = Date.now() + 60_000; Date.now() < until; await sleep(1_000))
			if (await proveAddress(webhook)) return true;
		const answer = await fetch(`${url}?hub.mode=subscribe&hub.challenge=1&hub.verify_token=ours`);
		tell(`the hub answers ${answer.status} ${(await answer.text()).slice(0, 300)}`);
		const [run] = (await bench.executions(hub)).slice(-1);
		if (run !== undefined) tell(JSON.stringify(await bench.outcome(run.id)).slice(0, 2_000));
		return false;
	};
	expect(await proven()).toBe(true);
	expect(await proveAddress({ ...webhook, verifyToken: 'theirs' }).catch(() => false)).toBe(false);

	// A workflow that polls every ten seconds, beside the hub.
	const trigger = node(
		'New lead',
		'n8n-nodes-meta-ads.metaAdsTrigger',
		1,
		{
			pollTimes: {
				item: [0, 10, 20, 30, 40, 50].map((second) => ({ mode: 'custom', cronExpression: `${second} * * * * *` })),
			},
			events: ['newLead'],
			leadsFrom: 'allPages',
			options: {},
		},
		{ credentials: await credentials() },
	);
	const once = node('Remove duplicates', 'n8n-nodes-base.removeDuplicates', 2, {
		operation: 'removeItemsSeenInPreviousExecutions',
		dedupeValue: '={{ $json.eventId }}',
		options: {},
	});
	const poller = await bench.bringWorkflow({
		name: 'Polled leads',
		nodes: [trigger, once, intoTable(polled)],
		connections: { 'New lead': to('Remove duplicates'), 'Remove duplicates': to('Into table') },
	});
	bench.emulator.log.length = 0;
	await bench.activate(poller);
	for (
		const until = Date.now() + 60_000;
		Date.now() < until && !bench.emulator.log.some(({ path }) => path.endsWith('leadgen_forms'));
	)
		await sleep(100);

	// The app is told of the page's leads by a step that is executed by hand; another app is told already.
	world().leads.apps(PAGES.usd).set(OTHER_APP.id, ['leadgen']);
	const manual = node('By hand', 'n8n-nodes-base.manualTrigger', 1, {});
	const page = { __rl: true, mode: 'id', value: PAGES.usd };
	const subscribe = node(
		'Subscribe',
		'n8n-nodes-meta-ads.metaLeads',
		1,
		{ resource: 'page', operation: 'subscribe', page, options: {} },
		{ credentials: await credentials() },
	);
	const byHand = await bench.bringWorkflow({
		name: 'Subscribe',
		nodes: [manual, subscribe],
		connections: { 'By hand': to('Subscribe') },
	});
	await bench.run(byHand, 'By hand');
	expect([...world().leads.apps(PAGES.usd)]).toEqual([
		[OTHER_APP.id, ['leadgen']],
		[APP.id, ['leadgen']],
	]);

	const come = (form: string, count: number) =>
		Array.from({ length: count }, (_, index) =>
			addLead(world(), { form, answers: [{ name: 'email', values: [`lead${index}@example.com`] }] }),
		);
	const first = [...come(LEAD_FORMS.usdNewsletter, 3), ...come(LEAD_FORMS.usdTasting, 2)];
	expect(await deliverDue(world())).toEqual([{ status: 200, leads: first.map(({ id }) => id) }]);
	const newsIds = first.slice(0, 3).map(({ id }) => id);
	expect(await rowsOf('News', 3)).toEqual([...newsIds].sort());

	// The same steps executed by hand in another workflow, and a call that nobody has signed, harm neither.
	await bench.run(byHand, 'By hand');
	const unsigned = await fetch(url, {
		method: 'POST',
		body: '{"object":"page","entry":[]}',
		headers: { 'x-hub-signature-256': signatureOf('other') },
	});
	expect(unsigned.status).toBe(401);
	const second = come(LEAD_FORMS.usdNewsletter, 2);
	await deliverDue(world());
	expect(await rowsOf('News', 5)).toEqual([...newsIds, ...second.map(({ id }) => id)].sort());
	const all = [...first, ...second].map(({ id }) => id).sort();
	expect(await rowsOf('Polled', all.length)).toEqual(all);
	// Of refused calls one an hour is kept, of those that went well none.
	for (let calls = 0; calls < 5; calls++) expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(401);
	const statusesNow = async (): Promise<string[]> => (await bench.executions(hub)).map(({ status }) => status);
	let statuses = await statusesNow();
	// n8n takes a run away after the rows of it are there.
	for (const until = Date.now() + 60_000; statuses.length > 1 && Date.now() < until; statuses = await statusesNow())
		await sleep(500);
	tell(`executions of the hub that n8n keeps: ${statuses.join(' ')}`);
	expect(statuses).toEqual(['error']);
});
