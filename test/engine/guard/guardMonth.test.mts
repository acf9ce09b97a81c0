import { check, month, tableOf, type Line } from './guardMonth.mts';
import '../support/fakeTime.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/fakeTime.mts').fakeWait);
jest.setTimeout(180_000);

it('caps hold where the log is late or silent (short; the long run is a soak)', async () => {
	const lines: Line[] = [];
	for (const log of ['3 hours late', 'silent'] as const)
		lines.push(...(await month(log, 2, { days: 3, everyMinutes: 240, seed: 1 })));
	process.stdout.write(`${tableOf(lines)}\n`);
	check(lines);
});
