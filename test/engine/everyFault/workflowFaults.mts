import { isEqual, isEqualWith } from 'lodash';

import type { FaultRule } from '../../../emulator/http/server.mts';
import { PIXELS } from '../../../emulator/world/seedIds.mts';
import { finishedWrites } from '../../../nodes/shared/node/finishedWrites.ts';
import { leftovers } from '../cancel/stopped.mts';
import { startAnew, storedObjects } from '../faults/faultRun.mts';
import type { Bench } from '../support/campaigns.mts';
import { passTime } from '../support/lives/fakeTime.mts';
import { processedData } from '../support/processedData.mts';
import { endingAt, faultsByWay, FOR_GOOD, forgetAll, isKill, type CallWay, type Strike } from './everyFault.mts';
import { OutsideMemory } from './outsideSteps.mts';
import { polledTriggerOf, runShipped, type WorkflowEnd, type WorkflowMemory } from './shippedRun.mts';
import type { ShippedWorkflow } from './shippedWorkflows.mts';

/** A whole workflow whose first call fails, then its second, and so on: what a single step survives, several in a row may not. */

/** What objects of some kinds have. */
interface StandingObject {
	readonly kind: string;
	readonly name?: string;
	readonly status?: string;
	readonly dailyBudget?: number;
	readonly lifetimeBudget?: number;
	readonly bidAmount?: number;
	readonly members?: { readonly size: number };
}

/** What money and people hang on, of each object, and each event; the rest is Meta's own bookkeeping. */
function standing(bench: Bench): Map<string, string> {
	const events = bench.emulator.world.events.of(PIXELS.usd).map(({ event }) => event.event_id);
	return new Map([
		...[...storedObjects(bench)].map(([id, node]) => {
			const { kind, name, status, dailyBudget, lifetimeBudget, bidAmount, members } = node as StandingObject;
			const told = [kind, name, status, dailyBudget, lifetimeBudget, bidAmount, members?.size];
			return [id, JSON.stringify(told)] as const;
		}),
		...events.map((id) => [String(id), '["Event"]'] as const),
	]);
}

type Standing = ReadonlyMap<string, string>;

const newIn = (now: Standing, before: Standing): string[] => [...now.keys()].filter((id) => !before.has(id));

/** The same but for a hundredth of an amount: what a plan comes to changes with the minutes that a fault costs. */
const isAlike = (one: string | undefined, other: string | undefined): boolean =>
	one === other ||
	isEqualWith(parsed(one), parsed(other), (left: unknown, right: unknown) =>
		typeof left === 'number' && typeof right === 'number' ? Math.abs(left - right) <= Math.abs(right) / 100 : undefined,
	);

const parsed = (state = 'null'): unknown => (state === 'gone' ? state : JSON.parse(state));

/** Objects that were there before and are not as they were, as they are now. */
const changedIn = (now: Standing, before: Standing): Map<string, string> =>
	new Map([...before].filter(([id, one]) => now.get(id) !== one).map(([id]) => [id, now.get(id) ?? 'gone']));

/** What there is, no matter its ID. */
const contents = (now: Standing, { spares = [] }: ShippedWorkflow): string[] =>
	[...now.values()].filter((one) => !spares.some((kind) => one.startsWith(`["${kind}"`))).sort();

/** A workflow that nothing disturbs. */
export interface UsualEnd {
	readonly made: number;
	/** Whether it names all that it makes. */
	readonly tellsAll: boolean;
	readonly changed: ReadonlyMap<string, string>;
	readonly now: Standing;
	readonly noted: number;
	/** By this run and the next one; only of what goes out once. */
	readonly notedInBoth: number;
	/** Calls to Meta, parts of batches among them. */
	readonly calls: number;
}

/** Where something happens that a trigger is to find, its lag is over. */
const LAG = 20 * 60_000;

async function beginWorld(bench: Bench, workflow: ShippedWorkflow): Promise<WorkflowMemory> {
	startAnew(bench);
	forgetAll();
	finishedWrites.clear();
	await processedData.clear();
	const { world, log, url } = bench.emulator;
	workflow.prepare?.(world);
	const trigger = await polledTriggerOf(workflow, url);
	workflow.happens?.(world);
	if (trigger !== undefined) passTime(LAG);
	log.length = 0;
	return { outside: new OutsideMemory(), trigger };
}

/** Both runs get the same: orders and contacts keep their times. */
function givenOnce(workflow: ShippedWorkflow): ShippedWorkflow {
	const given = workflow.given?.();
	return { ...workflow, ...(given && { given: () => given }) };
}

export async function usualEnd(bench: Bench, shipped: ShippedWorkflow): Promise<UsualEnd> {
	const workflow = givenOnce(shipped);
	const memory = await beginWorld(bench, workflow);
	const before = standing(bench);
	const { status, said, noted } = await runShipped(workflow, bench.emulator.url, memory);
	if (status !== 'success') throw new Error(`${workflow.file} ends as ${status} although nothing disturbs it: ${said}`);
	const now = standing(bench);
	const made = newIn(now, before);
	const end = {
		made: made.length,
		tellsAll: made.every((id) => said.includes(id)),
		changed: changedIn(now, before),
		now,
		noted: noted.length,
		calls: bench.emulator.log.length,
	};
	if (workflow.eachOnce === true) await runADayLater(bench, workflow, memory);
	return { ...end, notedInBoth: memory.outside.noted.length };
}

async function runADayLater(bench: Bench, workflow: ShippedWorkflow, memory: WorkflowMemory): Promise<WorkflowEnd> {
	bench.emulator.control.clearFaults();
	passTime(24 * 3_600_000);
	return await runShipped(workflow, bench.emulator.url, memory);
}

