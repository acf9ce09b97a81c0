import { ASSUMED_DAY_VARIANCE, unevenness } from '../../../../meta/evidence/dayVariance';
import type { AdRecord } from './record';
import type { RotationSettings } from './rotation';
import { effort, figures, target, times } from './words';

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
 * The rule people can check with a pocket calculator: a limit without a result, and so many targets more for each result. A
 * result on a day that does not count still saves an ad. What is young or old may speak for an ad, never against it.
 *
 * @param ads how many could be judged together, those of which too little is known included
 */
export function judgeSimply(record: AdRecord, settings: RotationSettings, ads: number): Judgement {
	const { counted, aside } = record;
	const more = unusual(record);
	const resultCount = Math.max(0, counted.results + aside.results);
	const most = more * limitFor(ads, settings) + settings.timesTarget * resultCount;
	const among = `${ads > 1 ? ` for one of ${ads} ads` : ''}${more >= NOTICEABLE ? ' with days this uneven' : ''}`;
	const limitWords = `the limit${among} is ${times(most)}.`;
	const loser = counted.expected >= most;
	const severity = loser ? counted.expected / most : 0;
	if (resultCount > 0) {
		const begins = loser ? 'Clearly worse than the target' : 'Within the limit';
		const usedWords = `It used up ${times(counted.expected)} what a result may take`;
		return { loser, severity, sentence: `${begins}: ${figures(counted, settings)}. ${usedWords}, and ${limitWords}` };
	}
	const effortWords = `${effort(counted, settings)} is ${times(counted.expected)} what a result may take (target ${target(settings)})`;
	const sentence = loser
		? `No result: ${effortWords}, and ${limitWords}`
		: `No result yet, but ${effortWords}; ${limitWords}`;
	return { loser, severity, sentence };
}

/** How many times worse than the target; Infinity without a result. */
export const costRatio = ({ expected, results }: { expected: number; results: number }): number =>
	results > 0 ? expected / results : expected > 0 ? Infinity : 0;
