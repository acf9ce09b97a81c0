import type { IDataObject } from 'n8n-workflow';

import { answered, saying } from '../../support/consent/answered.mts';
import { order, useConversionBench } from '../support/conversions.mts';
import type { NodeResult } from '../support/harness.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useConversionBench();
const { received, now } = bench;
/** For somebody who has answered that no column that is asked about has to do with consent. */
const send = async (items: IDataObject[], parameters: IDataObject = {}): Promise<NodeResult> =>
	await bench.send(items, { ...saying(...answered(items)), ...parameters });
const rowsOf = ({ outputs }: NodeResult): unknown[] =>
	outputs
		.flat()
		.sort(({ json: one }, { json: other }) => Number(one.row) - Number(other.row))
		.map(({ json }) => json.problem ?? json.verdict);
const values = () => received().map(({ event }) => (event.custom_data as IDataObject | undefined)?.value);

describe('an order that was not paid', () => {
	it('is left out with its reason, and the paid ones go', async () => {
		const items = ['paid', 'pending', 'refunded'].map((status, n) => order(n, now(), { status }));
		expect(rowsOf(await send(items))).toEqual([
			'sent',
			'The order is not paid, says the column status',
			'The order is refunded or disputed, says the column status',
		]);
	});

	it('goes once it was paid', async () => {
		expect(rowsOf(await send([order(1, now(), { status: 'pending' })]))).toEqual([expect.stringMatching(/not paid/)]);
		expect(rowsOf(await send([order(1, now(), { status: 'paid' })]))).toEqual(['sent']);
	});

	it('of unknown status stops the run before anything is sent, and the answer is given once', async () => {
		const items = [order(1, now(), { status: 'paid' }), order(2, now(), { status: 'in kitchen' })];
		const { error } = await send(items);
		expect(error?.message).toMatch(/^Options → Words of Order Status does not say.*status: “in kitchen” \(1\)/);
		expect(received()).toEqual([]);
		const meaning = (means: string): IDataObject => ({
			options: { orderMeanings: { word: [{ column: 'status', values: 'in kitchen', means }] } },
		});
		expect(rowsOf(await send(items, meaning('no')))).toEqual(['sent', expect.stringMatching(/is not paid/)]);
		expect(rowsOf(await send(items, meaning('yes')))).toEqual(['sentBefore', 'sent']);
	});

	it('asks nothing of rows that do not go anyway', async () => {
		const item = order(1, now(), { status: 'in kitchen', unsubscribed: 'yes' });
		expect(rowsOf(await send([item, order(2, 0, { status: 'in kitchen' })]))).toEqual([
			'has not given consent',
			expect.stringMatching(/more than 7 days ago/),
		]);
	});

	it('is read where columns are mapped by hand, too', async () => {
		const value = {
			email: '={{ $json.email }}',
			eventTime: '={{ $json.order_date }}',
			value: '={{ $json.total }}',
			currency: '={{ $json.currency }}',
		};
		const columns = { mappingMode: 'defineBelow', value, matchingColumns: [], schema: [] };
		expect(rowsOf(await send([order(1, now(), { financial_status: 'voided' })], { columns }))).toEqual([
			expect.stringMatching(/cancelled or lost/),
		]);
	});
});

describe('a status of something else', () => {
	it('keeps no lead and no stage of a CRM back', async () => {
		const lead = { email: 'lead@example.com', status: 'in conversation', event_time: String(now() * 1000) };
		expect(rowsOf(await send([lead], { eventName: 'Lead' }))).toEqual(['sent']);
		const deal = { ...lead, stage: 'Purchase', dealstage: 'negotiation', value: 5, currency: 'EUR' };
		const stages = { rows: [{ name: 'Purchase', crmValues: '', timeColumn: '' }] };
		expect(rowsOf(await send([deal], { source: 'crm', crmName: 'CRM', stages }))).toEqual(['sent']);
	});
});

describe('the unit of an amount', () => {
	const mapped = (value: string): IDataObject => ({
		columns: {
			mappingMode: 'defineBelow',
			value: {
				email: '={{ $json.email }}',
				eventTime: '={{ $json.created }}',
				value,
				currency: '={{ $json.currency }}',
			},
			matchingColumns: [],
			schema: [],
		},
	});
	const charge = (n: number): IDataObject => ({
		id: `ch_${n}`,
		object: 'charge',
		amount: 2198,
		currency: 'eur',
		created: now(),
		email: `buyer${n}@example.com`,
		payment_intent: `pi_${n}`,
		status: 'succeeded',
	});

	it('a mapped amount of Stripe’s is divided as it is, and not twice', async () => {
		await send([charge(1)], mapped('={{ $json.amount }}'));
		await send([charge(2)], mapped('={{ $json.amount / 100 }}'));
		// Another of its amounts is 21.98 by chance.
		await send([{ ...charge(3), amount_refunded: 21.98, fee_amount: 21.98 }], mapped('={{ $json.amount / 100 }}'));
		expect(values()).toEqual([21.98, 21.98, 21.98]);
	});

	it('the form says it where nobody knows', async () => {
		const items = [order(1, now(), { total: 2198, total_formatted: '21,98 €' })];
		expect((await send(items)).error?.message).toMatch(/^Options → Unit of Value is not set.*total$/);
		expect(received()).toEqual([]);
		await send(items, { options: { valueUnit: 'minor' } });
		await send([order(2, now(), { total: 2198, total_formatted: '21,98 €' })], { options: { valueUnit: 'major' } });
		expect(values()).toEqual([21.98, 2198]);
	});

	it('one dear thing among whole prices is sent as it is', async () => {
		const items = [20, 35, 18, 2_198].map((total, n) => order(n, now(), { total }));
		await send(items);
		expect(values()).toEqual([20, 35, 18, 2_198]);
	});
});

it('two deliveries of one payment are one sale: a delivery’s own ID is none of the event', async () => {
	const delivery = (event_id: string): IDataObject => ({
		merchant_id: 'M1',
		type: 'payment.updated',
		event_id,
		created_at: new Date(now() * 1000).toISOString(),
		data: {
			object: {
				payment: {
					order_id: 'sq-9',
					status: 'COMPLETED',
					total_money: { amount: 2198, currency: 'EUR' },
					buyer_email_address: 'buyer@example.com',
				},
			},
		},
	});
	expect(rowsOf(await send([delivery('first')]))).toEqual(['sent']);
	expect(rowsOf(await send([delivery('second')]))).toEqual(['sentBefore']);
});

it('nobody under 18 is sent, in an order or as a lead', async () => {
	const birth_date = `${new Date().getUTCFullYear() - 16}-01-01`;
	const minor = order(1, now(), { birth_date });
	expect(rowsOf(await send([minor, order(2, now(), { birth_date: '1990-01-01' })]))).toEqual([
		'is under 18 by the birth date: nothing about minors is sent',
		'sent',
	]);
	expect(rowsOf(await send([minor], { eventName: 'Lead' }))).toEqual([expect.stringMatching(/under 18/)]);
});

it('a click ID of another network is no click on an ad of Meta', async () => {
	const time = now();
	await send([
		order(1, time, { click_id: 'Cj0KCQiA5fetBhC9ARIsAP1UMgF' }),
		order(2, time, { fbclid: 'IwAR2AbCdEf_Gh-1' }),
	]);
	expect(received().map(({ event }) => (event.user_data as IDataObject).fbc)).toEqual([
		undefined,
		`fb.1.${time * 1000}.IwAR2AbCdEf_Gh-1`,
	]);
});
