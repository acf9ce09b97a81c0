import { AdActivity } from 'facebook-nodejs-business-sdk';
import { ACCOUNTS, AD_SETS, ADS, CAMPAIGNS, CREATIVES } from '../../../../emulator/world/seedIds.mts';
import { useEmulator } from '../calls/client.mts';

const used = useEmulator({ startAt: new Date('2026-11-25T12:00:00Z') });
const update = (id: string, params: Record<string, unknown>) => used.graph.post(id, params);
const read = async (id: string, fields: string) => (await used.graph.get(id, { fields })).body;
const learning = async (id: string) => (await read(id, 'learning_stage_info')).learning_stage_info;
const types = async (id: string) => {
	const { body } = await used.graph.get(`${id}/activities`, { fields: 'event_type', limit: 100 });
	return (body.data ?? []).map(({ event_type }) => event_type);
};
const GERMANY = { geo_locations: { countries: ['DE'] } };
const DAY = 86_400;

describe('learning', () => {
	const SUCCESS = { status: 'SUCCESS', conversions: 0 };
	const restarted = { status: 'LEARNING', conversions: 0, last_sig_edit_ts: Date.parse('2026-11-25T12:00:00Z') / 1000 };

	const significant: [string, Record<string, unknown>][] = [
		['targeting', { targeting: { ...GERMANY, age_min: 25 } }],
		['a bid strategy', { bid_strategy: 'COST_CAP', bid_amount: 500 }],
		['a budget step of more than a fifth', { daily_budget: 1_201 }],
		['a budget step down of more than a fifth', { daily_budget: 799 }],
	];
	it.each(significant)('starts again with %s', async (_what, params) => {
		expect(await learning(AD_SETS.eurNoBudget)).toMatchObject(SUCCESS);
		expect((await update(AD_SETS.eurNoBudget, params)).status).toBe(200);
		expect(await learning(AD_SETS.eurNoBudget)).toMatchObject({
			...restarted,
			last_sig_edit_ts: expect.closeTo(restarted.last_sig_edit_ts, -1) as number,
		});
		expect(await types(AD_SETS.eurNoBudget)).toContain('update_ad_set_learning_stage_status');
	});

	it.each([
		['a name', { name: 'x' }],
		['a small budget step', { daily_budget: 1_200 }],
		[
			'the same targeting',
			{
				targeting: {
					geo_locations: { countries: ['DE'] },
					age_min: 18,
					age_max: 65,
					targeting_automation: { advantage_audience: 1 },
				},
			},
		],
		['an end', { end_time: '2027-03-01' }],
	])('goes on with %s', async (_what, params: Record<string, unknown>) => {
		const before = { ...used.emulator.world.get('AdSet', AD_SETS.eurNoBudget).learning };
		expect((await update(AD_SETS.eurNoBudget, params)).status).toBe(200);
		expect(used.emulator.world.get('AdSet', AD_SETS.eurNoBudget).learning).toEqual(before);
	});

	it('goes on after a pause of less than seven days, and starts again after one of seven', async () => {
		const pause = async (days: number) => {
			await update(AD_SETS.eurNoBudget, { status: 'PAUSED' });
			expect(await learning(AD_SETS.eurNoBudget)).toBeUndefined();
			used.emulator.control.advanceClock(days * DAY);
			await update(AD_SETS.eurNoBudget, { status: 'ACTIVE' });
			return learning(AD_SETS.eurNoBudget);
		};
		expect(await pause(6.9)).toMatchObject(SUCCESS);
		expect(await pause(7)).toMatchObject({ status: 'LEARNING' });
	});

	it('starts again with a new ad and a swapped creative', async () => {
		const ad = { name: 'Neu', adset_id: AD_SETS.eurNoBudget, creative: { creative_id: CREATIVES.eurLamp } };
		await used.graph.post(`${ACCOUNTS.eur}/ads`, ad);
		expect(await learning(AD_SETS.eurNoBudget)).toMatchObject({ status: 'LEARNING' });
		await update(ADS.eurWithIssues, { creative: { creative_id: CREATIVES.eurShelf } });
		expect(await learning(AD_SETS.eurMinRoas)).toMatchObject({ status: 'LEARNING' });
	});

	it('starts again below a campaign whose budget takes a large step', async () => {
		used.emulator.control.setLearning(AD_SETS.usdCboA, 'SUCCESS');
		await update(CAMPAIGNS.usdCbo, { daily_budget: 5_900 });
		expect(await learning(AD_SETS.usdCboA)).toMatchObject(SUCCESS);
		await update(CAMPAIGNS.usdCbo, { daily_budget: 7_200 });
		expect(await learning(AD_SETS.usdCboA)).toMatchObject({ status: 'LEARNING' });
	});

	it('is absent for paused ad sets and for dynamic creative, and can be set by a control route', async () => {
		expect(await learning(AD_SETS.eurPaused)).toBeUndefined();
		expect(await learning(AD_SETS.eurDynamic)).toBeUndefined();
		const send = async (body: unknown) =>
			(await fetch(`${used.emulator.url}/__emulator/learning`, { method: 'POST', body: JSON.stringify(body) })).status;
		expect(await send({ adSet: AD_SETS.eurNoBudget, status: 'FAIL', conversions: 7 })).toBe(200);
		expect(await learning(AD_SETS.eurNoBudget)).toMatchObject({ status: 'FAIL', conversions: 7 });
		expect(await send({ adSet: ADS.eurPaused, status: 'FAIL' })).toBe(400);
	});
});

