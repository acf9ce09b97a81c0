import { binaryToBuffer } from '@n8n/backend-network';
import * as fc from 'fast-check';

import { mergeSources } from '../../../../nodes/MetaInsights/read/parts/merged.ts';
import { Content, csvCell, csvLines } from '../../../../nodes/MetaInsights/deliver/rowFile.ts';
import type { FlatRow } from '../../../../nodes/MetaInsights/rows/cells.ts';

async function* pieces(...texts: string[]): AsyncGenerator<Buffer, void, void> {
	for (const text of texts) yield Buffer.from(text);
}

async function* numbers(from: number, to: number, fail = false): AsyncGenerator<number, void, void> {
	for (let number = from; number < to; number++) {
		await new Promise(setImmediate);
		yield number;
	}
	if (fail) throw new Error('broken');
}

describe('a cell of CSV', () => {
	it.each([
		[null, ''],
		['plain', 'plain'],
		['a,b', '"a,b"'],
		['say "hi"', '"say ""hi"""'],
		['two\nlines', '"two\nlines"'],
		[' spaced', '" spaced"'],
		[12.5, '12.5'],
		[false, 'false'],
	])('%j', (value, text) => expect(csvCell(value, false)).toBe(text));

	it('stands in the column it belongs to', () => {
		expect(csvLines(['a', 'none', 'b'], false)([{ b: 2, a: 1 }])).toBe('1,,2\r\n');
	});

	it('is its own, also where its column held other text before', () => {
		const cell = fc.constantFrom(null, undefined, '', '1', 1, 0, -0, true, 'true', '=1', 'a,b');
		const row = fc.record({ a: cell, b: cell }) as fc.Arbitrary<FlatRow>;
		fc.assert(
			fc.property(fc.array(row, { minLength: 1 }), fc.boolean(), (rows, escapeFormulas) => {
				const lines = csvLines(['a', 'b'], escapeFormulas);
				for (const { a, b } of rows)
					expect(lines([{ a, b } as FlatRow])).toBe(`${csvCell(a, escapeFormulas)},${csvCell(b, escapeFormulas)}\r\n`);
			}),
		);
	});
});

describe('a file’s content', () => {
	it('is read piece by piece by storage on disk', async () => {
		const read: string[] = [];
		for await (const piece of new Content(pieces('a', 'b'))) read.push(piece.toString());
		expect(read).toEqual(['a', 'b']);
	});

	it('is taken whole by n8n’s storage in memory', async () => {
		expect((await binaryToBuffer(new Content(pieces('a', 'b', 'c')) as never)).toString()).toBe('abc');
	});

	it('hands on why it broke off', async () => {
		async function* broken(): AsyncGenerator<Buffer, void, void> {
			yield Buffer.from('a');
			throw new Error('no more');
		}
		await expect(binaryToBuffer(new Content(broken()) as never)).rejects.toThrow('no more');
	});
});

describe('several sources as one', () => {
	it('gives everything once, whichever is ready first', async () => {
		const taken: number[] = [];
		for await (const number of mergeSources([numbers(0, 5), numbers(5, 7), numbers(7, 20)], 2)) taken.push(number);
		expect(taken.sort((one, other) => one - other)).toEqual(Array.from({ length: 20 }, (_, index) => index));
	});

	it('ends with the first failure, and ends the others', async () => {
		const endless = numbers(0, 1_000_000);
		const read = async () => {
			for await (const number of mergeSources([endless, numbers(0, 3, true)], 2)) void number;
		};
		await expect(read()).rejects.toThrow('broken');
		expect(await endless.next()).toEqual({ value: undefined, done: true });
	});

	it('lets each be two steps ahead and no more', async () => {
		let made = 0;
		async function* counted(): AsyncGenerator<number, void, void> {
			for (;;) {
				await new Promise(setImmediate);
				yield made++;
			}
		}
		let taken = 0;
		for await (const number of mergeSources([counted(), counted()], 2)) {
			void number;
			taken++;
			await new Promise((resolve) => setTimeout(resolve, 5));
			expect(made - taken).toBeLessThanOrEqual(4);
			expect(made - taken).toBeGreaterThan(2);
			if (taken === 20) break;
		}
	});

	it('takes from each in turn while all are ready: none waits behind one that always is', async () => {
		async function* named(name: string): AsyncGenerator<string, void, void> {
			for (;;) yield await Promise.resolve(name);
		}
		const taken: string[] = [];
		for await (const name of mergeSources(['a', 'b', 'c'].map(named), 3)) {
			taken.push(name);
			await new Promise(setImmediate);
			if (taken.length === 6) break;
		}
		expect(taken).toEqual(['a', 'b', 'c', 'a', 'b', 'c']);
	});

	it('asks each for one step at a time: steps asked for together hang together in memory', async () => {
		let underWay = 0;
		let most = 0;
		const source = numbers(0, 20);
		const next = source.next.bind(source);
		source.next = async () => {
			most = Math.max(most, ++underWay);
			return await next().finally(() => underWay--);
		};
		for await (const number of mergeSources([source, numbers(0, 20)], 2)) void number;
		expect([most, underWay]).toEqual([1, 0]);
	});

	it('stops its sources when the reader has enough', async () => {
		const endless = numbers(0, 1_000_000);
		for await (const number of mergeSources([endless], 1)) if (number === 3) break;
		expect((await endless.next()).done).toBe(true);
	});
});
