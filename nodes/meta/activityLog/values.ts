import { textCell } from '../../shared/reading/cells';
import type { GraphObject } from '../../shared/graph/object';
import { parseGraphJson } from '../../shared/graph/request';
import { isRecord, type Json } from '../../shared/record';

/**
 * What an entry says in `extra_data`, a JSON text that Meta does not document. There are three recorded shapes. One is
 * values side by side. In another each value is wrapped once or more in an object that tells its type, currency and
 * kind. Such objects are in superbolt-x/Talk-to-Meta-SB-remote and melvin-cmyk/ImpulseMotion. The third is a value next
 * to `additional_value`. Anything else is no values, never an error.
 */

export interface LoggedSide {
	/** As Meta writes it; null where there is none. */
	readonly value: unknown;
	/** What the value is, where the entry says so, in the reader's language: “Per day”. */
	readonly kind: string | null;
	/** Of an amount; null where the entry does not name one. */
	readonly currency: string | null;
	readonly isAmount: boolean;
}

export interface LoggedValues {
	readonly before: LoggedSide;
	readonly after: LoggedSide;
}

/** Deeper than anything recorded. */
const DEPTH = 8;

const data = new WeakMap<GraphObject, Json>();

/** `extra_data` of an entry as an object; empty where it is none. */
export function extraOf(entry: GraphObject): Json {
	const readBefore = data.get(entry);
	if (readBefore !== undefined) return readBefore;
	const read = parsed(entry.extra_data);
	data.set(entry, read);
	return read;
}

function parsed(extraData: unknown): Json {
	if (typeof extraData !== 'string') return isRecord(extraData) ? extraData : {};
	try {
		const read: unknown = parseGraphJson(extraData);
		return isRecord(read) ? read : {};
	} catch {
		return {}; // Not JSON after all: then it tells no values.
	}
}

const hasSides = (value: unknown): value is Json => isRecord(value) && ('old_value' in value || 'new_value' in value);

/** Every object of an account asks again what an entry says. */
const values = new WeakMap<Json, LoggedValues>();

/** The values of an object of this shape: of `extra_data`, or of a part of it. */
export function loggedValuesIn(extra: Json): LoggedValues {
	const readBefore = values.get(extra);
	if (readBefore !== undefined) return readBefore;
	const inner = hasSides(extra) ? extra : (Object.values(extra).find(hasSides) ?? extra);
	const read = { before: sideOf(inner, 'old_value'), after: sideOf(inner, 'new_value') };
	values.set(extra, read);
	return read;
}

/** The types that say how a value is written and not what it is. */
const technical = new Set([
	'bid_type',
	'composite_data',
	'delivery_event',
	'optimization_goal',
	'payment_amount',
	'run_status',
	'status_string',
	'targets_spec',
]);

/** Types of a bare number that is an amount. */
const amountTypes = new Set(['bid_amount', 'bid_cap', 'daily_budget', 'lifetime_budget', 'payment_amount']);

function sideOf(extra: Json, name: 'old_value' | 'new_value'): LoggedSide {
	const around: Json[] = [extra];
	let value: unknown = extra[name];
	for (let depth = 0; depth < DEPTH && isRecord(value); depth++) {
		const next: unknown = name in value ? value[name] : 'value' in value ? value.value : undefined;
		if (next === undefined) break;
		around.unshift(value);
		value = next;
	}
	const types = around.map(({ type }) => textCell(type)).filter((type) => type !== null);
	const currency = around.map((one) => textCell(one.currency)).find((one) => one !== null) ?? null;
	const words = around.slice(0, around.length > 1 ? -1 : undefined).map((one) => textCell(one.additional_value));
	return {
		value: value ?? null,
		kind: [...words, ...types].find((word) => word !== null && !technical.has(word)) ?? null,
		currency,
		isAmount: currency !== null || types.some((type) => amountTypes.has(type)),
	};
}

/** A whole number of minor units; `none` where Meta writes nothing or 0, null for anything else. */
export function amountOf({ value }: LoggedSide): bigint | 'none' | null {
	if (value === null || value === '' || value === 0 || value === '0') return 'none';
	const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
	return /^\d{1,15}$/.test(text) ? BigInt(text) : null;
}
