/**
 * What this process remembers: at least the latest so many entries, at most twice as many. For hints, which may be missing.
 * All older ones are forgotten at once: a Map whose first entry is deleted again and again becomes slow.
 */
export class ProcessMemory<T> {
	private latest = new Map<string, T>();
	private older = new Map<string, T>();

	constructor(private readonly capacity: number) {}

	recall(key: string): T | undefined {
		return this.latest.get(key) ?? this.older.get(key);
	}

	remember(key: string, value: T): void {
		this.latest.set(key, value);
		if (this.latest.size < this.capacity) return;
		this.older = this.latest;
		this.latest = new Map();
	}

	forget(key: string): void {
		this.latest.delete(key);
		this.older.delete(key);
	}

	/** For tests, whose worlds begin anew. */
	clear(): void {
		this.latest.clear();
		this.older.clear();
	}
}
