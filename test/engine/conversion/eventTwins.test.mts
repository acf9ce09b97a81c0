import type { IDataObject } from 'n8n-workflow';

import { PIXELS } from '../../../emulator/world/seedIds.mts';
import { order, useConversionBench } from '../support/conversions.mts';
import { byId, type NodeResult } from '../support/harness.mts';
import { processedData } from '../support/processedData.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** Rows of one event, and rows of one run: each says what became of its own. */

const bench = useConversionBench();
const told = ({ outputs }: NodeResult): unknown[] =>
	outputs
		.flat()
		.sort(({ json: one }, { json: other }) => Number(one.row) - Number(other.row))
		.map(({ json }) => [json.verdict, json.problem]);

const dataset = byId('={{ $json.dataset }}');

describe('two rows of one event', () => {
	const checkedByItem = { options: { dryRun: '={{ $json.check }}' } };
	const items = (...checks: boolean[]): IDataObject[] => checks.map((check) => order(1, bench.now(), { check }));

	it('one that is only checked keeps none from being sent', async () => {
		expect(told(await bench.send(items(true, false), checkedByItem))).toEqual([
			['checked', null],
			['sent', null],
		]);
		expect(bench.received()).toHaveLength(1);
	});

	it('of each kind the later ones are the same', async () => {
		expect(told(await bench.send(items(false, true, true, false), checkedByItem))).toEqual([
			['sent', null],
			['checked', null],
			['leftOut', 'is the same event as row 2'],
			['leftOut', 'is the same event as row 1'],
		]);
		expect(bench.received()).toHaveLength(1);
	});

	it('one that is too old changes nothing of what the other says, whichever comes first', async () => {
		const late = order(1, bench.now() - 8 * 86_400);
		const tooOld = ['leftOut', expect.stringMatching(/more than 7 days ago/)];
		expect(told(await bench.send([order(1, bench.now()), late]))).toEqual([['sent', null], tooOld]);
		expect(told(await bench.send([late, order(1, bench.now())]))).toEqual([tooOld, ['sentBefore', null]]);
	});

	it('a refusal of one says nothing of the other that was never sent', async () => {
		bench.emulator.control.addFault({ match: { path: `${PIXELS.usd}/events` }, fault: { kind: 'graph', code: 100 } });
		const late = order(1, bench.now() - 8 * 86_400);
		expect(told(await bench.send([order(1, bench.now()), late]))).toEqual([
			['refused', expect.any(String)],
			['leftOut', expect.stringMatching(/more than 7 days ago/)],
		]);
	});
});

describe('n8n’s table fails half-way', () => {
	const lockedFrom = (from: number): void => {
		let writes = 0;
		processedData.onWrite = () => {
			writes += 1;
			if (writes >= from) throw new Error('database is locked');
		};
	};

	it('what one dataset has taken is told, although nothing of the other can be noted', async () => {
		// Claim, mark, and what is noted by ID alone come before sending; two more note its end.
		lockedFrom(6);
		const items = [PIXELS.usd, PIXELS.usdSecond].map((id, n) => order(n, bench.now(), { dataset: id }));
		const { outputs, error } = await bench.send(items, { dataset }, { onError: 'continueErrorOutput' });
		expect(error).toBeUndefined();
		expect(outputs[0].map(({ json }) => [json.row, json.verdict])).toEqual([[1, 'sent']]);
		expect(outputs[2].map(({ json }) => json.error)).toEqual([expect.stringMatching(/could not note/)]);
	});

	it('a look for what is too old takes no row of what was sent', async () => {
		lockedFrom(6);
		const result = await bench.send([order(1, bench.now()), order(2, bench.now() - 8 * 86_400)]);
		expect(result.error?.message).toBeUndefined();
		expect(told(result)).toEqual([
			['sent', null],
			['leftOut', expect.stringMatching(/more than 7 days ago/)],
		]);
	});
});

it('the totals stand with the first row that has not failed', async () => {
	const items = [PIXELS.foreign, PIXELS.usd].map((id, n) => order(n, bench.now(), { dataset: id }));
	const { outputs } = await bench.send(items, { dataset, result: 'totals' }, { onError: 'continueErrorOutput' });
	expect(outputs[2].map(({ pairedItem }) => pairedItem)).toEqual([0]);
	expect(outputs[0].map(({ json, pairedItem }) => [json.events, json.sent, json.notSent, pairedItem])).toEqual([
		[2, 1, 1, { item: 1 }],
	]);
});
