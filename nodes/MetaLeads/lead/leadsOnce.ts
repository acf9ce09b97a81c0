import { difference, once, partition } from 'lodash';
import type { IExecuteFunctions } from 'n8n-workflow';

import { StoredLedger, type OnceLedger } from '../../meta/onceLedger';
import { ProcessMemory } from '../../shared/memory';
import { runsAsTool } from '../../shared/node/session/openSession';
import type { Session } from '../../shared/node/session/session';
import { isRecord } from '../../shared/record';

/** Milliseconds before each look at what another run has let through: that run may be about to end. */
const LOOKS = [250, 500, 1_000, 2_000, 4_000, 8_000, 12_000, 12_000];

/** After so many, new leads no longer wait for what another run of this process has: it answers for them. */
const LOOKS_BESIDE_NEW = 4;

/** Leads that runs of this process have let through and that are under way, by step and lead, with the run. */
const underWay = new ProcessMemory<StepRun>(20_000);

/** A step in a workflow, and one run of it. Retry On Fail stays the same run. */
interface StepRun {
	readonly step: string;
	/** In a loop it has several runs. */
	readonly execution: string;
	readonly run: string;
}

function stepRunOf(n8n: IExecuteFunctions): StepRun {
	const execution = n8n.getExecutionId() || String(Math.random());
	return {
		step: `${n8n.getWorkflow().id} ${n8n.getNode().id}`,
		execution,
		run: `${execution} ${n8n.getWorkflowDataProxy(0).$runIndex}`,
	};
}

/**
 * Which leads go on now: those that no run before has passed on. A lead counts as passed on once its run has ended well. One of a
 * run that failed or was killed goes on with the next that brings it: twice is better than never.
 *
 * By hand nothing is remembered: whoever tries a workflow out takes no lead from it.
 *
 * @param ids each once
 */
export async function leadsLetThrough(session: Session, ids: readonly string[]): Promise<readonly string[]> {
	const { n8n } = session;
	if (n8n.getMode() === 'manual' || runsAsTool(n8n)) return ids;
	const of = stepRunOf(n8n);
	const letThrough: string[] = [];
	const ledger = new StoredLedger(n8n.helpers, session.wait, `${of.run} ${Math.random()}`, of.step);
	const end = async (isGood: boolean): Promise<void> => {
		try {
			await (isGood ? ledger.takeSurely(letThrough) : ledger.release(letThrough));
			if (isGood) void takeAgain(ledger, session.wait, letThrough).catch(() => undefined);
		} finally {
			// Only now: whoever finds that no run is under way has to find its end noted.
			for (const id of letThrough) underWay.forget(keyOf(of, id));
		}
	};
	await claim(session, ledger, of, ids, letThrough)
		.then(() => n8n.getExecutionCancelSignal()?.throwIfAborted())
		.catch(async (thrown: unknown) => {
			// A run that somebody has stopped meanwhile: n8n has told its end by now.
			await end(false);
			return await Promise.reject(thrown);
		});
	if (letThrough.length > 0) await whenOver(n8n, end);
	return letThrough;
}

/** Milliseconds after the end of a run. Another process that is busy can take seconds between reading the table and writing it. */
const LATER = [2_000, 3_000, 7_000];

/** Notes an end once more that surely happened: nobody waits for it, and the next run goes by what the table has. */
async function takeAgain(ledger: OnceLedger, wait: Session['wait'], ids: readonly string[]): Promise<void> {
	for (const pause of LATER) {
		await wait(pause);
		await ledger.take(ids);
	}
}

const keyOf = ({ step }: StepRun, id: string): string => `${step} ${id}`;

/**
 * What another run has begun is looked at again, until it is known how that ended or it is clear that nobody will tell.
 *
 * @param letThrough gets the leads that are claimed
 */
async function claim(
	{ wait }: Session,
	ledger: Pick<OnceLedger, 'claim'>,
	of: StepRun,
	ids: readonly string[],
	letThrough: string[],
): Promise<void> {
	const isUnderWay = (id: string): boolean => underWay.recall(keyOf(of, id)) !== undefined;
	const keep = (id: string): void => {
		underWay.remember(keyOf(of, id), of);
		letThrough.push(id);
	};
	let open = ids;
	for (const [looks, pause] of [0, ...LOOKS].entries()) {
		if (open.length === 0) break;
		if (looks > LOOKS_BESIDE_NEW && letThrough.length > 0 && open.every(isUnderWay)) break;
		await wait(pause);
		const claims = await ledger.claim(open);
		// Of this execution: Retry On Fail takes them again, and a later pass of a loop would wait for itself.
		const own = [...claims.open].filter((id) => underWay.recall(keyOf(of, id))?.execution === of.execution);
		const again = own.filter((id) => underWay.recall(keyOf(of, id))?.run === of.run);
		for (const id of [...claims.fresh, ...again]) keep(id);
		open = difference([...claims.open], own);
	}
	// A run of this process that is under way answers for its leads. It may end just now, so that there is one more look.
	const [theirs, nobodys] = partition(open, isUnderWay);
	const freedIds = theirs.length === 0 ? [] : await ledger.claim(theirs).then(({ fresh }) => [...fresh]);
	for (const id of [...nobodys, ...freedIds]) keep(id);
}

/**
 * An n8n that does not tell when a run is over: then what goes on counts as passed on at once. Of a run that pauses in a Wait step
 * n8n never tells: its leads stay under way in this process.
 */
async function whenOver(n8n: IExecuteFunctions, end: (isGood: boolean) => Promise<void>): Promise<void> {
	if (n8n.onExecutionFinish === undefined) return await end(true);
	// n8n may tell it twice: by then the leads may be another run's.
	n8n.onExecutionFinish(once(async () => await end(!hasFailed(n8n))));
}

/** n8n's types do not show how a run ended; its contexts hold the run. */
function hasFailed(n8n: IExecuteFunctions): boolean {
	if (n8n.getExecutionCancelSignal()?.aborted === true) return true;
	const { runExecutionData } = n8n as { readonly runExecutionData?: unknown };
	const result = isRecord(runExecutionData) ? runExecutionData.resultData : undefined;
	return isRecord(result) && result.error !== undefined;
}
