/** Long steps show that they are alive: a line at the start, one every few seconds, one at the end. */

const EVERY_MS = 5_000;

const elapsed = (since: number) => `${Math.round((Date.now() - since) / 1000)} s`;

export type Say = (line: string) => void;

export const say: Say = (line) => {
	process.stdout.write(`${line}\n`);
};

/** Runs a step, telling every few seconds how long it has taken and, by `detail`, what is going on. */
export async function withProgress<T>(title: string, step: () => Promise<T>, detail?: () => string): Promise<T> {
	const start = Date.now();
	say(`${title} …`);
	const ticker = setInterval(() => {
		const now = detail?.();
		say(`  … ${elapsed(start)}${now ? `, ${now}` : ''}`);
	}, EVERY_MS);
	try {
		const result = await step();
		say(`  done in ${elapsed(start)}`);
		return result;
	} finally {
		clearInterval(ticker);
	}
}
