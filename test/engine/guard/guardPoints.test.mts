import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import { addAdSet, APPLIED, DAY, guardsOf, HELD, rowsOf, useGuard } from '../support/guards.mts';
import { byId } from '../support/harness.mts';
import { waits } from '../support/lives/fakeTime.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);
jest.setTimeout(120_000);

/** What a run costs of an account's points (a read 1, a write 3). */

const bench = useGuard();
const copies = (count: number): string[] => {
	return Array.from({ length: count }, (_, index) => {
		const id = String(120211000000500000n + BigInt(index));
		addAdSet(bench.emulator, id, { name: `Copy ${index}` });
		return id;
	});
};
const runAll = (ids: readonly string[], more = {}) =>
	bench.run({ adSet: byId('={{ $json.adSet }}'), ...more }, { items: ids.map((adSet) => ({ adSet })) });
const points = () => ({
	reads: bench
		.sent()
		.filter(({ method }) => method === 'GET')
		.reduce((sum, { points: cost }) => sum + cost, 0),
	writes: bench
		.sent()
		.filter(({ method }) => method === 'POST')
		.reduce((sum, { points: cost }) => sum + cost, 0),
});

it('500 ad sets: at most 30 points of reads by lists, and for each write 3 and a last look', async () => {
	const ids = copies(500);
	const result = await runAll(ids);
	expect(rowsOf(result, APPLIED)).toHaveLength(500);
	expect(
		bench.emulator.world.all('AdSet').filter(({ id, dailyBudget }) => ids.includes(id) && dailyBudget === 1100),
	).toHaveLength(500);
	const spent = points();
	process.stdout.write(`500 ad sets: ${spent.reads} points of reads, ${spent.writes} of writes\n`);
	expect(spent.reads).toBeLessThanOrEqual(30 + ids.length);
	expect(spent.writes).toBe(1_500);
	// A day later the log has 500 entries of changes.
	bench.emulator.control.advanceClock(DAY);
	const before = points().reads;
	expect(rowsOf(await runAll(ids), APPLIED)).toHaveLength(500);
	process.stdout.write(`… and ${points().reads - before} points of reads a day later\n`);
	expect(points().reads - before).toBeLessThanOrEqual(30 + ids.length);
});

describe('the limited tier (60 points)', () => {
	beforeEach(() => {
		bench.emulator.control.setTier('development_access');
		waits.length = 0;
	});

	it('20 ad sets: what does not fit is held with the time to try again, nothing is lost or unknown', async () => {
		const ids = copies(20);
		const result = await runAll(ids);
		expect(result.error).toBeUndefined();
		const [applied, held] = [rowsOf(result, APPLIED), rowsOf(result, HELD)];
		process.stdout.write(`limited tier: ${applied.length} applied, ${held.length} held\n`);
		expect(applied.length + held.length).toBe(20);
		expect(applied.length).toBeGreaterThanOrEqual(10);
		expect(new Set(held.flatMap(guardsOf))).toEqual(new Set(['callLimit']));
		expect(held.every(({ earliestNextTry }) => earliestNextTry !== null)).toBe(true);
		expect(
			bench.emulator.world.all('AdSet').filter(({ id, dailyBudget }) => ids.includes(id) && dailyBudget === 1100),
		).toHaveLength(applied.length);
	});

	it('20 ad sets: all are done when the run may wait', async () => {
		const ids = copies(20);
		const result = await runAll(ids, { options: { maxWait: 900 } });
		expect(result.error).toBeUndefined();
		expect(rowsOf(result, APPLIED)).toHaveLength(20);
		expect(Math.max(...bench.sent().map(({ status }) => status))).toBe(200);
		process.stdout.write(
			`limited tier: all applied after ${Math.round(waits.reduce((sum, wait) => sum + wait, 0) / 1000)} s\n`,
		);
	});
});

it('a dry run of 20 costs one look and one check each', async () => {
	await runAll(copies(20), { dryRun: true });
	expect(points().reads).toBeLessThanOrEqual(9);
	expect(bench.emulator.world.limits.totalPoints(ACCOUNTS.eur)).toBeLessThanOrEqual(69);
});
