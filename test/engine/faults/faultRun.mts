import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import type { FaultRule, LoggedRequest } from '../../../emulator/http/server.mts';
import { recentIds } from '../../../nodes/MetaConversions/event/sending/eventRecord.ts';
import { pageTokens } from '../../../nodes/meta/leads/pageAccess.ts';
import { ownWrites } from '../../../nodes/MetaBudgetGuard/state/log/ownWrites.ts';
import type { Bench } from '../support/campaigns.mts';
import { passTime } from '../support/lives/fakeTime.mts';
import type { Single } from './faultSingles.mts';
import type { Subject } from './faultSubjects.mts';
import { byId, type NodeResult } from '../support/harness.mts';
import {
	faultNaming,
	isCreate,
	itemsIn,
	type FaultLine,
	type Operation,
	type Scope,
	type Span,
} from './faultMatrix.mts';

/** One line of the fault matrix, carried out. */

/** Recognisable wherever it turns up. */
export const BEARER = 'EAABsecretOfTheFaultMatrix';

/** The requests that the fault strikes. */
function match(
	edge: string,
	targets: readonly string[],
	operation: Operation,
	scope: Scope,
	span: Span,
): FaultRule['match'] {
	const times = span === 'once' ? { times: 1 } : {};
	if (scope === 'whole batch of five') return { method: 'POST', path: '', ...times };
	const position = scope === 'third of five' ? 2 : 0;
	if (isCreate(operation)) return { method: 'POST', path: edge, ...(scope === 'third of five' ? { nth: 3 } : times) };
	if (operation === 'getMany') return { method: 'GET', path: edge, ...times };
	if (operation === 'update, proof') return { method: 'GET', path: targets[0], nth: 2 };
	const method =
		operation === 'update' || operation === 'activate' ? 'POST' : operation === 'delete' ? 'DELETE' : 'GET';
	return { method, path: targets[position], ...times };
}

const budget = (index: number): number => 31 + index;

/** What each item is called; in the world there is an old object of the same name already, which is never to be taken for it. */
const nameOf = (operation: Operation, index: number): string =>
	operation === 'create, same names' ? 'Twin' : `New ${index}`;

export function formOf({ resource, update, create }: Subject, operation: string): IDataObject {
	const target = { [resource]: byId('={{ $json.id }}') };
	const forms: Record<string, IDataObject> = { getMany: { limit: 5 }, update: { ...target, ...update }, create };
	return { resource, ...(forms[operation] ?? target) };
}

export interface FaultRun {
	readonly result: NodeResult;
	/** `done` or the kind of the failure, by item; every item has exactly one. */
	readonly verdicts: string[];
	/** By item: what the world holds of it now. `wanted` is the end the item asked for. */
	readonly world: Array<'wanted' | 'untouched'>;
	/** New objects in the world. */
	readonly created: string[];
	/** Names in the creates that left for Meta, those inside of batches included. */
	readonly createsSent: string[];
	readonly log: LoggedRequest[];
}

export function startAnew({ emulator: { world, control } }: Bench): void {
	passTime(3_600_000); // what the process remembers of the account's quota is over
	control.reset();
	for (const memory of [ownWrites, pageTokens, recentIds]) memory.clear();
	world.tokens.set(BEARER, { ...world.tokens.get('EMULATOR')!, value: BEARER });
}

