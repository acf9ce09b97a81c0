import { createHash } from 'node:crypto';
import { ACCOUNTS, CUSTOM_CONVERSIONS, PIXELS } from '../../../../emulator/world/seedIds.mts';
import { TOKENS } from '../../../../emulator/world/tokens.mts';
import { codes, graphClient, useEmulator } from '../calls/client.mts';

const used = useEmulator();
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const now = (): number => Math.floor(used.emulator.world.clock.now() / 1000);
const DAY = 86_400;

const event = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
	event_name: 'Purchase',
	event_time: now() - 60,
	action_source: 'website',
	user_data: { em: [hash('mary@example.com')] },
	custom_data: { value: 20.5, currency: 'EUR' },
	...more,
});
const send = async (...events: unknown[]) => await used.graph.post(`${PIXELS.usd}/events`, { data: events });
const kept = () => used.emulator.world.events.of(PIXELS.usd);

describe('events', () => {
	it('takes up to a thousand and keeps them; a repeat by the server is a second event', async () => {
		const { status, body } = await send(event({ event_id: 'a' }), event({ event_id: 'b' }));
		expect([status, body]).toEqual([200, { events_received: 2, messages: [], fbtrace_id: expect.any(String) }]);
		await send(event({ event_id: 'a' }));
		expect(kept()).toHaveLength(3);
		expect(codes(await send(...Array.from({ length: 1_001 }, () => event())))).toBe('100/-');
		expect(kept()).toHaveLength(3);
	});

	it('one bad event refuses all of them, and the answer tells its number only where Meta’s text does', async () => {
		const answer = await send(event(), event({ user_data: undefined }), event());
		expect(codes(answer)).toBe('100/2804019');
		expect(answer.body.error).toMatchObject({
			error_user_msg: "The parameter $['data'][1]['user_data'] is required",
			is_transient: false,
		});
		expect(kept()).toEqual([]);
	});

	it.each<[string, Record<string, unknown>, number]>([
		['older than seven days', { event_time: -7 * DAY - 60 }, 2804003],
		['ahead', { event_time: 3_600 }, 2804004],
		['nobody', { user_data: { client_user_agent: 'Mozilla', country: hash('us') } }, 2804050],
		['a first name and a gender', { user_data: { fn: hash('mary'), ge: hash('f') } }, 2804050],
		['an address in plain', { user_data: { em: 'mary@example.com' } }, 2804050],
		['a lead of nine digits', { user_data: { lead_id: '123456789' } }, 2804036],
		['no value', { custom_data: { currency: 'EUR' } }, 2804009],
		['no currency', { custom_data: { value: 1 } }, 2804010],
		['a value without a currency', { event_name: 'Lead', custom_data: { value: 1 } }, 2804023],
		['a word for a currency', { custom_data: { value: 1, currency: 'euro' } }, 2804016],
		['contents without an ID', { custom_data: { value: 1, currency: 'EUR', contents: [{ quantity: 1 }] } }, 2804008],
		['an app without its device', { action_source: 'app' }, 2804043],
		['no channel', { action_source: 'business_messaging' }, 2804063],
		['Instagram without its account', { action_source: 'business_messaging', messaging_channel: 'instagram' }, 2804079],
	])('refuses %s', async (_, { event_time: moved, ...more }, subcode) => {
		const answer = await send(event({ ...more, ...(moved !== undefined && { event_time: now() + Number(moved) }) }));
		expect([answer.status, codes(answer)]).toEqual([400, `100/${subcode}`]);
		used.emulator.world.events.language = 'de';
		const german = await send(event({ ...more, ...(moved !== undefined && { event_time: now() + Number(moved) }) }));
		expect(codes(german)).toBe(`100/${subcode}`);
		expect(german.body.error?.error_user_msg).not.toBe(answer.body.error?.error_user_msg);
	});

	it('a store has 62 days; milliseconds are far ahead; an address and an agent are enough', async () => {
		expect((await send(event({ action_source: 'physical_store', event_time: now() - 61 * DAY }))).status).toBe(200);
		expect(codes(await send(event({ event_time: now() * 1000 })))).toBe('100/2804004');
		const visitor = { client_ip_address: '203.0.113.7', client_user_agent: 'Mozilla/5.0' };
		expect((await send(event({ user_data: visitor }))).status).toBe(200);
	});

	it('a dataset of somebody else’s is not there, and a token may lack the right to send', async () => {
		expect(codes(await used.graph.post(`${PIXELS.foreign}/events`, { data: [event()] }))).toBe('100/33');
		const reader = graphClient(used.emulator, TOKENS.readOnly);
		expect(codes(await reader.post(`${PIXELS.usd}/events`, { data: [event()] }))).toBe('200/-');
		const sender = graphClient(used.emulator, TOKENS.sendOnly);
		expect((await sender.post(`${PIXELS.usd}/events`, { data: [event()] })).status).toBe(200);
		expect(codes(await sender.post(`${PIXELS.usdSecond}/events`, { data: [event()] }))).toBe('200/-');
		expect(codes(await sender.get(`${ACCOUNTS.usd}/adspixels`, { fields: 'name' }))).toBe('200/-');
		expect(codes(await sender.get('dataset_quality', { dataset_id: PIXELS.usd }))).toBe('200/-');
	});

	it('the pixel’s copy and the server’s are one event within 48 hours', async () => {
		const browser = {
			dataset: PIXELS.usd,
			event: { event_name: 'Purchase', event_id: 'a' },
			isFromBrowser: true,
		} as const;
		used.emulator.world.events.add([{ ...browser, receivedAt: now() * 1000 }]);
		await send(event({ event_id: 'a' }), event({ event_id: 'b' }));
		expect(kept()).toHaveLength(2);
	});

	it('a test code does not keep an event from counting', async () => {
		await used.graph.post(`${PIXELS.usd}/events`, { data: [event()], test_event_code: 'TEST1' });
		expect(kept()).toEqual([expect.objectContaining({ testEventCode: 'TEST1' })]);
	});
});

