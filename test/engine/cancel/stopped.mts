import { getEventListeners } from 'node:events';
import type { IDataObject } from 'n8n-workflow';

import type { FaultRule } from '../../../emulator/http/server.mts';
import { startAnew } from '../faults/faultRun.mts';
import type { Bench } from '../support/campaigns.mts';
import { passTime, tellOfWaits } from '../support/lives/fakeTime.mts';
import type { NodeResult, NodeRun } from '../support/harness.mts';
import { nodeOf, operationOf, type Step } from './steps.mts';

/** A step that is cancelled in the middle, and what of it goes on behind n8n's back. */

/** `leaving`: a call is about to be sent. `underWay`: Meta has it, and its answer is not there yet. `waiting`: between calls. */
export const whens = ['leaving', 'underWay', 'waiting'] as const;

export interface Moment {
	readonly when: (typeof whens)[number];
	/** At which call, or wait, of the step; 1 is the first. */
	readonly nth: number;
	/** What Meta answers to the first two calls. */
	readonly trouble: keyof typeof troubles;
}

export const troubles = {
	none: undefined,
	limited: { kind: 'graph', code: 80004 },
	unavailable: { kind: 'http', status: 503 },
	lost: { kind: 'reset', applied: true },
} satisfies Readonly<Record<string, FaultRule['fault'] | undefined>>;

export interface Stopped {
	/** How n8n tells that the run has ended; one that was over before its moment is no cancelled one. */
	readonly status: string;
	/** Rows of a cancelled run: half a step would be passed on as done. (The items that came in are n8n's doing.) */
	readonly rows: number;
	/** Milliseconds from the cancel to the end of all that the step did. */
	readonly took: number;
	/** Calls that reached Meta although they had not left before, and calls that were begun. */
	readonly sentAfter: number;
	readonly begunAfter: number;
	/** More timers than before; listeners of the run's signal and of deadlines. */
	readonly timers: number;
	readonly listeners: number;
	/** How often the write was carried out: by the cancelled run, and by it and the same step once more. */
	readonly carriedOut: number;
	readonly inBoth: number;
	/** How the next run of the step ended, and the kinds of its failures. */
	readonly next: { readonly status: string; readonly kinds: readonly string[] };
}

/** Milliseconds a call is under way. */
const LATENCY = 6;

const later = async (milliseconds: number): Promise<void> =>
	await new Promise((resolve) => setTimeout(resolve, milliseconds));

const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

/** Waits until what the emulator still has under way is there; timers that stay are counted by whoever asks. */
async function settled(most: number): Promise<void> {
	await later(LATENCY);
	for (let looks = 0; timers() > most && looks < 50; looks++) await later(LATENCY);
}

async function itemsFor(bench: Bench, { items, after = [] }: Step): Promise<IDataObject[] | undefined> {
	let given = items === undefined ? undefined : [...items];
	for (const step of after) {
		const { outputs } = await bench.run(operationOf(step).split('.')[1], ...parametersOf(step, given));
		given = outputs.flat().map(({ json }) => json);
	}
	return given;
}

function parametersOf(step: Step, items: readonly IDataObject[] | undefined): [IDataObject, Partial<NodeRun>] {
	const [resource] = operationOf(step).split('.');
	return [
		{ resource, ...step.form },
		{
			node: nodeOf(step),
			onError: 'continueRegularOutput',
			...(items && { items: [...items] }),
			...(step.files && { files: [...step.files] }),
		},
	];
}

/** The signals of deadlines that are asked for from now on. */
function deadlines(): { readonly signals: AbortSignal[]; readonly restore: () => void } {
	const real = AbortSignal.timeout.bind(AbortSignal);
	const signals: AbortSignal[] = [];
	AbortSignal.timeout = (milliseconds) => {
		const signal = real(milliseconds);
		signals.push(signal);
		return signal;
	};
	return { signals, restore: () => (AbortSignal.timeout = real) };
}

/** Kinds that a later step must not meet: limits and broken calls that are long over. */
export const leftovers = ['auth', 'rateLimited', 'temporary', 'outcomeUnknown'];

