import * as fc from 'fast-check';

import { showsWanted } from '../../../nodes/shared/reading/shown.ts';

it.each<[shown: unknown, wanted: unknown]>([
	[5, '5'],
	['5', 5],
	[true, 'true'],
	[undefined, null],
	[null, ''],
	['', []],
	[[], {}],
	[{}, null],
	[undefined, ''],
	['anything', undefined],
	[{ id: '1', name: 'Mailing', added: true }, { id: 1 }],
	[{ a: 1 }, { a: 1, b: undefined }],
	[{ a: 1 }, { a: 1, b: null, c: [], d: '' }],
	[
		['a', 'b'],
		['a', 'b'],
	],
	[[{ key: 'US', name: 'United States' }], [{ key: 'US' }]],
])('%j shows the wanted %j', (shown, wanted) => {
	expect([showsWanted(shown, wanted), showsWanted(shown, wanted, 'anyOrder')]).toEqual([true, true]);
});

it.each<[shown: unknown, wanted: unknown]>([
	[undefined, 5],
	[null, 'null'],
	[undefined, 'undefined'],
	[5, null],
	['0', ''],
	['5.0', 5],
	[[5], 5],
	[5, [5]],
	[{}, '[object Object]'],
	[{ odd: 1 }, '[object Object]'],
	[['a', 'b'], 'a,b'],
	[['x'], []],
	[{ a: 1 }, {}],
	[null, { a: 1 }],
	[{ a: 1 }, { a: 1, b: 2 }],
	[{}, { constructor: 'x' }],
	[['a'], ['a', 'a']],
	[['a', 'a'], ['a']],
	[[null], ['a']],
])('%j does not show the wanted %j', (shown, wanted) => {
	expect([showsWanted(shown, wanted), showsWanted(shown, wanted, 'anyOrder')]).toEqual([false, false]);
});

it.each<[shown: readonly unknown[], wanted: readonly unknown[], anyOrder: boolean]>([
	[['b', 'a'], ['a', 'b'], true],
	[['a', 'b', 'b'], ['a', 'a', 'b'], false],
	// The first that fits is not the right one for the first that is wanted.
	[[{ a: 1, b: 2 }, { a: 1 }], [{ a: 1 }, { a: 1, b: 2 }], true],
	[[{ a: 1 }, { a: 1 }], [{ a: 1 }, { a: 1, b: 2 }], false],
])('in %j the order of the wanted %j counts unless it says nothing', (shown, wanted, anyOrder) => {
	expect([showsWanted(shown, wanted), showsWanted(shown, wanted, 'anyOrder')]).toEqual([false, anyOrder]);
});

const anyScalar = fc.oneof(fc.string({ minLength: 1 }), fc.integer(), fc.boolean());
const { value: anyJson } = fc.letrec<{ value: unknown }>((tie) => ({
	value: fc.oneof(
		{ maxDepth: 3 },
		anyScalar,
		fc.constantFrom(null, ''),
		fc.array(tie('value'), { maxLength: 4 }),
		fc.dictionary(fc.string({ maxLength: 4 }), tie('value'), { maxKeys: 4 }),
	),
}));

/** The same value as Meta may show it: more in each object, numbers as text, lists in another order. */
function asShown(value: unknown, turned: boolean): unknown {
	if (Array.isArray(value)) {
		const parts = value.map((part) => asShown(part, turned));
		return turned ? parts.reverse() : parts;
	}
	if (typeof value === 'object' && value !== null && Object.keys(value).length > 0)
		return {
			'added by Meta': 1,
			...Object.fromEntries(Object.entries(value).map(([name, part]) => [name, asShown(part, turned)])),
		};
	return typeof value === 'number' ? String(value) : value;
}

it('whatever was sent is shown by itself, with what Meta adds, and turned around where the order says nothing', () => {
	fc.assert(
		fc.property(anyJson, (value) => {
			expect([
				showsWanted(value, value),
				showsWanted(value, value, 'anyOrder'),
				showsWanted(asShown(value, false), value),
				showsWanted(asShown(value, true), value, 'anyOrder'),
			]).toEqual([true, true, true, true]);
		}),
	);
});

it('no list shows one that is longer, shorter or has one entry changed, in whatever order', () => {
	fc.assert(
		fc.property(fc.array(anyScalar, { minLength: 1, maxLength: 6 }), fc.nat(), fc.boolean(), (list, place, any) => {
			const at = place % list.length;
			const order = any ? 'anyOrder' : 'asSent';
			const changed = list.with(at, `${String(list[at])}!`);
			// What is changed may be an entry that the list has elsewhere: then another one is short.
			expect([[...list, 'more'], list.slice(1), changed].map((other) => showsWanted(other, list, order))).toEqual([
				false,
				false,
				false,
			]);
		}),
	);
});

it('two lists show each other in any order exactly where they hold the same as often', () => {
	const few = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 5 });
	fc.assert(
		fc.property(few, few, (one, other) => {
			const same = one.toSorted().join() === other.toSorted().join();
			expect([showsWanted(one, other, 'anyOrder'), showsWanted(other, one, 'anyOrder')]).toEqual([same, same]);
		}),
	);
});
