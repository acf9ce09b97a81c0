import { adversary, check, print } from './guardAdversary.mts';
import '../../support/lives/fakeTime.mts';

jest.mock('../../../../nodes/shared/graph/wait', () => jest.requireActual('../../support/lives/fakeTime.mts').fakeWait);
jest.setTimeout(180_000);

it('no workflow, worker or lost answer moves a budget beyond the caps (short; the long run is a soak)', async () => {
	const lines = await adversary({ days: 2, everyMinutes: 360, seed: 1 });
	print(lines, 'budget guard, 2 simulated days, every 6 hours, 16 runs each time');
	check(lines);
});
