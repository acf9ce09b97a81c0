import { EDGES, MISSING_EDGES } from '../../../../emulator/graph/domains.mts';

it('no edge that a domain has is still on the list of the missing', () => {
	const known = Object.values(EDGES).flatMap((edges) => Object.keys(edges));
	expect(known.filter((name) => MISSING_EDGES.has(name))).toEqual([]);
});
