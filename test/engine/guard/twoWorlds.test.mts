import { startEmulator, type Emulator } from '../../../emulator/http/server.mts';
import { AD_SETS } from '../../../emulator/world/seedIds.mts';
import { APPLIED, HELD, rowsOf, useGuard } from '../support/guards.mts';
import { byId, emulatorCredential } from '../support/harness.mts';

/** Emulators have objects of the same IDs: what was done in one says nothing of another. */

const bench = useGuard();
let other: Emulator;

beforeAll(async () => {
	other = await startEmulator();
});
afterAll(async () => await other.close());

it('remembers a step in the world in which it was made, and in no other', async () => {
	const adSet = { adSet: byId(AD_SETS.eurMinRoas), guards: { actOnUnknownLearning: true } };
	const elsewhere = { credential: emulatorCredential(other.url) };
	const first = await bench.run(adSet);
	expect(rowsOf(first, APPLIED)).toMatchObject([{ verdict: 'applied' }]);
	expect(rowsOf(await bench.run(adSet, elsewhere), APPLIED)).toMatchObject([{ verdict: 'applied' }]);
	// As a person would who takes it back: here the step is remembered.
	bench.emulator.control.reset();
	expect(rowsOf(await bench.run(adSet), HELD)).toMatchObject([{ verdict: 'held' }]);
});
