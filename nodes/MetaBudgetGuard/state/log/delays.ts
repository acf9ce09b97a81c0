import { isPlainObject, sortBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { isRecord } from '../../../shared/record';

/** Where in the workflow's static data. */
const PLACE = 'metaBudgetGuardDelays';

/** By ad account: days of runs, and how many days before each had no result of any object. */
const delays = z.array(z.tuple([z.string(), z.number().int().min(0).max(90)]));

/** Runs on so many days tell what is usual, and so many of them at the least. */
const MOST_DAYS = 14;
const LEAST = 5;

/**
 * How late an account usually reports results, in whole days, as runs of this workflow have seen it; null while they are too few.
 * It is a hint: where it is lost, a day counts as usual.
 */
export function usualDelay(data: unknown, account: string): number | null {
	const seenDelays = delaysIn(data, account);
	if (seenDelays.length < LEAST) return null;
	return sortBy(seenDelays.map(([, days]) => days))[Math.floor((seenDelays.length - 1) / 2)] ?? null;
}

/** @param day by the account's calendar; the last run of a day counts */
export function rememberDelay(data: unknown, account: string, day: string, days: number): void {
	if (!isPlainObject(data)) return;
	const memory = data as IDataObject;
	const before = delaysIn(data, account);
	const last = before.at(-1);
	if (last !== undefined && last[0] === day && last[1] === days) return;
	const others = isRecord(memory[PLACE]) ? (memory[PLACE] as IDataObject) : {};
	const delaysToKeep = [...before.filter(([other]) => other !== day), [day, days] as const].slice(-MOST_DAYS);
	// Set as a whole: only so n8n is sure to see the change.
	memory[PLACE] = { ...others, [account]: delaysToKeep as unknown as IDataObject };
}

function delaysIn(data: unknown, account: string): ReadonlyArray<readonly [string, number]> {
	const all = isRecord(data) && isRecord(data[PLACE]) ? data[PLACE][account] : undefined;
	const read = delays.safeParse(all);
	return read.success ? read.data : [];
}
