import { daysAgo } from '../../shared/accountTime';
import { GraphFailure } from '../../shared/graph/error';
import type { Row } from '../../shared/node/operation';
import type { AccountFacts, Session } from '../../shared/node/session';
import { askedBy, type Asked } from './asked';
import { clearingSentence, daysToClear } from './clearing';
import { deliver } from './deliver';
import { factsOf } from './delivery';
import { dividePeriod } from './increments';
import { Lanes } from './lanes';
import { checkObject } from './ownObject';
import type { GetForm, ReportForm } from './params';
import { firstParts, isLarge } from './plan';
import type { Part } from './query';
import { mayBeMissing, type Strategy } from './recover';
import { reportFailures, toldOf } from './reportFailures';
import { ReportReader } from './reportReader';
import { gatherPages, noted, reportPages } from './reportPages';
import { ReportRun, type Ready } from './runReport';
import { asTotal, summaryItem, totalsOf, whyNoTotals, type Totals } from './summary';

/** One account's lanes for all items of a run: its quota is one. */
const lanesOfRuns = new WeakMap<object, Map<string, Lanes>>();

function lanesOf({ graph }: Session, account: string): Lanes {
	const lanes = lanesOfRuns.get(graph) ?? new Map<string, Lanes>();
	lanesOfRuns.set(graph, lanes);
	const own = lanes.get(account) ?? new Lanes();
	lanes.set(account, own);
	return own;
}

export const readerFor = (session: Session, asked: Asked, account: AccountFacts): ReportReader =>
	new ReportReader(session.graph, asked.query, lanesOf(session, account.id), daysAgo(0, account.timeZone, session.now()));

/** Parts to begin with, of the report and of the period before. */
export function partsOf(asked: Asked): { now: Part[]; before: Part[] } {
	const divide = (period: Asked['periods'][number], count: number) => dividePeriod(period, asked.query.increment, count);
	const parts = (periods: Asked['periods']) => (periods.length === 0 ? [] : firstParts(asked.query, periods, asked.ids, divide));
	return { now: parts(asked.periods), before: parts(asked.previous) };
}

/** Lines for the output pane, once each. With several items they say which account they are about. */
export function teller(session: Session, account: AccountFacts): (sentence: string) => void {
	const told = new Set<string>();
	const about = session.n8n.getInputData().length > 1 ? `${account.name || account.id}: ` : '';
	return (said) => {
		const sentence = `${about}${said}`;
		if (told.has(sentence)) return;
		told.add(sentence);
		session.n8n.addExecutionHints({ message: sentence, location: 'outputPane', type: 'info' });
	};
}

/** A report with a remark on what its strategy cannot get. */
const withLosses = (asked: Asked, strategy: Strategy): Asked =>
	asked.runOnly === undefined || strategy !== 'sync' ? asked : { ...asked, remarks: [...asked.remarks, `Meta leaves out ${asked.runOnly}: only a report that Meta prepares has them. Set Strategy to Automatic to get them.`] };

/** Gets one account's report, from the form to its items. */
export async function getReport(session: Session, form: GetForm): Promise<readonly Row[]> {
	const account = await session.account(form.adAccount);
	const { options } = form;
	const asked = withLosses(askedBy(form, account, session.now()), options.strategy);
	await checkObject(session, asked);
	const reader = readerFor(session, asked, account);
	const run = new ReportRun(reader, {
		strategy: options.strategy,
		onIncomplete: options.onIncomplete,
		large: asked.runOnly !== undefined || isLarge(asked.query, asked.periods, asked.ids?.ids),
		deadline: session.now() + options.maxRunTime * 60_000,
		wait: session.wait,
		now: session.now,
	});
	const parts = partsOf(asked);
	// The report and the period before are prepared at the same time.
	return await delivered(session, form, asked, account, run, { now: run.begin(parts.now), before: run.begin(parts.before) });
}

/** What has been begun of a report and of the period before. */
export interface Begun {
	readonly now: ReadonlyArray<Promise<readonly Ready[]>>;
	readonly before: ReadonlyArray<Promise<readonly Ready[]>>;
}

/** Items of a report whose parts have been begun, with what is to be said about it. Nothing goes on behind it. */
export async function delivered(
	session: Session,
	form: ReportForm,
	asked: Asked,
	account: AccountFacts,
	run: ReportRun,
	begun: Begun,
	asOf?: number,
): Promise<readonly Row[]> {
	try {
		return await itemsOf(session, form, asked, account, run, begun, asOf);
	} finally {
		await run.end();
	}
}

async function itemsOf(session: Session, form: ReportForm, asked: Asked, account: AccountFacts, run: ReportRun, begun: Begun, asOf?: number): Promise<readonly Row[]> {
	const tell = teller(session, account);
	const { completeness } = run;
	const { options } = form;
	asked.remarks.forEach(tell);
	const before = await gatherPages(reportPages(run, begun.before));
	// A limited report has its first rows, whichever of its parts is there first.
	const width = options.limit !== undefined && options.sortBy === '' ? 1 : undefined;
	let came = false;
	const pages = noted(reportPages(run, begun.now, width), () => (came = true));
	const ended = async (): Promise<void> => {
		await run.end();
		await pages.return();
	};
	const { rows, count } = await deliver({ session, form, asked, account, asOf, complete: () => completeness.complete, pages, before, tell }).finally(ended);
	if (!came && completeness.missing.length > 0) {
		const [{ why }] = completeness.missing;
		throw new GraphFailure(toldOf(reportFailures.nothing, why));
	}
	const totals = options.summary ? await totalsFor(session, asked, account, run, tell) : null;
	completeness.sentences().forEach(tell);
	const isCut = options.limit !== undefined && count >= options.limit;
	const whole = daysToClear(asked.periods, completeness.missing, isCut);
	if (form.dateRange === 'settling') tell(clearingSentence(asked, whole, isCut));
	if (totals === null) return rows;
	return [...rows, { json: summaryItem(asked, account, { completeness, calls: run.reader.calls, count, totals, whole }) }];
}

/** Meta's own totals as of now, by whatever way they can be had in the time the report has left. */
async function totalsFor(session: Session, asked: Asked, account: AccountFacts, { reader, options, completeness }: ReportRun, tell: (sentence: string) => void): Promise<Totals> {
	const nothing: Totals = { now: null, before: null };
	const why = whyNoTotals(asked);
	if (why !== null) {
		tell(why);
		return nothing;
	}
	const whole = asTotal(asked);
	// A total is one row and cannot be cut into days or objects: where a direct answer would be too large it takes a run.
	const run = new ReportRun(readerFor(session, whole, account), { ...options, strategy: 'auto', large: false, onIncomplete: 'fail' });
	try {
		return await totalsOf(run, whole, factsOf(session, account, whole));
	} catch (failure) {
		if (options.onIncomplete === 'fail' || !mayBeMissing(failure)) throw failure as Error;
		completeness.missing.push({ what: 'totals', why: failure.message, period: null });
		return nothing;
	} finally {
		await run.end();
		reader.calls += run.reader.calls;
		completeness.runs += run.completeness.runs;
	}
}
