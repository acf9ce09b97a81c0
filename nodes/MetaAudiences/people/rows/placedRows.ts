import { isEqual } from 'lodash';

import { existing } from '../../../shared/lists';
import type { Contact } from '../contact';
import { keys, place, valueAt, keyValueOf, type Key, type Member } from './keys';
import { OWN_KEYS } from './refusals';

/** A row for Meta and the contact (its position in the run) that it is of. */
export interface PlacedRow {
	readonly contact: number;
	readonly member: Member;
}

/**
 * Rows, each person's once: what a later row adds goes into the earlier one, unless the two contradict.
 *
 * Of a row that is as its contact has it only its place is kept: a run can have a million of them.
 */
export class PlacedRows implements Iterable<PlacedRow> {
	/** Of each row: the position of its contact, and its place among that contact's rows. */
	private readonly contactOf: number[] = [];
	private readonly placeOf: number[] = [];
	/** Rows that are not as their contact has them. */
	private readonly altered = new Map<number, Member>();
	/** Rows by the value that identifies their person; of an email or phone the beginning. Several people may share it. */
	private readonly first = new Map<string | number, number>();
	private readonly further = new Map<string | number, number[]>();
	/** How many rows have each key. */
	private readonly counts = new Array<number>(keys.length).fill(0);
	private nameless = 0;

	constructor(private readonly contacts: readonly Contact[]) {}

	get length(): number {
		return this.contactOf.length;
	}

	/**
	 * @param at the row's place among the contact's own
	 * @param member the row; another than the contact's where something was taken out of it
	 * @returns the position of the first contact of the same person; undefined where there is none, and where a name is nobody's
	 */
	add(contact: number, at: number, member: Member, isAsItWas: boolean): number | undefined {
		const name = nameOf(member);
		const ownIndex = indexOf(name);
		const { isMerged, holder } = this.mergedInto(ownIndex, name, member);
		if (isMerged) return holder;
		const isCrowded = (this.further.get(ownIndex)?.length ?? 0) >= COMPARED;
		const index = isCrowded ? member.join(' ') : ownIndex;
		const whole = isCrowded ? this.mergedInto(index, name, member) : NOT_THERE;
		if (whole.isMerged) return whole.holder;
		const row = this.contactOf.push(contact) - 1;
		this.placeOf.push(at);
		if (!isAsItWas) this.altered.set(row, member);
		const further = this.further.get(index);
		if (further) further.push(row);
		else if (this.first.has(index)) this.further.set(index, [row]);
		else this.first.set(index, row);
		this.count(member);
		if (name.key === null) this.nameless += 1;
		return isCrowded ? undefined : holder;
	}

	/** The position of the contact whose row has all that this one has; undefined if no row has. */
	holderOf(member: Member): number | undefined {
		const name = nameOf(member);
		const index = indexOf(name);
		const row = [index, member.join(' ')]
			.flatMap((at) => [this.first.get(at) ?? [], this.further.get(at) ?? []].flat())
			.find((one) => {
				const earlier = this.memberOf(one);
				return isEqual(nameOf(earlier), name) && merge(earlier, member) === earlier;
			});
		return row === undefined ? undefined : valueIn(this.contactOf, row);
	}

	/** How many rows have a key. */
	having(key: Key): number {
		return valueIn(this.counts, place[key]);
	}

	/** How many rows have none of the keys that are one person's own. */
	get withoutOwnKey(): number {
		return this.nameless;
	}

	/** The keys that any of the rows has. */
	occurring(): Key[] {
		return keys.flatMap(({ key }) => (this.having(key) > 0 ? [key] : []));
	}

	slice(from: number, to: number): PlacedRow[] {
		const rows: PlacedRow[] = [];
		for (let row = from; row < Math.min(to, this.length); row++) {
			rows.push({ contact: valueIn(this.contactOf, row), member: this.memberOf(row) });
		}
		return rows;
	}

	/** Rows that are not as their contact has them, by its position. */
	alteredOf(): ReadonlyMap<number, readonly Member[]> {
		const alteredRows = new Map<number, Member[]>();
		for (const [row, member] of this.altered) {
			const contact = valueIn(this.contactOf, row);
			alteredRows.set(contact, [...(alteredRows.get(contact) ?? []), member]);
		}
		return alteredRows;
	}

	*[Symbol.iterator](): Iterator<PlacedRow> {
		for (let row = 0; row < this.length; row++) yield* this.slice(row, row + 1);
	}

	/** What a row says of a person known already and does not contradict is then in the earlier row. */
	private mergedInto(index: string | number, name: Name, member: Member): Merging {
		const first = this.first.get(index);
		if (first === undefined) return NOT_THERE;
		let holder: number | undefined;
		for (const row of [first, ...(this.further.get(index) ?? [])]) {
			const earlier = this.memberOf(row);
			if (!isEqual(nameOf(earlier), name)) continue;
			holder ??= valueIn(this.contactOf, row);
			const mergedMember = merge(earlier, member);
			if (mergedMember === null) continue;
			if (mergedMember !== earlier) {
				this.altered.set(row, mergedMember);
				this.count(mergedMember, earlier);
			}
			return { isMerged: true, holder };
		}
		return { isMerged: false, holder };
	}

	private count(member: Member, before?: Member): void {
		for (let at = 0; at < this.counts.length; at++) {
			const isNew = valueAt(member, at) !== '' && (before === undefined || valueAt(before, at) === '');
			if (isNew) this.counts[at] = valueIn(this.counts, at) + 1;
		}
	}

	private memberOf(row: number): Member {
		const alteredRows = this.altered.get(row);
		if (alteredRows !== undefined) return alteredRows;
		const { members } = existing(this.contacts[valueIn(this.contactOf, row)], 'the contact of a row');
		return existing(members[valueIn(this.placeOf, row)], 'a row of a contact');
	}
}

/**
 * Rows of one name that contradict each other. From here on it is a word for nobody, such as the address that a till
 * writes for everybody without one. Rows are then the same where all of them is.
 */
const COMPARED = 20;

interface Merging {
	readonly isMerged: boolean;
	/** The first contact of the same name. */
	readonly holder: number | undefined;
}

const NOT_THERE: Merging = { isMerged: false, holder: undefined };

const valueIn = (numbers: readonly number[], at: number): number => existing(numbers[at], 'a number of a row');

/** Of one value, each key means somebody else: a customer's ID can be written as another's device is. */
interface Name {
	readonly key: Key | null;
	readonly value: string;
}

/** What rows of one person share; without any of the strong keys, all of it. */
function nameOf(member: Member): Name {
	const key = OWN_KEYS.find((ownCell) => keyValueOf(member, ownCell) !== '');
	return key === undefined ? { key: null, value: member.join(' ') } : { key, value: keyValueOf(member, key) };
}

/** Digits of a hash that tell most people apart, and whose number takes no memory of its own. */
const TELLING = 8;

const indexOf = ({ key, value }: Name): string | number =>
	key === 'EMAIL' || key === 'PHONE' ? Number.parseInt(value.slice(0, TELLING), 16) | 0 : value;

/** The earlier row with its blanks filled from a later one of the same person; null when the two contradict and both are needed. */
function merge(earlier: Member, later: Member): Member | null {
	if (later.some((value, index) => value !== '' && earlier[index] !== '' && earlier[index] !== value)) return null;
	if (later.every((value, index) => value === '' || earlier[index] !== '')) return earlier;
	return earlier.map((value, index) => (value === '' ? valueAt(later, index) : value));
}
