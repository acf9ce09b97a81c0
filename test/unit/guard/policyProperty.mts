import * as fc from 'fast-check';

import { decideStep } from '../../../nodes/MetaBudgetGuard/policy/decide.ts';
import {
	directionOf,
	levers,
	percentShare,
	reach,
	WHOLE,
	type LeverName,
} from '../../../nodes/MetaBudgetGuard/policy/lever.ts';
import type { StepRequest, Wish } from '../../../nodes/MetaBudgetGuard/policy/request.ts';
import { defaultPolicy, settingsProblem, type Policy } from '../../../nodes/MetaBudgetGuard/policy/settings.ts';
import { type LearningStage, type LeverState, type ValueChange } from '../../../nodes/MetaBudgetGuard/policy/state.ts';
import { wallMinute } from '../../../nodes/MetaBudgetGuard/policy/moment.ts';
import { isInHours } from '../../../nodes/meta/hours/week.ts';
import { state } from './states.mts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../nodes/shared/durations.ts';

/** Arbitrary states and requests for one decision, and whole histories of one value for many. */

const share = (most: number): fc.Arbitrary<bigint> => fc.integer({ min: 0, max: most * 10_000 }).map(BigInt);
const amount = (min: number, max: number): fc.Arbitrary<bigint> => fc.bigInt({ min: BigInt(min), max: BigInt(max) });
const maybe = <T,>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null });

const cooldowns = fc.constantFrom(
	defaultPolicy.cooldown,
	{ loosen: 0, tighten: 0 },
	{ loosen: HOUR_MS, tighten: 5 * MINUTE_MS },
);

export const policies: fc.Arbitrary<Policy> = fc.record({
	step: share(50),
	day: fc.record({ loosen: share(100), tighten: share(90) }),
	week: fc.record({ loosen: share(200), tighten: share(90) }),
	month: fc.record({ loosen: share(400), tighten: share(90) }),
	floor: maybe(amount(1, 20_000)),
	ceiling: maybe(amount(1, 200_000)),
	accountCeiling: maybe(amount(1, 500_000)),
	cooldown: cooldowns,
	tightenWhileLearning: fc.boolean(),
	actOnUnknownLearning: fc.boolean(),
	protected: fc.constantFrom([], [], [], ['Broad']),
	keepLive: fc.constant(1),
	keptToHours: fc.constant(false),
	hours: maybe(
		fc.array(
			fc
				.record({
					days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }),
					from: fc.integer({ min: 0, max: 1_440 }),
					to: fc.integer({ min: 0, max: 1_440 }),
				})
				.filter(({ from, to }) => from !== to),
			{ minLength: 1, maxLength: 3 },
		),
	),
});

export const wishes: fc.Arbitrary<Wish> = fc.oneof(
	fc.integer({ min: -1_500_000, max: 3_000_000 }).map((value): Wish => ({ kind: 'percent', share: BigInt(value) })),
	amount(-30_000, 100_000).map((value): Wish => ({ kind: 'amount', amount: value })),
	amount(0, 200_000).map((value): Wish => ({ kind: 'value', value })),
);

export const requests: fc.Arbitrary<StepRequest> = fc.record({
	wish: wishes,
	expected: fc.constant(null),
	released: fc.constant(null),
	figures: fc.constant([]),
	emergency: fc.boolean(),
});

const ZONES = ['America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Europe/Berlin', 'UTC'];
/** Around the nights on which clocks change in New York and Berlin, and some others. */
const moments = fc
	.tuple(
		fc.constantFrom(
			Date.UTC(2026, 2, 8, 7),
			Date.UTC(2026, 10, 1, 6),
			Date.UTC(2026, 2, 29, 1),
			Date.UTC(2026, 9, 25, 1),
			Date.UTC(2026, 6, 1),
		),
		fc.integer({ min: -12 * 60, max: 12 * 60 }),
	)
	.map(([base, minutes]) => base + minutes * MINUTE_MS);

