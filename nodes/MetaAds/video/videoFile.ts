import { InputProblem } from '../../shared/form/problem';

/** Meta's Ads Guide: videos of at most 4 GB. */
const MOST_VIDEO_BYTES = 4 * 1024 ** 3;

/** Above this a file that n8n cannot read piece by piece takes too much of its memory, several times its size. */
const MOST_IN_MEMORY = 200 * 1024 * 1024;

/** First bytes needed to tell a kind of file. */
export const HEAD_BYTES = 16;

/** Heads of files that are surely no videos; Meta reads dozens of video formats, so others are left to it. */
const others: ReadonlyArray<readonly [name: string, head: string]> = [
	['a JPEG picture', '\xff\xd8\xff'],
	['a PNG picture', '\x89PNG'],
	['a GIF picture', 'GIF8'],
	['a PDF', '%PDF'],
	['a ZIP archive', 'PK\x03\x04'],
	['a web page', '<'],
	['JSON', '{'],
];

/** Endings of the videos people have; n8n does not know the type of every one of them. */
const endings = /\.(mp4|mov|m4v|avi|mkv|webm|wmv|mpe?g|3gp|ogv)$/i;

/** Whether a file is meant to be a video: by its type, and where that says nothing by its name. */
export const isVideoFile = (mimeType: string, fileName = ''): boolean =>
	mimeType.startsWith('video/') || (!mimeType.startsWith('image/') && endings.test(fileName));

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1024 / 1024)} MB`;

/**
 * Checks what can be told before a byte is sent.
 *
 * @throws InputProblem at the field
 */
export function checkVideoFile(head: Uint8Array, size: number, mimeType: string, field: readonly PropertyKey[]): void {
	const start = String.fromCharCode(...head);
	const other =
		others.find(([, beginning]) => start.startsWith(beginning))?.[0] ??
		(/^(image|text|audio)\//.exec(mimeType)?.[1] && `a file of type ${mimeType}`);
	if (size === 0) throw new InputProblem(field, 'leads to an empty file', 'Check the step the file comes from.');
	if (other)
		throw new InputProblem(
			field,
			`leads to ${other}, not to a video`,
			'Meta accepts videos such as MP4 and MOV. Check the step the file comes from.',
		);
	if (size > MOST_VIDEO_BYTES)
		throw new InputProblem(
			field,
			`leads to a file of ${megabytes(size)}`,
			`Meta accepts videos of at most ${megabytes(MOST_VIDEO_BYTES)}.`,
		);
}

/** @throws InputProblem for a large file that would have to be in memory as a whole */
export function checkMemory(size: number, field: readonly PropertyKey[]): void {
	if (size <= MOST_IN_MEMORY) return;
	throw new InputProblem(
		field,
		`leads to a file of ${megabytes(size)}, which this n8n can only read as a whole`,
		'Choose the source URL, so that Meta fetches the file itself, or let n8n keep files in the file system or in S3 (N8N_DEFAULT_BINARY_DATA_MODE).',
	);
}
