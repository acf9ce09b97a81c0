import { isRecord, parsedJson, type Json } from '../../../shared/record';

/** Longer ones are documents. */
const LONGEST = 20_000;

/** What a sheet or a database has made text of: answers can stand in it as in any object. Null where a text is no more than that. */
export function objectInText(value: unknown): Json | readonly unknown[] | null {
	if (typeof value !== 'string' || value.length > LONGEST || !mayBeJson(value)) return null;
	const parsed = parsedJson(value);
	// Some tools encode what is encoded already.
	if (typeof parsed === 'string') return objectInText(parsed);
	const isFilled = (isRecord(parsed) || Array.isArray(parsed)) && Object.keys(parsed).length > 0;
	return isFilled ? parsed : null;
}

const mayBeJson = (text: string): boolean => /^\s*["[{]/.test(text);
