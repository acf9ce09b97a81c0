import type { IDataObject } from 'n8n-workflow';

import { InputProblem } from '../../form/problem';
import { allOf } from '../../form/problems';
import type { GraphObject } from '../../graph/object';
import { existing, pairLists } from '../../lists';
import { failedVerdict, type Job, type Verdict } from '../../node/operation';
import type { AccountFacts, Session } from '../../node/session/session';
import { outcomeFirst } from '../change/changes';
import type { AdObjectKind } from '../kind';
import { ownershipProblem, readObject } from '../target';
import type { Creating, FoundObject, NamedParams } from './creating';

type Verdicts<P> = Map<Job<P>, Verdict | undefined>;

/** An object that is there, read, and fit for what its item wants of it. */
interface Standing<P> extends FoundObject<P> {
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
	foundObjects: ReadonlyArray<FoundObject<P>>,
	verdicts: Verdicts<P>,
): Promise<Array<Standing<P>>> {
	const { kind, judgedBy = [] } = creating;
	const read = { ...kind, fields: [...kind.fields, ...judgedBy] };
	const answers = await session.graph.sendMany(
		foundObjects.map(({ job: { params }, id }) => readObject(read, id, params.adAccount)),
	);
	const judgments = pairLists(foundObjects, answers).map(async ([one, { answer, failure }]) => {
		try {
			if (failure) throw failure;
			return await standing(session, creating, one, answer.body as GraphObject);
		} catch (thrown) {
			verdicts.set(one.job, failedVerdict(thrown));
			return null;
		}
	});
	return (await Promise.all(judgments)).filter((one) => one !== null);
}

/** @throws InputProblem where the object cannot become what the form asks for */
async function standing<P extends NamedParams>(
	session: Session,
	{ kind, judge, asUpdate }: Creating<P>,
	{ job, id }: FoundObject<P>,
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
	foundObjects: ReadonlyArray<Standing<P>>,
	settings: unknown,
	verdicts: Verdicts<P>,
): Promise<void> {
	for (const one of foundObjects) if (one.update === undefined) verdicts.set(one.job, useFound(session, creating, one));
	const changing = foundObjects.filter(({ update }) => update !== undefined);
	if (changing.length === 0) return;
	const jobs = changing.map(({ job: { index }, update }) => ({ index, params: update }));
	const endings = await creating.update.perform(session, jobs, settings);
	for (const [one, verdict] of pairLists(changing, endings))
		verdicts.set(one.job, verdict === undefined ? undefined : updatedVerdict(creating, one, verdict));
}

/** Nothing is sent for it. */
function useFound<P extends NamedParams>(
	{ dryRun }: Session,
	{ kind }: Creating<P>,
	{ job, object, account, note }: Standing<P>,
): Verdict {
	const isCheck = dryRun || job.params.options.validateOnly;
	const sentences = [isCheck ? 'It exists and would be used as it is. Nothing was created.' : '', note ?? ''];
	const noteText = sentences.filter((sentence) => sentence !== '').join(' ');
	const outcome: IDataObject = {
		...(isCheck ? { validated: true } : {}),
		created: false,
		outcome: isCheck ? 'wouldUse' : 'existing',
		...(noteText === '' ? {} : { note: noteText }),
	};
	return {
		rows: [{ json: outcomeFirst({ ...kind.row(object, account), name: job.params.name }, outcome) }],
		unsent: true,
	};
}

function updatedVerdict<P extends NamedParams>(
	creating: Creating<P>,
	{ note, job }: Standing<P>,
	verdict: Verdict,
): Verdict {
	if (verdict.failure !== undefined) return { failure: inCreateForm(creating, job.params.name, verdict.failure) };
	const rows = verdict.rows.map(({ json, ...row }) => {
		const differs = json.changes !== 'none';
		const isCheck = json.validated === true;
		const outcome = isCheck ? (differs ? 'wouldUpdate' : 'wouldUse') : json.changed === true ? 'updated' : 'existing';
		const notes = [json.note, note].filter((sentence) => typeof sentence === 'string').join(' ');
		const noteColumn = notes === '' ? {} : { note: notes };
		return { ...row, json: outcomeFirst(json, { created: false, outcome, ...noteColumn }) };
	});
	return { ...verdict, rows };
}

/** Problems of the update, told at the fields of the create's form that they came from. */
function inCreateForm<P extends NamedParams>({ form, kind }: Creating<P>, name: string, failure: Error): Error {
	if (!(failure instanceof InputProblem)) return failure;
	const has = (parameter: unknown): boolean => form.properties.some((property) => property.name === parameter);
	const placedProblem = (problem: InputProblem): InputProblem => {
		const [top, field, ...rest] = problem.field;
		if (top === 'updateFields' && field !== undefined)
			return new InputProblem(
				has(field) ? [field, ...rest] : ['additionalFields', field, ...rest],
				problem.message,
				problem.advice,
			);
		return has(existing(top, 'the field of a problem')) ? problem : ofObject(kind, name, problem);
	};
	return existing(allOf(failure.all.map(placedProblem)) ?? undefined, 'the problem of an update');
}

/** Of the object itself, which the create's form does not choose. */
const ofObject = ({ noun }: AdObjectKind, name: string, { message, advice }: InputProblem): InputProblem =>
	new InputProblem(['options', 'ifItExists'], `The ${noun} “${name}” ${message}`, advice);
