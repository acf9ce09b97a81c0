import { fatigueOf } from './fatigue';
import { hadItsTurn, Plan, type Candidate } from './plan';
import { compareIds, queueOf } from './queue';
import { lastCountedDay, recordOf, type AdRecord } from './record';
import type { AdDecision, DayFigures, RotatedAd, RotationInput } from './rotation';
import { judgeSimply, type Judgement } from './simpleRule';
import { judgeStatistically } from './statisticalRule';

const DAY = 86_400_000;

/**
 * What to do with each ad of a group: pause clear losers, bring in the next, keep the rest. The same input gives the same
 * answer, whatever order it comes in.
 *
 * It stops clear losers and finds no winners: within an ad set Meta chooses who sees which ad, so ads are not compared
 * with each other as in a test, but each with the target.
 */
export function decideRotation(input: RotationInput): AdDecision[] {
	const { settings, today, adSets, now } = input;
	const ads = [...input.ads].sort((one, other) => compareIds(one.id, other.id));
	const records = recordsOf(ads, input);
	const judged = judgeAll(ads, records, input);
	const losers = new Set([...judged].flatMap(([id, { loser }]) => (loser ? [id] : [])));
	const adSetIds = [...new Set(ads.map(({ adSetId }) => adSetId))];
	const queues = new Map(adSetIds.map((id) => [id, queueOf(ads.filter(({ adSetId }) => adSetId === id), records, losers, settings)]));
	const live = ads.filter(({ state }) => state === 'live');
	const plan = new Plan(live, queues, adSets, settings, now);

	for (const candidate of worstFirst(live, judged)) plan.pause(candidate);
	for (const candidate of turnsOver(live, records, input)) if (!losers.has(candidate.ad.id)) plan.pause(candidate, true);
	plan.fill(adSetIds, (adSetId) => ads.find((ad) => ad.adSetId === adSetId && ad.state === 'rejected'));

	return ads.map((ad): AdDecision => {
		const record = records.get(ad.id) as AdRecord;
		const change = plan.changes.get(ad.id);
		return {
			ad,
			action: change?.action ?? 'keep',
			reason: change?.reason ?? plan.spared.get(ad.id) ?? whyUntouched(ad, judged.get(ad.id)),
			loser: losers.has(ad.id),
			fatigue: ad.state === 'live' ? fatigueOf(record, settings, lastCountedDay(today, settings)) : null,
			partner: change?.partner ?? null,
			spend: record.counted.spend,
			impressions: record.counted.impressions,
			results: record.counted.results,
		};
	});
}

function recordsOf(ads: readonly RotatedAd[], { rows, settings, today }: RotationInput): Map<string, AdRecord> {
	const byAd = new Map<string, DayFigures[]>(ads.map(({ id }) => [id, []]));
	for (const row of rows) byAd.get(row.adId)?.push(row);
	return new Map(ads.map(({ id }) => [id, recordOf(byAd.get(id) ?? [], settings, today)]));
}

/** Everything that ran is judged, so that a paused loser does not come back; ads that never ran are not in it. */
function judgeAll(ads: readonly RotatedAd[], records: ReadonlyMap<string, AdRecord>, input: RotationInput): Map<string, Judgement> {
	const judged = new Map<string, Judgement>();
	const open: RotatedAd[] = [];
	const gap = reportGap(input);
	for (const ad of ads) {
		const why = gap ?? tooYoung(ad, records.get(ad.id) as AdRecord, input);
		if (why === null) open.push(ad);
		else judged.set(ad.id, { loser: false, severity: 0, sentence: why });
	}
	const passed = open.map(({ id }) => records.get(id) as AdRecord);
	const { settings } = input;
	const judgements = settings.rule === 'simple' ? passed.map((record) => judgeSimply(record, settings, passed.length)) : judgeStatistically(passed, settings);
	open.forEach(({ id }, index) => judged.set(id, judgements[index]));
	return judged;
}

/** A report that ends too early hides the results that would save an ad. */
function reportGap({ rows, settings, today }: RotationInput): string | null {
	const needed = lastCountedDay(today, settings);
	const last = rows.reduce((latest, { date }) => (date > latest ? date : latest), '');
	if (last >= needed) return null;
	return last === '' ? 'Not judged: there are no report rows.' : `Not judged: the report ends on ${last}, and days up to ${needed} are needed.`;
}

function tooYoung({ createdAt }: RotatedAd, { counted }: AdRecord, { settings, now }: RotationInput): string | null {
	const days = Math.floor((now - createdAt) / DAY);
	if (days < settings.minAgeDays) return `Too young to judge: ${days} of ${settings.minAgeDays} days old.`;
	if (counted.impressions < settings.minImpressions) return `Too little shown to judge: ${counted.impressions} of ${settings.minImpressions} impressions.`;
	return null;
}

function worstFirst(live: readonly RotatedAd[], judged: ReadonlyMap<string, Judgement>): Candidate[] {
	const severity = (ad: RotatedAd): number => judged.get(ad.id)?.severity ?? 0;
	return live
		.filter(({ id }) => judged.get(id)?.loser)
		.sort((one, other) => severity(other) - severity(one) || compareIds(one.id, other.id))
		.map((ad) => ({ ad, reason: judged.get(ad.id)?.sentence ?? '' }));
}

/** One ad of each ad set at most: the one that has been running longest. */
function turnsOver(live: readonly RotatedAd[], records: ReadonlyMap<string, AdRecord>, { settings, today }: RotationInput): Candidate[] {
	const since = ({ id }: RotatedAd): string => records.get(id)?.runningSince ?? today;
	const over = live
		.filter(({ id }) => hadItsTurn(records.get(id) as AdRecord, settings, today))
		.sort((one, other) => (since(one) < since(other) ? -1 : since(one) > since(other) ? 1 : compareIds(one.id, other.id)));
	return over
		.filter((ad, index) => over.findIndex(({ adSetId }) => adSetId === ad.adSetId) === index)
		.map((ad) => ({ ad, reason: `Has had its turn: running since ${since(ad)}.` }));
}

function whyUntouched(ad: RotatedAd, judgement: Judgement | undefined): string {
	if (ad.state === 'rejected') return `Does not run: ${ad.approval}`;
	if (ad.state === 'other') return `Does not run, so there is nothing to pause: ${ad.approval}`;
	if (ad.state === 'live') return judgement?.sentence ?? '';
	return ad.queued ? 'Stands by.' : 'Paused, and not in the queue.';
}
