import { writeFile } from 'node:fs/promises';

import { table, writeSimulation } from '../markdown.mts';
import { jstat } from './jstat.mts';
import { plot } from './plot.mts';
import { nothing, rotation, significance, spendGate, type Policy } from './policies.mts';
import { simulate, type Outcome } from './simulate.mts';
import { simulateSuspects } from './suspects.mts';
import { DAYS, type Truth } from './world.mts';

/**
 * Writes table and plot of docs/development/rotation-simulation.md. The rules' numbers were fixed on other seeds (1000 to 6600) before
 * these were drawn.
 */
const SEED = Number(process.env.SEED ?? 7_000_000);
const AD_SETS = Number(process.env.AD_SETS ?? 100);
/** The other settings are for orientation. */
const FEWER = Math.ceil(AD_SETS / 4);
const PAGE = 'docs/development/rotation-simulation.md';
const PICTURE = 'docs/images/creative-rotation.svg';

const fiveAds = (last: number, others = 1, dayVariance = 0.3): Truth => ({
	dayVariance,
	costs: [others, others, others, others, last],
	dailyBudget: 5,
});
const truths = {
	equal: fiveAds(1),
	better: fiveAds(0.8, 0.8),
	twice: fiveAds(2),
	thrice: fiveAds(3),
	never: fiveAds(Infinity),
	uneven: fiveAds(1, 1, 1),
};

/** What an ad set is like, in words, for the table of suspects. */
const suspectRows: ReadonlyArray<readonly [string, keyof typeof truths]> = [
	['all at the target', 'equal'],
	['all 20 % better', 'better'],
	['all at the target, days of variance 1', 'uneven'],
	['one costs 2 ×', 'twice'],
	['one costs 3 ×', 'thrice'],
	['one brings no results', 'never'],
];

const SUSPECT_HEAD = [
	'Ads of the ad set',
	'Losers suspected, or paused, within 10 targets',
	'Ads at the target, or better, ever suspected in 60 days',
	'The same on any one day',
];

const suspectRow = ([words, truth]: (typeof suspectRows)[number]): string[] => {
	process.stdout.write(`Suspects: ${words}\n`);
	const { inTime, everFalse, falseOnADay } = simulateSuspects(truths[truth], SEED, AD_SETS);
	return [words, percent(inTime), percent(everFalse), percent(falseOnADay)];
};

const policies: Array<[Policy, string]> = [
	[nothing, '#bbb'],
	[spendGate, '#d9822b'],
	[significance, '#c23030'],
	[rotation('This node, simple rule (default)', {}), '#137cbd'],
	[rotation('This node, statistical rule', { rule: 'statistical' }), '#0f9960'],
];

/** Other settings of the same rules: what more speed costs. */
const tradeOffs: Policy[] = [
	...[2, 3, 5].map((withoutResult) =>
		rotation(`Simple, No Results (Times Target) ${withoutResult}`, { withoutResult }),
	),
	...[1.5, 3].map((timesTarget) => rotation(`Simple, Times Target ${timesTarget}`, { timesTarget })),
	...[0.2, 0.5].map((falsePauses) =>
		rotation(`Statistical, Chance of a False Pause ${falsePauses * 100} %`, { rule: 'statistical', falsePauses }),
	),
];

const percent = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(1)} %`);
const targets = (spent: number | null): string =>
	spent === null ? '–' : Number.isFinite(spent) ? spent.toFixed(1) : 'most never';

type Outcomes = Record<keyof typeof truths, Outcome>;

function outcomesOf(policy: Policy, adSets: number): Outcomes {
	process.stdout.write(`${policy.name}\n`);
	return Object.fromEntries(
		Object.entries(truths).map(([name, truth]) => [name, simulate(policy, truth, SEED, adSets)]),
	) as Outcomes;
}

const losers = ['2 ×', '3 ×', 'no results'];
const HEAD = [
	'Rule',
	'False pauses, all at the target',
	'False pauses, all 20 % better',
	'False pauses, all at the target, days of variance 1',
	...losers.map((loser) => `${loser}: paused within 10 targets`),
	...losers.map((loser) => `${loser}: paused at all`),
	'No results: spent when paused (median)',
	'Cost per result with a 3 × loser',
];

const rowOf = (name: string, { equal, better, uneven, twice, thrice, never }: Outcomes): string[] => [
	name,
	percent(equal.falsePauses),
	percent(better.falsePauses),
	percent(uneven.falsePauses),
	...[twice, thrice, never].map(({ inTime }) => percent(inTime)),
	...[twice, thrice, never].map(({ caught }) => percent(caught)),
	targets(never.spentWhenPaused),
	thrice.cost.toFixed(3),
];

/**
 * Of all tests of "10 results expected" against "5 expected" that are wrong this rarely, the best finds so many (Neyman and
 * Pearson, 1933; where the limit falls between two counts, by lot).
 */
function bestPossible(wrong: number): number {
	let most = 0;
	while (jstat.poisson.cdf(most, 10) <= wrong) most++;
	const [below, at] = [jstat.poisson.cdf(most - 1, 10), jstat.poisson.cdf(most, 10)];
	const lot = (wrong - below) / (at - below);
	return jstat.poisson.cdf(most - 1, 5) * (1 - lot) + jstat.poisson.cdf(most, 5) * lot;
}

/** How often five such tests are wrong at least once when each finds 80 %. */
function priceOfEighty(): number {
	let most = 0;
	while (jstat.poisson.cdf(most, 5) < 0.8) most++;
	return 1 - (1 - jstat.poisson.cdf(most, 10)) ** 5;
}

const main = policies.map(([policy, color]) => ({ policy, color, outcomes: outcomesOf(policy, AD_SETS) }));
const others = tradeOffs.map((policy) => ({ policy, outcomes: outcomesOf(policy, FEWER) }));
const setting = [
	`${AD_SETS.toLocaleString('en')} ad sets of five ads a row and column, ${DAYS} days, a look every morning,`,
	`seeds from ${SEED} (\`npx tsx bench/rotation/main.mts\`).`,
];
const best = percent(bestPossible(1 - 0.95 ** (1 / 5)));
const text = `${setting.join(' ')}

${table(
	HEAD,
	main.map(({ policy, outcomes }) => rowOf(policy.name, outcomes)),
)}

What other settings of the same rules bring (${FEWER} ad sets):

${table(
	HEAD,
	others.map(({ policy, outcomes }) => rowOf(policy.name, outcomes)),
)}

Suspects, with the simple rule at work (${AD_SETS} ad sets a row):

${table(SUSPECT_HEAD, suspectRows.map(suspectRow))}

![Share of losers paused by what they had spent](../images/creative-rotation.svg)

The best any rule can do (Neyman and Pearson): by the time an ad has spent ten targets, an ad at the target has 10 results on
average and a 2 × loser has 5. A single look that is wrong in at most 5 % of ad sets of five then finds ${best} of these losers,
even if days were as even as dice; and one that finds 80 % of them pauses a good ad in ${percent(priceOfEighty())} of ad sets.`;

await writeSimulation(PAGE, text);
const panel = (title: string, truth: keyof typeof truths) => ({
	title,
	curves: main.map(({ policy, color, outcomes }) => ({
		name: `${policy.name} (false pauses: ${percent(outcomes.equal.falsePauses)})`,
		color,
		spends: outcomes[truth].spends,
	})),
});
const panels = [
	panel('Costs 2 × the target', 'twice'),
	panel('Costs 3 × the target', 'thrice'),
	panel('Brings no results', 'never'),
];
await writeFile(PICTURE, plot(panels));
process.stdout.write(`\n${text}\n`);
