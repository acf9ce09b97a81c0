import type { IDataObject } from 'n8n-workflow';

import type { FaultRule } from '../../../../emulator/http/server.mts';
import { AD_SETS, CAMPAIGNS } from '../../../../emulator/world/seedIds.mts';
import { runAgent } from '../../support/agent.mts';
import { decoded } from '../../support/campaigns.mts';
import { dayAgoInBerlin as dayAgo } from '../../support/lives/days.mts';
import { addAdSet, APPLIED, guardsOf, HELD, rowsOf, useGuard } from '../../support/guards.mts';
import { byId, emulatorCredential, type NodeResult } from '../../support/harness.mts';

jest.mock('../../../../nodes/shared/graph/wait', () => jest.requireActual('../../support/lives/fakeTime.mts').fakeWait);

const bench = useGuard();
const { writes } = bench;
afterEach(() => jest.restoreAllMocks());
const [LOSS, FINE] = [AD_SETS.eurNoBudget, AD_SETS.eurMinRoas];
const statusOf = (id: string): string => bench.emulator.world.get('AdSet', id).status;

/** Rows as a report gives them, up to yesterday. */
const days = (adset_id: string, spend: number, results: number | null, oldest = 14) =>
	Array.from({ length: oldest }, (_, index) => {
		const date = dayAgo(oldest - index);
		return { adset_id, date_start: date, date_stop: date, spend, results };
	});
const loss = days(LOSS, 20, 0);
const fine = days(FINE, 20, 2);

const byRow = { __rl: true, mode: 'id', value: '={{ $json.adset_id }}' };
const run = async (items: IDataObject[], parameters: IDataObject = {}): Promise<NodeResult> =>
	await bench.run(
		{ operation: 'stopLoss', adSet: byRow, action: 'pause', target: '10', guards: {}, ...parameters },
		{ items },
	);

it('takes several objects without any result for a silent count, also by one row for all days', async () => {
	const whole = (adset_id: string, results: number) => ({
		...{ adset_id, date_start: dayAgo(14), date_stop: dayAgo(1), spend: 280, results },
	});
	const silent = rowsOf(await run([whole(LOSS, 0), whole(FINE, 0)]), HELD);
	expect(silent.map(({ reason }) => reason)).toEqual([
		expect.stringMatching(/^Tracking may be down: none of 2 objects has any result in the report/),
		expect.stringMatching(/^Tracking may be down: none of 2 objects has any result in the report/),
	]);
	expect(writes()).toEqual([]);
	expect(rowsOf(await run([whole(LOSS, 0), whole(FINE, 28)]), APPLIED)).toMatchObject([{ objectId: LOSS }]);
});

it('stops what each row names where no ad set is chosen, and an undo still asks for it', async () => {
	const stopped = await run([...loss, ...fine], { adSet: byId('') });
	expect(stopped.error).toBeUndefined();
	expect(rowsOf(stopped, APPLIED)).toMatchObject([{ objectId: LOSS }]);
	expect(rowsOf(stopped, HELD).map(({ objectId }) => objectId)).toEqual([FINE]);
	const [{ undo }] = rowsOf(stopped, APPLIED) as [{ undo: unknown }];
	const undone = await run([{ undo, adset_id: LOSS } as IDataObject], {
		adSet: byId(''),
		action: 'undo',
		undo: '={{ $json.undo }}',
	});
	expect(undone.error?.message).toBe('Ad Set is empty');
});

describe('rows of another currency or account', () => {
	it.each([
		['money in another currency', { account_currency: 'USD' }, /its row is in USD, and the ad account counts in EUR/],
		['money in another currency, by Readable Names', { 'Amount Spent (USD)': 840_000 }, /its row is in USD/],
		['another ad account', { account_id: '1001000000000009' }, /its row is of the ad account 1001000000000009, not of/],
	])('pause nothing: %s', async (_title, more, message) => {
		const rows = loss.map((row, index) => (index === 3 ? { ...row, ...more } : row));
		const stopped = await run([...rows, ...fine]);
		expect(stopped.error?.message).toMatch(message);
		const goesOn = await bench.run(
			{ operation: 'stopLoss', adSet: byRow, action: 'pause', target: '10', guards: {} },
			{ items: [...rows, ...fine], onError: 'continueRegularOutput' },
		);
		expect(rowsOf(goesOn, APPLIED)).toEqual([expect.objectContaining({ error: expect.stringMatching(message) })]);
		expect(writes()).toEqual([]);
		expect(statusOf(LOSS)).toBe('ACTIVE');
	});

	it('are no hindrance in the account’s own currency', async () => {
		const own = loss.map((row) => ({ ...row, account_currency: 'EUR' }));
		expect(rowsOf(await run([...own, ...fine]), APPLIED)).toMatchObject([{ objectId: LOSS }]);
	});
});

