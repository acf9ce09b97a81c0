import { sortBy } from 'lodash';

import { lengthOf } from '../facts/dateRanges';
import type { Hope } from '../read/parts/hope';
import type { StartedPart } from './startedReport';

/** Milliseconds after which at the latest a part that could not be started is tried again. */
const LONGEST_REST = 15 * 60_000;

/** One that could not be started is tried again after as long as it has been tried for. */
const isDue = ({ troubledSince, movedAt }: StartedPart, now: number): boolean =>
	troubledSince === undefined || now - movedAt >= Math.min(LONGEST_REST, movedAt - troubledSince);

const isOpen = ({ state, run }: StartedPart): boolean => state === 'running' && run === null;
const isUnderWay = ({ state, run }: StartedPart): boolean => state === 'running' && run !== null;

/** From the pieces of the last cut to the part that has waited longest, of those the smallest first. */
const byWaiting = (list: readonly StartedPart[]): StartedPart[] =>
	sortBy(list, [
		({ movedAt }) => -movedAt,
		({ part }) => lengthOf(part.period),
		({ part }) => part.ids?.ids.length ?? Infinity,
		({ part }) => part.fields.length,
	]);

/** Whose turn it is to be started, in one look at a started report. */
export class Turn {
	/** Parts that have been tried in this look, or are to rest. */
	private readonly resting = new Set<StartedPart>();

	constructor(entries: readonly StartedPart[], now: number) {
		for (const one of entries) if (!isDue(one, now)) this.resting.add(one);
	}

	/** Leaves a part to the next look. */
	rest(one: StartedPart): void {
		this.resting.add(one);
	}

	/** All that is open, or, where much has failed and nothing has come, one at a time, also from look to look. */
	next(entries: readonly StartedPart[], hope: Hope): readonly StartedPart[] {
		// Of a report that has failed nobody reads what is still made.
		if (entries.some(({ state }) => state === 'failed')) return [];
		const open = entries.filter((one) => isOpen(one) && !this.resting.has(one));
		if (!hope.isFaint) return open;
		// It may still come, and with it the hope for all others.
		if (entries.some(isUnderWay)) return [];
		if (hope.isGone) return open;
		const waitingParts = byWaiting(hope.fromTheFirst ? open : [...open].reverse());
		return hope.elsewhere() ? waitingParts.slice(-1) : waitingParts.slice(0, 1);
	}
}
