import { isEqual } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { checkedBy, outcomeFirst } from '../../shared/adObject/changes';
import { readObject } from '../../shared/adObject/target';
import { InputProblem } from '../../shared/form/problem';
import { GraphFailure } from '../../shared/graph/error';
import { createAll, type Created, type Creation } from '../../shared/graph/outcome';
import { eachRow } from '../../shared/graph/pages';
import type { GraphObject } from '../../shared/graph/object';
import type { Row, Verdict } from '../../shared/node/operation';
import type { AccountFacts, Session } from '../../shared/node/session';
import { audienceKind, audienceRow } from '../audience/kind';
import { needed } from '../../shared/form/needed';
import type { CreateParams } from './createForm';
import { audienceSource, campaignSource, notReady, pageSource, type SeenSource } from './source';
import { isThatLookalike, lookalikeName, lookalikeSpec, tierInWords, type Tier } from './spec';

/** What the fields have to be together. */
export function creationProblem({ tiers }: CreateParams): InputProblem | null {
	const backwards = tiers.findIndex(({ from, to }) => to <= from);
	if (backwards !== -1) {
		const message = `is not above From (${tiers[backwards].from})`;
		return new InputProblem(['tiers', 'rows', backwards, 'to'], message, 'Enter a larger number: from 0 to 1 is the most similar percent.');
	}
	const twice = tiers.findIndex((tier, index) => tiers.findIndex((other) => isEqual(other, tier)) < index);
	if (twice === -1) return null;
	return new InputProblem(['tiers', 'rows', twice], 'is there twice', 'Meta keeps one lookalike of a source, size and country.');
}

/** The most similar percent: what a form without sizes means. */
const mostSimilar: Tier = { from: 0, to: 1 };

/** One item: its source as it is, and a creation for each size. */
export interface Plan {
	readonly account: AccountFacts;
	readonly seen: SeenSource;
	readonly countries: readonly string[];
	readonly sizes: ReadonlyArray<{ readonly tier: Tier; readonly creation: Creation }>;
	readonly checkOnly: boolean;
}

const MINUTE = 60_000;

async function see(session: Session, params: CreateParams): Promise<SeenSource> {
	const { sourceType, adAccount, options } = params;
	if (sourceType === 'campaign') return await campaignSource(session, needed(params, 'campaign'), adAccount);
	if (sourceType === 'page') return await pageSource(session, needed(params, 'page'));
	// Without the option nothing waits; the minutes it starts with hold once it was added.
	return await audienceSource(session, needed(params, 'audience'), adAccount, (options.waitMinutes ?? 0) * MINUTE);
}

/** @throws InputProblem or GraphFailure, also for a source that is not ready unless it is to be reported */
export async function planLookalikes(session: Session, params: CreateParams): Promise<Plan> {
	const { countries, options } = params;
	const tiers = params.tiers.length > 0 ? params.tiers : [mostSimilar];
	const account = await session.account(params.adAccount);
	const seen = await see(session, params);
	if (seen.wait && options.whenNotReady === 'fail') throw notReady(seen);
	const sizes = tiers.map((tier) => ({ tier, creation: creationOf(params, seen, tier, account) }));
	return { account, seen, countries, sizes, checkOnly: options.validateOnly || session.dryRun };
}

function creationOf({ countries, tiers, additionalFields: more }: CreateParams, { source, name }: SeenSource, tier: Tier, account: AccountFacts): Creation {
	const given = more.name === undefined ? undefined : tiers.length > 1 ? `${more.name} (${tierInWords(tier)})` : more.name;
	const called = given ?? lookalikeName(name, tier, countries);
	const path = `${account.id}/customaudiences`;
	const params = {
		name: called,
		subtype: 'LOOKALIKE',
		origin_audience_id: source.type === 'audience' ? source.id : undefined,
		lookalike_spec: lookalikeSpec(source, tier, countries, more.allowInternationalSeeds),
		description: more.description,
	};
	return {
		request: { method: 'POST', path, params, effect: 'create', account: account.id },
		lookUp: {
			edge: path,
			account: account.id,
			name: called,
			noun: 'lookalike',
			fields: ['subtype', 'lookalike_spec'],
			timeField: 'time_created',
			matches: (audience) => isThatLookalike(audience, source, tier, countries),
		},
	};
}

