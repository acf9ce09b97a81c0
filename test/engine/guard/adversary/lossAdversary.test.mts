import { checkLosses, lossAdversary } from './lossAdversary.mts';
import '../../support/lives/fakeTime.mts';

jest.mock('../../../../nodes/shared/graph/wait', () => jest.requireActual('../../support/lives/fakeTime.mts').fakeWait);
jest.setTimeout(180_000);

it('Stop Loss keeps its promises beside people, faults and a second worker (short; the long run is a soak)', async () => {
	const tally = await lossAdversary({ days: 3, everyMinutes: 360, seed: 1 });
	process.stdout.write(`stop loss, 3 simulated days: ${JSON.stringify(tally)}\n`);
	checkLosses(tally);
});
