import type { Domain } from '../graph/handlers/domain.mts';
import type { Edge } from '../graph/handlers/edge.mts';
import type { WriteCall } from '../graph/handlers/write.mts';
import { unsupportedRequest } from '../graph/language/graphError.mts';
import { Report } from './numbers/report.mts';
import type { Scope } from './query/insightsQuery.mts';
import { insightsError } from './rules/insightsErrors.mts';
import { readQuery } from './rules/readQuery.mts';
import { answerPage, readLimit } from './runs/answer.mts';
import { FoundRows } from './runs/foundRows.mts';
import { reportRunType } from './runs/reportRunFields.mts';
import { RUN_LIFE, runStateOf, type ReportRun } from './runs/reportRun.mts';

/** `GET /{account, campaign, ad set or ad}/insights` (Meta: marketing-api/insights). */
const insights: Edge = {
	to: 'AdReportRun',
	order: 'oldest',
	isAds: true,
	rows: () => [],
	answer: (node, { world, params }, fields, address) => {
		const query = readQuery(
			world,
			node as Scope,
			params,
			false,
			fields?.map(({ name }) => name),
		);
		const report = new Report(world, query, world.clock.now());
		world.insights.checkPage(readLimit(params.text('limit')));
		world.insights.checkSync(report);
		return world.insights.isHidden(query)
			? { data: [] }
			: { ...answerPage(new FoundRows(report), params.raw, address) };
	},
};

/** `GET /{report_run_id}/insights`: level, filters and so on are those of the run. */
const runInsights: Edge = {
	...insights,
	answer: (node, { world, params }, _fields, address) => {
		const run = node as ReportRun;
		checkReadable(run, world.clock.now());
		world.insights.checkPage(readLimit(params.text('limit')));
		return { ...answerPage(run.found, params.raw, address) };
	},
};

/** Until it is completed, and sometimes a moment longer, a run has no rows. */
function checkReadable(run: ReportRun, now: number): void {
	if (now - run.startedAt > RUN_LIFE) throw unsupportedRequest('GET', run.id);
	const isCompleted = runStateOf(run, now).status === 'Job Completed';
	const isLate = run.script?.outcome === 'late' && run.script.reads > 0;
	if (isCompleted && !isLate) return;
	if (isCompleted && run.script) run.script.reads -= 1;
	throw insightsError({ code: 2601, subcode: 1815107 });
}

/** `POST /…/insights` (spec objects AdAccount, Campaign, AdSet, Ad). */
function startRun({ world, params }: WriteCall, scope: Scope): Record<string, unknown> {
	const query = readQuery(world, scope, params, true);
	const now = world.clock.now();
	const plan = world.insights.plan(new Report(world, query, now));
	const run: ReportRun = {
		kind: 'AdReportRun',
		id: world.newId('AdReportRun'),
		account: query.account,
		query,
		startedAt: now,
		...plan,
		found: new FoundRows(new Report(world, query, now + plan.duration)),
	};
	world.add(run);
	if (!run.script || run.script.outcome === 'late') world.insights.jobs.add(run.found);
	return { report_run_id: run.id };
}

const reported = { insights };
const started = { 'POST insights': startRun };

export const insightsDomain = {
	types: { AdReportRun: reportRunType },
	edges: {
		AdAccount: reported,
		Campaign: reported,
		AdSet: reported,
		Ad: reported,
		AdReportRun: { insights: runInsights },
	},
	writes: { AdAccount: started, Campaign: started, AdSet: started, Ad: started },
	firstIds: { AdReportRun: 6041000000000001n },
} satisfies Domain;
