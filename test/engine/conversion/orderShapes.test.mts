import { answered, saying } from '../../support/consent/answered.mts';
import { useConversionBench } from '../support/conversions.mts';
import { orderShapes } from './orderShapes.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useConversionBench();

/** A sale is sent once it was paid, with the amount in currency units. All else is left out, or asked before anything is sent. */
describe('sales as tools give them', () => {
	it.each(orderShapes(Date.now() - 60_000).map((shape) => [`${shape.tool}: ${shape.what}`, shape] as const))(
		'%s',
		async (_, { json, sends, leavesOut, asks }) => {
			const options = { timeZone: 'other', zone: 'UTC' };
			const { error, outputs } = await bench.send([json], { ...options, ...saying(...answered([json])) });
			const problems = (outputs[1] ?? []).map(({ json: row }) => row.problem);
			const data = bench.received().map(({ event }) => event.custom_data as Record<string, unknown>);
			if (asks !== undefined) expect(error?.message).toMatch(asks);
			else expect(error).toBeUndefined();
			expect(problems).toEqual(leavesOut === undefined ? [] : [expect.stringMatching(leavesOut)]);
			expect(data.map(({ value, currency }) => ({ value, currency }))).toEqual(
				sends === undefined ? [] : [{ value: sends.value, currency: sends.currency }],
			);
			if (sends?.order !== undefined) expect(data[0]?.order_id).toBe(sends.order);
		},
	);
});
