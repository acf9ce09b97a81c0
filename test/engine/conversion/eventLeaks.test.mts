import { PIXELS } from '../../../emulator/world/seedIds.mts';
import '../support/lives/fakeTime.mts';
import { order, useConversionBench } from '../support/conversions.mts';
import { processedData } from '../support/processedData.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useConversionBench();

/** What must stand nowhere but in the input: as it came, and in every way in which it could have been written on. */
const PLAIN = /zebra\.quagga|quagga|1701234567|\+49 170|@example/i;

const secretive = (n: number, time: number) =>
	order(n, time, {
		email: `Zebra.Quagga${n}@Example.com`,
		phone: '+49 170 1234567',
		last_name: 'Quagga',
		event_source_url: 'https://shop.example/?mail=zebra.quagga@example.com',
	});

describe('nothing personal in plain', () => {
	it.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
		'on the wire, in rows, hints, errors and what n8n stores: %s',
		async (onError) => {
			const now = bench.now();
			const items = [secretive(1, now), secretive(2, 0), secretive(3, now)];
			const first = await bench.send(items, {}, { onError });
			bench.emulator.control.addFault({
				match: { path: `${PIXELS.usd}/events`, times: 1 },
				fault: {
					kind: 'graph',
					code: 100,
					subcode: 2804050,
					userMsg: 'Nobody is zebra.quagga9@example.com or +49 170 1234567',
					userTitle: 'Nobody is zebra.quagga9@example.com',
				},
			});
			const refused = await bench.send([secretive(9, now)], {}, { onError });
			const stopped = await bench.send([secretive(10, now)], {}, { onError, bearer: 'EMULATOR-EXPIRED' });
			for (const { outputs, hints, error } of [first, refused, stopped]) {
				expect(JSON.stringify([outputs, hints, error?.message, error?.description])).not.toMatch(PLAIN);
			}
			expect(JSON.stringify(bench.emulator.log)).not.toMatch(PLAIN);
			expect(processedData.text).not.toMatch(PLAIN);
			expect(bench.received().length).toBe(2);
			// The search finds what is there.
			expect(JSON.stringify(items)).toMatch(PLAIN);
		},
	);

	it.each([
		['blames a value', { blame_field_specs: [['user_data', 'zebra.quagga9@example.com'], ['quagga']] }],
		['blames one field', { blame_field: 'quagga' }],
		['is text', JSON.stringify({ blame_field_specs: [['+49 170 1234567']], rejected: 'quagga' })],
	])('Meta’s error_data that %s goes nowhere', async (_title, error_data) => {
		const error = { message: 'Invalid parameter', type: 'OAuthException', code: 100, error_subcode: 33, error_data };
		for (const onError of ['stopWorkflow', 'continueErrorOutput'] as const)
			for (const subcode of [33, 2804050]) {
				bench.emulator.control.addFault({
					match: { path: `${PIXELS.usd}/events`, times: 1 },
					fault: {
						kind: 'http',
						status: 400,
						contentType: 'application/json',
						body: JSON.stringify({ error: { ...error, error_subcode: subcode } }),
					},
				});
				const result = await bench.send([secretive(subcode, bench.now())], {}, { onError });
				const { outputs, hints, error: thrown } = result;
				expect(JSON.stringify([outputs, hints, thrown, thrown?.message, thrown?.description])).not.toMatch(PLAIN);
			}
	});
});
