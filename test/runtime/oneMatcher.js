/** Where `expect` keeps its matchers. */
const KEPT = Symbol.for('$$jest-matchers-object');

/** How `expect(…)` is continued before the matcher's name. */
const WAYS = ['not', 'resolves', 'rejects'];

/**
 * `expect`, which makes the one matcher that is asked for. Jest's own makes all of them six times for each `expect`, and an
 * error for those that wait for a promise, which costs three times as much as comparing two values.
 */
module.exports = function oneMatcher(expect) {
	/** What `expect` makes where it knows this matcher only. */
	const made = (actual, name, isAwaited) => {
		const kept = globalThis[KEPT];
		const { matchers } = kept;
		const { stackTraceLimit } = Error;
		kept.matchers = { [name]: matchers[name] };
		if (!isAwaited) Error.stackTraceLimit = 0;
		try {
			return expect(actual);
		} finally {
			kept.matchers = matchers;
			Error.stackTraceLimit = stackTraceLimit;
		}
	};
	const asked = {
		get({ actual, ways }, name) {
			if (WAYS.includes(name)) return expectation(actual, [...ways, name]);
			if (!Object.hasOwn(globalThis[KEPT].matchers, name)) return undefined;
			const isAwaited = ways.length > 0 && ways[0] !== 'not';
			return ways.reduce((at, way) => at[way], made(actual, name, isAwaited))[name];
		},
	};
	const expectation = (actual, ways) => new Proxy({ actual, ways }, asked);
	const sparing = (...given) => (given.length > 1 ? expect(...given) : expectation(given[0], []));
	return Object.setPrototypeOf(sparing, expect);
};