const stages = fc.array(
	fc.constantFrom<LearningStage>('learned', 'learned', 'learned', 'limited', 'learning', 'unknown'),
	{ maxLength: 3 },
);

/** One state with a log that fits together, at a moment. */
export const scenes: fc.Arbitrary<{ state: LeverState; now: number }> = fc
	.record({
		now: moments,
		zone: fc.constantFrom(...ZONES),
		lever: fc.constantFrom<LeverName>('dailyBudget', 'dailyBudget', 'lifetimeBudget', 'bid', 'roasFloor'),
		currency: fc.constantFrom('USD', 'JPY'),
		steps: fc.array(fc.tuple(fc.integer({ min: 1, max: 5 * 24 * 60 }), amount(1, 100_000)), { maxLength: 6 }),
		value: amount(1, 100_000),
		spent: amount(0, 60_000),
		hoursLeft: fc.integer({ min: 0, max: 24 * 30 }),
		learning: stages,
		minimum: maybe(amount(1, 500)),
		accountDaily: maybe(amount(1, 500_000)),
		scheduled: fc.constantFrom(WHOLE, WHOLE, 2n * WHOLE),
	})
	.map(({ now, steps, hoursLeft, spent, value, ...more }) => {
		const values: ValueChange[] = [];
		let at = now;
		let to = value;
		for (const [minutes, from] of steps) {
			at -= minutes * MINUTE_MS;
			values.unshift({ at, from, to, by: null });
			to = from;
		}
		const lifetime = more.lever === 'lifetimeBudget';
		const log = { values, touches: values.map((entry) => ({ at: entry.at, what: 'its budget' })), unreadable: [] };
		return {
			now,
			state: state({
				...more,
				value,
				log,
				readAt: now,
				startsAt: null,
				spent: lifetime ? spent : 0n,
				endsAt: lifetime ? now + hoursLeft * HOUR_MS : null,
			}),
		};
	});

const size = (value: bigint): bigint => (value < 0n ? -value : value);

/** What one decision is about. */
interface Given {
	readonly scene: { readonly state: LeverState; readonly now: number };
	readonly request: StepRequest;
	readonly policy: Policy;
}

/** Everything one decision promises, whatever it is asked. */
export function checkOne({ scene: { state: of, now }, request, policy }: Given): void {
	const { verdict, from, wished, to, reasons, clampedBy, earliestNextTry } = decideStep(of, request, policy, now);
	expect(from).toBe(of.value);
	if (verdict === 'held') {
		expect([to, clampedBy.length]).toEqual([from, 0]);
		expect(reasons.length).toBeGreaterThan(0);
		return;
	}
	const up = to > from;
	expect(up ? to <= wished : to >= wished && to > 0n).toBe(true);
	expect(settingsProblem(policy, levers[of.lever].loosensUpward)).toBeNull();
	expect(to === wished).toBe(clampedBy.length === 0);
	expect(earliestNextTry).toBeGreaterThanOrEqual(now);
	if (policy.hours) expect(isInHours(policy.hours, wallMinute(now, of.zone))).toBe(true);
	const loosens = up === levers[of.lever].loosensUpward;
	if (of.lever !== 'lifetimeBudget') {
		if (loosens) expect(policy.ceiling !== null && (up ? to <= policy.ceiling : to >= policy.ceiling)).toBe(true);
		else if (policy.floor !== null) expect(up ? to <= policy.floor : to >= policy.floor).toBe(true);
	} else {
		expect(to).toBeGreaterThan(of.spent);
		const days = (of.endsAt! - now) / DAY_MS;
		if (loosens) expect(Number(to - of.spent)).toBeLessThanOrEqual(Number(policy.ceiling) * days + 1e-6);
	}
	const left = (value: bigint): bigint => (value > of.spent ? value - of.spent : 0n);
	const direction = loosens ? 'loosen' : 'tighten';
	for (const [length, cap] of [
		[0, policy.step],
		[DAY_MS, policy.day[direction]],
		[7 * DAY_MS, policy.week[direction]],
		[30 * DAY_MS, policy.month[direction]],
	] as const) {
		const seen = [
			of.value,
			...of.log.values.filter(({ at }) => at > now - length).flatMap((entry) => [entry.from, entry.to]),
		];
		for (const base of seen) {
			const most = reach(levers[of.lever], left(base), direction, cap);
			expect(up ? left(to) <= most : left(to) >= most).toBe(true);
		}
	}
	const again = decideStep(
		{ ...of, value: to, log: logged(of, from, to, now) },
		{ ...request, emergency: false },
		policy,
		now + MINUTE_MS,
	);
	if (policy.cooldown.loosen > MINUTE_MS && policy.cooldown.tighten > MINUTE_MS) expect(again.verdict).toBe('held');
}

