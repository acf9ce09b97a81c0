import { difference } from 'lodash';

import type { FaultRule } from '../../../emulator/http/server.mts';
import { recentIds } from '../../../nodes/MetaConversions/event/sending/eventRecord.ts';
import { pageTokens } from '../../../nodes/meta/leads/pageAccess.ts';
import { ownWrites } from '../../../nodes/MetaBudgetGuard/state/log/ownWrites.ts';
import { newlyMade } from '../../../nodes/shared/adObject/ifItExists/newlyMade.ts';
import { finishedWrites } from '../../../nodes/shared/node/finishedWrites.ts';
import { beginStep, failureKinds, leftovers } from '../cancel/stopped.mts';
import type { Step } from '../cancel/steps.mts';
import { kindMadeBy, madeIn, storedObjects, tellsOfFailure, type StoredObjects } from '../faults/faultRun.mts';
import type { Single } from '../faults/faultSingles.mts';
import type { Bench } from '../support/campaigns.mts';
import type { NodeResult, NodeRun } from '../support/harness.mts';
import { passTime } from '../support/lives/fakeTime.mts';

/**
 * A step whose first call fails, then its second, and so on until it meets no fault: once and for good, in each way.
 * What SQLite does with memory and discs ("How SQLite Is Tested": out-of-memory and I/O error testing).
 */

export const faultsByWay = {
	'lost before': { kind: 'reset' },
	'lost after': { kind: 'reset', applied: true },
	unavailable: { kind: 'http', status: 503 },
	limited: { kind: 'graph', code: 80004 },
	'cut body': { kind: 'truncated', applied: true, cut: true },
	'other shape': { kind: 'http', status: 200, body: '[]', contentType: 'application/json' },
	'no answer': { kind: 'timeout', ms: 5 },
} satisfies Readonly<Record<string, FaultRule['fault']>>;

/** The process ends: before the call leaves, or when Meta has answered it. Nobody gets a row, and all that it remembered is gone. */
const kills = ['killed before', 'killed after'] as const;

/** What strikes creates alone: a refusal, and an answer that names an object of somebody else. */
const named = (body: string, applied: boolean) =>
	({ kind: 'http', status: 200, contentType: 'application/json', body, applied }) as const;
const createFaults = {
	refused: () => ({ kind: 'graph', code: 200 }),
	'another object': (body) => named(body, false),
	'another object, made': (body) => named(body, true),
} satisfies Readonly<Record<string, (body: string) => FaultRule['fault']>>;

/** Of whole workflows, too. */
export type CallWay = keyof typeof faultsByWay;
export type Way = CallWay | keyof typeof createFaults | (typeof kills)[number];
export const isKill = (way: Way): way is (typeof kills)[number] => (kills as readonly Way[]).includes(way);
export const lengths = ['once', 'for good'] as const;

export interface Strike {
	readonly way: Way;
	readonly length: (typeof lengths)[number];
	/** Call that fails, 1 is the first; parts of a batch count, too, but for a process that ends. */
	readonly nth: number;
}

/** Every way, and for how long it lasts: a process ends once. */
export const waysToFail: ReadonlyArray<Omit<Strike, 'nth'>> = [
	...(Object.keys(faultsByWay) as Array<keyof typeof faultsByWay>).flatMap((way) =>
		lengths.map((length) => ({ way, length })),
	),
	...kills.map((way) => ({ way, length: 'once' as const })),
];

export const waysOfCreates = (Object.keys(createFaults) as Array<keyof typeof createFaults>).map((way) => ({
	way,
	length: 'once' as const,
}));

/** Calls after the first that fail as well: more than any step makes after it has met so many. */
export const FOR_GOOD = 60;

/** What a step does that nothing disturbs. */
export interface Usual {
	readonly rows: number;
	readonly made: number;
	/** Kinds of which its rows name all that it makes: what is half made of them is named, too. */
	readonly namedKinds: ReadonlySet<string>;
	readonly times: number;
	/** Its calls, in order, with the objects that were there before and that its writes name. */
	readonly calls: ReadonlyArray<{ readonly method: string; readonly path: string }>;
	readonly written: readonly string[];
}

/** Objects from before that writes name: in their path or their values. */
function writtenIn({ emulator: { log } }: Bench, before: StoredObjects): string[] {
	const writes = log.filter(({ method, path }) => method !== 'GET' && path !== '');
	const texts = JSON.stringify(writes.map(({ path, params }) => [path, params]));
	return [...before.keys()].filter((id) => texts.includes(id));
}

const madeSince = (bench: Bench, before: StoredObjects): string[] =>
	[...storedObjects(bench).keys()].filter((id) => !before.has(id));

