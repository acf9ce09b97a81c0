import { decideStep } from '../../../nodes/MetaBudgetGuard/policy/decide.ts';
import type { StepRequest } from '../../../nodes/MetaBudgetGuard/policy/request.ts';
import type { LeverState } from '../../../nodes/MetaBudgetGuard/policy/state.ts';
import { budgets } from '../../../nodes/MetaBudgetGuard/state/budgets.ts';
import { unloggedTouches } from '../../../nodes/MetaBudgetGuard/policy/unlogged.ts';
import { changeLog } from '../../../nodes/MetaBudgetGuard/state/log/changeLog.ts';
import { byPercent, changes, NOW, policy, state } from './states.mts';
import { DAY_MS, HOUR_MS } from '../../../nodes/shared/durations.ts';

/** What has changed although Meta's log does not tell of it. */

const quick = policy({ cooldown: { loosen: 0, tighten: 0 } });
const guardsOf = (of: LeverState, request: StepRequest = byPercent(10)): string[] =>
	decideStep(of, request, quick, NOW).reasons.map(({ guard }) => guard);
const own = (hoursAgo: number): Pick<LeverState, 'ownWrite'> => ({
	ownWrite: { at: NOW - hoursAgo * HOUR_MS, from: 9_000n, to: 10_000n },
});

describe('a change of ours that the log does not show', () => {
	it.each([1, 12, 23])('holds %d hours later, and says when it goes on', (hours) => {
		expect(guardsOf(state(own(hours)))).toEqual(['ownChangeNotLogged']);
		const { earliestNextTry } = decideStep(state(own(hours)), byPercent(10), quick, NOW);
		expect(earliestNextTry).toBe(NOW - hours * HOUR_MS + 23.5 * HOUR_MS);
	});

	it.each([24, 24 * 29, 24 * 400])('freezes nothing: %d hours later its own value goes on', (hours) => {
		expect(guardsOf(state(own(hours)))).toEqual([]);
	});

	it.each([1, 25, 24 * 29])('holds %d hours later where the value is another one', (hours) => {
		expect(guardsOf(state({ ...own(hours), value: 10_500n }))).toEqual(['ownChangeNotLogged']);
	});

	it('goes on although the log ends with a value before it, and not with one after it', () => {
		const before = state({ ...own(30), ...changes([54, 8_500, 9_000]) });
		expect(guardsOf(before)).toEqual([]);
		expect(guardsOf({ ...before, ...changes([20, 10_000, 9_000]) })).toEqual(['changeLogBehind']);
	});

	it('goes on where only the ad set tells of it, and rests from a later untold change', () => {
		const of = state({ ...own(30), updatedAt: NOW - 30 * HOUR_MS, toldUntil: NOW - 90 * HOUR_MS });
		expect(guardsOf(of)).toEqual([]);
		expect(guardsOf({ ...of, updatedAt: NOW - 2 * HOUR_MS })).toEqual(['ownChangeNotLogged', 'changeNotLogged']);
	});

	it('counts toward every cap: steps that nobody logged go no further than those that somebody did', () => {
		const unseen = [10_000n, 11_500n, 13_000n].map((from, day) => ({
			at: NOW - (3 - day) * DAY_MS,
			from,
			to: from + 1_500n,
		}));
		const of = state({ value: 14_500n, ownWrite: unseen[2] ?? null, ownBefore: unseen.slice(0, 2) });
		const { to, clampedBy } = decideStep(of, byPercent(50), policy({ ...quick, step: 500_000n }), NOW);
		expect([to, clampedBy]).toEqual([15_000n, ['weekCap']]);
	});

	it('rests as a person’s change where the value is what it was before it', () => {
		const last = { at: NOW - 3 * 60_000, from: 10_000n, to: 11_000n };
		const [touch] = unloggedTouches(state({ ownWrite: last }));
		expect(touch).toEqual({ at: last.at, what: 'The value of “Broad”, by this n8n and back again,' });
		expect(unloggedTouches(state({ ownWrite: last, ...changes([0.05, 10_000, 11_000]) }))).toEqual([]);
	});

	it('holds also where a later one got no answer and did not happen', () => {
		const [before, lost] = [
			{ at: NOW - 30 * HOUR_MS, from: 9_000n, to: 10_000n },
			{ at: NOW - 5 * HOUR_MS, from: 10_000n, to: 11_000n },
		];
		const of = state({ ownBefore: [before], ownWrite: lost });
		expect(guardsOf({ ...of, ownBefore: [{ ...before, at: NOW - 20 * HOUR_MS }] })).toEqual(['ownChangeNotLogged']);
		expect(guardsOf({ ...of, ...changes([30, 9_000, 10_000]) })).toEqual([]);
		expect(guardsOf({ ...of, ownBefore: [] })).toEqual([]);
	});

	it('counts with those before it toward the caps, however often a person lets go on', () => {
		const steps = [8_000n, 9_000n, 10_000n].map((from, index) => ({
			at: NOW - (6 - index) * HOUR_MS,
			from,
			to: from + 1_000n,
		}));
		const of = state({ value: 11_000n, ownWrite: steps[2] ?? null, ownBefore: steps.slice(0, 2) });
		const request = { ...byPercent(10), released: 11_000n };
		expect(guardsOf(of, request)).toContain('dayCap');
		expect(guardsOf({ ...of, ownBefore: [] }, request)).not.toContain('dayCap');
	});

	it('counts toward the caps as long as the log only goes on from it', () => {
		const of = state({ ...own(6), value: 10_200n, ...changes([5, 10_000, 10_200]) });
		const far = policy({ ...quick, step: 500_000n });
		expect(decideStep(of, byPercent(50), far, NOW)).toMatchObject({ to: 11_700n, clampedBy: ['dayCap'] });
		const whole = { ...of, ...changes([6, 9_000, 10_000], [5, 10_000, 10_200]) };
		expect(decideStep(whole, byPercent(50), far, NOW)).toMatchObject({ to: 11_700n, clampedBy: ['dayCap'] });
	});

	it('holds no longer once the log shows it', () => {
		expect(guardsOf(state({ ...own(30), ...changes([30, 9_000, 10_000]) }))).toEqual([]);
	});

	it('counts toward the caps once a person has let it go', () => {
		const seven = state({ value: 12_500n, ownWrite: { at: NOW - 30 * HOUR_MS, from: 10_000n, to: 12_500n } });
		const { to, clampedBy } = decideStep(
			seven,
			byPercent(50, { released: 12_500n }),
			policy({ ...quick, step: 500_000n }),
			NOW,
		);
		expect([to, clampedBy]).toEqual([15_000n, ['weekCap']]);
	});
});

