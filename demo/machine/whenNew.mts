import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';

/** The same for the same content: n8n's versions of workflows are drawn anew each time. */
const fingerprint = (content: unknown): string =>
	createHash('sha256')
		.update(JSON.stringify(content, (key, value: unknown) => (key === 'versionId' ? undefined : value)))
		.digest('hex');

/**
 * Takes a step unless it was taken last with the same content, as a note tells that is written once it is done.
 *
 * @returns whether it was taken
 */
export async function whenNew(note: string, content: unknown, step: () => Promise<void>): Promise<boolean> {
	const now = fingerprint(content);
	if ((await readFile(note, 'utf8').catch(() => undefined)) === now) return false;
	await step();
	await writeFile(note, now);
	return true;
}
