import { daysAgo } from '../../shared/accountTime';
import type { AccountFacts, Session } from '../../shared/node/session';
import type { Asked } from './asked';
import { needsAsync } from './breakdownRules';
import { dividePeriod } from './increments';
import { Lanes } from './lanes';
import { firstParts } from './plan';
import type { Part } from './query';
import { ReportReader } from './reportReader';

/** One account's lanes for all items of a run: its quota is one. */
const lanesOfRuns = new WeakMap<object, Map<string, Lanes>>();

function lanesOf({ graph }: Session, account: string): Lanes {
	const lanes = lanesOfRuns.get(graph) ?? new Map<string, Lanes>();
	lanesOfRuns.set(graph, lanes);
	const own = lanes.get(account) ?? new Lanes();
	lanes.set(account, own);
	return own;
}

/** Reads a report for as long as the run of the node lasts. */
export const readerFor = (session: Session, asked: Asked, account: AccountFacts): ReportReader =>
	new ReportReader(session.graph, asked.query, lanesOf(session, account.id), daysAgo(0, account.timeZone, session.now()));

/** Parts to begin with, of the report and of the period before. */
export function partsOf(asked: Asked): { now: Part[]; before: Part[] } {
	// Of some things Meta prepares only ten reports a day: none is spent on speed.
	const isScarce = asked.runOnly !== undefined || needsAsync(asked.query.breakdowns);
	const divide = (period: Asked['periods'][number], count: number) => (isScarce ? [period] : dividePeriod(period, asked.query.increment, count));
	const parts = (periods: Asked['periods']) => (periods.length === 0 ? [] : firstParts(asked.query, periods, asked.ids, divide));
	return { now: parts(asked.periods), before: parts(asked.previous) };
}
