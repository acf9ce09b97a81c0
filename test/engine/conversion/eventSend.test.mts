import { saying } from '../../support/consent/answered.mts';
import type { IDataObject } from 'n8n-workflow';

import { PIXELS } from '../../../emulator/world/seedIds.mts';
import { pairs } from '../support/campaigns.mts';
import { hashed, order, useConversionBench } from '../support/conversions.mts';
import { byId } from '../support/harness.mts';
import { processedData } from '../support/processedData.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useConversionBench();
const verdicts = (result: { outputs: Array<Array<{ json: { row?: unknown; verdict?: unknown } }>> }): string[] =>
	result.outputs
		.flat()
		.sort(({ json: one }, { json: other }) => Number(one.row) - Number(other.row))
		.map(({ json }) => String(json.verdict));
const requests = () => bench.sent().filter(({ path }) => path.endsWith('/events'));

describe('event: send', () => {
	it('sends one website purchase, hashed, and tells what became of it', async () => {
		const time = bench.now() - 60;
		const result = await bench.send([order(1, time)]);
		expect(result.error).toBeUndefined();
		expect(bench.received().map(({ event }) => event)).toEqual([
			{
				event_name: 'Purchase',
				event_time: time,
				event_id: expect.stringMatching(/^[0-9a-f]{32}$/),
				action_source: 'website',
				user_data: { em: [hashed('buyer1@example.com')] },
				custom_data: { value: 20.5, currency: 'EUR', order_id: 'A-1' },
			},
		]);
		expect(result.rows).toEqual([
			expect.objectContaining({
				row: 1,
				verdict: 'sent',
				problem: null,
				hint: 'Meta also wants the visitor’s user agent and the page’s URL of website events',
				eventName: 'Purchase',
				keys: 'em',
				testEventCode: null,
				datasetId: PIXELS.usd,
			}),
		]);
		expect(pairs(result)).toEqual([{ item: 0 }]);
		expect(JSON.stringify(result.outputs)).not.toMatch(/[0-9a-f]{64}|@example/i);
	});

	it('the same rows tomorrow are sent before', async () => {
		const items = [order(1, bench.now() - 60), order(2, bench.now() - 6.5 * 86_400)];
		expect(verdicts(await bench.send(items))).toEqual(['sent', 'sent']);
		expect(verdicts(await bench.send(items))).toEqual(['sentBefore', 'sentBefore']);
		expect(bench.received()).toHaveLength(2);
	});

	it('each bad row is left out with its reason, and the others go', async () => {
		const now = bench.now();
		const bad: Array<[item: object, says: RegExp]> = [
			[order(1, now - 8 * 86_400), /more than 7 days ago/],
			[order(2, now + 7_200), /in the future/],
			[order(3, now, { order_date: '' }), /Event Time is blank/],
			[order(4, now, { order_date: '46355.58' }), /Event Time is a number/],
			[order(5, now, { order_date: '03/04/2026' }), /set Date Order/],
			[order(6, now, { email: '' }), /says nobody/],
			[order(7, now, { email: 'not an address' }), /says nobody.*Email is not an email address/],
			[order(8, now, { total: '1.000' }), /Value can be read in two ways/],
			[order(9, now, { total: '' }), /Value is blank/],
			[order(10, now, { total: -3 }), /below zero/],
			[order(11, now, { currency: 'Taler' }), /Currency is not/],
			[order(12, now, { currency: '' }), /Currency is blank/],
			[order(13, now, { line_items: [{ quantity: 2 }] }), /Contents entry 1 has no ID/],
			[order(14, now, { line_items: 'x'.repeat(400_000) }), /Contents are too long/],
			[
				order(15, now, {
					line_items: Array.from({ length: 900 }, (_, id) => ({ id: `product-${id}`, quantity: 1, price: 9.99 })),
				}),
				/longer than 30 kB/,
			],
			[order(16, now, { unsubscribed: true }), /has not given consent/],
		];
		const good = order(99, now);
		const result = await bench.send([...bad.map(([item]) => item as never), good]);
		expect(result.error).toBeUndefined();
		expect(result.outputs[1].map(({ json }) => json.problem)).toEqual(
			bad.map(([, says]) => expect.stringMatching(says)),
		);
		expect(result.rows.map(({ row, verdict }) => [row, verdict])).toEqual([[bad.length + 1, 'sent']]);
		expect(requests()).toHaveLength(1);
		expect(JSON.stringify(result.outputs)).not.toMatch(/not an address@|buyer\d+@/i);
	});

	it('what people write is read: milliseconds, 20,50 €, names of currencies, hashes, a zero, raw beside hashed', async () => {
		const now = bench.now();
		const mary = hashed('mary@example.com');
		await bench.send([
			order(1, now, { order_date: String(now * 1000), total: '20,50 €', currency: '' }),
			order(2, now, { currency: 'Schweizer Franken', total: 0 }),
			order(3, now, { email: mary.toUpperCase(), hashed_email: 'Mary@Example.com' }),
		]);
		const [first, second, third] = bench
			.received()
			.map(({ event }) => event as never as Record<string, Record<string, unknown>>);
		expect([first.event_time, first.custom_data]).toEqual([now, { value: 20.5, currency: 'EUR', order_id: 'A-1' }]);
		expect(second.custom_data).toMatchObject({ value: 0, currency: 'CHF' });
		expect(third.user_data).toEqual({ em: [mary] });
	});

	it('a person’s no in one row keeps out the same person in another, whatever the switch says', async () => {
		const now = bench.now();
		const result = await bench.send([
			order(1, now),
			order(1, now, { order_id: 'B', email_opt_out: 'yes' }),
			order(2, now),
		]);
		expect(verdicts(result)).toEqual(['leftOut', 'leftOut', 'sent']);
		expect(result.outputs[1][0].json.problem).toBe('the same person has said no in another item');
	});

	it('consent in a column: only a yes is sent, and a run without such a column refuses', async () => {
		const now = bench.now();
		const consent = { consent: 'column', ...saying({ columns: 'ads_ok', says: 'optIn' }) };
		const items = ['yes', 'no', '', 'maybe'].map((ads_ok, n) => order(n, now, { ads_ok }));
		expect(verdicts(await bench.send(items, consent))).toEqual(['sent', 'leftOut', 'leftOut', 'leftOut']);
		const { error } = await bench.send([order(9, now)], { consent: 'column' });
		expect(error?.message).toMatch(/no consent column was found$/);
		expect(bench.received()).toHaveLength(1);
	});

	it('an opt-out column that the form names: a yes is left out, and a wrong name is refused', async () => {
		const now = bench.now();
		const items = ['yes', 'no', ''].map((brief, n) => order(n, now, { brief }));
		const named = (columns: string): IDataObject => ({ consent: 'everybody', ...saying({ columns, says: 'optOut' }) });
		expect((await bench.send(items, named('brif'))).error?.message).toBe(
			'What Columns Say names a column that no row has',
		);
		expect(bench.received()).toEqual([]);
		expect(verdicts(await bench.send(items, named('brief')))).toEqual(['leftOut', 'sent', 'sent']);
	});

	it('a refused request is halved until the bad row is known, and the others are sent', async () => {
		const now = bench.now();
		const deleted = '1234567890123456';
		bench.emulator.world.events.deletedLeads.add(deleted);
		bench.emulator.world.events.language = 'de';
		const items = Array.from({ length: 1_000 }, (_, n) => order(n, now, n === 617 ? { meta_lead_id: deleted } : {}));
		const result = await bench.send(items);
		expect(result.outputs[1].map(({ json }) => [json.row, json.verdict])).toEqual([[618, 'refused']]);
		expect(result.outputs[1][0].json.problem).toMatch(/^A lead ID is not valid, or the lead was deleted\./);
		expect(bench.received()).toHaveLength(999);
		expect(requests().length).toBeLessThanOrEqual(1 + 11);
		expect(verdicts(await bench.send(items.slice(610, 620)))).toEqual([
			...Array<string>(7).fill('sentBefore'),
			'refused',
			...Array<string>(2).fill('sentBefore'),
		]);
	});

	it('a lost answer is unknown, and sent again only when somebody asks for it, under the same ID', async () => {
		const item = order(1, bench.now());
		bench.emulator.control.addFault({
			match: { path: `${PIXELS.usd}/events`, times: 1 },
			fault: { kind: 'reset', applied: true },
		});
		const result = await bench.send([item]);
		expect(verdicts(result)).toEqual(['unknown']);
		expect(verdicts(await bench.send([item]))).toEqual(['unknown']);
		const [{ event }] = bench.received();
		expect(verdicts(await bench.send([item], { options: { sendAgain: 'unknown' } }))).toEqual(['sent']);
		expect(bench.received().map(({ event: { event_id: id } }) => id)).toEqual([event.event_id, event.event_id]);
		expect(verdicts(await bench.send([item]))).toEqual(['sentBefore']);
	});

	it('two rows of one event are one, and an ID of the shop’s pixel is kept', async () => {
		const now = bench.now();
		const result = await bench.send([order(1, now), order(1, now + 0), order(2, now, { event_id: 'shop-77' })]);
		expect(verdicts(result)).toEqual(['sent', 'leftOut', 'sent']);
		expect(bench.received()[1].event.event_id).toBe('shop-77');
	});

	it('an ID of its own is one event under each name and in each dataset', async () => {
		const item = order(1, bench.now(), { event_id: 'shop-78', event: 'Purchase' });
		const named = { eventName: 'custom', ownEventName: '={{ $json.event }}' };
		const both = await bench.send([item, { ...item, event: 'Refund' }], named);
		expect(verdicts(both)).toEqual(['sent', 'sent']);
		expect(verdicts(await bench.send([{ ...item, event: 'Exchange' }], named))).toEqual(['sent']);
		expect(verdicts(await bench.send([item], { ...named, dataset: byId(PIXELS.usdSecond) }))).toEqual(['sent']);
		expect(verdicts(await bench.send([item], named))).toEqual(['sentBefore']);
		expect(bench.received().map(({ event }) => event.event_name)).toEqual(['Purchase', 'Refund', 'Exchange']);
	});

	it('a test event code is told by each row and refused by a run that starts by itself', async () => {
		const options = { testEventCode: 'TEST123' };
		const manual = await bench.send([order(1, bench.now())], { options });
		expect(manual.rows[0].testEventCode).toBe('TEST123');
		expect(bench.received()[0].testEventCode).toBe('TEST123');
		const active = await bench.send([order(2, bench.now())], { options }, { mode: 'trigger' });
		expect(active.error?.message).toMatch(/Test Event Code is set in a workflow that runs by itself/);
		expect(bench.received()).toHaveLength(1);
	});

	it('a dry run and a tool check everything and send nothing', async () => {
		const items = [order(1, bench.now()), order(2, 0)];
		expect(verdicts(await bench.send(items, { options: { dryRun: true } }))).toEqual(['checked', 'leftOut']);
		const tool = await bench.send(items, {}, { node: 'metaConversionsTool' });
		expect(tool.rows.map(({ verdict }) => verdict)).toEqual(['checked', 'leftOut']);
		expect(requests()).toEqual([]);
		expect(verdicts(await bench.send([items[0]]))).toEqual(['sent']);
	});

	it('a token without rights fails the items and claims none of their events', async () => {
		const item = order(1, bench.now());
		const { error } = await bench.send([item], {}, { bearer: 'EMULATOR-READ-ONLY' });
		expect(error?.message).toMatch(/token/i);
		const foreign = await bench.send([item], { dataset: byId(PIXELS.foreign) });
		expect(foreign.error?.message).toMatch(/No such object/);
		expect(verdicts(await bench.send([item]))).toEqual(['sent']);
	});

	it('a token that may only send needs no ad account while times have their zone', async () => {
		const sender = { bearer: 'EMULATOR-SEND-ONLY' };
		expect(verdicts(await bench.send([order(1, bench.now())], {}, sender))).toEqual(['sent']);
		const day = new Date(bench.now() * 1000).toISOString().slice(0, 10);
		const zoneless = order(2, 0, { order_date: `${day} 00:00` });
		const zone = { timeZone: 'other', zone: 'Pacific/Auckland' };
		expect(verdicts(await bench.send([zoneless], zone, sender))).toEqual(['sent']);
	});

	it('times without a zone are the ad account’s, never n8n’s', async () => {
		const now = bench.now();
		const inNewYork = new Date(now * 1000).toLocaleString('sv', { timeZone: 'America/New_York' });
		await bench.send([
			order(1, 0, { order_date: inNewYork }),
			order(2, 0, { order_date: undefined, date_created_gmt: new Date(now * 1000).toISOString().slice(0, 19) }),
		]);
		expect(bench.received().map(({ event }) => event.event_time)).toEqual([now, now]);
	});

	it('a store’s sale may be 60 days old; a chat needs its IDs; an app its device', async () => {
		const old = order(1, bench.now() - 60 * 86_400);
		expect(verdicts(await bench.send([old], { source: 'physical_store' }))).toEqual(['sent']);
		const chat = { source: 'business_messaging', messagingChannel: 'whatsapp' };
		const ids = { whatsapp_business_account_id: '123456789012345', ctwa_clid: 'ARAkLkA8rmlFeiCktEJQ' };
		expect(verdicts(await bench.send([order(2, bench.now(), ids), order(3, bench.now())], chat))).toEqual([
			'sent',
			'leftOut',
		]);
		const extinfo = ['i2', '', '', '', '17.1', ...Array<string>(11).fill('')];
		const app = { source: 'app' };
		expect(verdicts(await bench.send([order(4, bench.now(), { extinfo }), order(5, bench.now())], app))).toEqual([
			'sent',
			'leftOut',
		]);
		expect(bench.received().map(({ event }) => event.action_source)).toEqual([
			'physical_store',
			'business_messaging',
			'app',
		]);
	});

	it('a click ID becomes fbc with its case kept, and addresses lose what a person filled in', async () => {
		const now = bench.now();
		const visitor = {
			browser_ip: '8.8.4.4',
			client_details: { user_agent: 'Mozilla/5.0 (X11)' },
			landing_site: '/?fbclid=IwAR2AbCdEf_Gh-1',
		};
		await bench.send([
			order(1, now, { ...visitor, event_source_url: 'https://shop.example/thanks?email=a%40b.example&step=2' }),
		]);
		expect(bench.received()[0].event).toMatchObject({
			event_source_url: 'https://shop.example/thanks?step=2',
			user_data: {
				fbc: `fb.1.${now * 1000}.IwAR2AbCdEf_Gh-1`,
				client_ip_address: '8.8.4.4',
				client_user_agent: 'Mozilla/5.0 (X11)',
			},
		});
	});

	it('nearly standard names are refused, and columns that name nobody or no time end the run', async () => {
		const item = order(1, bench.now());
		const named = await bench.send([item], { eventName: 'custom', ownEventName: 'purchase' });
		expect(named.outputs[1][0].json.problem).toMatch(/nearly “Purchase”/);
		expect((await bench.send([{ total: 3 }])).error?.message).toMatch(/^Columns name nobody/);
		expect((await bench.send([{ email: 'a@b.example' }])).error?.message).toMatch(/^Columns have no Event Time/);
	});

	it('limited data use by a column or for all, with the state where no address is known', async () => {
		const now = bench.now();
		const options = { limitedDataUse: true };
		const result = await bench.send([order(1, now, { state: 'California' }), order(2, now)], { options });
		expect(verdicts(result)).toEqual(['sent', 'leftOut']);
		expect(bench.received()[0].event).toMatchObject({
			data_processing_options: ['LDU'],
			data_processing_options_country: 1,
			data_processing_options_state: 1000,
		});
	});

	it('totals for large runs: one item, and those not sent', async () => {
		const items = [...Array.from({ length: 2_500 }, (_, n) => order(n, bench.now())), order(9_999, 0)];
		const { rows, outputs } = await bench.send(items, { result: 'totals' });
		expect(rows).toEqual([
			expect.objectContaining({
				events: 2_501,
				sent: 2_500,
				leftOut: 1,
				recognisedColumns: expect.stringContaining('order_date → Event Time'),
			}),
		]);
		expect(outputs[1]).toHaveLength(1);
		expect(requests()).toHaveLength(3);
	});
});

