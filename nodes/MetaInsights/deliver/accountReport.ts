import type { GraphObject } from '../../shared/graph/object';
import type { Row } from '../../shared/node/operation';
import type { AccountFacts, Session } from '../../shared/node/session/session';
import { tagless } from '../../shared/words';
import type { ReportRecord } from '../../meta/report/reportRecord';
import type { ResolvedReport, WantedReport } from '../form/resolvedReport';
import type { PartRows } from '../read/reportPages';
import type { ReportFacts } from '../rows/flatten';

/** One report of one account: what is wanted, and who is told about it. */
export interface AccountReport extends WantedReport {
	readonly session: Session;
	readonly account: AccountFacts;
	/** The instant the numbers are of, in ms; by default now. */
	readonly asOf?: number;
	/** Lines for the output pane. */
	readonly tell: (sentence: string) => void;
}

/** Lines for the output pane, once each. With several items they say which account they are about. */
export function teller(session: Session, account: AccountFacts, isOneOfSeveral = false): (sentence: string) => void {
	const toldSentences = new Set<string>();
	const about = isOneOfSeveral || session.n8n.getInputData().length > 1 ? `${account.name || account.id}: ` : '';
	return (toldSentence) => {
		const sentence = `${about}${toldSentence}`;
		if (toldSentences.has(sentence)) return;
		toldSentences.add(sentence);
		session.n8n.addExecutionHints({ message: tagless(sentence), location: 'outputPane', type: 'info' });
	};
}

/** A report's rows and what surrounds them, ready to become items. */
export interface ReadReport extends AccountReport {
	readonly complete: () => boolean;
	/** Pages of the report, parts mixed. */
	readonly pages: AsyncGenerator<PartRows, void, void>;
	/** All rows of the period before; empty without a comparison. */
	readonly before: readonly GraphObject[];
}

export interface OutputRows {
	readonly rows: Row[];
	readonly count: number;
	/** Of items: what the results of each object are, by its ID; null for too many objects. */
	readonly kinds?: Readonly<Record<string, string>> | null;
	/** Of items: results of several kinds in one row, by the row's place. */
	readonly byType?: Readonly<Record<string, string>>;
	/** Of items: counts that they do not show, by the row's place. */
	readonly counts?: Readonly<Record<string, Record<string, number>>>;
	/** Of items: what each shows, where it does not name its account. */
	readonly rowMarks?: ReportRecord['rowMarks'];
	/** Of items: columns by the names that they show. */
	readonly names?: Readonly<Record<string, string>>;
}

export const reportFactsOf = (
	session: Session,
	account: AccountFacts,
	{ query }: ResolvedReport,
	asOf = session.now(),
): ReportFacts => ({
	currency: account.currency,
	timeZone: account.timeZone,
	environment: session.graph.environment,
	now: asOf,
	increment: query.increment,
});

/**
 * Leaving a loop over the pages must not end them: a file may go on where items stopped, and whoever began them ends
 * them.
 */
export const withoutClosing = (pages: AsyncGenerator<PartRows, void, void>): AsyncIterable<PartRows> => ({
	[Symbol.asyncIterator]: () => ({ next: async () => await pages.next() }),
});
