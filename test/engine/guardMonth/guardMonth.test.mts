import { ceilingMonth, ceilingTable, checkCeiling } from './ceilingMonth.mts';
import { check, month, tableOf, type Line } from './guardMonth.mts';
import { checkRotation, rotationMonth, rotationTable } from './rotationMonth.mts';
import '../support/lives/fakeTime.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);
jest.setTimeout(180_000);

// Short; the long runs are soaks.

it('caps hold where the log is late or silent', async () => {
	const lines: Line[] = [];
	for (const log of ['3 hours late', 'silent'] as const)
		lines.push(...(await month(log, 2, { days: 3, everyMinutes: 240, seed: 1 })));
	process.stdout.write(`${tableOf(lines)}\n`);
	check(lines);
});

it('an account’s ceiling holds while two workflows raise below it on two workers', async () => {
	const line = await ceilingMonth('at once', 2, { days: 2, everyMinutes: 240, seed: 1 });
	process.stdout.write(`${ceilingTable([line])}\n`);
	checkCeiling([line]);
});

it('no pause of a rotation goes untold while answers get lost and people pause ads', async () => {
	const line = await rotationMonth('at once', 2, { days: 2, everyMinutes: 720, seed: 1 });
	process.stdout.write(`${rotationTable([line])}\n`);
	checkRotation([line]);
});
