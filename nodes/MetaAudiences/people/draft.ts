import { columnLabels } from '../../meta/people/columns/columns';
import { emptyMember, place, keyValueOf, type Key, type Member } from './rows/keys';
import { isRefusedValue, type NormalizedValue } from '../../meta/people/normalise/value';

/** A cell that could not be used: its column's label and a reason that goes on after it and never quotes the value. */
interface CellProblem {
	readonly column: string;
	readonly reason: string;
}

/** The rows that a contact's cells come to. */
export interface ContactDraft {
	/** One row a contact; more when there are several email addresses or phone numbers. Empty when nothing can be used. */
	readonly members: readonly Member[];
	readonly problems: readonly CellProblem[];
}

const NO_PROBLEMS: readonly CellProblem[] = [];

/** Why an ID stays here; only beside the contact's numbers can that be seen. */
export const OWN_PHONE = 'is the contact’s phone number, and Meta accepts this key unhashed';

const NOBODY = 'needs an email, a phone or an ID, or first and last name with a city, a postal code or a birth date';

/** A contact while its cells are read. */
export class Draft {
	private readonly member = emptyMember();
	private readonly problems: CellProblem[] = [];
	private readonly emails: string[] = [];
	private readonly phones: string[] = [];
	/** The digits of the contact's phone numbers as they came. */
	private readonly dialled: string[] = [];

	refuse(column: string, reason: string): void {
		this.problems.push({ column: columnLabels.get(column) ?? column, reason });
	}

	/** Takes a key's value; the first one that is not blank stays. */
	set(key: Key, column: string, value: NormalizedValue): void {
		if (isRefusedValue(value)) this.refuse(column, value.refused);
		else if (keyValueOf(this.member, key) === '') this.member[place[key]] = value;
	}

	email(column: string, value: NormalizedValue): void {
		this.collect(this.emails, column, value);
	}

	phone(column: string, part: NormalizedValue, value: NormalizedValue): void {
		this.collect(this.phones, column, value);
		if (!isRefusedValue(part)) this.dialled.push(part.replace(/\D/g, '').replace(/^0+/, ''));
	}

	/** What has been read so far, whether or not somebody can be found by it. */
	asItStands(): ContactDraft {
		const rows = Math.max(1, this.emails.length, this.phones.length);
		// Most have one, and a list made by a function takes longer than what is in it.
		const members =
			rows === 1 ? [this.withAddress(0)] : Array.from({ length: rows }, (_, row) => this.withAddress(row));
		return { members, problems: this.problems };
	}

	finish(): ContactDraft {
		this.refuseOwnPhone();
		const all = this.asItStands().members;
		// A million of them are held at once, and a filtered list has room for sixteen.
		const members = all.every(identifies) ? all : all.filter(identifies);
		if (members.length === 0) this.refuse('Contact', NOBODY);
		return { members, problems: this.problems.length === 0 ? NO_PROBLEMS : this.problems };
	}

	private collect(list: string[], column: string, value: NormalizedValue): void {
		if (isRefusedValue(value)) this.refuse(column, value.refused);
		else if (value !== '' && !list.includes(value)) list.push(value);
	}

	/** An external ID that is the contact's own phone number would reach Meta in plain. */
	private refuseOwnPhone(): void {
		const id = keyValueOf(this.member, 'EXTERN_ID');
		if (!/^\d{7,15}$/.test(id) || !this.dialled.some((digits) => isSameNumber(digits, id))) return;
		this.member[place.EXTERN_ID] = '';
		this.refuse('externalId', OWN_PHONE);
	}

	/** The row of one of the addresses and numbers; a contact may have more of one kind than of the other. */
	private withAddress(row: number): Member {
		const member = row === 0 ? this.member : [...this.member];
		member[place.EMAIL] = this.emails[row] ?? '';
		member[place.PHONE] = this.phones[row] ?? '';
		return member;
	}
}

const isSameNumber = (digits: string, id: string): boolean =>
	digits.length >= 7 && (digits.endsWith(id) || id.endsWith(digits));

const has = (member: Member, ...keys: Key[]): boolean => keys.some((key) => keyValueOf(member, key) !== '');

/** Whether a row can be one person: a country or a first name alone would be everybody. */
export const identifies = (member: Member): boolean =>
	has(member, 'EMAIL', 'PHONE', 'MADID', 'EXTERN_ID') ||
	(has(member, 'LN') && has(member, 'FN', 'FI') && has(member, 'CT', 'ZIP', 'DOBY'));
