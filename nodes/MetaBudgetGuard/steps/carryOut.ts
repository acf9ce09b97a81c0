import { groupBy } from 'lodash';

import { existing } from '../../shared/lists';
import type { Session } from '../../shared/node/session/session';
import { metaNow } from '../state/read';
import { accountSums, type AccountSum } from './accountSum';
import { applyAll } from './apply';
import { decideAll } from './decideAll';
import type { LeftOut } from './evidence/leftOut';
import type { DecidedStep, Ending, NumberedStep } from '../record/step';

/** Carries out steps, account by account: each gets its ending. */
export async function stepAccounts(
	session: Session,
	ready: readonly NumberedStep[],
	left: readonly LeftOut[],
	maxWait: number,
): Promise<Map<number, Ending>> {
	const endings = new Map<number, Ending>();
	for (const numberedSteps of Object.values(groupBy(ready, kindOf))) {
		const accountEndings = await stepAccount(session, numberedSteps, left, maxWait).catch((thrown: unknown) =>
			asFailures(session, numberedSteps, thrown),
		);
		for (const [index, ending] of accountEndings) endings.set(index, ending);
	}
	return endings;
}

/** Steps that are read and decided together: of one account and one kind of value. */
const kindOf = ({ step: { account, family } }: NumberedStep): string => `${account.id} ${family.noun}`;

/** What could not even be read is each item's failure. A cancelled run ends as a whole. */
async function asFailures(
	session: Session,
	numberedSteps: readonly NumberedStep[],
	thrown: unknown,
): Promise<Map<number, Ending>> {
	if (session.n8n.getExecutionCancelSignal()?.aborted) return await Promise.reject(thrown);
	const failure = thrown instanceof Error ? thrown : new Error(String(thrown));
	return new Map(numberedSteps.map(({ index }): [number, Ending] => [index, { kind: 'failed', failure }]));
}

/** Steps of one account that move the same kind of value. */
async function stepAccount(
	session: Session,
	numberedSteps: readonly NumberedStep[],
	left: readonly LeftOut[],
	maxWait: number,
): Promise<Map<number, Ending>> {
	const { step } = existing(numberedSteps[0], 'the first of some steps');
	const results = await decideAll(session, step, numberedSteps, left, () => metaNow(session));
	const steps = [...results.values()].filter((result): result is DecidedStep => !('kind' in result));
	const accountEndings =
		steps.length === 0 ? new Map<DecidedStep, Ending>() : await applyAll(session, step.account, steps, maxWait);
	const endingOf = (result: DecidedStep | Ending): Ending =>
		'kind' in result ? result : existing(accountEndings.get(result), 'the ending of a step');
	return new Map([...results].map(([index, result]) => [index, endingOf(result)]));
}

/** Each item's sum, by the account it is about; what is only checked adds nothing to what is changed. */
export function sumsOf(
	ready: readonly NumberedStep[],
	endings: ReadonlyMap<number, Ending>,
): ReadonlyMap<number, AccountSum> {
	const ofAccount = (account: readonly NumberedStep[]): Map<number, Ending> =>
		new Map(
			account.flatMap(({ index }) => (endings.has(index) ? [[index, existing(endings.get(index), 'an ending')]] : [])),
		);
	return new Map(
		Object.values(groupBy(ready, ({ step }) => `${step.account.id} ${step.dryRun}`)).flatMap((one) => [
			...accountSums(ofAccount(one)),
		]),
	);
}
