import { hashOf, parts, plainOf } from '../../meta/people/cell';
import type { Cells } from '../../meta/people/columns/recognise';
import { NOBODY_ASKS, type ConsentHeard } from '../../meta/people/consent/consentReader';
import type { HeardStatement } from '../../meta/people/consent/heardStatement';
import { Draft, type ContactDraft } from './draft';
import type { Key } from './rows/keys';
import {
	birthDate,
	birthDay,
	birthMonth,
	birthYear,
	type BirthDate,
	type DateOrder,
} from '../../meta/people/normalise/birth';
import { city } from '../../meta/people/normalise/city';
import { country } from '../../meta/people/normalise/country';
import { email } from '../../meta/people/normalise/email';
import { gender } from '../../meta/people/normalise/gender';
import { advertiserId, customerValue, externalId, limitedDataUse } from '../../meta/people/normalise/identifiers';
import { firstInitial, personName } from '../../meta/people/normalise/names';
import { phone } from '../../meta/people/normalise/phone';
import { stateOfFile } from '../../meta/people/normalise/state';
import {
	isRefusedValue,
	refuse,
	cellText,
	type NormalizedValue,
	type RefusedValue,
} from '../../meta/people/normalise/value';
import { normalizeZip } from '../../meta/people/normalise/zip';
import { recogniseHash } from '../../meta/people/sha256';

export interface ReadingSettings {
	/** ISO code in lowercase for contacts whose own country is blank; '' for none. */
	readonly defaultCountry: string;
	readonly dateOrder: DateOrder;
	readonly keepSpaces: boolean;
	/** Nobody is born later. */
	readonly thisYear?: number;
}

/** One contact, ready for Meta. */
export interface Contact extends ContactDraft {
	readonly consent: boolean;
}

/** The same contact, not to be sent; its rows are kept as they are. */
export const withoutConsent = (contact: Contact): Contact =>
	Object.create(contact, { consent: { value: false } }) as Contact;

/** One that has just been read. */
export interface Heard extends Contact {
	/** What its consent columns say; empty where none is needed. */
	readonly statements: readonly HeardStatement[];
}

/** How the columns are read that have one key. `home` is the contact's country. */
type Reading = (text: string, home: string) => NormalizedValue;

interface OneKey {
	readonly key: Key;
	readonly read: Reading;
	/** Values are few and come again, so what they hash to is remembered; `home` when it depends on the country as well. */
	readonly remember: 'text' | 'home';
}

/** One of them, and what its values have hashed to in this run, by the country on which that depends. */
interface HashedColumn extends OneKey {
	readonly memories: Map<string, Map<string, NormalizedValue>>;
}

const hashedColumns = ({ keepSpaces, thisYear }: ReadingSettings): ReadonlyMap<string, HashedColumn> => {
	const name: Reading = (text) => personName(text, keepSpaces);
	const year: Reading = (text) => birthYear(text, thisYear);
	const columns: ReadonlyArray<readonly [string, OneKey]> = [
		['firstName', { key: 'FN', read: name, remember: 'text' }],
		['lastName', { key: 'LN', read: name, remember: 'text' }],
		['firstInitial', { key: 'FI', read: firstInitial, remember: 'text' }],
		['gender', { key: 'GEN', read: gender, remember: 'text' }],
		['birthYear', { key: 'DOBY', read: year, remember: 'text' }],
		['birthMonth', { key: 'DOBM', read: birthMonth, remember: 'text' }],
		['birthDay', { key: 'DOBD', read: birthDay, remember: 'text' }],
		['city', { key: 'CT', read: city, remember: 'text' }],
		['country', { key: 'COUNTRY', read: country, remember: 'text' }],
		['state', { key: 'ST', read: stateOfFile, remember: 'home' }],
		['zip', { key: 'ZIP', read: normalizeZip, remember: 'home' }],
	];
	return new Map(
		columns.map(([column, one]): [string, HashedColumn] => [
			column,
			{ key: one.key, read: one.read, remember: one.remember, memories: new Map() },
		]),
	);
};

/** What Meta compares unhashed. */
const plainColumns: ReadonlyMap<string, Pick<OneKey, 'key'> & { readonly read: (text: string) => NormalizedValue }> =
	new Map([
		['externalId', { key: 'EXTERN_ID', read: externalId }],
		['advertiserId', { key: 'MADID', read: advertiserId }],
		['value', { key: 'LOOKALIKE_VALUE', read: customerValue }],
		['limitedDataUse', { key: 'DATA_PROCESSING_OPTIONS', read: limitedDataUse }],
	]);

