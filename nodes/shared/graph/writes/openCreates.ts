import { isEqual } from 'lodash';

import type { GraphObject } from '../object';

/** What is looked for after a lost answer, as far as it tells two creates apart. */
interface Sought {
	readonly edge: string;
	readonly name: string;
	readonly unseen?: unknown;
	readonly matches: (candidate: GraphObject) => boolean;
}

/** A create of this process of which the object is not known yet: of any run, and any item of it. */
export interface OpenCreate {
	readonly origin: string;
	readonly sought: Sought;
	/** How many creates had ended when it began. */
	readonly start: number;
	/** Its answer can still come. */
	isUnderWay: boolean;
}

const openCreates = new Set<OpenCreate>();
/** What ended while another was open, and as the how manieth. */
const endedIds = new Map<string, number>();
const unknownOnes = new Map<OpenCreate, number>();
let endCount = 0;

/** @param origin where the object will be */
export function openCreate(origin: string, sought: Sought): OpenCreate {
	const create: OpenCreate = { origin, sought, start: endCount, isUnderWay: true };
	openCreates.add(create);
	return create;
}

/** Its object is known, or it does not exist. */
export function closeCreate(create: OpenCreate, id?: string): void {
	end(create, () => id !== undefined && endedIds.set(`${create.origin} ${id}`, endCount));
}

/** Nobody looks for its object now: it can exist all the same. */
export function leaveUnknown(create: OpenCreate): void {
	create.isUnderWay = false;
	end(create, () => unknownOnes.set(create, endCount));
}

/** Remembers how it ended, as long as another one is open that began before. */
function end(create: OpenCreate, remember: () => unknown): void {
	if (!openCreates.delete(create)) return;
	endCount += 1;
	remember();
	const [oldest] = openCreates;
	forgetUntil(endedIds, oldest?.start ?? endCount);
	forgetUntil(unknownOnes, oldest?.start ?? endCount);
}

function forgetUntil(endings: Map<unknown, number>, start: number): void {
	for (const [ending, at] of endings) {
		if (at > start) return;
		endings.delete(ending);
	}
}

/** Whether an object turned out to be another create's while this one was open. */
export const isForeign = ({ origin, start }: OpenCreate, id: string): boolean =>
	(endedIds.get(`${origin} ${id}`) ?? 0) > start;

const mayBeOf = ({ sought: { edge, name, matches } }: OpenCreate, { sought: own }: OpenCreate, row: GraphObject) =>
	edge === own.edge && name === own.name && matches(row);

/**
 * Whether an object that fits a lost create can be another one's of this process. The answer to that one may still name it; or both
 * are lost, and what they differ in does not show.
 */
export function isContested(own: OpenCreate, row: GraphObject): boolean {
	const others = [...openCreates].filter((other) => other !== own);
	const unknown = [...unknownOnes].filter(([, at]) => at > own.start).map(([other]) => other);
	return [...others, ...unknown].some(
		(other) =>
			other.origin === own.origin &&
			mayBeOf(other, own, row) &&
			(other.isUnderWay || !isEqual(other.sought.unseen, own.sought.unseen)),
	);
}
