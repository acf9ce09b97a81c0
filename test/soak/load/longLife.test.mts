import { liveLong } from '../../engine/support/lives/longLife.mts';

jest.mock(
	'../../../nodes/shared/graph/wait',
	() => jest.requireActual('../../engine/support/lives/fakeTime.mts').fakeWait,
);

const { HOURS = '24', SEED = String(Date.now() % 2 ** 31) } = process.env;

const MB = 2 ** 20;

it(`${HOURS} hours of polls, reports, guard, uploads and faults in one process: it holds no more at the end than after an hour`, async () => {
	const { heap, timersLeft, ended, failedPolls } = await liveLong({ hours: Number(HOURS), seed: Number(SEED) });
	process.stdout.write(
		`SEED=${SEED}: MB by hour ${heap.map((bytes) => (bytes / MB).toFixed(1)).join(' ')}, runs ${JSON.stringify(ended)}, ${failedPolls} failed polls\n`,
	);
	const [first = 0] = heap;
	expect(Math.max(...heap.slice(1)) / first).toBeLessThanOrEqual(1.05);
	expect(timersLeft).toBe(0);
	expect(ended.canceled).toBeGreaterThan(0);
	expect(ended.success).toBeGreaterThan(0);
}, 3_600_000);
