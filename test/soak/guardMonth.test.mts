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

Written by \`EVERY=${everyMinutes} WORKERS=${workers} npm run test:soak -- guardMonth\`: ${days} days of virtual time on the emulator, every
${everyMinutes} minutes a step of 15 % by each worker (of bids and ROAS floors every four hours at most), nine in ten toward more spend,
**without any cooldown**, seed ${seed}. Workers of one workflow run it at the same moment. They remember nothing of each other and are restarted every six
hours or so; what n8n stores of the workflow is read when a run begins, and stored as a whole when it has ended, so that of runs at the same
moment the last one's stays. One list in ten is as it was when it was last asked for, one ad set is in process at times, people change the same values,
applied steps are undone, and the nights on which clocks change in both accounts' zones are among the days.

Per horizon: the furthest a step of the guard ended above the lowest and below the highest value of the time before it,
whoever set that. The caps are +30 %, −30 % in 24 hours, +50 %, −40 % in 7 days, +100 %, −60 % in 30 days. What was
overwritten within 15 seconds counts as never there. For a ROAS floor the figures are of its strength turned around.

${tableOf(lines)}

Not among it: rotation, which has simulations of its own ([Creative rotation](../creative-rotation.md)); the account's ceiling; manual runs, two
workflows on one campaign and runs that were killed, after which one more step can follow where the log stays silent of a campaign's budget
([what it cannot do](../how-the-guard-decides.md#what-it-cannot-do)).
`;

it('what a month of workers, people and a bad log makes of the caps', async () => {
	const lines: Line[] = [];
	for (const log of logNames)
		for (const count of workers) lines.push(...(await month(log, count, { days, everyMinutes, seed })));
	writeFileSync(join(__dirname, '../../docs/development/guard-soak.md'), page(lines));
	process.stdout.write(`${tableOf(lines)}\n`);
	check(lines);
});
