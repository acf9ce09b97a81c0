import { unevenness } from '../../../../meta/evidence/dayVariance';
import { pairLists } from '../../../../shared/lists';
import { jStat } from '../../../../shared/vendor/jstat';
import type { AdRecord, AdTotals } from './record';
import type { RotationSettings } from './rotation';
import type { Judgement } from './simpleRule';
import { figures, amountInWords } from './words';

/** Where results of the group are unknown, they are taken to be as good as can be: what is unknown could save the others. */
const BEST_GROUP: Counts = { results: 100, expected: 0, tries: 0 };

/** How much the ads of a group are taken to be alike: as if each had this many results at the group's own level. */
const POOLING = 2;

/** Both have to be met besides the evidence: worth the change, and said with a straight face. */
const LEAST_PROBABILITY = 0.95;
const LEAST_LOSS = 0.15;

/** Results and exposure after days' own variance is taken out: what as many independent results would tell. */
interface Counts {
	readonly results: number;
	/** Results expected at the target. */
	readonly expected: number;
	/** Tries a result can come of: impressions. Only for rates. */
	readonly tries: number;
}

/** The variance of a sum of daily counts over that of pure chance, at the target. */
const dispersion = ({ days, counted, dayVariance }: AdRecord): number =>
	unevenness(
		counted.expected,
		days.reduce((sum, { expected }) => sum + expected ** 2, 0),
		dayVariance,
	);

function countsOf(record: AdRecord): Counts {
	const factor = dispersion(record);
	const { results, expected, impressions } = record.counted;
	return { results: results / factor, expected: expected / factor, tries: impressions / factor };
}

/**
 * What a model of results says, as numbers.
 *
 * `evidence` compares "worse than the target, by an unknown amount" with "exactly at the target". Take an ad that is at
 * the target or better. The chance that it ever passes 1/x, on any of unlimited daily looks, is at most x. That is
 * Ville's inequality; see Robbins, "Statistical methods related to the law of the iterated logarithm", 1970. So looking
 * every day costs nothing. (Exactly so while days are only added; the days that count move on, and the simulation shows
 * what that leaves of it.)
 */
interface Opinion {
	readonly logEvidence: number;
	/** Probability that it is worse than the target, given its own results and its group's. */
	readonly probability: number;
	/** Expected share of its results that is missing against the target. */
	readonly loss: number;
}

/** Gamma–Poisson: the number of results for what was spent. Levels are in units of the target, 1 = exactly there. */
function costOpinion({ results, expected }: Counts, group: Counts): Opinion {
	const below = (shape: number, rate: number): number => jStat.gamma.cdf(1, shape, 1 / rate);
	const { gammaln } = jStat;
	// The bet against an ad at the target: every level below it alike.
	const [shape, rate] = [1, 1];
	const logEvidence =
		shape * Math.log(rate) -
		gammaln(shape) -
		Math.log(below(shape, rate)) +
		gammaln(shape + results) -
		(shape + results) * Math.log(rate + expected) +
		Math.log(below(shape + results, rate + expected)) +
		expected;
	const level = (group.results + 1) / (group.expected + 1);
	const [a, b] = [POOLING + results, POOLING / level + expected];
	return { logEvidence, probability: below(a, b), loss: below(a, b) - (a / b) * below(a + 1, b) };
}

/** Beta: the share of impressions that brought a result. */
function rateOpinion({ results, tries }: Counts, group: Counts, rate: number): Opinion {
	const { betaln, beta } = jStat;
	const misses = Math.max(0, tries - results);
	const below = (a: number, b: number): number => beta.cdf(rate, a, b);
	const [a0, b0] = [1, 1 / rate - 1];
	const logEvidence =
		betaln(a0 + results, b0 + misses) +
		Math.log(below(a0 + results, b0 + misses)) -
		betaln(a0, b0) -
		Math.log(below(a0, b0)) -
		results * Math.log(rate) -
		misses * Math.log(1 - rate);
	const level = Math.min(0.99, (group.results + 1) / (group.tries + 1 / rate));
	const [a, b] = [POOLING + results, POOLING * (1 / level - 1) + misses];
	return { logEvidence, probability: below(a, b), loss: below(a, b) - (a / (a + b) / rate) * below(a + 1, b) };
}

/**
 * Judges all ads of a group together.
 *
 * @param records of the ads that passed the gates
 * @param unknown how many more ads could be judged, were their results known
 */
export function judgeStatistically(
	records: readonly AdRecord[],
	settings: RotationSettings,
	unknown: number,
): Judgement[] {
	const counts = records.map(countsOf);
	const sum = (name: keyof Counts): number => counts.reduce((total, one) => total + one[name], 0);
	const groupCounts: Counts = { results: sum('results'), expected: sum('expected'), tries: sum('tries') };
	const group = unknown > 0 ? BEST_GROUP : groupCounts;
	// Every ad of the group is a chance to be wrong.
	const proofNeeded = Math.log(Math.max(1, records.length + unknown) / settings.falsePauses);
	return pairLists(records, counts).map(([{ counted }, own]) => {
		const { goal } = settings;
		const opinion = goal.kind === 'cost' ? costOpinion(own, group) : rateOpinion(own, group, goal.target);
		const { logEvidence, probability, loss } = opinion;
		const loser = logEvidence >= proofNeeded && probability >= LEAST_PROBABILITY && loss >= LEAST_LOSS;
		return { loser, severity: logEvidence, sentence: inWords(opinion, counted, settings, loser, proofNeeded) };
	});
}

/** Who of two is behind: all results of both are tries, and its share of what was spent is the rate it should reach. */
export interface ShareBet {
	readonly results: number;
	/** Results of both. */
	readonly tries: number;
	/** Between 0 and 1. */
	readonly share: number;
}

/**
 * Whether one of two ads is clearly behind the other, by the same evidence, probability and loss as a loser of a rotation.
 * At equal costs, each result of both is its own with a chance of its share of the spend.
 *
 * @param looks how many such bets the test holds: each is a chance to be wrong
 * @param falseAlarms the chance that in a test of equally good ads any one is ever found behind
 */
export function isClearlyBehind({ results, tries, share }: ShareBet, looks: number, falseAlarms: number): boolean {
	const { logEvidence, probability, loss } = rateOpinion(
		{ results, expected: 0, tries },
		{ results: 0, expected: 0, tries: 0 },
		share,
	);
	return logEvidence >= Math.log(looks / falseAlarms) && probability >= LEAST_PROBABILITY && loss >= LEAST_LOSS;
}

const chance = (probability: number): string =>
	probability > 0.995 ? 'more than 99 %' : `${Math.round(probability * 100)} %`;

function inWords(
	{ probability, loss, logEvidence }: Opinion,
	totals: AdTotals,
	settings: RotationSettings,
	loser: boolean,
	proof: number,
): string {
	const lossWords =
		settings.goal.kind === 'cost'
			? `about ${amountInWords(Math.max(0, loss) * totals.spend, settings.currency)} of ${amountInWords(totals.spend, settings.currency)} spent was above that target`
			: `about ${Math.round(Math.max(0, loss) * 100)} of 100 results at that target are missing`;
	const start = `Worse than the target with a probability of ${chance(probability)} (${figures(totals, settings)}; ${lossWords})`;
	if (loser) return `${start}.`;
	return logEvidence < proof
		? `${start}, which is not clear enough for a look every day.`
		: `${start}, which is too little to act on.`;
}
