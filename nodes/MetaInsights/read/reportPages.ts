import { partition } from 'lodash';

import type { GraphObject } from '../../shared/graph/object';
import { MOST_LANES } from './lanes';
import { mergeSources } from './parts/merged';
import { gatherRows, type ReadyPart, type ReportFetcher } from './reportFetcher';
import { unite } from './parts/unite';

/** Rows of a run that are held back until it is clear that it can be read. */
const HELD_ROWS = 5_000;

/** Rows of a part; none where it has none. A part that could not be had brings no page at all. */
export interface PartRows<R = GraphObject> {
	/** Place of the part among the others, fractions for its pieces: rows of items come in this order. */
	readonly place: number;
	readonly rows: R[];
}

/**
 * The rows of parts, page by page, several parts at once. A part is read as soon as it is ready, while others are still
 * being prepared.
 *
 * @param partsUnderWay parts of the fetcher, each what it has become
 * @param width parts read at once; with 1 the rows come in the order of the report
 */
export async function* reportPages(
	fetcher: ReportFetcher,
	partsUnderWay: ReadonlyArray<Promise<readonly ReadyPart[]>>,
	width = MOST_LANES,
): AsyncGenerator<PartRows, void, void> {
	// Rows that tell whether their report is complete cannot be told before everything is there.
	if (fetcher.options.onIncomplete === 'return') await Promise.all(partsUnderWay);
	// Pieces of one part share its place: however a report came apart, no more is under way than that.
	const within = Math.max(1, Math.floor(width / Math.max(1, partsUnderWay.length)));
	yield* mergeSources(
		partsUnderWay.map((ready, place) => pagesOfPart(fetcher, ready, place, within)),
		width,
	);
}

async function* pagesOfPart(
	fetcher: ReportFetcher,
	partUnderWay: Promise<readonly ReadyPart[]>,
	place: number,
	width: number,
): AsyncGenerator<PartRows, void, void> {
	try {
		const ready = await partUnderWay;
		const whole = fetcher.reader.query.fields.length;
		const [dividedParts, undivided] = partition(ready, ({ part }) => part.fields.length < whole);
		const sources = undivided.map((one, index) => pagesOf(fetcher, one, place + index / ready.length));
		if (dividedParts.length > 0)
			sources.push(unitedPages(fetcher, dividedParts, place + sources.length / ready.length));
		yield* mergeSources(sources, width);
	} catch (thrown) {
		// Whoever still prepares or reads another part need not go on.
		fetcher.fail(thrown);
	}
}

/** Pieces whose fields came apart, as one. */
async function* unitedPages(
	fetcher: ReportFetcher,
	dividedParts: readonly ReadyPart[],
	place: number,
): AsyncGenerator<PartRows, void, void> {
	const pieces = await fetcher.all(dividedParts, async (one) => [
		{ part: one.part, rows: await gatherRows(rowsIn(pagesOf(fetcher, one, place))) },
	]);
	yield { place, rows: unite(fetcher.reader.query, pieces) };
}

/**
 * The first rows are held back. While none has been passed on, a run that can no longer be read is asked for again, and
 * leaves no rows behind.
 */
async function* pagesOf(fetcher: ReportFetcher, ready: ReadyPart, place: number): AsyncGenerator<PartRows, void, void> {
	if ('rows' in ready) {
		yield { place, rows: ready.rows };
		return;
	}
	const heldRows: GraphObject[] = [];
	let passedOn = false;
	try {
		for await (const rows of fetcher.reader.rowsOfRun(ready.run)) {
			if (passedOn) yield { place, rows };
			else for (const row of rows) heldRows.push(row);
			if (!passedOn && heldRows.length > HELD_ROWS) {
				passedOn = true;
				yield { place, rows: heldRows.splice(0) };
			}
		}
	} catch (thrown) {
		// Told at once: pieces of the same part may still be prepared.
		if (passedOn) fetcher.fail(thrown);
		const partsAgain = await fetcher.afterLostRun(ready.part, thrown).catch(fetcher.fail);
		if (partsAgain.length === 0) return;
		const pieces = await fetcher.all(partsAgain, async (one) => [
			{ part: one.part, rows: 'rows' in one ? one.rows : await gatherRows(fetcher.reader.rowsOfRun(one.run)) },
		]);
		// Only for what this piece was asked: the other fields are another's.
		yield { place, rows: unite({ ...fetcher.reader.query, fields: ready.part.fields }, pieces) };
		return;
	}
	if (!passedOn) yield { place, rows: heldRows };
}

async function* rowsIn(pages: AsyncIterable<PartRows>): AsyncGenerator<readonly GraphObject[], void, void> {
	for await (const { rows } of pages) yield rows;
}

/** Passes pages on and tells of each: a report whose parts have no rows is not one of which nothing came. */
export async function* notePages(
	pages: AsyncGenerator<PartRows, void, void>,
	note: () => void,
): AsyncGenerator<PartRows, void, void> {
	for await (const page of pages) {
		note();
		yield page;
	}
}

/** Everything that pages bring, in the order of the parts. */
export async function gatherPages(pages: AsyncIterable<PartRows>): Promise<GraphObject[]> {
	const all: PartRows[] = [];
	for await (const page of pages) all.push(page);
	return rowsInOrder(all);
}

export function rowsInOrder<R>(pages: ReadonlyArray<PartRows<R>>): R[] {
	const rows: R[] = [];
	for (const page of [...pages].sort((one, other) => one.place - other.place))
		for (const row of page.rows) rows.push(row);
	return rows;
}
