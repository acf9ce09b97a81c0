import { readFile } from 'node:fs/promises';

/** MB of heap that Node gives a process of a server with 1 GB by itself: half of its memory. */
const HEAP_MB = 512;

const isSmall = process.env.SMALL_SERVER === '1';

/** For `SMALL_SERVER=1 taskset -c 0 npx jest …`: n8n as it is on a server with one core and 1 GB. */
export const asSmallServer = (options = ''): string =>
	isSmall ? `${options} --max-old-space-size=${HEAP_MB}` : options;

/** The most memory that a process has held so far, in words; null where nobody asks. */
export async function peakInWords(pid: number): Promise<string | null> {
	if (!isSmall) return null;
	const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')) ?? [];
	return `n8n held at most ${Math.round(Number(kilobytes) / 1024)} MB, with a heap of ${HEAP_MB} MB`;
}
