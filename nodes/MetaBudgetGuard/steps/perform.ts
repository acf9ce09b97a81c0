import { groupBy, uniqBy } from 'lodash';
import type { IExecuteFunctions } from 'n8n-workflow';

import { existing } from '../../shared/lists';
import { failed, type Job, type Verdict } from '../../shared/node/operation';
import { InputProblem } from '../../shared/form/problem';
import type { Session } from '../../shared/node/session';
import { evidenceNames } from '../form/figures';
import { metaNow } from '../state/read';
import { accountSums, type AccountSum } from './accountSum';
import { applyAll } from './apply';
import { decideAll } from './decideAll';
import { leftOutAt, type LeftOut } from './leftOut';
import { toRow } from './row';
import { heldBefore, type Decided, type Ending, type Numbered, type Step } from './step';
import { unusable } from './towardTarget';

/** Fields that only people fill: as a tool, a model must not set its own limits. */
const peopleOnly = [
	'accountCeiling',
	'action',
	'ceiling',
	'cutBy',
	'cutMatch',
	'cutPercent',
	'cutWhen',
	'dryRun',
	'guards',
	'limits',
	'loosest',
	'plan',
	'planPeriod',
	'planSince',
	'planUntil',
	'raiseMatch',
	'raisePercent',
	'raiseWhen',
	'target',
	'targetKind',
];

/**
 * Carries out the steps of all items: reads, decides, writes, proves, account by account.
 *
 * @param maxWait seconds that calls may wait in all
 * @param prepare makes an item's step; what it throws is that item's failure
 */
export async function performSteps<P>(
	session: Session,
	jobs: ReadonlyArray<Job<P>>,
	{ maxWait }: { readonly maxWait: number },
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
	for (const [index, ending] of endings) {
		const verdict = verdictOf(ending, endings, sums.get(index));
		if (verdict !== undefined) verdicts.set(index, verdict);
	}
	tell(
		session,
		[...endings.values()].filter(({ kind }) => kind !== 'joined'),
	);
	return jobs.map(({ index }) => verdicts.get(index));
}

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

/** Each item's sum, by the account it is about. */
function sumsOf(ready: readonly Numbered[], endings: ReadonlyMap<number, Ending>): ReadonlyMap<number, AccountSum> {
	const ofAccount = (account: readonly Numbered[]): Map<number, Ending> =>
		new Map(
			account.flatMap(({ index }) => (endings.has(index) ? [[index, existing(endings.get(index), 'an ending')]] : [])),
		);
	return new Map(
		Object.values(groupBy(ready, ({ step }) => step.account.id)).flatMap((one) => [...accountSums(ofAccount(one))]),
	);
}

async function prepareOne<P>(
	session: Session,
	index: number,
	params: P,
	prepare: (session: Session, params: P) => Promise<Step>,
): Promise<{ step: Step } | Verdict> {
	const filled = peopleOnly.find((name) => isFilledByModel(session.n8n, name, index));
	if (filled !== undefined)
		return failed(
			new InputProblem([filled], 'must not be filled by a model', 'Enter it yourself: limits are for people to set.'),
		);
	const invented = evidenceNames.find((name) => isFilledByModel(session.n8n, name, index));
	return await prepare(session, params).then((step) => {
		const dryRun = step.dryRun || session.dryRun;
		if (invented !== undefined && step.request.wish.kind === 'target' && !dryRun) return failed(notInvented(invented));
		return { step: { ...step, dryRun } };
	}, failed);
}

/** Money does not move on numbers that nobody has seen; a proposal may rest on them. */
const notInvented = (name: string): InputProblem =>
	new InputProblem(
		[name],
		'must not be filled by a model where changes are allowed',
		'Take it from a report: an expression that reads the rows of a Meta Insights node. A dry run takes what a model says.',
	);

const isFilledByModel = (n8n: IExecuteFunctions, name: string, index: number): boolean =>
	/\$fromAI\b/i.test(JSON.stringify(n8n.getNodeParameter(name, index, null, { rawExpressions: true }) ?? null));

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

