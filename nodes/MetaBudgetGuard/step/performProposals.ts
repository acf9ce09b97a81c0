import { existing, pairLists } from '../../shared/lists';
import { failedVerdict, type Job, type Verdict } from '../../shared/node/operation';
import type { Session } from '../../shared/node/session/session';
import { stepAccounts, sumsOf } from '../steps/carryOut';
import { evidenceFilled, limitFilled } from '../steps/evidence/filled';
import { mixedCurrencies } from '../steps/evidence/fixedAmount';
import { failedRow, toRow } from '../steps/row';
import {
	failureOf,
	heldBefore,
	type Ending,
	type NumberedStep,
	type PreparedSteps,
	type GuardStep,
} from '../record/step';
import { tellRun } from '../steps/tell';
import { messageRows, type EndedItem } from '../proposal/message';

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
	prepare: (session: Session, params: P, index: number) => Promise<PreparedSteps>,
): Promise<Array<Verdict | undefined>> {
	const all: Array<readonly [number, PreparedSteps | Verdict]> = [];
	for (const { index, params } of jobs) all.push([index, await prepareOne(session, index, params, prepare)]);
	// A run that will stop anyway must not change anything first.
	if (session.stops && all.some(([, one]) => !('steps' in one)))
		return all.map(([, one]) => ('steps' in one ? undefined : one));
	const openSteps = all.flatMap(([item, one]) =>
		'steps' in one && one.held === null ? one.steps.map((step) => ({ item, step })) : [],
	);
	const mixed = mixedCurrencies(session.n8n, openSteps);
	const heldFor = ({ steps, held }: PreparedSteps): readonly Ending[] | null =>
		held ?? (mixed === null ? null : steps.map((step) => heldBefore(step, null, 'mixedCurrencies', mixed)));
	const verdicts: Verdict[] = [];
	const endings: Ending[] = [];
	for (const [index, one] of all) {
		if (!('steps' in one)) verdicts.push(one);
		else {
			const stepEndings = heldFor(one) ?? (await carryOut(session, one.steps, maxWait * 1000));
			endings.push(...stepEndings);
			verdicts.push(verdictOf(session, index, one.steps, stepEndings));
		}
	}
	tellRun(session, endings);
	return verdicts;
}

async function prepareOne<P>(
	session: Session,
	index: number,
	params: P,
	prepare: (session: Session, params: P, index: number) => Promise<PreparedSteps>,
): Promise<PreparedSteps | Verdict> {
	const { n8n, dryRun } = session;
	const fillProblem =
		limitFilled(n8n, index) ?? (dryRun ? undefined : evidenceFilled(n8n, ['proposal'], index, PROPOSER));
	return fillProblem === undefined
		? await prepare(session, params, index).catch(failedVerdict)
		: failedVerdict(fillProblem);
}

const PROPOSER = 'the step that has proposed, by an expression';

async function carryOut(session: Session, steps: readonly GuardStep[], maxWait: number): Promise<Ending[]> {
	const numberedSteps = steps.map((step, index): NumberedStep => ({ index, item: index, step }));
	const endings = await stepAccounts(session, numberedSteps, [], maxWait);
	return numberedSteps.map(({ index }) => existing(endings.get(index), 'the ending of a step'));
}

function verdictOf(session: Session, index: number, steps: readonly GuardStep[], endings: readonly Ending[]): Verdict {
	const failure = failureOf(endings);
	if (failure !== undefined) return { failure };
	const sums = sumsOf(
		steps.map((step, position) => ({ index: position, item: position, step })),
		new Map(endings.entries()),
	);
	const stepEndings = pairLists(steps, endings).map(([step, ending], position): EndedItem & { output?: string } => {
		const sum = sums.get(position);
		if (ending.kind === 'joined') throw new TypeError('Steps of a proposal are never joined');
		const { output, json } = ending.kind === 'failed' ? failedRow(step, ending.failure) : toRow(ending, sum);
		return { index, ending, row: json, sum, output };
	});
	const rows = stepEndings.map(({ row, output }) => ({ json: row, output }));
	return { rows: [...rows, ...messageRows(session, stepEndings, null).values()] };
}
