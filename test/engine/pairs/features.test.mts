import { features } from './features.mts';
import { playPair } from './pair.mts';
import '../support/lives/fakeTime.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);
jest.setTimeout(180_000);

/** A feature that does nothing keeps all promises next to any other. */

const DID = ['applied', 'pause'];

it.each(features.map(({ name }) => name))('%s does something within three days', async (name) => {
	// There is nothing to take back without a raise.
	const others = name === 'undo' ? ['percent'] : [];
	const run = { days: 3, seed: 7, lagSeconds: 0, workers: 1, isAlone: true } as const;
	const { world, broken } = await playPair({ features: [...others, name], ...run });
	const own = world.rows.filter(({ by }) => by === name);
	expect(broken).toEqual([]);
	expect(own.some(({ json }) => DID.includes(String(json.verdict ?? json.action)))).toBe(true);
});
