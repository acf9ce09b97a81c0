import { isCurtRefusal, refusesInText } from './refusalTexts';

/** What a column holds over a run, in so little that every cell of a million rows can be counted. */

/** A cell of JSON that holds no others. */
export type Scalar = string | number | boolean;

export interface ColumnSeen {
	readonly path: string;
	/** Items of the run. */
	readonly rows: number;
	/** Cells that hold something; of a list inside of an item there can be more than rows. */
	readonly filled: number;
	/** The longest stretch of few different values, with how often each is in it. */
	readonly values: ReadonlyMap<Scalar, number>;
	/** Values of all stretches that were looked at, a share of them where they are many. */
	readonly sample: ReadonlyMap<Scalar, number>;
}

/** Different values of one stretch. No answer has more words. */
export const MOST_VALUES = 12;

/** Different values in the sample. */
const SAMPLED = 400;

/** Refusals of a column that are kept where it has more values. */
const ENOUGH = 3;

/** Cells that are passed over at most after a stretch of values that all differ. */
const LONGEST_SKIP = 1_000;

/** What is written most, as it stands: each cell of a long column is compared. */
const PLAIN: ReadonlySet<string> = new Set(
	['no', 'non', 'nein', 'não', 'nee', 'nie', 'nej', 'nei', 'n', 'false', 'never', 'off'].flatMap((word) => [
		word,
		word.toUpperCase(),
		word.charAt(0).toUpperCase() + word.slice(1),
	]),
);

const LONGEST_PLAIN = 5;

const isRefusal = (text: string): boolean => refusesInText(text) || isCurtRefusal(text);

const isPlainAnswer = (value: Scalar): boolean =>
	typeof value === 'boolean' || (typeof value === 'string' && value.length <= LONGEST_PLAIN && PLAIN.has(value));

interface Count {
	count: number;
}

/**
 * Counts values in stretches: a column may begin with IDs and go on with answers. A stretch ends with one value too many. After one in
 * which hardly any value came again, a share of the cells is passed over: most columns are IDs, names and texts.
 */
export class ColumnTally {
	private filled = 0;
	private skip = 0;
	private values = new Map<Scalar, Count>();
	private last: { readonly value: Scalar; readonly count: Count } | undefined;
	private longest: ReadonlyMap<Scalar, Count> = new Map();
	private readonly sample = new Map<Scalar, number>();
	private refusals = 0;

	note(value: Scalar): void {
		this.filled += 1;
		if (this.skip > 0) {
			this.skip -= 1;
			this.passOver(value);
		} else if (this.last?.value === value) this.last.count.count += 1;
		else this.tallied(value);
	}

	/** A plain answer and a refusal are never passed over. */
	private passOver(value: Scalar): void {
		if (isPlainAnswer(value) || this.refuses(value)) this.sample.set(value, (this.sample.get(value) ?? 0) + 1);
	}

	/** A few show what the column holds. */
	private refuses(value: Scalar): boolean {
		if (this.refusals === ENOUGH || typeof value !== 'string' || !isRefusal(value)) return false;
		this.refusals += 1;
		return true;
	}

	private tallied(value: Scalar): void {
		let count = this.values.get(value);
		if (count === undefined) {
			if (this.values.size === MOST_VALUES && this.endsStretch()) return this.passOver(value);
			count = { count: 0 };
			this.values.set(value, count);
		}
		count.count += 1;
		this.last = { value, count };
	}

	/** @returns whether the cells that follow are passed over */
	private endsStretch(): boolean {
		const length = lengthOf(this.values);
		this.sampleStretch();
		if (length > lengthOf(this.longest)) this.longest = this.values;
		this.values = new Map();
		this.last = undefined;
		this.skip = length < 2 * MOST_VALUES ? Math.min(LONGEST_SKIP, this.filled >> 3) : 0;
		return this.skip > 0;
	}

	private sampleStretch(): void {
		for (const [value, { count }] of this.values) {
			const before = this.sample.get(value);
			if (before !== undefined || this.sample.size < SAMPLED || this.refuses(value))
				this.sample.set(value, (before ?? 0) + count);
		}
	}

	/** Cells that hold something. */
	get count(): number {
		return this.filled;
	}

	/** Undefined where nothing stands in the column. */
	seen(path: string, rows: number): ColumnSeen | undefined {
		if (this.filled === 0) return undefined;
		this.sampleStretch();
		const longest = lengthOf(this.values) > lengthOf(this.longest) ? this.values : this.longest;
		const values = new Map(Array.from(longest, ([value, { count }]) => [value, count] as const));
		return { path, rows, filled: this.filled, values, sample: this.sample };
	}
}

const lengthOf = (values: ReadonlyMap<Scalar, Count>): number => {
	let length = 0;
	for (const { count } of values.values()) length += count;
	return length;
};
