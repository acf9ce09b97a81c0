import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { check, logNames, month, tableOf, type Line } from '../engine/guard/guardMonth.mts';
import '../engine/support/fakeTime.mts';

jest.mock('../../nodes/shared/graph/wait', () => jest.requireActual('../engine/support/fakeTime.mts').fakeWait);
jest.setTimeout(24 * 3_600_000);

/** SEED repeats a run; EVERY (minutes), DAYS and WORKERS (such as 1,2,3) make it longer or shorter. */
const seed = Number(process.env.SEED ?? 1);
const everyMinutes = Number(process.env.EVERY ?? 60);
const days = Number(process.env.DAYS ?? 30);
const workers = (process.env.WORKERS ?? '1,2,3').split(',').map(Number);

const page = (lines: readonly Line[]): string => `# A month against the budget guard

Written by \`npm run test:soak\` (\`test/soak/guardMonth.test.mts\`): ${days} days of virtual time on the emulator, every
${everyMinutes} minutes a step of 15 % by each worker, nine in ten toward more spend, **without any cooldown**, seed ${seed}. Workers know
nothing of each other and are restarted every six hours or so; people change the same values, applied steps are undone,
and the night on which clocks change in the account's zone is among the days.

Per horizon: the furthest a step of the guard ended above the lowest and below the highest value of the time before it,
whoever set that. The caps are +30 %, −30 % in 24 hours, +50 %, −40 % in 7 days, +100 %, −60 % in 30 days. What was
overwritten within 15 seconds counts as never there. For a ROAS floor the figures are of its strength turned around.

${tableOf(lines)}

Not among it: lists that lag (the last look is an exact read, which a test of its own proves), and objects in process.
`;

it('what a month of workers, people and a bad log makes of the caps', async () => {
	const lines: Line[] = [];
	for (const log of logNames)
		for (const count of workers) lines.push(...(await month(log, count, { days, everyMinutes, seed })));
	writeFileSync(join(__dirname, '../../docs/development/guard-soak.md'), page(lines));
	process.stdout.write(`${tableOf(lines)}\n`);
	check(lines);
});
