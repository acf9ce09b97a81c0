import type { Emulator } from '../../../emulator/http/server.mts';
import type { Ask } from './guardProcess.mts';

/** How Meta's log behaves in the long runs: seconds late, and every how many entries one is lost. */
const logs = [
	['at once', 0, 0],
	['20 minutes late', 1_200, 0],
	['3 hours late', 10_800, 0],
	['12 hours late', 43_200, 0],
	['a tenth is lost', 0, 10],
	['silent', 0, 1],
] as const;

export type LogName = (typeof logs)[number][0];

export const logNames: readonly LogName[] = logs.map(([name]) => name);

export function setLog({ control }: Emulator, log: LogName): void {
	const [, seconds, dropEvery] = logs.find(([name]) => name === log)!;
	control.setActivityLag(seconds, { dropEvery });
}

type Answer = Awaited<ReturnType<Ask>>;

/** One list in ten is as it was when it was last asked for. */
export class LaggingMeta {
	private readonly earlier = new Map<string, Answer>();

	constructor(
		private readonly emulator: Pick<Emulator, 'ask'>,
		private readonly chance: () => number,
	) {}

	/** Meta as one run sees it. */
	ask(altered: (body: string) => string = (body) => body): Ask {
		return async (request) => {
			const isList = request.method === 'GET' && /\/(act_)?\d+\/(campaigns|adsets|ads)\?/.test(request.url);
			const before = isList && this.chance() < 0.1 ? this.earlier.get(request.url) : undefined;
			const answer = before ?? (await this.emulator.ask(request));
			if (isList) this.earlier.set(request.url, answer);
			return { ...answer, body: altered(answer.body) };
		};
	}
}
