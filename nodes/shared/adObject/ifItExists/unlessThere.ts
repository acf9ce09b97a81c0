import { groupBy, partition, sortBy, uniq } from 'lodash';

import { InputProblem } from '../../form/problem';
import { existing, pairLists } from '../../lists';
import { failedVerdict, type Job, type Verdict } from '../../node/operation';
import type { Session } from '../../node/session/session';
import { inTurn } from '../../node/turns';
import { outcomeFirst } from '../change/changes';
import type { Creating, FoundObject, NamedParams, Perform } from './creating';
import { judgeFound, keepFound } from './found';
import { lookingFor, lookingInLists, madeKey, namesake, noteMade, type IsIt, type Place } from './namesakes';
import { takeBack } from './takeBack';
import { isLater, rivalryOf, rivalryProblem, tellRivalry, type Rivalry } from './rivals';

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
 * Runs of one process take turns at a name. Two processes that look at the same moment both find nothing, and both
 * create. Then they look once more and go on with the oldest. What the later one made is deleted again if it is paused.
 */
export const unlessThere =
	<P extends NamedParams>(creating: Creating<P>): Perform<P> =>
	async (session, jobs, settings) => {
		const [free, bound] = partition(jobs, ({ params }) => params.options.ifItExists === 'another');
		if (bound.length === 0) return await creating.create(session, jobs, settings);
		const names = uniq(bound.map(({ params }) => madeKey(creating.kind, placeOf(creating, params), params.name)));
		return await inTurn(
			session,
			names,
			async () => await lookAndMake(session, creating, { jobs, free, bound }, settings),
		);
	};

interface Items<P> {
	readonly jobs: ReadonlyArray<Job<P>>;
	/** Those that make another of the name. */
	readonly free: ReadonlyArray<Job<P>>;
	readonly bound: ReadonlyArray<Job<P>>;
}

async function lookAndMake<P extends NamedParams>(
	session: Session,
	creating: Creating<P>,
	{ jobs, free, bound }: Items<P>,
	settings: unknown,
): Promise<Array<Verdict | undefined>> {
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
	const rivalries = await rivalriesOf(session, creating, missing, verdicts);
	if (isOver()) return answers();

	const madeWishes = missing.map((wish) => justMade(creating, wish, verdicts, rivalries));
	const late = await judgeFound(session, creating, madeWishes.flatMap(foundIn(creating, verdicts)), verdicts);
	if (!isOver()) await keepFound(session, creating, [...standings, ...late], settings, verdicts);
	for (const [job, rivalry] of rivalries) {
		const isRefused = isLater(rivalry) && job.params.options.ifItExists === 'stop';
		if (!isRefused) verdicts.set(job, tellRivalry(creating.kind, job.params.name, rivalry, verdicts.get(job)));
	}
	return answers();
}

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
		const isIt: IsIt = async (object) => (await creating.isIt?.(session, params, object)) === true;
		return await namesake(look, creating.kind, placeOf(creating, params), params.name, isIt).then(
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
			const advice = 'Choose Use Existing or Update Existing, or give each item a name of its own.';
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

type Rivalries<P> = ReadonlyMap<Job<P>, Rivalry | Error>;

/** Notes what was made, and looks whether another process made the same: by the item that made it. */
async function rivalriesOf<P extends NamedParams>(
	session: Session,
	creating: Creating<P>,
	wishes: ReadonlyArray<Wish<P>>,
	verdicts: Verdicts<P>,
): Promise<Rivalries<P>> {
	const { kind } = creating;
	const lookAgain = lookingInLists(session, kind);
	const rivalries = new Map<Job<P>, Rivalry | Error>();
	const looks = wishes.map(async ({ jobs: [first] }) => {
		const own = madeBy(first, verdicts);
		if (first === undefined || own === undefined) return;
		const [place, { name }] = [placeOf(creating, first.params), first.params];
		noteMade(session, kind, place, name, own);
		const rivalry = await rivalryOf(lookAgain, place, name, own);
		if (rivalry === undefined) return;
		if (!isLater(rivalry)) return void rivalries.set(first, rivalry);
		noteMade(session, kind, place, name, rivalry.oldest.id);
		rivalries.set(first, await takeBack(session, kind, place, rivalry));
	});
	await Promise.all(looks);
	return rivalries;
}

/** The items of a wish that go on with the object that is there; those that are to stop have their verdict. */
const foundIn =
	<P extends NamedParams>({ kind: { noun } }: Creating<P>, verdicts: Verdicts<P>) =>
	({ jobs, id }: Wish<P>): Array<FoundObject<P>> =>
		jobs.flatMap((job) => {
			if (id === undefined) return [];
			if (job.params.options.ifItExists !== 'stop') return [{ job, id }];
			const message = `The ${noun} “${job.params.name}” exists already: ${id}`;
			const advice = 'Nothing was sent for this item. Choose Use Existing or Update Existing, or give it another name.';
			verdicts.set(job, { failure: new InputProblem(['options', 'ifItExists'], message, advice) });
			return [];
		});

/**
 * What the first item of a wish has made, for the others; where another process made one before it, for the first as
 * well. Where it made nothing, they come to the same: nothing is there to use, and a second try could make it twice.
 */
function justMade<P extends NamedParams>(
	{ kind }: Creating<P>,
	{ jobs }: Wish<P>,
	verdicts: Verdicts<P>,
	rivalries: Rivalries<P>,
): Wish<P> {
	const [first, ...others] = jobs;
	const rivalry = first && rivalries.get(first);
	if (first !== undefined && isLater(rivalry)) {
		const { id } = rivalry.oldest;
		if (first.params.options.ifItExists !== 'stop') return { jobs, id };
		verdicts.set(first, { failure: rivalryProblem(kind, first.params.name, rivalry) });
		return { jobs: others, id };
	}
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