export const failureKinds = ({ outputs }: NodeResult): string[] =>
	outputs.flat().flatMap(({ json }) => (json.error === undefined ? [] : [String((json.details as IDataObject)?.kind)]));

/** A world in which the step has something to do; its run. */
export async function beginStep(bench: Bench, step: Step): Promise<[string, IDataObject, Partial<NodeRun>]> {
	startAnew(bench);
	const { control, world, log } = bench.emulator;
	control.setInsights({ jobSeconds: step.after === undefined ? 30 : 0 });
	// Of steps of the guard only what it remembers itself is known.
	if (nodeOf(step) === 'metaBudgetGuard') control.setActivityLag(0, { dropEvery: 1 });
	step.prepare?.(world);
	const [, operation] = operationOf(step).split('.');
	const run = parametersOf(step, await itemsFor(bench, step));
	log.length = 0;
	return [operation, ...run];
}

const callsIn = ({ emulator: { log } }: Bench): number => log.filter(({ batch }) => batch === undefined).length;

/** How many calls the step makes while nothing disturbs it. */
export async function callsOf(bench: Bench, step: Step): Promise<number> {
	await bench.run(...(await beginStep(bench, step)));
	return callsIn(bench);
}

/** Runs the step, ends it at its moment, waits until nothing of it goes on, and runs it once more. */
export async function stopped(bench: Bench, step: Step, { when, nth, trouble }: Moment): Promise<Stopped> {
	const [operation, parameters, run] = await beginStep(bench, step);
	const { control, world } = bench.emulator;
	const writtenBefore = step.times?.(world) ?? 0;
	const written = (): number => (step.times?.(world) ?? 0) - writtenBefore;
	const fault = troubles[trouble];
	if (fault) control.addFault({ match: { path: '.*', times: 2 }, fault });
	const timersBefore = timers();
	const asked = deadlines();

	let [begun, begunBefore, waiting, cancelledAt] = [0, 0, 0, 0];
	let signal = AbortSignal.abort();
	let cancel: () => void = () => undefined;
	const end = (): void => {
		[begunBefore, cancelledAt] = [begun, performance.now()];
		cancel();
	};
	const onCall = (): void => {
		if (++begun !== nth || when === 'waiting') return;
		if (when === 'leaving') return end();
		control.setLatency(LATENCY, 0);
		setTimeout(end, LATENCY / 2);
	};
	tellOfWaits(() => {
		if (when !== 'waiting' || ++waiting < nth) return false;
		if (waiting === nth) setTimeout(end, 1);
		return true;
	});
	const onStart: NodeRun['onStart'] = (...given) => ([cancel, signal] = given);
	const given = (run.items ?? [{}]).map((json) => JSON.stringify(json));
	const { status, outputs } = await bench.run(operation, parameters, { ...run, onCall, onStart });
	const took = performance.now() - cancelledAt;
	tellOfWaits();
	asked.restore();
	await settled(timersBefore);
	const isCanceled = status === 'canceled';
	const ended = {
		status,
		rows: isCanceled ? outputs.flat().filter(({ json }) => !given.includes(JSON.stringify(json))).length : 0,
		took: isCanceled ? took : 0,
		sentAfter: isCanceled ? Math.max(0, callsIn(bench) - begunBefore) : 0,
		begunAfter: isCanceled ? begun - begunBefore : 0,
		timers: Math.max(0, timers() - timersBefore),
		listeners: [signal, ...asked.signals].reduce((sum, one) => sum + getEventListeners(one, 'abort').length, 0),
		carriedOut: written(),
	};

	control.clearFaults();
	control.setLatency(0, 0);
	// Limits and sessions are over by then; the guard's cooldown of a day is not, and a second step would be a double.
	passTime(20 * 3_600_000);
	for (const { id } of world.all('AdSet')) control.setLearning(id, 'SUCCESS');
	const next = await bench.run(operation, parameters, run);
	return { ...ended, inBoth: written(), next: { status: next.status, kinds: failureKinds(next) } };
}
