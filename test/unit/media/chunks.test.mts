import * as fc from 'fast-check';

import { StreamedFile } from '../../../nodes/shared/node/files/chunks.ts';

/** A file in storage that gives its bytes in parts of these sizes, over and over, and counts how often it is opened. */
function storage(content: Buffer, sizes: readonly number[]) {
	let opened = 0;
	async function* parts() {
		for (let at = 0, index = 0; at < content.length; index += 1) {
			const size = sizes[index % sizes.length]!;
			yield content.subarray(at, at + size);
			at += size;
		}
	}
	const open = async () => {
		opened += 1;
		return Object.assign(parts(), { destroy: () => undefined });
	};
	return { file: new StreamedFile(content.length, open), opened: () => opened };
}

const contents = fc.uint8Array({ minLength: 1, maxLength: 400 }).map((bytes) => Buffer.from(bytes));
const partSizes = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 });

it('gives the very bytes that are asked for, wherever a piece begins and ends, also again and from further back', async () => {
	const spans = fc.array(fc.tuple(fc.nat(400), fc.nat(400)), { minLength: 1, maxLength: 12 });
	await fc.assert(
		fc.asyncProperty(contents, partSizes, spans, async (content, sizes, asked) => {
			const { file } = storage(content, sizes);
			for (const [one, other] of asked) {
				const [from, to] = [Math.min(one, other), Math.max(one, other)].map((at) => Math.min(at, content.length)) as [
					number,
					number,
				];
				expect(Buffer.from(await file.read(from, to))).toEqual(content.subarray(from, to));
			}
			file.close();
		}),
	);
});

it('reads a file once when its pieces follow each other, each sent as often as it has to be', async () => {
	const pieces = fc.array(
		fc.record({ size: fc.integer({ min: 1, max: 120 }), times: fc.integer({ min: 1, max: 3 }) }),
		{ minLength: 1, maxLength: 40 },
	);
	await fc.assert(
		fc.asyncProperty(contents, partSizes, pieces, async (content, sizes, wanted) => {
			const { file, opened } = storage(content, sizes);
			const got: Buffer[] = [];
			let from = 0;
			for (const { size, times } of wanted) {
				const to = Math.min(content.length, from + size);
				let piece = Buffer.alloc(0);
				for (let time = 0; time < times; time += 1) piece = Buffer.from(await file.read(from, to));
				got.push(piece);
				from = to;
			}
			expect(Buffer.concat(got)).toEqual(content.subarray(0, from));
			expect(opened()).toBe(1);
		}),
	);
});

it('says so when the file is shorter than it was said to be', async () => {
	const { file } = storage(Buffer.alloc(10), [4]);
	await expect(file.read(5, 11)).rejects.toThrow('The file ends after 10 of 10 bytes');
});