describe('stop-loss', () => {
	it('pauses what spends without a result, also while learning, and says why; what is fine stays on', async () => {
		bench.emulator.control.setLearning(LOSS, 'LEARNING');
		const result = await run([...loss, ...fine]);
		expect(result.error).toBeUndefined();
		expect(rowsOf(result, APPLIED)).toEqual([
			expect.objectContaining({
				objectId: LOSS,
				verdict: 'applied',
				before: 'ACTIVE',
				requested: 'PAUSED',
				after: 'PAUSED',
				what: 'status',
				reason: expect.stringMatching(
					/^No result for 280\.00 EUR \(.+\); at a target of 10\.00 EUR, 20\.5 were expected by now, and without any the limit is 4\.0: a loss\.$/,
				),
				undo: expect.objectContaining({ object: LOSS, from: '1', to: '0' }),
				logConfirmed: true,
			}),
		]);
		expect(rowsOf(result, HELD)).toEqual([
			expect.objectContaining({
				objectId: FINE,
				verdict: 'held',
				reason: expect.stringMatching(/that is 0\.\d times the target\. The limit is 2\.5 times/),
			}),
		]);
		const marks = [{ name: `n8n off stop-loss ${LOSS}` }];
		expect(writes().map(decoded)).toEqual([{ status: 'PAUSED', adlabels: marks }]);
		expect([LOSS, FINE].map(statusOf)).toEqual(['PAUSED', 'ACTIVE']);
	});

	it('is a dry run by default, and has Meta check the pause', async () => {
		const result = await run([...loss, ...fine], { dryRun: true });
		expect(rowsOf(result, APPLIED)).toEqual([
			expect.objectContaining({ verdict: 'wouldApply', after: 'PAUSED', undo: null, validated: true }),
		]);
		expect(statusOf(LOSS)).toBe('ACTIVE');
	});

	it('takes its own pause back, and not one that somebody else made', async () => {
		const [row] = rowsOf(await run([...loss, ...fine]), APPLIED);
		const undo = async () => await run([{ adset_id: LOSS, undo: row?.undo as IDataObject }], { action: 'undo' });
		expect(rowsOf(await undo(), APPLIED)).toEqual([
			expect.objectContaining({ before: 'PAUSED', after: 'ACTIVE', undo: null }),
		]);
		expect(statusOf(LOSS)).toBe('ACTIVE');
		bench.emulator.control.editOutside(LOSS, { status: 'PAUSED' });
		expect(guardsOf(rowsOf(await undo(), HELD)[0])).toContain('undo');
		expect(statusOf(LOSS)).toBe('PAUSED');
	});

	it('takes no pause back while the log is late: a person may have paused it again', async () => {
		const [row] = rowsOf(await run([...loss, ...fine]), APPLIED);
		const { control } = bench.emulator;
		control.setActivityLag(3_600);
		control.advanceClock(60);
		control.editOutside(LOSS, { status: 'ACTIVE' });
		control.editOutside(LOSS, { status: 'PAUSED' });
		const [held] = rowsOf(await run([{ adset_id: LOSS, undo: row?.undo as IDataObject }], { action: 'undo' }), HELD);
		expect(held?.reason).toMatch(/ It was changed on .+, but Meta’s activity history doesn’t show that yet/);
		expect(statusOf(LOSS)).toBe('PAUSED');
	});

	it('takes no pause of a campaign back while the log is late', async () => {
		const id = CAMPAIGNS.eurNoBudget;
		const rows = days('', 40, 1).map((one) => ({ ...one, campaign_id: id }));
		const parameters = { objectType: 'campaign', campaign: byId(id) };
		const { control, world } = bench.emulator;
		addAdSet(bench.emulator, '120211000000740001', { campaign: world.get('Campaign', CAMPAIGNS.eurCbo) });
		const undo = async (row: IDataObject | undefined) =>
			await run([{ undo: row?.undo as IDataObject }], { ...parameters, action: 'undo' });
		const [paused] = rowsOf(await run(rows, parameters), APPLIED);
		control.setActivityLag(3_600);
		control.advanceClock(60);
		for (const status of ['ACTIVE', 'PAUSED']) control.editOutside(id, { status });
		expect(rowsOf(await undo(paused), HELD)[0]?.reason).toMatch(/doesn’t show that yet/);
		expect(world.get('Campaign', id).status).toBe('PAUSED');
	});

	it('counts as another chance a change of status in words that nobody can read', async () => {
		const { control } = bench.emulator;
		control.setLogReader({ language: 'et', age: 'older' });
		control.editOutside(LOSS, { status: 'PAUSED' });
		control.editOutside(LOSS, { status: 'ACTIVE' });
		const [held] = rowsOf(await run([...loss, ...fine]), HELD);
		expect(held?.reason).toMatch(/^It was reactivated on .+, and the data starts before/);
		expect(writes()).toEqual([]);
	});

	it('cuts no campaign’s budget by the numbers of one of its ad sets', async () => {
		const campaign = bench.emulator.world.get('Campaign', CAMPAIGNS.eurCbo);
		const one = addAdSet(bench.emulator, '120211000000740001', { campaign, dailyBudget: undefined });
		const result = await run([...days(one.id, 20, 0), ...fine], { action: 'cut' });
		const [held] = rowsOf(result, HELD).filter(({ objectId }) => objectId === one.id);
		expect(held?.reason).toMatch(/^It uses its campaign’s budget\. Choose the campaign, so /);
		expect(writes()).toEqual([]);
	});

	it('gives another chance to what a person has switched on again: days before do not count', async () => {
		bench.emulator.control.editOutside(LOSS, { status: 'PAUSED' });
		bench.emulator.control.editOutside(LOSS, { status: 'ACTIVE' });
		bench.emulator.control.setLearning(LOSS, 'SUCCESS');
		const [row] = rowsOf(await run([...loss, ...fine]), HELD);
		expect(row?.reason).toMatch(/^It was reactivated on .+, and the data starts before/);
		expect(writes()).toEqual([]);
	});

	it('wants one action for the whole run: half the rows must not cut and half pause the same', async () => {
		const rows = days(LOSS, 40, 0).map((row, index) => ({ ...row, does: index % 2 === 0 ? 'pause' : 'cut' }));
		const { error } = await run([...rows, ...fine.map((row) => ({ ...row, does: 'pause' }))], {
			action: '={{ $json.does }}',
			cutBy: '15',
		});
		expect(error?.message).toMatch(/Action applies to the whole run/);
		expect(writes()).toEqual([]);
	});

	it.each(['pause', 'cut'])('and what lies in a campaign that was switched on again: no %s', async (action) => {
		for (const status of ['PAUSED', 'ACTIVE']) bench.emulator.control.editOutside(CAMPAIGNS.eurNoBudget, { status });
		const [row] = rowsOf(await run([...loss, ...fine], { action }), HELD);
		expect(row?.reason).toMatch(/^Its campaign was reactivated on .+, and the data starts before/);
		expect(writes()).toEqual([]);
	});

	it('cuts nothing for days before it was switched on again', async () => {
		for (const status of ['PAUSED', 'ACTIVE']) bench.emulator.control.editOutside(LOSS, { status });
		const [row] = rowsOf(await run([...loss, ...fine], { action: 'cut' }), HELD);
		expect(row?.reason).toMatch(/^It was reactivated on .+, and the data starts before/);
		expect(writes()).toEqual([]);
	});

	it('never pauses the last that delivers in its campaign, nor all of several at once', async () => {
		const { world, control } = bench.emulator;
		for (const { id, campaign, status } of world.all('AdSet'))
			if (campaign.id === CAMPAIGNS.eurNoBudget && status === 'ACTIVE' && ![LOSS, FINE].includes(id as never))
				control.editOutside(id, { status: 'PAUSED' });
		const other = addAdSet(bench.emulator, '120211000000740001', {
			name: 'In another campaign',
			campaign: world.get('Campaign', CAMPAIGNS.eurCbo),
		});
		const result = await run([...loss, ...days(FINE, 20, 0), ...days(other.id, 20, 2)]);
		expect(rowsOf(result, APPLIED).map(({ objectId }) => objectId)).toEqual([LOSS]);
		const [held] = rowsOf(result, HELD).filter(({ objectId }) => objectId === FINE);
		expect(guardsOf(held)).toEqual(['lastLive']);
		expect([LOSS, FINE].map(statusOf)).toEqual(['PAUSED', 'ACTIVE']);
		const zero = await run([...days(FINE, 20, 0), ...days(other.id, 20, 2)], { guards: { keepLive: '0' } });
		expect(rowsOf(zero, APPLIED).map(({ objectId }) => objectId)).toEqual([FINE]);
	});

	it.each([
		['has not begun', () => ({ startTime: bench.emulator.world.clock.now() + 86_400_000 })],
		['has ended', () => ({ endTime: bench.emulator.world.clock.now() - 86_400_000 })],
	])('counts no ad set as live that %s', async (_what, times) => {
		const { world, control } = bench.emulator;
		for (const { id, campaign, status } of world.all('AdSet'))
			if (campaign.id === CAMPAIGNS.eurNoBudget && status === 'ACTIVE' && ![LOSS, FINE].includes(id as never))
				control.editOutside(id, { status: 'PAUSED' });
		Object.assign(world.get('AdSet', FINE), times());
		const other = addAdSet(bench.emulator, '120211000000740001', { campaign: world.get('Campaign', CAMPAIGNS.eurCbo) });
		const result = await run([...loss, ...days(other.id, 20, 2)]);
		expect(guardsOf(rowsOf(result, HELD).find(({ objectId }) => objectId === LOSS))).toEqual(['lastLive']);
		expect(writes()).toEqual([]);
	});

	it('counts no campaign as live whose ad sets are all paused', async () => {
		const { world } = bench.emulator;
		const id = CAMPAIGNS.eurNoBudget;
		for (const adSet of world.all('AdSet')) if (adSet.campaign.id !== id) adSet.status = 'PAUSED';
		const rows = days('', 40, 1).map((row) => ({ ...row, campaign_id: id }));
		const [held] = rowsOf(await run(rows, { objectType: 'campaign', campaign: byId(id) }), HELD);
		expect(guardsOf(held)).toEqual(['lastLive']);
		expect(writes()).toEqual([]);
	});

	const takenBack = async (fault?: FaultRule['fault']) => {
		const { world, control } = bench.emulator;
		for (const { id, campaign, status } of world.all('AdSet'))
			if (campaign.id === CAMPAIGNS.eurNoBudget && status === 'ACTIVE' && ![LOSS, FINE].includes(id as never))
				control.editOutside(id, { status: 'PAUSED' });
		const write = world.activities.write.bind(world.activities);
		let meddled = false;
		jest.spyOn(world.activities, 'write').mockImplementation((...entry) => {
			write(...entry);
			if (meddled || entry[2].id !== LOSS || entry[3] !== 'update_ad_set_run_status') return;
			meddled = true;
			control.editOutside(FINE, { status: 'PAUSED' });
			if (fault) control.addFault({ match: { method: 'POST', path: LOSS }, fault });
		});
		return await run([...loss, ...fine]);
	};

	it('takes the pause back where somebody else pauses the other one at the same moment', async () => {
		const result = await takenBack();
		expect(rowsOf(result, HELD)).toContainEqual(
			expect.objectContaining({
				objectId: LOSS,
				verdict: 'takenBack',
				after: 'ACTIVE',
				reason: expect.stringMatching(/ Something else was paused at the same moment/),
			}),
		);
		expect([LOSS, FINE].map(statusOf)).toEqual(['ACTIVE', 'PAUSED']);
	});

	it.each([
		['could not', { kind: 'graph', code: 200 }, /and it could not be reactivated/],
		['may not have', { kind: 'http', status: 500 }, /and it is unknown whether it was reactivated/],
	] as const)('and says where that %s been done', async (_, fault, warning) => {
		const row = rowsOf(await takenBack(fault), APPLIED).find(({ objectId }) => objectId === LOSS);
		expect(row).toMatchObject({ verdict: 'applied', warning: expect.stringMatching(warning) });
	});

	it.each([
		['a result is not known', days(LOSS, 20, null), undefined],
		[
			'the report is not complete',
			loss.map((row) => ({ ...row, report_complete: false })),
			/^The report is incomplete/,
		],
		['the report is old', loss.slice(0, 9), /^The days that count end on .+: they do not show how it is now/],
		['days come twice', [...loss, ...loss], /^It has more than one row for the same days/],
		[
			'days come twice, once with clicks',
			[...loss, ...loss.map((row) => ({ ...row, clicks: 3 }))],
			/^It has more than one row for the same days/,
		],
		[
			'a row is of a day to come',
			[...loss, { ...days(LOSS, 0, 0, 1)[0], date_start: dayAgo(-2), date_stop: dayAgo(-2) }],
			/^Its numbers go up to .+, a day that is still to come/,
		],
	])('holds where %s', async (_what, items, reason) => {
		const result = await run([...items, ...fine]);
		expect(rowsOf(result, APPLIED)).toEqual([]);
		if (reason !== undefined) expect(rowsOf(result, HELD)[0]?.reason).toMatch(reason);
		expect(writes()).toEqual([]);
	});

	it('holds where no object has any result any more: the count may be silent', async () => {
		const result = await run([...loss, ...days(FINE, 20, 0)]);
		expect(rowsOf(result, HELD).map(({ reason }) => reason)).toEqual([
			expect.stringMatching(/^Tracking may be down/),
			expect.stringMatching(/^Tracking may be down/),
		]);
		expect(writes()).toEqual([]);
	});

	it('never counts young days in full against it', async () => {
		const [row] = rowsOf(await run([...days(LOSS, 50, 0, 1), ...fine]), HELD);
		expect(row?.reason).toMatch(
			/^No result for 50\.00 EUR \(.+\); .+ 0\.3 were expected by now, and without any the limit is 4\.0: not clear yet\./,
		);
	});

	it('cuts the budget instead, as far as the guards allow, and once', async () => {
		const result = await run([...days(LOSS, 40, 0), ...days(LOSS, 0, 1, 20).slice(0, 1), ...fine], {
			action: 'cut',
			cutBy: '30',
		});
		expect(rowsOf(result, APPLIED)).toEqual([
			expect.objectContaining({ objectId: LOSS, before: 10, requested: 7, after: 8.5, what: 'daily budget' }),
		]);
		expect(writes().map(decoded)).toEqual([{ daily_budget: '850' }]);
		const [again] = rowsOf(await run([...days(LOSS, 40, 0), ...fine], { action: 'cut', cutBy: '30' }), HELD);
		expect(again?.reason).toMatch(/^It was cut on .+, and the data starts before/);
	});

	it('pauses a campaign, and leaves what is on the protected list', async () => {
		const campaign = (spend: number, results: number) =>
			days('', spend, results).map((row) => ({ ...row, campaign_id: CAMPAIGNS.eurNoBudget }));
		const parameters = { objectType: 'campaign', campaign: byId(CAMPAIGNS.eurNoBudget) };
		const other = bench.emulator.world.get('Campaign', CAMPAIGNS.eurCbo);
		addAdSet(bench.emulator, '120211000000740001', { campaign: other });
		const kept = await run(campaign(40, 1), { ...parameters, guards: { protected: CAMPAIGNS.eurNoBudget } });
		expect(guardsOf(rowsOf(kept, HELD)[0])).toEqual(['protected']);
		const result = await run(campaign(40, 1), parameters);
		expect(rowsOf(result, APPLIED)).toEqual([
			expect.objectContaining({ objectType: 'campaign', before: 'ACTIVE', after: 'PAUSED' }),
		]);
		const undo = rowsOf(result, APPLIED)[0]?.undo as IDataObject;
		const back = await run([{ undo }], { ...parameters, action: 'undo' });
		expect(rowsOf(back, APPLIED)).toEqual([expect.objectContaining({ before: 'PAUSED', after: 'ACTIVE' })]);
	});
});

test.each([
	['action', 'cut'],
	['cutBy', '30'],
	['resultsAre', 'clicks'],
	['resultsConversion', 'custom_lead', { resultsAre: 'custom' }],
	['numbersFrom', 'own'],
])('a model does not fill %s', async (name, x, shown: IDataObject = {}) => {
	const { answers } = await runAgent('supplied', [{ x }], {
		node: 'metaBudgetGuardTool',
		credential: emulatorCredential(bench.emulator.url),
		parameters: {
			operation: 'stopLoss',
			adAccount: byId('act_1003000000000003'),
			objectType: 'adSet',
			adSet: byId(LOSS),
			action: 'cut',
			cutBy: '30',
			target: '10',
			cost: '280',
			results: '0',
			clicks: '',
			since: dayAgo(14),
			until: dayAgo(1),
			reportComplete: '',
			dryRun: false,
			guards: {},
			...shown,
			[name]: "={{ $fromAI('x', '', 'string') }}",
			allowChanges: true,
		},
	});
	expect(JSON.stringify(answers)).toMatch(/must not be filled by a model/);
	expect(writes()).toEqual([]);
});
