/** So many parts may fail while none has come; then one at a time is asked for. */
const MOST_UNHEARD = 4;

/** So many parts that cannot be cut any more have to fail then: one of them may have an ailment of its own. */
const MOST_LEAVES = 3;

/** What can be hoped for of a report's parts, by what has become of others. */
export class Hope {
	private looksElsewhere = false;

	/**
	 * @param hasCome whether one of them is there
	 * @param failures parts that failed, and were cut or given up
	 * @param leaves those of them that could not be cut any more
	 */
	constructor(
		private hasCome = false,
		private failures = 0,
		private leaves = 0,
	) {}

	/** Whether many have failed and none has come: then one goes ahead. */
	get isFaint(): boolean {
		return !this.hasCome && this.failures >= MOST_UNHEARD;
	}

	/** Whether the smallest parts fail too, and nothing has come. */
	get isGone(): boolean {
		return this.isFaint && this.leaves >= MOST_LEAVES;
	}

	/** What was asked for is there. */
	came(): void {
		this.hasCome = true;
	}

	/** It is not, and whether it can be had in smaller parts. */
	failed({ isLeaf }: { readonly isLeaf: boolean }): void {
		this.failures++;
		if (isLeaf) this.leaves++;
		this.looksElsewhere = isLeaf && this.leaves % 2 === 0;
	}

	/**
	 * Whether the next part should lie furthest off from those that failed last, told once. After one leaf its neighbor
	 * is asked for, which may lack what ails it. After two, one of other days is. So what is there is found before hope
	 * is gone.
	 */
	elsewhere(): boolean {
		const is = this.looksElsewhere;
		this.looksElsewhere = false;
		return is;
	}

	/** Whether the first of equal pieces goes ahead and no longer the last, of the newest days: they may have other fields, too. */
	get fromTheFirst(): boolean {
		return this.leaves >= 2;
	}
}
