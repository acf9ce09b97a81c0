import { isRecord } from '../../../shared/record';

/** What goes to Meta as it is, such as an order's number, must hold nobody's address or phone number. */

/** An address by its sign and its domain, which has at most 253 characters. */
const ADDRESS = /[^\s@](?:@|%40)[^\s@]{1,253}\.[^\s@]/i;

/** Whether somebody's address or number would travel in plain. */
export const holdsPerson = (value: unknown): boolean =>
	typeof value === 'string'
		? ADDRESS.test(value) || /^\+\d[\d ()/.-]{6,}$/.test(value)
		: Array.isArray(value)
			? value.some(holdsPerson)
			: isRecord(value) && Object.values(value).some(holdsPerson);

export const MUST_BE_HASHED = 'has an email address or a phone number, which must be hashed';
