// By its path, for by its name every file gets the one that Jest gave it.
import { expect as jests } from '../../../node_modules/expect/build/index.js';

/** The tests’ own `expect` makes one matcher at a time (test/runtime/oneMatcher.js): what it says has to be what Jest’s says. */

type Expect = typeof jests;

const thrown = (): never => {
	throw new Error('no budget');
};
const called = jest.fn();
called('a', 1);

/** Each holds once and fails once, plainly, turned around, and after waiting. */
const assertions: ReadonlyArray<(expect: Expect) => unknown> = [
	(expect) => expect(1).toBe(1),
	(expect) => expect(1).toBe(2),
	(expect) => expect(Number.NaN).not.toBe(Number.NaN),
	(expect) => expect({ a: [1] }).toEqual({ a: [1], b: undefined }),
	(expect) => expect({ a: [1] }).toEqual({ a: [2] }),
	(expect) => expect({ a: [1] }).not.toEqual({ a: [1] }),
	(expect) => expect({ a: 1 }).toStrictEqual({ a: 1, b: undefined }),
	(expect) => expect({ a: { b: 1, c: 2 } }).toMatchObject({ a: { b: 1 } }),
	(expect) => expect({ a: { b: 1, c: 2 } }).toMatchObject({ a: { b: 2 } }),
	(expect) => expect('a budget').toMatch(/budget/),
	(expect) => expect('a budget').not.toMatch('budget'),
	(expect) => expect([1, 2]).toContain(3),
	(expect) => expect([1, 2]).toHaveLength(3),
	(expect) => expect(0.1 + 0.2).toBeCloseTo(0.4),
	(expect) => expect(undefined).toBeDefined(),
	(expect) => expect('text').toBeGreaterThan(1),
	(expect) => expect({ a: 'text' }).toEqual({ a: expect.stringContaining('ex') }),
	(expect) => expect({ a: 'text' }).toEqual({ a: expect.any(Number) }),
	(expect) => expect(thrown).toThrow('no budget'),
	(expect) => expect(thrown).toThrow(/no bid/),
	(expect) => expect(thrown).not.toThrow(),
	(expect) => expect(() => 1).toThrow(),
	(expect) => expect(called).toHaveBeenCalledWith('a', 2),
	(expect) => expect(Promise.resolve(1)).resolves.toBe(1),
	(expect) => expect(Promise.resolve(1)).resolves.toBe(2),
	(expect) => expect(Promise.resolve(1)).resolves.not.toBe(1),
	(expect) => expect(Promise.reject(new Error('no budget'))).resolves.toBe(1),
	(expect) => expect(Promise.reject(new Error('no budget'))).rejects.toThrow('no budget'),
	(expect) => expect(Promise.reject(new Error('no budget'))).rejects.toThrow('no bid'),
	(expect) => expect(Promise.resolve(1)).rejects.toThrow(),
	(expect) => expect(1).resolves.toBe(1),
	(expect) => (expect as (...given: unknown[]) => { toBe: (value: unknown) => void })(1, 2).toBe(1),
];

/** What is said of an assertion that fails, and where it is said to stand. */
const saidOf = async (assertion: (typeof assertions)[number], expect: unknown): Promise<string> => {
	const failure = await Promise.resolve()
		.then(async () => await assertion(expect as Expect))
		.then(
			() => undefined,
			(error: Error) => error,
		);
	const line = /oneMatcher\.test\.mts:(\d+)/.exec(failure?.stack ?? '')?.[1];
	return JSON.stringify({
		// Frames of Jest's own are none that a person looks at.
		failure: failure?.message.replace(/\n.*node_modules\/expect.*/g, ''),
		result: (failure as { matcherResult?: { expected: unknown } } | undefined)?.matcherResult?.expected,
		line,
	});
};

describe('an expect that makes one matcher', () => {
	it.each(assertions.map((assertion) => [String(assertion), assertion] as const))('%s', async (_, assertion) => {
		const said: string[] = [];
		for (const each of [expect, jests]) said.push(await saidOf(assertion, each));
		expect(said[0]).toBe(said[1]);
	});

	it('is in place, and knows every matcher of Jest’s', () => {
		const known = Object.keys(jests(1)).filter((name) => !['not', 'resolves', 'rejects'].includes(name));
		expect(known.length).toBeGreaterThan(30);
		expect(known.filter((name) => typeof Reflect.get(expect(1), name) !== 'function')).toEqual([]);
		expect(Reflect.get(expect(1), 'toBeNothingKnown')).toBeUndefined();
		expect(Object.keys(expect(1))).not.toContain('toBe');
	});

	it('counts what holds as Jest does', async () => {
		const counted = async (each: unknown): Promise<number> => {
			const before = expect.getState().assertionCalls;
			for (const assertion of assertions) await saidOf(assertion, each);
			return expect.getState().assertionCalls - before;
		};
		const theirs = await counted(jests);
		expect(theirs).toBeGreaterThan(20);
		expect(await counted(expect)).toBe(theirs);
	});

	it('leaves the stacks of errors as long as they were', () => {
		const limit = Error.stackTraceLimit;
		expect(limit).toBeGreaterThan(10);
		expect(Error.stackTraceLimit).toBe(limit);
	});
});
