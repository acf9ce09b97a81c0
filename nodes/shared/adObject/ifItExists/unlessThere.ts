import { groupBy, partition, sortBy } from 'lodash';

import { InputProblem } from '../../form/problem';
import { existing, pairLists } from '../../lists';
import { failedVerdict, type Job, type Verdict } from '../../node/operation';
import type { Session } from '../../node/session/session';
import { outcomeFirst } from '../change/changes';
import type { Creating, FoundObject, NamedParams, Perform } from './creating';
import { judgeFound, keepFound } from './found';
import { lookingFor, namesake, noteMade, type Place } from './namesakes';

type Verdicts<P> = Map<Job<P>, Verdict | undefined>;

/** Items that name one object of one place, in their order. */
interface Wish<P> {
	readonly jobs: ReadonlyArray<Job<P>>;
	/** Of the object that is there. */
	readonly id?: string;
}

/**
 * Creates each item's object, unless one of its name is there already: that one is used, updated or refused, as the item
 * says. Items of one run that name the same object make it once: the first creates it, the others find it.
 *
 * Two runs that look at the same moment both find nothing, and both create: Graph knows no create that does so only where
 * nothing is there. So do two processes within the seconds that a new object takes to show up in its list.
 */
export const unlessThere =
	<P extends NamedParams>(creating: Creating<P>): Perform<P> =>
	async (session, jobs, settings) => {
		const [free, bound] = partition(jobs, ({ params }) => params.options.ifItExists === 'another');
		if (bound.length === 0) return await creating.create(session, jobs, settings);
		const verdicts: Verdicts<P> = new Map();
		const answers = () => jobs.map((job) => verdicts.get(job));
		// A run that will stop anyway must not change anything first.
		const isOver = (): boolean => session.stops && [...verdicts.values()].some((one) => one?.failure !== undefined);

		const wishes = await lookForAll(session, creating, bound, verdicts);
		if (session.stops) refuseRepeated(creating, wishes, verdicts);
		const standings = await judgeFound(session, creating, wishes.flatMap(foundIn(creating, verdicts)), verdicts);
		if (isOver()) return answers();

		const missing = wishes.filter(({ id }) => id === undefined);
		const firsts = missing.map(({ jobs: [first] }) => existing(first, 'an item of a wish'));
		const toMake = jobs.filter((job) => free.includes(job) || firsts.includes(job));
		const creations = toMake.length === 0 ? [] : await creating.create(session, toMake, settings);
		for (const [job, verdict] of pairLists(toMake, creations))
			verdicts.set(job, free.includes(job) ? verdict : withOutcome(verdict));
		for (const wish of missing) noteFirst(session, creating, wish, verdicts);
		if (isOver()) return answers();

		const repeatedWishes = missing.map((wish) => justMade(wish, verdicts)).flatMap(foundIn(creating, verdicts));
		const late = await judgeFound(session, creating, repeatedWishes, verdicts);
		if (isOver()) return answers();
		await keepFound(session, creating, [...standings, ...late], settings, verdicts);
		return answers();
	};

/** Looks once for items that name the same; those for which that fails have their verdict then. */
async function lookForAll<P extends NamedParams>(
	session: Session,
	creating: Creating<P>,
	jobs: ReadonlyArray<Job<P>>,
	verdicts: Verdicts<P>,
): Promise<Array<Wish<P>>> {
	const look = lookingFor(session, creating.kind);
	const groups = groupBy(jobs, ({ params }) => {
		const { account, parent } = placeOf(creating, params);
		return JSON.stringify([account, parent?.id, params.name]);
	});
	const looks = Object.values(groups).map(async (group): Promise<Wish<P> | null> => {
		const { params } = existing(group[0], 'an item of a group');
		// Who only asks what would happen makes nothing for the others.
		const jobs = sortBy(group, ({ params: { options } }) => options.validateOnly);
		return await namesake(look, creating.kind, placeOf(creating, params), params.name).then(
			(id) => ({ jobs, id }),
			(thrown: unknown) => {
				for (const job of group) verdicts.set(job, failedVerdict(thrown));
				return null;
			},
		);
	});
	return (await Promise.all(looks)).filter((wish) => wish !== null);
}

