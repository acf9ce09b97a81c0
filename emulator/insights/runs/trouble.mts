import { z } from 'zod';
import { LEVELS } from '../query/insightsQuery.mts';
import type { RunScript } from './reportRun.mts';
import type { ReportSize } from '../query/reportSize.mts';

const count = z.number().int().positive().optional();
const errorSchema = z.object({
	code: z.number().int(),
	subcode: z.number().int().optional(),
	message: z.string().optional(),
	userTitle: z.string().optional(),
	userMsg: z.string().optional(),
});

/** Reports that go wrong by what they ask for; faults by path are in faults.mts. All keys of `match` must fit. */
export const troubleSchema = z.object({
	match: z
		.object({
			mode: z.enum(['sync', 'async']).optional(),
			level: z.enum(LEVELS).optional(),
			field: z.string().optional(),
			breakdown: z.string().optional(),
			/** Id of an ad whose numbers are in the report. */
			ad: z.string().optional(),
			/** A day, YYYY-MM-DD, within the report. */
			day: z.string().optional(),
			minAds: count,
			minDays: count,
			minFields: count,
			nth: count,
			times: count,
		})
		.default({}),
	/** What the call answers, instead of rows or of a run. */
	error: errorSchema.optional(),
	/** How a run ends. */
	run: z
		.object({
			outcome: z.enum(['failed', 'skipped', 'stuck', 'late']),
			percent: z.number().int().min(0).max(100).default(50),
			error: errorSchema.optional(),
			reads: z.number().int().positive().default(1),
			/** Before v25.0 failures came without a reason (Meta: marketing-api-changelog/version25.0). */
		})
		.optional(),
});

export type TroubleRule = z.input<typeof troubleSchema>;
type Rule = z.output<typeof troubleSchema>;

export class Troubles {
	private rules: { rule: Rule; seen: number; hits: number }[] = [];

	add(rule: TroubleRule): void {
		this.rules.push({ rule: troubleSchema.parse(rule), seen: 0, hits: 0 });
	}

	clear(): void {
		this.rules = [];
	}

	/** The first rule that fits; every rule counts every report that matches it. */
	take(report: ReportSize): { error?: Rule['error']; run?: RunScript } | undefined {
		let strikingRule: Rule | undefined;
		for (const active of this.rules) {
			if (!fits(active.rule.match, report)) continue;
			active.seen += 1;
			const { nth, times } = active.rule.match;
			if (strikingRule || (nth !== undefined && nth !== active.seen) || (times !== undefined && active.hits >= times))
				continue;
			active.hits += 1;
			strikingRule = active.rule;
		}
		return strikingRule && { error: strikingRule.error, run: strikingRule.run && { ...strikingRule.run } };
	}
}

function fits(match: Rule['match'], report: ReportSize): boolean {
	const { query } = report;
	const days = query.periods.reduce((sum, { since, until }) => sum + until - since + 1, 0);
	const day = match.day === undefined ? undefined : Date.parse(`${match.day}T00:00:00Z`) / 86_400_000;
	const checks: [unknown, () => boolean][] = [
		[match.mode, () => (match.mode === 'async') === query.isAsync],
		[match.level, () => match.level === query.level],
		[match.field, () => query.fields.includes(match.field!)],
		[match.breakdown, () => query.breakdowns.includes(match.breakdown!)],
		[match.ad, () => report.adIds().includes(match.ad!)],
		[day, () => query.periods.some(({ since, until }) => day! >= since && day! <= until)],
		[match.minAds, () => report.adIds().length >= match.minAds!],
		[match.minDays, () => days >= match.minDays!],
		[match.minFields, () => query.fields.length >= match.minFields!],
	];
	return checks.every(([given, check]) => given === undefined || check());
}
