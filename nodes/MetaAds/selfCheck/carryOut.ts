import { isEqual } from 'lodash';

import { pageTokens } from '../../meta/leads/pageAccess';
import type { SettledRequest } from '../../shared/graph/client';
import { GraphFailure } from '../../shared/graph/error';
import { InputProblem } from '../../shared/form/problem';
import type { GraphObject } from '../../shared/graph/object';
import { fieldList, type GraphRequest } from '../../shared/graph/request';
import { pairLists } from '../../shared/lists';
import { findOperation } from '../../shared/node/properties';
import type { OperationTable, Verdict } from '../../shared/node/operation';
import { accountReader, type Session } from '../../shared/node/session/session';
import { isRecord } from '../../shared/record';
import { CallBook, NotAllowed } from './report/calls';
import { answeredQuestions } from './report/questions';
import { gateOf, reaches, type CheckLevel } from './levels';
import { withPicture } from './steps/picture';
import { sealReport, type Report, type StepNote } from './report/report';
import { accountHasSpent, requireSandbox } from './steps/sandbox';
import { fillForm, stepKeyOf, NAME, type EarlierRows, type CheckStep } from './steps/step';

/** Operations by node, as their tables have them. */
export type Tables = Readonly<Record<string, OperationTable>>;

export interface CheckRequest {
	readonly level: Exclude<CheckLevel, 'plan'>;
	readonly account: string;
	readonly steps: readonly CheckStep[];
	readonly tables: Tables;
	/** A report that was not finished: what it has is not asked again. */
	readonly earlier?: Report;
}

export interface CheckRun {
	readonly report: Report;
	/** Requests sent in this run. */
	readonly sent: number;
	/** IDs of what the sandbox steps have made and could not delete again. */
	readonly left: readonly string[];
	/** Seconds until it can go on, where Meta has limited the calls. */
	readonly retryAfter?: number;
}

interface UnderWay {
	readonly session: Session;
	readonly book: CallBook;
	readonly earlierRows: EarlierRows;
	readonly checkable: Set<string>;
	/** What steps have kept to compare with. */
	readonly earlierAnswers: Map<string, GraphObject>;
}

/** Rows whose objects Meta can check changes of. */
const checkableKinds = ['campaign', 'ad set', 'ad'];

/**
 * Carries out the steps one after the other, each through its own operation, and keeps what may be told of the answers.
 *
 * @throws GraphFailure when nothing can be asked: the token is refused, or the account is no sandbox and would have to be
 */
export async function carryOutCheck(outer: Session, check: CheckRequest): Promise<CheckRun> {
	const { level, account, earlier } = check;
	const checkable = new Set<string>();
	const madeIds = new Set<string>();
	const book: CallBook = new CallBook(gateOf(level, account, checkable, madeIds), madeIds);
	const graph = outer.graph.heardBy(book);
	const session: Session = { ...outer, graph, dryRun: false, stops: false, account: accountReader(graph) };
	const objects = new Map<string, GraphObject>();
	const notes = new Map((earlier?.steps ?? []).map((note) => [stepKeyOf(note), note]));
	const { earlierRows, limited } = await begin(session, check);
	book.newCalls();
	let stop = limited;
	for (const step of check.steps.filter((each) => reaches(level, each.level))) {
		if (earlierRows === undefined || (stop !== undefined && step.cleans !== true)) continue;
		const before = notes.get(stepKeyOf(step));
		if (before !== undefined && step.learns === undefined && step.level !== 'sandbox') continue;
		const { note, failure } = await oneStep(
			{ session, book, earlierRows, checkable, earlierAnswers: objects },
			check,
			step,
		);
		notes.set(stepKeyOf(step), note);
		if (stop === undefined && failure !== undefined) stop = stopping(failure);
		if (stop !== undefined && step.cleans !== true) notes.delete(stepKeyOf(step)); // asked again when it goes on
	}
	const steps = [...notes.values()].map((note) => ({ ...note, calls: book.anonymousCalls(note.calls) }));
	const report = sealReport({
		selfCheck: 1,
		environment: graph.environment,
		apiVersion: graph.version,
		level,
		finished: stop === undefined,
		...(stop ? { stoppedBy: stop.why } : {}),
		steps,
		questions: answeredQuestions(steps),
	});
	return { report, sent: book.sent, left: await leftBehind(outer, book, account), retryAfter: stop?.retryAfter };
}

class Spending extends Error {}

/** Why the check ends before its last step, and in how many seconds it can go on. */
interface Stop {
	readonly why: string;
	readonly retryAfter?: number;
}

/** What every step needs to know. A limit at this early hour ends the check like a later one: an earlier report is not lost. */
async function begin(
	session: Session,
	{ level, account }: CheckRequest,
): Promise<{ earlierRows?: EarlierRows; limited?: Stop }> {
	let failure: Error;
	try {
		if (level === 'sandbox') await requireSandbox(session, account);
		return { earlierRows: { account: await session.account(account), rows: {} } };
	} catch (thrown) {
		failure = thrown as Error;
	}
	if (failure instanceof GraphFailure && failure.kind === 'rateLimited') return { limited: stopping(failure) };
	throw failure;
}

