import { maxBy } from 'lodash';

import type { Unknown } from '../../meta/evidence/known';
import type { Claim } from '../../meta/marks/claims';
import type { OffReason } from '../../meta/marks/marks';
import type { RunningTest } from '../../meta/marks/testMark';
import { shortText } from '../../shared/words';
import type { Cause } from './cause';
import type { LeverName } from './lever';
import { DAY_MS, MINUTE_MS } from '../../shared/durations';

/** Everything a decision looks at, read from Meta and from nowhere else. Times are milliseconds since 1970. */
export interface LeverState {
	readonly id: string;
	readonly name: string;
	readonly kind: 'campaign' | 'adSet';
	readonly currency: string;
	/** The ad account's IANA zone. */
	readonly zone: string;
	readonly lever: LeverName;
	readonly value: bigint;
	/** The part of a lifetime budget that is gone; 0 for everything else. */
	readonly spent: bigint;
	/** Why that is unknown, a sentence without its end; null where it is known. */
	readonly spentUnknown?: string | null;
	readonly startsAt: number | null;
	readonly endsAt: number | null;
	/** Graph's `effective_status`; only ACTIVE delivers. */
	readonly status: string;
	/** Why it does not deliver although its own status is ACTIVE, the end of a sentence; null where it does. */
	readonly atRest: string | null;
	/** It is the account that does not deliver: a payment is open, or something else. */
	readonly accountRest?: 'accountUnpaid' | 'accountStopped' | null;
	/** What all of the account together may spend; null where there is no limit. */
	readonly spendingLimit?: SpendingLimit | null;
	/** Stages of the ad sets this value works on: one, or all active ones below a campaign. */
	readonly learning: readonly LearningStage[];
	/** Ids, names and labels the object and its campaign go by. */
	readonly knownAs: readonly string[];
	readonly log: ChangeLog;
	/**
	 * When something of the object last changed, by the object itself; null where that does not tell of this value. The
	 * `updated_time` of a campaign stays as it is when budgets change (Marketing API, Ad Campaign Group reference). So
	 * it counts for a campaign's status only. Of ad sets no such exception is named; UNCONFIRMED 97 whether every
	 * change of a budget or bid moves it, and what else does.
	 */
	readonly updatedAt: number | null;
	/**
	 * Up to when its changes are shown: by the newest entry about it, no matter what that says, or by its creation. Changes
	 * before the time from which the log was read count as told.
	 */
	readonly toldUntil: number;
	/** Since when this workflow has seen the value as it is, while something untold may have changed it. */
	readonly seenSince?: number | null;
	/** Meta's smallest daily budget; null when it could not be read. */
	readonly minimum: bigint | null;
	/** What all budgets of the account may spend on a day; null when nobody asked for it. */
	readonly accountDaily: bigint | Unknown | null;
	/** What a budget schedule makes of one unit of this budget on a day, in millionths; 1000000 without one. */
	readonly scheduled: bigint;
	/** When budget schedules of it, or of the campaign above it, run or are to run. */
	readonly periods: readonly RaisedPeriod[] | Unknown;
	/** The last change this n8n made here that it remembers, a hint that can hold a step and never permit one. */
	readonly ownWrite: OwnWrite | null;
	/** Those before it, of the last 30 days, oldest first: where the log is silent, caps reckon with each of them. */
	readonly ownBefore?: readonly OwnWrite[];
	/** Something is kept of own changes here that cannot be read: then what was done is unknown. */
	readonly ownUnreadable?: boolean;
	/** What else delivers, which a pause must not leave alone: ids; null where nothing is to be paused. */
	readonly beside: readonly string[] | Unknown | null;
	/** When it, or what it lies in, was last switched on, as far as Meta's log tells. */
	readonly switchedOn?: SwitchedOn | Unknown | null;
	/** What its marks at Meta say. */
	readonly marks?: MarkedState;
	/** When the oldest part of this was read. */
	readonly readAt: number;
}

/** Of an ad account, in minor units. */
export interface SpendingLimit {
	readonly most: bigint;
	/** Null where Meta does not say. */
	readonly spent: bigint | null;
}

