import * as fc from 'fast-check';

import { checkMonotone, checkOne, histories, playHistory, policies, requests, scenes } from './policyProperty.mts';

const RUNS = 1_000;

it('one decision keeps every promise', () => {
	fc.assert(fc.property(fc.record({ scene: scenes, request: requests, policy: policies }), checkOne), {
		numRuns: RUNS,
	});
});

it('wider settings never lead less far', () => {
	const more = fc.bigInt({ min: 0n, max: 500_000n });
	fc.assert(fc.property(fc.record({ scene: scenes, request: requests, policy: policies, more }), checkMonotone), {
		numRuns: RUNS,
	});
});

it('no sequence of steps, outside edits and late logs breaks a cap in any window', () => {
	const moves = { dailyBudget: 0, bid: 0, roasFloor: 0 };
	fc.assert(
		fc.property(histories, (history) => void (moves[history.lever] += playHistory(history))),
		{ numRuns: 600 },
	);
	// A guard that never moves keeps every cap.
	for (const count of Object.values(moves)) expect(count).toBeGreaterThan(10);
});
