import type { IDataObject } from 'n8n-workflow';

import { order, useConversionBench } from '../support/conversions.mts';
import type { NodeResult } from '../support/harness.mts';
import { passTime } from '../support/lives/fakeTime.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** An event is a sale of somebody, on a day, for an amount. Its number alone says `sentBefore` of nothing else. */

const bench = useConversionBench();
const { send, received, now } = bench;
const DAY = 86_400;

const rowsOf = ({ outputs }: NodeResult): unknown[] =>
	outputs
		.flat()
		.sort(({ json: one }, { json: other }) => Number(one.row) - Number(other.row))
		.map(({ json }) => json.problem ?? json.verdict);
const ids = () => received().map(({ event }) => event.event_id);
const values = () => received().map(({ event }) => (event.custom_data as IDataObject).value);
const asks = expect.stringMatching(/^Another event of this order number .*set the option Source of Order Numbers/);
const other = (n: number, more: IDataObject = {}): IDataObject =>
	order(n, now(), { order_id: 'A-1', total: 99.9, ...more });

describe('an equal number', () => {
	it('with the same data is the same sale, in every later run', async () => {
		const sale = order(1, now());
		expect(rowsOf(await send([sale]))).toEqual(['sent']);
		for (let run = 0; run < 2; run++) expect(rowsOf(await send([sale]))).toEqual(['sentBefore']);
		expect(rowsOf(await send([{ ...sale, phone: '+49 170 1234567', customer_id: 'C-1' }]))).toEqual(['sentBefore']);
		expect(received()).toHaveLength(1);
	});

	it.each<[string, () => IDataObject]>([
		['another amount', () => order(1, now(), { total: 18 })],
		['another currency', () => order(1, now(), { currency: 'CHF' })],
		['another person', () => order(2, now(), { order_id: 'A-1' })],
		['another day', () => order(1, now() - 2 * DAY)],
		['all of them', () => order(2, now() - 2 * DAY, { order_id: 'A-1', total: 3 })],
	])('with %s is asked each time, and neither sent nor called sent before', async (_title, make) => {
		await send([order(1, now())]);
		for (let run = 0; run < 2; run++) {
			const result = await send([make()]);
			expect(rowsOf(result)).toEqual([asks]);
			expect(result.hints.map(({ message }) => message).join(' ')).toMatch(/have the number of another sale/);
		}
		expect(rowsOf(await send([order(1, now())]))).toEqual(['sentBefore']);
		expect(received()).toHaveLength(1);
	});

	it('of an order that was changed can be sent once more, by the option for that alone', async () => {
		await send([order(1, now())]);
		const changed = [order(1, now(), { total: 18 })];
		expect(rowsOf(await send(changed, { options: { sendAgain: 'unknown' } }))).toEqual([asks]);
		expect(rowsOf(await send(changed, { options: { sendAgain: 'all' } }))).toEqual(['sent']);
		expect(values()).toEqual([20.5, 18]);
	});

	it('twice in one file: none of the two is sent before somebody says whose number it is', async () => {
		const file = [order(1, now()), other(2)];
		expect(rowsOf(await send(file))).toEqual([
			expect.stringMatching(/is in row 2, with another amount, day or person/),
			expect.stringMatching(/is in row 1, with another amount, day or person/),
		]);
		expect(received()).toEqual([]);
		const registers = file.map((row, n) => ({ ...row, register: n + 1 }));
		expect(rowsOf(await send(registers))).toEqual(['sent', 'sent']);
		expect(new Set(ids()).size).toBe(2);
		expect(rowsOf(await send(registers))).toEqual(['sentBefore', 'sentBefore']);
	});

	it('of lines of one order with the same total is one event; with a total each, none is sent', async () => {
		const line = order(1, now());
		expect(rowsOf(await send([line, line, line]))).toEqual([
			'sent',
			'is the same event as row 1',
			'is the same event as row 1',
		]);
		const lines = [7, 8, 9].map((total) => order(5, now(), { total }));
		expect(rowsOf(await send(lines))).toEqual([asks, asks, asks]);
		expect(received()).toHaveLength(1);
	});
});

it.each([
	'#1001',
	'1001.0',
	'No. 1001',
	'№1001',
	'Nr 1001',
	'N° 1001',
	'＃1001',
	'Order #1001',
	'0001001',
	'1001\u00a0',
])('%s is the order 1001, in a file and in another run', async (written) => {
	const [first, again] = ['1001', written].map((number) => order(1, now(), { order_id: number }));
	await send([first, again] as Parameters<typeof send>[0]);
	expect(received()).toHaveLength(1);
	expect(rowsOf(await send([again] as Parameters<typeof send>[0]))).toEqual(['sentBefore']);
	expect(received()).toHaveLength(1);
});

it('1001.1, 1001-2 and NO-1001 are no order 1001', async () => {
	const sales = ['1001', '1001.1', '1001-2', 'NO-1001'].map((number) => order(1, now(), { order_id: number }));
	expect(rowsOf(await send(sales))).toEqual(['sent', 'sent', 'sent', 'sent']);
});

