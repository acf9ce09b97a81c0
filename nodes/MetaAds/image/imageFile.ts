import { InputProblem } from '../../shared/form/problem';
import type { GraphFile } from '../../shared/graph/request';
import { beginningOf } from '../library/shortened';

/** Meta's Ads Guide: images of at most 30 MB. */
export const MOST_IMAGE_BYTES = 30 * 1024 * 1024;

/** Meta keeps 100 characters of a file's name (Marketing API, Ad Image reference). */
const LONGEST_NAME = 100;

interface FileKind {
	readonly name: string;
	readonly mimeType: string;
	/** The usual one first. */
	readonly extensions: readonly [string, ...string[]];
	readonly starts: readonly number[];
	/** Where these stand; in the first place without it. */
	readonly at?: number;
	/** Meta's references name JPEG, PNG, GIF and BMP. */
	readonly accepted: boolean;
}

const ascii = (text: string): number[] => [...text].map((character) => character.charCodeAt(0));

const isoMedia = (name: string, extension: string, brand: string): FileKind => ({
	...{ name, mimeType: `image/${extension}`, extensions: [extension], at: 4, accepted: false },
	starts: ascii(`ftyp${brand}`),
});

/** Kinds of files by their first bytes: a name or a declared type can be wrong. */
const kinds: readonly FileKind[] = [
	{ name: 'JPEG', mimeType: 'image/jpeg', extensions: ['jpg', 'jpeg'], starts: [0xff, 0xd8, 0xff], accepted: true },
	{ name: 'PNG', mimeType: 'image/png', extensions: ['png'], starts: [0x89, ...ascii('PNG')], accepted: true },
	{ name: 'GIF', mimeType: 'image/gif', extensions: ['gif'], starts: ascii('GIF8'), accepted: true },
	{ name: 'BMP', mimeType: 'image/bmp', extensions: ['bmp'], starts: ascii('BM'), accepted: true },
	{ name: 'WebP', mimeType: 'image/webp', extensions: ['webp'], starts: ascii('WEBP'), at: 8, accepted: false },
	// ISO/IEC 14496-12: the brand tells a photo of a phone from a video.
	...['heic', 'heix', 'mif1'].map((brand) => isoMedia('HEIC', 'heic', brand)),
	isoMedia('AVIF', 'avif', 'avif'),
	isoMedia('video', 'mp4', ''),
	{ name: 'SVG', mimeType: 'image/svg+xml', extensions: ['svg'], starts: ascii('<svg'), accepted: false },
	{ name: 'PDF', mimeType: 'application/pdf', extensions: ['pdf'], starts: ascii('%PDF'), accepted: false },
	{ name: 'ZIP', mimeType: 'application/zip', extensions: ['zip'], starts: ascii('PK'), accepted: false },
	...['II*', 'MM\0*'].map((start): FileKind => ({
		...{ name: 'TIFF', mimeType: 'image/tiff', extensions: ['tif', 'tiff'] },
		starts: ascii(start),
		accepted: false,
	})),
];

const kindOf = (content: Uint8Array): FileKind | undefined =>
	kinds.find(({ starts, at: place = 0 }) => starts.every((byte, index) => content[place + index] === byte));

/** The name with an extension of its kind, which Meta insists on; the middle gives way where it is too long. */
function nameFor(fileName: string, { extensions }: FileKind): string {
	const plain = fileName.replace(/[\\/"\r\n]/g, '_').trim();
	const has = extensions.find((candidate) => plain.toLowerCase().endsWith(`.${candidate}`));
	const stem = has === undefined ? plain : plain.slice(0, -has.length - 1);
	const ending = has === undefined ? extensions[0] : plain.slice(-has.length);
	return `${beginningOf(stem || 'image', LONGEST_NAME - ending.length - 1)}.${ending}`;
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1024 / 1024);

export const tooLarge = (bytes: number, field: readonly PropertyKey[]): InputProblem =>
	new InputProblem(
		field,
		`leads to a file of ${megabytes(bytes)} MB`,
		`Meta accepts images of at most ${megabytes(MOST_IMAGE_BYTES)} MB. Make it smaller.`,
	);

/**
 * An image as it is sent, checked by its content and size.
 *
 * @param fileName what to call it, with or without an extension
 * @throws InputProblem at the field
 */
export function imageFile(content: Uint8Array, fileName: string, field: readonly PropertyKey[]): GraphFile {
	const kind = kindOf(content);
	const formats = 'Meta accepts JPG, PNG, GIF and BMP. Convert the file first.';
	if (content.length === 0) {
		throw new InputProblem(field, 'leads to an empty file', 'Check the step or the server the file comes from.');
	}
	if (kind === undefined) {
		const advice = `${formats} A web page instead of a file means that the address needs a login.`;
		throw new InputProblem(field, 'leads to a file that is not an image', advice);
	}
	if (!kind.accepted) throw new InputProblem(field, `leads to a ${kind.name} file`, formats);
	if (content.length > MOST_IMAGE_BYTES) throw tooLarge(content.length, field);
	return { fileName: nameFor(fileName, kind), mimeType: kind.mimeType, content };
}
