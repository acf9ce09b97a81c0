/** So many parts may fail while none has come; then one at a time is asked for. */
const MOST_UNHEARD = 4;

/** So many parts that cannot be cut any more have to fail then: one of them may have an ailment of its own. */
const MOST_LEAVES = 3;

/**
 * How many parts of a report are asked for at once, by whether any has come. Cutting what fails doubles its parts with
 * each step: where Meta gives nothing at all, hundreds of questions would end the same. So after a few failures one part
 * goes ahead, each time the smallest there is, until one comes and all others follow, or until there is nothing to hope for.
 */
export class SingleFile {
	private hasCome = false;
	private failures = 0;
	private leaves = 0;
	private asked = 0;
	private readonly waiting: Array<() => void> = [];

	/** Whether the smallest parts fail too, and nothing has come. */
	get isHopeless(): boolean {
		return this.isNarrow && this.leaves >= MOST_LEAVES;
	}

	private get isNarrow(): boolean {
		return !this.hasCome && this.failures >= MOST_UNHEARD;
	}

	/** Waits until a part may be asked for; `leave` gives the place to another. */
	async enter(): Promise<void> {
		while (this.isNarrow && this.asked > 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
		this.asked++;
	}

	/** What was asked for is there. */
	came(): void {
		this.hasCome = true;
	}

	/** It is not, and whether it can be had in smaller parts. */
	failed({ isLeaf }: { readonly isLeaf: boolean }): void {
		this.failures++;
		if (isLeaf) this.leaves++;
	}

	/** Gives the place to the part that began to wait last: the smallest. */
	leave(): void {
		this.asked--;
		if (!this.isNarrow) for (const go of this.waiting.splice(0)) go();
		else if (this.asked === 0) this.waiting.pop()?.();
	}
}
