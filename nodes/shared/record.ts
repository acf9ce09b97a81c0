/** An object of JSON, of which nothing is known yet. */
export type Json = Readonly<Record<string, unknown>>;

/** A value with fields: what JSON calls an object. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
