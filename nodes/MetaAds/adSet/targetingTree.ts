import type { Targeting } from '../targeting/targetingJson';
import { isRecord } from '../../shared/record';

/** How Meta's structure is read, changed and told, whatever stands in it. */

export type Json = Readonly<Record<string, unknown>>;

export const listAt = (targeting: Targeting, ...path: string[]): readonly unknown[] => {
	const found = path.reduce<unknown>((object, key) => (isRecord(object) ? object[key] : undefined), targeting);
	return Array.isArray(found) ? found : [];
};

/** A copy with the value at the path; an empty list takes the key away, and what is empty then. */
export function put(object: Json, [key, ...rest]: readonly string[], value: unknown): Json {
	const { [key]: present, ...others } = object;
	const next = rest.length > 0 ? put(isRecord(present) ? present : {}, rest, value) : value;
	const empty = next === undefined || (Array.isArray(next) && next.length === 0) || (rest.length > 0 && isRecord(next) && Object.keys(next).length === 0);
	return empty ? others : { ...object, [key]: next };
}

/** What tells two entries apart: their id or key, and a radius where one is given. */
function identity(entry: unknown): string {
	if (!isRecord(entry)) return String(entry);
	const radius = entry.radius === undefined || Number(entry.radius) === 0 ? '' : ` ${String(entry.radius)} ${String(entry.distance_unit ?? 'mile')}`;
	return `${String(entry.key ?? entry.id)}${radius}`;
}

export const sameEntries = (list: readonly unknown[], other: readonly unknown[]): boolean =>
	JSON.stringify(list.map(identity).sort()) === JSON.stringify(other.map(identity).sort());

/** An entry's name where Meta gives one, else its id. */
function wordFor(entry: unknown): string {
	if (!isRecord(entry)) return String(entry);
	const name = String(entry.name ?? entry.key ?? `ID ${String(entry.id)}`);
	const distance = Number(entry.radius ?? 0);
	return distance > 0 ? `${name} +${distance} ${entry.distance_unit === 'kilometer' ? 'km' : 'mi'}` : name;
}

export const inWords = (list: readonly unknown[]): string => list.map(wordFor).join(', ');
