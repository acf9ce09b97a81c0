import { checkHours, hoursAdversary, zones } from './hoursAdversary.mts';
import '../support/fakeTime.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/fakeTime.mts').fakeWait);
jest.setTimeout(180_000);

// Short; the long runs are soaks.

it('Keep to Hours keeps its promises over a change of clocks, beside people, faults and a second worker', async () => {
	const tally = await hoursAdversary(zones[0], 'at once', { days: 3, everyMinutes: 60, seed: 1 });
	process.stdout.write(`keep to hours, 3 simulated days: ${JSON.stringify(tally)}\n`);
	checkHours(tally, 'at once');
});
