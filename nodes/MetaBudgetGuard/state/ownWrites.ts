import type { Session } from '../../shared/node/session';
import { Memory } from '../../shared/memory';
import { levers, type LeverName } from '../policy/lever';
import { DAY, type Touch } from '../policy/state';

interface OwnWrite {
	readonly at: number;
	readonly from: bigint;
	readonly to: bigint;
	/** The run of the step that made it, all tries of it; null where n8n does not tell runs apart. */
	readonly run: string | null;
}

const keyOf = (id: string, lever: LeverName): string => `${id} ${lever}`;

/** Far more than one process changes in a day. */
const CAPACITY = 20_000;

/** The longest time caps look back. */
const KEPT = 30 * DAY;

/**
 * The changes this process made of each value. Meta's log can be late; until it shows a change, this reminds of it.
 * A hint: it can hold a step and never permits one, and another worker knows nothing of it.
 */
class OwnWrites {
	private readonly writes = new Memory<readonly OwnWrite[]>(CAPACITY);

	last(id: string, lever: LeverName): OwnWrite | null {
		return this.all(id, lever).at(-1) ?? null;
	}

	/** Those of the last 30 days, oldest first. */
	all(id: string, lever: LeverName): readonly OwnWrite[] {
		return this.writes.recall(keyOf(id, lever)) ?? [];
	}

	/** Changes of other values of the same objects: they share one cooldown, also while the log does not show them. */
	touches(ids: readonly string[], except: LeverName): Touch[] {
		return ids.flatMap((id) =>
			Object.values(levers).flatMap(({ name, label }) => {
				const write = id === ids[0] && name === except ? null : this.last(id, name);
				return write === null ? [] : [{ at: write.at, what: `The ${label}, by this n8n,` }];
			}),
		);
	}

	remember(id: string, lever: LeverName, write: OwnWrite): void {
		const kept = this.all(id, lever).filter(({ at }) => at > write.at - KEPT);
		this.writes.remember(keyOf(id, lever), [...kept, write]);
	}

	/** For tests, whose worlds begin anew. */
	clear(): void {
		this.writes.clear();
	}
}

export const ownWrites = new OwnWrites();

/** One run of the step: n8n's Retry On Fail tries it again under the same name. */
export function runOf({ n8n }: Session): string | null {
	const execution = n8n.getExecutionId();
	return execution ? [execution, n8n.getNode().id, String(n8n.getWorkflowDataProxy(0).$runIndex)].join(' ') : null;
}
