/**
 * Meta takes 100 changes a second from an app for an ad account and stops bursts (Marketing API, "Rate limiting"; error
 * 613/5044001). In no second more than this leave at once and as many come after them: together never more than Meta
 * takes.
 */
export const CHANGES_AT_ONCE = 50;

interface Speed {
	/** Changes that may leave together after a rest. */
	readonly atOnce: number;
	/** Changes a second after that. */
	readonly perSecond: number;
}

const ALONE: Speed = { atOnce: CHANGES_AT_ONCE, perSecond: CHANGES_AT_ONCE };
/** Where others draw on the same quota: four such processes stay below Meta's hundred. */
const SHARED_SPEED: Speed = { atOnce: 6, perSecond: 18 };

/** After a refusal the speed of a third, halved again with each; half a minute without one doubles it. */
const SLOWEST = 1 / 16;
const RECOVERY_MS = 30_000;

interface Row {
	/** Changes that may leave at the time `at`. */
	places: number;
	at: number;
	slowness: number;
	refusedAt: number;
}

/** When the next changes of an ad account may leave this process. */
export class ChangePace {
	private readonly rows = new Map<string, Row>();

	constructor(private readonly now: () => number) {}

	/** How many changes may leave together at most. */
	atOnce(account: string, isShared: boolean): number {
		return this.speed(this.row(account), isShared).atOnce;
	}

	/**
	 * Takes places for changes that are about to leave, no more than may leave together.
	 *
	 * @returns 0, or the milliseconds after which to ask again
	 */
	take(account: string, changes: number, isShared: boolean): number {
		if (changes === 0) return 0;
		const now = this.now();
		const row = this.row(account);
		const { atOnce, perSecond } = this.speed(row, isShared);
		row.places = Math.min(atOnce, row.places + ((now - row.at) * perSecond) / 1000);
		row.at = now;
		if (row.places < changes) return Math.ceil(((changes - row.places) * 1000) / perSecond);
		row.places -= changes;
		return 0;
	}

	/** Meta has refused changes because too many came at once: somebody else sends, too. */
	refused(account: string): void {
		const row = this.row(account);
		row.slowness = Math.max(SLOWEST, this.slowness(row) / 2);
		row.refusedAt = this.now();
	}

	private speed(row: Row, isShared: boolean): Speed {
		const slowness = this.slowness(row);
		if (slowness === 1 && !isShared) return ALONE;
		return {
			atOnce: Math.max(1, Math.floor(SHARED_SPEED.atOnce * slowness)),
			perSecond: SHARED_SPEED.perSecond * slowness,
		};
	}

	private slowness({ slowness, refusedAt }: Row): number {
		return Math.min(1, slowness * 2 ** Math.floor((this.now() - refusedAt) / RECOVERY_MS));
	}

	private row(account: string): Row {
		const row = this.rows.get(account) ?? {
			places: CHANGES_AT_ONCE,
			at: this.now(),
			slowness: 1,
			refusedAt: -Infinity,
		};
		this.rows.set(account, row);
		return row;
	}
}
