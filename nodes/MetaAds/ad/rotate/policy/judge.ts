import { without } from 'lodash';

import { DAY_MS } from '../../../../shared/durations';
import { pairLists } from '../../../../shared/lists';
import { levelOfOthers, measuredBy, othersSentence } from './others';
import type { AdRecord, GroupDays, RecordFor } from './record';
import type { RotatedAd, RotationInput, RotationSettings } from './rotation';
import { judgeSimply, type Judgement } from './simpleRule';
import { judgeStatistically } from './statisticalRule';
import { suspectOf } from './suspect';
import { tirednessOf, type Tiredness } from './tired';

export interface AdVerdict extends Judgement {
	/** One sentence when it looks bad before anything is proven. */
	readonly suspect?: string | null;
	/** Where tired ads are replaced: whether it is one. Nothing where it does not look so. */
	readonly tired?: Tiredness | null;
}

/** Everything that ran is judged, so that a paused loser does not come back; ads that never ran are not in it. */
export function judgeAll(
	ads: readonly RotatedAd[],
	recordFor: RecordFor,
	input: RotationInput,
	group: GroupDays,
): Map<string, AdVerdict> {
	const { settings } = input;
	const verdicts = new Map<string, AdVerdict>();
	const open: RotatedAd[] = [];
	const unknown = ads.filter((ad) => recordFor(ad).unknown !== null).length;
	const gap = reportGap(input, group.last) ?? group.sentence;
	for (const ad of ads) {
		const record = recordFor(ad);
		const why = whyUnknown(record) ?? gap ?? tooYoung(ad, record, input);
		if (why === null) open.push(ad);
		else verdicts.set(ad.id, { loser: false, severity: 0, sentence: why });
	}
	const judge = (records: readonly AdRecord[]): Judgement[] => judgeTogether(records, settings, unknown);
	const all = ads.map(recordFor);
	const records = open.map(recordFor);
	const levels = records.map((record) => levelOfOthers(record, without(all, record)));
	const measuredRecords = pairLists(records, levels).map(([record, level]) => measuredBy(level, record));
	const judgements = pairLists(judge(records), judge(measuredRecords));
	for (const [[{ id }, level], [[byTarget, byOther], own]] of pairLists(
		pairLists(open, levels),
		pairLists(judgements, records),
	)) {
		const judgement = byTarget.loser && !byOther.loser ? noWorseThanOthers(level) : byTarget;
		verdicts.set(id, {
			...judgement,
			suspect: judgement.loser ? null : suspectOf(own, level, settings),
			tired: settings.replaceTired
				? tirednessOf(own, without(all, own), settings, group.last, open.length + unknown)
				: null,
		});
	}
	return verdicts;
}

/** It misses the target and does no worse than most others: the count may be at fault, or all of them are bad. */
const noWorseThanOthers = (level: number): Judgement => ({
	loser: false,
	severity: 0,
	sentence: othersSentence(level),
});

const whyUnknown = ({ unknown }: AdRecord): string | null => (unknown === null ? null : `Not judged: ${unknown}.`);

const judgeTogether = (records: readonly AdRecord[], settings: RotationSettings, unknown: number): Judgement[] =>
	settings.rule === 'simple'
		? records.map((record) => judgeSimply(record, settings, records.length + unknown))
		: judgeStatistically(records, settings, unknown);

/** A report that ends too early hides the results that would save an ad. */
function reportGap({ rows, today }: RotationInput, lastDay: string): string | null {
	// A day still to come proves nothing.
	const last = rows.reduce((latest, { date }) => (date > latest && date <= today ? date : latest), '');
	if (last >= lastDay) return null;
	if (last === '') return 'Not judged: there are no report rows.';
	return `Not judged: the report ends on ${last}, and days up to ${lastDay} are needed.`;
}

function tooYoung(
	{ createdAt }: RotatedAd,
	{ counted, cutBefore }: AdRecord,
	{ settings, now }: RotationInput,
): string | null {
	if (createdAt === null) return 'Not judged: Meta did not return its creation time.';
	const days = Math.floor((now - createdAt) / DAY_MS);
	if (days < settings.minAgeDays) return `Too new to judge: ${days} of ${settings.minAgeDays} days old.`;
	if (counted.impressions >= settings.minImpressions) return null;
	const old = cutBefore === null ? '' : ` Days before ${cutBefore} are too old to speak against it.`;
	return `Too little shown to judge: ${counted.impressions} of ${settings.minImpressions} impressions.${old}`;
}
