import type { IDataObject } from 'n8n-workflow';

import { REFRESH } from '../../../emulator/insights/numbers/freshness.mts';
import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import { startEmulator, type Emulator, type LoggedRequest } from '../../../emulator/http/server.mts';
import { passTime } from './lives/fakeTime.mts';
import { byId, emulatorCredential, runNode, type NodeResult, type NodeRun } from './harness.mts';
import { legacyUses } from '../report/legacyUses.mts';

/** What tests of reports share: one emulator a file, the form's values, and what was sent. */
export interface InsightsBench {
	emulator: Emulator;
	/** Runs Meta Insights on the USD account and with all columns, unless the parameters say otherwise. */
	run(operation: string, parameters?: IDataObject, more?: Partial<NodeRun>): Promise<NodeResult>;
	sent(): LoggedRequest[];
}

/** More than any test lets pass without meaning to. */
const CALM = 5 * 60_000;

/** Young days get new numbers every quarter of an hour, and a day ends at one of them: what reads twice must not begin just before. */
function keepFromRefresh(): void {
	const left = REFRESH - (Date.now() % REFRESH);
	if (left < CALM) passTime(left + 2000);
}

// Days that a test file works out while it is loaded are those of its tests, too.
keepFromRefresh();

export function useInsights(): InsightsBench {
	const bench = {
		run: async (operation, parameters = {}, more = {}) =>
			await runNode({
				node: 'metaInsights',
				credential: emulatorCredential(bench.emulator.url),
				...more,
				parameters: { operation, adAccount: byId(ACCOUNTS.usd), columns: 'all', ...parameters },
			}),
		sent: () => bench.emulator.log.filter(({ path }) => path !== ''),
	} as InsightsBench;
	beforeAll(async () => {
		bench.emulator = await startEmulator();
	});
	beforeEach(() => {
		bench.emulator.control.reset();
		keepFromRefresh();
	});
	afterEach(() => expect(legacyUses(bench.emulator.log)).toEqual([]));
	afterAll(async () => await bench.emulator.close());
	return bench;
}
