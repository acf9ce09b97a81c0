import { pngOf } from '../demo/examples/png.mts';

/** Small real image files of given sizes. */

/** One grey, which tells files of one size apart. */
export const png = (width: number, height: number, grey = 128): Buffer => pngOf(width, height, [grey]);

/** Head of a JPEG with an application segment before the frame, as cameras write it. */
export function jpeg(width: number, height: number): Buffer {
	const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
	frame.writeUInt16BE(height, 5);
	frame.writeUInt16BE(width, 7);
	return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2]), frame, Buffer.from([0xff, 0xd9])]);
}

export function gif(width: number, height: number): Buffer {
	const file = Buffer.alloc(14);
	file.write('GIF89a', 'latin1');
	file.writeUInt16LE(width, 6);
	file.writeUInt16LE(height, 8);
	return file;
}

export function bmp(width: number, height: number): Buffer {
	const file = Buffer.alloc(54);
	file.write('BM', 'latin1');
	file.writeInt32LE(width, 18);
	file.writeInt32LE(-height, 22);
	return file;
}

/** A file of that many bytes with the head of an MP4; every byte tells where it stands, so that a mix-up shows. */
export function mp4(bytes: number): Buffer {
	const file = Buffer.alloc(bytes);
	for (let at = 0; at + 4 <= bytes; at += 4) file.writeUInt32BE(at, at);
	Buffer.from('\0\0\0\x20ftypisom', 'latin1').copy(file);
	return file;
}
