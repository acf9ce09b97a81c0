import { Hope } from './parts/hope';

/**
 * How many parts of a report are asked for at once, by whether any has come. Cutting what fails doubles its parts with
 * each step: where Meta gives nothing at all, hundreds of questions would end the same. So after a few failures one
 * part goes ahead, each time the smallest there is. That lasts until one comes and all others follow, or until there is
 * nothing to hope for.
 */
export class SingleFile extends Hope {
	private askedCount = 0;
	private readonly waiting: Array<() => void> = [];

	/** Waits until a part may be asked for; `leave` gives the place to another. */
	async enter(): Promise<void> {
		while (this.isFaint && this.askedCount > 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
		this.askedCount++;
	}

	/** Gives the place to one of the parts that began to wait last, the smallest, or to the one that has waited longest. */
	leave(): void {
		this.askedCount--;
		if (!this.isFaint) for (const go of this.waiting.splice(0)) go();
		else if (this.askedCount === 0) this.next()?.();
	}

	private next(): (() => void) | undefined {
		if (this.elsewhere()) return this.waiting.shift();
		// Pieces come in pairs.
		return this.waiting.splice(this.fromTheFirst ? -2 : -1, 1)[0];
	}
}
