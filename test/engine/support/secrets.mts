import type { NodeResult } from './harness.mts';

/** Every text in a value, once: properties that do not show when printed, causes, stacks, maps and byte arrays included. */
export function texts(whole: unknown): string[] {
	const all = new Set<string>();
	const seen = new Set<unknown>();
	const take = (value: unknown): void => {
		if (typeof value === 'string') return void all.add(value);
		if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return;
		seen.add(value);
		if (value instanceof Uint8Array) return void all.add(Buffer.from(value).toString('latin1'));
		if (value instanceof Map) for (const key of value.keys()) take(key);
		if (value instanceof Map || value instanceof Set) for (const entry of value.values()) take(entry);
		for (const name of Reflect.ownKeys(value)) {
			if (typeof name === 'string') all.add(name);
			take(readSafely(value, name));
		}
	};
	take(whole);
	return [...all];
}

function readSafely(object: object, name: PropertyKey): unknown {
	const property = Object.getOwnPropertyDescriptor(object, name);
	if (property && 'value' in property) return property.value;
	try {
		return (object as Record<PropertyKey, unknown>)[name];
	} catch {
		return undefined;
	}
}

const escaped = (secret: string): string[] => [
	secret,
	encodeURIComponent(secret),
	Buffer.from(secret).toString('base64').replace(/=+$/, ''),
];

/** Where a secret turns up, as itself, encoded for an address, or in base64. */
export function found(value: unknown, ...secrets: string[]): string[] {
	const wanted = secrets.flatMap(escaped);
	return texts(value).filter((text) => wanted.some((secret) => text.includes(secret)));
}

/** What a run shows to people: rows, pairings, error, hints. */
export const shown = ({ outputs, error, hints }: NodeResult): unknown[] => [outputs, error, hints];
