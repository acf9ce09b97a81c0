import { setTimeout as sleep } from 'node:timers/promises';

import type { Workflow } from '../../../demo/n8n/workflowFile.mts';
import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import { EMULATOR_BEARER } from '../../../nodes/shared/graph/access.ts';
import { Workbench } from '../browser/workbench.mts';

jest.setTimeout(180_000);

let bench: Workbench;
beforeAll(async () => {
	bench = await Workbench.open();
});
afterAll(async () => await bench?.close());
beforeEach(() => bench.emulator.control.reset());

/** As a person chooses it in the form. */
const atLevel =
	(level: string) =>
	(workflow: Workflow): Workflow =>
		JSON.parse(JSON.stringify(workflow).replace('"level":"plan"', `"level":"${level}"`)) as Workflow;

/** The shipped pause is five minutes; the emulator's clock is set forward meanwhile. */
const waitingShort = (workflow: Workflow): Workflow =>
	JSON.parse(
		JSON.stringify(workflow).replace(
			'"={{ Math.max(300, $json.retryAfter || 0) }}"',
			'"={{ Math.min(3, $json.retryAfter) }}"',
		),
	) as Workflow;

/** Sets the clock forward by the five minutes that Meta blocks a development app for, each time the calls have stopped there. */
async function passBlocks(ended: () => boolean): Promise<number> {
	const { log, control } = bench.emulator;
	let blocks = 0;
	for (let seen = 0, since = Date.now(); !ended(); await sleep(100)) {
		if (log.length !== seen) [seen, since] = [log.length, Date.now()];
		const isStill = Date.now() - since > 1_000 && (log.at(-1)?.status ?? 0) >= 400;
		if (!isStill) continue;
		blocks += 1;
		control.advanceClock(301);
		since = Date.now() + 60_000; // until the next call
	}
	return blocks;
}

/** A call of another program with the same app. */
const called = async (path: string): Promise<Response> =>
	await fetch(`${bench.emulator.url}/v26.0/${path}`, { headers: { authorization: `Bearer ${EMULATOR_BEARER}` } });

describe('workflows/self-check.json in a real n8n', () => {
	test('as imported it calls nothing and shows its plan', async () => {
		const { status, error, rows } = await bench.run(await bench.bring('self-check.json'), 'Start');
		expect([status, error]).toEqual(['success', undefined]);
		expect(rows('Show report')).toEqual([expect.objectContaining({ level: 'plan', report: null })]);
		expect(bench.emulator.log).toEqual([]);
	});

	test('shows a report that names nobody, and changes nothing', async () => {
		const workflow = await bench.bring('self-check.json', atLevel('validateOnly'));
		const { status, error, rows, steps } = await bench.run(workflow, 'Start');
		expect([status, error]).toEqual(['success', undefined]);
		const [row] = rows('Show report');
		expect(row).toMatchObject({ finished: true, refused: 0, leftBehind: '' });
		expect(JSON.stringify(row)).not.toMatch(/Harbor|Spring Roast|\d{12}/);
		expect(JSON.stringify(steps['Show report'])).toContain('self-check.json');
		const writes = bench.emulator.log.filter(({ method, path }) => method !== 'GET' && path !== '');
		expect(writes.filter(({ params }) => !params.execution_options?.includes('validate_only'))).toEqual([]);
		expect(writes.length).toBeGreaterThan(5);
	});

	test('waits when Meta limits the calls, goes on where it was, and asks nothing twice', async () => {
		bench.emulator.control.setTier('development_access');
		// A third of the hour's points, by calls of somebody else: the check alone stays below them.
		for (let call = 0; call < 20; call += 1) await called(`${ACCOUNTS.usd}/campaigns?limit=1`);
		bench.emulator.log.length = 0;
		const workflow = await bench.bring('self-check.json', (shipped) => waitingShort(atLevel('validateOnly')(shipped)));
		const { executionId } = await bench.start(workflow, 'Start');
		let ended = false;
		const blocks = passBlocks(() => ended);
		const { status, error, rows, steps } = await bench.outcome(executionId).finally(() => (ended = true));
		expect([status, error]).toEqual(['success', undefined]);
		expect(await blocks).toBeGreaterThan(0);
		expect(steps['Wait for quota']).toHaveLength((await blocks) as number);
		expect(steps['Self-check']).toHaveLength(((await blocks) as number) + 1);
		const parts = rows('Self-check');
		expect(parts[0]).toMatchObject({ finished: false, retryAfter: expect.any(Number) });
		const [row] = rows('Show report');
		expect(row).toMatchObject({ finished: true, refused: 0, retryAfter: null });
		const reads = bench.emulator.log.filter(({ status, path }) => status === 200 && path.endsWith('/activities'));
		expect(reads).toHaveLength(1);

		bench.emulator.control.reset();
		const whole = await bench.run(await bench.bring('self-check.json', atLevel('validateOnly')), 'Start');
		const answered = (one: Record<string, unknown> | undefined) => one?.answered;
		expect(answered(row)).toBe(answered(whole.rows('Show report')[0]));
	});
});
