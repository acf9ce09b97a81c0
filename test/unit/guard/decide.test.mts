import { decideStep, guards } from '../../../nodes/MetaBudgetGuard/policy/decide.ts';
import { percentShare } from '../../../nodes/MetaBudgetGuard/policy/lever.ts';
import type { StepRequest, Undo } from '../../../nodes/MetaBudgetGuard/policy/request.ts';
import type { Policy } from '../../../nodes/MetaBudgetGuard/policy/settings.ts';
import type { LeverState } from '../../../nodes/MetaBudgetGuard/policy/state.ts';
import { ask, byPercent, changes, NOW, policy, state, toValue } from './states.mts';
import type { WeekHours } from '../../../nodes/meta/hours/week.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../nodes/shared/durations.ts';

/** Full hours of every day. */
const daily = (from: number, to: number): WeekHours[] => [
	{ days: [0, 1, 2, 3, 4, 5, 6], from: from * 60, to: to * 60 },
];

const short = (of: LeverState, request: StepRequest, set: Policy = policy()): string => {
	const { verdict, to, clampedBy, reasons } = decideStep(of, request, set, NOW);
	return verdict === 'move' ? [to, ...clampedBy].join(' ') : `held: ${reasons.map(({ guard }) => guard).join(' ')}`;
};

describe('a step', () => {
	it.each<[string, LeverState, StepRequest, Partial<Policy>, string]>([
		['within everything is taken as asked', state(), byPercent(10), {}, '11000'],
		['is cut to the largest step', state(), byPercent(40), {}, '11500 step'],
		['is cut to the largest step downward', state(), byPercent(-40), {}, '8500 step'],
		['by an amount', state(), ask({ kind: 'amount', amount: -500n }), {}, '9500'],
		['to a value', state(), toValue(10_700), {}, '10700'],
		['rounds toward the present value, up', state({ value: 333n }), byPercent(10), {}, '366'],
		['rounds toward the present value, down', state({ value: 333n }), byPercent(-10), {}, '300'],
		['limits round toward the present value, up', state({ value: 333n }), byPercent(50), {}, '382 step'],
		['limits round toward the present value, down', state({ value: 333n }), byPercent(-50), {}, '284 step'],
		['smaller than the smallest unit', state({ value: 5n, currency: 'JPY' }), byPercent(10), {}, 'held: noChange'],
		['upward without a ceiling', state(), byPercent(10), { ceiling: null }, 'held: ceiling'],
		['downward without a ceiling', state(), byPercent(-10), { ceiling: null }, '9000'],
		['to the ceiling', state(), byPercent(10), { ceiling: 10_500n }, '10500 ceiling'],
		['at the ceiling', state(), byPercent(10), { ceiling: 10_000n }, 'held: ceiling'],
		['down from above the ceiling', state(), byPercent(-10), { ceiling: 5_000n }, '9000'],
		['to the floor', state(), byPercent(-10), { floor: 9_500n }, '9500 floor'],
		['up from below the floor', state(), byPercent(10), { floor: 20_000n }, '11000'],
		['down from below the floor', state(), byPercent(-10), { floor: 20_000n }, 'held: floor'],
		['to Meta’s minimum', state({ value: 110n }), byPercent(-15), {}, '100 metaMinimum'],
		['down when Meta’s minimum is unknown', state({ minimum: null }), byPercent(-10), {}, 'held: metaMinimum'],
		['below zero', state(), ask({ kind: 'amount', amount: -10_000n }), {}, 'held: aboveZero'],
		['of nothing', state(), byPercent(0), {}, 'held: noChange'],
		[
			'into the account’s ceiling',
			state({ accountDaily: 49_600n }),
			byPercent(10),
			{ accountCeiling: 50_000n },
			'10400 accountCeiling',
		],
		[
			'into the account’s ceiling, with a schedule that triples it',
			state({ accountDaily: 49_400n, scheduled: 3_000_000n }),
			byPercent(10),
			{ accountCeiling: 50_000n },
			'10200 accountCeiling',
		],
		[
			'above the account’s ceiling',
			state({ accountDaily: 50_000n }),
			byPercent(10),
			{ accountCeiling: 50_000n },
			'held: accountCeiling',
		],
		[
			'down above the account’s ceiling',
			state({ accountDaily: 90_000n }),
			byPercent(-10),
			{ accountCeiling: 50_000n },
			'9000',
		],
		['when the account’s sum is unknown', state(), byPercent(10), { accountCeiling: 50_000n }, 'held: accountCeiling'],
		['on a protected object, by name', state(), byPercent(10), { protected: ['other', ' bROAD '] }, 'held: protected'],
		[
			'on a protected object, by its campaign',
			state(),
			byPercent(10),
			{ protected: ['120210000000000001'] },
			'held: protected',
		],
		['on an object that does not deliver', state({ status: 'CAMPAIGN_PAUSED' }), byPercent(10), {}, 'held: delivering'],
		['before the start', state({ startsAt: NOW + HOUR_MS }), byPercent(10), {}, 'held: delivering'],
		['on what was read long ago', state({ readAt: NOW - HOUR_MS }), byPercent(10), {}, 'held: freshState'],
		['from an unexpected value', state(), byPercent(10, { expected: 9_000n }), {}, 'held: expectedValue'],
		['from the expected value', state(), byPercent(10, { expected: 10_000n }), {}, '11000'],
		['while learning', state({ learning: ['learned', 'learning'] }), byPercent(10), {}, 'held: learning'],
		['down while learning', state({ learning: ['learning'] }), byPercent(-10), {}, 'held: learning'],
		[
			'down while learning, allowed',
			state({ learning: ['learning'] }),
			byPercent(-10),
			{ tightenWhileLearning: true },
			'9000',
		],
		[
			'up while learning, although down is allowed',
			state({ learning: ['learning'] }),
			byPercent(10),
			{ tightenWhileLearning: true },
			'held: learning',
		],
		['with learning limited', state({ learning: ['limited'] }), byPercent(10), {}, '11000'],
		[
			'with learning unknown',
			state({ learning: ['unknown'] }),
			byPercent(-10),
			{ tightenWhileLearning: true },
			'held: unknownLearning',
		],
		[
			'down with learning unknown, of a clear loss',
			state({ learning: ['unknown'] }),
			ask({ kind: 'percent', share: -100_000n, isClearLoss: true }),
			{},
			'9000',
		],
		[
			'with learning unknown, allowed',
			state({ learning: ['unknown'] }),
			byPercent(10),
			{ actOnUnknownLearning: true },
			'11000',
		],
		[
			'with too little data',
			state(),
			byPercent(10, { figures: [{ name: 'Spend', value: 9, least: 10 }] }),
			{},
			'held: minimumData',
		],
		[
			'with data that is no number',
			state(),
			byPercent(10, { figures: [{ name: 'Spend', value: null, least: 10 }] }),
			{},
			'held: minimumData',
		],
		['with enough data', state(), byPercent(10, { figures: [{ name: 'Spend', value: 10, least: 10 }] }), {}, '11000'],
		[
			'a controller does not want',
			state(),
			ask({ kind: 'none', because: 'CPA is within the band.' }),
			{},
			'held: target',
		],
	])('%s', (_title, of, request, set, expected) => {
		expect(short(of, request, policy(set))).toBe(expected);
	});
});

