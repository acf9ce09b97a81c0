import { compareIds } from './queue';
import type { AdSetState, RotatedAd, RotationSettings } from './rotation';
import { DAY_MS } from '../../../../shared/durations';

/**
 * While an ad set learns, a new ad starts the learning again (Meta Business Help, "About the learning phase"). So at
 * most one ad comes in during this time.
 */
const LEARNING_REST_DAYS = 7;

/** What is changed, by ad. */
export interface RotationChange {
	readonly action: 'pause' | 'activate';
	readonly reason: string;
	readonly partner: string | null;
}

export interface Candidate {
	readonly ad: RotatedAd;
	readonly reason: string;
}

interface Successor {
	/** Null: nobody stands by, or nobody may come in now. */
	readonly ad: RotatedAd | null;
	/** Why there is none; `waits` when one is there that is not approved, and the present ad has to stay for it. */
	readonly why: string;
	readonly waits: boolean;
}

/**
 * Decides what is changed, under these promises. There are never more pauses than allowed, and never fewer live ads
 * than asked. The last live ad of an ad set stays. No ad makes room for one that is not approved, and none that is not
 * approved is activated.
 */
export class RotationPlan {
	readonly changes = new Map<string, RotationChange>();
	/** Why a candidate stays, by ad. */
	readonly spared = new Map<string, string>();
	/** Ad sets with too few live ads, where a person has paused the others. */
	readonly unfilled = new Set<string>();
	private readonly liveIn = new Map<string, number>();
	private readonly activatedIn = new Map<string, number>();
	private pauses = 0;

	constructor(
		live: readonly RotatedAd[],
		private readonly queues: ReadonlyMap<string, RotatedAd[]>,
		private readonly adSets: ReadonlyMap<string, AdSetState>,
		private readonly settings: RotationSettings,
		private readonly now: number,
	) {
		for (const { adSetId } of live) this.liveIn.set(adSetId, this.liveOf(adSetId) + 1);
	}

	/** Live ads once every change is done. */
	get live(): number {
		return [...this.liveIn.values()].reduce((sum, count) => sum + count, 0);
	}

	private liveOf(adSetId: string): number {
		return this.liveIn.get(adSetId) ?? 0;
	}

	private testOf(adSetId: string): string | null {
		return this.adSets.get(adSetId)?.tested ?? null;
	}

	/** Lets a live ad make room, if the promises allow it. */
	pause({ ad, reason }: Candidate, needsSuccessor = false): void {
		const stays = (why: string): void => void this.spared.set(ad.id, `${reason} It stays live: ${why}.`);
		if (this.pauses >= this.settings.maxPauses) {
			return stays(`no more than ${this.settings.maxPauses} may be paused in one run`);
		}
		const tested = this.testOf(ad.adSetId);
		if (tested !== null) return stays(tested);
		const successor = this.successorIn(ad.adSetId);
		if (successor.waits || (needsSuccessor && successor.ad === null)) return stays(successor.why);
		if (successor.ad === null) {
			if (this.liveOf(ad.adSetId) <= 1) {
				return stays(`it is the last approved ad of its ad set, and ${successor.why}`);
			}
			if (this.live <= this.settings.keepLive) {
				return stays(`${this.settings.keepLive} ads have to stay live, and ${successor.why}`);
			}
		} else {
			this.activate(successor.ad, `Replaces “${ad.name}”.`, ad.id);
		}
		this.pauses += 1;
		this.liveIn.set(ad.adSetId, this.liveOf(ad.adSetId) - 1);
		const comesIn = successor.ad === null ? '' : ` “${successor.ad.name}” replaces it.`;
		this.changes.set(ad.id, { action: 'pause', reason: `${reason}${comesIn}`, partner: successor.ad?.id ?? null });
	}

	/**
	 * Activates stand-bys until enough ads are live, first where fewest are. A gap that a person made stays one.
	 *
	 * @param rejectedIn by ad set, the ad that Meta rejected: it is stood in for when its ad set would have nobody left
	 */
	fill(adSetIds: readonly string[], rejectedIn: ReadonlyMap<string, RotatedAd>): void {
		const open = new Set(adSetIds.filter((id) => this.adSets.get(id)?.running && this.testOf(id) === null));
		const isShort = (id: string): boolean =>
			this.live < this.settings.keepLive || (this.liveOf(id) === 0 && rejectedIn.has(id));
		const gaps = new Map([...open].map((id) => [id, this.adSets.get(id)?.gap ?? 0]));
		for (;;) {
			const [adSetId] = [...open]
				.filter(isShort)
				.sort((one, other) => this.liveOf(one) - this.liveOf(other) || compareIds(one, other));
			if (adSetId === undefined) return;
			const { ad } = this.successorIn(adSetId);
			const rejectedAd = rejectedIn.get(adSetId);
			const gap = gaps.get(adSetId) ?? 0;
			gaps.set(adSetId, gap - 1);
			if (gap <= 0) this.unfilled.add(adSetId);
			if (gap <= 0 || ad === null) open.delete(adSetId);
			else if (rejectedAd === undefined)
				this.activate(ad, 'Activated because too few ads are live, and Rotate had paused one.', null);
			else this.activate(ad, `Replaces “${rejectedAd.name}”, which Meta rejected.`, rejectedAd.id);
		}
	}

	private activate(ad: RotatedAd, reason: string, partner: string | null): void {
		this.changes.set(ad.id, { action: 'activate', reason, partner });
		this.liveIn.set(ad.adSetId, this.liveOf(ad.adSetId) + 1);
		this.activatedIn.set(ad.adSetId, (this.activatedIn.get(ad.adSetId) ?? 0) + 1);
	}

	private successorIn(adSetId: string): Successor {
		const queue = (this.queues.get(adSetId) ?? []).filter(({ id }) => !this.changes.has(id));
		const [first] = queue;
		if (first === undefined) return { ad: null, why: 'no replacement ad is ready', waits: false };
		const next = queue.find(({ approved }) => approved);
		if (next === undefined) {
			const why = `the next ad, “${first.name}”, is not known to be approved (${first.approval})`;
			return { ad: null, why, waits: true };
		}
		// An ad set without any live ad has no learning to protect.
		if (this.liveOf(adSetId) > 0 && this.isResting(adSetId)) {
			return {
				ad: null,
				why: `its ad set is learning and takes one new ad in ${LEARNING_REST_DAYS} days`,
				waits: false,
			};
		}
		return { ad: next, why: '', waits: false };
	}

	private isResting(adSetId: string): boolean {
		const { learning = false, lastActivation = null } = this.adSets.get(adSetId) ?? {};
		if (!learning) return false;
		if ((this.activatedIn.get(adSetId) ?? 0) > 0) return true;
		return lastActivation !== null && this.now - lastActivation < LEARNING_REST_DAYS * DAY_MS;
	}
}

/** Whether the turn of an ad is over that has been running since that day. */
export const hadItsTurn = (runningSince: string, { takeTurnsDays }: RotationSettings, today: string): boolean =>
	takeTurnsDays > 0 && Date.parse(today) - Date.parse(runningSince) >= takeTurnsDays * DAY_MS;
