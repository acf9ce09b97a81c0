import fc from 'fast-check';

import { ProcessMemory } from '../../../nodes/shared/memory.ts';

it('the latest entries are remembered, as many as promised, and no more than twice as many', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 20 }), fc.array(fc.nat(40)), (capacity, keys) => {
			const memory = new ProcessMemory<number>(capacity);
			for (const [index, key] of keys.entries()) memory.remember(String(key), index);
			const latest = [...new Set(keys.toReversed())];
			for (const key of latest.slice(0, capacity)) expect(memory.recall(String(key))).toBe(keys.lastIndexOf(key));
			expect(latest.filter((key) => memory.recall(String(key)) !== undefined).length).toBeLessThanOrEqual(2 * capacity);
		}),
	);
});

it('what is forgotten is gone, however long ago it was remembered', () => {
	const memory = new ProcessMemory<number>(2);
	for (const key of ['one', 'two', 'three']) memory.remember(key, 1);
	memory.forget('one');
	memory.forget('three');
	expect(['one', 'two', 'three'].map((key) => memory.recall(key))).toEqual([undefined, 1, undefined]);
});
