import type { NodeResult } from './harness.mts';

/** Every text in a value: properties that do not show when printed, causes, stacks, maps and byte arrays included. */
export function texts(value: unknown, seen = new Set<unknown>()): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' && typeof value !== 'function') return [];
	if (value === null || seen.has(value)) return [];
	seen.add(value);
	if (value instanceof Uint8Array) return [Buffer.from(value).toString('latin1')];
	const inside = value instanceof Map ? [...value.keys(), ...value.values()] : value instanceof Set ? [...value] : [];
	const properties = Reflect.ownKeys(value).flatMap((name) => {
		const property = Object.getOwnPropertyDescriptor(value, name);
		return [
			typeof name === 'string' ? name : '',
			property && 'value' in property ? property.value : readSafely(value, name),
		];
	});
	return [...inside, ...properties].flatMap((entry) => texts(entry, seen));
}

function readSafely(object: object, name: PropertyKey): unknown {
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
export const found = (value: unknown, ...secrets: string[]): string[] =>
	texts(value).filter((text) => secrets.flatMap(escaped).some((secret) => text.includes(secret)));

/** What a run shows to people: rows, pairings, error, hints. */
export const shown = ({ outputs, error, hints }: NodeResult): unknown[] => [outputs, error, hints];
