/** What this process remembers, up to so many entries: the oldest are forgotten. For hints, which may be missing. */
export class ProcessMemory<T> {
	private readonly entries = new Map<string, T>();

	constructor(private readonly capacity: number) {}

	recall(key: string): T | undefined {
		return this.entries.get(key);
	}

	remember(key: string, value: T): void {
		this.entries.delete(key);
		this.entries.set(key, value);
		if (this.entries.size <= this.capacity) return;
		const [oldest] = this.entries.keys();
		if (oldest !== undefined) this.entries.delete(oldest);
	}

	forget(key: string): void {
		this.entries.delete(key);
	}

	/** For tests, whose worlds begin anew. */
	clear(): void {
		this.entries.clear();
	}
}
