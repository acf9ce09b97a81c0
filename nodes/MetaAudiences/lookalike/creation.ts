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
import type { Waiting } from './source';
import { isThatLookalike } from './spec';

/** A size, and how its creation ended. */
interface Tried {
	readonly size: Size;
	readonly created: CreationResult;
}

/** A size that exists now: made by this run, or there before. */
interface Existing {
	readonly size: Size;
	readonly id: string;
	readonly created: boolean;
}

export async function createLookalikes(session: Session, plans: readonly LookalikePlan[]): Promise<Verdict[]> {
	const attempts = await createOpen(session, plans);
	return await Promise.all(
		plans.map(async (plan): Promise<Verdict> => {
			if (plan.seen.wait) return { rows: [{ json: waitingRow(plan, plan.seen.wait) }] };
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
	const open = plans.filter(({ seen, checkOnly }) => !seen.wait && !checkOnly);
	const openSizes = open.flatMap((plan) => plan.sizes.map((size) => ({ plan, size })));
	const endings = await createAll(
		session.graph,
		openSizes.map(({ size }) => size.creation),
		session,
	);
	return pairLists(openSizes, endings).map(([{ plan, size }, ending]) => ({ plan, size, created: ending }));
}

/** Every size has to exist in the end; what does is told even when another one failed. */
async function verdictOf(session: Session, plan: LookalikePlan, attempts: readonly Tried[]): Promise<Verdict> {
	const outcomes = await Promise.all(attempts.map(async (one) => await settle(session, plan, one)));
	const failure = outcomes.find((one): one is GraphFailure => one instanceof GraphFailure);
	const existingOnes = outcomes.filter((one): one is Existing => !(one instanceof GraphFailure));
	if (failure === undefined) return { rows: await rowsOf(session, plan, existingOnes) };
	if (existingOnes.length === 0) return { failure };
	const there = `${existingOnes.length} of ${attempts.length} sizes exist: ${existingOnes.map(({ id }) => id).join(', ')}.`;
	const againAdvice = 'Running the step again makes only what is missing.';
	return { failure: failure.with({ advice: `${failure.advice} ${there} ${againAdvice}` }) };
}

const isDuplicate = ({ meta }: GraphFailure): boolean => meta?.code === 2654 && meta.subcode === 1713007;

/** Meta refuses a second lookalike of the same source, size and country: then the first one is what was asked for. */
async function settle(
	session: Session,
	plan: LookalikePlan,
	{ size, created }: Tried,
): Promise<Existing | GraphFailure> {
	if (created.failure === undefined) return { size, id: created.id, created: true };
	if (!isDuplicate(created.failure)) return created.failure;
	const id = await earlierOne(session, plan, size).catch(async (thrown: unknown) =>
		thrown instanceof GraphFailure ? thrown : await Promise.reject(thrown),
	);
	if (id instanceof GraphFailure) return id;
	return id === null ? created.failure : { size, id, created: false };
}

async function earlierOne(
	{ graph }: Session,
	{ account, seen, countries }: LookalikePlan,
	{ tier }: Size,
): Promise<string | null> {
	const request = {
		method: 'GET',
		path: `${account.id}/customaudiences`,
		params: { fields: 'id,subtype,lookalike_spec' },
		effect: 'read',
		account: account.id,
	} as const;
	for await (const audience of eachRow(graph, request, Infinity)) {
		if (isThatLookalike(audience, seen.source, tier, countries)) return String(audience.id);
	}
	return null;
}

async function rowsOf(
	{ graph }: Session,
	{ account }: LookalikePlan,
	existingOnes: readonly Existing[],
): Promise<Row[]> {
	const reads = await graph.sendMany(existingOnes.map(({ id }) => readObject(audienceKind, id, account.id)));
	return pairLists(existingOnes, reads).map(([{ size, id, created }, { answer }]): Row => {
		if (answer === undefined) {
			const note = 'It exists, but could not be read back just now.';
			return { json: { id, name: size.creation.lookUp.name, created, accountId: account.id, note } };
		}
		const note = created ? {} : { note: 'It existed already: same source, size and countries.' };
		return { json: outcomeFirst(audienceRow(answer.body as GraphObject, account), { created, ...note }) };
	});
}

const waitingRow = ({ account, seen }: LookalikePlan, { status, waitFor }: Waiting): IDataObject => ({
	id: null,
	name: null,
	created: false,
	sourceId: seen.source.id,
	sourceName: seen.name,
	sourceStatus: status,
	waitFor,
	accountId: account.id,
});

const checkedRow = ({ account, seen }: LookalikePlan, { creation }: Size): IDataObject => ({
	validated: true,
	created: false,
	name: creation.lookUp.name,
	sourceId: seen.source.id,
	accountId: account.id,
	note: `${checkedBy(audienceKind)} Nothing was created.`,
});
