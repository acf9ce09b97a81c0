import { clamp } from 'lodash';

import type { PlacedRows } from '../../people/rows/placedRows';

/**
 * What the number of one of our sessions says. Meta's list of sessions shows neither whether one is a replacement or an
 * addition, nor what its rows were made of. Both have to be known of what a list holds.
 */

/** What an upload does with its people. */
export type MemberAction = 'add' | 'remove' | 'replace';

/** The last digit: what the session does. */
const LAST_DIGIT: Readonly<Record<MemberAction, string>> = { add: '1', remove: '2', replace: '3' };

/** Keys whose part of the rows stands in a digit each, before the last: the two by which most people are found. */
export const TOLD_KEYS = ['EMAIL', 'PHONE'] as const;

/** Part of the rows that have the key, from 0 to 1; of an earlier session at least so many. */
export type Shares = Readonly<Record<(typeof TOLD_KEYS)[number], number>>;

/** A digit counts ninths, and 9 is every row. */
const NINTHS = 9;

export const keyShares = (rows: PlacedRows): Shares => {
	const share = (key: (typeof TOLD_KEYS)[number]): number => (rows.length === 0 ? 0 : rows.having(key) / rows.length);
	return { EMAIL: share('EMAIL'), PHONE: share('PHONE') };
};

/**
 * Milliseconds of a day. Sessions of one ad account that begin together, in other runs, have numbers of their own: of fifty,
 * two share one once in 70,000 times.
 */
const SCATTERED = 86_400_000;

/**
 * A number of 16 digits, unique in the ad account. It says when it began, a day more or less, what the rows are made of,
 * and what the session does. Meta would take 19 (int64), but these are exact wherever numbers are JavaScript's.
 */
export const newSessionId = (action: MemberAction, now: number, shares: Shares): string =>
	[
		now + Math.floor(Math.random() * SCATTERED),
		...TOLD_KEYS.map((key) => clamp(Math.floor(shares[key] * NINTHS), 0, NINTHS)),
		LAST_DIGIT[action],
	].join('');

/**
 * The removal of people without consent beside an addition has the addition's number but for its end. Nobody is in both, so
 * who was added stays, however many are taken out.
 */
const WITHOUT_CONSENT = '4';
export const besideAddition = (addition: string): string => `${addition.slice(0, -1)}${WITHOUT_CONSENT}`;

const isOurs = (sessionId: string): boolean => /^1\d{15}$/.test(sessionId);

/** Whether it is such a removal. */
export const isBesideAddition = (sessionId: string): boolean =>
	isOurs(sessionId) && sessionId.endsWith(WITHOUT_CONSENT);

/** What one of our sessions does; null for another tool's. */
export function actionOf(sessionId: string): MemberAction | null {
	if (!isOurs(sessionId)) return null;
	if (isBesideAddition(sessionId)) return 'remove';
	return (Object.keys(LAST_DIGIT) as MemberAction[]).find((action) => sessionId.endsWith(LAST_DIGIT[action])) ?? null;
}

/** Which part of one of our sessions' rows had each key, at least; null for another tool's. */
export function sharesOf(sessionId: string): Shares | null {
	if (actionOf(sessionId) === null) return null;
	const digits = sessionId.slice(-1 - TOLD_KEYS.length, -1);
	return { EMAIL: Number(digits[0]) / NINTHS, PHONE: Number(digits[1]) / NINTHS };
}
