import type { AnswerColumn } from './answers';

/** Languages whose names begin with the family's (Unicode CLDR, person names: surname first). */
const FAMILY_FIRST = /^(?:ja|ko|zh|hu|vi|km)/i;

type NameColumns = Readonly<Record<'full_name' | 'first_name' | 'last_name', string | null>>;

/** Forms ask for the whole name or for its parts: a row has both. A name of one word, or one written together, has no parts. */
export function fullNames(columns: ReadonlyMap<AnswerColumn, string>, locale: string | null): NameColumns {
	const [full, first, last] = (['full_name', 'first_name', 'last_name'] as const).map((name) => columns.get(name));
	const isFamilyFirst = FAMILY_FIRST.test(locale ?? '');
	const inOrder = isFamilyFirst ? [last, first] : [first, last];
	const joined = full ?? (inOrder.filter((part) => part !== undefined).join(' ') || null);
	if (first !== undefined || last !== undefined || full === undefined)
		return { full_name: joined, first_name: first ?? null, last_name: last ?? null };
	const words = full.trim().split(/\s+/);
	if (words.length < 2) return { full_name: joined, first_name: null, last_name: null };
	const [givenNames, family] = isFamilyFirst
		? [words.slice(1).join(' '), words[0]]
		: [words.slice(0, -1).join(' '), words.at(-1)];
	return { full_name: joined, first_name: givenNames ?? null, last_name: family ?? null };
}
