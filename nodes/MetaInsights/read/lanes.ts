import { readUsage, type Headers, type Usage } from '../../shared/graph/wire/usage';
import type { Session } from '../../shared/node/session/session';

/** Calls under way at once for one account while its quota is far from used up. */
export const MOST_LANES = 8;

/** The same for all accounts of a run together: three of them report at once. */
const MOST_OF_RUN = 3 * MOST_LANES;

/** From these percentages of `x-fb-ads-insights-throttle` on, fewer. Meta refuses at 100. */
const steps: ReadonlyArray<readonly [percent: number, lanes: number]> = [
	[90, 1],
	[75, 2],
	[50, 4],
];

/** Whether an entry of the usage headers is about the quota that lanes share. */
type OwnUsage = (usage: Usage) => boolean;

const ofAccount: OwnUsage = ({ source, type }) =>
	source === 'insights' || source === 'insightsOfApp' || type === 'ads_insights';
const ofApp: OwnUsage = ({ source }) => source === 'insightsOfApp';

/**
 * How many calls of one account's report run at once. It depends on what the last answers said of the account's
 * insights quota (Marketing API, Insights, "Rate limiting": app_id_util_pct and acc_id_util_pct). The quota of the app is one
 * for all accounts: near its end they take turns, whichever of them fills it.
 */
export class Lanes {
	private active = 0;
	private readonly waiting: Array<() => void> = [];
	private percent = 0;

	/** @param all the lanes of all accounts together */
	constructor(
		private readonly most = MOST_LANES,
		private readonly own: OwnUsage = ofAccount,
		private readonly all?: Lanes,
	) {}

	get width(): number {
		return Math.min(this.most, steps.find(([percent]) => this.percent >= percent)?.[1] ?? this.most);
	}

	note(headers: Headers): void {
		const usages = readUsage(headers).filter(this.own);
		if (usages.length > 0) this.percent = Math.max(...usages.map(({ percent }) => percent));
		this.all?.note(headers);
	}

	async run<T>(work: () => Promise<T>): Promise<T> {
		if (this.active < this.width) this.active++;
		else await new Promise<void>((resolve) => this.waiting.push(resolve));
		try {
			return await (this.all === undefined ? work() : this.all.run(work));
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

/** One account's lanes for all items of a run: its quota is one. So are those of the run, under no account's name. */
const lanesOfRuns = new WeakMap<object, Map<string, Lanes>>();

const OF_RUN = '';

export function lanesOf({ graph }: Session, account: string): Lanes {
	const lanes = lanesOfRuns.get(graph) ?? new Map([[OF_RUN, new Lanes(MOST_OF_RUN, ofApp)]]);
	lanesOfRuns.set(graph, lanes);
	const accountLanes = lanes.get(account) ?? new Lanes(MOST_LANES, ofAccount, lanes.get(OF_RUN));
	lanes.set(account, accountLanes);
	return accountLanes;
}
