import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { PIXELS } from '../../../emulator/world/seedIds.mts';
import { order, useConversionBench } from '../support/conversions.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/**
 * Every reason that is known for which Meta refuses an event (Meta: conversions-api pages, and answers pasted into public
 * issues of RudderStack and others): a row that has one is left out here, and Meta never sees it. What nobody but Meta can
 * know is refused by Meta, found by halving, and told by row.
 */

const bench = useConversionBench();

const DAY = 86_400;
type Make = (now: number) => readonly [item: IDataObject, form?: IDataObject];

const inChat =
	(channel: string, more: IDataObject, form: IDataObject = {}): Make =>
	(now) => [order(1, now, more), { source: 'business_messaging', messagingChannel: channel, ...form }];
const WHATSAPP = { whatsapp_business_account_id: '123456789012345', ctwa_clid: 'ARAkLkA8rmlFeiCktEJQ' };

/** Reasons that a row shows, with one row of each. */
const checkedHere: Record<number, Make> = {
	2804003: (now) => [order(1, now - 8 * DAY)],
	2804004: (now) => [order(1, now + 7_200)],
	2804008: (now) => [order(1, now, { line_items: [{ quantity: 1 }] })],
	2804009: (now) => [order(1, now, { total: '' })],
	2804010: (now) => [order(1, now, { currency: '' })],
	2804016: (now) => [order(1, now, { total: 'a lot' })],
	2804019: (now) => [order(1, now), { eventName: 'custom', ownEventName: '={{ "" }}' }],
	2804023: (now) => [order(1, now, { currency: '' }), { eventName: 'Lead' }],
	2804043: (now) => [order(1, now, { extinfo: ['i2'] }), { source: 'app' }],
	2804050: (now) => [order(1, now, { email: '', city: 'Bonn', country: 'DE' })],
	2804063: inChat('', WHATSAPP),
	2804064: inChat('whatsapp', { ...WHATSAPP, page_url: 'https://shop.example/x' }),
	2804066: inChat('whatsapp', WHATSAPP, { eventName: 'AddToWishlist' }),
	2804069: inChat('messenger', { page_scoped_user_id: '1234567890' }),
	2804079: inChat('instagram', { ig_sid: '1234567890' }),
	2804087: inChat('whatsapp', { ...WHATSAPP, ctwa_clid: 'a b' }),
	2804116: inChat('whatsapp', { ctwa_clid: WHATSAPP.ctwa_clid }),
};

/** Reasons that only Meta knows: a lead that was deleted, whose dataset a page's or an account's is; and those without a known text. */
const onlyMeta = [2804036, 2804117, 2804118, 2804131, 2804132, 2804001, 2804007, 2804017, 2804048];

const refusedEvents = () => bench.sent().filter(({ path, status }) => path.endsWith('/events') && status >= 400);

describe('a reason that a row shows', () => {
	it.each(Object.entries(checkedHere))('%s never reaches Meta', async (subcode, make) => {
		const [item, form = {}] = make(bench.now());
		const { outputs, error } = await bench.send([item], form, { onError: 'continueErrorOutput' });
		expect(refusedEvents()).toEqual([]);
		const rows = outputs.flat().map(({ json }) => json);
		// An address that a chat may not have is left away, and the event goes.
		if (subcode === '2804064') return expect(rows).toEqual([expect.objectContaining({ verdict: 'sent' })]);
		expect(bench.received()).toEqual([]);
		const isSaid = error !== undefined || rows.some(({ problem, error: failed }) => Boolean(problem ?? failed));
		expect(isSaid).toBe(true);
	});
});

