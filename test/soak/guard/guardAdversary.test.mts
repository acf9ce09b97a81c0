import { adversary, check, print } from '../../engine/guard/adversary/guardAdversary.mts';
import '../../engine/support/lives/fakeTime.mts';

jest.mock(
	'../../../nodes/shared/graph/wait',
	() => jest.requireActual('../../engine/support/lives/fakeTime.mts').fakeWait,
);
jest.setTimeout(3_600_000);

it('30 simulated days of several workflows on two workers stay within the caps', async () => {
	const seed = Number(process.env.SEED ?? 1);
	const lines = await adversary({ days: 30, everyMinutes: 180, seed });
	print(lines, `budget guard, 30 simulated days, every 3 hours, 16 runs each time, SEED=${seed}`);
	check(lines);
});