describe('the source of a number', () => {
	it('in a column: two shops in one dataset have a sale each', async () => {
		const shops = ['Berlin', 'Hamburg'].map((shop, n) => order(n, now(), { order_id: '1001', shop }));
		for (const sale of shops) expect(rowsOf(await send([sale]))).toEqual(['sent']);
		for (const sale of shops) expect(rowsOf(await send([sale]))).toEqual(['sentBefore']);
		expect(new Set(ids()).size).toBe(2);
		expect(received().map(({ event }) => (event.custom_data as IDataObject).order_id)).toEqual([
			'Berlin/1001',
			'Hamburg/1001',
		]);
	});

	it('tells the same person, day and amount apart in one file, and asks where they come one by one', async () => {
		const shops = ['Berlin', 'Hamburg', 'Kiel'].map((shop) => order(1, now(), { shop }));
		expect(rowsOf(await send(shops.slice(0, 2)))).toEqual(['sent', 'sent']);
		expect(rowsOf(await send(shops))).toEqual(['sentBefore', 'sentBefore', expect.stringMatching(/another source/)]);
		expect(rowsOf(await send(shops.slice(2), { options: { sendAgain: 'all' } }))).toEqual(['sent']);
		expect(rowsOf(await send(shops))).toEqual(['sentBefore', 'sentBefore', 'sentBefore']);
	});

	it('said after the first question: what was sent stays sent, and the other one goes', async () => {
		const [first, second] = [order(1, now()), other(2)];
		await send([first]);
		expect(rowsOf(await send([second]))).toEqual([asks]);
		const years = { options: { orderSource: '={{ $json.total > 50 ? "2026" : "2025" }}' } };
		expect(rowsOf(await send([first, second], years))).toEqual(['sentBefore', 'sent']);
		expect(rowsOf(await send([first, second], years))).toEqual(['sentBefore', 'sentBefore']);
		expect(values()).toEqual([20.5, 99.9]);
	});

	it('a column that comes or goes later doubles nothing', async () => {
		const sale = order(1, now());
		await send([sale]);
		expect(rowsOf(await send([{ ...sale, store: 'Harbor' }]))).toEqual(['sentBefore']);
		const second = order(2, now(), { store: 'Harbor' });
		await send([second]);
		expect(rowsOf(await send([{ ...second, store: '' }]))).toEqual(['sentBefore']);
		expect(rowsOf(await send([{ ...second, store: 'Harbor Street' }]))).toEqual([
			expect.stringMatching(/was sent before, under another source of the number/),
		]);
		expect(received()).toHaveLength(2);
	});

	it('changes no ID that a row brings along, nor that of rows without a source', async () => {
		await send([order(1, now(), { event_id: 'pixel-1', shop: 'Berlin' }), order(2, now())]);
		expect(ids()).toEqual(['pixel-1', expect.stringMatching(/^[0-9a-f]{32}$/)]);
		const [, made] = ids();
		// As the first version made it: of the dataset, the event and the number.
		const { createHash } = await import('node:crypto');
		const text = JSON.stringify([received()[1].dataset, 'Purchase', 'order', 'A-2']);
		expect(made).toBe(createHash('sha256').update(text).digest('hex').slice(0, 32));
	});
});

describe('an ID of the row’s own', () => {
	const underAnother = expect.stringMatching(/was sent before, under another Event ID/);

	it.each<[string, string, string, unknown]>([
		['comes later', '', 'pixel-1', 'sentBefore'],
		['goes', 'pixel-1', '', 'sentBefore'],
		['changes', 'pixel-1', 'pixel-2', underAnother],
	])('%s: the order that was sent is not sent again', async (_title, before, after, told) => {
		const sale = order(1, now());
		await send([{ ...sale, event_id: before }]);
		for (let run = 0; run < 2; run++) expect(rowsOf(await send([{ ...sale, event_id: after }]))).toEqual([told]);
		expect(received()).toHaveLength(1);
	});

	it('stands for one sale: with another amount, day or person it is asked', async () => {
		const sale = order(1, now(), { event_id: 'pixel-1' });
		expect(rowsOf(await send([sale]))).toEqual(['sent']);
		expect(rowsOf(await send([sale]))).toEqual(['sentBefore']);
		expect(rowsOf(await send([order(2, now(), { event_id: 'pixel-1' })]))).toEqual([
			expect.stringMatching(
				/^Another event of this Event ID .*with another amount, day or person\. Give each sale an Event ID/,
			),
		]);
		expect(ids()).toEqual(['pixel-1']);
	});
});

it('a row that is too late is sent before only where it is the same sale', async () => {
	const sale = order(1, now() - 6.5 * DAY);
	await send([sale]);
	passTime(DAY * 1000);
	expect(rowsOf(await send([sale]))).toEqual(['sentBefore']);
	expect(rowsOf(await send([{ ...sale, total: 18 }]))).toEqual([expect.stringMatching(/more than 7 days ago/)]);
});

it('a stage is reached once, whatever the deal is worth by then', async () => {
	const crm = { source: 'crm', crmName: 'CRM' };
	const deal = { email: 'lead@example.com', deal_id: 'D-1', stage: 'Won', value: 5, currency: 'EUR' };
	const at = (seconds: number): IDataObject => ({ stage_date: new Date((now() - seconds) * 1000).toISOString() });
	expect(rowsOf(await send([{ ...deal, ...at(60) }], crm))).toEqual(['sent']);
	expect(rowsOf(await send([{ ...deal, ...at(2 * DAY), value: 9 }], crm))).toEqual(['sentBefore']);
});