describe('activities', () => {
	it('tell every change with event types of the spec', async () => {
		await update(AD_SETS.eurNoBudget, {
			name: 'x',
			daily_budget: 1_900,
			targeting: { ...GERMANY, age_min: 30 },
			bid_strategy: 'COST_CAP',
			bid_amount: 500,
			end_time: '2027-03-01',
			status: 'PAUSED',
		});
		await update(AD_SETS.usdCboA, { daily_spend_cap: 4_100, daily_min_spend_target: 600 });
		const found = [...(await types(AD_SETS.eurNoBudget)), ...(await types(AD_SETS.usdCboA))];
		const known: unknown[] = Object.values(AdActivity.EventType);
		for (const type of found) expect(known).toContain(type);
		expect(new Set(found)).toEqual(
			new Set([
				'update_ad_set_name',
				'update_ad_set_budget',
				'update_ad_set_target_spec',
				'update_ad_set_bid_strategy',
				'update_ad_set_bidding',
				'update_ad_set_duration',
				'update_ad_set_run_status',
				'update_ad_set_learning_stage_status',
				'update_ad_set_spend_cap',
				'update_ad_set_min_spend_target',
			]),
		);
	});

	it('write a budget as composite data, with the legacy object type', async () => {
		await update(AD_SETS.eurNoBudget, { daily_budget: 1_100 });
		const { body } = await used.graph.get(`${ACCOUNTS.eur}/activities`, {
			fields: 'event_type,object_type,extra_data',
		});
		expect(body.data).toEqual([
			{
				event_type: 'update_ad_set_budget',
				object_type: 'CAMPAIGN',
				extra_data: expect.stringMatching(
					/"old_value":1000,.+"new_value":1100,.+"additional_value":"Per day"/,
				) as string,
			},
		]);
	});
});

describe('the seed', () => {
	it('has every bid strategy and every state of learning', async () => {
		const { body } = await used.graph.get(`${ACCOUNTS.eur}/adsets`, {
			fields: 'bid_strategy,learning_stage_info,effective_status',
			effective_status: ['ACTIVE', 'PAUSED', 'CAMPAIGN_PAUSED', 'WITH_ISSUES', 'ARCHIVED'],
			limit: 100,
		});
		const values = (read: (row: Record<string, unknown>) => unknown) => new Set((body.data ?? []).map(read));
		expect(values((row) => row.bid_strategy)).toEqual(
			new Set(['LOWEST_COST_WITHOUT_CAP', 'LOWEST_COST_WITH_BID_CAP', 'COST_CAP', 'LOWEST_COST_WITH_MIN_ROAS']),
		);
		expect(values((row) => (row.learning_stage_info as { status: string } | undefined)?.status)).toEqual(
			new Set([undefined, 'LEARNING', 'SUCCESS', 'FAIL']),
		);
		expect(values((row) => row.effective_status)).toEqual(
			new Set(['ACTIVE', 'PAUSED', 'CAMPAIGN_PAUSED', 'WITH_ISSUES', 'ARCHIVED']),
		);
	});

	it('lists the ad sets of a campaign and shows issues', async () => {
		expect((await used.graph.get(`${CAMPAIGNS.usdCbo}/adsets`)).body.data).toEqual([
			{ id: AD_SETS.usdCboB },
			{ id: AD_SETS.usdCboA },
		]);
		expect((await read(AD_SETS.eurWithIssues, 'issues_info')).issues_info).toMatchObject([{ level: 'AD_SET' }]);
	});
});
