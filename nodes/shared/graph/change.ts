import type { GraphClient, Settled } from './client';
import { GraphFailure } from './error';
import type { GraphObject } from './object';
import type { GraphRequest } from './request';
import { readStates, type StateRead } from './states';
import type { Wait } from './wait';

/** What a change comes to, once the present state is known. */
export interface Planned {
	/** The absolute write that leads there; null when the object is there already. */
	readonly write: GraphRequest | null;
	/** Names of what the object does not show yet; empty when the change is proven. */
	readonly unproven: (after: GraphObject) => readonly string[];
}

/** A change of one object: look, decide, set, look again. Changes of one object are carried out one after the other. */
export interface Change extends StateRead {
	/** Decides from the present state and that before the run's first change; an error ends it before anything is sent. */
	readonly plan: (current: GraphObject, atStart: GraphObject) => Planned | Error;
	/** The plan needs the object itself: a list can lag some seconds behind, too long for a decision about money. */
	readonly exact?: boolean;
	/** A read that finds nothing proves the change (deletes). */
	readonly goneIsDone?: boolean;
}

export type Changed =
	| { readonly before: GraphObject; readonly after: GraphObject; readonly changed: boolean; readonly failure?: undefined }
	| { readonly failure: Error };

export interface ChangeOptions {
	readonly wait: Wait;
	/** Ask Meta to check the write without carrying it out; deletes are not sent at all. */
	readonly validateOnly: boolean;
	/** False for objects whose writes Meta cannot check without carrying them out: then only the plan is made. */
	readonly askMeta?: boolean;
}

/** An absolute write that may have been lost is planned and sent once more, from what the object shows by then. */
const ROUNDS = 2;

/** Before looking where a lost write went: long enough for Meta to finish it. */
const SETTLE = 2_000;

/** Pauses before each read-back: the first is nearly always right, replicas can lag for some seconds. */
const PROOFS = [0, 1_000, 4_000];

interface Open {
	readonly index: number;
	readonly before: GraphObject;
	readonly planned: Planned;
}

/** Carries out many changes at once, each compared before and read back after. */
export async function changeAll(client: GraphClient, changes: readonly Change[], options: ChangeOptions): Promise<Changed[]> {
	const endings = new Map<Change, Changed>();
	const starts = new Map<string, GraphObject>();
	for (const wave of waves(changes)) {
		const ended = await changeEach(client, wave, options, starts);
		wave.forEach((change, index) => endings.set(change, ended[index]));
	}
	return changes.map((change) => endings.get(change) as Changed);
}

/** Splits changes so that no object appears twice in one wave: its second change has to see what the first one did. */
function waves(changes: readonly Change[]): Change[][] {
	const seen = new Map<string, number>();
	const result: Change[][] = [];
	for (const change of changes) {
		const wave = seen.get(change.id) ?? 0;
		seen.set(change.id, wave + 1);
		(result[wave] ??= []).push(change);
	}
	return result;
}

