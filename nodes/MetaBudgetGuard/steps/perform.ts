import { failed, type Job, type Row, type Verdict } from '../../shared/node/operation';
import { InputProblem } from '../../shared/form/problem';
import type { Session } from '../../shared/node/session';
import { evidenceNames } from '../form/figures';
import { HOUR } from '../policy/state';
import { messageRows, type Ended } from '../proposal/message';
import type { AccountSum } from './accountSum';
import { stepAccounts, sumsOf } from './carryOut';
import { evidenceFilled, limitFilled } from './filled';
import { leftOutAt } from './leftOut';
import { failedRow, toRow } from './row';
import { heldBefore, type Ending, type Numbered, type Step } from './step';
import { tell } from './tell';
import { unusable } from './towardTarget';

/**
 * Carries out the steps of all items: reads, decides, writes, proves, account by account.
 *
 * @param maxWait seconds that calls may wait in all
 * @param proposalValidFor hours for which a proposal can be approved
 * @param prepare makes an item's step; what it throws is that item's failure
 */
export async function performSteps<P>(
	session: Session,
	jobs: ReadonlyArray<Job<P>>,
	{ maxWait, proposalValidFor }: { readonly maxWait: number; readonly proposalValidFor: number },
	prepare: (session: Session, params: P) => Promise<Step>,
): Promise<Array<Verdict | undefined>> {
	const verdicts = new Map<number, Verdict>();
	const ready: Numbered[] = [];
	for (const { index, params } of jobs) {
		const prepared = await prepareOne(session, index, params, prepare);
		const problem = session.stops && 'step' in prepared ? unusable(prepared.step.request) : undefined;
		if (problem !== undefined) verdicts.set(index, { failure: problem });
		else if ('step' in prepared) ready.push({ index, step: prepared.step });
		else verdicts.set(index, prepared);
	}
	// A run that will stop anyway must not change anything first.
	if (session.stops && verdicts.size > 0) return jobs.map(({ index }) => verdicts.get(index));
	const currencies = [...new Set(ready.map(({ step }) => step.account.currency))];
	const left = [...session.leftOut, ...verdicts.keys()].map((index) => leftOutAt(session.n8n, index));
	const endings =
		currencies.length > 1 ? mixed(ready, currencies) : await stepAccounts(session, ready, left, maxWait * 1000);
	const sums = sumsOf(ready, endings);
	const ended: Ended[] = [];
	const steps = new Map(ready.map(({ index, step }) => [index, step]));
	for (const [index, ending] of endings) {
		const sum = sums.get(index);
		const verdict = verdictOf(ending, endings, sum);
		if (verdict !== undefined) verdicts.set(index, verdict);
		const [row] = verdict?.rows ?? failedIn(ending, steps.get(index));
		if (row !== undefined) ended.push({ index, ending, row: row.json, sum });
	}
	for (const [index, message] of messageRows(session, ended, proposalValidFor * HOUR))
		verdicts.set(index, { rows: [...(verdicts.get(index)?.rows ?? []), message] });
	tell(
		session,
		[...endings.values()].filter(({ kind }) => kind !== 'joined'),
	);
	return jobs.map(({ index }) => verdicts.get(index));
}

/** A failure comes out as the item's error; the message tells of it as well. */
const failedIn = (ending: Ending, step: Step | undefined): Row[] =>
	ending.kind === 'failed' && step !== undefined ? [failedRow(step, ending.failure)] : [];

/**
 * An item that was counted with another one shares its fate: where that may be tried again it counts as not begun, so
 * that a retry has all numbers again.
 */
function verdictOf(
	ending: Ending,
	endings: ReadonlyMap<number, Ending>,
	sum: AccountSum | undefined,
): Verdict | undefined {
	if (ending.kind === 'failed') return { failure: ending.failure };
	if (ending.kind !== 'joined') return { rows: [toRow(ending, sum)] };
	const first = endings.get(ending.first);
	return first?.kind === 'failed' && !(first.failure instanceof InputProblem) ? undefined : { rows: [] };
}

async function prepareOne<P>(
	session: Session,
	index: number,
	params: P,
	prepare: (session: Session, params: P) => Promise<Step>,
): Promise<{ step: Step } | Verdict> {
	const filled = limitFilled(session.n8n, index);
	if (filled !== undefined) return failed(filled);
	return await prepare(session, params).then((step) => {
		const dryRun = step.dryRun || session.dryRun;
		const invented =
			dryRun || step.request.wish.kind !== 'target'
				? undefined
				: evidenceFilled(session.n8n, evidenceNames, index, REPORT);
		return invented === undefined ? { step: { ...step, dryRun } } : failed(invented);
	}, failed);
}

const REPORT = 'a report: an expression that reads the rows of a Meta Insights node';

/** A ceiling is a number without a currency: over several currencies it would mean something else for each item. */
const mixed = (ready: readonly Numbered[], currencies: readonly string[]): Map<number, Ending> =>
	new Map(
		ready.map(({ index, step }): [number, Ending] => {
			const sentence =
				`The items of this run are in several currencies (${currencies.join(', ')}); amounts and ceilings would mean ` +
				'something else for each. Run the step once for each currency.';
			return [index, heldBefore(step, null, 'mixedCurrencies', sentence)];
		}),
	);
