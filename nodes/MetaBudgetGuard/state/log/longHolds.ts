import { isPlainObject } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../shared/record';
import { DAY_MS } from '../../../shared/durations';

/** Where in the workflow's static data. */
const PLACE = 'metaBudgetGuardHolds';

/** From so long on a hold says so in its own column. */
export const LONG_HOLD = 7 * DAY_MS;

/** Far more than a workflow steps. */
const MOST_HELD = 2_000;

/**
 * Since when steps of a value are held, milliseconds since 1970, as runs of this workflow have seen it. Runs by hand are not among
 * them, since n8n stores nothing of these. It decides nothing: it only tells people.
 */
export class LongHolds {
	/** @param data what n8n gives as static data: of a workflow that was edited it can be anything */
	constructor(private readonly data: unknown) {}

	/** @returns since when it is held, this run included */
	held(key: string, now: number): number {
		const all = this.all();
		const since = all[key];
		if (typeof since === 'number' && Number.isFinite(since) && since <= now) return since;
		this.keep({ ...all, [key]: now });
		return now;
	}

	/** It has moved, or could have. */
	free(key: string): void {
		const { [key]: since, ...others } = this.all();
		if (since !== undefined) this.keep(others);
	}

	private all(): IDataObject {
		const all = isPlainObject(this.data) ? (this.data as IDataObject)[PLACE] : undefined;
		return isRecord(all) ? (all as IDataObject) : {};
	}

	/** Set as a whole: only so n8n is sure to see the change. */
	private keep(all: IDataObject): void {
		if (isPlainObject(this.data))
			(this.data as IDataObject)[PLACE] = Object.fromEntries(Object.entries(all).slice(-MOST_HELD));
	}
}
