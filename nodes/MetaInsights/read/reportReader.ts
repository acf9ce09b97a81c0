import { daysAgo, addDays } from '../../shared/accountTime';
import type { GraphClient } from '../../shared/graph/client';
import { GraphFailure } from '../../shared/graph/error';
import type { GraphObject } from '../../shared/graph/object';
import { readPage, Walk, type PageOf } from '../../shared/graph/pages';
import type { GraphRequest } from '../../shared/graph/request';
import type { AccountFacts, Session } from '../../shared/node/session/session';
import { earliestDay, lengthOf, type ReportPeriod } from '../facts/dateRanges';
import { dividePeriod } from '../facts/increments';
import { idField, type ReportLevel } from '../facts/levels';
import {
	childrenRequest,
	readRequest,
	runRequest,
	runRowsRequest,
	startRequest,
	type ReportPart,
	type ReportQuery,
} from '../facts/query';
import { isScarce, type ResolvedReport } from '../form/resolvedReport';
import { lanesOf, type Lanes } from './lanes';
import { reportFailures } from './reportFailures';
import { readRunState, type RunState } from './reportRun';

/** Rows a page; Meta documents no maximum. A page too heavy for Meta is asked for again in quarters. */
export const DIRECT_PAGE = 500;
/** Of a finished run, whose rows only have to be handed over. */
export const RUN_PAGE = 1000;
const SMALLEST_PAGE = 25;

/** How far before the period an object may have been shown and still get results in it. */
const LOOK_BACK_DAYS = 28;

/** Reads one account's report from Meta, a call at a time, within the account's lanes. */
export class ReportReader {
	calls = 0;

	constructor(
		private readonly graph: GraphClient,
		readonly query: ReportQuery,
		private readonly lanes: Lanes,
		/** Today on the account's calendar. */
		private readonly today: string,
		/** Meta prepares only ten such reports of an account a day. */
		private readonly isScarce = false,
	) {}

	/** The rows of a part, answered at once. */
	rowsNow(part: ReportPart): AsyncGenerator<GraphObject[], void, void> {
		return this.pages(readRequest(this.query, part), DIRECT_PAGE);
	}

	/** The rows of a finished run. */
	rowsOfRun(run: string): AsyncGenerator<GraphObject[], void, void> {
		return this.pages(runRowsRequest(this.query, run), RUN_PAGE);
	}

	/** Lets Meta prepare a part; its run's id. */
	async start(part: ReportPart): Promise<string> {
		const { body } = await this.send(startRequest(this.query, part, this.isScarce));
		const { report_run_id: run } = body as GraphObject;
		if (typeof run === 'string' || typeof run === 'number') return String(run);
		throw new GraphFailure(reportFailures.withoutRun);
	}

	async state(run: string): Promise<RunState> {
		const { body } = await this.send(runRequest(this.query, run));
		return readRunState(body as GraphObject);
	}

	/** Ids of a level that a part has, each once, in order. A question that is itself too large is asked for shorter times. */
	async children(part: ReportPart, level: ReportLevel): Promise<string[]> {
		const earliest = earliestDay(this.today);
		const back = addDays(part.period.since, -LOOK_BACK_DAYS);
		const ids = new Set<string>();
		await this.collectIds(
			part,
			level,
			{ since: back >= earliest ? back : part.period.since, until: part.period.until },
			ids,
		);
		return [...ids].sort();
	}

	private async collectIds(
		part: ReportPart,
		level: ReportLevel,
		period: ReportPeriod,
		ids: Set<string>,
	): Promise<void> {
		try {
			for await (const rows of this.pages(childrenRequest(this.query, part, level, period), DIRECT_PAGE)) {
				for (const row of rows) if (typeof row[idField(level)] === 'string') ids.add(row[idField(level)] as string);
			}
		} catch (failure) {
			if (!isTooMuch(failure) || lengthOf(period) === 1) throw failure as Error;
			for (const half of dividePeriod(period, 1, 2)) await this.collectIds(part, level, half, ids);
		}
	}

	/** Page by page. Cursors are followed, never addresses. */
	private async *pages(request: GraphRequest, largest: number): AsyncGenerator<GraphObject[], void, void> {
		let size = largest;
		let after: string | undefined;
		const walk = new Walk(true);
		do {
			const step = await this.step(walk, request, size, after);
			if (step === null) {
				size = Math.max(SMALLEST_PAGE, Math.floor(size / 4));
				continue;
			}
			after = step.after;
			yield step.rows;
			if (after === undefined) return;
		} while (true);
	}

	/** Rows of a page that are in no other list: whoever has written them takes them out, and they are let go. */
	private async step(
		walk: Walk,
		request: GraphRequest,
		size: number,
		after?: string,
	): Promise<{ readonly rows: GraphObject[]; readonly after?: string } | null> {
		const page = await this.page(request, size, after);
		return page && { rows: walk.fresh(page), after: walk.next(page) };
	}

	/**
	 * A page, or null when a smaller one may be asked for. That is so after “reduce the amount of data" (code 1), or in
	 * the middle of the walk.
	 */
	private async page(request: GraphRequest, size: number, after?: string): Promise<PageOf | null> {
		try {
			this.calls++;
			return await this.lanes.run(async () => {
				const page = await readPage(this.graph, request, size, after);
				this.lanes.note(page.headers);
				return page;
			});
		} catch (failure) {
			if (isTooMuch(failure) && size > SMALLEST_PAGE && (after !== undefined || failure.meta?.code === 1)) return null;
			throw failure as Error;
		}
	}

	private async send(request: GraphRequest) {
		this.calls++;
		return await this.lanes.run(async () => {
			const answer = await this.graph.send(request);
			this.lanes.note(answer.headers);
			return answer;
		});
	}
}

const isTooMuch = (failure: unknown): failure is GraphFailure =>
	failure instanceof GraphFailure && failure.kind === 'tooMuchData';

/** Reads a report for as long as the run of the node lasts. */
export const readerFor = (session: Session, report: ResolvedReport, account: AccountFacts): ReportReader =>
	new ReportReader(
		session.graph,
		report.query,
		lanesOf(session, account.id),
		daysAgo(0, account.timeZone, session.now()),
		isScarce(report),
	);
