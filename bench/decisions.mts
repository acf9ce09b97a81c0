import { decideStep } from '../nodes/MetaBudgetGuard/policy/decide.ts';
import { percentShare } from '../nodes/MetaBudgetGuard/policy/lever.ts';
import type { StepRequest } from '../nodes/MetaBudgetGuard/policy/request.ts';
import { defaultPolicy, type Policy } from '../nodes/MetaBudgetGuard/policy/settings.ts';
import type { LeverState, ValueChange } from '../nodes/MetaBudgetGuard/policy/state.ts';
import { median } from './median.mts';
import { processor } from './processor.mts';
import { DAY_MS, HOUR_MS } from '../nodes/shared/durations.ts';

/** How long the budget guard's policy takes for a large account, the reading left out. */
export interface Decisions {
	objects: number;
	/** Milliseconds of one core, median of the rounds. */
	ms: number;
	moved: number;
	held: number;
}

/** A large account is decided while one call to Meta is under way. */
export const ALLOWED_MS = 100;

const OBJECTS = 10_000;
const ROUNDS = 11;
const NOW = Date.UTC(2026, 10, 25, 12);

/** Each object was changed some times in the last days; every fourth within the last hours, so that it is held. */
function stateOf(index: number): LeverState {
	const values: ValueChange[] = [];
	let value = 5_000n + BigInt(index % 977);
	let at = NOW - 7 * DAY_MS;
	for (let change = 0; change < index % 7; change++) {
		const to = value + 40n;
		values.push({ at, from: value, to, by: 'app' });
		value = to;
		at += 19 * HOUR_MS;
	}
	if (index % 4 === 0) {
		values.push({ at: NOW - 3 * HOUR_MS, from: value, to: value + 100n, by: 'person' });
		value += 100n;
	}
	const name = `Ad set ${index}`;
	return {
		id: String(120211000000000000n + BigInt(index)),
		name,
		kind: 'adSet',
		currency: 'EUR',
		zone: 'Europe/Berlin',
		lever: 'dailyBudget',
		value,
		spent: 0n,
		startsAt: NOW - 90 * DAY_MS,
		endsAt: null,
		status: 'ACTIVE',
		atRest: null,
		learning: ['learned'],
		knownAs: [String(index), name, 'Spring', 'label'],
		log: {
			values,
			touches: values.map((entry) => ({ at: entry.at, what: `The budget of “${name}”` })),
			unreadable: [],
		},
		minimum: 100n,
		accountDaily: 900_000_000n,
		scheduled: 1_000_000n,
		periods: [],
		ownWrite: null,
		updatedAt: null,
		toldUntil: 0,
		beside: null,
		readAt: NOW,
	};
}

/** Every guard is asked: protected names, hours, an account's ceiling, figures. */
const policy: Policy = {
	...defaultPolicy,
	ceiling: 100_000n,
	floor: 100n,
	accountCeiling: 990_000_000n,
	protected: ['Brand', 'Always on'],
	hours: [{ days: [0, 1, 2, 3, 4, 5, 6], from: 6 * 60, to: 22 * 60 }],
};

const requestOf = (index: number): StepRequest => ({
	wish: { kind: 'percent', share: percentShare((index % 40) - 19.5) },
	expected: null,
	released: null,
	figures: [{ name: 'Spend', value: 100, least: 50 }],
	emergency: false,
});

export function measureDecisions(): Decisions {
	const cases = Array.from({ length: OBJECTS }, (_, index) => [stateOf(index), requestOf(index)] as const);
	const times: number[] = [];
	let moved = 0;
	for (let round = 0; round < ROUNDS; round++) {
		moved = 0;
		const began = processor();
		for (const [state, request] of cases) if (decideStep(state, request, policy, NOW).verdict === 'move') moved += 1;
		times.push((processor() - began) * 1e3);
	}
	return { objects: OBJECTS, ms: median(times), moved, held: OBJECTS - moved };
}
