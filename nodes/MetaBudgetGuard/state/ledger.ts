import { isPlainObject } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import type { OwnWrite } from '../policy/state';

/** Meta's time of it in milliseconds since 1970, and the values: as text, since JSON has no exact whole numbers. */
const value = z.string().regex(/^\d{1,15}$/);
const stored = z.array(z.tuple([z.number().int().positive(), value, value])).min(1);

/** Where in the workflow's static data. */
const PLACE = 'metaBudgetGuard';
/** Stands for whatever was found in its place that is no ledger. */
const UNREADABLE = { unreadable: true };

/** Values that are remembered, and steps of each: far more than a workflow leaves unexplained. */
const MOST_VALUES = 2_000;
const MOST_STEPS = 100;

/**
 * Own steps in n8n's static data of the workflow, which outlasts a restart. n8n stores it when a run has ended that is
 * not a manual one, the whole of it at once: what another run has stored meanwhile is overwritten. So it can hold a step
 * and never permit one. It belongs to the workflow, not to the node: a node that gets another name would lose its own.
 */
export class Ledger {
	constructor(private readonly data: IDataObject) {}

	/** The steps of a value, oldest first; null where something is kept that cannot be read. */
	recall(key: string): readonly OwnWrite[] | null {
		const all = this.all();
		if (!(key in all)) return 'unreadable' in all ? null : [];
		const read = stored.safeParse(all[key]);
		return read.success ? read.data.map(([at, from, to]) => ({ at, from: BigInt(from), to: BigInt(to) })) : null;
	}

	/** Takes the place of all that was kept of the value. */
	keep(key: string, steps: readonly OwnWrite[]): void {
		const others = Object.entries(this.all()).filter(([name]) => name !== key);
		const written = steps.slice(-MOST_STEPS).map(({ at, from, to }) => [at, String(from), String(to)]);
		// The newest is last, so that the first are the oldest. Set as a whole: only so n8n is sure to see the change.
		const kept = [...others, ...(written.length === 0 ? [] : [[key, written] as const])].slice(-MOST_VALUES);
		this.data[PLACE] = Object.fromEntries(kept);
	}

	private all(): Readonly<IDataObject> {
		const found = this.data[PLACE];
		if (found === undefined) return {};
		return isPlainObject(found) ? (found as IDataObject) : UNREADABLE;
	}
}
