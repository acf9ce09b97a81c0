import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Workflow } from '../../../demo/n8n/workflowFile.mts';
import { PIXELS } from '../../../emulator/world/seedIds.mts';
import { Workbench, type Outcome } from '../browser/workbench.mts';
import { sha256 } from '../outside/crm.mts';
import { openHubSpot, type HubSpot } from '../outside/hubspot.mts';
import { openShopify, shopifyOrder, type Shopify } from '../outside/shopify.mts';
import { tell } from '../places/installation.mts';

jest.setTimeout(240_000);

/** The three workflows that send events, in a real n8n: what (emulated) Meta's dataset holds after each run. */

let bench: Workbench;
let hubspot: HubSpot;
let shop: Shopify;

beforeAll(async () => {
	[hubspot, shop] = await Promise.all([openHubSpot(), openShopify()]);
	bench = await Workbench.open({ hosts: { 'api.hubapi.com': hubspot.url, [shop.host]: shop.url } });
	await bench.credential('hubspotAppToken', hubspot.credential);
	await bench.credential('shopifyAccessTokenApi', shop.credential);
});

afterAll(async () => {
	await bench?.close();
	await Promise.all([hubspot?.close(), shop?.close()]);
});

beforeEach(() => bench.emulator.control.reset());

const received = () => bench.emulator.world.events.of(PIXELS.usd).map(({ event }) => event as Record<string, never>);
const named = () => received().map(({ event_name: name, event_id: id }) => [name, id]);
const hoursAgo = (hours: number): number => Date.now() - hours * 3_600_000;

async function ends(run: Promise<Outcome>): Promise<Outcome> {
	const outcome = await run;
	expect([outcome.status, outcome.error]).toEqual(['success', undefined]);
	return outcome;
}

/** Why rows were not sent, in the order of the rows. */
const reasons = (outcome: Outcome, step: string): unknown[] =>
	outcome.rows(step, 1).flatMap(({ problem }) => (typeof problem === 'string' ? [problem] : []));

/** Nothing of a person in plain, neither at Meta nor in the rows. */
function isKept(outcome: Outcome, step: string): void {
	expect(JSON.stringify([received(), outcome.rows(step), bench.emulator.log])).not.toMatch(
		/okapi|quagga@|example\.com/i,
	);
}

test('crm-stages-to-meta.json: each stage once, skipped ones with it, who has not agreed not at all', async () => {
	const lead = (n: number, more: Record<string, string>): Record<string, string> => ({
		email: `okapi.${n}@example.com`,
		meta_lead_id: String(1_234_567_890_123_000 + n),
		marketing_consent: 'true',
		lifecyclestage: 'lead',
		hs_lifecyclestage_lead_date: String(hoursAgo(20)),
		...more,
	});
	hubspot.contacts.splice(0, Infinity, lead(1, {}), lead(2, {}), lead(3, { marketing_consent: 'false' }));
	const workflow = await bench.bring('crm-stages-to-meta.json');
	const morning = async () => await ends(bench.run(workflow, 'Every morning'));
	const first = await morning();
	expect(received().map(({ event_name: name, user_data: data }) => [name, data['lead_id']])).toEqual([
		['Lead', '1234567890123001'],
		['Lead', '1234567890123002'],
	]);
	isKept(first, 'Send lead stages');
	hubspot.contacts[0] = lead(1, { lifecyclestage: 'customer', hs_lifecyclestage_customer_date: String(hoursAgo(1)) });
	await morning();
	await morning();
	expect(received().map(({ event_name: name }) => name)).toEqual([
		...['Lead', 'Lead', 'Marketing qualified', 'Sales qualified', 'Opportunity', 'Customer'],
	]);
	expect(received()[2]).toMatchObject({
		action_source: 'system_generated',
		custom_data: { event_source: 'crm', lead_event_source: 'HubSpot' },
	});
});

test('orders-to-meta.json: each paid order once, with what the shop knows of the visitor; no unpaid, cancelled or test order', async () => {
	const time = hoursAgo(2);
	const at = new Date(time).toISOString();
	shop.orders.splice(
		0,
		Infinity,
		shopifyOrder(1001, at),
		shopifyOrder(1002, at, { buyer_accepts_marketing: false }),
		shopifyOrder(1004, at, { financial_status: 'pending' }),
		shopifyOrder(1005, at, { cancelled_at: at, cancel_reason: 'customer' }),
		shopifyOrder(1006, at, { test: true }),
	);
	const workflow = await bench.bring('orders-to-meta.json');
	const first = await ends(bench.run(workflow, 'Every hour'));
	isKept(first, 'Send purchases');
	expect(received()).toEqual([
		expect.objectContaining({
			event_name: 'Purchase',
			event_time: Math.floor(time / 1000),
			action_source: 'website',
			custom_data: expect.objectContaining({
				value: 41,
				currency: 'EUR',
				order_id: '1001',
				content_ids: ['77'],
				num_items: 2,
			}),
			user_data: expect.objectContaining({
				em: [sha256('okapi.1001@example.com')],
				client_ip_address: '8.8.4.4',
				client_user_agent: 'Mozilla/5.0 (X11; Linux)',
				fbc: expect.stringMatching(/^fb\.1\.\d{13}\.IwAR1AbCdEfGhIjK$/),
			}),
		}),
	]);
	expect(reasons(first, 'Send purchases')).toEqual([
		'has not given consent',
		'The order is not paid, says the column financial_status',
		'The order is cancelled or lost, says the column cancelled_at',
		'The order is a test, says the column test',
	]);
	shop.orders.push(shopifyOrder(1003, at));
	await ends(bench.run(workflow, 'Every hour'));
	expect(named()).toHaveLength(2);
});

test('store-sales-to-meta.json: the till’s file, every night the same, each sale once', async () => {
	const day = new Date(hoursAgo(30 * 24));
	const date = `${day.getUTCMonth() + 1}/${day.getUTCDate()}/${day.getUTCFullYear()} 10:15 AM`;
	const lines = [
		'receipt_number,date,total,currency,email,phone,consent',
		`R-1,${date},"20,50",USD,okapi.1@example.com,,yes`,
		`R-2,${date},12.00,,okapi.2@example.com,(555) 201-1002,yes`,
		`R-3,${date},7.00,USD,okapi.3@example.com,,no`,
		`R-4,${date},,USD,okapi.4@example.com,,yes`,
	];
	await mkdir(join(bench.files, 'till'), { recursive: true });
	await writeFile(join(bench.files, 'till', 'sales.csv'), `${lines.join('\n')}\n`);
	const adapted = (workflow: Workflow): Workflow => {
		tell(`    the till's folder is ${bench.files}`);
		return JSON.parse(
			JSON.stringify(workflow).replace('/home/node/.n8n-files/till', join(bench.files, 'till')),
		) as Workflow;
	};
	const workflow = await bench.bring('store-sales-to-meta.json', adapted);
	const first = await ends(bench.run(workflow, 'Every night'));
	isKept(first, 'Send sales');
	expect(
		received().map(({ action_source: source, custom_data: data }) => [
			source,
			data['order_id'],
			data['value'],
			data['currency'],
		]),
	).toEqual([
		['physical_store', 'R-1', 20.5, 'USD'],
		['physical_store', 'R-2', 12, 'USD'],
	]);
	await ends(bench.run(workflow, 'Every night'));
	expect(named()).toHaveLength(2);
});