/** A size that exists now: made by this run, or there before. */
interface Existing {
	readonly id: string;
	readonly created: boolean;
}

const isDuplicate = (failure: GraphFailure): boolean => failure.meta?.code === 2654 && failure.meta.subcode === 1713007;

export async function createLookalikes(session: Session, plans: readonly Plan[]): Promise<Verdict[]> {
	const open = plans.filter(({ seen, checkOnly }) => !seen.wait && !checkOnly);
	const created = await createAll(session.graph, open.flatMap(({ sizes }) => sizes.map(({ creation }) => creation)), session);
	let next = 0;
	return await Promise.all(
		plans.map(async (plan): Promise<Verdict> => {
			if (plan.seen.wait) return { rows: [{ json: waitingRow(plan) }] };
			if (plan.checkOnly) return { rows: plan.sizes.map(({ creation }) => ({ json: checkedRow(plan, creation) })) };
			const own = created.slice(next, (next += plan.sizes.length));
			return await verdictOf(session, plan, own);
		}),
	);
}

/** Every size has to exist in the end; what does is told even when another one failed. */
async function verdictOf(session: Session, plan: Plan, created: readonly Created[]): Promise<Verdict> {
	const found = await Promise.all(created.map(async (one, index) => await existing(session, plan, index, one)));
	const failure = found.find((one): one is GraphFailure => one instanceof GraphFailure);
	const done = found.filter((one): one is Existing => !(one instanceof GraphFailure));
	if (failure === undefined) return { rows: await rowsOf(session, plan, done) };
	if (done.length === 0) return { failure };
	const there = `${done.length} of ${created.length} sizes exist: ${done.map(({ id }) => id).join(', ')}. Running the step again makes only what is missing.`;
	const { kind, message, meta, httpStatus, retryAfter } = failure;
	return { failure: new GraphFailure({ kind, message, meta, httpStatus, retryAfter, advice: `${failure.advice} ${there}` }) };
}

/** Meta refuses a second lookalike of the same source, size and country: then the first one is what was asked for. */
async function existing(session: Session, plan: Plan, index: number, created: Created): Promise<Existing | GraphFailure> {
	if (created.failure === undefined) return { id: created.id, created: true };
	if (!isDuplicate(created.failure)) return created.failure;
	const { account, seen, countries, sizes } = plan;
	const request = { method: 'GET' as const, path: `${account.id}/customaudiences`, params: { fields: 'id,subtype,lookalike_spec' }, effect: 'read' as const, account: account.id };
	try {
		for await (const audience of eachRow(session.graph, request, Infinity)) {
			if (isThatLookalike(audience, seen.source, sizes[index].tier, countries)) return { id: String(audience.id), created: false };
		}
	} catch (failure) {
		if (failure instanceof GraphFailure) return failure;
		return await Promise.reject(failure);
	}
	return created.failure;
}

async function rowsOf({ graph }: Session, { account, sizes }: Plan, done: readonly Existing[]): Promise<Row[]> {
	const reads = await graph.sendMany(done.map(({ id }) => readObject(audienceKind, id, account.id)));
	return done.map(({ id, created }, index) => {
		const object = reads[index].answer?.body as GraphObject | undefined;
		const note = created ? {} : { note: 'It existed already: same source, size and countries.' };
		const name = sizes[index].creation.lookUp.name;
		if (object === undefined) return { json: { id, name, created, accountId: account.id, note: 'It exists, but could not be read back just now.' } };
		return { json: outcomeFirst(audienceRow(object, account), { created, ...note }) };
	});
}

const waitingRow = ({ account, seen }: Plan): IDataObject => ({
	id: null,
	name: null,
	created: false,
	sourceId: seen.source.id,
	sourceName: seen.name,
	sourceStatus: seen.wait?.status ?? '',
	waitFor: seen.wait?.waitFor ?? '',
	accountId: account.id,
});

const checkedRow = ({ account, seen }: Plan, { lookUp }: Creation): IDataObject => ({
	validated: true,
	created: false,
	name: lookUp.name,
	sourceId: seen.source.id,
	accountId: account.id,
	note: `${checkedBy(audienceKind)} Nothing was created.`,
});
