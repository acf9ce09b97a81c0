import type { Account } from '../../world/basics.mts';
import type { WrittenRow } from '../numbers/row.mts';
import type { InsightsQuery } from '../query/insightsQuery.mts';

/** The rows of a report, to be read by place: some places are empty. */
export interface ReportRows {
	readonly places: number;
	row(place: number): WrittenRow | undefined;
	/** All rows as one, if asked for. */
	summary(): WrittenRow | undefined;
	work(): boolean;
}

/** An asynchronous report (spec object AdReportRun). */
export interface ReportRun {
	kind: 'AdReportRun';
	id: string;
	account: Account;
	query: InsightsQuery;
	startedAt: number;
	/** Milliseconds of the emulator's clock that the job takes. */
	duration: number;
	/** How it ends, if not well. */
	script?: RunScript;
	/** The rows as they are known at the moment the job ends. */
	found: ReportRows;
}

/** `stuck` stays at a percentage for good; `late` lets the first reads of a completed run's rows fail. */
export interface RunScript {
	outcome: 'failed' | 'skipped' | 'stuck' | 'late';
	/** Where a failing or stuck job stops. */
	percent: number;
	error?: { code: number; subcode?: number; message?: string; userTitle?: string; userMsg?: string };
	/** Reads of the rows that fail, for `late`. */
	reads: number;
}

export interface RunState {
	status: 'Job Not Started' | 'Job Started' | 'Job Running' | 'Job Completed' | 'Job Failed' | 'Job Skipped';
	percent: number;
}

/** Run ids are valid for 30 days (Meta: marketing-api/insights/best-practices). */
export const RUN_LIFE = 30 * 86_400_000;

/**
 * Statuses: Meta: marketing-api/insights/best-practices. A job is done when it is completed and at 100: for a moment it
 * runs on at 100 (artefactory/connectors-kit pull request 63).
 */
export function runStateOf({ startedAt, duration, script }: ReportRun, now: number): RunState {
	const part = duration === 0 ? 1 : Math.min(1, (now - startedAt) / duration);
	const percent = Math.min(100, Math.floor(part * 106));
	if (script && script.outcome !== 'late') {
		if (percent < script.percent) return running(percent);
		if (script.outcome === 'stuck') return { status: 'Job Running', percent: script.percent };
		return { status: script.outcome === 'failed' ? 'Job Failed' : 'Job Skipped', percent: script.percent };
	}
	return part >= 1 ? { status: 'Job Completed', percent: 100 } : running(percent);
}

function running(percent: number): RunState {
	if (percent === 0) return { status: 'Job Not Started', percent };
	return { status: percent < 10 ? 'Job Started' : 'Job Running', percent };
}

export function endOf({ startedAt, duration }: ReportRun): number {
	return startedAt + duration;
}

declare module '../../world/storedNodes.mts' {
	interface StoredKinds {
		AdReportRun: ReportRun;
	}
}
