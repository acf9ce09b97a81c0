import { logEndOfReview } from '../../../emulator/ads/adActivities.mts';
import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS } from '../../../emulator/world/seedIds.mts';
import { useBench } from '../support/campaigns.mts';
import { useHastenedDeadlines } from '../support/lives/deadlines.mts';
import { faults, spans } from '../faults/faultMatrix.mts';
import { strikesOne } from '../faults/faultSingles.mts';
import { sampled } from '../../support/sampled.mts';
import { byId } from '../support/harness.mts';
import { BEARER, startAnew } from '../faults/faultRun.mts';
import { found, shown } from '../support/secrets.mts';
import { dailyRows, LIVE, STAND_BY } from './lamps.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/**
 * Rotation under every fault. Its items are one group that is decided together, so no item has a verdict of its own as in
 * the fault matrix; what must hold instead is said about the group.
 */

const bench = useBench();
useHastenedDeadlines(bench);
const LOSER = LIVE;
const status = (id: string): string => bench.emulator.world.get('Ad', id).status;

const losing = (id: string): IDataObject[] =>
	dailyRows(id, 12, () => ({ spend: '50.00', impressions: '2000', results: '1' }));

beforeEach(() => {
	startAnew(bench);
	const { world } = bench.emulator;
	logEndOfReview(world, world.get('Ad', STAND_BY), Date.now());
});

const struck = {
	'reading the ads': { method: 'GET', path: `${AD_SETS.eurNoBudget}/ads` },
	'activating the successor': { method: 'POST', path: STAND_BY },
	'pausing the loser': { method: 'POST', path: LOSER },
} as const;

const table = Object.entries(struck).flatMap(([what, match]) =>
	spans.flatMap((span) => faults.filter(strikesOne({})).map((line) => ({ what, match, span, line, name: line.name }))),
);

it.each(sampled(table, ({ what }) => what))('$what, $span: $name', async ({ match, span, line }) => {
	bench.emulator.control.addFault({ match: { ...match, ...(span === 'once' ? { times: 1 } : {}) }, fault: line.fault });
	const parameters = {
		resource: 'ad',
		adAccount: byId(ACCOUNTS.eur),
		adSet: byId(AD_SETS.eurNoBudget),
		targetCost: 10,
		dryRun: false,
		nextAds: { queue: 'all' },
	};
	const result = await bench.run('rotate', parameters, {
		items: losing(LOSER),
		bearer: BEARER,
		onError: 'continueRegularOutput',
	});
	expect(bench.emulator.log.some(({ fault }) => fault !== undefined)).toBe(true);

	// The group is never left without a live ad: the loser goes only when its successor has been seen live.
	expect([status(LOSER), status(STAND_BY)]).toContain('ACTIVE');

	// What a row says was done is done.
	const rows = result.outputs.flat().map(({ json }) => json);
	expect(rows.length).toBeGreaterThan(0);
	for (const { id, changed, action, error } of rows) {
		if (error !== undefined || changed !== true) continue;
		expect(status(String(id))).toBe(action === 'pause' ? 'PAUSED' : 'ACTIVE');
	}

	// Statuses are absolute and compared before they are set: none is set twice.
	const carriedOut = bench.emulator.log
		.filter(
			({ method, path, fault }) => method === 'POST' && fault === undefined && (path === LOSER || path === STAND_BY),
		)
		.map(({ path }) => path);
	expect(new Set(carriedOut).size).toBe(carriedOut.length);

	expect(bench.emulator.log.filter(({ tokenIn }) => tokenIn !== 'header')).toEqual([]);
	expect(found([shown(result), bench.emulator.log], BEARER)).toEqual([]);
});
