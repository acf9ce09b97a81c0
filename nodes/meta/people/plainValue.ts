import { isRecord } from '../../shared/record';

/**
 * What a cell holds where it is no JSON. n8n's Postgres and MySQL nodes give days as dates and MySQL's bits as bytes. Read as
 * objects, all of them would be empty.
 */
export function plainValue(value: unknown): unknown {
	if (typeof value === 'bigint') return String(value);
	if (!isRecord(value)) return value;
	if (value instanceof Uint8Array) return bytesIn([...value]);
	if (value.type === 'Buffer' && Array.isArray(value.data)) return bytesIn(value.data as number[]);
	// Days of this process, of another realm and of luxon.
	return typeof value.toJSON === 'function' ? (value.toJSON as () => unknown)() : value;
}

/** One byte below the letters is a bit; more are a text. */
const bytesIn = (bytes: readonly number[]): unknown => {
	const [first] = bytes;
	if (first === undefined) return null;
	return bytes.length === 1 && first < 32 ? first : new TextDecoder().decode(Uint8Array.from(bytes));
};
