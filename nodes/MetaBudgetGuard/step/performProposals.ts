import { existing, paired } from '../../shared/lists';
import { failed, type Job, type Verdict } from '../../shared/node/operation';
import type { Session } from '../../shared/node/session/session';
import { stepAccounts, sumsOf } from '../steps/carryOut';
import { evidenceFilled, limitFilled } from '../steps/evidence/filled';
import { failedRow, toRow } from '../steps/row';
import { failureOf, type Ending, type Numbered, type Prepared, type Step } from '../record/step';
import { tell } from '../steps/tell';
import { messageRows, type Ended } from '../proposal/message';

/**
 * Carries out the steps of each item's proposal: one after another, so that a second one sees what the first has
 * done.
 *
 * @param maxWait seconds that calls may wait in all
 * @param prepare makes an item's steps; what it throws is that item's failure
 */
export async function performProposals<P>(
	session: Session,
	jobs: ReadonlyArray<Job<P>>,
	{ maxWait }: { readonly maxWait: number },
	prepare: (session: Session, params: P) => Promise<Prepared>,
): Promise<Array<Verdict | undefined>> {
	const all: Array<readonly [number, Prepared | Verdict]> = [];
	for (const { index, params } of jobs) all.push([index, await prepareOne(session, index, params, prepare)]);
	// A run that will stop anyway must not change anything first.
	if (session.stops && all.some(([, one]) => !('steps' in one)))
		return all.map(([, one]) => ('steps' in one ? undefined : one));
	const verdicts: Verdict[] = [];
	const endings: Ending[] = [];
	for (const [index, one] of all) {
		if (!('steps' in one)) verdicts.push(one);
		else {
			const ended = one.held ?? (await carryOut(session, one.steps, maxWait * 1000));
			endings.push(...ended);
			verdicts.push(verdictOf(session, index, one.steps, ended));
		}
	}
	tell(session, endings);
	return verdicts;
}

async function prepareOne<P>(
	session: Session,
	index: number,
	params: P,
	prepare: (session: Session, params: P) => Promise<Prepared>,
): Promise<Prepared | Verdict> {
	const { n8n, dryRun } = session;
	const filled = limitFilled(n8n, index) ?? (dryRun ? undefined : evidenceFilled(n8n, ['proposal'], index, PROPOSER));
	return filled === undefined ? await prepare(session, params).catch(failed) : failed(filled);
}

const PROPOSER = 'the step that has proposed, by an expression';

async function carryOut(session: Session, steps: readonly Step[], maxWait: number): Promise<Ending[]> {
	const numbered = steps.map((step, index): Numbered => ({ index, item: index, step }));
	const endings = await stepAccounts(session, numbered, [], maxWait);
	return numbered.map(({ index }) => existing(endings.get(index), 'the ending of a step'));
}

function verdictOf(session: Session, index: number, steps: readonly Step[], endings: readonly Ending[]): Verdict {
	const failure = failureOf(endings);
	if (failure !== undefined) return { failure };
	const sums = sumsOf(
		steps.map((step, position) => ({ index: position, item: position, step })),
		new Map(endings.entries()),
	);
	const ended = paired(steps, endings).map(([step, ending], position): Ended & { output?: string } => {
		const sum = sums.get(position);
		if (ending.kind === 'joined') throw new TypeError('Steps of a proposal are never joined');
		const { output, json } = ending.kind === 'failed' ? failedRow(step, ending.failure) : toRow(ending, sum);
		return { index, ending, row: json, sum, output };
	});
	const rows = ended.map(({ row, output }) => ({ json: row, output }));
	return { rows: [...rows, ...messageRows(session, ended, null).values()] };
}
