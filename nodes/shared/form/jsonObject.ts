import { z } from 'zod';

import { isRecord, parsedJson, type Json } from '../record';
import { problem } from './words';

/** A JSON object, as text or as itself. */
export const jsonObject = z.union([z.string(), z.record(z.unknown())]).transform((value, context): Json => {
	const object = parsedJson(value);
	if (isRecord(object)) return object;
	const isBlank = typeof value === 'string' && value.trim() === '';
	const advice = 'Enter an object in braces, with names and texts in double quotes.';
	problem(context, [], isBlank ? 'is empty' : 'is not a JSON object', advice);
	return z.NEVER;
});