/** @param starts each object's state before the run's first change of it, filled in on the way */
async function changeEach(
	client: GraphClient,
	changes: readonly Change[],
	options: ChangeOptions,
	starts: Map<string, GraphObject>,
): Promise<Changed[]> {
	const endings = new Array<Changed | undefined>(changes.length);
	const firstSeen = new Map<number, GraphObject>();
	const causes = new Map<number, GraphFailure>();
	let open = changes.map((_, index) => index);
	for (let round = 1; open.length > 0 && round <= ROUNDS; round++) {
		if (round > 1) await options.wait(SETTLE);
		const planned = await planAll(open);
		const sent = await send(planned);
		await prove(sent.accepted);
		open = sent.lost;
	}
	for (const index of open) {
		const cause = causes.get(index);
		endings[index] = { failure: unknownChange(`Twice the answer was lost${cause ? ` (${cause.message})` : ''}`, cause) };
	}
	return endings as Changed[];

	async function planAll(indices: readonly number[]): Promise<Open[]> {
		const reads = await statesFor(indices);
		const result: Open[] = [];
		reads.forEach((read, position) => {
			const index = indices[position];
			const first = firstSeen.get(index);
			if (read.failure) {
				if (first === undefined) endings[index] = { failure: read.failure };
				else if (isGone(changes[index], read)) endings[index] = { before: first, after: {}, changed: true };
				else endings[index] = { failure: unknownChange(`The answer was lost, and the object could not be read afterwards (${read.failure.message})`, read.failure) };
				return;
			}
			const current = read.answer.body as GraphObject;
			const { id, plan: decide } = changes[index];
			const atStart = starts.get(id) ?? current;
			starts.set(id, atStart);
			const plan = decide(current, atStart);
			if (plan instanceof Error) endings[index] = { failure: plan };
			else if (plan.write === null) endings[index] = { before: first ?? current, after: current, changed: first !== undefined };
			else result.push({ index, before: first ?? current, planned: plan });
			firstSeen.set(index, first ?? current);
		});
		return result;
	}

	/** States to plan from. A list that says "already there" is not believed: nothing would be sent and nothing proven. */
	async function statesFor(indices: readonly number[]): Promise<Settled[]> {
		const reads = await readStates(client, indices.map((index) => (changes[index].exact ? { ...changes[index], edge: undefined } : changes[index])));
		const doubtful = reads.flatMap((read, position) => (read.listed && isDone(changes[indices[position]], read) ? [position] : []));
		const again = await client.sendMany(doubtful.map((position) => changes[indices[position]].read));
		doubtful.forEach((position, index) => (reads[position] = again[index]));
		return reads;
	}

	async function send(plans: readonly Open[]): Promise<{ accepted: Open[]; lost: number[] }> {
		if (options.validateOnly) return await validate(plans);
		const answers = await client.sendMany(plans.map(({ planned }) => planned.write as GraphRequest));
		const accepted: Open[] = [];
		const lost: number[] = [];
		answers.forEach((answer, position) => {
			const plan = plans[position];
			if (!answer.failure) accepted.push(plan);
			else if (answer.ambiguous) {
				lost.push(plan.index);
				causes.set(plan.index, answer.failure);
			} else endings[plan.index] = { failure: answer.failure };
		});
		return { accepted, lost };
	}

	async function validate(plans: readonly Open[]): Promise<{ accepted: Open[]; lost: number[] }> {
		const checks = options.askMeta === false ? [] : plans.filter(({ planned }) => planned.write?.method === 'POST');
		const answers = await client.sendMany(checks.map(({ planned }) => validateOnly(planned.write as GraphRequest)));
		for (const { index, before } of plans) endings[index] = { before, after: before, changed: false };
		answers.forEach(({ failure }, position) => {
			if (failure) endings[checks[position].index] = { failure };
		});
		return { accepted: [], lost: [] };
	}

	async function prove(accepted: readonly Open[]): Promise<void> {
		let unproven = accepted;
		for (const [look, pause] of PROOFS.entries()) {
			if (unproven.length === 0) return;
			await options.wait(pause);
			const objects = unproven.map(({ index }) => changes[index]);
			// Lists can lag behind the objects: what a list does not prove is read by itself.
			const reads = look === 0 ? await readStates(client, objects) : await client.sendMany(objects.map(({ read }) => read));
			unproven = unproven.filter((plan, position) => !proven(plan, reads[position]));
		}
		for (const { index } of unproven) endings[index] ??= { failure: unprovenChange([]) };
	}

	/** Whether this change has its ending; a mismatch is kept as the ending in case no later look proves it. */
	function proven({ index, before, planned }: Open, read: Settled): boolean {
		if (read.failure) {
			if (isGone(changes[index], read)) {
				endings[index] = { before, after: {}, changed: true };
				return true;
			}
			endings[index] = { failure: unprovenChange([], read.failure) };
			return false;
		}
		const after = read.answer.body as GraphObject;
		const missing = planned.unproven(after);
		endings[index] = missing.length === 0 ? { before, after, changed: true } : { failure: unprovenChange(missing) };
		return missing.length === 0;
	}
}

function isDone(change: Change, read: Settled): boolean {
	const state = read.answer?.body as GraphObject | undefined;
	const plan = state ? change.plan(state, state) : null;
	return plan !== null && !(plan instanceof Error) && plan.write === null;
}

const isGone = (change: Change, read: Settled): boolean => change.goneIsDone === true && read.failure?.kind === 'notFound';

/** The same write as a mere check (`execution_options`, with further kinds of it), which may be repeated like a read. */
export const validateOnly = (write: GraphRequest, ...more: readonly string[]): GraphRequest => ({
	...write,
	params: { ...write.params, execution_options: ['validate_only', ...more] },
	effect: 'read',
});

const unknownChange = (what: string, cause: GraphFailure | undefined): GraphFailure =>
	new GraphFailure({
		...cause,
		kind: 'outcomeUnknown',
		message: 'It is unknown whether Meta carried out the change',
		advice: `${what}. Look at the object in Ads Manager; running the step again is safe, it compares first.`,
	});

const unprovenChange = (missing: readonly string[], cause?: GraphFailure): GraphFailure =>
	new GraphFailure({
		...cause,
		kind: 'outcomeUnknown',
		message: missing.length > 0 ? `Meta accepted the change but still shows another ${missing.join(', ')}` : 'Meta accepted the change but it could not be read back',
		advice: 'Look at the object in Ads Manager: another rule or person may have changed it at the same moment. Running the step again is safe, it compares first.',
	});
