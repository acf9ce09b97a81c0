import { readdirSync, readFileSync } from 'node:fs';

/** As another test file of the same worker would load them. */
function loadedAgain(path: string): unknown {
	let loaded: unknown;
	jest.isolateModules(() => {
		loaded = jest.requireActual(path);
	});
	return loaded;
}

it.each([
	['the emulator is loaded once for all test files of a worker', '../../../emulator/http/server.mts', true],
	['the nodes are loaded for each test file', '../../../nodes/shared/graph/error.ts', false],
])('%s', (_, path, isKept) => {
	expect(loadedAgain(path) === loadedAgain(path)).toBe(isKept);
});

/** Each remembers what follows from its key alone. */
const CACHES = [
	'audiences/seedAudiences.mts: firstPeople',
	'graph/language/dates.mts: timeTexts',
	'insights/numbers/freshness.mts: beginningOf',
	'insights/query/days.mts: texts',
];

it('outside of its worlds the emulator remembers nothing that one test file could leave to the next', () => {
	const state =
		/^(?:export )?(?:let (\w+)|const (\w+)[^=\n]*= (?:new \w*(?:Map|Set)(?:<[^\n]*>)?\(\)|memoize\(|\[\];|\{\};))/gm;
	const found = readdirSync('emulator', { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.mts'))
		.flatMap((file) =>
			Array.from(
				readFileSync(`emulator/${file}`, 'utf8').matchAll(state),
				([, variable, constant]) => `${file}: ${variable ?? constant}`,
			),
		);
	expect(found.toSorted()).toEqual(CACHES);
});