describe('event: send, stages of a CRM', () => {
	const stages = {
		rows: [
			{ name: 'Lead', crmValues: 'lead', timeColumn: 'properties.lead_date' },
			{ name: 'Qualified', crmValues: 'mql, sql', timeColumn: 'properties.mql_date' },
			{ name: 'Customer', crmValues: 'customer', timeColumn: 'properties.customer_date' },
		],
	};
	const crm = { source: 'crm', crmName: 'HubSpot', stages };
	const began = Math.floor(Date.now() / 1000);
	const at = (seconds: number): string => String((began - seconds) * 1000);

	it('sends each stage once, the raw lead first, skipped ones with the next time that is known', async () => {
		const lead = {
			properties: {
				email: 'Lead@Example.com',
				leadgen_id: '1234567890123456',
				lifecyclestage: 'lead',
				lead_date: at(9_000),
			},
		};
		expect(verdicts(await bench.send([lead], crm))).toEqual(['sent']);
		const won = { properties: { ...lead.properties, lifecyclestage: 'customer', customer_date: at(60) } };
		expect(verdicts(await bench.send([won], crm))).toEqual(['sentBefore', 'sent', 'sent']);
		const events = bench.received().map(({ event }) => event);
		expect(events.map(({ event_name: name, event_time: time }) => [name, Number(time) - began])).toEqual([
			['Lead', -9_000],
			['Qualified', -60],
			['Customer', -60],
		]);
		expect(events[2]).toMatchObject({
			action_source: 'system_generated',
			user_data: { lead_id: '1234567890123456', em: [hashed('lead@example.com')] },
			custom_data: { event_source: 'crm', lead_event_source: 'HubSpot' },
		});
	});

	it('is sent once, also when the CRM learns more of the person later', async () => {
		const lead = { email: 'lead@example.com', stage: 'Qualified', event_time: at(60) };
		const later = [
			{},
			{ phone: '+49 170 1234567' },
			{ customer_id: 'C-1' },
			{ email: 'Lead@example.com; other@example.com' },
		];
		const seen = [];
		for (const more of later) seen.push(...verdicts(await bench.send([{ ...lead, ...more }], crm)));
		expect(seen).toEqual(['sent', 'sent', ...Array(6).fill('sentBefore')]);
		const sale = { email: 'buyer@example.com', order_date: at(60), total: 5, currency: 'EUR' };
		expect(verdicts(await bench.send([sale]))).toEqual(['sent']);
		expect(verdicts(await bench.send([{ ...sale, phone: '+49 170 1234567' }]))).toEqual(['sentBefore']);
	});

	it('a stage that is none of them is left out, and without a list each item’s own stage is sent', async () => {
		const item = { email: 'lead@example.com', stage: 'Disqualified', event_time: at(60) };
		const lost = await bench.send([item], crm);
		expect(lost.outputs[1][0].json).toMatchObject({ verdict: 'leftOut', problem: 'Stage is not in Stages in Order' });
		await bench.send([item], { source: 'crm', crmName: 'Pipedrive' });
		expect(bench.received()[0].event.event_name).toBe('Disqualified');
	});
});

describe('event: send, when n8n’s own table fails', () => {
	it('nothing is sent that cannot be noted; what was sent is told all the same', async () => {
		const failing = (from: number) => {
			let writes = 0;
			processedData.onWrite = () => {
				writes += 1;
				if (writes >= from) throw new Error('database is locked');
			};
		};
		failing(1);
		const { error } = await bench.send([order(1, bench.now())]);
		expect([error?.message, requests().length]).toEqual([expect.stringMatching(/could not note/), 0]);
		processedData.clear();
		failing(5);
		const result = await bench.send([order(1, bench.now())]);
		expect([verdicts(result), result.hints.map(({ message }) => message).join(' ')]).toEqual([
			['sent'],
			expect.stringMatching(/could not save the outcome/),
		]);
		processedData.onWrite = () => undefined;
		expect(verdicts(await bench.send([order(1, bench.now())]))).toEqual([expect.stringMatching(/unknown|sentBefore/)]);
		expect(bench.received()).toHaveLength(1);
	});
});
