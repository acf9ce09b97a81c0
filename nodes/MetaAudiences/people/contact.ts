import { labels } from './columns';
import { consents, type ConsentValues } from './consent';
import { emptyMember, place, type Key, type Member } from './keys';
import { birthDate, birthDay, birthMonth, birthYear, type DateOrder } from './normalise/birth';
import { city } from './normalise/city';
import { country } from './normalise/country';
import { email } from './normalise/email';
import { gender } from './normalise/gender';
import { advertiserId, customerValue, externalId, limitedDataUse } from './normalise/identifiers';
import { firstInitial, personName } from './normalise/names';
import { phone } from './normalise/phone';
import { state } from './normalise/state';
import { isRefused, refuse, textOf, type Normalised } from './normalise/value';
import { zip } from './normalise/zip';
import { parts } from './parts';
import { recogniseHash, sha256 } from './sha256';

/** What a contact's cells hold: id of a column and the value, in any order; a column can come several times. */
export type Cells = ReadonlyArray<readonly [column: string, value: unknown]>;

export interface ReadingSettings {
	/** ISO code in lowercase for contacts whose own country is blank; '' for none. */
	readonly defaultCountry: string;
	readonly dateOrder: DateOrder;
	readonly keepSpaces: boolean;
	/** Values that count as consent; null when everybody has consented. */
	readonly consent: ConsentValues | null;
}

/** A cell that could not be used: its column's label and a reason that goes on after it and never quotes the value. */
export interface CellProblem {
	readonly column: string;
	readonly reason: string;
}

/** One contact, ready for Meta. */
export interface Contact {
	/** One row a contact; more when there are several e-mail addresses or phone numbers. Empty when nothing can be used. */
	readonly members: readonly Member[];
	readonly problems: readonly CellProblem[];
	readonly consent: boolean;
}

/** How the columns are read that have one key. `home` is the contact's country. */
type Reading = (text: string, home: string) => Normalised;

interface OneKey {
	readonly key: Key;
	readonly read: Reading;
	/** Values are few and come again, so what they hash to is remembered; `home` when it depends on the country as well. */
	readonly remember?: 'text' | 'home';
}

/** Entries a memory of hashes may hold before it starts anew. */
const REMEMBERED = 20_000;

const NOBODY = 'needs an email, a phone or an ID, or first and last name with a city, a postal code or a birth date';

/** Reads the contacts of one run. The hashes it remembers on the way end with it. */
export class ContactReader {
	private readonly memories = new Map<string, Map<string, Normalised>>();
	private readonly columns: Readonly<Record<string, OneKey>>;

	constructor(private readonly settings: ReadingSettings) {
		const name: Reading = (text) => personName(text, settings.keepSpaces);
		this.columns = {
			firstName: { key: 'FN', read: name, remember: 'text' },
			lastName: { key: 'LN', read: name, remember: 'text' },
			firstInitial: { key: 'FI', read: firstInitial, remember: 'text' },
			gender: { key: 'GEN', read: gender, remember: 'text' },
			birthYear: { key: 'DOBY', read: birthYear, remember: 'text' },
			birthMonth: { key: 'DOBM', read: birthMonth, remember: 'text' },
			birthDay: { key: 'DOBD', read: birthDay, remember: 'text' },
			city: { key: 'CT', read: city, remember: 'text' },
			country: { key: 'COUNTRY', read: country, remember: 'text' },
			state: { key: 'ST', read: state, remember: 'home' },
			zip: { key: 'ZIP', read: zip, remember: 'home' },
		};
	}

	/** Reads one contact. Never throws; cells that cannot be used are left blank and named. */
	read(cells: Cells): Contact {
		const { consent: yes } = this.settings;
		const draft = new Draft();
		const home = this.homeOf(cells);
		let consent = yes === null;
		for (const [column, value] of cells) {
			if (column === 'consent') consent ||= yes !== null && consents(value, yes);
			else this.readCell(draft, column, value, home);
		}
		return { ...draft.finish(), consent };
	}

	private readCell(draft: Draft, column: string, value: unknown, home: string): void {
		const oneKey = this.columns[column];
		if (oneKey) draft.set(oneKey.key, column, this.hashed(oneKey, value, home));
		else if (column in unhashed) draft.set(unhashed[column].key, column, plainly(value, unhashed[column].read));
		else if (column === 'birthDate') this.readBirthDate(draft, value);
		else if (column.startsWith('email')) for (const part of parts(value, 'email')) draft.email(column, hashOf(part, email));
		else if (column.startsWith('phone')) for (const part of parts(value, 'phone')) draft.phone(column, part, hashOf(part, (text) => phone(text, home)));
	}

	private readBirthDate(draft: Draft, value: unknown): void {
		const text = textOf(value);
		if (text === '') return;
		const date = isRefused(text) ? text : recogniseHash(text) ? refuse('is a hash: map a hashed birth date as year, month and day') : birthDate(text, this.settings.dateOrder);
		if (isRefused(date)) return draft.refuse('birthDate', date.refused);
		for (const [column, part] of [['birthYear', date.year], ['birthMonth', date.month], ['birthDay', date.day]] as const) this.readCell(draft, column, part, '');
	}

