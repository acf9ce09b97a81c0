import { range } from 'lodash';

import { hashed, order, useConversionBench } from '../support/conversions.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useConversionBench();
const requests = () => bench.sent().filter(({ path }) => path.endsWith('/events'));

describe('event: send', () => {
	it('10,000 rows with one that only Meta refuses in each thousand: each is named, and all others are sent once', async () => {
		const now = bench.now();
		const deleted = '1234567890123456';
		bench.emulator.world.events.deletedLeads.add(deleted);
		const bad = range(10).map((thousand) => thousand * 1_000 + ((thousand * 377 + 5) % 1_000));
		const items = range(10_000).map((n) => order(n, now, bad.includes(n) ? { meta_lead_id: deleted } : {}));
		const { outputs, error } = await bench.send(items);
		expect(error).toBeUndefined();
		expect(outputs[1].map(({ json }) => [json.row, json.verdict])).toEqual(bad.map((n) => [n + 1, 'refused']));
		expect(new Set(outputs[0].map(({ json }) => json.verdict))).toEqual(new Set(['sent']));
		const ids = bench.received().map(({ event }) => event.event_id);
		expect([ids.length, new Set(ids).size]).toEqual([9_990, 9_990]);
		// Ten requests, and log2(1000) + 1 more for each of them.
		expect(requests().length).toBeLessThanOrEqual(10 + 10 * 11);
		// Once more: nothing but the refused ones goes to Meta again.
		bench.emulator.log.length = 0;
		const again = await bench.send(items);
		expect(new Set(again.outputs[0].map(({ json }) => json.verdict))).toEqual(new Set(['sentBefore']));
		expect(again.outputs[1]).toHaveLength(10);
		expect(bench.received()).toHaveLength(9_990);
	}, 240_000);

	it.each([
		[
			'columns',
			{ owner_email: 'staff@example.com', sales_rep_email: 'staff@example.com', owner_phone: '+49 30 5550000' },
		],
		[
			'objects',
			{ contact_owner: { email: 'staff@example.com', phone: '+49 30 5550000' }, agent: ['staff@example.com'] },
		],
	])('addresses of staff next to a customer’s are nobody’s, in %s', async (_where, staff) => {
		const { error } = await bench.send([order(1, bench.now(), staff)]);
		expect(error).toBeUndefined();
		expect(bench.received().map(({ event }) => event.user_data)).toEqual([{ em: [hashed('buyer1@example.com')] }]);
	});
});
