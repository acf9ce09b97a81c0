import { followScript, scripts } from '../../unit/graph/calls/loopProperty.mts';
import { soak } from '../seeded.mts';

jest.setTimeout(900_000);

it('gives each request one ending and lets no write happen twice, in one batch', async () => {
	await soak('sending', scripts(20), followScript, 20_000);
});

it('does so over several batches at once', async () => {
	await soak('sending in lanes', scripts(200), followScript, 2_000);
});
