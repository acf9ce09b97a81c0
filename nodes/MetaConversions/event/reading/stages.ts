import { get } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { isRefusedValue, cellText } from '../../../meta/people/normalise/value';

/** One stage of a sales process, in the order in which leads pass them. */
export interface Stage {
	/** As Meta is to know it. */
	readonly name: string;
	/** What the CRM writes for it; empty for the name itself. */
	readonly crmValues: readonly string[];
	/** The column of the time when a lead reached it, as the input shows it; '' where the CRM keeps none. */
	readonly timeColumn: string;
}

/** A stage that a lead has reached. */
export interface StageReached {
	readonly name: string;
	/** What its time is read from; undefined where nothing tells it. */
	readonly time: unknown;
}

const plain = (text: string): string =>
	text
		.trim()
		.toLowerCase()
		.replace(/[\s_-]+/g, '');

const isStage = ({ name, crmValues }: Stage, current: string): boolean =>
	[name, ...crmValues].some((value) => plain(value) === plain(current));

const cellOf = (json: IDataObject, path: string): unknown => {
	const cell: unknown = path === '' ? undefined : (json[path] ?? get(json, path));
	return typeof cell === 'object' && cell !== null && 'value' in cell ? cell.value : cell;
};

const isFilled = (cell: unknown): boolean => {
	const text = cellText(cell);
	return isRefusedValue(text) || text !== '';
};

/**
 * The stages a lead has reached, the first of all first: up to its present one, and up to the last that has a time. One that
 * was skipped has the time of the next that is known: by then it was behind the lead.
 *
 * @param current what the CRM says the lead's stage is; '' where it says nothing
 * @param now the time of the present stage, where it has no column of its own
 * @returns null where the present stage is none of them
 */
export function reachedStages(
	stages: readonly Stage[],
	json: IDataObject,
	current: string,
	now: unknown,
): readonly StageReached[] | null {
	const present = current === '' ? -1 : stages.findIndex((stage) => isStage(stage, current));
	if (current !== '' && present === -1) return null;
	const times = stages.map(({ timeColumn }, index) => {
		const own = cellOf(json, timeColumn);
		return isFilled(own) ? own : index === present ? now : undefined;
	});
	const timed = stages.map((_, index) => index).filter((index) => isFilled(times[index]));
	const last = Math.max(present, ...timed);
	return stages.slice(0, last + 1).map(({ name }, index) => ({
		name,
		time: times.slice(index, last + 1).find(isFilled),
	}));
}
