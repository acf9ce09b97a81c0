import * as fc from 'fast-check';

import { GraphFailure } from '../../../../nodes/shared/graph/error.ts';
import { failureKinds } from '../../../../nodes/shared/graph/failureKind.ts';
import {
	decideRetry,
	MAX_ATTEMPTS,
	type Attempt,
	type RequestOutcome,
} from '../../../../nodes/shared/graph/wire/retry.ts';

const failure = fc
	.record({
		kind: fc.constantFrom(...failureKinds),
		retryAfter: fc.option(fc.integer({ min: 0, max: 90_000 }), { nil: undefined }),
		worthWaiting: fc.option(fc.boolean(), { nil: undefined }),
		code: fc.constantFrom(1, 2, 4, 17, 100, 613, undefined),
	})
	.map(
		({ code, ...details }) =>
			new GraphFailure({ ...details, message: 'What', advice: 'How', meta: { code, blame: [] } }),
	);

const answered = fc.jsonValue().map((body): RequestOutcome => ({ kind: 'answered', body, headers: {} }));
const refused = failure.map((told): RequestOutcome => ({ kind: 'refused', failure: told, headers: {} }));
const lost = fc.record({
	kind: fc.constant('lost' as const),
	sent: fc.boolean(),
	reason: fc.string(),
	hopeless: fc.option(fc.constantFrom('nobodyThere' as const, 'tooSlow' as const, 'tooLarge' as const), {
		nil: undefined,
	}),
});
const outcome: fc.Arbitrary<RequestOutcome> = fc.oneof(answered, refused, lost);

const attempt: fc.Arbitrary<Attempt> = fc.record({
	effect: fc.constantFrom('read', 'set', 'create'),
	number: fc.integer({ min: 1, max: MAX_ATTEMPTS + 2 }),
	waited: fc.integer({ min: 0, max: 900_000 }),
	maxWait: fc.integer({ min: 0, max: 900_000 }),
	jitter: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
});

const check = (property: (outcome: RequestOutcome, attempt: Attempt) => void) =>
	fc.assert(fc.property(outcome, attempt, property), { numRuns: 2000 });

it('never repeats a write that may have happened, and always has it looked at', () => {
	check((ended, tried) => {
		const unclear =
			(ended.kind === 'lost' && ended.sent) ||
			(ended.kind === 'refused' &&
				ended.failure.kind !== 'rateLimited' &&
				(ended.failure.kind === 'temporary' || [1, 2].includes(ended.failure.meta?.code ?? 0)));
		const { act } = decideRetry(ended, tried);
		expect(act === 'look').toBe(unclear && tried.effect !== 'read');
	});
});

it('repeats only what was limited, temporary or lost', () => {
	check((ended, tried) => {
		const { act } = decideRetry(ended, tried);
		if (ended.kind === 'answered') expect(act).toBe('return');
		else expect(act).not.toBe('return');
		if (act !== 'again') return;
		expect(
			ended.kind === 'lost' || (ended.kind === 'refused' && ['rateLimited', 'temporary'].includes(ended.failure.kind)),
		).toBe(true);
	});
});

it('stays within the attempts and the wait allowed, and does not wait for less than nothing', () => {
	check((ended, tried) => {
		const decision = decideRetry(ended, tried);
		if (decision.act !== 'again') return;
		expect(tried.number).toBeLessThan(MAX_ATTEMPTS);
		expect(decision.afterMs).toBeGreaterThan(0);
		expect(tried.waited + decision.afterMs).toBeLessThanOrEqual(tried.maxWait);
	});
});

it('does not wait where waiting cannot help', () => {
	check((ended, tried) => {
		const hopeless =
			(ended.kind === 'refused' && ended.failure.kind === 'rateLimited' && ended.failure.worthWaiting === false) ||
			(ended.kind === 'lost' && ended.hopeless !== undefined);
		if (hopeless) expect(decideRetry(ended, tried).act).not.toBe('again');
	});
});

const patient = { waited: 0, maxWait: 1e9 };
const limited = (retryAfter?: number): RequestOutcome => ({
	kind: 'refused',
	failure: new GraphFailure({ kind: 'rateLimited', message: 'What', advice: 'How', retryAfter }),
	headers: {},
});

it('comes back when Meta said, up to two seconds later, whatever is sent', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 86_400 }), attempt, (seconds, tried) => {
			fc.pre(tried.number < MAX_ATTEMPTS);
			const decision = decideRetry(limited(seconds), { ...tried, ...patient });
			expect(decision).toMatchObject({ act: 'again' });
			if (decision.act !== 'again') return;
			expect(decision.afterMs).toBeGreaterThanOrEqual(seconds * 1000);
			expect(decision.afterMs).toBeLessThanOrEqual(seconds * 1000 + 2000);
		}),
	);
	for (const unsaid of [undefined, 0]) {
		expect(decideRetry(limited(unsaid), { effect: 'create', number: 1, jitter: 0, ...patient })).toEqual({
			act: 'again',
			afterMs: 60_000,
		});
	}
});

it('backs off by powers of two, stretched by up to half', () => {
	fc.assert(
		fc.property(attempt, (tried) => {
			fc.pre(tried.number < MAX_ATTEMPTS);
			const decision = decideRetry({ kind: 'lost', sent: false, reason: 'no way' }, { ...tried, ...patient });
			if (decision.act !== 'again') throw new Error(decision.act);
			const step = 1000 * 2 ** (tried.number - 1);
			expect(decision.afterMs).toBeGreaterThanOrEqual(step);
			expect(decision.afterMs).toBeLessThanOrEqual(step * 1.5);
		}),
	);
});

it('passes on why Meta refused, and what the answer was', () => {
	const told = new GraphFailure({ kind: 'permission', message: 'No', advice: 'Ask' });
	const tried: Attempt = { effect: 'create', number: 1, jitter: 0, ...patient };
	expect(decideRetry({ kind: 'refused', failure: told, headers: {} }, tried)).toEqual({ act: 'fail', failure: told });
	expect(decideRetry({ kind: 'answered', body: { id: '1' }, headers: { date: 'now' } }, tried)).toEqual({
		act: 'return',
		body: { id: '1' },
		headers: { date: 'now' },
	});
});
