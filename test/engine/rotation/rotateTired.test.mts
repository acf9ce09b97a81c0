import { NodeHelpers, type IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS } from '../../../emulator/world/seedIds.mts';
import { rotateForm } from '../../../nodes/MetaAds/ad/rotate/form.ts';
import { lines, useBench } from '../support/campaigns.mts';
import { byId, type NodeResult } from '../support/harness.mts';
import { dailyRows, LIVE, STAND_BY, useSecondLamp } from './lamps.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

// Replace Tired Ads, with the whole node: what it changes in the account, and what it says.

const bench = useBench();
const lamps = useSecondLamp(bench);

/** Four weeks of daily rows up to yesterday; the results of the last days differ from those before. */
const report = (id: string, before: number, now: number): IDataObject[] =>
	dailyRows(id, 28, (index) => ({
		...{ spend: '40.00', impressions: '4000' },
		results: String(index < 14 ? before : now),
	}));

const run = async (parameters: IDataObject = {}): Promise<NodeResult> =>
	await bench.run(
		'rotate',
		{
			resource: 'ad',
			adAccount: byId(ACCOUNTS.eur),
			adSet: byId(AD_SETS.eurNoBudget),
			targetCost: 20,
			dryRun: false,
			nextAds: { queue: 'all', replaceTired: true },
			...parameters,
		},
		{ items: [...report(LIVE, 5, 1), ...report(lamps.second().id, 5, 5)] },
	);
const rowOf = ({ outputs }: NodeResult, id: string): IDataObject | undefined =>
	outputs.flat().find(({ json }) => json.id === id)?.json;

it('pauses a tired ad once its replacement is live, and says what a result cost before and costs now', async () => {
	lamps.approve(STAND_BY);
	const result = await run();
	expect(result.error).toBeUndefined();
	expect(lines(bench.writes())).toEqual([`POST ${STAND_BY}`, `POST ${LIVE}`]);
	expect(lamps.statuses()).toEqual(['PAUSED', 'ACTIVE', 'ACTIVE']);
	expect(rowOf(result, LIVE)).toMatchObject({ action: 'pause', loser: false, partnerId: STAND_BY, status: 'PAUSED' });
	expect(rowOf(result, LIVE)?.reason).toMatch(
		/^Tired: in its last 7 days 40\.00 EUR a result, before that 1\d\.\d\d EUR a result\. Most other ads of its group do as well as before\. “Tischlampe” replaces it\.$/,
	);
	expect(rowOf(result, STAND_BY)).toMatchObject({ action: 'activate', reason: 'Replaces “Stehlampe”.' });
});

it.each([
	['none is approved', {}, 'the next ad, “Tischlampe”, is not known to be approved'],
	['none may come in', { nextAds: { queue: 'none', replaceTired: true } }, 'no replacement ad is ready'],
])('keeps it where %s, and says so', async (_when, parameters, why) => {
	if ('nextAds' in parameters) lamps.approve(STAND_BY);
	const result = await run(parameters);
	expect(bench.writes()).toEqual([]);
	expect(rowOf(result, LIVE)?.reason).toMatch(/^Tired: in its last 7 days .* It stays live: /);
	expect(rowOf(result, LIVE)?.reason).toContain(`It stays live: ${why}`);
});

it('keeps it where its replacement is refused', async () => {
	lamps.approve(STAND_BY);
	bench.emulator.control.addFault({
		match: { method: 'POST', path: STAND_BY },
		fault: { kind: 'graph', code: 200, subcode: 1 },
	} as never);
	await run();
	expect(lamps.ad(LIVE).status).toBe('ACTIVE');
});

it('shows the column alone unless it is switched on', async () => {
	lamps.approve(STAND_BY);
	const result = await run({ nextAds: { queue: 'all' } });
	expect(bench.writes()).toEqual([]);
	expect(rowOf(result, LIVE)).toMatchObject({ action: 'keep', fatigue: expect.stringMatching(/^Tired: /) });
	expect(rowOf(result, LIVE)?.reason).not.toMatch(/tired/i);
});

it('says in the form that it needs replacements, where none may come in', () => {
	const notice = rotateForm.fields.find(({ name }) => name === 'tiredNotice');
	const isShown = (nextAds: IDataObject): boolean =>
		notice !== undefined && NodeHelpers.displayParameter({ nextAds }, notice.property, null, null);
	expect(isShown({ queue: 'none', replaceTired: true })).toBe(true);
	expect(isShown({ queue: 'none' })).toBe(false);
	expect(isShown({ queue: 'all', replaceTired: true })).toBe(false);
});