describe('the change log', () => {
	it.each<[string, LeverState, StepRequest, Partial<Policy>, string]>([
		['a loosening rests 24 hours', state(changes([23, 9_500, 10_000])), byPercent(10), {}, 'held: cooldown'],
		['and no longer', state(changes([24, 9_500, 10_000])), byPercent(10), {}, '11000'],
		['a daily run comes some seconds early', state(changes([23.99, 9_500, 10_000])), byPercent(10), {}, '11000'],
		['half an hour at most', state(changes([23.49, 9_500, 10_000])), byPercent(10), {}, 'held: cooldown'],
		[
			'where caps still count the step before',
			state(changes([23.99, 8_000, 10_000])),
			byPercent(10),
			{},
			'10400 dayCap',
		],
		['a tightening rests 6 hours', state(changes([5, 9_500, 10_000])), byPercent(-10), {}, 'held: cooldown'],
		['and no longer', state(changes([6, 9_500, 10_000])), byPercent(-10), {}, '9000'],
		['an emergency does not wait', state(changes([1, 9_500, 10_000])), byPercent(-10, { emergency: true }), {}, '9000'],
		[
			'but for the floor',
			state(changes([1, 9_500, 10_000])),
			byPercent(-10, { emergency: true }),
			{ floor: 9_900n },
			'9900 floor',
		],
		[
			'no emergency loosens',
			state(changes([1, 9_500, 10_000])),
			byPercent(10, { emergency: true }),
			{},
			'held: cooldown',
		],
		[
			'24 hours cap the rise',
			state(changes([23, 8_000, 10_000])),
			byPercent(15),
			{ cooldown: { loosen: 0, tighten: 0 } },
			'10400 dayCap',
		],
		[
			'24 hours cap the cut',
			state(changes([23, 14_000, 10_000])),
			byPercent(-15),
			{ cooldown: { loosen: 0, tighten: 0 } },
			'9800 dayCap',
		],
		[
			'7 days cap the rise',
			state(changes([150, 7_000, 8_000], [30, 8_000, 10_000])),
			byPercent(15),
			{},
			'10500 weekCap',
		],
		[
			'7 days cap the cut',
			state(changes([150, 16_000, 12_000], [30, 12_000, 10_000])),
			byPercent(-15),
			{},
			'9600 weekCap',
		],
		[
			'a used-up cap holds',
			state(changes([20, 7_000, 10_000])),
			byPercent(10),
			{ cooldown: { loosen: 0, tighten: 0 } },
			'held: dayCap',
		],
		[
			'a dip counts from its depth',
			state(changes([20, 10_000, 7_000], [10, 7_000, 10_000])),
			byPercent(10),
			{ cooldown: { loosen: 0, tighten: 0 } },
			'held: dayCap',
		],
		[
			'the value at the start counts although the change is older',
			state(changes([30, 9_000, 8_000], [3, 9_500, 10_000])),
			byPercent(10),
			{ cooldown: { loosen: 0, tighten: 0 } },
			'10400 dayCap',
		],
		['a log that is behind holds', state(changes([30, 9_000, 9_500])), byPercent(10), {}, 'held: changeLogBehind'],
		[
			'an entry that cannot be read holds',
			state({ log: { values: [], touches: [], unreadable: ['no values'] } }),
			byPercent(10),
			{},
			'held: readableLog',
		],
		[
			'our own change that the log does not show holds',
			state({ ownWrite: { at: NOW - HOUR_MS, from: 9_000n, to: 10_000n } }),
			byPercent(10),
			{},
			'held: ownChangeNotLogged',
		],
		[
			'also when another worker has moved it on',
			state({ ownWrite: { at: NOW - HOUR_MS, from: 8_000n, to: 9_000n } }),
			byPercent(10),
			{},
			'held: ownChangeNotLogged',
		],
		[
			'our own change that did not happen does not',
			state({ ownWrite: { at: NOW - HOUR_MS, from: 10_000n, to: 11_000n } }),
			byPercent(10),
			{},
			'11000',
		],
		[
			'nor one that the log goes on from',
			state({ ownWrite: { at: NOW - 23 * HOUR_MS, from: 8_000n, to: 9_000n }, ...changes([22, 9_000, 10_000]) }),
			byPercent(-10),
			{},
			'9000',
		],
		[
			'four changes an hour are the most',
			state(changes([0.9, 9_600, 9_700], [0.7, 9_700, 9_800], [0.5, 9_800, 9_900], [0.2, 9_900, 10_000])),
			byPercent(-1, { emergency: true }),
			{},
			'held: hourlyChanges',
		],
	])('%s', (_title, of, request, set, expected) => {
		expect(short(of, request, policy(set))).toBe(expected);
	});

	it('tells when to try again', () => {
		expect(decideStep(state(changes([23, 9_500, 10_000])), byPercent(10), policy(), NOW).earliestNextTry).toBe(
			NOW + HOUR_MS / 2,
		);
		const both = policy({ hours: daily(22, 6) });
		expect(decideStep(state(changes([23, 9_500, 10_000])), byPercent(10), both, NOW).earliestNextTry).toBe(
			Date.UTC(2026, 10, 26, 3),
		);
		expect(
			decideStep(state({ ...changes([23, 9_500, 10_000]), status: 'PAUSED' }), byPercent(10), policy(), NOW)
				.earliestNextTry,
		).toBeNull();
		const full = policy({ cooldown: { loosen: 0, tighten: 0 } });
		expect(decideStep(state(changes([20, 7_000, 10_000])), byPercent(10), full, NOW).earliestNextTry).toBe(
			NOW + 4 * HOUR_MS,
		);
	});
});

