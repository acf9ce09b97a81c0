import { isEmpty } from 'lodash';

import { idOf, textCell } from '../../../shared/reading/cells';
import type { GraphObject } from '../../../shared/graph/object';
import { isRecord } from '../../../shared/record';
import { entriesOf, recordOf } from '../../../shared/reading/json';
import { showsWanted } from '../../../shared/reading/shown';

/** How Meta's structure is read, changed and told, whatever stands in it. */

/** Keys from the outside to the inside. */
export type TreePath = readonly [key: string, ...inner: string[]];

export const listAt = (targeting: GraphObject, ...path: TreePath): readonly unknown[] =>
	entriesOf(path.reduce<unknown>((object, key) => recordOf(object)[key], targeting));

/** A copy with the value at the path; an empty list takes the key away, and what is empty then. */
export function put(object: GraphObject, [key, ...inner]: TreePath, value: unknown): GraphObject {
	const { [key]: present, ...others } = object;
	const [below, ...further] = inner;
	if (below === undefined) {
		const isNothing = value === undefined || (Array.isArray(value) && value.length === 0);
		return isNothing ? others : { ...object, [key]: value };
	}
	const next = put(recordOf(present), [below, ...further], value);
	return isEmpty(next) ? others : { ...object, [key]: next };
}

/** What tells two entries apart: their id or key, and a radius where one is given. */
function identity(entry: unknown): string {
	if (!isRecord(entry)) return String(entry);
	const { key, id, radius, distance_unit: unit } = entry;
	const around = radius === undefined || Number(radius) === 0 ? '' : ` ${String(radius)} ${String(unit ?? 'mile')}`;
	return `${String(key ?? id)}${around}`;
}

export const sameEntries = (list: readonly unknown[], other: readonly unknown[]): boolean =>
	showsWanted(list.map(identity), other.map(identity), 'anyOrder');

/** An entry's name where Meta gives one, else its id. */
function wordFor(entry: unknown): string {
	if (!isRecord(entry)) return idOf(entry) ?? 'unknown';
	const name = textCell(entry.name) ?? idOf(entry.key) ?? `ID ${idOf(entry.id) ?? 'unknown'}`;
	const distance = Number(entry.radius ?? 0);
	return distance > 0 ? `${name} +${distance} ${entry.distance_unit === 'kilometer' ? 'km' : 'mi'}` : name;
}

export const treeWords = (list: readonly unknown[]): string => list.map(wordFor).join(', ');
