import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The moving picture of the README: `npx gulp movingPicture` makes it. */

const gif = readFileSync(join('docs', 'images', 'first-look.gif'));

/** A frame begins with what says how long it stands (GIF89a, "Graphic Control Extension"): hundredths of a second. */
const FRAME = Buffer.from([0x21, 0xf9, 0x04]);

function framesOf(bytes: Buffer): number[] {
	const seconds: number[] = [];
	for (let at = bytes.indexOf(FRAME); at !== -1; at = bytes.indexOf(FRAME, at + 8))
		if (bytes[at + 7] === 0) seconds.push(bytes.readUInt16LE(at + 4) / 100);
	return seconds;
}

it('moves, loops, can be read, and is light enough for a README', () => {
	expect(gif.subarray(0, 6).toString('latin1')).toBe('GIF89a');
	expect(gif.readUInt16LE(6)).toBe(1_000);
	expect(gif.includes('NETSCAPE2.0')).toBe(true);
	expect(framesOf(gif)).toEqual([1.5, 1.5, 2, 3.5, 1.5, 2.5, 4.5]);
	expect(gif.length).toBeLessThan(1_500_000);
	expect(readFileSync('README.md', 'utf8')).toContain('(docs/images/first-look.gif)');
});