/** In a run that stops, what would be refused once the object is made is refused before that. */
function refuseRepeated<P extends NamedParams>(
	{ kind: { noun } }: Creating<P>,
	wishes: ReadonlyArray<Wish<P>>,
	verdicts: Verdicts<P>,
): void {
	for (const { jobs, id } of wishes) {
		if (id !== undefined) continue;
		for (const job of jobs.slice(1)) {
			if (job.params.options.ifItExists !== 'stop') continue;
			const message = `The ${noun} “${job.params.name}” would be made by another item of this run`;
			const advice = 'Choose Use It or Update It, or give each item a name of its own.';
			verdicts.set(job, { failure: new InputProblem(['options', 'ifItExists'], message, advice) });
		}
	}
}

const placeOf = <P extends NamedParams>({ parent }: Creating<P>, params: P): Place => ({
	account: params.adAccount,
	parent: parent?.(params),
});

/** The ID of what an item has made. */
function madeBy<P>(job: Job<P> | undefined, verdicts: Verdicts<P>): string | undefined {
	const row = job === undefined ? undefined : verdicts.get(job)?.rows?.[0]?.json;
	return row?.created === true ? String(row.id) : undefined;
}

function noteFirst<P extends NamedParams>(
	session: Session,
	creating: Creating<P>,
	{ jobs: [first] }: Wish<P>,
	verdicts: Verdicts<P>,
): void {
	const firstMade = madeBy(first, verdicts);
	if (first !== undefined && firstMade !== undefined)
		noteMade(session, creating.kind, placeOf(creating, first.params), first.params.name, firstMade);
}

/** The items of a wish that go on with the object that is there; those that are to stop have their verdict. */
const foundIn =
	<P extends NamedParams>({ kind: { noun } }: Creating<P>, verdicts: Verdicts<P>) =>
	({ jobs, id }: Wish<P>): Array<FoundObject<P>> =>
		jobs.flatMap((job) => {
			if (id === undefined) return [];
			if (job.params.options.ifItExists !== 'stop') return [{ job, id }];
			const message = `The ${noun} “${job.params.name}” exists already: ${id}`;
			const advice = 'Nothing was sent for this item. Choose Use It or Update It, or give it another name.';
			verdicts.set(job, { failure: new InputProblem(['options', 'ifItExists'], message, advice) });
			return [];
		});

/**
 * What the first item of a wish has made, for the others. Where it made nothing, they come to the same: nothing is there
 * to use, and a second try could make it twice.
 */
function justMade<P extends NamedParams>({ jobs: [first, ...others] }: Wish<P>, verdicts: Verdicts<P>): Wish<P> {
	const firstMade = madeBy(first, verdicts);
	if (firstMade !== undefined) return { jobs: others, id: firstMade };
	const verdict = first === undefined ? undefined : verdicts.get(first);
	const row = verdict?.rows?.[0]?.json;
	const note = 'An item before this one would create it.';
	for (const job of others)
		verdicts.set(job, row === undefined ? verdict : { rows: [{ json: { ...row, outcome: 'wouldUse', note } }] });
	return { jobs: [] };
}

/** Says of a create's rows that it was one: beside rows of objects that were there. */
function withOutcome(verdict: Verdict | undefined): Verdict | undefined {
	if (verdict?.rows === undefined) return verdict;
	const rows = verdict.rows.map(({ json, ...row }) => {
		const outcome = json.created === true ? 'created' : 'wouldCreate';
		return { ...row, json: outcomeFirst(json, { outcome }) };
	});
	return { ...verdict, rows };
}
