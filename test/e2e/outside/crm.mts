import { createHash } from 'node:crypto';

import type { Emulator } from '../../../emulator/http/server.mts';
import type { Postgres } from '../places/postgres.mts';

/** A shop's database with invented people, and who of them should be where: worked out without any code of the nodes. */

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export interface Person {
	id: number;
	email: string;
	phone: string;
	first_name: string;
	last_name: string;
	postcode: string;
	city: string;
	country: string;
	marketing_consent: boolean | null;
}

/** As people type themselves into forms: capitals, spaces, national numbers. */
export const person = (id: number, more: Partial<Person> = {}): Person => ({
	id,
	email: ` Okapi.${id}@Example.com`,
	phone: `(555) 201-${String(1000 + id)}`,
	first_name: `Zebra${'abcdefghij'[id % 10]}`,
	last_name: `Quagga-${'klmnopqrst'[id % 10]}`,
	postcode: `9${String(4000 + id)}`,
	city: 'Tapir City',
	country: 'US',
	marketing_consent: true,
	...more,
});

/** A person's hashes as Meta compares them. */
export const hashesOf = ({ id, first_name: first, last_name: last, postcode }: Person): string[] =>
	[
		`okapi.${id}@example.com`,
		`1555201${1000 + id}`,
		first.toLowerCase(),
		last.toLowerCase().replace('-', ''),
		postcode,
		'tapircity',
		'us',
	].map(sha256);

const COLUMNS =
	'id bigint, email text, phone text, first_name text, last_name text, postcode text, city text, country text, marketing_consent boolean';

/** An empty table; `more` is SQL for columns beyond those of a person. */
export async function createPeople(database: Postgres, table: string, more = ''): Promise<void> {
	await database.query(`create table ${table} (${COLUMNS}${more})`);
}

export async function insertPeople(database: Postgres, table: string, people: readonly Person[]): Promise<void> {
	await database.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [
		JSON.stringify(people),
	]);
}

/** Everybody in an audience, as one text a person, in order. */
export const membersOf = (emulator: Emulator, audience: string): string[] =>
	emulator.world
		.get('CustomAudience', audience)
		.members.all()
		.map((row) => [row.EMAIL, row.PHONE, row.EXTERN_ID, row.FN, row.LN, row.ZIP, row.CT, row.COUNTRY].join(' '))
		.sort();

/** The texts `membersOf` gives for these people. */
export const asMembers = (people: readonly Person[], withId = true): string[] =>
	people
		.map((one) => {
			const [email, phone, first, last, zip, city, country] = hashesOf(one);
			return [email, phone, withId ? one.id : undefined, first, last, zip, city, country].join(' ');
		})
		.sort();
