import { AD_SETS, ADS, CAMPAIGNS, PIXELS } from '../../../../emulator/world/seedIds.mts';
import { codes, useEmulator } from '../calls/client.mts';

const used = useEmulator({ startAt: new Date('2026-11-25T12:00:00Z') });
const update = (id: string, params: Record<string, unknown>) => used.graph.post(id, params);
const read = async (id: string, fields: string) => (await used.graph.get(id, { fields })).body;
const GERMANY = { geo_locations: { countries: ['DE'] } };

describe('refuses', () => {
	const refused: [string, string, Record<string, unknown>, string][] = [
		['any edit of a deleted ad set', AD_SETS.eurDeleted, { name: 'x' }, '100/-'],
		['a budget for an archived ad set', AD_SETS.eurArchived, { daily_budget: 900 }, '100/-'],
		['bringing an archived ad set back', AD_SETS.eurArchived, { status: 'ACTIVE' }, '100/-'],
		['an empty name', AD_SETS.eurNoBudget, { name: ' ' }, '100/-'],
		['another goal once published', AD_SETS.eurNoBudget, { optimization_goal: 'REACH' }, '100/3260011'],
		[
			'another promoted object once published',
			AD_SETS.eurBidCap,
			{ promoted_object: { pixel_id: PIXELS.eur, custom_event_type: 'LEAD' } },
			'100/3260011',
		],
		['daily to lifetime', AD_SETS.eurNoBudget, { lifetime_budget: 90_000, end_time: '2026-12-25' }, '100/-'],
		['lifetime to daily', AD_SETS.eurLifetimeBudget, { daily_budget: 5_000 }, '100/-'],
		['a budget under a campaign budget', AD_SETS.usdCboA, { daily_budget: 5_000 }, '100/1885621'],
		['a budget below the minimum', AD_SETS.eurNoBudget, { daily_budget: 99 }, '100/1885272'],
		['a lifetime budget below the minimum', AD_SETS.eurLifetimeBudget, { lifetime_budget: 1_000 }, '100/1885650'],
		['a lifetime budget below what is spent', AD_SETS.eurLifetimeBudget, { lifetime_budget: 14_999 }, '100/1885650'],
		['no end for a lifetime budget', AD_SETS.eurLifetimeBudget, { end_time: 0 }, '100/-'],
		['an end in the past', AD_SETS.eurNoBudget, { end_time: '2026-11-01' }, '100/-'],
		['a cap strategy without an amount', AD_SETS.eurNoBudget, { bid_strategy: 'COST_CAP' }, '100/1815857'],
		['an amount without a cap', AD_SETS.eurNoBudget, { bid_amount: 300 }, '100/-'],
		['no cap with the floor kept', AD_SETS.eurMinRoas, { bid_strategy: 'LOWEST_COST_WITHOUT_CAP' }, '100/-'],
		['targeting without a place', AD_SETS.eurNoBudget, { targeting: { age_min: 20 } }, '100/-'],
		['no beneficiary in the EU', AD_SETS.eurNoBudget, { dsa_beneficiary: '' }, '100/3858081'],
		[
			'a schedule for a daily budget',
			AD_SETS.eurNoBudget,
			{ adset_schedule: [{ start_minute: 0, end_minute: 60, days: [0] }] },
			'100/-',
		],
	];
	it.each(refused)('%s', async (_what, id, params, expected) => {
		const before = { ...used.emulator.world.get('AdSet', id) };
		expect(codes(await update(id, params))).toBe(expected);
		expect(used.emulator.world.get('AdSet', id)).toEqual(before);
	});

	it('the other kind of budget, by saying so', async () => {
		const { body } = await update(AD_SETS.eurLifetimeBudget, { daily_budget: 5_000 });
		expect(body.error?.error_user_msg).toMatch(/cannot be changed into a lifetime budget/);
	});

	it('the fifth budget change in an hour, and then any for an hour', async () => {
		const change = async (daily_budget: number, id: string = AD_SETS.eurNoBudget) =>
			codes(await update(id, { daily_budget }));
		for (const budget of [1_010, 1_020, 1_020, 1_030, 1_040]) expect(await change(budget)).toBe('undefined/-');
		expect(await change(1_050)).toBe('613/1487632');
		expect((await read(AD_SETS.eurNoBudget, 'daily_budget')).daily_budget).toBe('1040');
		expect((await update(AD_SETS.eurNoBudget, { name: 'Not a budget' })).status).toBe(200);
		expect(await change(1_010, AD_SETS.eurBidCap)).toBe('undefined/-');
		used.emulator.control.advanceClock(3_590);
		expect(await change(1_050)).toBe('613/1487632');
		used.emulator.control.advanceClock(20);
		expect(await change(1_050)).toBe('undefined/-');
	});
});

