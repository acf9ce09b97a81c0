import { isRecord } from '../../../shared/record';

/** What goes to Meta as it is, such as an order's number, must hold nobody's address or phone number. */

/** Whether somebody's address or number would travel in plain. */
export const holdsPerson = (value: unknown): boolean =>
	typeof value === 'string'
		? /[^\s@](?:@|%40)[^\s@]+\.[^\s@]/i.test(value) || /^\+\d[\d ()/.-]{6,}$/.test(value)
		: Array.isArray(value)
			? value.some(holdsPerson)
			: isRecord(value) && Object.values(value).some(holdsPerson);

export const MUST_BE_HASHED = 'has an email address or a phone number, which must be hashed';
