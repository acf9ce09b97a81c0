export interface Size {
	width: number;
	height: number;
}

const starts = (file: Buffer, text: string): boolean => file.subarray(0, text.length).toString('latin1') === text;

function jpegSize(file: Buffer): Size | undefined {
	for (let at = 2; at + 9 < file.length && file[at] === 0xff; at += 2 + file.readUInt16BE(at + 2)) {
		const marker = file[at + 1] ?? 0;
		const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
		if (isFrame) return { height: file.readUInt16BE(at + 5), width: file.readUInt16BE(at + 7) };
	}
	return undefined;
}

/** Width and height as the head of a PNG, GIF, JPEG or BMP tells them; undefined for anything else. */
export function imageSize(file: Buffer): Size | undefined {
	if (file.length >= 24 && starts(file, '\x89PNG\r\n\x1a\n')) {
		return { width: file.readUInt32BE(16), height: file.readUInt32BE(20) };
	}
	if (file.length >= 10 && (starts(file, 'GIF87a') || starts(file, 'GIF89a'))) {
		return { width: file.readUInt16LE(6), height: file.readUInt16LE(8) };
	}
	if (file.length >= 26 && starts(file, 'BM')) {
		return { width: file.readInt32LE(18), height: Math.abs(file.readInt32LE(22)) };
	}
	return starts(file, '\xff\xd8\xff') ? jpegSize(file) : undefined;
}