describe('changes', () => {
	it('what it is asked to change, and nothing of what is not a parameter', async () => {
		const params = {
			name: 'New',
			status: 'PAUSED',
			daily_budget: 1_100,
			dsa_payor: 'Somebody Else GmbH',
			end_time: '2027-03-01T00:00:00+0100',
			bid_strategy: 'COST_CAP',
			bid_amount: 700,
		};
		const more = { campaign_id: CAMPAIGNS.eurCbo, is_dynamic_creative: true };
		expect((await update(AD_SETS.eurNoBudget, { ...params, ...more })).body).toEqual({ success: true });
		const fields = [...Object.keys(params), ...Object.keys(more)].join(',');
		expect(await read(AD_SETS.eurNoBudget, fields)).toEqual({
			id: AD_SETS.eurNoBudget,
			...params,
			daily_budget: '1100',
			campaign_id: CAMPAIGNS.eurNoBudget,
			is_dynamic_creative: false,
		});
	});

	it('the whole targeting: what is not sent again is gone', async () => {
		await update(AD_SETS.eurNoBudget, { targeting: { ...GERMANY, locales: [5], genders: [2] } });
		await update(AD_SETS.eurNoBudget, { targeting: { ...GERMANY, genders: [1] } });
		expect((await read(AD_SETS.eurNoBudget, 'targeting')).targeting).toEqual({
			...GERMANY,
			genders: [1],
			age_min: 18,
			age_max: 65,
		});
	});

	it('the goal of an ad set without ads', async () => {
		expect((await update(AD_SETS.eurDynamic, { optimization_goal: 'REACH' })).status).toBe(200);
	});

	it('a strategy without a cap by dropping the bid, and the floor by bid_constraints={}', async () => {
		const free = { bid_strategy: 'LOWEST_COST_WITHOUT_CAP' };
		expect((await update(AD_SETS.eurBidCap, free)).status).toBe(200);
		expect(await read(AD_SETS.eurBidCap, 'bid_strategy,bid_amount')).toEqual({ id: AD_SETS.eurBidCap, ...free });
		expect((await update(AD_SETS.eurMinRoas, { ...free, bid_constraints: {} })).status).toBe(200);
		expect(await read(AD_SETS.eurMinRoas, 'bid_strategy,bid_constraints')).toEqual({ id: AD_SETS.eurMinRoas, ...free });
	});

	it('nothing with validate_only', async () => {
		const before = { ...used.emulator.world.get('AdSet', AD_SETS.eurNoBudget) };
		const answer = await update(AD_SETS.eurNoBudget, { name: 'x', execution_options: ['validate_only'] });
		expect(answer.body).toEqual({ success: true });
		expect(used.emulator.world.get('AdSet', AD_SETS.eurNoBudget)).toEqual(before);
	});

	it('the status of its ads when deleted', async () => {
		expect((await used.graph.delete(AD_SETS.eurNoBudget)).body).toEqual({ success: true });
		expect((await read(ADS.eurNoBudget1, 'effective_status')).effective_status).toBe('DELETED');
		expect(codes(await update(AD_SETS.eurNoBudget, { status: 'ACTIVE' }))).toBe('100/-');
	});
});
