import { deflateSync } from 'node:zlib';

function crc(data: Buffer): number {
	let sum = 0xffffffff;
	for (const byte of data) {
		sum ^= byte;
		for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
	}
	return (sum ^ 0xffffffff) >>> 0;
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const head = Buffer.alloc(4);
	head.writeUInt32BE(data.length);
	const tail = Buffer.alloc(4);
	tail.writeUInt32BE(crc(body));
	return Buffer.concat([head, body, tail]);
}

/** A PNG file of one colour, of one part (grey) or three (red, green, blue), 0 to 255 each. */
export function pngOf(
	width: number,
	height: number,
	colour: readonly [number] | readonly [number, number, number],
): Buffer {
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head[8] = 8; // bits of a part
	head[9] = colour.length === 3 ? 2 : 0;
	const row = Buffer.concat([Buffer.alloc(1), Buffer.alloc(width * colour.length, Buffer.from(colour))]);
	const pixels = Buffer.alloc(row.length * height, row);
	const parts = [chunk('IHDR', head), chunk('IDAT', deflateSync(pixels)), chunk('IEND', Buffer.alloc(0))];
	return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts]);
}