describe('a change that only the object tells of', () => {
	const changed = (daysAgo: number): Partial<LeverState> => ({
		updatedAt: NOW - daysAgo * DAY_MS,
		toldUntil: NOW - (daysAgo + 1) * DAY_MS,
	});

	it('holds where the log tells of no change of the value', () => {
		expect(guardsOf(state(changed(6)))).toEqual(['changeNotLogged']);
		expect(guardsOf(state({ updatedAt: NOW - 6 * DAY_MS, toldUntil: NOW - 6 * DAY_MS }))).toEqual([]);
	});

	it('holds a week and says so, and not for ever', () => {
		const { earliestNextTry } = decideStep(state(changed(6)), byPercent(10), quick, NOW);
		expect(earliestNextTry).toBe(NOW + DAY_MS);
		expect(guardsOf(state(changed(8)))).toEqual([]);
	});

	it('is over where the value has been seen as it is for a week, however often the time moves', () => {
		const seen = (daysAgo: number) => state({ ...changed(0), seenSince: NOW - daysAgo * DAY_MS });
		expect(guardsOf(seen(6))).toEqual(['changeNotLogged']);
		expect(guardsOf(seen(7))).toEqual([]);
		expect(unloggedTouches(seen(6))).toHaveLength(1);
		expect(unloggedTouches(seen(7))).toEqual([]);
	});

	it('is something else where the log ends with the present value', () => {
		expect(guardsOf(state({ ...changed(20), ...changes([24 * 25, 9_500, 10_000]) }))).toEqual([]);
	});
});

