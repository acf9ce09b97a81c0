/** Long steps show that they are alive: a line at the start, one that counts the seconds, one at the end. */

/** A terminal has its line written anew each second; what is kept in a file gets a line every few. */
const EVERY_MS = process.stdout.isTTY ? 1_000 : 5_000;
const AGAIN = process.stdout.isTTY ? '\r\x1b[K' : '';
const END = process.stdout.isTTY ? '' : '\n';

const elapsed = (since: number) => `${Math.round((Date.now() - since) / 1000)} s`;

export type Say = (line: string) => void;

export const say: Say = (line) => {
	process.stdout.write(`${line}\n`);
};

/** Runs a step, telling all the while how long it has taken and, by `detail`, what is going on. */
export async function withProgress<T>(title: string, step: () => Promise<T>, detail?: () => string): Promise<T> {
	const start = Date.now();
	say(`${title} …`);
	const ticker = setInterval(() => {
		const now = detail?.();
		process.stdout.write(`${AGAIN}  … ${elapsed(start)}${now ? `, ${now}` : ''}${END}`);
	}, EVERY_MS);
	try {
		const result = await step();
		say(`${AGAIN}  done in ${elapsed(start)}`);
		return result;
	} finally {
		clearInterval(ticker);
	}
}
