import { roasFloorOf } from '../../../meta/bids';
import type { Wanted } from '../../../shared/adObject/change/wanted';
import { InputProblem } from '../../../shared/form/problem';
import type { GraphObject } from '../../../shared/graph/object';

/** A bid or floor more than this many times the present one, or less than its part, needs Allow Large Change. */
const LARGE_CHANGE = 2;

/** Numbers of a bid, and how each is read of an object. */
const numbers = [
	{ field: 'bid_amount', name: 'bidAmount', read: ({ bid_amount: amount }: GraphObject) => Number(amount ?? 0) },
	{
		field: 'bid_constraints',
		name: 'roasFloor',
		read: ({ bid_constraints: constraints }: GraphObject) => roasFloorOf(constraints) ?? 0,
	},
] as const;

/**
 * Why a bid or ROAS floor may not go where it should: too far from what it is, or from what it was before the run,
 * since small steps of several items must not add up to what one item may not do. Both directions count: a floor near
 * zero lets Meta spend on anything, and so does a bid a hundredfold.
 */
export function largeBidProblem(
	wanted: readonly Wanted[],
	current: GraphObject,
	atStart: GraphObject,
	allowed: boolean,
): InputProblem | null {
	if (allowed) return null;
	for (const { field, name, read } of numbers) {
		const want = wanted.find((candidate) => candidate.field === field);
		const to = want === undefined ? 0 : read({ [field]: want.value });
		if (want === undefined || to === 0) continue;
		const from = [current, atStart].find((object) => isFar(read(object), to));
		if (from === undefined) continue;
		const much = to > read(from) ? 'more than twice' : 'less than half of';
		return new InputProblem(
			['updateFields', name],
			`would become ${much} what it is (${want.inWords(from)} → ${want.inWords({ [field]: want.value })})`,
			'If that is meant, switch Allow Large Change on under Options. Bids are in currency units, not cents.',
		);
	}
	return null;
}

/** What has no number yet is far from none. */
const isFar = (from: number, to: number): boolean => from > 0 && (to > from * LARGE_CHANGE || to * LARGE_CHANGE < from);
