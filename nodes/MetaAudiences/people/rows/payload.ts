import { keys, place, valueAt, type Key, type Member } from './keys';

/** Rows in one request (Meta: "Customer file custom audiences": at most 10,000). */
export const BATCH_ROWS = 10_000;

/** The keys that any of the rows has: only these are named, and all batches of a session name the same. */
export function occurring(members: Iterable<Member>): Key[] {
	const occurs = new Array<boolean>(keys.length).fill(false);
	for (const member of members) {
		for (let index = 0; index < occurs.length; index++) if (member[index] !== '') occurs[index] = true;
	}
	return keys.flatMap(({ key }, index) => (occurs[index] ? [key] : []));
}

/**
 * Limited data use has three keys; country and state 0 let Meta find out where the person is (Meta: "Data Processing
 * Options").
 */
const LIMITED_DATA_USE = [
	'DATA_PROCESSING_OPTIONS',
	'DATA_PROCESSING_OPTIONS_COUNTRY',
	'DATA_PROCESSING_OPTIONS_STATE',
];

const inQuotes = (value: string): string => `"${value}"`;

const writers: Partial<Record<Key, (value: string) => string>> = {
	EXTERN_ID: (value) => JSON.stringify(value),
	LOOKALIKE_VALUE: (value) => (value === '' ? '""' : value),
	DATA_PROCESSING_OPTIONS: (value) => (value === '' ? '[],0,0' : '["LDU"],0,0'),
};

/**
 * The `payload` of one request, as JSON text: `{"schema":[…],"data":[[…],…]}`. A row has a value for every key of the
 * schema, '' where its own is blank. Written by hand: hashes need no escaping, and a request holds 80,000 of them.
 */
export function payloadOf(members: readonly Member[], schema: readonly Key[]): string {
	const names = schema.flatMap((key) => (key === 'DATA_PROCESSING_OPTIONS' ? LIMITED_DATA_USE : [key]));
	const cells = schema.map((key) => ({ at: place[key], write: writers[key] ?? inQuotes }));
	const rows = members.map((member) => {
		let row = '';
		for (const { at, write } of cells) row += `${row === '' ? '' : ','}${write(valueAt(member, at))}`;
		return `[${row}]`;
	});
	return `{"schema":${JSON.stringify(names)},"data":[${rows.join(',')}]}`;
}
