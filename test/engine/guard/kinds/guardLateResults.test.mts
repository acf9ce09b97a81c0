import type { IDataObject } from 'n8n-workflow';

import { AD_SETS } from '../../../../emulator/world/seedIds.mts';
import { rememberDelay, usualDelay } from '../../../../nodes/MetaBudgetGuard/state/log/delays.ts';
import { APPLIED, HELD, rowsOf, useGuard } from '../../support/guards.mts';

jest.mock('../../../../nodes/shared/graph/wait', () => jest.requireActual('../../support/lives/fakeTime.mts').fakeWait);

/** Results that come late are waited for, day by day; what the other days tell is judged. */

const bench = useGuard({ app: 'new' });
const [LOSS, FINE, OTHER] = [AD_SETS.eurNoBudget, AD_SETS.eurMinRoas, AD_SETS.eurCostCap];
const day = (ago: number): string =>
	new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Berlin' }).format(
		bench.emulator.world.clock.now() - ago * 86_400_000,
	);
/** Twenty-seven days up to yesterday; the last so many have no result yet. */
const report = (adset_id: string, results: number, late: number): IDataObject[] =>
	Array.from({ length: 27 }, (_, index) => {
		const ago = 27 - index;
		return { adset_id, date_start: day(ago), date_stop: day(ago), spend: 2_000, results: ago > late ? results : 0 };
	});
const stop = async (late: number, stored?: { staticData: string }) =>
	await bench.run(
		{
			...{ operation: 'stopLoss', adSet: { __rl: true, mode: 'id', value: '={{ $json.adset_id }}' } },
			...{ action: 'pause', target: '10', guards: {} },
		},
		{
			items: [...report(LOSS, 0, late), ...report(FINE, 200, late), ...report(OTHER, 190, late)],
			...(stored === undefined ? {} : { stored, mode: 'trigger' as const }),
		},
	);
const stopped = (rows: readonly IDataObject[]): unknown[] => rows.map(({ objectId }) => objectId);
const later = (days: number): void => bench.emulator.control.advanceClock(days * 86_400);

beforeEach(() => later(30));

it('an account whose results come a day late has its loser stopped all the same', async () => {
	const result = await stop(1);
	expect(stopped(rowsOf(result, APPLIED))).toEqual([LOSS]);
	expect(rowsOf(result, APPLIED)[0]?.reason).toMatch(/No result for .*: a loss\.$/);
});

it('three silent days are an outage where that is not usual', async () => {
	const rows = rowsOf(await stop(3), HELD);
	expect(stopped(rows).sort()).toEqual([LOSS, FINE, OTHER].sort());
	expect(rows[0]?.reason).toMatch(/^Tracking may be down/);
});

it('and are waited for where runs of a week have seen them', async () => {
	const stored = { staticData: '{}' };
	for (let run = 0; run < 6; run++) {
		expect(stopped(rowsOf(await stop(3, stored), APPLIED))).toEqual(run < 5 ? [] : [LOSS]);
		later(1);
	}
});

it('what was seen is a hint: what cannot be read, and a silence that grows, teach nothing', () => {
	const data: IDataObject = { metaBudgetGuardDelays: { act_1: 'x' } };
	expect(usualDelay(data, 'act_1')).toBeNull();
	// Results that stopped for good: day after day one more.
	for (let days = 0; days < 12; days++) rememberDelay(data, 'act_1', `2026-11-${10 + days}`, days);
	expect(usualDelay(data, 'act_1')).toBeLessThan(7);
	expect(usualDelay(data, 'act_2')).toBeNull();
	rememberDelay(data, 'act_1', '2026-11-21', 40);
	expect((data.metaBudgetGuardDelays as IDataObject).act_1).toHaveLength(12);
});
