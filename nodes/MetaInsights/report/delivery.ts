import type { GraphObject } from '../../shared/graph/object';
import type { Row } from '../../shared/node/operation';
import type { AccountFacts, Session } from '../../shared/node/session';
import type { Asked } from './asked';
import type { ReportFacts } from './flatten';
import type { ReportContext } from './reportContext';
import type { PartRows } from './reportPages';

/** Items beyond which n8n itself runs out of memory sooner or later: 50,000 rows already take about a gigabyte. */
export const MOST_ITEMS = 50_000;

/** A report's rows and what surrounds them, ready to become items. */
export interface Delivery extends ReportContext {
	readonly complete: () => boolean;
	/** Pages of the report, parts mixed. */
	readonly pages: AsyncGenerator<PartRows, void, void>;
	/** All rows of the period before; empty without a comparison. */
	readonly before: readonly GraphObject[];
}

export interface Delivered {
	readonly rows: Row[];
	readonly count: number;
}

export const factsOf = (session: Session, account: AccountFacts, { query }: Asked, asOf = session.now()): ReportFacts => ({
	currency: account.currency,
	timeZone: account.timeZone,
	environment: session.graph.environment,
	now: asOf,
	increment: query.increment,
});

/** Leaving a loop over the pages must not end them: a file may go on where items stopped, and whoever began them ends them. */
export const withoutClosing = (pages: AsyncGenerator<PartRows, void, void>): AsyncIterable<PartRows> => ({
	[Symbol.asyncIterator]: () => ({ next: async () => await pages.next() }),
});