async function stepAccounts(
	session: Session,
	ready: readonly Numbered[],
	left: readonly LeftOut[],
	maxWait: number,
): Promise<Map<number, Ending>> {
	const endings = new Map<number, Ending>();
	for (const numbered of Object.values(groupBy(ready, kindOf))) {
		const ended = await stepAccount(session, numbered, left, maxWait).catch((thrown: unknown) =>
			asFailures(session, numbered, thrown),
		);
		for (const [index, ending] of ended) endings.set(index, ending);
	}
	return endings;
}

/** Steps that are read and decided together: of one account and one kind of value. */
const kindOf = ({ step: { account, family } }: Numbered): string => `${account.id} ${family.noun}`;

/** What could not even be read is each item's failure. A cancelled run ends as a whole. */
async function asFailures(
	session: Session,
	numbered: readonly Numbered[],
	thrown: unknown,
): Promise<Map<number, Ending>> {
	if (session.n8n.getExecutionCancelSignal()?.aborted) return await Promise.reject(thrown);
	const failure = thrown instanceof Error ? thrown : new Error(String(thrown));
	return new Map(numbered.map(({ index }): [number, Ending] => [index, { kind: 'failed', failure }]));
}

/** Steps of one account that move the same kind of value. */
async function stepAccount(
	session: Session,
	numbered: readonly Numbered[],
	left: readonly LeftOut[],
	maxWait: number,
): Promise<Map<number, Ending>> {
	const { step } = existing(numbered[0], 'the first of some steps');
	const results = await decideAll(session, step, numbered, left, () => metaNow(session));
	const steps = [...results.values()].filter((result): result is Decided => !('kind' in result));
	const ended = steps.length === 0 ? new Map<Decided, Ending>() : await applyAll(session, step.account, steps, maxWait);
	const endingOf = (result: Decided | Ending): Ending =>
		'kind' in result ? result : existing(ended.get(result), 'the ending of a step');
	return new Map([...results].map(([index, result]) => [index, endingOf(result)]));
}

/** How many reasons the hint tells in full; the rest stands in the rows. */
const MOST_REASONS = 3;

/** Why steps were held: of each guard its first sentence, for others differ in their figures only. */
function whyHeld(endings: readonly Ending[]): string {
	const sentences = new Map<string, { readonly first: string; readonly steps: number }>();
	for (const ending of endings) {
		if (ending.kind !== 'held') continue;
		for (const { guard, sentence } of uniqBy(ending.reasons, 'guard')) {
			const known = sentences.get(guard);
			sentences.set(guard, { first: known?.first ?? sentence, steps: (known?.steps ?? 0) + 1 });
		}
	}
	const told = [...sentences.values()]
		.slice(0, MOST_REASONS)
		.map(({ first, steps }) => (steps > 1 ? `${first} (${steps} times)` : first));
	return told.join(' ');
}

/** Sums up under the output, and makes the run findable among the executions. */
function tell({ n8n }: Session, endings: readonly Ending[]): void {
	const count = (kind: Ending['kind']): number => endings.filter((ending) => ending.kind === kind).length;
	const [applied, would, held] = [count('applied'), count('wouldApply'), count('held') + count('takenBack')];
	n8n.customData.set('metaApplied', String(applied));
	n8n.customData.set('metaHeld', String(held));
	const why = whyHeld(endings);
	const warned = endings.filter((ending) => ending.kind === 'applied' && ending.warning !== null).length;
	const hints = [
		would > 0 &&
			`Dry run: ${would} of ${endings.length} would be applied. Nothing was changed; switch Dry Run off to apply.`,
		applied > 0 && `${applied} of ${endings.length} applied.`,
		warned > 0 && `${warned} of the applied have a warning: see the column warning.`,
		held > 0 && `${held} of ${endings.length} held${why ? `: ${why}` : '.'} The output Held has the reason of each.`,
	];
	for (const message of hints) if (message) n8n.addExecutionHints({ message, location: 'outputPane', type: 'info' });
}
