import type { Contact } from '../contact';
import { emptyMember, keys, valueAt, type Member } from './keys';

/**
 * How a value is kept. An address or number is its own person's, so its 32 bytes stand in the row. Other hashes are few
 * and come again, so the row has their number in a list. What is not hashed stands there as it is.
 */
type Way = 'hash' | 'listed' | 'text';

const ways = keys.map(({ key, hashed }): Way =>
	key === 'EMAIL' || key === 'PHONE' ? 'hash' : hashed ? 'listed' : 'text',
);

const HASH = 32;
const NUMBER = 4;
/** A bit for each key: whether the row has it. */
const MASK = 4;

/** More than any row: a value has at most 500 characters. */
const LONGEST_ROW = 16_384;

/**
 * Keeps the rows of many contacts small while others are read: about 100 bytes a contact with eight keys instead of 350. A
 * run can have a million of them.
 */
export class Packer {
	private readonly numbers = new Map<string, number>();
	private readonly values: string[] = [];
	/** The listed value that each key had last, and its number: of a country all rows have the same. */
	private readonly lastValues = keys.map(() => '');
	private readonly lastNumbers = keys.map(() => 0);
	private readonly bytes = Buffer.alloc(LONGEST_ROW);

	/** The same contact with its rows packed: they are made anew whenever they are asked for. */
	packed({ members, problems, consent }: Contact): Contact {
		return new PackedContact(this, members.map((member) => this.pack(member)).join(''), problems, consent);
	}

	/** Rows as they were packed, each a list of its own. */
	unpack(packedRow: string): Member[] {
		const bytes = Buffer.from(packedRow, 'latin1');
		const members: Member[] = [];
		for (let at = 0; at < bytes.length;) {
			const member = emptyMember();
			at = this.readRow(bytes, at, member);
			members.push(member);
		}
		return members;
	}

	private pack(member: Member): string {
		const { bytes } = this;
		let mask = 0;
		let at = MASK;
		for (let index = 0; index < ways.length; index++) {
			const value = valueAt(member, index);
			if (value === '') continue;
			mask |= 1 << index;
			at += this.write(index, value, at);
		}
		bytes.writeUInt32LE(mask, 0);
		return bytes.toString('latin1', 0, at);
	}

	/** @returns how many bytes were written */
	private write(index: number, value: string, at: number): number {
		const way = ways[index];
		if (way === 'hash') return this.bytes.write(value, at, 'hex');
		if (way === 'listed') return this.bytes.writeUInt32LE(this.numberAt(index, value), at) - at;
		const byteCount = this.bytes.write(value, at + NUMBER, 'utf16le');
		this.bytes.writeUInt32LE(byteCount, at);
		return NUMBER + byteCount;
	}

	/** @returns where the next row begins */
	private readRow(bytes: Buffer, start: number, member: Member): number {
		const mask = bytes.readUInt32LE(start);
		let at = start + MASK;
		ways.forEach((way, index) => {
			if ((mask & (1 << index)) === 0) return;
			if (way === 'hash') {
				member[index] = bytes.toString('hex', at, at + HASH);
				at += HASH;
				return;
			}
			const number = bytes.readUInt32LE(at);
			at += NUMBER;
			if (way === 'listed') {
				member[index] = valueAt(this.values, number);
				return;
			}
			member[index] = bytes.toString('utf16le', at, at + number);
			at += number;
		});
		return at;
	}

	private numberAt(index: number, value: string): number {
		if (this.lastValues[index] === value) return this.lastNumbers[index] ?? 0;
		const number = this.numberOf(value);
		this.lastValues[index] = value;
		this.lastNumbers[index] = number;
		return number;
	}

	private numberOf(value: string): number {
		const valueNumber = this.numbers.get(value);
		if (valueNumber !== undefined) return valueNumber;
		const fresh = this.values.push(value) - 1;
		this.numbers.set(value, fresh);
		return fresh;
	}
}

class PackedContact implements Contact {
	constructor(
		private readonly packer: Packer,
		private readonly packed: string,
		readonly problems: Contact['problems'],
		readonly consent: boolean,
	) {}

	get members(): readonly Member[] {
		return this.packer.unpack(this.packed);
	}
}
