import { uniqBy } from 'lodash';

import type { GraphClient } from './client';
import { GraphFailure } from './error';
import { wholeList, type GraphObject } from './object';
import type { GraphRequest } from './request';
import type { Headers } from './wire/usage';

interface Page {
	readonly paging?: { readonly next?: unknown; readonly cursors?: { readonly after?: unknown } };
}

/** Rows asked for at once. Meta documents no maximum; a hundred keeps the answers well below its size limit. */
const PAGE_SIZE = 100;

/** For lists of small rows, where the calls count: the most that edges are seen to give. */
export const LARGE_PAGE = 500;

/** Below this, asking for less does not help any more. */
const SMALLEST_PAGE = 5;

export interface PageOf {
	readonly rows: GraphObject[];
	/** Cursor of the following page; absent on the last. */
	readonly after?: string;
	/** Meta says that there is more, and not where. */
	readonly isCut?: boolean;
	/** Of the answer: they tell how much of a quota is used. */
	readonly headers: Headers;
}

/**
 * Reads one page. `paging.next` only tells that there is more: it is a URL with the token in it and is never followed.
 * A page can be short or empty and still have a next one (Graph API, "Paginated results").
 *
 * @throws GraphFailure when it does not hold what a list holds
 */
export async function readPage(
	client: GraphClient,
	request: GraphRequest,
	limit: number,
	after?: string,
): Promise<PageOf> {
	const answer = await client.send({ ...request, params: { ...request.params, limit, after } });
	const page = answer.body as Page;
	const cursor = page.paging?.cursors?.after;
	const hasMore = typeof page.paging?.next === 'string';
	const following = hasMore && typeof cursor === 'string' && cursor !== '' ? cursor : undefined;
	const isCut = hasMore && following === undefined;
	return { rows: wholeList(answer.body), after: following, isCut, headers: answer.headers };
}

/** Pages of one list: some millions of rows. One that goes on longer has no end. */
const MOST_PAGES = 20_000;

/** The way through a list, page after page. It comes to an end, or it fails: what was read is never taken for all. */
export class Walk {
	private pages = 0;
	private readonly cursors = new Set<string>();
	private readonly knownRows = new Set<unknown>();
	private readonly firstRows = new Set<string>();
	/** Whether the page taken last had rows, and none that was new. */
	private isOld = false;

	/** @param allDiffer no two rows are the same, as in a report: a page that begins as another did is that page again */
	constructor(private readonly allDiffer = false) {}

	/**
	 * The rows of a page that did not come before. While objects are made or deleted the pages of a list move. Some
	 * rows then come twice (Graph API, "Paginated results": what is in a page can change). Rows without an id are all
	 * new.
	 */
	fresh({ rows }: PageOf): GraphObject[] {
		const fresh = rows.filter((row) => !this.knownRows.has(identityOf(row)));
		this.isOld = rows.length > 0 && (fresh.length === 0 || (this.allDiffer && this.beganSo(rows)));
		for (const row of rows) if (isId(row.id)) this.knownRows.add(identityOf(row));
		return uniqBy(fresh, identityOf);
	}

	private beganSo([row]: readonly GraphObject[]): boolean {
		const first = JSON.stringify(row);
		const isRepeat = this.firstRows.has(first);
		this.firstRows.add(first);
		return isRepeat;
	}

	/**
	 * @returns where the list goes on after the page taken last; undefined after the last page
	 * @throws GraphFailure when it leads back to where it came by, or has no end
	 */
	next({ after, isCut }: PageOf): string | undefined {
		if (isCut) throw endless('has more rows, and does not say where they begin');
		if (after === undefined && !this.allDiffer) return undefined;
		if (this.isOld || (after !== undefined && this.cursors.has(after)))
			throw endless('leads in a circle: what was read already came again');
		if (after === undefined) return undefined;
		if (++this.pages >= MOST_PAGES) throw endless(`has more than ${MOST_PAGES.toLocaleString('en')} pages`);
		this.cursors.add(after);
		return after;
	}
}

/**
 * What tells a row from all others; without an id only it itself. Targeting options are numbered within their type: the
 * demographics have a relationship status 1 and an education 1 (Marketing API, targeting: `relationship_statuses`,
 * `education_statuses`).
 */
const identityOf = (row: GraphObject): unknown => {
	const { id, type } = row;
	if (!isId(id)) return row;
	return typeof type === 'string' ? `${type} ${id}` : id;
};

const isId = (id: unknown): id is string | number => typeof id === 'string' || typeof id === 'number';

const endless = (how: string): GraphFailure =>
	new GraphFailure({
		kind: 'temporary',
		message: `Meta’s list ${how}`,
		advice: 'Run the step again. If it stays like this, read less at once: set a filter, a limit or a shorter time.',
	});

/**
 * Walks an edge row by row, following cursors; a row with an id comes once, however often Meta gives it. A page that is
 * too heavy for Meta is asked for again in halves.
 *
 * @param most rows to yield at the most; Infinity for all
 * @param pageSize rows to ask for at once
 */
export async function* eachRow(
	client: GraphClient,
	request: GraphRequest,
	most: number,
	pageSize = PAGE_SIZE,
): AsyncGenerator<GraphObject, void, void> {
	let size = Math.min(pageSize, most);
	let after: string | undefined;
	const walk = new Walk();
	let rowCount = 0;
	while (rowCount < most) {
		const page = await orSmaller(async () => await readPage(client, request, size, after));
		if (page === null) {
			size = Math.max(SMALLEST_PAGE, Math.floor(size / 2));
			continue;
		}
		const fresh = walk.fresh(page);
		client.answerFacts.rowsRepeated += page.rows.length - fresh.length;
		for (const row of fresh) {
			if (rowCount++ >= most) return;
			yield row;
		}
		// Enough is enough, whatever would come then.
		if (rowCount >= most) return;
		after = walk.next(page);
		if (after === undefined) return;
	}

	async function orSmaller(read: () => Promise<PageOf>): Promise<PageOf | null> {
		if (size <= SMALLEST_PAGE) return await read();
		return await read().catch((failure: unknown) => {
			if (failure instanceof GraphFailure && failure.kind === 'tooMuchData') return null;
			return Promise.reject(failure);
		});
	}
}

/** All rows of an edge, up to `most`. */
export async function readRows(
	client: GraphClient,
	request: GraphRequest,
	most: number,
	pageSize = PAGE_SIZE,
): Promise<GraphObject[]> {
	const rows: GraphObject[] = [];
	for await (const row of eachRow(client, request, most, pageSize)) rows.push(row);
	return rows;
}
