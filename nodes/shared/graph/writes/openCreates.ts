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
	/** Its answer can still come. */
	isUnderWay: boolean;
	/** Objects that turned out to be another create's while this one was open. */
	readonly foreignIds: Set<string>;
	/** Creates that ended without an object while this one was open: theirs can be there all the same. */
	readonly unknownOnes: OpenCreate[];
}

const openCreates = new Set<OpenCreate>();

/** @param origin where the object will be */
export function openCreate(origin: string, sought: Sought): OpenCreate {
	const create: OpenCreate = { origin, sought, isUnderWay: true, foreignIds: new Set(), unknownOnes: [] };
	openCreates.add(create);
	return create;
}

const othersThan = (create: OpenCreate): OpenCreate[] =>
	[...openCreates].filter((other) => other !== create && other.origin === create.origin);

/** Its object is known, or there is none. */
export function closeCreate(create: OpenCreate, id?: string): void {
	openCreates.delete(create);
	if (id !== undefined) for (const { foreignIds } of othersThan(create)) foreignIds.add(id);
}

/** Nobody looks for its object any more. */
export function leaveUnknown(create: OpenCreate): void {
	if (!openCreates.delete(create)) return;
	create.isUnderWay = false;
	for (const { unknownOnes } of othersThan(create)) unknownOnes.push(create);
}

const mayBeOf = ({ sought: { edge, name, matches } }: OpenCreate, { sought: own }: OpenCreate, row: GraphObject) =>
	edge === own.edge && name === own.name && matches(row);

/**
 * Whether an object that fits a lost create can be another one's of this process. The answer to that one may still name it; or both
 * are lost, and what they differ in does not show.
 */
export const isContested = (own: OpenCreate, row: GraphObject): boolean =>
	[...othersThan(own), ...own.unknownOnes].some(
		(other) => mayBeOf(other, own, row) && (other.isUnderWay || !isEqual(other.sought.unseen, own.sought.unseen)),
	);
