import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { logNames, type LogName } from '../../engine/guardMonth/badMeta.mts';
import { ceilingMonth, ceilingTable, checkCeiling, type CeilingLine } from '../../engine/guardMonth/ceilingMonth.mts';
import { check, month, tableOf, type Line } from '../../engine/guardMonth/guardMonth.mts';
import {
	checkRotation,
	rotationMonth,
	rotationTable,
	type RotationLine,
} from '../../engine/guardMonth/rotationMonth.mts';
import '../../engine/support/lives/fakeTime.mts';

jest.mock(
	'../../../nodes/shared/graph/wait',
	() => jest.requireActual('../../engine/support/lives/fakeTime.mts').fakeWait,
);
jest.setTimeout(24 * 3_600_000);

/** SEED repeats a run; EVERY (minutes), DAYS and WORKERS (such as 1,2,3) make it longer or shorter. */
const seed = Number(process.env.SEED ?? 1);
const everyMinutes = Number(process.env.EVERY ?? 240);
const days = Number(process.env.DAYS ?? 30);
const workers = (process.env.WORKERS ?? '1,3').split(',').map(Number);
/** Nobody rotates ads every hour. */
const ROTATED = Math.max(720, everyMinutes);

/** RESUME=1 takes what an earlier run of the same code was done with: one that was cut off goes on. */
const PLAYED = join(__dirname, '../../../.tmp/guardMonth');

interface Lines {
	readonly budgets: readonly Line[];
	readonly ceilings: readonly CeilingLine[];
	readonly rotations: readonly RotationLine[];
}

const page = ({ budgets, ceilings, rotations }: Lines): string => `# A month against the budget guard

Written by \`EVERY=${everyMinutes} WORKERS=${workers} npm run test:soak -- guardMonth\`: ${days} days of virtual time on the emulator, seed ${seed}.
What is promised, and what remains: [How the budget guard decides](../how-the-guard-decides.md#what-it-cant-protect-you-from).

## Caps

Every ${everyMinutes} minutes a step of 15 % by each worker (of bids and ROAS floors every four hours at most), nine in ten toward more spend,
**without any cooldown**. Workers of one workflow run it at the same moment. They remember nothing of each other and are restarted every six
hours or so; what n8n stores of the workflow is read when a run begins, and stored as a whole when it has ended, so that of runs at the same
moment the last one's stays. One list in ten is as it was when it was last asked for, one ad set is in process at times, people change the same values,
applied steps are undone, and the nights on which clocks change in both accounts' zones are among the days.

Per horizon: the furthest a step of the guard ended above the lowest and below the highest value of the time before it,
whoever set that. The caps are +30 %, −30 % in 24 hours, +50 %, −40 % in 7 days, +100 %, −60 % in 30 days. What was
overwritten within 15 seconds counts as never there. For a ROAS floor the figures are of its strength turned around.

${tableOf(budgets)}

## The account's ceiling

Every ${everyMinutes} minutes two workflows on each worker raise three budgets of one account by 15 % at the same moment, below a ceiling that is reached in the first days. People
change the budgets and switch another ad set on and off, so that the account is above its ceiling without the guard as well; lists lag as above, and in one round of five a
read of the budgets fails. A raise that stands when all runs of the moment have ended, while the account is above its ceiling, is *left above*; *untold* is one whose row has no warning.

${ceilingTable(ceilings)}

## Rotation

Every ${ROTATED / 60} hours each worker rotates two ad sets of four live ads at the same moment, from the same report; time and again one of them stops bringing results. Between the calls people
pause and activate ads, one write in ten gets no answer, done or not, and reads fail. An ad that a run has paused and that no row names is *untold*.

${rotationTable(rotations)}

Not among it: manual runs and two workflows on one campaign, after which one more step can follow where the log stays silent of a campaign's budget
([what it cannot do](../how-the-guard-decides.md#what-it-cant-protect-you-from)). A run that is killed right after its step, in a real n8n: \`test/e2e/money/guard-restart.test.mts\`.
`;

async function linesOf(log: LogName, count: number): Promise<Lines> {
	const file = join(PLAYED, `${[log.replaceAll(' ', '-'), count, days, everyMinutes, seed].join('_')}.json`);
	if (process.env.RESUME === '1' && existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Lines;
	const lines: Lines = {
		rotations: [await rotationMonth(log, count, { days, everyMinutes: ROTATED, seed })],
		ceilings: [await ceilingMonth(log, count, { days, everyMinutes, seed })],
		budgets: await month(log, count, { days, everyMinutes, seed }),
	};
	mkdirSync(PLAYED, { recursive: true });
	writeFileSync(file, JSON.stringify(lines));
	return lines;
}

it('what a month of workers, people and a bad log makes of caps, ceiling and rotation', async () => {
	const played: Lines[] = [];
	for (const log of logNames)
		for (const count of workers) {
			played.push(await linesOf(log, count));
			process.stdout.write(`${log}, workers: ${count}\n`);
		}
	const lines: Lines = {
		budgets: played.flatMap(({ budgets }) => budgets),
		ceilings: played.flatMap(({ ceilings }) => ceilings),
		rotations: played.flatMap(({ rotations }) => rotations),
	};
	writeFileSync(join(__dirname, '../../../docs/development/guard-soak.md'), page(lines));
	process.stdout.write(
		`${tableOf(lines.budgets)}\n${ceilingTable(lines.ceilings)}\n${rotationTable(lines.rotations)}\n`,
	);
	check(lines.budgets);
	checkCeiling(lines.ceilings);
	checkRotation(lines.rotations);
});
