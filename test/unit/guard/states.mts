import { percentShare } from '../../../nodes/MetaBudgetGuard/policy/lever.ts';
import type { StepRequest, Wish } from '../../../nodes/MetaBudgetGuard/policy/request.ts';
import { defaultPolicy, type Policy } from '../../../nodes/MetaBudgetGuard/policy/settings.ts';
import type { LeverState, ValueChange } from '../../../nodes/MetaBudgetGuard/policy/state.ts';
import { DAY_MS, HOUR_MS } from '../../../nodes/shared/durations.ts';

/** What tests of the policy share: one quiet, delivering ad set with 100.00 USD a day. */

export const NOW = Date.UTC(2026, 10, 25, 12);

export const state = (more: Partial<LeverState> = {}): LeverState => ({
	id: '120211000000000001',
	name: 'Broad',
	kind: 'adSet',
	currency: 'USD',
	zone: 'America/New_York',
	lever: 'dailyBudget',
	value: 10_000n,
	spent: 0n,
	startsAt: NOW - 90 * DAY_MS,
	endsAt: null,
	status: 'ACTIVE',
	atRest: null,
	learning: ['learned'],
	knownAs: ['120211000000000001', 'Broad', '120210000000000001', 'Spring'],
	log: { values: [], touches: [], unreadable: [] },
	updatedAt: NOW - 90 * DAY_MS,
	toldUntil: NOW,
	minimum: 100n,
	accountDaily: null,
	scheduled: 1_000_000n,
	periods: [],
	ownWrite: null,
	beside: null,
	readAt: NOW,
	...more,
});

export const changes = (
	...values: ReadonlyArray<readonly [hoursAgo: number, from: number, to: number]>
): Pick<LeverState, 'log'> => {
	const entries = values.map(([hoursAgo, from, to]): ValueChange => ({
		at: NOW - hoursAgo * HOUR_MS,
		from: BigInt(from),
		to: BigInt(to),
		by: 'app 1',
	}));
	return { log: { values: entries, touches: entries.map(({ at }) => ({ at, what: 'its budget' })), unreadable: [] } };
};

export const ask = (wish: Wish, more: Partial<StepRequest> = {}): StepRequest => ({
	wish,
	expected: null,
	released: null,
	figures: [],
	emergency: false,
	...more,
});

export const byPercent = (value: number, more: Partial<StepRequest> = {}): StepRequest =>
	ask({ kind: 'percent', share: percentShare(value) }, more);

export const toValue = (value: number, more: Partial<StepRequest> = {}): StepRequest =>
	ask({ kind: 'value', value: BigInt(value) }, more);

export const policy = (more: Partial<Policy> = {}): Policy => ({ ...defaultPolicy, ceiling: 100_000n, ...more });
