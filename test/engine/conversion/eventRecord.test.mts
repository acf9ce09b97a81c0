import type { IDataObject } from 'n8n-workflow';

import { PIXELS } from '../../../emulator/world/seedIds.mts';
import type { NodeResult } from '../support/harness.mts';
import { order, useConversionBench } from '../support/conversions.mts';
import { processedData } from '../support/processedData.mts';

/** What is remembered of sent events over the runs of a published workflow: n8n's table, and the static data that it saves at the end. */
const bench = useConversionBench();

const HOUR = 3_600;
const published = (stored: { staticData: string }) => ({ mode: 'trigger', stored }) as const;
const verdictsOf = ({ outputs }: NodeResult): Record<string, number> =>
	outputs.flat().reduce<Record<string, number>>((counts, { json }) => {
		const verdict = String(json.verdict);
		return { ...counts, [verdict]: (counts[verdict] ?? 0) + 1 };
	}, {});
/** As if hours had passed since the record was saved. */
function later(stored: { staticData: string }): void {
	stored.staticData = stored.staticData.replace(
		/"changed":(\d+)/g,
		(_, at) => `"changed":${Number(at) - 2 * HOUR * 1000}`,
	);
}
const timesOf = (): number => bench.received().length;

it('a list of old contacts never pushes what was sent out of the record: three days, each event once', async () => {
	const stored = { staticData: '{}' };
	const start = bench.now();
	const newOnes = Array.from({ length: 50 }, (_, n) => order(n, start));
	const oldOnes = Array.from({ length: 400 }, (_, n) => order(1_000 + n, start - 30 * 24 * HOUR));
	for (let day = 0; day < 3; day++) {
		const result = await bench.send([...oldOnes, ...newOnes], {}, published(stored));
		expect(verdictsOf(result)).toEqual({ leftOut: 400, [day === 0 ? 'sent' : 'sentBefore']: 50 });
		expect(timesOf()).toBe(50);
		// A look-up writes nothing: what is there are the fifty.
		expect(processedData.entries).toBeLessThanOrEqual(100);
		bench.emulator.control.advanceClock(24 * HOUR);
	}
}, 120_000);

it('the table of n8n begins again once the saved record has all of it, and nothing is sent twice', async () => {
	const stored = { staticData: '{}' };
	const start = bench.now();
	await bench.send([order(1, start)], {}, published(stored));
	expect(processedData.entries).toBe(2);
	later(stored);
	expect(verdictsOf(await bench.send([order(1, start), order(2, start)], {}, published(stored)))).toEqual({
		sentBefore: 1,
		sent: 1,
	});
	expect(processedData.entries).toBe(2);
	later(stored);
	expect(verdictsOf(await bench.send([order(1, start), order(2, start)], {}, published(stored)))).toEqual({
		sentBefore: 2,
	});
	expect(timesOf()).toBe(2);
});

it('a run whose end n8n could not save is remembered all the same', async () => {
	const stored = { staticData: '{}' };
	const start = bench.now();
	await bench.send([order(1, start)], {}, published({ staticData: '{}' }));
	later(stored);
	expect(verdictsOf(await bench.send([order(1, start)], {}, published(stored)))).toEqual({ sentBefore: 1 });
	expect(timesOf()).toBe(1);
});

it('what a run by hand has sent is known to the published workflow, and the other way round', async () => {
	const stored = { staticData: '{}' };
	const start = bench.now();
	await bench.send([order(1, start)]);
	expect(verdictsOf(await bench.send([order(1, start), order(2, start)], {}, published(stored)))).toEqual({
		sentBefore: 1,
		sent: 1,
	});
	later(stored);
	expect(verdictsOf(await bench.send([order(1, start), order(2, start)], {}, { stored }))).toEqual({ sentBefore: 2 });
	expect(timesOf()).toBe(2);
});

it('an event with an unknown end stays unknown after the table has begun again', async () => {
	const stored = { staticData: '{}' };
	const start = bench.now();
	bench.emulator.control.addFault({
		match: { method: 'POST', path: `${PIXELS.usd}/events` },
		fault: { kind: 'reset', applied: true },
	});
	expect(verdictsOf(await bench.send([order(1, start)], {}, published(stored)))).toEqual({ unknown: 1 });
	bench.emulator.control.clearFaults();
	for (let run = 0; run < 3; run++) {
		later(stored);
		expect(verdictsOf(await bench.send([order(1, start)], {}, published(stored)))).toEqual({ unknown: 1 });
	}
	expect(timesOf()).toBe(1);
}, 60_000);

it('a record that somebody has changed by hand sends nothing, and says what to do', async () => {
	const broken = (staticData: string): string => {
		const data = JSON.parse(staticData) as { global: { metaOnce: Record<string, IDataObject> } };
		for (const record of Object.values(data.global.metaOnce)) record.open = 'x';
		return JSON.stringify(data);
	};
	const stored = { staticData: '{}' };
	await bench.send([order(1, bench.now())], {}, published(stored));
	const { error } = await bench.send([order(2, bench.now())], {}, published({ staticData: broken(stored.staticData) }));
	expect(error?.message).toContain('The record of sent events was changed by hand');
	expect(timesOf()).toBe(1);
});
