import { classify, readMetaError, GraphFailure } from '../../shared/graph/error';
import type { GraphClient } from '../../shared/graph/client';
import { readPage, type PageOf } from '../../shared/graph/pages';
import type { GraphObject } from '../../shared/graph/object';
import type { GraphRequest } from '../../shared/graph/request';
import { addDays, earliestDay, lengthOf, type Period } from './dateRanges';
import { idField, type Level } from './fieldSets';
import { dividePeriod } from './increments';
import type { Lanes } from './lanes';
import { childrenRequest, readRequest, runRequest, runRowsRequest, startRequest, type Part, type ReportQuery } from './query';
import { RunFailure } from './recover';
import { reportFailures } from './reportFailures';

/** Rows a page; Meta documents no maximum. A page too heavy for Meta is asked for again in quarters. */
const PAGE = 500;
/** Of a finished run, whose rows only have to be handed over. */
const RUN_PAGE = 1000;
const SMALLEST_PAGE = 25;

/** How far before the period an object may have been shown and still get results in it. */
const LOOK_BACK_DAYS = 28;

export type RunState =
	| { readonly state: 'running'; readonly percent: number }
	| { readonly state: 'done'; readonly percent: 100 }
	| { readonly state: 'failed'; readonly percent: number; readonly failure: RunFailure };

/** Reads one account's report from Meta, a call at a time, within the account's lanes. */
export class ReportReader {
	calls = 0;

	constructor(
		private readonly graph: GraphClient,
		readonly query: ReportQuery,
		private readonly lanes: Lanes,
		/** Today on the account's calendar. */
		private readonly today: string,
	) {}

	/** The rows of a part, answered at once. */
	rowsNow(part: Part): AsyncGenerator<GraphObject[], void, void> {
		return this.pages(readRequest(this.query, part), PAGE);
	}

	/** The rows of a finished run. */
	rowsOfRun(run: string): AsyncGenerator<GraphObject[], void, void> {
		return this.pages(runRowsRequest(this.query, run), RUN_PAGE);
	}

	/** Lets Meta prepare a part; its run's id. */
	async start(part: Part): Promise<string> {
		const { body } = await this.send(startRequest(this.query, part));
		const { report_run_id: run } = body as GraphObject;
		if (typeof run === 'string' || typeof run === 'number') return String(run);
		throw new GraphFailure(reportFailures.withoutRun);
	}

	async state(run: string): Promise<RunState> {
		const { body } = await this.send(runRequest(this.query, run));
		return readRunState(body as GraphObject);
	}

	/** Ids of a level that a part has, each once, in order. A question that is itself too large is asked for shorter times. */
	async children(part: Part, level: Level): Promise<string[]> {
		const earliest = earliestDay(this.today);
		const back = addDays(part.period.since, -LOOK_BACK_DAYS);
		const ids = new Set<string>();
		await this.collectIds(part, level, { since: back >= earliest ? back : part.period.since, until: part.period.until }, ids);
		return [...ids].sort();
	}

	private async collectIds(part: Part, level: Level, period: Period, ids: Set<string>): Promise<void> {
		try {
			for await (const rows of this.pages(childrenRequest(this.query, part, level, period), PAGE)) {
				for (const row of rows) if (typeof row[idField(level)] === 'string') ids.add(row[idField(level)] as string);
			}
		} catch (failure) {
			if (!isTooMuch(failure) || lengthOf(period) === 1) throw failure as Error;
			for (const half of dividePeriod(period, 1, 2)) await this.collectIds(part, level, half, ids);
		}
	}

	/** Page by page. Cursors are followed, never addresses; one that comes again ends the walk. */
	private async *pages(request: GraphRequest, largest: number): AsyncGenerator<GraphObject[], void, void> {
		let size = largest;
		let after: string | undefined;
		const passed = new Set<string>();
		do {
			const page = await this.page(request, size, after);
			if (page === null) {
				size = Math.max(SMALLEST_PAGE, Math.floor(size / 4));
				continue;
			}
			yield page.rows;
			if (page.after === undefined || passed.has(page.after)) return;
			after = page.after;
			passed.add(after);
		} while (true);
	}

	/** A page, or null when a smaller one may be asked for: “reduce the amount of data" (code 1), or in the middle of the walk. */
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

const isTooMuch = (failure: unknown): failure is GraphFailure => failure instanceof GraphFailure && failure.kind === 'tooMuchData';

const percentOf = (value: unknown): number => Math.min(100, Math.max(0, Number(value ?? 0) || 0));

/**
 * Reads an AdReportRun. A run is done when it says so and has 100 percent; “Job Completed" alone can come early.
 * (Marketing API, Insights, "Best practices": asynchronous jobs.) Since v25 a failed one carries its error, whose code
 * can be negative; before that there is no reason.
 */
export function readRunState(body: GraphObject): RunState {
	const percent = percentOf(body.async_percent_completion);
	const status = String(body.async_status ?? '');
	if (status === 'Job Completed' && percent >= 100) return { state: 'done', percent: 100 };
	if (status === 'Job Failed') return { state: 'failed', percent, failure: failureOf(body) };
	if (status === 'Job Skipped') return { state: 'failed', percent, failure: skipped() };
	return { state: 'running', percent };
}

const skipped = (): RunFailure => new RunFailure(reportFailures.skipped, true);

function failureOf({ error_code: code, error_subcode: subcode, error_message: message, error_user_title: title, error_user_msg: said }: GraphObject): RunFailure {
	const meta = readMetaError({ error: { code: wholeNumber(code), error_subcode: wholeNumber(subcode), message, error_user_title: title, error_user_msg: said } });
	return meta?.code === undefined || meta.code === 0 ? new RunFailure(reportFailures.withoutReason) : RunFailure.of(classify(meta, 200));
}

const wholeNumber = (value: unknown): number | undefined => (value === undefined || value === null || value === '' || !Number.isInteger(Number(value)) ? undefined : Number(value));
