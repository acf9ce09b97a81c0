import type { LeverState } from '../nodes/MetaBudgetGuard/policy/state.ts';

/** An ad set in US dollars that is on and of which nothing else is known; a simulation adds what its own is like. */
export const simulatedAdSet = {
	id: '1',
	name: 'Simulated',
	kind: 'adSet',
	currency: 'USD',
	zone: 'UTC',
	spent: 0n,
	startsAt: null,
	endsAt: null,
	status: 'ACTIVE',
	atRest: null,
	knownAs: ['1'],
	minimum: 100n,
	accountDaily: null,
	scheduled: 1_000_000n,
	periods: [],
	ownWrite: null,
	updatedAt: null,
	toldUntil: 0,
} as const satisfies Partial<LeverState>;
