import type { IDataObject } from 'n8n-workflow';

import { InputProblem } from '../../form/problem';
import { allOf } from '../../form/problems';
import type { GraphObject } from '../../graph/object';
import { existing, paired } from '../../lists';
import { failed, type Job, type Verdict } from '../../node/operation';
import type { AccountFacts, Session } from '../../node/session/session';
import { outcomeFirst } from '../change/changes';
import type { AdObjectKind } from '../kind';
import { ownershipProblem, readObject } from '../target';
import type { Creating, Found, NamedParams } from './creating';

type Verdicts<P> = Map<Job<P>, Verdict | undefined>;

/** An object that is there, read, and fit for what its item wants of it. */
interface Standing<P> extends Found<P> {
	readonly object: GraphObject;
	readonly account: AccountFacts;
	/** The values of an update; nothing where it is used as it is. */
	readonly update?: unknown;
	readonly note?: string;
}

/** Reads what is there and judges whether it can be what the items want; for the others, verdicts say why not. */
export async function judgeFound<P extends NamedParams>(
	session: Session,
	creating: Creating<P>,
	found: ReadonlyArray<Found<P>>,
	verdicts: Verdicts<P>,
): Promise<Array<Standing<P>>> {
	const { kind, judgedBy = [] } = creating;
	const read = { ...kind, fields: [...kind.fields, ...judgedBy] };
	const answers = await session.graph.sendMany(
		found.map(({ job: { params }, id }) => readObject(read, id, params.adAccount)),
	);
	const judged = paired(found, answers).map(async ([one, { answer, failure }]) => {
		try {
			if (failure) throw failure;
			return await standing(session, creating, one, answer.body as GraphObject);
		} catch (thrown) {
			verdicts.set(one.job, failed(thrown));
			return null;
		}
	});
	return (await Promise.all(judged)).filter((one) => one !== null);
}

/** @throws InputProblem where the object cannot become what the form asks for */
async function standing<P extends NamedParams>(
	session: Session,
	{ kind, judge, asUpdate }: Creating<P>,
	{ job, id }: Found<P>,
	object: GraphObject,
): Promise<Standing<P>> {
	const { params } = job;
	const account = await session.account(params.adAccount);
	const foreign = ownershipProblem(kind, object, account.id);
	if (foreign) throw ofObject(kind, params.name, foreign);
	if (params.options.ifItExists !== 'update') return { job, id, object, account };
	const judgement = await judge(session, params, object);
	if (judgement instanceof InputProblem) throw judgement;
	return { job, id, object, account, update: asUpdate(params, id) ?? undefined, note: judgement ?? undefined };
}

/** Returns what is used, and updates what differs: by the kind's own Update. */
export async function keepFound<P extends NamedParams>(
	session: Session,
	creating: Creating<P>,
	found: ReadonlyArray<Standing<P>>,
	settings: unknown,
	verdicts: Verdicts<P>,
): Promise<void> {
	for (const one of found) if (one.update === undefined) verdicts.set(one.job, used(session, creating, one));
	const changing = found.filter(({ update }) => update !== undefined);
	if (changing.length === 0) return;
	const jobs = changing.map(({ job: { index }, update }) => ({ index, params: update }));
	const ended = await creating.update.perform(session, jobs, settings);
	for (const [one, verdict] of paired(changing, ended))
		verdicts.set(one.job, verdict === undefined ? undefined : updated(creating, one, verdict));
}

/** Nothing is sent for it. */
function used<P extends NamedParams>(
	{ dryRun }: Session,
	{ kind }: Creating<P>,
	{ job, object, account, note }: Standing<P>,
): Verdict {
	const isCheck = dryRun || job.params.options.validateOnly;
	const told = [isCheck ? 'It exists and would be used as it is. Nothing was created.' : '', note ?? ''];
	const said = told.filter((sentence) => sentence !== '').join(' ');
	const outcome: IDataObject = {
		...(isCheck ? { validated: true } : {}),
		created: false,
		outcome: isCheck ? 'wouldUse' : 'existing',
		...(said === '' ? {} : { note: said }),
	};
	return { rows: [{ json: outcomeFirst(kind.row(object, account), outcome) }], unsent: true };
}

function updated<P extends NamedParams>(creating: Creating<P>, { note, job }: Standing<P>, verdict: Verdict): Verdict {
	if (verdict.failure !== undefined) return { failure: inCreateForm(creating, job.params.name, verdict.failure) };
	const rows = verdict.rows.map(({ json, ...row }) => {
		const differs = json.changes !== 'none';
		const isCheck = json.validated === true;
		const outcome = isCheck ? (differs ? 'wouldUpdate' : 'wouldUse') : json.changed === true ? 'updated' : 'existing';
		const notes = [json.note, note].filter((sentence) => typeof sentence === 'string').join(' ');
		const told = notes === '' ? {} : { note: notes };
		return { ...row, json: outcomeFirst(json, { created: false, outcome, ...told }) };
	});
	return { ...verdict, rows };
}

/** Problems of the update, told at the fields of the create's form that they came from. */
function inCreateForm<P extends NamedParams>({ form, kind }: Creating<P>, name: string, failure: Error): Error {
	if (!(failure instanceof InputProblem)) return failure;
	const has = (parameter: unknown): boolean => form.properties.some((property) => property.name === parameter);
	const placed = (problem: InputProblem): InputProblem => {
		const [top, field, ...rest] = problem.field;
		if (top === 'updateFields' && field !== undefined)
			return new InputProblem(
				has(field) ? [field, ...rest] : ['additionalFields', field, ...rest],
				problem.message,
				problem.advice,
			);
		return has(existing(top, 'the field of a problem')) ? problem : ofObject(kind, name, problem);
	};
	return existing(allOf(failure.all.map(placed)) ?? undefined, 'the problem of an update');
}

/** Of the object itself, which the create's form does not choose. */
const ofObject = ({ noun }: AdObjectKind, name: string, { message, advice }: InputProblem): InputProblem =>
	new InputProblem(['options', 'ifItExists'], `The ${noun} “${name}” ${message}`, advice);
