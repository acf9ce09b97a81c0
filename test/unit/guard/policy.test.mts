import * as fc from 'fast-check';

import {
	checkApproved,
	checkMonotone,
	checkOne,
	histories,
	playHistory,
	policies,
	requests,
	scenes,
} from './policyProperty.mts';
import { policy } from './states.mts';

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

it('what was approved is made as it stands or not at all', () => {
	const patient = policy({ cooldown: { loosen: 0, tighten: 0 }, ceiling: 300_000n, actOnUnknownLearning: true });
	// Small steps, of which the guards let some through whole.
	const small = fc
		.integer({ min: -150_000, max: 150_000 })
		.map((share) => ({ kind: 'percent', share: BigInt(share) }) as const);
	const request = fc.tuple(requests, small).map(([one, wish]) => ({ ...one, wish }));
	const given = {
		scene: scenes,
		request: fc.oneof(requests, request),
		policy: fc.oneof(policies, fc.constant(patient)),
		hoursAgo: fc.integer({ min: 0, max: 168 }),
	};
	let made = 0;
	fc.assert(
		fc.property(fc.record(given), (one) => void (made += Number(checkApproved(one)))),
		{ numRuns: RUNS },
	);
	// A guard that holds everything keeps the promise as well.
	expect(made).toBeGreaterThan(20);
});
