import { partition } from 'lodash';

import { existing, pairLists } from '../../lists';
import type { AfterRest, GraphClient, SettledRequest } from '../client';
import type { GraphFailure } from '../error';
import type { GraphObject } from '../object';
import type { GraphRequest } from '../request';
import {
	overtakenChange,
	unknownChange,
	unsentChange,
	validateOnly,
	type GraphChange,
	type ChangeResult,
	type ChangeOptions,
	type PlannedWrite,
	type UnderWay,
} from './change';
import { overtakenIn, planAnew } from './overtaken';
import { planAll } from './plan';
import { prove } from './prove';

/** An absolute write that may have been lost is planned and sent once more, from what the object shows by then. */
const ROUNDS = 2;

/** Before looking where a lost write went: long enough for Meta to finish it. */
const SETTLE = 2_000;

/** Carries out many changes at once, each compared before and read back after. */
export async function changeAll(
	client: GraphClient,
	changes: readonly GraphChange[],
	options: ChangeOptions,
): Promise<ChangeResult[]> {
	const all = changes.map((change): UnderWay => ({ change }));
	const starts = new Map<string, GraphObject>();
	for (const wave of waves(all)) await carryOut(client, wave, options, starts);
	return all.map(({ ending }) => existing(ending, 'the ending of a change'));
}

/** Splits changes so that no object appears twice in one wave: its second change has to see what the first one did. */
function waves(all: readonly UnderWay[]): UnderWay[][] {
	const waveByKey = new Map<string, number>();
	const result: UnderWay[][] = [];
	for (const one of all) {
		const wave = waveByKey.get(one.change.id) ?? 0;
		waveByKey.set(one.change.id, wave + 1);
		(result[wave] ??= []).push(one);
	}
	return result;
}

/** Plans, sends and proves one wave; what got no answer goes once more through all of it. */
async function carryOut(
	client: GraphClient,
	wave: readonly UnderWay[],
	options: ChangeOptions,
	starts: Map<string, GraphObject>,
): Promise<void> {
	let open = wave;
	for (let round = 1; open.length > 0 && round <= ROUNDS; round++) {
		if (round > 1) await options.wait(SETTLE);
		const ready = await planAll(client, open, starts);
		if (options.validateOnly) return await haveChecked(client, ready, options);
		const { accepted, lost } = await send(client, ready, starts);
		await prove(client, accepted, options.wait);
		open = lost;
	}
	for (const one of open) one.ending = { failure: failureOfLost(one) };
	const unsent = open.flatMap(({ isSent, undo }) => (isSent || undo === undefined ? [] : [undo]));
	if (unsent.length > 0) await client.sendMany(unsent);
}

function failureOfLost({ isSent, lostBy }: UnderWay): GraphFailure {
	if (!isSent) return lostBy === undefined ? overtakenChange() : unsentChange(lostBy);
	return unknownChange(`Twice the answer was lost${lostBy ? ` (${lostBy.message})` : ''}`, lostBy);
}

interface Sent {
	readonly accepted: PlannedWrite[];
	readonly lost: UnderWay[];
}

/** A refusal ends a change; an answer that is missing leaves it open. */
function sortOut(pairs: ReadonlyArray<readonly [PlannedWrite, SettledRequest]>): Sent {
	const outcome: Sent = { accepted: [], lost: [] };
	for (const [plan, answer] of pairs) {
		if (!answer.failure) outcome.accepted.push(plan);
		else if (answer.ambiguous) {
			outcome.lost.push(plan.one);
			plan.one.lostBy = answer.failure;
		} else plan.one.ending = { failure: answer.failure };
	}
	return outcome;
}

/** What has to be there before the writes. @returns whether a rest came with it */
async function sendAhead(client: GraphClient, ready: readonly PlannedWrite[]) {
	const first = ready.flatMap((plan) =>
		plan.sideCalls.ahead === undefined ? [] : [{ plan, call: plan.sideCalls.ahead }],
	);
	if (first.length === 0) return { ahead: sortOut([]), isLate: false };
	let isLate = false;
	const noteRest: AfterRest = async () => {
		isLate = true;
		return await Promise.resolve(new Map());
	};
	const calls = first.map(({ call }) => call);
	const answers = await client.sendMany(calls, noteRest);
	for (const { plan } of first) plan.one.undo = plan.sideCalls.undo;
	return { ahead: sortOut(pairLists(first, answers).map(([{ plan }, answer]) => [plan, answer] as const)), isLate };
}

/** Sends each write once, after what has to be there before it. */
async function send(
	client: GraphClient,
	ready: readonly PlannedWrite[],
	starts: ReadonlyMap<string, GraphObject>,
): Promise<Sent> {
	const { ahead, isLate } = await sendAhead(client, ready);
	const open = ready.filter((plan) => plan.sideCalls.ahead === undefined || ahead.accepted.includes(plan));
	for (const { one } of open) one.isSent = true;
	const calls = open.flatMap(({ write, sideCalls: { along } }) => (along === undefined ? [write] : [along, write]));
	const afterRest: AfterRest = async (late) => await overtakenIn(client, open, late, starts);
	const stopped = isLate ? await afterRest(calls) : new Map<GraphRequest, GraphFailure>();
	const going = calls.filter((call) => !stopped.has(call));
	const answers = new Map<GraphRequest, SettledRequest>(pairLists(going, await client.sendMany(going, afterRest)));
	for (const [call, failure] of stopped) answers.set(call, { failure, ambiguous: false, isRepeated: false });
	await followUp(client, open, answers);
	const [again, sentPlans] = partition(open, ({ one }) => one.isOvertaken);
	for (const { one } of again) planAnew(one);
	const outcome = sortOut(
		sentPlans.map((plan) => [plan, existing(answers.get(plan.write), 'the answer to a write')] as const),
	);
	return { accepted: outcome.accepted, lost: [...ahead.lost, ...outcome.lost, ...again.map(({ one }) => one)] };
}

const isRefused = (answer: SettledRequest | undefined): boolean => answer?.failure !== undefined && !answer.ambiguous;

/** What becomes of these is seen by whoever reads the object next: the write has its ending without them. */
async function followUp(
	client: GraphClient,
	open: readonly PlannedWrite[],
	answers: ReadonlyMap<GraphRequest, SettledRequest>,
): Promise<void> {
	const calls = open.flatMap(({ write, sideCalls: { ahead, along, otherwise, undo } }) => {
		const answer = answers.get(write);
		if (isRefused(answer) || (answer?.failure !== undefined && ahead === undefined)) return undo ?? [];
		return along !== undefined && isRefused(answers.get(along)) ? (otherwise ?? []) : [];
	});
	if (calls.length > 0) await client.sendMany(calls);
	const accepted = open.filter(({ write }) => answers.get(write)?.failure === undefined);
	for (const one of accepted) for (const call of one.sideCalls.after ?? []) await client.sendOne(call);
}

/** Lets Meta check the writes that it can check; nothing is changed. */
async function haveChecked(
	client: GraphClient,
	ready: readonly PlannedWrite[],
	{ askMeta }: ChangeOptions,
): Promise<void> {
	for (const { one, before } of ready) one.ending = { before, after: before, changed: false };
	const checks = askMeta === false ? [] : ready.filter(({ write }) => write.method === 'POST');
	const answers = await client.sendMany(checks.map(({ write }) => validateOnly(write)));
	for (const [{ one }, { failure }] of pairLists(checks, answers)) if (failure) one.ending = { failure };
}
