/**
 * Meta's keys of a customer file in the order in which they are sent, and how their values travel (Meta: "Customer file
 * custom audiences"). Those that are `hashed` go as SHA-256; Meta compares the others as they are.
 */
export const keys = [
	{ key: 'EMAIL', hashed: true },
	{ key: 'PHONE', hashed: true },
	{ key: 'MADID', hashed: false },
	{ key: 'EXTERN_ID', hashed: false },
	{ key: 'FN', hashed: true },
	{ key: 'LN', hashed: true },
	{ key: 'FI', hashed: true },
	{ key: 'GEN', hashed: true },
	{ key: 'DOBY', hashed: true },
	{ key: 'DOBM', hashed: true },
	{ key: 'DOBD', hashed: true },
	{ key: 'CT', hashed: true },
	{ key: 'ST', hashed: true },
	{ key: 'ZIP', hashed: true },
	{ key: 'COUNTRY', hashed: true },
	{ key: 'LOOKALIKE_VALUE', hashed: false },
	{ key: 'DATA_PROCESSING_OPTIONS', hashed: false },
] as const;

export type Key = (typeof keys)[number]['key'];

/** Place of each key in a member's list of values. */
export const place = Object.fromEntries(keys.map(({ key }, index) => [key, index])) as Readonly<Record<Key, number>>;

/** What Meta receives of one contact: a text for each key, in the order of `keys`; '' where there is none. */
export type Member = string[];

export const emptyMember = (): Member => new Array<string>(keys.length).fill('');

/** What a row has in a place; '' where it has nothing. */
export function valueAt(member: Member, at: number): string {
	const value = member[at];
	if (value === undefined) throw new RangeError(`A row of ${member.length} values has none in place ${at}`);
	return value;
}

/** What a row has for a key; '' where it has none. */
export const keyValueOf = (member: Member, key: Key): string => valueAt(member, place[key]);
