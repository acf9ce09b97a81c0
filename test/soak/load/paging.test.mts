import { edges, readEdge } from '../../unit/graph/calls/pagesProperty.mts';
import { soak } from '../seeded.mts';

jest.setTimeout(900_000);

it('gives every object once from edges of any shape', async () => {
	await soak('paging', edges(5_000), readEdge, 1_500);
});
