import type { IDataObject } from 'n8n-workflow';

import '../support/lives/fakeTime.mts';
import { byId } from '../support/harness.mts';
import { order, useConversionBench } from '../support/conversions.mts';
import type { NodeResult, NodeRun } from '../support/harness.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** Who has said no is not sent, also if the row that says so becomes no event; and nothing of a person travels in plain. */

const bench = useConversionBench();
const { send, received, now } = bench;
const rowsOf = ({ outputs }: NodeResult): IDataObject[] =>
	outputs
		.flat()
		.map(({ json }) => json)
		.sort((one, other) => Number(one.row) - Number(other.row));
const problems = (result: NodeResult): unknown[] => rowsOf(result).map(({ problem }) => problem ?? null);
const SAID_NO = 'the same person has said no in another item';

describe('a no in a row of which no event can be made', () => {
	const left = { order_id: 'other', unsubscribed: 'yes' };
	const noRows: Array<[string, IDataObject]> = [
		['has no time', { order_date: '' }],
		['has a time that cannot be read', { order_date: 45_992 }],
		['has no amount', { total: 'free' }],
		['names its person before the address', { email: 'Ada Oak <buyer1@example.com>' }],
		['has an address in wide letters', { email: 'ｂｕｙｅｒ１＠ｅｘａｍｐｌｅ．ｃｏｍ' }],
	];
	it.each(noRows)('%s: keeps the person out of other rows', async (_title, more) => {
		const result = await send([order(1, now(), { ...left, ...more }), order(1, now()), order(2, now())]);
		expect(problems(result)).toEqual(['has not given consent', SAID_NO, null]);
		expect(received()).toHaveLength(1);
	});

	it('has a name of an event that is refused', async () => {
		const items = [order(1, now(), { ...left, event: 'purchase' }), order(1, now(), { event: 'Purchase' })];
		expect(problems(await send(items, { eventName: '={{ $json.event }}' }))).toEqual([
			'has not given consent',
			SAID_NO,
		]);
	});

	it('has a stage that is not on the list', async () => {
		const stage_date = new Date(now() * 1000).toISOString();
		const lead = { email: 'ada@example.com', stage_date };
		const stages = { rows: [{ name: 'Qualified', crmValues: '', timeColumn: '' }] };
		const result = await send(
			[
				{ ...lead, stage: 'lost', unsubscribed: 'yes' },
				{ ...lead, stage: 'Qualified' },
			],
			{ source: 'crm', crmName: 'CRM', stages },
		);
		expect(problems(result)).toEqual(['has not given consent', SAID_NO]);
		expect(received()).toEqual([]);
	});

	it.each(['autoMapInputData', 'defineBelow'])('has a form that cannot be read, mapped by %s', async (mappingMode) => {
		const value = {
			email: '={{ $json.email }}',
			eventTime: '={{ $json.order_date }}',
			optOut: '={{ $json.unsubscribed }}',
		};
		const columns =
			mappingMode === 'defineBelow' ? { mappingMode, value, matchingColumns: [], schema: [] } : { mappingMode };
		const items = [
			order(1, now(), { ...left, event: '' }),
			order(1, now(), { event: 'Lead' }),
			order(2, now(), { event: 'Lead' }),
		];
		const goesOn: Partial<NodeRun> = { onError: 'continueRegularOutput' };
		const result = await send(items, { columns, eventName: '={{ $json.event }}' }, goesOn);
		expect(rowsOf(result).map(({ verdict, error }) => verdict ?? error)).toEqual(['Event is empty', 'leftOut', 'sent']);
	});

	it('says nothing of all who have no number of their own', async () => {
		const guest = { customer_id: 'guest' };
		const result = await send([order(1, now(), { ...left, ...guest }), order(2, now(), guest)]);
		expect(problems(result)).toEqual(['has not given consent', null]);
	});
});

describe('an address or a number where Meta takes plain text', () => {
	const personal = /ada@|ada%40|170 1234567|491701234567/;
	const all = (result: NodeResult): string => JSON.stringify([received(), result.outputs, result.hints]);

	it.each([
		['Order ID', { order_id: 'ada@example.com' }],
		['Order ID', { order_id: '+49 170 1234567' }],
		['Order ID', { register: '+49 170 1234567' }],
		['Event ID', { event_id: 'purchase-ada@example.com-1' }],
		['Contents entry 1', { line_items: [{ sku: 'ada@example.com' }] }],
	])('%s: the event stays here', async (column, more) => {
		const result = await send([order(1, now(), more)]);
		expect(problems(result)).toEqual([`${column} has an email address or a phone number, which must be hashed`]);
		expect(all(result)).not.toMatch(personal);
	});

	it('the event’s name', async () => {
		const result = await send([order(1, now())], { eventName: 'ada@example.com' });
		expect(rowsOf(result)[0]).toMatchObject({ verdict: 'leftOut', eventName: '' });
		expect(all(result)).not.toMatch(personal);
	});

	it('a subscription’s ID and the path of a page go without it', async () => {
		const paths = ['thanks/ada@example.com/?x=1', 'u/ada%40example.com', 'tel/+491701234567/'];
		const items = paths.map((path, index) =>
			order(index, now(), { page_url: `https://shop.example.com/${path}`, subscription_id: 'ada@example.com' }),
		);
		const result = await send(items);
		expect(rowsOf(result).map(({ verdict }) => verdict)).toEqual(['sent', 'sent', 'sent']);
		expect(received().map(({ event }) => event.event_source_url)).toEqual([
			'https://shop.example.com/thanks/?x=1',
			'https://shop.example.com/u',
			'https://shop.example.com/tel/',
		]);
		expect(all(result)).not.toMatch(personal);
	});
});

describe('an amount whose cell names another currency', () => {
	const euros = { options: { defaultCurrency: 'EUR' } };
	it.each([
		['$20', '', 'Value has the sign $, which EUR has not: add a column for the currency'],
		['¥2000', '', 'Value has the sign ¥, which EUR has not: add a column for the currency'],
		['XYZ 20', '', 'Value names a currency that is not known'],
		['20 €', 'USD', 'Value is in EUR, and Currency says USD'],
		['20 €', 'EUR', null],
		['$20', 'CAD', null],
		['20 CHF', '', null],
	])('%s in a column next to “%s”', async (total, currency, problem) => {
		expect(problems(await send([order(1, now(), { total, currency })], euros))).toEqual([problem]);
	});

	it('orders whose number is 0 are several', async () => {
		const result = await send(
			[order(1, now(), { order_id: 0 }), order(2, now(), { order_id: '0' }), order(3, now(), { order_id: 'A-3' })],
			{
				dataset: byId('3002000000000001'),
			},
		);
		expect(problems(result)).toEqual([null, null, null]);
	});
});
