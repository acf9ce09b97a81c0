import { setTimeout as sleep } from 'node:timers/promises';

import { countBy, range, sortBy } from 'lodash';

import type { Workflow, WorkflowNode } from '../../../demo/n8n/workflowFile.mts';
import { addLead } from '../../../emulator/leads/arrivals.mts';
import { bodyOf, signatureOf } from '../../../emulator/leads/delivery.mts';
import type { Lead } from '../../../emulator/leads/leadModel.mts';
import { LEAD_FORMS } from '../../../emulator/world/seedIds.mts';
import { Workbench } from '../browser/workbench.mts';
import { tell } from '../places/installation.mts';

// workflows/leads-hub.json when many leads come at once: none is lost or comes twice. Some come in two deliveries at the same
// moment. How long after a delivery the next step has its lead is written down, since that depends on the machine.

jest.setTimeout(900_000);

const LEADS = Number(process.env.LEADS ?? 200);
const DELIVERIES = Number(process.env.DELIVERIES ?? 155);
/** Deliveries that wait for their answer at one moment. */
const AT_ONCE = Number(process.env.AT_ONCE ?? 10);

const node = (name: string, type: string, typeVersion: number, parameters: object): WorkflowNode =>
	({
		id: name,
		name,
		type: `n8n-nodes-base.${type}`,
		typeVersion,
		position: [0, 0],
		parameters,
	}) as unknown as WorkflowNode;
const byId = (id: string) => ({ __rl: true, mode: 'id', value: id });
const columns = { lead_id: 'string', at: 'number' } as const;

/** The workflow of the form, which writes down when it began with a lead. */
async function ofTheForm(bench: Workbench): Promise<string> {
	const value = { lead_id: '={{ $json.lead_id }}', at: '={{ $now.toMillis() }}' };
	const schema = Object.entries(columns).map(([id, type]) => ({
		id,
		displayName: id,
		type,
		required: false,
		defaultMatch: false,
	}));
	const id = await bench.bringWorkflow({
		name: 'Newsletter leads',
		nodes: [
			node('Start', 'executeWorkflowTrigger', 1.1, { inputSource: 'passthrough' }),
			node('Began', 'dataTable', 1, {
				resource: 'row',
				operation: 'insert',
				dataTableId: byId(await bench.createTable('Began', columns)),
				columns: { mappingMode: 'defineBelow', value, matchingColumns: [], schema },
			}),
		],
		connections: { Start: { main: [[{ node: 'Began', type: 'main', index: 0 }]] } },
	});
	await bench.activate(id).catch(() => undefined); // n8n before 2.0 runs them as they are.
	return id;
}

async function openHub(bench: Workbench): Promise<string> {
	const choices: Record<string, object> = {
		'Newsletter leads': { workflowId: byId(await ofTheForm(bench)) },
		'Read leads': { verifyToken: 'ours' },
	};
	tell(`    ${Object.keys(choices).join(', ')}: choices`);
	const hub = await bench.bring('leads-hub.json', ({ nodes, ...rest }: Workflow) => ({
		...rest,
		nodes: nodes.map((one) => ({ ...one, parameters: { ...one.parameters, ...choices[one.name] } })),
	}));
	await bench.activate(hub);
	return hub;
}

async function until(what: () => Promise<boolean>, seconds: number): Promise<boolean> {
	for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(250)) if (await what()) return true;
	return false;
}

/** Delivers all leads, so many deliveries at one moment. @returns when each lead was first sent */
async function deliverAll(bench: Workbench, leads: readonly Lead[]): Promise<Map<string, number>> {
	const { world } = bench.emulator;
	const parts = range(DELIVERIES).map((index) => leads.filter((_, place) => place % DELIVERIES === index));
	// The first lead of each fifth one comes with the next as well.
	const deliveries = parts.map((part, index) =>
		index % 5 === 1 ? [...part, ...(parts[index - 1] ?? []).slice(0, 1)] : part,
	);
	const sentAt = new Map<string, number>();
	const lanes = range(AT_ONCE).map((lane) => deliveries.filter((_, place) => place % AT_ONCE === lane));
	await Promise.all(
		lanes.map(async (lane) => {
			for (const part of lane) {
				const body = bodyOf({ url: '', verifyToken: '', ids: 'bare' }, world, part);
				for (const { id } of part) if (!sentAt.has(id)) sentAt.set(id, Date.now());
				const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signatureOf(body) };
				const { status } = await fetch(`${bench.url}/webhook/meta-leads`, { method: 'POST', headers, body });
				expect(status).toBe(200);
			}
		}),
	);
	return sentAt;
}

describe.each([0, 2])('a burst of leads with %i workers', (workers) => {
	let bench: Workbench;
	beforeAll(async () => {
		bench = await Workbench.open({ own: true, workers });
	});
	afterAll(async () => await bench?.close());

	test(`${LEADS} leads in ${DELIVERIES} deliveries, ${AT_ONCE} at a time: each goes on once`, async () => {
		const hub = await openHub(bench);
		const question = `${bench.url}/webhook/meta-leads?hub.mode=subscribe&hub.challenge=7&hub.verify_token=ours`;
		expect(await until(async () => (await fetch(question)).ok, 60)).toBe(true);
		const come = (count: number) =>
			range(count).map((index) =>
				addLead(bench.emulator.world, {
					form: LEAD_FORMS.usdNewsletter,
					answers: [{ name: 'email', values: [`lead${index}@example.com`] }],
				}),
			);
		// The first is slow, since n8n loads what it needs.
		await deliverAll(bench, come(1));
		expect(await until(async () => (await bench.tableRows('Began')).length === 1, 60)).toBe(true);
		const leads = come(LEADS);
		const sentAt = await deliverAll(bench, leads);
		const answered = Date.now();
		const isOver = async () => (await bench.count(hub, ['running', 'new'])) === 0;
		await until(async () => (await isOver()) && (await bench.tableRows('Began')).length > LEADS, 240);
		const began = (await bench.tableRows('Began'))
			.slice(1)
			.map((row) => ({ id: String(row.lead_id), at: Number(row.at) }));
		const delays = sortBy(began.map(({ id, at }) => at - (sentAt.get(id) ?? Number.NaN)));
		const [median, worst] = [delays[Math.floor(delays.length / 2)] ?? Infinity, delays.at(-1) ?? Infinity];
		const twice = Object.values(countBy(began, 'id')).filter((times) => times > 1).length;
		const lost = leads.filter(({ id }) => !began.some((one) => one.id === id)).length;
		tell(
			`${workers} workers, ${LEADS} leads in ${DELIVERIES} deliveries, ${AT_ONCE} at a time, all answered after ` +
				`${answered - Math.min(...sentAt.values())} ms: the next step began after ${median} ms (median), ${worst} ms at worst; ${lost} lost, ${twice} twice`,
		);
		expect([lost, twice]).toEqual([0, 0]);
	});
});
