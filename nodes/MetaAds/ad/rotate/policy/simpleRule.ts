import { ASSUMED_DAY_VARIANCE, unevenness } from '../../../../meta/evidence/dayVariance';
import type { AdRecord } from './record';
import type { RotationSettings } from './rotation';
import { count, effort, figures, target, times } from './words';

export interface Judgement {
	readonly loser: boolean;
	/** One sentence: why, or why not. */
	readonly sentence: string;
	/** Orders losers, the clearest first. */
	readonly severity: number;
}

/**
 * Every ad judged is one more chance to meet a good ad in a bad stretch. For a single ad, 3 times the target without a
 * result is a chance of one in twenty. Keeping that for the whole group takes the logarithm of their number. Half as
 * much again, because days are more uneven than chance alone (`docs/development/rotation-simulation.md` shows what it brings).
 */
const FOR_EACH_FOLD = 1.5;

const limitFor = (ads: number, { withoutResult }: RotationSettings): number =>
	withoutResult + FOR_EACH_FOLD * Math.log(Math.max(1, ads));

/** From here on a sentence says so. */
const NOTICEABLE = 1.05;

/**
 * How much more is asked because the group's days are more uneven than usual. That is by how much more sums of such
 * days vary than sums of usual days. At least 1.
 */
function unusual({ days, counted, dayVariance }: AdRecord): number {
	const squares = days.reduce((sum, { expected }) => sum + expected ** 2, 0);
	const of = (variance: number): number => unevenness(counted.expected, squares, variance);
	return of(dayVariance) / of(ASSUMED_DAY_VARIANCE);
}

/**
 * The rule people can check with a pocket calculator. A result on a day that does not count still saves an ad. What is
 * young or old may speak for an ad, never against it.
 *
 * @param ads how many could be judged together, those of which too little is known included
 */
export function judgeSimply(record: AdRecord, settings: RotationSettings, ads: number): Judgement {
	const { counted, aside } = record;
	const { timesTarget } = settings;
	const more = unusual(record);
	const limit = limitFor(ads, settings) * more;
	const enoughResults = Math.ceil(settings.enoughResults * more);
	const effortWords = `${effort(counted, settings)} is ${times(counted.expected)} what a result may take (target ${target(settings)})`;
	const resultCount = Math.max(0, counted.results + aside.results);
	const all = { ...counted, results: resultCount, expected: counted.expected + aside.expected };
	const worse = Math.min(costRatio(counted), costRatio(all));
	const did = figures(counted, settings);
	if (counted.results < enoughResults) {
		// Each result allows so many targets more, as its cost would: so both rules meet.
		const most = limit + timesTarget * resultCount;
		const among = `${ads > 1 ? ` for one of ${ads} ads` : ''}${more >= NOTICEABLE ? ' with days this uneven' : ''}`;
		const limitWords = `the limit${among} is ${times(most)}.`;
		if (counted.expected >= most) {
			const sentence = `${resultCount === 0 ? 'No result' : count(resultCount)}: ${effortWords}, and ${limitWords}`;
			return { loser: true, severity: resultCount === 0 ? counted.expected : worse, sentence };
		}
		const sentence =
			resultCount === 0
				? `No result yet, but ${effortWords}; ${limitWords}`
				: `Too few results to judge by (${enoughResults} are enough): ${did}.`;
		return { loser: false, severity: 0, sentence };
	}
	if (worse <= timesTarget)
		return { loser: false, severity: 0, sentence: `Within ${times(timesTarget)} the target: ${did}.` };
	return { loser: true, severity: worse, sentence: `More than ${times(timesTarget)} worse than the target: ${did}.` };
}

/** How many times worse than the target; Infinity without a result. */
export const costRatio = ({ expected, results }: { expected: number; results: number }): number =>
	results > 0 ? expected / results : expected > 0 ? Infinity : 0;
