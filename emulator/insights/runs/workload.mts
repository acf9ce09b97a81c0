import { z } from 'zod';
import type { VirtualClock } from '../../world/clock.mts';
import type { InsightsQuery } from '../query/insightsQuery.mts';
import { lacksReach } from '../query/retention.mts';
import { insightsError } from '../rules/insightsErrors.mts';
import { PauseWork } from './pauseWork.mts';
import type { RunScript } from './reportRun.mts';
import type { ReportSize } from '../query/reportSize.mts';
import { Troubles } from './trouble.mts';

/**
 * How much Meta computes in one call is not public (marketing-api/insights/best-practices: "data per call limits"), so
 * these numbers are the emulator's own. Rows are counted before empty ones fall out, cost in ads times days times
 * breakdown values.
 */
export const settingsSchema = z.object({
	/** More rows than this in a sync call: 100/1487534. */
	syncRows: z.number().int().positive().default(100_000),
	/** More work than this in a sync call: 2/1504038. */
	syncCost: z.number().int().positive().default(250_000),
	/** More work than this: the run fails with -3/1504045. */
	asyncCost: z.number().int().positive().default(5_000_000),
	/** A larger `limit`: code 1, "Please reduce the amount of data". */
	pageRows: z.number().int().positive().default(5_000),
	/** Seconds of the emulator's clock a run takes; without it, two and one for every 200,000 of cost. */
	jobSeconds: z.number().nonnegative().optional(),
	/** Percentages of the insights throttle; at 100 calls are refused until it is lowered. */
	throttle: z.object({ app: z.number().optional(), account: z.number().optional() }).optional(),
	/** The account opted in to the breakdowns that sync calls no longer answer (Meta: out-of-cycle-changes/occ-2026). */
	optedIn: z.boolean().default(false),
});
export type Settings = z.output<typeof settingsSchema>;

const DAY = 86_400_000;
/** Meta: out-of-cycle-changes/occ-2026 and marketing-api/insights/breakdowns. */
const OPT_IN = ['impression_device', 'hourly_stats_aggregated_by_audience_time_zone', 'frequency_value'];
const OPT_IN_RUNS = 10;
const OLD_REACH_RUNS = 10;
const REACH_FIELDS = ['reach', 'frequency', 'cpp'];

export class Workload {
	settings: Settings = settingsSchema.parse({});
	readonly troubles = new Troubles();
	readonly jobs = new PauseWork();
	/** When runs with opt-in breakdowns were started, by account. */
	private optInRuns = new Map<string, number[]>();
	/** When runs with reach, breakdowns and an old start were started, by account. */
	private oldReachRuns = new Map<string, number[]>();

	constructor(private readonly clock: VirtualClock) {}

	reset(): void {
		this.settings = settingsSchema.parse({});
		this.troubles.clear();
		this.jobs.clear();
		this.optInRuns.clear();
		this.oldReachRuns.clear();
	}

	/** Refuses what Meta would not compute while the client waits. */
	checkSync(report: ReportSize): void {
		const { error } = this.troubles.take(report) ?? {};
		if (error) throw insightsError(error);
		if (report.places > this.settings.syncRows) throw insightsError({ code: 100, subcode: 1487534 });
		if (report.cost > this.settings.syncCost) throw insightsError({ code: 2, subcode: 1504038 });
	}

	checkPage(limit: number): void {
		if (limit > this.settings.pageRows) throw insightsError({ code: 1 });
	}

	/** Sync calls with these breakdowns may answer no rows at all, without an error. */
	isHidden({ breakdowns }: InsightsQuery): boolean {
		return !this.settings.optedIn && breakdowns.some((name) => OPT_IN.includes(name));
	}

	/** How long a run takes and how it ends. */
	plan(report: ReportSize): { duration: number; script?: RunScript } {
		const { error, run } = this.troubles.take(report) ?? {};
		if (error) throw insightsError(error);
		this.countOptIn(report);
		this.grantReach(report);
		const { jobSeconds, asyncCost } = this.settings;
		const duration = Math.round(1000 * (jobSeconds ?? 2 + report.cost / 200_000));
		if (run) return { duration, script: run };
		if (report.cost <= asyncCost) return { duration };
		return { duration, script: { outcome: 'failed', percent: 20, reads: 0, error: { code: -3, subcode: 1504045 } } };
	}

	/** Ten runs a day and account still tell reach of more than 13 months ago; after that it is left out (Meta: insights/best-practices). */
	private grantReach({ query, today }: ReportSize): void {
		if (!lacksReach(query, today) || !query.fields.some((field) => REACH_FIELDS.includes(field))) return;
		query.hasOldReach = take(this.oldReachRuns, query.account.id, OLD_REACH_RUNS, this.clock.now());
	}

	/** min(10, number of ad groups) in 24 hours; what the eleventh answers is UNCONFIRMED 72. */
	private countOptIn(report: ReportSize): void {
		if (!this.isHidden(report.query)) return;
		const most = Math.min(OPT_IN_RUNS, Math.max(1, report.adIds().length));
		if (take(this.optInRuns, report.query.account.id, most, this.clock.now())) return;
		throw insightsError({ code: 4, subcode: 1504022 });
	}
}

/** Counts one more within 24 hours, if there is one left. */
function take(runs: Map<string, number[]>, accountId: string, most: number, now: number): boolean {
	const recent = (runs.get(accountId) ?? []).filter((at) => at > now - DAY);
	if (recent.length >= most) return false;
	runs.set(accountId, [...recent, now]);
	return true;
}