export interface MarkedState {
	/** A schedule turns it on and off: switchings of the app that made both are no other chance. */
	readonly keepsHours: boolean;
	/** It is off for its hours, and stopped besides. */
	readonly stoppedInRest: boolean;
	/** When a stop of it was taken back, milliseconds since 1970. */
	readonly chanceAt: number | null;
	/** What has paused it, or its campaign, as marks say; a stop before hours. */
	readonly offBy?: OffReason | null;
	/** Who has paused it; null where it is not paused, or where nobody asked. */
	readonly pausedBy?: { readonly hold: string; readonly cause?: Cause } | null;
	/** Which workflows change its budget. */
	readonly claims?: readonly Claim[];
	/** The split test that it is in. */
	readonly test?: RunningTest | null;
	/** It is off for its hours, and a stop would not last: only the form says so, or the run is one in the editor. */
	readonly unmarkedRest?: 'form' | 'editor' | null;
}

/** Somebody has given it a new chance. */
export interface SwitchedOn {
	readonly at: number;
	/** Its campaign was. */
	readonly campaign: boolean;
	/** The log tells of a change of its status then, and nobody can read which. */
	readonly unsure?: boolean;
}

/** "Its campaign was switched on": the start of a sentence. */
export const switchedOnInWords = ({ campaign, unsure }: SwitchedOn): string =>
	`${campaign ? 'Its campaign' : 'It'} ${unsure ? 'may have been' : 'was'} reactivated`;

/** A time in which Meta may spend more than the budget. */
export interface RaisedPeriod {
	readonly from: number;
	readonly until: number;
	/** How much more, for a day: it counts toward the ceiling. */
	readonly adds: bigint;
}

export type LearningStage = 'learning' | 'learned' | 'limited' | 'unknown';

/**
 * What Meta's activity log tells of one object. It can be late and incomplete: what it does not tell did not "not
 * happen".
 */
export interface ChangeLog {
	/** Changes of this very value, oldest first. */
	readonly values: readonly ValueChange[];
	/** Changes of the object, its parent and its ads that a further step should wait after, unlogged ones included. */
	readonly touches: readonly Touch[];
	/** Entries about this object of which nobody knows when they happened, in words. */
	readonly unreadable: readonly string[];
	/** The last entry that leaves open what the value was before: of another kind, or without values that can be read. */
	readonly unclear?: Unclear;
	/** When the value last became one of its kind, where the log tells: changes before say nothing of it. */
	readonly countsSince?: number;
}

export interface Unclear {
	readonly at: number;
	/** "a change of the budget without readable values". */
	readonly what: string;
}

export interface ValueChange {
	readonly at: number;
	readonly from: bigint;
	readonly to: bigint;
	/** Who did it: application or person, as the log names it. */
	readonly by: string | null;
}

/** A change of this n8n, which the log may not show yet. */
export interface OwnWrite {
	readonly at: number;
	readonly from: bigint;
	readonly to: bigint;
}

export interface Touch {
	readonly at: number;
	/** "the budget of the campaign": what changed, in a sentence. */
	readonly what: string;
	/** Whose change it was: a step of ours by its name and workflow, or an app as the log names it. */
	readonly by?: string | null;
}

/** "“Toward the target” of “Account”": whose change it was; nothing where nobody knows. */
export const whoseInWords = ({ by }: Touch): string => (by === undefined || by === null ? '' : shortText(by));

/** The last thing that a further step should wait after; null where nothing is known. */
export const lastTouch = ({ touches }: Pick<ChangeLog, 'touches'>): Touch | null => maxBy(touches, 'at') ?? null;

/** The longest time a cap looks back. */
export const MONTH = 30 * DAY_MS;

/** Two clocks, and whole seconds in the log. */
export const CLOCKS = 2 * MINUTE_MS;

/** What steps and caps are counted on: all of a daily budget, the rest of a lifetime budget. */
export const leftOf = (value: bigint, { spent }: LeverState): bigint => (value > spent ? value - spent : 0n);

/**
 * Statuses in which a budget can be spent. What is in process is switched on in a moment, and what has issues can
 * deliver in part (Marketing API, Ad Campaign Group and Ad Campaign references; UNCONFIRMED 12 how much: all of it counts).
 */
export const spending = ['ACTIVE', 'IN_PROCESS', 'WITH_ISSUES'];
