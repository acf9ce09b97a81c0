import type { NodeRun } from '../support/harness.mts';

/** Runs that take turns, call by call: what happens between a read and a write of one of them is in the test's hands. */

/** A run that is handed what it has to ask before each call. */
export interface Player<Result> {
	readonly name: string;
	/** Whether from this call on it waits for its turn. */
	readonly begins: (path: string, method: string) => boolean;
	readonly run: (onCall: NonNullable<NodeRun['onCall']>) => Promise<Result>;
}

class Turn {
	private go: (() => void) | null = null;
	private arrived: (() => void) | null = null;
	private isIn = false;
	hasEnded = false;

	constructor(private readonly begins: Player<unknown>['begins']) {}

	readonly ask: NonNullable<NodeRun['onCall']> = async ({ method = 'GET', url }) => {
		this.isIn ||= this.begins(new URL(url).pathname.replace(/^\/v\d+\.\d+\//, ''), method);
		if (!this.isIn) return;
		await new Promise<void>((resolve) => {
			this.go = resolve;
			this.arrived?.();
		});
	};

	/** Until its next call wants to leave, or the run has ended. */
	async stands(): Promise<void> {
		if (this.go !== null || this.hasEnded) return;
		await new Promise<void>((resolve) => (this.arrived = resolve));
		this.arrived = null;
	}

	/** Lets one call leave, and comes back when it has been answered. */
	async step(): Promise<void> {
		if (this.hasEnded) return;
		const { go } = this;
		this.go = null;
		go?.();
		await this.stands();
	}

	end(): void {
		this.hasEnded = true;
		this.arrived?.();
	}
}

/**
 * All runs come to where they begin to wait. Then each name of the order lets one call of that run leave. What is left runs to its
 * end, one run after the other.
 */
export async function takeTurns<Result>(
	players: ReadonlyArray<Player<Result>>,
	order: readonly string[],
): Promise<Record<string, Result>> {
	const turns = new Map(players.map((player) => [player.name, new Turn(player.begins)]));
	const results: Record<string, Result> = {};
	const runs = players.map(async ({ name, run }) => {
		const turn = turns.get(name)!;
		results[name] = await run(turn.ask).finally(() => turn.end());
	});
	for (const turn of turns.values()) await turn.stands();
	for (const name of order) await turns.get(name)!.step();
	for (const turn of turns.values()) while (!turn.hasEnded) await turn.step();
	await Promise.all(runs);
	return results;
}

/** A call of a run, where it matters whether it changes something: calls that only read may change places. */
export interface PlannedCall {
	readonly by: string;
	readonly writes: boolean;
}

/**
 * Every order in which the calls of several runs can come; each run's own stay in their order. Of those that differ only in reads
 * next to each other, one.
 */
export function ordersOf(runs: Readonly<Record<string, string>>): string[][] {
	const names = Object.keys(runs);
	const grow = (at: Readonly<Record<string, number>>, last: PlannedCall | null): string[][] => {
		if (names.every((name) => at[name] === runs[name]!.length)) return [[]];
		return names.flatMap((name) => {
			const call = runs[name]![at[name]!];
			if (call === undefined) return [];
			const writes = call === call.toUpperCase();
			const isSwapped = !writes && last !== null && !last.writes && names.indexOf(last.by) > names.indexOf(name);
			if (isSwapped) return [];
			return grow({ ...at, [name]: at[name]! + 1 }, { by: name, writes }).map((rest) => [name, ...rest]);
		});
	};
	return grow(Object.fromEntries(names.map((name) => [name, 0])), null);
}
