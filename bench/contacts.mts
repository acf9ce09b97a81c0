import { createHash } from 'node:crypto';

import sdk from 'facebook-nodejs-business-sdk';

import { ContactReader, type Cells } from '../nodes/MetaAudiences/people/contact.ts';
import type { Member } from '../nodes/MetaAudiences/people/keys.ts';
import { BATCH_ROWS, occurring, payloadOf } from '../nodes/MetaAudiences/people/payload.ts';
import { sha256 } from '../nodes/MetaAudiences/people/sha256.ts';
import { median } from './median.mts';

/**
 * Contacts to payloads, on one core, all contenders by turns in one run. Two questions: what hashing and writing the payload
 * cost over the bare hash, and what the whole way costs, phone numbers included, beside Meta's own normalise-and-hash.
 */
export interface Contacts {
	contacts: number;
	/** Contacts a second, median of the rounds. */
	bareHash: number;
	hashAndEncode: number;
	wholePath: number;
	sdk: number;
	/** Heap in MB after garbage collection, at the first and at the last batch. */
	heap: [number, number];
}

interface SdkUtils {
	normalizeAndHash(value: string, field: string): string | null;
}
const { ServerSideUtils } = sdk as unknown as { ServerSideUtils: SdkUtils };

const ROUNDS = 3;
const pick = <T,>(list: readonly T[], index: number): T => list[index % list.length] as T;
const first = Array.from({ length: 3_000 }, (_, index) => `First${index.toString(36)}`);
const last = Array.from({ length: 30_000 }, (_, index) => `Last-${index.toString(36)}`);
const cities = Array.from({ length: 2_000 }, (_, index) => `City ${index.toString(36)}`);

/** Eight keys as CRMs hold them. Names, cities and postal codes come again as they do among people; addresses and numbers never. */
const cellsOf = (index: number): Cells => [
	['email', ` Person.${index}@Example.com`],
	['phone', `+49 170 ${1_000_000 + (index % 9_000_000)}`],
	['firstName', pick(first, index * 7)],
	['lastName', pick(last, index * 13)],
	['city', pick(cities, index * 11)],
	['zip', String(10_000 + ((index * 17) % 8_000))],
	['country', 'DE'],
	['gender', index % 2 === 0 ? 'Female' : 'm'],
];

const sdkFields: Record<string, string> = { email: 'em', phone: 'ph', firstName: 'fn', lastName: 'ln', city: 'ct', zip: 'zp', country: 'country', gender: 'ge' };

/** Normalised already: only hashing and writing are left to do. */
const plain = (index: number): string[] => cellsOf(index).map(([, value]) => String(value).trim().toLowerCase());

const KEYS = ['EMAIL', 'PHONE', 'FN', 'LN', 'CT', 'ZIP', 'COUNTRY', 'GEN'] as const;
const PLACES = [0, 1, 4, 5, 11, 13, 14, 7];

/** Runs `batch` over all contacts in requests of ten thousand; seconds in all, building the contacts left out. */
function timed<T>(contacts: number, make: (index: number) => T, batch: (rows: T[]) => void): number {
	let nanoseconds = 0n;
	for (let start = 0; start < contacts; start += BATCH_ROWS) {
		const rows = Array.from({ length: Math.min(BATCH_ROWS, contacts - start) }, (_, offset) => make(start + offset));
		const began = process.hrtime.bigint();
		batch(rows);
		nanoseconds += process.hrtime.bigint() - began;
	}
	return Number(nanoseconds) / 1e9;
}

function bare(rows: string[][]): void {
	for (const row of rows) for (const value of row) createHash('sha256').update(value).digest('hex');
}

function hashAndEncode(rows: string[][]): void {
	const members = rows.map((row): Member => {
		const member = new Array<string>(17).fill('');
		row.forEach((value, index) => (member[PLACES[index] as number] = sha256(value)));
		return member;
	});
	payloadOf(members, [...KEYS]);
}

function theirs(rows: Cells[]): void {
	for (const row of rows) for (const [column, value] of row) ServerSideUtils.normalizeAndHash(String(value), sdkFields[column] as string);
}

const heapNow = (): number => {
	(globalThis as { gc?: () => void }).gc?.();
	return process.memoryUsage().heapUsed / 1024 / 1024;
};

export function measureContacts(contacts: number): Contacts {
	const seconds = { bare: [] as number[], encode: [] as number[], whole: [] as number[], sdk: [] as number[] };
	const heap: number[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		seconds.bare.push(timed(contacts, plain, bare));
		seconds.encode.push(timed(contacts, plain, hashAndEncode));
		const reader = new ContactReader({ defaultCountry: '', dateOrder: '', keepSpaces: false, consent: null });
		seconds.whole.push(
			timed(contacts, cellsOf, (rows) => {
				const members = rows.flatMap((cells) => reader.read(cells).members);
				payloadOf(members, occurring(members));
				heap.push(heapNow());
			}),
		);
		seconds.sdk.push(timed(contacts, cellsOf, theirs));
	}
	const rate = (list: number[]): number => Math.round(contacts / median(list));
	return {
		contacts,
		bareHash: rate(seconds.bare),
		hashAndEncode: rate(seconds.encode),
		wholePath: rate(seconds.whole),
		sdk: rate(seconds.sdk),
		heap: [heap[1] ?? 0, heap.at(-1) ?? 0],
	};
}