export async function runFault(
	bench: Bench,
	subject: Subject,
	line: FaultLine,
	operation: Operation,
	scope: Scope,
	span: Span,
): Promise<FaultRun> {
	const { kind, model: modelId, sameAsNew, isUpdated } = subject;
	const edge = `${ACCOUNTS.usd}/${subject.edge}`;
	const { emulator } = bench;
	const { world, control } = emulator;
	startAnew(bench);
	const copy = (changes: IDataObject): string =>
		world.add({ ...world.get(kind, modelId), ...changes, id: world.newId(kind) }).id;
	const targets = Array.from({ length: 5 }, (_, index) => copy({ name: `Target ${index}`, status: 'PAUSED' }));
	const items = Array.from({ length: itemsIn(scope) }, (_, index) => ({
		id: targets[index],
		budget: budget(index),
		rename: `Renamed ${index}`,
		name: nameOf(operation, index),
	}));
	for (const { name } of isCreate(operation) ? items : []) copy({ ...sameAsNew, name });
	const before = new Set(world.all(kind).map(({ id }) => id));

	control.addFault({ match: match(edge, targets, operation, scope, span), fault: faultNaming(line, modelId) });
	const [name] = operation.split(',');
	const result = await bench.run(name, formOf(subject, name), {
		items,
		bearer: BEARER,
		onError: 'continueRegularOutput',
	});

	const created = world.all(kind).filter(({ id }) => !before.has(id));
	const isWanted = (index: number): boolean => {
		if (isCreate(operation)) return created.some((object) => object.name === nameOf(operation, index));
		const stored = world.get(kind, targets[index]);
		if (operation === 'activate') return stored.status === 'ACTIVE';
		return name === 'delete' ? stored.status === 'DELETED' : isUpdated(stored as unknown as IDataObject, items[index]);
	};
	return {
		result,
		verdicts: verdictsOf(result, items.length),
		world: items.map((_, index) => (isWanted(index) ? 'wanted' : 'untouched')),
		created: created.map(({ id }) => id),
		createsSent: createsIn(emulator.log, edge),
		log: [...emulator.log],
	};
}

export type StoredObjects = ReadonlyMap<string, { readonly kind: string }>;

/**
 * All objects that must not be there twice. A video whose upload has no end isn't one: nothing becomes of it. A report that Meta
 * prepares twice costs nobody anything, and ends by itself.
 */
export function storedObjects({ emulator: { world } }: Bench): StoredObjects {
	const { nodes } = world as unknown as { nodes: ReadonlyMap<string, { readonly kind: string }> };
	const unfinished = new Set([...world.uploads.values()].map(({ video }) => video.id));
	return new Map([...nodes].filter(([id, { kind }]) => !unfinished.has(id) && kind !== 'AdReportRun'));
}
/** An object that is there already: of the same kind as the new one, where there is one, and that no form names. */
function anotherThan(bench: Bench, { struck: { path }, form }: Single): string {
	const kind = kindMadeBy(bench, path);
	const stored = [...storedObjects(bench)].filter(([id]) => !JSON.stringify(form).includes(id));
	return (stored.find(([, node]) => node.kind === kind) ?? stored.find(([, node]) => node.kind === 'Campaign'))![0];
}

export const kindsByEdge: Readonly<Record<string, string>> = {
	campaigns: 'Campaign',
	adsets: 'AdSet',
	ads: 'Ad',
	adcreatives: 'AdCreative',
	advideos: 'AdVideo',
	ad_studies: 'AdStudy',
	budget_schedules: 'HighDemandPeriod',
	customaudiences: 'CustomAudience',
	customconversions: 'CustomConversion',
	leadgen_forms: 'LeadgenForm',
	test_leads: 'Lead',
};

/** IDs that a failing row has for the next step. */
export const madeIn = ({ details }: IDataObject): string[] =>
	((details as { made?: Array<{ id: string }> } | undefined)?.made ?? []).map(({ id }) => id);

export interface SingleRun {
	readonly result: NodeResult;
	/** `done`, `told` or the kind of the failure. */
	readonly verdict: string;
	/** How often a write was carried out while the step ran. */
	readonly carriedOut: number;
	/** What is new at Meta and that the failing row does not name by its ID, by kind. */
	readonly unnamed: readonly string[];
	/** Whether a write names the object whose ID was in a wrong answer. */
	readonly isFollowed: boolean;
	readonly log: LoggedRequest[];
}

/** Kind that a request makes. */
export const kindMadeBy = ({ emulator: { world } }: Bench, path: string): string | undefined => {
	const [object, edge = ''] = path.split('/');
	return edge === 'copies' ? world.find(object)?.kind : kindsByEdge[edge];
};