async function oneStep(
	run: UnderWay,
	{ tables, account }: CheckRequest,
	step: CheckStep,
): Promise<{ note: StepNote; failure?: Error }> {
	const { session } = run;
	const stepName = { operation: step.operation, ...(step.what === undefined ? {} : { what: step.what }) };
	const notAsked = (why: string): { note: StepNote } => ({
		note: { ...stepName, outcome: 'notAsked', why, calls: [] },
	});
	const values = step.values(run.earlierRows);
	if (typeof values === 'string') return notAsked(values);
	const request = step.asks?.(run.earlierRows);
	if (typeof request === 'string') return notAsked(request);
	const [node = '', resource, operation = ''] = step.operation.split('.');
	const foundOperation = findOperation(tables[node] ?? [], resource, operation);
	if (foundOperation === undefined) return notAsked('there is no such operation');
	// Each step asks for a page's token itself, so that its calls are the same whichever steps came before in this process.
	pageTokens.clear();
	try {
		if (step.level === 'sandbox' && step.cleans !== true && (await accountHasSpent(session, account)))
			throw new Spending();
		if (request !== undefined) {
			if (step.compares !== undefined) await session.wait(APART);
			const { body } = await session.graph.send(request);
			return endStep(run, step, { ...stepName, ...comparedIn(run, step, body as GraphObject) }, []);
		}
		const read = (isRecord(values) ? [values] : values).map((each) =>
			foundOperation.form.read(fillForm(foundOperation.form, account, each)),
		);
		const problem = read.map(({ params, settings }) => foundOperation.rule?.(params, settings) ?? null).find(Boolean);
		if (problem) throw problem;
		const items = read.map(({ params }, index) => ({ index, params }));
		return endStep(
			run,
			step,
			stepName,
			await foundOperation.perform(withPicture(session), items, read[0]?.settings ?? {}),
		);
	} catch (thrown) {
		return endStep(run, step, stepName, [{ failure: thrown instanceof Error ? thrown : new Error(String(thrown)) }]);
	}
}

/** Meta's times are whole seconds: two changes within one could not be told apart. */
const APART = 2_000;

/** Which fields are another than they were; nothing of what they say. */
function comparedIn({ earlierAnswers }: UnderWay, { compares }: CheckStep, answer: GraphObject): Pick<StepNote, 'why'> {
	if (compares === undefined) return {};
	const before = earlierAnswers.get(compares.as);
	earlierAnswers.set(compares.as, answer);
	if (before === undefined) return {};
	const become = (field: string): string => {
		if (before[field] === undefined && answer[field] === undefined) return 'is not shown';
		return isEqual(before[field], answer[field]) ? 'stays' : 'changes';
	};
	return { why: compares.fields.map((field) => `${field} ${become(field)}`).join('; ') };
}

type Named = Pick<StepNote, 'operation' | 'what' | 'why'>;

function endStep(
	{ book, earlierRows, checkable }: UnderWay,
	step: CheckStep,
	stepName: Named,
	verdicts: ReadonlyArray<Verdict | undefined>,
): { note: StepNote; failure?: Error } {
	const calls = book.newCalls();
	const failure = verdicts.find((verdict) => verdict?.failure !== undefined)?.failure;
	if (failure !== undefined) {
		const outcome = failure instanceof NotAllowed ? 'notSent' : 'refused';
		return { note: { ...stepName, outcome, why: wordOf(failure), calls }, failure };
	}
	if (step.learns !== undefined) {
		const all = verdicts.flatMap((verdict) => verdict?.rows ?? []).map(({ json }) => json);
		const rows = step.finds === undefined ? all : all.filter(({ name }) => String(name).startsWith(NAME));
		earlierRows.rows[step.learns] = rows;
		if (step.finds !== undefined) for (const { id } of rows) book.createdIds.add(String(id));
		if (checkableKinds.includes(step.learns)) for (const { id } of rows) checkable.add(String(id));
	}
	return { note: { ...stepName, outcome: 'answered', calls } };
}

/** A word for the failure: its message may name things of the account. */
function wordOf(failure: Error): string {
	if (failure instanceof GraphFailure) return failure.kind;
	if (failure instanceof NotAllowed) return failure.message;
	if (failure instanceof Spending) return 'the account has spent money';
	return failure instanceof InputProblem ? `form: ${failure.field.map(String).join('.')}` : 'unexpected';
}

/** What ends the check instead of one step of it. */
function stopping(failure: Error): Stop | undefined {
	if (failure instanceof Spending) return { why: 'the account has spent money' };
	if (!(failure instanceof GraphFailure)) return undefined;
	if (failure.kind === 'auth') return { why: 'Meta refuses the token' };
	if (failure.kind === 'rateLimited') return { why: 'Meta has limited the calls', retryAfter: failure.retryAfter };
	return undefined;
}

/** An image has no address of its own: it is looked for by its hash. */
const lookFor = (id: string, account: string): GraphRequest => ({
	method: 'GET',
	...(/^\d+$/.test(id)
		? { path: id, params: { fields: fieldList(['id', 'effective_status']) } }
		: { path: `${account}/adimages`, params: { fields: fieldList(['id', 'hash']), hashes: [id] } }),
	effect: 'read',
	account,
});

/** What was made and not deleted by itself: whatever does not show that it is gone counts as left. */
async function leftBehind({ graph }: Session, { createdIds, deleted }: CallBook, account: string): Promise<string[]> {
	const open = [...createdIds].filter((id) => !deleted.has(id));
	const looks = await graph.sendMany(open.map((id) => lookFor(id, account)));
	const isGone = ({ answer, failure }: SettledRequest): boolean => {
		if (failure !== undefined) return failure.kind === 'notFound';
		const { effective_status: status, data } = answer.body as GraphObject;
		return status === 'DELETED' || (Array.isArray(data) && data.length === 0);
	};
	return pairLists(open, looks).flatMap(([id, look]) => (isGone(look) ? [] : [id]));
}