/** Entries a memory of hashes may hold before it starts anew. */
const REMEMBERED = 20_000;

/** Reads the contacts of one run. The hashes it remembers on the way end with it. */
export class ContactReader {
	private readonly hashed: ReadonlyMap<string, HashedColumn>;

	constructor(private readonly settings: ReadingSettings) {
		this.hashed = hashedColumns(settings);
	}

	/**
	 * Reads one contact. Never throws; cells that cannot be used are left blank and named.
	 *
	 * @param heard what the contact says of consent
	 */
	read(cells: Cells, { statements, stand }: ConsentHeard = NOBODY_ASKS): Heard {
		const draft = new Draft();
		const home = this.homeOf(cells);
		for (const [column, value] of cells) this.readCell(draft, column, value, home);
		// Named, not spread: on Node 20 that took a sixth of the time of all reading.
		const { members, problems } = draft.finish();
		return { members, problems, consent: stand === 'yes', statements };
	}

	/** What becomes of each cell by itself, in order; what the cells about consent say is no part of it. */
	eachCell(cells: Cells): ContactDraft[] {
		const home = this.homeOf(cells);
		return cells.map(([column, value]) => {
			const draft = new Draft();
			this.readCell(draft, column, value, home);
			return draft.asItStands();
		});
	}

	/** Columns about consent aren't among these. */
	private readCell(draft: Draft, column: string, value: unknown, home: string): void {
		const hashMemory = this.hashed.get(column);
		if (hashMemory !== undefined) return draft.set(hashMemory.key, column, this.hashOf(hashMemory, value, home));
		const plain = plainColumns.get(column);
		if (plain) draft.set(plain.key, column, plainOf(cellText(value), plain.read));
		else if (column === 'birthDate') this.readBirthDate(draft, value);
		else if (column.startsWith('email')) {
			for (const part of parts(value, 'email')) draft.email(column, hashOf(part, email));
		} else if (column.startsWith('phone')) {
			for (const part of parts(value, 'phone'))
				draft.phone(
					column,
					part,
					hashOf(part, (text) => phone(text, home)),
				);
		}
	}

	private readBirthDate(draft: Draft, value: unknown): void {
		const text = cellText(value);
		if (text === '') return;
		const date = isRefusedValue(text) ? text : this.birthDateIn(text);
		if (isRefusedValue(date)) return draft.refuse('birthDate', date.refused);
		this.readCell(draft, 'birthYear', date.year, '');
		this.readCell(draft, 'birthMonth', date.month, '');
		this.readCell(draft, 'birthDay', date.day, '');
	}

	private birthDateIn(text: string): BirthDate | RefusedValue {
		if (recogniseHash(text)) return refuse('is a hash: map a hashed birth date as year, month and day');
		return birthDate(text, this.settings.dateOrder, this.settings.thisYear);
	}

	private hashOf({ read, remember, memories }: HashedColumn, value: unknown, home: string): NormalizedValue {
		const text = cellText(value);
		if (isRefusedValue(text) || text === '') return text;
		const memory = memoryOf(memories, remember === 'home' ? home : '');
		const knownHash = memory.get(text);
		if (knownHash !== undefined) return knownHash;
		const fresh = hashOf(text, (whole) => read(whole, home));
		memory.set(text, fresh);
		return fresh;
	}

	/**
	 * The country for which national phone numbers, states and postal codes are read. It is '' where the contact's own
	 * cannot be read: the default one is for blanks.
	 */
	private homeOf(cells: Cells): string {
		let unread = false;
		for (const [column, value] of cells) {
			if (column !== 'country') continue;
			const code = plainOf(cellText(value), country);
			if (isRefusedValue(code)) unread = true;
			else if (code !== '') return code;
		}
		return unread ? '' : this.settings.defaultCountry;
	}
}

/** What a country's texts have hashed to; begins again where it holds too many. */
function memoryOf(memories: HashedColumn['memories'], home: string): Map<string, NormalizedValue> {
	const memory = memories.get(home);
	if (memory !== undefined && memory.size < REMEMBERED) return memory;
	const fresh = new Map<string, NormalizedValue>();
	memories.set(home, fresh);
	return fresh;
}
