import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Days } from '../target/world.mts';
import { LAST_DAY, MIX, rules, useful, type MixedRule } from './mixed.mts';

/** Writes docs/development/usefulness.md: `npx tsx bench/usefulness/main.mts`, with another number of accounts if one is given. */

const SEED = 7;
const accounts = Number(process.argv[2] ?? 40);
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const head = [
	...['Days vary by', 'Rule', 'Cost in the last week', 'as it came', 'Cost in all days'],
	...['Losers spent of their spend', 'Healthy ad sets below 80 % of their budget', 'False steps', 'False holds'],
];
function rowOf(world: string, rule: MixedRule, days: Days, of = accounts): string[] {
	const { lastWeek, asItCame, allDays, ofLosers, starved, falseSteps, falseHolds } = useful(rule, days, SEED, of);
	process.stdout.write(
		`${world} ${rule.name}: ${[lastWeek, asItCame, allDays, ofLosers, starved, falseSteps, falseHolds].map((one) => one.toFixed(3)).join(' ')}\n`,
	);
	const costs = [lastWeek, asItCame, allDays].map((cost) => cost.toFixed(2));
	return [world, rule.name, ...costs, ...[ofLosers, starved, falseSteps, falseHolds].map(percent)];
}

const rows = [0.1, 0.3].flatMap((variance) =>
	rules.map((rule) => rowOf(String(variance), rule, { variance, memory: 0 })),
);

const usual = { variance: 0.3, memory: 0 };
const worlds: ReadonlyArray<readonly [string, Days]> = [
	['each day like the one before by 0.5', { ...usual, memory: 0.5 }],
	['results 48 hours late', { ...usual, delay: 48 }],
	['twice the budget makes results 23 % dearer', { ...usual, dearer: 0.3 }],
];
const others = worlds.flatMap(([world, days]) =>
	rules.slice(-2).map((rule) => rowOf(world, rule, days, Math.ceil(accounts / 2))),
);

const table = (lines: readonly string[][]): string =>
	[head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const page = `# Useful, compared with the simple rules

Written by \`npx tsx bench/usefulness/main.mts\`: ${accounts} accounts, ${LAST_DAY} days after 28 of history, seed ${SEED}.

Each account has five ad sets, whose results truly cost ${MIX.join(', ')} times the target. No rule knows that. Results show up 24 hours late on average, and each change of a budget begins a
learning phase in which a result costs a quarter more. Costs are in multiples of the target, on average;
*as it came* has the luck of that week's days in it. Ceilings are three times the first budget.

A *false step* cuts or stops an ad set at the target or better, or raises one that costs more than 1.2 times it: a share of all steps. A *false hold* is a
morning without a step although the ad set costs more than 1.2 times the target and has a quarter of its first budget left, or less than 0.8 times and is below its ceiling: a
share of all such mornings. *Who knows the true costs* holds as well where caps and rests ask for it.

${table(rows)}

- The plain rule reaches the lowest cost, since it leaves most ad sets at next to nothing, healthy ones too. Its results are few.
- **Toward a target** cuts a clear loss day by day, and raises what is clearly cheap once it has learned, within the caps of 24 hours, 7 days and
  30 days.
- **Stop Loss** takes the losers out in the first days. Both together are the best that leave the healthy ones alone.
- Most false holds are what caps, rests and the learning phase ask for: whoever knows the true costs has nearly as many. The plain rule has few, and nearly half of its
  steps are false.
- **Who knows the true costs** shows the most that these caps and the learning phase let anybody reach: it stops what is dear on the first day.

In other worlds, where days vary by 0.3, half as many accounts:

${table(others)}

- Where more budget makes results dearer, more results are bought at a cost nearer to the target.
`;

writeFileSync(join(import.meta.dirname, '../../docs/development/usefulness.md'), page);
