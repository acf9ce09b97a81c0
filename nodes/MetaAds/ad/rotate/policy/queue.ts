import type { AdRecord, RecordFor } from './record';
import type { RotatedAd, RotationSettings } from './rotation';
import { costRatio } from './simpleRule';

/** A record this much better than the limit for pausing: what was just paused must not come straight back. */
const mayReturn = ({ counted, aside, unknown }: AdRecord, loser: boolean): boolean => {
	// What is not known could be worse than the target.
	if (loser || unknown !== null) return false;
	const all = { results: counted.results + aside.results, expected: counted.expected + aside.expected };
	return all.expected < 1 || costRatio(all) <= 1;
};

/** Nobody's pause is undone: what waits comes in, and what Rotate itself has paused comes back. */
export const mayComeIn = ({ off, whoeverPaused }: RotatedAd): boolean =>
	whoeverPaused === true || off?.kind === 'waiting' || off?.kind === 'rotation';

/**
 * Ads of one ad set that could come in, in their order. An ad that ran before comes back if it did at least as well as
 * the target. It also comes back if it was never given the chance to show that. Otherwise it stays out.
 */
export function queueOf(
	ads: readonly RotatedAd[],
	recordFor: RecordFor,
	isLoser: (ad: RotatedAd) => boolean,
	{ order }: RotationSettings,
	isRunning: (ad: RotatedAd) => boolean,
): RotatedAd[] {
	// Those that never ran come first.
	const lastDelivery = (ad: RotatedAd): string => recordFor(ad).lastDelivery ?? '';
	const born = ({ createdAt }: RotatedAd): number => createdAt ?? 0;
	const byOrder: Record<RotationSettings['order'], (one: RotatedAd, other: RotatedAd) => number> = {
		oldest: (one, other) => born(one) - born(other),
		newest: (one, other) => born(other) - born(one),
		name: (one, other) => compare(one.name, other.name),
	};
	return ads
		.filter((ad) => ad.state === 'standBy' && ad.queued && mayComeIn(ad))
		.filter((ad) => isRunning(ad) && mayReturn(recordFor(ad), isLoser(ad)))
		.sort(
			(one, other) =>
				compare(lastDelivery(one), lastDelivery(other)) || byOrder[order](one, other) || compareIds(one.id, other.id),
		);
}

export const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Ids are numbers too long for a number. */
export const compareIds = (one: string, other: string): number => one.length - other.length || compare(one, other);