	private hashed({ key, read, remember }: OneKey, value: unknown, home: string): Normalised {
		const text = textOf(value);
		if (typeof text !== 'string' || text === '' || remember === undefined) return hashOf(text, (whole) => read(whole, home));
		const name = remember === 'home' ? `${key} ${home}` : key;
		let memory = this.memories.get(name);
		if (memory === undefined || memory.size >= REMEMBERED) this.memories.set(name, (memory = new Map()));
		const known = memory.get(text);
		if (known !== undefined) return known;
		const fresh = hashOf(text, (whole) => read(whole, home));
		memory.set(text, fresh);
		return fresh;
	}

	/** The country for which national phone numbers, states and postal codes are read. */
	private homeOf(cells: Cells): string {
		for (const [column, value] of cells) {
			if (column !== 'country') continue;
			const text = textOf(value);
			const code = typeof text === 'string' && text !== '' ? country(text) : '';
			if (typeof code === 'string' && code !== '') return code;
		}
		return this.settings.defaultCountry;
	}
}

const unhashed: Readonly<Record<string, { readonly key: Key; readonly read: (text: string) => Normalised }>> = {
	externalId: { key: 'EXTERN_ID', read: externalId },
	advertiserId: { key: 'MADID', read: advertiserId },
	value: { key: 'LOOKALIKE_VALUE', read: customerValue },
	limitedDataUse: { key: 'DATA_PROCESSING_OPTIONS', read: limitedDataUse },
};

function plainly(value: unknown, read: (text: string) => Normalised): Normalised {
	const text = textOf(value);
	return typeof text === 'string' && text !== '' ? read(text) : text;
}

/** The hash of a normalised text; of none there is none. A value that arrives hashed goes as it is, in lowercase. */
function hashOf(text: Normalised, normalise: (text: string) => Normalised): Normalised {
	if (typeof text !== 'string' || text === '') return text;
	const known = recogniseHash(text);
	if (known) return 'wrong' in known ? refuse(known.wrong) : known.sha256;
	const value = normalise(text);
	return typeof value === 'string' && value !== '' ? sha256(value) : value;
}

/** A contact while its cells are read. */
class Draft {
	private readonly member = emptyMember();
	private readonly problems: CellProblem[] = [];
	private readonly emails: string[] = [];
	private readonly phones: string[] = [];
	/** The digits of the contact's phone numbers as they came. */
	private readonly dialled: string[] = [];

	refuse(column: string, reason: string): void {
		this.problems.push({ column: labels.get(column) ?? column, reason });
	}

	/** Takes a key's value; the first one that is not blank stays. */
	set(key: Key, column: string, value: Normalised): void {
		if (typeof value !== 'string') this.refuse(column, value.refused);
		else if (this.member[place[key]] === '') this.member[place[key]] = value;
	}

	email(column: string, value: Normalised): void {
		this.collect(this.emails, column, value);
	}

	phone(column: string, part: Normalised, value: Normalised): void {
		this.collect(this.phones, column, value);
		if (typeof part === 'string') this.dialled.push(part.replace(/\D/g, '').replace(/^0+/, ''));
	}

	finish(): Pick<Contact, 'members' | 'problems'> {
		this.refuseOwnPhone();
		const rows = Math.max(1, this.emails.length, this.phones.length);
		const members = Array.from({ length: rows }, (_, row) => this.withContact(row)).filter(identifies);
		if (members.length === 0) this.refuse('Contact', NOBODY);
		return { members, problems: this.problems };
	}

	private collect(list: string[], column: string, value: Normalised): void {
		if (typeof value !== 'string') this.refuse(column, value.refused);
		else if (value !== '' && !list.includes(value)) list.push(value);
	}

	/** An external ID that is the contact's own phone number would reach Meta in plain. */
	private refuseOwnPhone(): void {
		const id = this.member[place.EXTERN_ID];
		if (!/^\d{7,15}$/.test(id) || !this.dialled.some((digits) => digits.length >= 7 && (digits.endsWith(id) || id.endsWith(digits)))) return;
		this.member[place.EXTERN_ID] = '';
		this.refuse('externalId', 'is the contact’s phone number, and Meta takes this key unhashed');
	}

	private withContact(row: number): Member {
		const member = row === 0 ? this.member : [...this.member];
		member[place.EMAIL] = this.emails[row] ?? '';
		member[place.PHONE] = this.phones[row] ?? '';
		return member;
	}
}

const has = (member: Member, ...wanted: Key[]): boolean => wanted.some((key) => member[place[key]] !== '');

/** Whether a row can be one person: a country or a first name alone would be everybody. */
const identifies = (member: Member): boolean =>
	has(member, 'EMAIL', 'PHONE', 'MADID', 'EXTERN_ID') || (has(member, 'LN') && has(member, 'FN', 'FI') && has(member, 'CT', 'ZIP', 'DOBY'));
