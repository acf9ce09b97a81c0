import { groupBy } from 'lodash';

import { recordsBefore, sayUntold, type ReportRecord } from '../../meta/report/reportRecord';
import { InputProblem } from '../../shared/form/problem';
import { existing } from '../../shared/lists';
import { failedVerdict, type Job, type Row, type Verdict } from '../../shared/node/operation';
import type { Session } from '../../shared/node/session/session';
import { evidenceNames } from '../form/evidence';
import { messageRows } from '../proposal/message';
import type { AccountSum } from '../steps/accountSum';
import { stepAccounts, sumsOf } from '../steps/carryOut';
import { evidenceFilled, limitFilled } from '../steps/evidence/filled';
import { mixedCurrencies } from '../steps/evidence/fixedAmount';
import { ofOwnRow } from '../steps/evidence/ownRow';
import { leftOutAt } from '../steps/evidence/leftOut';
import { heldLongIn } from '../steps/heldLong';
import { failedRow, toRow } from '../steps/row';
import { failureOf, heldBefore, type Ending, type NumberedStep, type PreparedSteps } from '../record/step';
import { tellRun } from '../steps/tell';
import { unusableTarget } from '../steps/towardTarget';
import { HOUR_MS } from '../../shared/durations';

/**
 * Carries out the steps of all items: reads, decides, writes, proves, account by account.
 *
 * @param maxWait seconds that calls may wait in all
 * @param proposalValidFor hours for which a proposal can be approved
 * @param prepare makes an item's steps; what it throws is that item's failure
 */
export async function performSteps<P>(
	session: Session,
	jobs: ReadonlyArray<Job<P>>,
	{ maxWait, proposalValidFor }: { readonly maxWait: number; readonly proposalValidFor: number },
	prepare: (session: Session, params: P, index: number) => Promise<PreparedSteps>,
): Promise<Array<Verdict | undefined>> {
	const verdicts = new Map<number, Verdict>();
	const ready: NumberedStep[] = [];
	const before: Array<readonly [number, Ending]> = [];
	const records = recordsBefore(session.n8n);
	for (const { index: item, params } of jobs) {
		const preparation = await prepareOne(session, item, params, prepare, records);
		if (!('steps' in preparation)) {
			verdicts.set(item, preparation);
			continue;
		}
		for (const step of preparation.steps) ready.push({ index: ready.length, item, step });
		for (const ending of preparation.held ?? []) before.push([item, ending]);
	}
	if (ready.some(({ step }) => step.request.wish.kind === 'target'))
		sayUntold(
			session.n8n,
			session.n8n.getInputData().map(({ json }) => json),
			records,
		);
	// A run that will stop anyway must not change anything first.
	if (session.stops && verdicts.size > 0) return jobs.map(({ index }) => verdicts.get(index));
	const left = [...session.leftOut, ...verdicts.keys()].map((index) => leftOutAt(session.n8n, index));
	const mixed = mixedCurrencies(session.n8n, ready);
	const endings =
		mixed === null
			? await stepAccounts(session, ready, left, maxWait * 1000)
			: new Map(ready.map(({ index, step }) => [index, heldBefore(step, null, 'mixedCurrencies', mixed)]));
	const heldLong = heldLongIn(session, [...endings.values()]);
	const endedItems = [
		...withRows(ready, endings, heldLong),
		...before.map(([item, ending]) => ({ item, ending, ...rowIn(ending) })),
	];
	for (const [item, ownRows] of Object.entries(groupBy(endedItems, 'item'))) {
		const verdict = verdictOf(ownRows, endings);
		if (verdict !== undefined) verdicts.set(Number(item), verdict);
	}
	const messageParts = endedItems.flatMap(({ item: index, ending, row, sum }) =>
		row === undefined ? [] : [{ index, ending, row: row.json, sum }],
	);
	for (const [index, message] of messageRows(session, messageParts, proposalValidFor * HOUR_MS))
		verdicts.set(index, { rows: [...(verdicts.get(index)?.rows ?? []), message] });
	tellRun(
		session,
		endedItems.map(({ ending }) => ending).filter(({ kind }) => kind !== 'joined'),
	);
	return jobs.map(({ index }) => verdicts.get(index));
}

/** How a step ended, and the row that says so: none where another carries its numbers. */
interface WithRow {
	readonly item: number;
	readonly ending: Ending;
	readonly row?: Row;
	readonly sum?: AccountSum;
}

const rowIn = (ending: Ending, sum?: AccountSum, heldLong?: string): Pick<WithRow, 'row' | 'sum'> =>
	ending.kind === 'failed' || ending.kind === 'joined' ? {} : { row: toRow(ending, sum, heldLong), sum };

/** A failure has a row as well: the message tells of it, and others of its item stand beside it. */
function withRows(
	ready: readonly NumberedStep[],
	endings: ReadonlyMap<number, Ending>,
	heldLong: ReadonlyMap<Ending, string>,
): WithRow[] {
	const sums = sumsOf(ready, endings);
	return [...endings].map(([index, ending]): WithRow => {
		const { item, step } = existing(ready[index], 'a step of the run');
		if (ending.kind === 'failed') return { item, ending, row: failedRow(step, ending.failure) };
		return { item, ending, ...rowIn(ending, sums.get(index), heldLong.get(ending)) };
	});
}

/**
 * An item that was counted with another one shares its fate. Where that may be tried again it counts as not begun, so
 * that a retry has all numbers again.
 */
function verdictOf(ownRows: readonly WithRow[], endings: ReadonlyMap<number, Ending>): Verdict | undefined {
	const failure = failureOf(ownRows.map(({ ending }) => ending));
	if (failure !== undefined) return { failure };
	const isBegun = ownRows.every(({ ending }) => {
		const first = ending.kind === 'joined' ? endings.get(ending.first) : undefined;
		return first?.kind !== 'failed' || first.failure instanceof InputProblem;
	});
	return isBegun ? { rows: ownRows.flatMap(({ row }) => row ?? []) } : undefined;
}

async function prepareOne<P>(
	session: Session,
	index: number,
	params: P,
	prepare: (session: Session, params: P, index: number) => Promise<PreparedSteps>,
	records: readonly ReportRecord[],
): Promise<PreparedSteps | Verdict> {
	const fillProblem = limitFilled(session.n8n, index);
	if (fillProblem !== undefined) return failedVerdict(fillProblem);
	return await prepare(session, params, index).then(({ steps, held }) => {
		const newSteps = steps.map((step) =>
			ofOwnRow(session, index, { ...step, dryRun: step.dryRun || session.dryRun }, records),
		);
		const unusableOne = session.stops
			? newSteps.map(({ request }) => unusableTarget(request)).find(Boolean)
			: undefined;
		const rests = newSteps.some(({ dryRun, request }) => !dryRun && request.wish.kind === 'target');
		const problem = (rests ? evidenceFilled(session.n8n, evidenceNames, index, REPORT) : undefined) ?? unusableOne;
		return problem === undefined ? { steps: newSteps, held } : failedVerdict(problem);
	}, failedVerdict);
}

const REPORT = 'a report: an expression that reads the rows of a Meta Insights node';
