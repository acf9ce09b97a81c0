interface OwnWrite {
	readonly at: number;
	readonly to: bigint;
}

/** Far more than one process changes in a day. */
const CAPACITY = 20_000;

/**
 * The last change this process made of each object. Meta's log can be late; until it shows a change, this reminds of it.
 * A hint: it can hold a step and never permits one, and another worker knows nothing of it.
 */
export class OwnWrites {
	private readonly writes = new Map<string, OwnWrite>();

	last(id: string): OwnWrite | null {
		return this.writes.get(id) ?? null;
	}

	remember(id: string, write: OwnWrite): void {
		this.writes.delete(id);
		this.writes.set(id, write);
		if (this.writes.size > CAPACITY) {
			const [oldest] = this.writes.keys();
			this.writes.delete(oldest);
		}
	}

	/** For tests, whose worlds begin anew. */
	clear(): void {
		this.writes.clear();
	}
}

export const ownWrites = new OwnWrites();
