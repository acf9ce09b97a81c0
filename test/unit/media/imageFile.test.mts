import * as fc from 'fast-check';

import { imageHash } from '../../../nodes/MetaAds/image/imageHash.ts';
import { imageFile } from '../../../nodes/MetaAds/image/imageFile.ts';
import { checkVideoFile } from '../../../nodes/MetaAds/video/videoFile.ts';
import { InputProblem } from '../../../nodes/shared/form/problem.ts';
import { bmp, gif, jpeg, mp4, png } from '../../pictures.mts';

const field = ['binaryField'];
const pictures = [
	{ content: png(8, 8), mimeType: 'image/png', endings: ['png'] },
	{ content: jpeg(8, 8), mimeType: 'image/jpeg', endings: ['jpg', 'jpeg'] },
	{ content: gif(8, 8), mimeType: 'image/gif', endings: ['gif'] },
	{ content: bmp(8, 8), mimeType: 'image/bmp', endings: ['bmp'] },
];
/** Names as people and machines give them: emoji, slashes, endings of other kinds, much too long. */
const names = fc.oneof(
	fc.string({ maxLength: 140 }),
	fc.string({ unit: 'grapheme', minLength: 60, maxLength: 140 }),
	fc
		.tuple(
			fc.string({ unit: 'grapheme', maxLength: 120 }),
			fc.constantFrom('.png', '.JPG', '.jpeg', '.gif', '.BMP', '.tar.gz', '.'),
		)
		.map(([stem, ending]) => stem + ending),
);

it('a picture goes out as it is, under a name of at most 100 characters with the ending of its kind', () => {
	fc.assert(
		fc.property(fc.constantFrom(...pictures), names, ({ content, mimeType, endings }, name) => {
			const file = imageFile(Uint8Array.from(content), name, field);
			expect(Buffer.from(file.content).equals(content)).toBe(true);
			expect(file.mimeType).toBe(mimeType);
			expect(file.fileName.length).toBeLessThanOrEqual(100);
			expect(endings).toContain(file.fileName.split('.').at(-1)!.toLowerCase());
			expect(file.fileName.split('.').slice(0, -1).join('.')).not.toBe('');
			// A quote or a line break would end the header it stands in; half a character is none.
			expect(file.fileName).not.toMatch(/[\\/"\r\n]/);
			if (Buffer.from(name).toString() === name) expect(Buffer.from(file.fileName).toString()).toBe(file.fileName);
		}),
		{ numRuns: 500 },
	);
});

it('what begins like no picture is none, whatever it is called', () => {
	const heads = [0xff, 0x89, 0x47, 0x42]; // JPEG, PNG, GIF, BMP
	fc.assert(
		fc.property(
			fc.uint8Array({ minLength: 1, maxLength: 60 }),
			fc.constantFrom('a.png', 'a.jpg', ''),
			(content, name) => {
				fc.pre(!heads.includes(content[0]!));
				expect(() => imageFile(Uint8Array.from(content), name, field)).toThrow(InputProblem);
			},
		),
	);
});

it('a hash is taken with spaces around it, and nothing else passes for one', () => {
	const hexadecimal = fc
		.uint8Array({ minLength: 16, maxLength: 16 })
		.map((bytes) => Buffer.from(bytes).toString('hex'));
	fc.assert(
		fc.property(hexadecimal, fc.constantFrom('', ' ', '\n', '\t '), (hash, space) =>
			expect(imageHash.parse(space + hash + space)).toBe(hash),
		),
	);
	fc.assert(
		fc.property(hexadecimal, fc.nat(31), fc.constantFrom('.', '/', ':', ' ', '_', '%', 'é'), (hash, at, other) => {
			// A space in front is around it.
			expect(imageHash.safeParse(hash.slice(0, at) + other + hash.slice(at)).success).toBe(at === 0 && other === ' ');
		}),
	);
});

it('a picture, a document or nothing is no video; what is not known is left to Meta', () => {
	const check =
		(head: Buffer, type = 'video/mp4') =>
		() =>
			checkVideoFile(head.subarray(0, 16), head.length, type, field);
	fc.assert(
		fc.property(
			fc.constantFrom(
				png(8, 8),
				jpeg(8, 8),
				gif(8, 8),
				Buffer.from('%PDF-1.7'),
				Buffer.from('<html>'),
				Buffer.from('{"a":1}'),
				Buffer.alloc(0),
			),
			fc.constantFrom('video/mp4', ''),
			(head, type) => {
				expect(check(head, type)).toThrow(InputProblem);
			},
		),
	);
	fc.assert(
		fc.property(fc.uint8Array({ minLength: 12, maxLength: 40 }), (rest) =>
			expect(check(Buffer.concat([mp4(16), Buffer.from(rest)]))).not.toThrow(),
		),
	);
});