describe('a change of ours before the budget was one of another kind', () => {
	const [own, kind] = [{ at: NOW - 240 * HOUR_MS, from: 9_000n, to: 10_000n }, NOW - 200 * HOUR_MS];
	const log = (more: object) => ({ ...state({}).log, ...more });

	it('holds for no longer than what came after it', () => {
		const before = state({ ownWrite: own, log: log({ countsSince: kind }) });
		expect(guardsOf(before)).toEqual([]);
		const later = { ...own, at: NOW - 100 * HOUR_MS, to: 10_500n };
		expect(guardsOf(state({ ownWrite: later, log: log({ countsSince: kind }) }))).toEqual(['ownChangeNotLogged']);
	});

	it('what was before is unknown for seven days, unless a person releases it', () => {
		const unclear = (at: number) => state({ log: log({ countsSince: at, unclear: { at, what: 'another kind' } }) });
		expect(guardsOf(unclear(NOW - 6 * DAY_MS))).toEqual(['readableLog']);
		expect(guardsOf(unclear(NOW - 6 * DAY_MS), byPercent(10, { released: 10_000n }))).toEqual([]);
		expect(guardsOf(unclear(NOW - 8 * DAY_MS))).toEqual([]);
		expect(decideStep(unclear(NOW - 6 * DAY_MS), byPercent(10), quick, NOW).earliestNextTry).toBe(NOW + DAY_MS);
	});
});

describe('a released value', () => {
	const unknown = [
		state(own(1)),
		state(changes([50, 9_100, 9_200])),
		state({ updatedAt: NOW - DAY_MS, toldUntil: NOW - 2 * DAY_MS }),
	];

	it.each(unknown)('lets one step through', (of) => {
		expect(guardsOf(of, byPercent(10))).toHaveLength(1);
		expect(guardsOf(of, byPercent(10, { released: 10_000n }))).toEqual([]);
		const { to } = decideStep(of, byPercent(10, { released: 10_000n }), quick, NOW);
		const after = { ...of, value: to, ownWrite: { at: NOW, from: 10_000n, to }, updatedAt: NOW };
		expect(guardsOf(after, byPercent(10, { released: 10_000n })).length).toBeGreaterThan(0);
	});

	it('lets nothing else through', () => {
		const [of] = unknown;
		expect(guardsOf({ ...of!, learning: ['learning'] }, byPercent(10, { released: 10_000n }))).toEqual(['learning']);
	});
});

describe('a gap in the log', () => {
	const entry = (hoursAgo: number, from: number, to: number) => ({
		event_time: new Date(NOW - hoursAgo * HOUR_MS).toISOString().replace('.000Z', '+0000'),
		event_type: 'update_ad_set_budget',
		object_id: '7',
		extra_data: JSON.stringify({ old_value: String(from), new_value: String(to) }),
	});
	const logOf = (...entries: ReadonlyArray<ReturnType<typeof entry>>) =>
		changeLog(entries, budgets, {
			id: '7',
			lever: 'dailyBudget',
			value: 10_000n,
			currency: 'USD',
			related: () => true,
		});

	it('is a change at the latest moment it can have happened', () => {
		const { values } = logOf(entry(2, 9_800, 10_000), entry(40, 9_000, 9_500));
		expect(values.map(({ at, from, to }) => [(NOW - at) / HOUR_MS, Number(from), Number(to)])).toEqual([
			[40, 9_000, 9_500],
			[2, 9_500, 9_800],
			[2, 9_800, 10_000],
		]);
	});

	it('is counted as one of the changes of an hour', () => {
		const log = logOf(entry(0.9, 9_000, 9_500), entry(0.5, 9_500, 9_600), entry(0.2, 9_700, 10_000));
		expect(guardsOf(state({ log }))).toEqual(['hourlyChanges']);
	});
});

describe('30 days', () => {
	it('a raise goes no further than twice, a cut no further than to 0.4 of what it was', () => {
		const up = state({ value: 19_500n, ...changes([24 * 29, 10_000, 12_500], [24 * 20, 12_500, 19_500]) });
		expect(decideStep(up, byPercent(15), quick, NOW)).toMatchObject({ to: 20_000n, clampedBy: ['monthCap'] });
		const down = state({ value: 4_200n, ...changes([24 * 29, 10_000, 7_000], [24 * 20, 7_000, 4_200]) });
		expect(decideStep(down, byPercent(-15), quick, NOW)).toMatchObject({ to: 4_000n, clampedBy: ['monthCap'] });
	});
});