/** What is not so of a create: nothing is built on another's object, and what is half made is named. */
export const brokenOf = (bench: Bench, { struck }: Single, { verdict, unnamed, isFollowed }: SingleRun): string[] => [
	...(isFollowed ? ['a write names the object of a wrong answer'] : []),
	...unnamed
		.filter((kind) => verdict !== 'outcomeUnknown' || kind !== kindMadeBy(bench, struck.path))
		.map((kind) => `does not name the ${kind} it made`),
];

export async function runSingle(bench: Bench, single: Single, line: FaultLine, span: Span): Promise<SingleRun> {
	const { name, node, struck, prepare, given, times = () => 0 } = single;
	startAnew(bench);
	const { control, world, log } = bench.emulator;
	prepare?.(world);
	const from = given === undefined ? {} : await given(bench);
	const before = times(world);
	const stored = storedObjects(bench);
	const another = anotherThan(bench, single);
	control.addFault({
		match: { ...struck, ...(span === 'once' ? { times: 1 } : {}) },
		fault: faultNaming(line, another),
	});
	const [resource, operation] = name.split(',')[0].split('.');
	const result = await bench.run(
		operation,
		{ resource, ...single.form, ...from },
		{ bearer: BEARER, onError: 'continueRegularOutput', ...(node && { node }) },
	);
	const [verdict] = verdictsOf(result, 1);
	const [row] = result.outputs.flat();
	const told = verdict === 'done' && row !== undefined && tellsOfFailure(row.json);
	const named = row === undefined ? [] : madeIn(row.json);
	const unnamed = [...storedObjects(bench)].filter(([id]) => !stored.has(id) && !named.includes(id));
	return {
		result,
		verdict: told ? 'told' : verdict,
		carriedOut: times(world) - before,
		unnamed: verdict === 'done' ? [] : unnamed.map(([, { kind }]) => kind),
		isFollowed:
			line.ofCreates === true &&
			log.some(
				({ method, path, params }) =>
					method !== 'GET' && path !== '' && JSON.stringify([path, params]).includes(another),
			),
		log: [...log],
	};
}

/** A row that tells of a failure: a check that is not all well, a step that is held, a report under way of which not all is known. */
export const tellsOfFailure = ({ ok, verdict, action, problem, failed }: IDataObject): boolean =>
	ok === false || failed === true || verdict === 'held' || action === 'hold' || typeof problem === 'string';

/** @throws when an item has no verdict, or two that do not agree */
function verdictsOf({ outputs, error }: NodeResult, count: number): string[] {
	if (error) throw error;
	const verdicts = new Map<number, string>();
	for (const { json, pairedItem } of outputs.flat()) {
		const index = typeof pairedItem === 'number' ? pairedItem : (pairedItem as { item: number }).item;
		const verdict = json.error === undefined ? 'done' : String((json.details as IDataObject).kind);
		const known = verdicts.get(index);
		if (known !== undefined && !(known === 'done' && verdict === 'done' && count === 1))
			throw new Error(`item ${index}: ${known} and ${verdict}`);
		verdicts.set(index, verdict);
	}
	return Array.from({ length: count }, (_, index) => verdicts.get(index) ?? 'no verdict');
}

/** The emulator does not log the parts of a batch it has not carried out: the batch itself tells what was in it. */
function createsIn(log: readonly LoggedRequest[], edge: string): string[] {
	return log
		.filter(({ batch, method }) => batch === undefined && method === 'POST')
		.flatMap(({ path, params }) => {
			if (path === edge) return [params.name];
			const parts =
				path === '' ? (JSON.parse(params.batch) as Array<{ method: string; relative_url: string; body?: string }>) : [];
			return parts
				.filter((part) => part.relative_url.endsWith(edge) && part.method === 'POST')
				.map(({ body }) => new URLSearchParams(body).get('name') ?? '');
		});
}
