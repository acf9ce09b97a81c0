import { sortBy, uniq } from 'lodash';

import { labelNames } from '../../shared/adObject/change/wanted';
import { HOUR_MS, MINUTE_MS } from '../../shared/durations';
import type { GraphObject } from '../../shared/graph/object';
import { idOf } from '../../shared/reading/cells';
import { shortText } from '../../shared/words';

/**
 * Which workflow keeps an object to its hours, or changes its budget: a label at Meta, where every other workflow and n8n instance
 * sees it. Two of them would switch it back and forth. A claim ends by itself, so that a deleted workflow keeps nothing for good.
 *
 * A claim is written along with a switch or a step only: an ad label of its own may move `updated_time` (UNCONFIRMED 127). How long
 * a label's name may be is UNCONFIRMED 170: it stays below 140 characters.
 */

export type Claimed = 'hours' | 'budget';

/** Who claims something. */
export interface Claimant {
	/** Six hexadecimal digits: the same in each run, and another one for each workflow and n8n instance. */
	readonly code: string;
	/** The step and its workflow by name, short enough for a label. */
	readonly who: string;
}

export interface Claim extends Claimant {
	/** When it was made or renewed, milliseconds since 1970, to the minute. */
	readonly at: number;
	/** When it ends unless it is renewed. */
	readonly until: number;
	/** What it does: "daily 08:00–14:00", "a plan". */
	readonly how: string;
}

const LONGEST_HOW = 24;

/** "20261203T1400": a moment of UTC, to the minute. */
const compact = (at: number): string => new Date(at).toISOString().slice(0, 16).replace(/[-:]/g, '');
const momentOf = (text: string): number => Date.parse(text.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)$/, '$1-$2-$3:$4Z'));

/** Of one line, and without what could end it early. */
const plain = (text: string, most: number): string => shortText(text.replace(/\s+/g, ' ').trim(), most);

export const claimMark = (what: Claimed, { code, at, until, how, who }: Claim, id: string): string =>
	`n8n ${what} by ${code} ${compact(at)}+${Math.ceil((until - at) / HOUR_MS)}h ${plain(how, LONGEST_HOW)} for ${plain(who, Infinity)} ${id}`;

const CLAIM = /^n8n (hours|budget) by ([0-9a-f]{6}) (\d{8}T\d{4})\+(\d{1,4})h (.{1,24}?) for (.+) (\d{9,})$/;

export const isClaimMark = (name: string): boolean => CLAIM.test(name);

/** A claim with its label. */
interface ClaimRead extends Claim {
	readonly label: string;
}

/** The claims of an object that its own labels tell: a copy carries those of another. */
export const claimsOf = (object: GraphObject, what: Claimed): readonly ClaimRead[] =>
	labelNames(object.adlabels).flatMap((label): ClaimRead[] => {
		const [, kind, code = '', moment = '', hours, how = '', who = '', id] = CLAIM.exec(label) ?? [];
		const at = momentOf(moment);
		if (kind !== what || id !== idOf(object.id) || !Number.isFinite(at)) return [];
		return [{ label, code, at, until: at + Number(hours) * HOUR_MS, how, who }];
	});

/** n8n's clock and Meta's may differ, and a label tells whole minutes. */
const CLOCKS = 15 * MINUTE_MS;

/** A time that has not come yet was not written by us, and would keep an object for years. */
const isLive = ({ at, until }: Claim, now: number): boolean => at <= now + CLOCKS && until > now;

/**
 * The claim of another workflow that counts; null where there is none. Of two that were made at the same moment each workflow
 * lets the same one count.
 *
 * @param takenOver codes of workflows that a person has it taken over from
 */
export function rivalOf(
	claims: readonly Claim[],
	own: Pick<Claimant, 'code'>,
	takenOver: readonly string[],
	now: number,
): Claim | null {
	const live = claims.filter((claim) => isLive(claim, now) && !takenOver.includes(claim.code));
	const [first] = live.sort((one, other) => (one.code < other.code ? -1 : 1));
	return first === undefined || first.code === own.code ? null : first;
}

/** What a switch or a step does to the claims of its object. */
export interface ClaimChange {
	readonly what: Claimed;
	/** As it is made or renewed. */
	readonly claim: Claim;
	/** Codes of workflows that it takes over from. */
	readonly takenOver: readonly string[];
	/** `always` leaves the earlier ones of its own, which the next switch takes away. */
	readonly renews: 'always' | 'ifNoneIsLeft' | 'ifHalfIsOver';
}

function isDue({ claim, renews }: ClaimChange, last: Claim | undefined): boolean {
	if (renews === 'always' || last === undefined || last.until <= claim.at) return true;
	return renews === 'ifHalfIsOver' && last.until - claim.at < (claim.until - claim.at) / 2;
}

/** Labels of the object's claims after a change, what others claim of it included. */
export function claimLabels(object: GraphObject, change?: ClaimChange): string[] {
	const id = idOf(object.id) ?? '';
	const all = [...claimsOf(object, 'hours'), ...claimsOf(object, 'budget')];
	if (change === undefined) return all.map(({ label }) => label);
	const { what, claim, takenOver, renews } = change;
	const own = sortBy(
		claimsOf(object, what).filter(({ code }) => code === claim.code),
		'at',
	);
	const last = own.at(-1);
	const due = isDue(change, last);
	const isGone = (one: ClaimRead): boolean => {
		if (takenOver.includes(one.code)) return true;
		if (renews === 'always') return false;
		return one.code === claim.code ? due || one.label !== last?.label : !isLive(one, claim.at);
	};
	const goneLabels = claimsOf(object, what)
		.filter(isGone)
		.map(({ label }) => label);
	const keptLabels = all.map(({ label }) => label).filter((label) => !goneLabels.includes(label));
	return due ? uniq([...keptLabels, claimMark(what, claim, id)]) : keptLabels;
}

/** Whether the object shows that it is claimed so. */
export const showsClaim = (object: GraphObject, { what, claim }: ClaimChange): boolean =>
	claimsOf(object, what).some(({ code, until }) => code === claim.code && until > claim.at);
