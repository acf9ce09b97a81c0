import { readUsage, type Headers } from '../../shared/graph/wire/usage';
import type { Session } from '../../shared/node/session/session';

/** Calls under way at once for one account while its quota is far from used up. */
export const MOST_LANES = 8;

/** From these percentages of `x-fb-ads-insights-throttle` on, fewer. Meta refuses at 100. */
const steps: ReadonlyArray<readonly [percent: number, lanes: number]> = [
	[90, 1],
	[75, 2],
	[50, 4],
];

/**
 * How many calls of one account's report run at once. It depends on what the last answers said of the account's
 * insights quota (Marketing API, Insights, "Rate limiting": app_id_util_pct and acc_id_util_pct).
 */
export class Lanes {
	private active = 0;
	private readonly waiting: Array<() => void> = [];
	private percent = 0;

	constructor(private readonly most = MOST_LANES) {}

	get width(): number {
		return Math.min(this.most, steps.find(([percent]) => this.percent >= percent)?.[1] ?? this.most);
	}

	note(headers: Headers): void {
		const insights = readUsage(headers).filter(({ source, type }) => source === 'insights' || type === 'ads_insights');
		if (insights.length > 0) this.percent = Math.max(...insights.map(({ percent }) => percent));
	}

	async run<T>(work: () => Promise<T>): Promise<T> {
		if (this.active < this.width) this.active++;
		else await new Promise<void>((resolve) => this.waiting.push(resolve));
		try {
			return await work();
		} finally {
			this.active--;
			this.admit();
		}
	}

	/** Lets in as many as now fit: the width may have grown or shrunk meanwhile, but one always goes on. */
	private admit(): void {
		while (this.waiting.length > 0 && this.active < this.width) {
			this.active++;
			this.waiting.shift()?.();
		}
	}
}

/** One account's lanes for all items of a run: its quota is one. */
const lanesOfRuns = new WeakMap<object, Map<string, Lanes>>();

export function lanesOf({ graph }: Session, account: string): Lanes {
	const lanes = lanesOfRuns.get(graph) ?? new Map<string, Lanes>();
	lanesOfRuns.set(graph, lanes);
	const accountLanes = lanes.get(account) ?? new Lanes();
	lanes.set(account, accountLanes);
	return accountLanes;
}