const said = ({ outputs, error }: NodeResult): string => JSON.stringify([outputs, error?.message, error?.description]);

/** What this process remembers is a hint: another begins without it. */
export function forgetAll(): void {
	for (const memory of [newlyMade, pageTokens, ownWrites, finishedWrites, recentIds]) memory.clear();
}

async function runOnce(bench: Bench, step: Step, addFaults: () => void, more: Partial<NodeRun> = {}) {
	newlyMade.clear();
	const run = await beginStep(bench, step);
	const before = storedObjects(bench);
	const timesBefore = step.times?.(bench.emulator.world) ?? 0;
	const times = (): number => (step.times?.(bench.emulator.world) ?? 0) - timesBefore;
	addFaults();
	const [operation, parameters, rest] = run;
	const result = await bench.run(operation, parameters, { ...rest, ...more });
	return { run, before, times, result };
}

export async function usualOf(bench: Bench, step: Step): Promise<Usual> {
	const { before, times, result } = await runOnce(bench, step, () => undefined);
	const made = madeSince(bench, before);
	const kinds = kindsOf(bench, made);
	const unnamedKinds = kindsOf(bench, unnamedIn(result, made));
	return {
		rows: result.outputs.flat().length,
		made: made.length,
		namedKinds: new Set(difference(kinds, unnamedKinds)),
		times: times(),
		calls: bench.emulator.log.map(({ method, path }) => ({ method, path })),
		written: writtenIn(bench, before),
	};
}

/** What a create is answered that names another object of its kind, or of any kind where there is none. */
function anotherIn(bench: Bench, { written }: Usual, kind: string): string {
	const stored = [...storedObjects(bench)].filter(([id]) => !written.includes(id));
	const [id] = stored.find(([, node]) => node.kind === kind) ?? stored.find(([, node]) => node.kind === 'Campaign')!;
	const keys = ['id', 'copied_campaign_id', 'copied_adset_id', 'copied_ad_id'];
	return JSON.stringify(Object.fromEntries(keys.map((key) => [key, id])));
}

/** The fault of a strike; nothing where it cannot strike that call. */
function faultOf(bench: Bench, usual: Usual, { way, nth }: Strike): FaultRule['fault'] | undefined {
	if (!(way in createFaults)) return faultsByWay[way as keyof typeof faultsByWay];
	const { method, path } = usual.calls[nth - 1];
	const kind = method === 'POST' ? kindMadeBy(bench, path) : undefined;
	return kind === undefined ? undefined : createFaults[way as keyof typeof createFaults](anotherIn(bench, usual, kind));
}

const unnamedIn = (result: NodeResult, ids: readonly string[]): string[] =>
	ids.filter((id) => !said(result).includes(id));

function kindsOf(bench: Bench, ids: readonly string[]): string[] {
	const stored = storedObjects(bench);
	return ids.flatMap((id) => stored.get(id)?.kind ?? []);
}

const usesNamesake = ({ form }: Step): boolean => JSON.stringify(form).includes('"ifItExists":"use"');

interface Begun {
	readonly run: Parameters<Bench['run']>;
	readonly before: StoredObjects;
	readonly times: () => number;
}

/** The same step once more, a day later: what stands in its way, and whether both together did what one was to do. */
async function nextRun(bench: Bench, step: Step, usual: Usual, { run, before, times }: Begun) {
	bench.emulator.control.clearFaults();
	passTime(24 * 3_600_000);
	const kinds = failureKinds(await bench.run(...run)).filter((kind) => leftovers.includes(kind));
	const { effect, dry, tells } = step as Partial<Single>;
	const wrong = effect === 'set' && tells === undefined && !dry && times() !== usual.times;
	const made = madeSince(bench, before).length;
	return [
		kinds.length > 0 && `the next run fails: ${kinds[0]}`,
		wrong && `after the next run carried out ${times()} times`,
		usesNamesake(step) && made !== usual.made && `after the next run there are ${made}`,
	];
}

const isBroken = (one: string | false): one is string => one !== false;

/** What ends the process at the nth call of a run, and whether the run made that many. */
export function endingAt({ way, nth }: Strike): {
	readonly hooks: Pick<NodeRun, 'onCall' | 'onStart'>;
	readonly hasEnded: () => boolean;
} {
	let [calls, cancel] = [0, (): void => undefined];
	const onCall = (): void => {
		if (++calls < nth || (calls === nth && way === 'killed after')) return;
		cancel();
		throw new Error('The process is gone');
	};
	return { hooks: { onCall, onStart: (given) => (cancel = given) }, hasEnded: () => calls >= nth };
}