describe('a reason that only Meta knows', () => {
	it.each(onlyMeta)('%i is reported by row, and the others are sent', async (subcode) => {
		const now = bench.now();
		const bad = '123456789012345';
		const items = [1, 2, 3, 4].map((n) => order(n, now, n === 3 ? { lead_id: bad } : {}));
		if (subcode === 2804036) bench.emulator.world.events.deletedLeads.add(bad);
		else {
			const match = { path: `${PIXELS.usd}/events` };
			// Every request that holds the third event is refused: all of them, and the third alone.
			for (const nth of [1, 3])
				bench.emulator.control.addFault({ match: { ...match, nth }, fault: { kind: 'graph', code: 100, subcode } });
		}
		const { outputs } = await bench.send(items);
		const verdicts = outputs
			.flat()
			.map(({ json }) => [json.row, json.verdict, json.problem])
			.sort(([one], [other]) => Number(one) - Number(other));
		expect(verdicts.map(([, verdict]) => verdict)).toEqual(['sent', 'sent', 'refused', 'sent']);
		expect(String(verdicts[2]?.[2])).not.toBe('');
		expect(bench.received()).toHaveLength(3);
	});

	it('is asked for by place where Meta’s text names the event', async () => {
		const match = { path: `${PIXELS.usd}/events` };
		const named = (index: number) => `Unexpected key "x" on param "$['data'][${index}]".`;
		for (const [nth, message] of [[1, named(70)] as const, [3, named(0)] as const])
			bench.emulator.control.addFault({ match: { ...match, nth }, fault: { kind: 'graph', code: 100, message } });
		const items = Array.from({ length: 100 }, (_, n) => order(n, bench.now()));
		const { outputs } = await bench.send(items);
		expect(outputs[1].map(({ json }) => [json.row, json.verdict])).toEqual([[71, 'refused']]);
		expect(bench.received()).toHaveLength(99);
		// All, those before it, it alone, those behind it.
		expect(bench.sent().filter(({ path }) => path.endsWith('/events'))).toHaveLength(4);
	});
});

it('no matter what stands in the cells, and wherever it happened, Meta refuses none of them', async () => {
	const cell = fc.oneof(
		fc.string(),
		fc.double(),
		fc.constantFrom(
			null,
			'',
			0,
			-1,
			true,
			[],
			[{}],
			'1e999',
			'20,50',
			'EUR',
			'eur',
			'euro',
			'l:123456789012345',
			'DE',
			'a b',
			'i2',
		),
		fc.constantFrom('123456789012345', 'ARAkLkA8rmlFeiCktEJQ', 'mary@example.com', '+49 170 1234567', { id: 'cup' }),
		fc.array(fc.oneof(fc.string(), fc.record({ id: fc.string(), quantity: fc.integer(), price: fc.double() })), {
			maxLength: 3,
		}),
	);
	const names =
		'email phone first_name gender country city zip birth_date lead_id order_id event_id order_date total currency line_items fbclid fbc fbp ip user_agent page_url page_id page_scoped_user_id ig_account_id ig_sid wabaid ctwa_clid extinfo external_id'.split(
			' ',
		);
	const sources = [
		'website',
		'app',
		'chat',
		'email',
		'phone_call',
		'physical_store',
		'system_generated',
		'business_messaging',
		'other',
		'crm',
	];
	const own = fc.option(
		fc.constantFrom('{"content_category":"x"}', '{"predicted_ltv":5}', '{"value":"x"}', '{"contents":[{}]}'),
	);
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.dictionary(fc.constantFrom(...names), cell), { minLength: 1, maxLength: 6 }),
			fc.constantFrom(...sources),
			fc.constantFrom('messenger', 'instagram', 'whatsapp'),
			fc.constantFrom('Purchase', 'Lead', 'LeadSubmitted'),
			own,
			async (strange, source, messagingChannel, eventName, customData) => {
				bench.emulator.log.length = 0;
				const items = strange.map(
					(more, n) => JSON.parse(JSON.stringify(order(n, bench.now(), more as IDataObject))) as IDataObject,
				);
				const options = customData === null ? {} : { customData };
				const form = { source, messagingChannel, eventName, options, ...(source === 'crm' ? { crmName: 'CRM' } : {}) };
				await bench.send(items, form, { onError: 'continueErrorOutput' });
				const said = refusedEvents().map(({ status, params }) => [status, params.data?.slice(0, 300)]);
				expect(said).toEqual([]);
			},
		),
		{ numRuns: 60 },
	);
}, 180_000);