it('repeats no status at length', () => {
	const { reasons } = decideStep(state({ status: 'A'.repeat(60_000) }), byPercent(10), policy(), NOW);
	expect(reasons[0]?.sentence).toBe(`It isn’t running: its status is ${'a'.repeat(40)}….`);
});

describe('lifetime budgets', () => {
	const lifetime = (more: Partial<LeverState> = {}): LeverState =>
		state({ lever: 'lifetimeBudget', value: 100_000n, spent: 40_000n, endsAt: NOW + 10 * DAY_MS, ...more });

	it.each<[string, LeverState, StepRequest, Partial<Policy>, string]>([
		['percentages are of what is left', lifetime(), byPercent(10), {}, '106000'],
		['steps are of what is left', lifetime(), toValue(120_000), {}, '109000 step'],
		['steps are of what is left, downward', lifetime(), toValue(50_000), {}, '91000 step'],
		[
			'caps are of what is left',
			lifetime(changes([30, 80_000, 100_000])),
			byPercent(15),
			{ week: { loosen: percentShare(60), tighten: 0n } },
			'104000 weekCap',
		],
		['the ceiling is a day’s', lifetime(), byPercent(15), { ceiling: 6_500n }, '105000 ceiling'],
		['the floor is a day’s', lifetime(), byPercent(-15), { floor: 5_800n }, '98000 floor'],
		['Meta’s minimum is a day’s', lifetime({ minimum: 5_900n }), byPercent(-15), {}, '99000 metaMinimum'],
		['the last 24 hours are left alone', lifetime({ endsAt: NOW + DAY_MS }), byPercent(-10), {}, 'held: lastDay'],
		['an unknown end holds', lifetime({ endsAt: null }), byPercent(-10), {}, 'held: lastDay'],
		[
			'more spent than there is leaves no room',
			lifetime({ spent: 101_000n }),
			toValue(110_000),
			{},
			'held: step dayCap weekCap monthCap',
		],
	])('%s', (_title, of, request, set, expected) => {
		expect(short(of, request, policy(set))).toBe(expected);
	});

	it('never go below what is spent and an hour more, not even to undo', () => {
		const spent = lifetime({ value: 100_000n, spent: 99_000n, ...changes([1, 50_000, 100_000]) });
		const wish = {
			kind: 'undo',
			undo: { object: spent.id, from: 50_000n, to: 100_000n, at: NOW - HOUR_MS, by: 'app 1' },
		} as const;
		expect(short({ ...spent, minimum: 0n }, ask(wish))).toBe('99005 spent');
	});
});

