import { checkLosses, lossAdversary } from '../../engine/guard/adversary/lossAdversary.mts';
import '../../engine/support/lives/fakeTime.mts';

jest.mock(
	'../../../nodes/shared/graph/wait',
	() => jest.requireActual('../../engine/support/lives/fakeTime.mts').fakeWait,
);
jest.setTimeout(3_600_000);

it('30 simulated days of Stop Loss on two workers, beside people and faults, keep its promises', async () => {
	const seed = Number(process.env.SEED ?? 1);
	const tally = await lossAdversary({ days: 30, everyMinutes: 360, seed });
	process.stdout.write(
		`stop loss, 30 simulated days, every 6 hours, two workers, SEED=${seed}: ${JSON.stringify(tally)}\n`,
	);
	checkLosses(tally);
});