/** Ends the process at the nth call. @returns what does not hold; null where the run makes fewer calls */
async function kill(bench: Bench, step: Step, usual: Usual, one: Strike): Promise<string[] | null> {
	const { hooks, hasEnded } = endingAt(one);
	const { run, before, times } = await runOnce(bench, step, () => undefined, hooks);
	if (!hasEnded()) return null;
	forgetAll();
	const made = madeSince(bench, before);
	const once = times();
	return [
		made.length > usual.made && `made ${made.length} instead of ${usual.made}`,
		once > usual.times && `carried out ${once} times`,
		...(await nextRun(bench, step, usual, { run, before, times })),
	].filter(isBroken);
}

/** @returns what does not hold; null where the run met no fault */
export async function strike(bench: Bench, step: Step, usual: Usual, one: Strike): Promise<string[] | null> {
	const { way, length, nth } = one;
	if (isKill(way)) return await kill(bench, step, usual, one);
	const { control, log, world } = bench.emulator;
	if (way in createFaults && nth > usual.calls.length) return null;
	let isStruck = true;
	const { run, before, times, result } = await runOnce(bench, step, () => {
		const fault = faultOf(bench, usual, one);
		isStruck = fault !== undefined;
		const last = length === 'once' ? nth : nth + FOR_GOOD;
		for (let call = nth; fault !== undefined && call <= last; call++)
			control.addFault({ match: { path: '.*', nth: call }, fault });
	});
	if (!isStruck) return [];
	if (!log.some(({ fault }) => fault !== undefined)) return null;
	const kinds = failureKinds(result);
	const rows = result.outputs.flat().map(({ json }) => json);
	const made = madeSince(bench, before);
	const { effect, dry, ...single } = step as Partial<Single>;
	// A step of the guard tells in its row that it held, a rotation that an ad stays as it is.
	const tells =
		(single.tells !== undefined && effect !== 'set') ||
		rows.some((row) => tellsOfFailure(row) || (step.name === 'ad.rotate' && row.action === 'keep'));
	// What may be sent twice may have been carried out where its answer was lost.
	const mayBeThere = rows.some(({ complete, note }) => complete === false && /may be there/.test(String(note)));
	const isUnknown =
		mayBeThere || kinds.includes('outcomeUnknown') || (effect === 'repeat' && kinds.includes('temporary'));
	const claimed = rows.filter(({ created }) => created === true).map(({ id, lead_id: lead }) => String(id ?? lead));
	const once = times();
	const unnamed = unnamedIn(result, made).filter((id) => usual.namedKinds.has(kindsOf(bench, [id])[0]));
	// Of the object whose answer was lost nobody knows the ID.
	const lostKind = isUnknown ? kindMadeBy(bench, usual.calls[nth - 1]?.path ?? '') : undefined;
	const foreign = difference(writtenIn(bench, before), usual.written);
	const failing = rows.filter(({ error }) => error !== undefined);
	const idsForNext = new Set([...claimed, ...failing.flatMap(madeIn)]);
	// An image is told by its hash.
	const isTold = (id: string): boolean => idsForNext.has(id) || idsForNext.has(id.replace(/^\d+:/, ''));
	const isHalfMade = made.length > 0 && failing.length > 0 && rows.length === failing.length && !isUnknown;
	const broken = [
		foreign.length > 0 && `writes to ${foreign.join(', ')}, which is another's`,
		way in createFaults &&
			unnamed.some((id) => kindsOf(bench, [id])[0] !== lostKind) &&
			'does not name what is half made',
		way in createFaults && isHalfMade && made.some((id) => !isTold(id)) && 'has no ID of what is half made',
		result.status !== 'success' && `ended as ${result.status}: ${result.error?.message}`,
		usual.rows > 0 && rows.length === 0 && 'no row and no failure',
		made.length > usual.made && `made ${made.length} instead of ${usual.made}`,
		!isUnknown &&
			kindsOf(bench, unnamedIn(result, made)).some((kind) => usual.namedKinds.has(kind)) &&
			'made something it does not name',
		claimed.some((id) => world.find(id) === undefined) && 'names something that is not there',
		once > usual.times && `carried out ${once} times`,
		kinds.length === 0 && !tells && !dry && once < usual.times && 'says that it is done, and it is not',
		kinds.length > 0 && !isUnknown && usual.times === 1 && once > 0 && `says ${kinds[0]}, and it is done`,
	];
	return [...broken, ...(await nextRun(bench, step, usual, { run, before, times }))].filter(isBroken);
}