describe('ROAS floors loosen downward', () => {
	const roas = state({ lever: 'roasFloor', value: 20_000n, minimum: null });

	it.each<[string, StepRequest, Partial<Policy>, string]>([
		['a lower floor is a loosening and needs its bound', toValue(19_000), { ceiling: null }, 'held: ceiling'],
		['a loosening divides', toValue(10_000), { ceiling: 5_000n }, '17392 step'],
		['a tightening divides, too', toValue(30_000), { ceiling: null }, '23529 step'],
		['bounds', toValue(18_000), { ceiling: 19_000n }, '19000 ceiling'],
		['the tight bound', toValue(22_000), { floor: 21_000n }, '21000 floor'],
		['bounds the wrong way round', toValue(22_000), { floor: 5_000n, ceiling: 19_000n }, 'held: settings'],
	])('%s', (_title, request, set, expected) => {
		expect(short(roas, request, policy({ ceiling: null, ...set }))).toBe(expected);
	});
});

describe('undo', () => {
	const undo: Undo = { object: state().id, from: 8_000n, to: 10_000n, at: NOW - HOUR_MS, by: 'app 1' };
	const short2 = (of: LeverState, change: Partial<Undo> = {}, set: Partial<Policy> = {}): string =>
		short(of, ask({ kind: 'undo', undo: { ...undo, ...change } }), policy(set));

	it('goes back at once, beyond step, caps and cooldown', () => {
		expect(short2(state(changes([1, 8_000, 10_000])))).toBe('8000');
	});

	it.each<[string, LeverState, Partial<Undo>, Partial<Policy>, string]>([
		['of another object', state(changes([1, 8_000, 10_000])), { object: '1' }, {}, 'held: undo cooldown'],
		[
			'after another change',
			state({ value: 9_000n, ...changes([1, 8_000, 10_000], [0.5, 10_000, 9_000]) }),
			{},
			{},
			'held: undo cooldown',
		],
		['without a log entry', state(), {}, {}, 'held: undo'],
		['a day later', state(changes([24, 8_000, 10_000])), { at: NOW - DAY_MS }, {}, 'held: undo'],
		['of someone else’s change', state(changes([1, 8_000, 10_000])), { by: 'app 2' }, {}, 'held: undo cooldown'],
		[
			'of a change at another time',
			state(changes([1, 8_000, 10_000])),
			{ at: NOW - 3 * HOUR_MS },
			{},
			'held: undo cooldown',
		],
		[
			'while something changed it that the log does not show',
			state({ ...changes([1, 8_000, 10_000]), updatedAt: NOW, toldUntil: NOW - HOUR_MS }),
			{},
			{},
			'held: undo cooldown',
		],
		['of an undo', state(changes([2, 10_000, 8_000], [1, 8_000, 10_000])), {}, {}, 'held: undo cooldown'],
		['the floor still holds', state(changes([1, 8_000, 10_000])), {}, { floor: 9_000n }, '9000 floor'],
		['protection still holds', state(changes([1, 8_000, 10_000])), {}, { protected: ['broad'] }, 'held: protected'],
	])('%s', (_title, of, change, set, expected) => {
		expect(short2(of, change, set)).toBe(expected);
	});

	it('of a cut is a loosening and needs the ceiling', () => {
		const cut = state(changes([1, 12_000, 10_000]));
		expect(short2(cut, { from: 12_000n }, { ceiling: null })).toBe('held: ceiling');
		expect(short2(cut, { from: 12_000n }, { ceiling: 11_000n })).toBe('11000 ceiling');
	});
});

