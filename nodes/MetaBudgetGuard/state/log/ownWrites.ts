import { sortBy, uniqWith } from 'lodash';

import type { Session } from '../../../shared/node/session/session';
import { ProcessMemory } from '../../../shared/memory';
import { levers, type LeverName } from '../../policy/lever';
import { CLOCKS, MONTH, type OwnWrite, type Touch } from '../../policy/state';
import { Ledger } from './ledger';

/** A step with the run that made it, all tries of it; null or absent where n8n does not tell. */
interface OwnStep extends OwnWrite {
	readonly run?: string | null;
	/** The step and its workflow, by name. */
	readonly by?: string;
}

/** Far more than one process changes in a day. */
const CAPACITY = 20_000;

/** What this process remembers; cleared by tests, whose worlds begin anew. */
export const ownWrites = new ProcessMemory<readonly OwnStep[]>(CAPACITY);

/** The same step, in this process's memory and in the workflow's. */
const isSame = (one: OwnWrite, other: OwnWrite): boolean =>
	one.at === other.at && one.from === other.from && one.to === other.to;

const keyOf = (id: string, lever: LeverName): string => `${id} ${lever}`;

/**
 * The changes that were made here of each value, by this process and, as far as n8n has stored it, by earlier runs of this
 * workflow in any process. Meta's log can be late or silent; until it shows a change, this reminds of it. It can hold a
 * step and never permits one, and what other workflows do elsewhere it does not know.
 */
export class OwnSteps {
	/** What marks at Meta tell, which every worker and workflow sees. */
	private readonly markedWrites = new Map<string, readonly OwnWrite[]>();

	/** @param origin where the objects are */
	constructor(
		private readonly ledger: Ledger,
		private readonly origin: string,
	) {}

	/** Of this process: one n8n may know several emulators. */
	private recall(key: string): readonly OwnStep[] {
		return ownWrites.recall(`${this.origin} ${key}`) ?? [];
	}

	private note(key: string, steps: readonly OwnStep[]): void {
		ownWrites.remember(`${this.origin} ${key}`, steps);
	}

	learn(id: string, lever: LeverName, steps: readonly OwnWrite[]): void {
		this.markedWrites.set(keyOf(id, lever), steps);
	}

	last(id: string, lever: LeverName): OwnStep | null {
		return this.all(id, lever).at(-1) ?? null;
	}

	/** Those of the last 30 days and the last one however old it is, oldest first. */
	all(id: string, lever: LeverName): readonly OwnStep[] {
		const key = keyOf(id, lever);
		const steps = [...this.recall(key), ...(this.ledger.recall(key) ?? []), ...(this.markedWrites.get(key) ?? [])];
		return steps.length < 2 ? steps : sortBy(uniqWith<OwnStep>(steps, isSame), 'at');
	}

	/** Whether something is stored of the value that cannot be read: then nobody knows what was done. */
	isUnreadable(id: string, lever: LeverName): boolean {
		return this.ledger.recall(keyOf(id, lever)) === null;
	}

	/**
	 * Changes of other values of the same objects: they share one cooldown, also while the log does not show them. Pausing and
	 * switching on needs no rest.
	 */
	touches(ids: readonly string[], except: LeverName): Touch[] {
		return ids.flatMap((id) =>
			Object.values(levers).flatMap(({ name, label }) => {
				const step = name === 'status' || (id === ids[0] && name === except) ? null : this.last(id, name);
				return step === null ? [] : [{ at: step.at, what: `The ${label}, by this n8n,`, by: step.by }];
			}),
		);
	}

	/** Whose change of some objects each touch was, where it was a step of this process; the log names but its app. */
	whoseSteps(ids: readonly string[], touches: readonly Touch[]): Array<string | null> {
		if (touches.length === 0) return [];
		const all = ids.flatMap((id) => Object.values(levers).flatMap(({ name }) => this.all(id, name)));
		const own = all.filter((step) => step.by !== undefined);
		return touches.map(({ at, by }) => own.find((step) => Math.abs(step.at - at) <= CLOCKS)?.by ?? by ?? null);
	}

	/**
	 * A step that is about to be sent: a run that is stopped meanwhile does not hear what became of it. Only this process
	 * keeps it, since n8n stores nothing of such a run.
	 */
	begin(id: string, lever: LeverName, step: OwnStep): void {
		const key = keyOf(id, lever);
		this.note(key, [...this.recall(key), step]);
	}

	/** A step that was begun and cannot have happened. */
	forget(id: string, lever: LeverName, step: OwnStep): void {
		const key = keyOf(id, lever);
		this.note(
			key,
			this.recall(key).filter((one) => one !== step),
		);
	}

	remember(id: string, lever: LeverName, step: OwnStep): void {
		const before = this.all(id, lever).filter((one) => one.at > step.at - MONTH && !isSame(one, step));
		this.keep(id, lever, [...before, step]);
	}

	/** Forgets what the log has shown, a while after it: from then on the log itself is the memory. */
	forgetShown(id: string, lever: LeverName, rememberedFor: (step: OwnWrite) => number, now: number): void {
		// What cannot be read stays as it is until a person releases the value: writing would make it known.
		if (this.isUnreadable(id, lever)) return;
		const all = this.all(id, lever);
		const left = all.filter((step) => step.at > now - rememberedFor(step));
		if (left.length === all.length) return;
		this.markedWrites.delete(keyOf(id, lever));
		this.keep(id, lever, left);
	}

	/**
	 * Since when runs of this workflow see the value as it is, milliseconds since 1970, while something that the log does not
	 * tell may have changed it. It can let a hold end that nothing else would end.
	 *
	 * @param isOpen whether something is untold; null is reported, and nothing kept, where it is not
	 */
	seenSince(id: string, lever: LeverName, value: bigint, isOpen: boolean, now: number): number | null {
		const key = `${keyOf(id, lever)} seen`;
		const keptWrites = this.ledger.recall(key);
		if (keptWrites === null) return null;
		const [firstWrite] = keptWrites;
		if (isOpen && firstWrite?.to === value) return Math.min(firstWrite.at, now);
		if (isOpen || firstWrite !== undefined) this.ledger.keep(key, isOpen ? [{ at: now, from: value, to: value }] : []);
		return isOpen ? now : null;
	}

	private keep(id: string, lever: LeverName, steps: readonly OwnStep[]): void {
		this.note(keyOf(id, lever), steps);
		this.ledger.keep(keyOf(id, lever), steps);
	}
}

/** What is known of own steps in a run. */
export const ownStepsOf = ({ n8n, graph }: Session): OwnSteps =>
	new OwnSteps(new Ledger(n8n.getWorkflowStaticData('global')), graph.origin);

/** One run of the step: n8n's Retry On Fail tries it again under the same name. */
export function runOf({ n8n }: Session): string | null {
	const execution = n8n.getExecutionId();
	return execution ? [execution, n8n.getNode().id, String(n8n.getWorkflowDataProxy(0).$runIndex)].join(' ') : null;
}
