import type { Evidence } from '../../../../meta/evidence/known';
import type { WhyOff } from '../../../../meta/hours/whyOff';

/** What a rotation looks at and what it answers. Pure: nothing here knows n8n or Graph. */

export interface RotatedAd {
	readonly id: string;
	readonly name: string;
	readonly adSetId: string;
	/**
	 * - `live`: approved and running.
	 * - `standBy`: paused itself, so it could be activated.
	 * - `rejected`: switched on, but refused by review.
	 * - `other`: switched on and not running for another reason, or gone.
	 */
	readonly state: 'live' | 'standBy' | 'rejected' | 'other';
	/** Whether Meta is known to have approved it as it is now; `approval` says how that is known, or what is missing. */
	readonly approved: boolean;
	readonly approval: string;
	/** Milliseconds since 1970; null where Meta does not tell. */
	readonly createdAt: number | null;
	/** Whether it may be activated as somebody's successor, as far as the form says. */
	readonly queued: boolean;
	/** Why it is paused; null where it is not. */
	readonly off: WhyOff | null;
	/** The form lets in what people have paused, too. */
	readonly whoeverPaused?: boolean;
	/** It, or what it lies in, is off for its hours alone: it counts as running. */
	readonly resting: boolean;
}

/** One ad's figures of one day of the ad account's calendar. */
export interface AdDayFigures {
	readonly adId: string;
	/** `2026-05-12`. */
	readonly date: string;
	/** In currency units. */
	readonly spend: number;
	readonly impressions: number;
	readonly results: Evidence;
	/** Null where the report has none. */
	readonly clicks: number | null;
}

export interface AdSetState {
	/** Whether it and its campaign run. In one that does not, nothing is changed: its ads are not live, whatever they are. */
	readonly running: boolean;
	readonly learning: boolean;
	/** Why nothing is changed in it, the end of a sentence: a split test compares its ads. Nothing where none does. */
	readonly tested?: string | null;
	/** When an ad of it was last activated or created, as far as the log tells; milliseconds since 1970. */
	readonly lastActivation: number | null;
	/** How many of its ads Rotate or Meta's review took off since anybody else did, and nothing came in for. Only so many fill a gap. */
	readonly gap: number;
}

export interface RotationSettings {
	/** What a result should cost in currency units, or what share of impressions should bring one. */
	readonly goal:
		| { readonly kind: 'cost'; readonly target: number }
		| { readonly kind: 'rate'; readonly target: number };
	/** Simple compares with multiples of the target, statistical with what chance explains. */
	readonly rule: 'simple' | 'statistical';
	/** ISO code of the account's currency, in which costs are. */
	readonly currency: string;
	/** Simple rule: a loser after this many times the target without a result; 3.5 unless chosen, at least 1. */
	readonly withoutResult: number;
	/** Simple rule: so many targets more for each result; 2 unless chosen, at least 1. */
	readonly timesTarget: number;
	/** Statistical rule: the chance that in a group of equally good ads any one is ever paused; 5 percent unless chosen. */
	readonly falsePauses: number;
	/** An ad with fewer is not judged; 1,000 unless chosen, 0 or more. */
	readonly minImpressions: number;
	/** Days since an ad began, before which it is not judged; 3 unless chosen, 0 or more. */
	readonly minAgeDays: number;
	/** Days before today that do not count yet, because their results still come in; 1 unless chosen, 0 to 28. Today never counts. */
	readonly lagDays: number;
	/** Ads of the group that always stay live; 1 unless chosen, and at least 1. */
	readonly keepLive: number;
	/** Ads of the group that one run pauses at most; 1 unless chosen, 0 or more. */
	readonly maxPauses: number;
	/** Order in which ads on stand-by come in. Those that never ran come before those that ran, longest rested first. */
	readonly order: 'oldest' | 'newest' | 'name';
	/** Days after which the ad that ran longest makes room for the next, loser or not; 0 = never. */
	readonly takeTurnsDays: number;
	/** Whether an ad that is clearly much worse than it used to be makes room for the next, loser or not. */
	readonly replaceTired: boolean;
}

export interface RotationInput {
	readonly ads: readonly RotatedAd[];
	readonly rows: readonly AdDayFigures[];
	readonly adSets: ReadonlyMap<string, AdSetState>;
	readonly settings: RotationSettings;
	/** The day by the ad account's calendar. */
	readonly today: string;
	/** Milliseconds since 1970. */
	readonly now: number;
}

export interface AdDecision {
	readonly ad: RotatedAd;
	readonly action: 'pause' | 'activate' | 'keep';
	/** One sentence. */
	readonly reason: string;
	/** Whether the rule finds it a loser, whatever is then done about it. */
	readonly loser: boolean;
	/** One sentence when it looks bad before anything is proven; this alone pauses nothing. */
	readonly suspect: string | null;
	/** One sentence when it looks much worse than it used to be; where tired ads are replaced, it has to be clear as well. */
	readonly fatigue: string | null;
	/** A pause: the ad that comes in for it, which has to be live before. An activation: the ad it comes in for. */
	readonly partner: string | null;
	/** Figures of the days that are neither too young nor too old. */
	readonly spend: number;
	readonly impressions: number;
	/** Null: not known. */
	readonly results: number | null;
}