describe('allowed hours, by the account’s clock', () => {
	const at = (now: number, zone: string, from: number, until: number) => {
		const { verdict, earliestNextTry } = decideStep(
			state({ zone, readAt: now, startsAt: null }),
			byPercent(10),
			policy({ hours: daily(from, until) }),
			now,
		);
		return verdict === 'move' ? 'open' : new Date(earliestNextTry ?? NaN).toISOString();
	};

	it.each([
		['before midnight', Date.UTC(2026, 10, 25, 22, 30), 'UTC', 22, 6, 'open'],
		['after midnight', Date.UTC(2026, 10, 25, 5, 59), 'UTC', 22, 6, 'open'],
		['in the morning', Date.UTC(2026, 10, 25, 6), 'UTC', 22, 6, '2026-11-25T22:00:00.000Z'],
		['Kolkata is half an hour off', Date.UTC(2026, 10, 25, 16, 29), 'Asia/Kolkata', 22, 6, '2026-11-25T16:30:00.000Z'],
		['Kolkata opens', Date.UTC(2026, 10, 25, 16, 30), 'Asia/Kolkata', 22, 6, 'open'],
		// New York skips 02:00 to 03:00 on 2026-03-08 and has 01:00 to 02:00 twice on 2026-11-01.
		[
			'a skipped hour opens a day later',
			Date.UTC(2026, 2, 8, 6, 30),
			'America/New_York',
			2,
			3,
			'2026-03-09T06:00:00.000Z',
		],
		['a doubled hour, first', Date.UTC(2026, 10, 1, 5, 30), 'America/New_York', 1, 2, 'open'],
		['a doubled hour, second', Date.UTC(2026, 10, 1, 6, 30), 'America/New_York', 1, 2, 'open'],
		['after the doubled hour', Date.UTC(2026, 10, 1, 7), 'America/New_York', 1, 2, '2026-11-02T06:00:00.000Z'],
		['through the short night', Date.UTC(2026, 2, 8, 7, 30), 'America/New_York', 22, 6, 'open'],
	])('%s', (_title, now, zone, from, until, expected) => {
		expect(at(now, zone, from, until)).toBe(expected);
	});
});

describe('settings', () => {
	it.each<[string, Partial<Policy>]>([
		['a step of more than 50 %', { step: percentShare(50.0001) }],
		['a rise of more than 100 % in 24 hours', { day: { loosen: percentShare(101), tighten: 0n } }],
		['a rise of more than 200 % in 7 days', { week: { loosen: percentShare(201), tighten: 0n } }],
		['a ceiling below the floor', { floor: 9_000n, ceiling: 8_000n }],
		['the same hour twice', { hours: daily(6, 6) }],
		['no hours at all', { hours: [] }],
		['hours on no day', { hours: [{ days: [], from: 0, to: 60 }] }],
		['a negative cooldown', { cooldown: { loosen: -MINUTE_MS, tighten: 0 } }],
	])('%s is refused', (_title, set) => {
		expect(short(state(), byPercent(10), policy(set))).toBe('held: settings');
	});

	it('no two guards share a name', () => {
		const names = guards.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
	});
});
