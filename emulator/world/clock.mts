/** The emulator's own time: runs like the real clock, can be set at the start and moved forward. Milliseconds since 1970. */
export class VirtualClock {
	private offset: number;

	constructor(private readonly startAt?: Date) {
		this.offset = this.startOffset();
	}

	now(): number {
		return Date.now() + this.offset;
	}

	advance(seconds: number): void {
		this.offset += seconds * 1000;
	}

	/** Lets something happen as if it were a moment that has passed. */
	asOf(moment: number, act: () => void): void {
		const { offset } = this;
		this.offset += moment - this.now();
		try {
			act();
		} finally {
			this.offset = offset;
		}
	}

	reset(): void {
		this.offset = this.startOffset();
	}

	private startOffset(): number {
		return this.startAt ? this.startAt.getTime() - Date.now() : 0;
	}
}
