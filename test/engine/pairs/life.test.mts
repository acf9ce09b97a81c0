import { live, shapeOf } from '../../soak/life/life.mts';
import '../support/lives/fakeTime.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);
jest.setTimeout(180_000);

// A few days; twelve lives of 60 days are a soak.

it('four days of an account beside a person and another tool keep all promises', async () => {
	const { broken, tally } = await live(shapeOf(9), 4);
	expect(broken).toEqual([]);
	// A life in which nothing is done proves nothing.
	expect(tally.rows).toBeGreaterThan(400);
	expect(tally.activated).toBeGreaterThan(5);
});
