import type { IDataObject } from 'n8n-workflow';

import { checkedBy, outcomeFirst } from '../../shared/adObject/change/changes';
import { readObject } from '../../shared/adObject/target';
import { GraphFailure } from '../../shared/graph/error';
import type { GraphObject } from '../../shared/graph/object';
import { eachRow } from '../../shared/graph/pages';
import { createAll, type CreationResult } from '../../shared/graph/writes/create';
import { pairLists } from '../../shared/lists';
import type { Row, Verdict } from '../../shared/node/operation';
import type { Session } from '../../shared/node/session/session';
import { audienceKind, audienceRow } from '../audience/kind';
import type { LookalikePlan, Size } from './plan';
import { recordOf } from '../../shared/reading/json';
import type { Waiting } from './source';
import { isDuplicateLookalike, refusesPlaces, type SizeWay } from './places';
import { isThatLookalike } from './spec';

/** A size, the way it was tried last, and how that ended. */
interface Tried {
	readonly size: Size;
	readonly way: SizeWay;
	readonly created: CreationResult;
}

/** A size that exists now: made by this run, or there before. */
interface Existing {
	readonly way: SizeWay;
	readonly id: string;
	readonly created: boolean;
	/** Null where it could not be read back. */
	readonly object: GraphObject | null;
}

export async function createLookalikes(session: Session, plans: readonly LookalikePlan[]): Promise<Verdict[]> {
	const attempts = await createOpen(session, plans);
	return await Promise.all(
		plans.map(async (plan): Promise<Verdict> => {
			if (plan.seenSource.wait) return { rows: [{ json: waitingRow(plan, plan.seenSource.wait) }] };
			if (plan.checkOnly) return { rows: plan.sizes.map((size) => ({ json: checkedRow(plan, size) })) };
			return await verdictOf(
				session,
				plan,
				attempts.filter((one) => one.plan === plan),
			);
		}),
	);
}

/** The sizes of all items whose source is ready and that are not only checked, created together. */
async function createOpen(
	session: Session,
	plans: readonly LookalikePlan[],
): Promise<Array<Tried & { readonly plan: LookalikePlan }>> {
	const open = plans.filter(({ seenSource, checkOnly }) => !seenSource.wait && !checkOnly);
	const firstTries = await tryEach(
		session,
		open.flatMap((plan) => plan.sizes.map((size) => ({ plan, size, way: size.ways[0] }))),
	);
	const turnedDown = firstTries.filter((one) => isTurnedDown(one));
	const others = await tryEach(
		session,
		turnedDown.map(({ plan, size }) => ({ plan, size, way: size.ways[1] })),
	);
	// Where Meta takes neither way, its first answer is the one to the request that its version asks for.
	const better = new Map(pairLists(turnedDown, others).filter(([, other]) => !isTurnedDown(other)));
	return firstTries.map((one) => better.get(one) ?? one);
}

const isTurnedDown = ({ way, created: { failure } }: Tried): boolean =>
	failure !== undefined && refusesPlaces(failure, way);

async function tryEach<T extends { readonly way: SizeWay }>(
	session: Session,
	tries: readonly T[],
): Promise<Array<T & { readonly created: CreationResult }>> {
	const endings = await createAll(
		session.graph,
		tries.map(({ way }) => ({ ...way.creation, reads: audienceKind.fields })),
		session,
	);
	return pairLists(tries, endings).map(([one, result]) => ({ ...one, created: result }));
}

/** Every size has to exist in the end; what does is told even when another one failed. */
async function verdictOf(session: Session, plan: LookalikePlan, attempts: readonly Tried[]): Promise<Verdict> {
	const outcomes = await Promise.all(attempts.map(async (one) => await settle(session, plan, one)));
	const failure = outcomes.find((one): one is GraphFailure => one instanceof GraphFailure);
	const existingOnes = outcomes.filter((one): one is Existing => !(one instanceof GraphFailure));
	if (failure === undefined) return { rows: rowsOf(plan, existingOnes) };
	if (existingOnes.length === 0) return { failure };
	const there = `${existingOnes.length} of ${attempts.length} sizes exist: ${existingOnes.map(({ id }) => id).join(', ')}.`;
	const againAdvice = 'Running the step again makes only what is missing.';
	return { failure: failure.with({ advice: `${failure.advice} ${there} ${againAdvice}` }) };
}

/** Meta refuses a second lookalike of the same source, size and country: then the first one is what was asked for. */
async function settle(
	session: Session,
	plan: LookalikePlan,
	{ size, way, created }: Tried,
): Promise<Existing | GraphFailure> {
	if (created.failure === undefined) return { way, id: created.id, created: true, object: created.object };
	if (!isDuplicateLookalike(created.failure)) return created.failure;
	const id = await earlierOne(session, plan, size).catch(async (thrown: unknown) =>
		thrown instanceof GraphFailure ? thrown : await Promise.reject(thrown),
	);
	if (id instanceof GraphFailure) return id;
	if (id === null) return created.failure;
	const { answer } = await session.graph.sendOne(readObject(audienceKind, id, plan.account.id));
	return { way, id, created: false, object: recordOf(answer?.body).id === id ? recordOf(answer?.body) : null };
}

async function earlierOne(
	{ graph }: Session,
	{ account, seenSource }: LookalikePlan,
	{ tier, ways }: Size,
): Promise<string | null> {
	const request = {
		method: 'GET',
		path: `${account.id}/customaudiences`,
		params: { fields: 'id,subtype,lookalike_spec' },
		effect: 'read',
		account: account.id,
	} as const;
	for await (const audience of eachRow(graph, request, Infinity)) {
		// With a version that takes no countries, one made before with these countries is the same lookalike.
		if (ways.some(({ countries }) => isThatLookalike(audience, seenSource.source, tier, countries)))
			return String(audience.id);
	}
	return null;
}

const withoutCountries =
	'Meta makes lookalikes without countries with this API version: choose the countries in the ad set.';

function rowsOf({ account }: LookalikePlan, existingOnes: readonly Existing[]): Row[] {
	return existingOnes.map(({ way, id, created, object }): Row => {
		if (object === null) {
			const note = 'It exists, but could not be read back just now.';
			return { json: { id, name: way.creation.lookUp.name, created, accountId: account.id, note } };
		}
		const noteText = created
			? way.countries.length === 0 && withoutCountries
			: 'It existed already: same source, size and countries.';
		const note = noteText ? { note: noteText } : {};
		return { json: outcomeFirst(audienceRow(object, account), { created, ...note }) };
	});
}

const waitingRow = ({ account, seenSource }: LookalikePlan, { status, waitFor }: Waiting): IDataObject => ({
	id: null,
	name: null,
	created: false,
	sourceId: seenSource.source.id,
	sourceName: seenSource.name,
	sourceStatus: status,
	waitFor,
	accountId: account.id,
});

const checkedRow = ({ account, seenSource }: LookalikePlan, { ways: [{ creation }] }: Size): IDataObject => ({
	validated: true,
	created: false,
	name: creation.lookUp.name,
	sourceId: seenSource.source.id,
	accountId: account.id,
	note: `${checkedBy(audienceKind)} Nothing was created.`,
});
