import { groupBy, uniqBy } from 'lodash';

import { sayBetween } from '../../../../meta/betweenSteps';
import { fatigueOf } from './fatigue';
import { judgeAll, type AdVerdict } from './judge';
import { groupDaysOf } from './outage';
import { compare, compareIds, mayComeIn, queueOf } from './queue';
import { adRecordOf, type GroupDays, type RecordFor } from './record';
import type { AdDecision, RotatedAd, RotationInput, RotationSettings } from './rotation';
import { hadItsTurn, RotationPlan, type Candidate } from './rotationPlan';
import { entryOf } from '../../../../shared/record';

/**
 * What to do with each ad of a group: pause clear losers, bring in the next, keep the rest. The same input gives the
 * same answer, in any order it comes in.
 *
 * It stops clear losers and finds no winners. Within an ad set Meta chooses who sees which ad. So ads are not compared
 * with each other as in a test, but each with the target.
 */
export function decideRotation(input: RotationInput): AdDecision[] {
	const { settings } = input;
	const ads = [...input.ads].sort((one, other) => compareIds(one.id, other.id));
	const group = groupDaysOf(input);
	const recordFor = recordsOf(ads, input, group);
	const verdicts = judgeAll(ads, recordFor, input, group);
	const plan = planFor(ads, recordFor, verdicts, input);
	return ads.map((ad): AdDecision => {
		const record = recordFor(ad);
		const change = plan.changes.get(ad.id);
		return {
			ad,
			action: change?.action ?? 'keep',
			reason:
				change?.reason ??
				plan.spared.get(ad.id) ??
				whyUntouched(ad, verdicts.get(ad.id), input.adSets.get(ad.adSetId)?.running ?? false, plan),
			loser: verdicts.get(ad.id)?.loser ?? false,
			suspect: ad.state === 'live' ? (verdicts.get(ad.id)?.suspect ?? null) : null,
			fatigue: ad.state === 'live' ? fatigueOf(record, settings, group.last) : null,
			partner: change?.partner ?? null,
			...record.shownTotals,
		};
	});
}

/** Losers make room first, the clearest of them at the head; then tired ads, then those whose turn is over; then gaps are filled. */
function planFor(
	ads: readonly RotatedAd[],
	recordFor: RecordFor,
	verdicts: ReadonlyMap<string, AdVerdict>,
	{ settings, today, adSets, now }: RotationInput,
): RotationPlan {
	const isLoser = ({ id }: RotatedAd): boolean => verdicts.get(id)?.loser ?? false;
	const runs = ({ adSetId }: RotatedAd): boolean => adSets.get(adSetId)?.running ?? false;
	const byAdSet = Object.entries(groupBy(ads, 'adSetId'));
	const queues = new Map(byAdSet.map(([id, own]) => [id, queueOf(own, recordFor, isLoser, settings, runs)]));
	const live = ads.filter(({ state }) => state === 'live');
	const plan = new RotationPlan(live, queues, adSets, settings, now);
	for (const candidate of worstFirst(live, verdicts)) plan.pause(candidate);
	const [tired, over] = [clearlyTired(live, verdicts), turnsOver(live, recordFor, settings, today)];
	for (const candidate of uniqBy([...tired, ...over], ({ ad }) => ad.id)) {
		if (!isLoser(candidate.ad)) plan.pause(candidate, true);
	}
	const rejectedIn = new Map(
		byAdSet.flatMap(([id, own]) => {
			const rejectedAd = own.find(({ state }) => state === 'rejected');
			return rejectedAd === undefined ? [] : [[id, rejectedAd]];
		}),
	);
	plan.fill([...queues.keys()], rejectedIn);
	return plan;
}

function recordsOf(ads: readonly RotatedAd[], { rows, settings, today }: RotationInput, group: GroupDays): RecordFor {
	const rowsByAd = groupBy(rows, 'adId');
	const records = new Map(ads.map((ad) => [ad, adRecordOf(entryOf(rowsByAd, ad.id) ?? [], settings, today, group)]));
	return (ad) => {
		const record = records.get(ad);
		if (record === undefined) throw new RangeError(`The ad ${ad.id} is not one of the group`);
		return record;
	};
}

function worstFirst(live: readonly RotatedAd[], verdicts: ReadonlyMap<string, AdVerdict>): Candidate[] {
	const losers = live.flatMap((ad) => {
		const judgement = verdicts.get(ad.id);
		return judgement?.loser ? [{ ad, judgement }] : [];
	});
	return losers
		.sort((one, other) => other.judgement.severity - one.judgement.severity || compareIds(one.ad.id, other.ad.id))
		.map(({ ad, judgement }) => ({ ad, reason: judgement.sentence }));
}

function clearlyTired(live: readonly RotatedAd[], verdicts: ReadonlyMap<string, AdVerdict>): Candidate[] {
	const tired = live.flatMap((ad) => {
		const tiredness = verdicts.get(ad.id)?.tired;
		return tiredness?.clear === true ? [{ ad, tiredness }] : [];
	});
	return tired
		.sort((one, other) => one.tiredness.chance - other.tiredness.chance || compareIds(one.ad.id, other.ad.id))
		.map(({ ad, tiredness }) => ({ ad, reason: tiredness.sentence }));
}

/** One ad of each ad set at most: the one that has been running longest. */
function turnsOver(
	live: readonly RotatedAd[],
	recordFor: RecordFor,
	settings: RotationSettings,
	today: string,
): Candidate[] {
	const over = live.flatMap((ad) => {
		const { runningSince: since } = recordFor(ad);
		return since !== null && hadItsTurn(since, settings, today) ? [{ ad, since }] : [];
	});
	over.sort((one, other) => compare(one.since, other.since) || compareIds(one.ad.id, other.ad.id));
	return uniqBy(over, ({ ad }) => ad.adSetId).map(({ ad, since }) => ({
		ad,
		reason: `Has had its turn: running since ${since}.`,
	}));
}

function whyUntouched(
	ad: RotatedAd,
	judgement: AdVerdict | undefined,
	running: boolean,
	{ unfilled }: RotationPlan,
): string {
	if (ad.state === 'rejected') return `Not running: ${ad.approval}`;
	if (ad.state === 'other') return `Not running, so there is nothing to pause: ${ad.approval}`;
	if (ad.state === 'live') return [judgement?.sentence ?? [], judgement?.tired?.sentence ?? []].flat().join(' ');
	if (!ad.queued) return ['Paused, and not in the queue.', ad.off?.sentence ?? []].flat().join(' ');
	if (!running) return 'In the queue, but Meta does not show its ad set and campaign as active.';
	if (!mayComeIn(ad)) return `In the queue, but ${sayBetween('rotateAfterPerson', { why: ad.off?.sentence ?? '' })}`;
	if (judgement?.loser === true) return 'In the queue, but not activated again because it missed the target.';
	return unfilled.has(ad.adSetId) ? `Stands by. ${NOT_FILLED}` : 'Stands by.';
}

const NOT_FILLED = 'Too few ads are live, but it isn’t clear that Rotate or Meta’s review took the others off.';
