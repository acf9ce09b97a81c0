import { wait } from './exchange.mts';

export interface BarrierRule {
	method: string;
	/** A regular expression for the whole path. */
	path: string;
	/** Requests that have to be there before the first of them is answered. */
	parties: number;
	/** Milliseconds after which a request no longer waits for others. */
	patience: number;
}

/**
 * Holds requests until as many have arrived as there are clients: two workers then read the same state before either
 * writes. For tests of what happens between a read and a write.
 */
export class Barrier {
	private rule?: BarrierRule & { pattern: RegExp };
	private waiting: (() => void)[] = [];
	/** How often everybody was there in time. */
	met = 0;

	set(rule: BarrierRule | undefined): void {
		this.open();
		this.met = 0;
		this.rule = rule && { ...rule, pattern: new RegExp(`^(?:${rule.path})$`) };
	}

	async pass(method: string, path: string, closing: AbortSignal): Promise<void> {
		const { rule } = this;
		if (!rule || rule.method !== method || !rule.pattern.test(path)) return;
		if (this.waiting.length + 1 >= rule.parties) {
			this.met += 1;
			this.open();
			return;
		}
		let leave = (): void => {};
		const opening = new Promise<void>((resolve) => {
			leave = resolve;
			this.waiting.push(resolve);
		});
		await Promise.race([opening, wait(rule.patience, closing)]);
		this.waiting = this.waiting.filter((one) => one !== leave);
	}

	private open(): void {
		for (const leave of this.waiting) leave();
		this.waiting = [];
	}
}
