import { isPlainObject } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import type { OwnWrite } from '../../policy/state';

/** The last moment there is a date for, milliseconds since 1970. */
const LAST = 8.64e15;

/** Meta's time of it in milliseconds since 1970, and the values: as text, since JSON has no exact whole numbers. */
const value = z.string().regex(/^\d{1,15}$/);
const storedSteps = z.array(z.tuple([z.number().int().positive().max(LAST), value, value])).min(1);

/** Where in the workflow's static data. */
const PLACE = 'metaBudgetGuard';
/** Stands for whatever was found in its place that is no ledger. */
const UNREADABLE = { unreadable: true };

/** Values that are remembered, and steps of each: far more than a workflow leaves unexplained. */
const MOST_VALUES = 2_000;
const MOST_STEPS = 100;

/**
 * Own steps in n8n's static data of the workflow, which outlasts a restart. All of it is stored when a run has ended
 * that is not a manual one. What another run has stored in between is overwritten. So it can hold a step and never
 * permit one. It belongs to the workflow, not to the node: a node that gets another name would lose its own.
 */
export class Ledger {
	/** @param data what n8n gives as static data: of a workflow that was edited it can be anything */
	constructor(private readonly data: unknown) {}

	/** The steps of a value, oldest first; null where something is kept that cannot be read. */
	recall(key: string): readonly OwnWrite[] | null {
		const all = this.all();
		if (!(key in all)) return 'unreadable' in all ? null : [];
		const read = storedSteps.safeParse(all[key]);
		return read.success ? read.data.map(([at, from, to]) => ({ at, from: BigInt(from), to: BigInt(to) })) : null;
	}

	/** Takes the place of all that was kept of the value; where nothing can be kept, it stays unreadable. */
	keep(key: string, steps: readonly OwnWrite[]): void {
		const { data } = this;
		if (!isObject(data)) return;
		const others = Object.entries(this.all()).filter(([name]) => name !== key);
		const newSteps = steps.slice(-MOST_STEPS).map(({ at, from, to }) => [at, String(from), String(to)]);
		// The newest is last, so that the first are the oldest. Set as a whole: only so n8n is sure to see the change.
		const keptEntries = [...others, ...(newSteps.length === 0 ? [] : [[key, newSteps] as const])].slice(-MOST_VALUES);
		data[PLACE] = Object.fromEntries(keptEntries);
	}

	private all(): Readonly<IDataObject> {
		if (!isObject(this.data)) return UNREADABLE;
		const storedData = this.data[PLACE];
		if (storedData === undefined) return {};
		return isObject(storedData) ? storedData : UNREADABLE;
	}
}

const isObject = (data: unknown): data is IDataObject => isPlainObject(data);
