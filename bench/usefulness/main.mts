import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { LAST_DAY, MIX, rules, useful } from './mixed.mts';

/** Writes docs/development/usefulness.md: `npx tsx bench/usefulness/main.mts`, with another number of accounts if one is given. */

const SEED = 7;
const accounts = Number(process.argv[2] ?? 40);
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const head = [
	...['Days vary by', 'Rule', 'Cost in the last week', 'Cost in all days'],
	...['Losers spent of their spend', 'Healthy ad sets below 80 % of their budget'],
];
const rows = [0.1, 0.3].flatMap((variance) =>
	rules.map((rule) => {
		const { lastWeek, allDays, ofLosers, starved } = useful(rule, { variance, memory: 0 }, SEED, accounts);
		return [String(variance), rule.name, lastWeek.toFixed(2), allDays.toFixed(2), percent(ofLosers), percent(starved)];
	}),
);

const page = `# Useful, compared with the simple rules

Written by \`npx tsx bench/usefulness/main.mts\`: ${accounts} accounts, ${LAST_DAY} days after 28 of history, seed ${SEED}.

Each account has five ad sets, whose results truly cost ${MIX.join(', ')} times the target. No rule knows that. Results show up 24 hours late on average, and each change of a budget begins a
learning phase in which a result costs a quarter more. Costs are in multiples of the target. Ceilings are three times the first budget.

| ${head.join(' | ')} |
| ${head.map(() => '---').join(' | ')} |
${rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}

- The plain rule reaches the lowest cost, since it leaves most ad sets at next to nothing, healthy ones too. Its results are few.
- **Toward a target** cuts a clear loss day by day, within the caps of 24 hours, 7 days and 30 days. It cannot cut faster than these.
- **Stop Loss** takes the losers out in the first days. Both together are the best that leave the healthy ones alone.
`;

writeFileSync(join(import.meta.dirname, '../../docs/development/usefulness.md'), page);