const logged = ({ log }: LeverState, from: bigint, to: bigint, at: number): LeverState['log'] => ({
	...log,
	values: [...log.values, { at, from, to, by: null }],
	touches: [...log.touches, { at, what: 'its budget' }],
});

/** Wider settings never lead less far. */
export function checkMonotone({
	scene: { state: of, now },
	request,
	policy,
	more,
}: Given & { readonly more: bigint }): void {
	const wide = (set: bigint, most: number): bigint =>
		set + more > percentShare(most) ? percentShare(most) : set + more;
	const moved = (bound: bigint | null, up: boolean): bigint | null =>
		bound === null || up ? bound && bound + more : bound > more ? bound - more : 1n;
	const upward = levers[of.lever].loosensUpward;
	const wider: Policy = {
		...policy,
		step: wide(policy.step, 50),
		day: { loosen: wide(policy.day.loosen, 100), tighten: wide(policy.day.tighten, 90) },
		week: { loosen: wide(policy.week.loosen, 200), tighten: wide(policy.week.tighten, 90) },
		month: { loosen: wide(policy.month.loosen, 400), tighten: wide(policy.month.tighten, 90) },
		ceiling: moved(policy.ceiling, upward),
		floor: moved(policy.floor, !upward),
		accountCeiling: moved(policy.accountCeiling, true),
	};
	const [less, further] = [policy, wider].map((set) => decideStep(of, request, set, now));
	expect(size(further.to - further.from)).toBeGreaterThanOrEqual(size(less.to - less.from));
}

/** What was approved is made as it stands, where a step of the same wish would be, and otherwise held. */
export function checkApproved({
	scene: { state: of, now },
	request,
	policy,
	hoursAgo,
}: Given & { readonly hoursAgo: number }): boolean {
	const since = now - hoursAgo * HOUR_MS;
	const plain = decideStep(of, request, policy, now);
	const approved = decideStep(of, { ...request, approved: { lever: of.lever, since } }, policy, now);
	const isUnchanged = of.log.values.every(({ at }) => at <= since);
	const moves = plain.verdict === 'move' && plain.to === plain.wished && isUnchanged;
	expect([approved.verdict, approved.to]).toEqual(moves ? ['move', plain.wished] : ['held', of.value]);
	const other = of.lever === 'bid' ? 'status' : 'bid';
	expect(decideStep(of, { ...request, approved: { lever: other, since } }, policy, now).verdict).toBe('held');
	return moves;
}

/** One thing that happens to a value over time. */
type Event =
	| { readonly kind: 'pass'; readonly minutes: number }
	| { readonly kind: 'outside'; readonly value: bigint }
	| { readonly kind: 'step'; readonly request: StepRequest; readonly policy: Policy; readonly lag: number };

interface History {
	readonly lever: 'dailyBudget' | 'bid' | 'roasFloor';
	/** One with cents, one without. */
	readonly currency: string;
	readonly zone: string;
	/** When it begins: around the nights on which clocks change, for one. */
	readonly begin: number;
	readonly start: bigint;
	readonly events: readonly Event[];
}