/** Whether something is reported that is no success: a failure, a step that was held back, an outcome that nobody knows. */
const TROUBLE =
	/"kind":"(?:auth|rateLimited|temporary|outcomeUnknown|permission|notFound|invalidParameter|tooMuchData|unexpected)"|"error":|"verdict":"(?:held|failed|unknown|rejected|notSent|refused)"|"report_error":"|_error":"|"ok":false|"failed":true|"reason":"[^"]+","advice":"|does not keep its mark/;
const UNKNOWN = /outcomeUnknown|outcome is unknown|unknown whether|may have been|might have been/i;

interface Struck {
	readonly memory: WorkflowMemory;
	readonly before: Standing;
	readonly now: Standing;
	/** Null where the process ended: nobody heard of anything. */
	readonly end: WorkflowEnd | null;
}

/** @returns null where the workflow makes fewer calls */
async function struck(bench: Bench, workflow: ShippedWorkflow, one: Strike): Promise<Struck | null> {
	const { way, length, nth } = one;
	const memory = await beginWorld(bench, workflow);
	const before = standing(bench);
	const { control, log, url } = bench.emulator;
	if (isKill(way)) {
		const { hooks, hasEnded } = endingAt(one);
		await runShipped(workflow, url, memory, hooks);
		if (!hasEnded()) return null;
		forgetAll();
		return { before, memory, now: standing(bench), end: null };
	}
	const last = length === 'once' ? nth : nth + FOR_GOOD;
	for (let call = nth; call <= last; call++)
		control.addFault({ match: { path: '.*', nth: call }, fault: faultsByWay[way as CallWay] as FaultRule['fault'] });
	const end = await runShipped(workflow, url, memory);
	if (!log.some(({ fault }) => fault !== undefined)) return null;
	return { before, memory, now: standing(bench), end };
}

/** Ends the workflow's nth call. @returns what does not hold; null where it makes fewer calls */
export async function strikeWorkflow(
	bench: Bench,
	shipped: ShippedWorkflow,
	usual: UsualEnd,
	one: Strike,
): Promise<string[] | null> {
	const workflow = givenOnce(shipped);
	const ended = await struck(bench, workflow, one);
	if (ended === null) return null;
	const { before, now, end } = ended;
	const made = newIn(now, before);
	const changed = changedIn(now, before);
	const isDone =
		made.length === usual.made &&
		changed.size === usual.changed.size &&
		[...changed].every(([id, state]) => isAlike(state, usual.changed.get(id)));
	const strange = [...changed].filter(([id, state]) => usual.changed.has(id) && !isAlike(state, usual.changed.get(id)));
	const others = [...changed.keys()].filter((id) => !usual.changed.has(id));
	const broken = [
		made.length > usual.made && `made ${made.length} instead of ${usual.made}`,
		others.length > 0 && `changed ${others.join(', ')}, which it leaves alone otherwise`,
		strange.length > 0 &&
			`left ${strange.map(([id, state]) => `${id} as ${state} instead of ${usual.changed.get(id)}`).join(', ')}`,
		...(end === null ? [] : toldOf(end, workflow, usual, { made, isDone })),
	];
	return [...broken, ...(await nextDay(bench, workflow, usual, ended))].filter(
		(sentence): sentence is string => sentence !== false,
	);
}

function toldOf(
	{ status, said, noted }: WorkflowEnd,
	{ alarms, happens }: ShippedWorkflow,
	usual: UsualEnd,
	{ made, isDone }: { readonly made: readonly string[]; readonly isDone: boolean },
): Array<string | false> {
	const isTroubled = status !== 'success' || TROUBLE.test(said);
	const unnamed = made.filter((id) => !said.includes(id));
	// Of what failed, each item has a row of its own.
	const done = noted.filter(({ json }) => json.verdict !== 'failed').length;
	const isAlarm = alarms === true && isTroubled;
	return [
		usual.tellsAll && unnamed.length > 0 && !UNKNOWN.test(said) && `made ${unnamed.join(', ')} and does not name it`,
		!isTroubled && !isDone && 'says that it is done, and it is not',
		// A trigger that Meta lets not look says so later: what it has not brought comes with its next look.
		!isTroubled &&
			happens === undefined &&
			noted.length !== usual.noted &&
			`noted ${noted.length} rows and mails instead of ${usual.noted}`,
		isAlarm && status === 'success' && noted.length === 0 && 'something is wrong, and nobody hears of it',
		done > usual.noted && !isAlarm && `noted ${done} rows and mails instead of ${usual.noted}`,
	];
}

const leftBehind = new RegExp(`"kind":"(${leftovers.join('|')})"`);

/** The same workflow a day later. */
async function nextDay(
	bench: Bench,
	workflow: ShippedWorkflow,
	usual: UsualEnd,
	{ before, memory }: Struck,
): Promise<Array<string | false>> {
	const { status, said } = await runADayLater(bench, workflow, memory);
	const now = standing(bench);
	const [, kind] = leftBehind.exec(said) ?? [];
	const twice = newIn(now, before).length;
	const passedOn = memory.outside.noted.length;
	return [
		workflow.eachOnce === true &&
			passedOn !== usual.notedInBoth &&
			`after the next run ${passedOn} were passed on instead of ${usual.notedInBoth}`,
		status !== 'success' && `the next run ends as ${status}: ${said.slice(-300)}`,
		kind !== undefined && `the next run fails: ${kind}`,
		workflow.blind === true && twice > usual.made && `after the next run there are ${twice} instead of ${usual.made}`,
		workflow.settles === true &&
			!isEqual(contents(now, workflow), contents(usual.now, workflow)) &&
			`after the next run there is ${twice} instead of ${usual.made}, or another state than after one run`,
	];
}
