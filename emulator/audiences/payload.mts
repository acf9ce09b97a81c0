import { parameterError } from '../graph/language/graphError.mts';
import { isObject } from '../graph/language/jsonObjects.mts';
import type { Params } from '../graph/language/params.mts';
import type { PersonRow } from './members.mts';

/** What `payload` and `session` of /users and /usersreplace hold (Meta: audiences/guides/custom-audiences; spec object CustomAudience). */

/** "A maximum of 10000 at a time" (Meta: reference/custom-audience/users). The code for more is UNCONFIRMED 37. */
const MOST_ROWS = 10_000;
/** As many samples as Meta shows is not documented; 100 at most (UNCONFIRMED 41). */
const MOST_SAMPLES = 100;

const HASHED = ['EMAIL', 'PHONE', 'GEN', 'DOBY', 'DOBM', 'DOBD', 'LN', 'FN', 'FI', 'CT', 'ST', 'ZIP', 'COUNTRY'];
const PLAIN = ['EXTERN_ID', 'MADID'];
/** Not part of who somebody is. */
const BESIDE = [
	'LOOKALIKE_VALUE',
	'DATA_PROCESSING_OPTIONS',
	'DATA_PROCESSING_OPTIONS_COUNTRY',
	'DATA_PROCESSING_OPTIONS_STATE',
];
const ALIASES: Record<string, string> = { EMAIL_SHA256: 'EMAIL', PHONE_SHA256: 'PHONE', MOBILE_ADVERTISER_ID: 'MADID' };

const SHA256 = /^[0-9a-f]{64}$/;

export interface Payload {
	schema: string[];
	rows: PersonRow[];
	received: number;
	invalid: number;
	/** "Map string → string" (Meta: reference/custom-audience/users); what the keys are is UNCONFIRMED 41, here the row's place in the batch. */
	samples: Record<string, string>;
}

export interface SessionInput {
	id: string;
	batch: number;
	isLast: boolean;
	estimated?: number;
}

export function readPayload(params: Params, { isValueBased }: { isValueBased: boolean }): Payload {
	params.required('payload');
	const payload = params.json('payload');
	if (!isObject(payload)) throw parameterError('Param payload must be an object', 'payload');
	// Hashing is the advertiser's; raw values are an offer for page-scoped and app-scoped ids, which the emulator does not know.
	if (payload.is_raw === true) throw parameterError('Param payload[is_raw] is not emulated', 'payload');
	const schema = readSchema(payload.schema, isValueBased);
	if (!Array.isArray(payload.data)) throw parameterError('Param payload[data] must be an array', 'payload');
	if (payload.data.length > MOST_ROWS) {
		throw parameterError(`Param payload[data] must have at most ${MOST_ROWS} elements`, 'payload');
	}
	const result: Payload = { schema, rows: [], received: payload.data.length, invalid: 0, samples: {} };
	payload.data.forEach((entry: unknown, index) => {
		const values = (Array.isArray(entry) ? entry : [entry]) as unknown[];
		const row = values.length === schema.length ? readRow(schema, values) : undefined;
		if (row) {
			result.rows.push(row);
		} else {
			result.invalid += 1;
			if (result.invalid <= MOST_SAMPLES) result.samples[String(index)] = JSON.stringify(entry);
		}
	});
	return result;
}

/** A key twice in one schema: UNCONFIRMED 42, refused here. */
function readSchema(value: unknown, isValueBased: boolean): string[] {
	const names = (Array.isArray(value) ? value : [value]) as unknown[];
	const schema = names.map((name) => ALIASES[String(name)] ?? String(name));
	const keyNames = [...HASHED, ...PLAIN, ...BESIDE];
	const unknown = schema.find((name) => !keyNames.includes(name));
	if (unknown !== undefined) throw parameterError(`Param payload[schema]: ${unknown} is no known key`, 'payload');
	if (new Set(schema).size < schema.length) throw parameterError('Param payload[schema] has a key twice', 'payload');
	// Values are for value-based audiences only (Meta: audiences/guides/value-based-lookalike-audiences); code UNCONFIRMED 37.
	if (schema.includes('LOOKALIKE_VALUE') && !isValueBased) {
		throw parameterError('LOOKALIKE_VALUE needs an audience with is_value_based', 'payload');
	}
	return schema;
}

/** The person of a row; nothing when a value is not hashed as it should be or when there is none at all. Meta drops more, or less: UNCONFIRMED 43. */
function readRow(schema: string[], values: unknown[]): PersonRow | undefined {
	const row: Record<string, string> = {};
	for (const [index, key] of schema.entries()) {
		const value = values[index];
		if (BESIDE.includes(key)) {
			if (key === 'LOOKALIKE_VALUE' && !(Number(value) >= 0)) return undefined;
			continue;
		}
		const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
		if (text === '') continue;
		if (HASHED.includes(key) && !SHA256.test(text)) return undefined;
		row[key] = text;
	}
	return Object.keys(row).length > 0 ? row : undefined;
}

/** `session_id` is a positive int64 of the advertiser's, `batch_seq` counts from 1. */
export function readSession(params: Params): SessionInput | undefined {
	const session = params.json('session');
	if (session === undefined) return undefined;
	if (!isObject(session)) throw parameterError('Param session must be an object', 'session');
	const { session_id: id, batch_seq: batch, last_batch_flag: isLast = false, estimated_num_total: estimated } = session;
	if (!/^[1-9]\d{0,18}$/.test(String(id)) || BigInt(String(id)) > 9_223_372_036_854_775_807n) {
		throw parameterError('Param session[session_id] must be a positive int64', 'session');
	}
	if (!Number.isInteger(Number(batch)) || Number(batch) < 1) {
		throw parameterError('Param session[batch_seq] must be an integer from 1', 'session');
	}
	return {
		id: String(id),
		batch: Number(batch),
		isLast: isLast === true || isLast === 'true' || isLast === 1,
		...(estimated !== undefined && { estimated: Number(estimated) }),
	};
}
