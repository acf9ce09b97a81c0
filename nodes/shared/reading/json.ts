import { isRecord, type Json } from '../record';

/** Raw JSON, where anything can stand in any place: Meta's answers, and what people write by hand. */

/** The object, or one without fields where something else stands. */
export const recordOf = (value: unknown): Json => (isRecord(value) ? value : {});

/** The entries of a list; none where something else stands. */
export const entriesOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