export const histories: fc.Arbitrary<History> = fc.record({
	lever: fc.constantFrom('dailyBudget', 'bid', 'roasFloor'),
	currency: fc.constantFrom('USD', 'JPY'),
	zone: fc.constantFrom(...ZONES),
	begin: moments,
	start: amount(500, 50_000),
	events: fc.array(
		fc.oneof(
			{
				weight: 3,
				arbitrary: fc.integer({ min: 1, max: 3 * 24 * 60 }).map((minutes): Event => ({ kind: 'pass', minutes })),
			},
			{ weight: 1, arbitrary: amount(500, 50_000).map((value): Event => ({ kind: 'outside', value })) },
			{
				weight: 6,
				arbitrary: fc
					.record({ request: requests, policy: policies, lag: fc.constantFrom(0, 0, 10, 60) })
					.map((step): Event => ({
						kind: 'step',
						...step,
						policy: { ...step.policy, protected: [], accountCeiling: null },
					})),
			},
		),
		{ minLength: 1, maxLength: 60 },
	),
});

interface Change extends ValueChange {
	readonly policy: Policy | null;
}

/**
 * Plays a history: several workflows with settings of their own and people who change the value in between, seen through
 * a log that comes late. Whatever the order, each change of the guard respects the caps of its own settings from every
 * moment of every window that ends with it, and no hour sees a fifth change by it.
 *
 * @returns how often the guard moved the value
 */
export function playHistory({ lever, currency, zone, begin, start, events }: History): number {
	let now = begin;
	let value = start;
	// An object without any entry in the log cannot be told from one whose entries are late: here each has one.
	const changes: Change[] = [{ at: now - 40 * DAY_MS, from: start + 1n, to: start, by: 'person', policy: null }];
	const set = (to: bigint, policy: Policy | null): void => {
		if (to !== value) changes.push({ at: now, from: value, to, by: policy ? 'guard' : 'person', policy });
		value = to;
		now += 1_000;
	};
	for (const event of events) {
		if (event.kind === 'pass') now += event.minutes * MINUTE_MS;
		// A value that was there before would hide what the log does not show yet: people mostly choose new ones.
		else if (event.kind === 'outside') set(unused(event.value), null);
		else {
			const visible = changes.filter(({ at }) => at <= now - event.lag * MINUTE_MS);
			const log = { values: visible, touches: visible.map(({ at }) => ({ at, what: 'its budget' })), unreadable: [] };
			const decision = decideStep(
				state({ lever, currency, zone, value, log, readAt: now, minimum: 100n, startsAt: null }),
				event.request,
				event.policy,
				now,
			);
			if (decision.verdict === 'move') {
				checkWindows(decision.to, event.policy);
				set(decision.to, event.policy);
			}
		}
	}
	return changes.filter(({ policy }) => policy !== null).length;

	function unused(wanted: bigint): bigint {
		const taken = new Set(changes.flatMap(({ from, to }) => [from, to]));
		while (taken.has(wanted)) wanted += 1n;
		return wanted;
	}

	function checkWindows(to: bigint, policy: Policy): void {
		const up = to > value;
		const direction = directionOf(levers[lever], value, to);
		expect(
			up
				? to <= reach(levers[lever], value, direction, policy.step)
				: to >= reach(levers[lever], value, direction, policy.step),
		).toBe(true);
		for (const [length, cap] of [
			[DAY_MS, policy.day[direction]],
			[7 * DAY_MS, policy.week[direction]],
			[30 * DAY_MS, policy.month[direction]],
		] as const) {
			const inside = changes.filter(({ at }) => at > now - length);
			for (const base of [value, ...inside.map(({ from }) => from)]) {
				const most = reach(levers[lever], base, direction, cap);
				expect(up ? to <= most : to >= most).toBe(true);
			}
		}
		expect(changes.filter(({ at, policy: by }) => by !== null && at > now - HOUR_MS).length).toBeLessThan(4);
		const bound = direction === 'loosen' ? policy.ceiling! : policy.floor;
		if (bound !== null) expect(up ? to <= bound : to >= bound).toBe(true);
		if (policy.hours) expect(isInHours(policy.hours, wallMinute(now, zone))).toBe(true);
	}
}