describe('what datasets tell', () => {
	it('counts by the hour, and by key', async () => {
		await send(event(), event({ event_name: 'Lead', custom_data: {} }), event());
		const { body } = await used.graph.get(`${PIXELS.usd}/stats`, { aggregation: 'event' });
		expect(body.data).toEqual([
			expect.objectContaining({
				aggregation: 'event',
				data: [
					{ value: 'Purchase', count: 2 },
					{ value: 'Lead', count: 1 },
				],
			}),
		]);
		const keys = await used.graph.get(`${PIXELS.usd}/stats`, { aggregation: 'match_keys' });
		expect(keys.body.data?.[0]?.data).toEqual([{ value: 'em', count: 3 }]);
	});

	it('match quality of website events', async () => {
		await send(event(), event({ action_source: 'physical_store' }));
		const { body } = await used.graph.get('dataset_quality', { dataset_id: PIXELS.usd, fields: 'web{event_name}' });
		expect(body.web).toEqual([
			expect.objectContaining({
				event_name: 'Purchase',
				event_match_quality: {
					composite_score: 3,
					match_key_feedback: [{ identifier: 'em', coverage: { percentage: 100 } }],
				},
			}),
		]);
	});
});

describe('custom conversions', () => {
	const edge = `${ACCOUNTS.usd}/customconversions`;
	const rule = { and: [{ url: { i_contains: 'thanks' } }] };

	it('are created with a dataset and a rule, listed and renamed; nothing else changes', async () => {
		const { body } = await used.graph.post(edge, {
			name: 'Signed up',
			rule,
			event_source_id: PIXELS.usd,
			custom_event_type: 'LEAD',
		});
		expect(body).toEqual({ id: expect.any(String), is_custom_event_type_predicted: false });
		const listed = await used.graph.get(edge, { fields: 'name,custom_event_type,pixel' });
		expect(listed.body.data?.[0]).toEqual({
			id: body.id,
			name: 'Signed up',
			custom_event_type: 'LEAD',
			pixel: { id: PIXELS.usd },
		});
		await used.graph.post(String(body.id), { name: 'Joined', rule: '{}', default_conversion_value: 4 });
		const read = await used.graph.get(String(body.id), { fields: 'name,rule,default_conversion_value' });
		expect(read.body).toEqual({ id: body.id, name: 'Joined', rule: JSON.stringify(rule), default_conversion_value: 4 });
	});

	it('refuses what lacks a dataset, a rule that is none, and any change of a blocked one', async () => {
		expect((await used.graph.post(edge, { name: 'x', rule })).body.error?.message).toMatch(
			/event_source_id is required/,
		);
		expect(codes(await used.graph.post(edge, { name: 'x', rule: { url: 'x' }, event_source_id: PIXELS.usd }))).toBe(
			'100/-',
		);
		expect(codes(await used.graph.post(edge, { name: 'x', rule, event_source_id: PIXELS.eur }))).toBe('100/33');
		expect(codes(await used.graph.post(CUSTOM_CONVERSIONS.usdBlocked, { name: 'y' }))).toBe('2700000/2460004');
	});
});
