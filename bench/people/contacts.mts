import { createHash } from 'node:crypto';

import sdk from 'facebook-nodejs-business-sdk';

import { ContactReader } from '../../nodes/MetaAudiences/people/contact.ts';
import { emptyMember, place, type Member } from '../../nodes/MetaAudiences/people/rows/keys.ts';
import { BATCH_ROWS, occurring, payloadOf } from '../../nodes/MetaAudiences/people/rows/payload.ts';
import { sha256 } from '../../nodes/meta/people/sha256.ts';
import { existing, pairLists } from '../../nodes/shared/lists.ts';
import { cellsOf } from './invented.mts';
import { median } from '../median.mts';
import { processor } from '../processor.mts';

/**
 * Contacts to payloads, on one core, all contenders by turns in one run. Two questions: what hashing and writing the payload
 * cost over the bare hash, and what the whole way costs, phone numbers included, beside Meta's own normalise-and-hash.
 */
export interface Contacts {
	contacts: number;
	/** Contacts a second of processor time, median of the rounds. */
	bareHash: number;
	hashAndEncode: number;
	wholePath: number;
	sdk: number;
}

interface SdkUtils {
	normalizeAndHash(value: string, field: string): string | null;
}
const { ServerSideUtils } = sdk as unknown as { ServerSideUtils: SdkUtils };

const ROUNDS = 3;
const sdkFields = new Map([
	['email', 'em'],
	['phone', 'ph'],
	['firstName', 'fn'],
	['lastName', 'ln'],
	['city', 'ct'],
	['zip', 'zp'],
	['country', 'country'],
	['gender', 'ge'],
]);

/** Normalised already: only hashing and writing are left to do. */
const plain = (index: number): string[] => cellsOf(index).map(([, value]) => String(value).trim().toLowerCase());

const KEYS = ['EMAIL', 'PHONE', 'FN', 'LN', 'CT', 'ZIP', 'COUNTRY', 'GEN'] as const;

/** The same with the place of each value in a row for Meta. */
const placed = (index: number) =>
	pairLists(
		KEYS.map((key) => place[key]),
		plain(index),
	);

const theirCells = (index: number) =>
	cellsOf(index).map(([column, value]) => [existing(sdkFields.get(column), column), String(value)] as const);

/** Runs `batch` over all contacts in requests of ten thousand; processor seconds in all, building the contacts left out. */
function timed<T>(contacts: number, make: (index: number) => T, batch: (rows: T[]) => void): number {
	let seconds = 0;
	for (let start = 0; start < contacts; start += BATCH_ROWS) {
		const rows = Array.from({ length: Math.min(BATCH_ROWS, contacts - start) }, (_, offset) => make(start + offset));
		const began = processor();
		batch(rows);
		seconds += processor() - began;
	}
	return seconds;
}

function bare(rows: string[][]): void {
	for (const row of rows) for (const value of row) createHash('sha256').update(value).digest('hex');
}

function hashAndEncode(rows: Array<ReturnType<typeof placed>>): void {
	const members = rows.map((row): Member => {
		const member = emptyMember();
		for (const [at, value] of row) member[at] = sha256(value);
		return member;
	});
	payloadOf(members, [...KEYS]);
}

function theirs(rows: Array<Array<readonly [field: string, value: string]>>): void {
	for (const row of rows) for (const [field, value] of row) ServerSideUtils.normalizeAndHash(value, field);
}

export function measureContacts(contacts: number): Contacts {
	const seconds = { bare: [] as number[], encode: [] as number[], whole: [] as number[], sdk: [] as number[] };
	for (let round = 0; round < ROUNDS; round++) {
		seconds.bare.push(timed(contacts, plain, bare));
		seconds.encode.push(timed(contacts, placed, hashAndEncode));
		const reader = new ContactReader({ defaultCountry: '', dateOrder: '', keepSpaces: false });
		seconds.whole.push(
			timed(contacts, cellsOf, (rows) => {
				const members = rows.flatMap((cells) => reader.read(cells).members);
				payloadOf(members, occurring(members));
			}),
		);
		seconds.sdk.push(timed(contacts, theirCells, theirs));
	}
	const rate = (list: number[]): number => Math.round(contacts / median(list));
	return {
		contacts,
		bareHash: rate(seconds.bare),
		hashAndEncode: rate(seconds.encode),
		wholePath: rate(seconds.whole),
		sdk: rate(seconds.sdk),
	};
}
