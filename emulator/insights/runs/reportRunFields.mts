import { AdReportRun } from 'facebook-nodejs-business-sdk';
import { define, type Readers } from '../../graph/handlers/nodeType.mts';
import type { World } from '../../world/world.mts';
import { dayText } from '../query/days.mts';
import { fillError } from '../rules/insightsErrors.mts';
import { endOf, runStateOf, type ReportRun } from './reportRun.mts';

/** Spec object AdReportRun: since v25.0 a failed run says why (Meta: marketing-api-changelog/version25.0). */
const runFields: Readers<ReportRun> = {
	id: (run) => run.id,
	account_id: (run) => run.account.accountId,
	async_status: (run, world) => state(run, world).status,
	async_percent_completion: (run, world) => state(run, world).percent,
	date_start: ({ query }) => dayText(Math.min(...query.periods.map(({ since }) => since))),
	date_stop: ({ query }) => dayText(Math.max(...query.periods.map(({ until }) => until))),
	is_running: (run, world) => !/Completed|Failed|Skipped/.test(state(run, world).status),
	time_ref: ({ startedAt }) => Math.floor(startedAt / 1000),
	time_completed: (run, world) =>
		state(run, world).status === 'Job Completed' ? Math.floor(endOf(run) / 1000) : undefined,
	error_code: (run, world) => failure(run, world)?.code,
	error_subcode: (run, world) => failure(run, world)?.subcode,
	error_message: (run, world) => failure(run, world)?.message,
	error_user_title: (run, world) => failure(run, world)?.userTitle,
	error_user_msg: (run, world) => failure(run, world)?.userMsg,
};

export const reportRunType = define('AdReportRun', {
	sdkFields: AdReportRun.Fields,
	// Which fields come without being asked for: third-party hint.
	defaults: ['account_id', 'time_ref', 'async_status', 'async_percent_completion'],
	readers: runFields,
});

function state(run: ReportRun, world: World): ReturnType<typeof runStateOf> {
	return runStateOf(run, world.clock.now());
}

function failure(run: ReportRun, world: World): ReturnType<typeof fillError> | undefined {
	if (state(run, world).status !== 'Job Failed') return undefined;
	return fillError(run.script?.error ?? { code: -2, subcode: 2490547 });
}
