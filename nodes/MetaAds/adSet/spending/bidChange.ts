import { leapProblem, roasFloorOf } from '../../../meta/bids';
import type { WantedValue } from '../../../shared/adObject/change/wanted';
import type { InputProblem } from '../../../shared/form/problem';
import type { GraphObject } from '../../../shared/graph/object';

/** Numbers of a bid, and how each is read of an object. */
const numbers = [
	{ field: 'bid_amount', name: 'bidAmount', read: ({ bid_amount: amount }: GraphObject) => Number(amount ?? 0) },
	{
		field: 'bid_constraints',
		name: 'roasFloor',
		read: ({ bid_constraints: constraints }: GraphObject) => roasFloorOf(constraints) ?? 0,
	},
] as const;

/** Why a bid or ROAS floor may not go where it should: too far from what it is, or was before the run. */
export function largeBidProblem(
	wantedValues: readonly WantedValue[],
	current: GraphObject,
	atStart: GraphObject,
	isAllowed: boolean,
): InputProblem | null {
	if (isAllowed) return null;
	for (const { field, name, read } of numbers) {
		const want = wantedValues.find((candidate) => candidate.field === field);
		if (want === undefined) continue;
		const valueIn = (object: GraphObject) => ({ number: read(object), words: want.inWords(object) });
		const to = valueIn({ [field]: want.value });
		// No floor takes one away, which a change of the strategy does.
		const problem = to.number === 0 ? null : leapProblem(['updateFields', name], [current, atStart].map(valueIn), to);
		if (problem) return problem;
	}
	return null;
}
