import { parameterError } from './graphError.mts';
import type { Params } from './params.mts';

/** Parameters that are JSON objects, or lists of them. */

export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function readObject(params: Params, name: string): JsonObject | undefined {
	const value = params.json(name);
	if (value === undefined) return undefined;
	if (!isObject(value)) throw parameterError(`Param ${name} must be a JSON object`, name);
	return value;
}

export function readObjects(params: Params, name: string): JsonObject[] | undefined {
	const value = params.json(name);
	if (value === undefined) return undefined;
	if (!Array.isArray(value) || !value.every(isObject)) throw parameterError(`Param ${name} must be an array.`, name);
	return value;
}
