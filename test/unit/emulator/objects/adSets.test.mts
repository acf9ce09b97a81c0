import { ACCOUNTS, APPS, CAMPAIGNS, PAGES, PIXELS } from '../../../../emulator/world/seedIds.mts';
import { codes, useEmulator } from '../calls/client.mts';

const used = useEmulator({ startAt: new Date('2026-11-25T12:00:00Z') });
const TARGETING = { geo_locations: { countries: ['US'] } };
const WITHOUT_BUDGET = {
	name: 'Test',
	campaign_id: CAMPAIGNS.usdNoBudget,
	billing_event: 'IMPRESSIONS',
	optimization_goal: 'LINK_CLICKS',
	targeting: TARGETING,
	status: 'PAUSED',
};
const BASE = { ...WITHOUT_BUDGET, daily_budget: 2_000 };
const PIXEL = { pixel_id: PIXELS.usd, custom_event_type: 'PURCHASE' };
const create = (params: Record<string, unknown>, account: string = ACCOUNTS.usd) =>
	used.graph.post(`${account}/adsets`, params);
const read = async (id: string | undefined, fields: string) => (await used.graph.get(id ?? '', { fields })).body;
const campaign = async (params: Record<string, unknown>) => {
	const base = { name: 'Campaign', special_ad_categories: [], objective: 'OUTCOME_SALES', status: 'PAUSED' };
	const own = 'daily_budget' in params || 'lifetime_budget' in params ? {} : { is_adset_budget_sharing_enabled: false };
	const { body } = await used.graph.post(`${ACCOUNTS.usd}/campaigns`, { ...base, ...own, ...params });
	return body.id ?? '';
};
const count = () => used.emulator.world.all('AdSet').length;

describe('create', () => {
	it('WhatsApp Status reaches people of unknown age, unless it says otherwise', async () => {
		const status = { ...TARGETING, targeting_automation: { advantage_audience: 0 }, whatsapp_positions: ['status'] };
		const reachesThem = async (more: Record<string, unknown>) => {
			const { body } = await create({ ...BASE, targeting: { ...status, publisher_platforms: ['whatsapp'], ...more } });
			return (await read(body.id, 'targeting')).targeting as Record<string, unknown>;
		};
		expect(await reachesThem({})).toMatchObject({ user_age_unknown: true });
		expect(await reachesThem({ user_age_unknown: false })).toMatchObject({ user_age_unknown: false });
	});

	it('answers an id and stores what Ads Manager shows', async () => {
		const { body } = await create(BASE);
		expect(body).toEqual({ id: expect.stringMatching(/^\d{18}$/) as string, success: true });
		const fields =
			'name,campaign_id,status,effective_status,daily_budget,lifetime_budget,budget_remaining,optimization_goal,billing_event,' +
			'destination_type,targeting,bid_strategy,pacing_type,start_time,is_dynamic_creative,created_time,learning_stage_info';
		expect(await read(body.id, fields)).toEqual({
			id: body.id,
			name: 'Test',
			campaign_id: CAMPAIGNS.usdNoBudget,
			status: 'PAUSED',
			effective_status: 'PAUSED',
			daily_budget: '2000',
			lifetime_budget: '0',
			budget_remaining: '2000',
			optimization_goal: 'LINK_CLICKS',
			billing_event: 'IMPRESSIONS',
			destination_type: 'UNDEFINED',
			targeting: { ...TARGETING, age_min: 18, age_max: 65, targeting_automation: { advantage_audience: 1 } },
			bid_strategy: 'LOWEST_COST_WITHOUT_CAP',
			pacing_type: ['standard'],
			start_time: '2026-11-25T07:00:00-0500',
			is_dynamic_creative: false,
			created_time: '2026-11-25T07:00:00-0500',
		});
	});

	const refused: [string, Record<string, unknown>, string, string][] = [
		['no name', { ...BASE, name: undefined }, '100/-', 'name'],
		['a name of 401 characters', { ...BASE, name: 'x'.repeat(401) }, '100/-', 'name'],
		['no campaign', { ...BASE, campaign_id: undefined }, '100/-', 'campaign_id'],
		['a campaign of another account', { ...BASE, campaign_id: CAMPAIGNS.eurCbo }, '100/-', 'campaign_id'],
		['a deleted campaign', { ...BASE, campaign_id: CAMPAIGNS.usdDeleted }, '100/-', 'campaign_id'],
		['an archived campaign', { ...WITHOUT_BUDGET, campaign_id: CAMPAIGNS.usdArchived }, '100/-', 'campaign_id'],
		['no goal', { ...BASE, optimization_goal: undefined }, '100/-', 'optimization_goal'],
		['no targeting', { ...BASE, targeting: undefined }, '100/-', 'targeting'],
		['status ARCHIVED', { ...BASE, status: 'ARCHIVED' }, '100/-', 'status'],
		[
			'a goal of another objective',
			{ ...BASE, optimization_goal: 'LEAD_GENERATION' },
			'100/2490408',
			'optimization_goal',
		],
		['a goal of another destination', { ...BASE, destination_type: 'ON_POST' }, '100/-', 'destination_type'],
		['an unknown goal', { ...BASE, optimization_goal: 'FAME' }, '100/-', 'optimization_goal'],
		[
			'billing by clicks for reach',
			{ ...BASE, billing_event: 'LINK_CLICKS', optimization_goal: 'REACH' },
			'100/-',
			'billing_event',
		],
		['billing by page likes', { ...BASE, billing_event: 'PAGE_LIKES' }, '100/-', 'billing_event'],
		[
			'a cost cap billed by clicks',
			{ ...BASE, bid_strategy: 'COST_CAP', bid_amount: 50, billing_event: 'LINK_CLICKS' },
			'100/-',
			'billing_event',
		],
		[
			'a ROAS floor without value',
			{ ...BASE, bid_strategy: 'LOWEST_COST_WITH_MIN_ROAS', bid_constraints: { roas_average_floor: 15_000 } },
			'100/-',
			'optimization_goal',
		],
		[
			'a view window for clicks',
			{ ...BASE, attribution_spec: [{ event_type: 'VIEW_THROUGH', window_days: 1 }] },
			'100/1885501',
			'attribution_spec',
		],
		[
			'an unknown window',
			{ ...BASE, attribution_spec: [{ event_type: 'CLICK_THROUGH', window_days: 28 }] },
			'100/1885501',
			'attribution_spec',
		],
		[
			'a page the token cannot use',
			{ ...BASE, promoted_object: { page_id: PAGES.foreign } },
			'100/-',
			'promoted_object',
		],
		['a page of another account', { ...BASE, promoted_object: { page_id: PAGES.eur } }, '100/-', 'promoted_object'],
		['a pixel that is none', { ...BASE, promoted_object: { pixel_id: '1' } }, '100/-', 'promoted_object'],
		[
			'an unknown event',
			{ ...BASE, promoted_object: { ...PIXEL, custom_event_type: 'SNEEZE' } },
			'100/-',
			'promoted_object',
		],
		['targeting that is no object', { ...BASE, targeting: ['US'] }, '100/-', 'targeting'],
		['a promoted object that is none', { ...BASE, promoted_object: 7 }, '100/-', 'promoted_object'],
		['an attribution that is no list', { ...BASE, attribution_spec: {} }, '100/-', 'attribution_spec'],
	];
	it.each(refused)('refuses %s', async (_what, params, expected, blame) => {
		const before = count();
		const answer = await create(Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined)));
		expect(codes(answer)).toBe(expected);
		expect(answer.body.error?.error_data?.blame_field_specs).toEqual([[blame]]);
		expect(count()).toBe(before);
	});

	const accepted: [string, Record<string, unknown>, Record<string, unknown>][] = [
		['billing by clicks', { ...BASE, billing_event: 'LINK_CLICKS' }, { billing_event: 'LINK_CLICKS' }],
		[
			'lead forms',
			{
				...BASE,
				campaign_id: CAMPAIGNS.usdSharing,
				optimization_goal: 'LEAD_GENERATION',
				destination_type: 'ON_AD',
				promoted_object: { page_id: PAGES.usd },
			},
			{ destination_type: 'ON_AD', promoted_object: { page_id: PAGES.usd } },
		],
	];
	it.each(accepted)('accepts %s', async (_what, params, expected) => {
		const { body } = await create(params);
		expect(body.error).toBeUndefined();
		expect(await read(body.id, Object.keys(expected).join(','))).toEqual({ id: body.id, ...expected });
	});

	it('asks app campaigns for the app and its store', async () => {
		const apps = {
			...BASE,
			campaign_id: await campaign({ objective: 'OUTCOME_APP_PROMOTION' }),
			optimization_goal: 'APP_INSTALLS',
		};
		expect(codes(await create(apps))).toBe('100/-');
		const promoted_object = {
			application_id: APPS.usd,
			object_store_url: 'http://play.google.com/store/apps/details?id=app',
		};
		expect((await create({ ...apps, promoted_object })).status).toBe(200);
	});

	it('takes 200 ad sets in a campaign', async () => {
		const campaign_id = await campaign({ daily_budget: 5_000 });
		for (let number = 0; number < 200; number += 1) {
			// No more than 100 changes a second.
			if (number % 50 === 0) used.emulator.control.advanceClock(1);
			await create({ ...WITHOUT_BUDGET, campaign_id });
		}
		expect(codes(await create({ ...WITHOUT_BUDGET, campaign_id }))).toBe('100/-');
	});

	it('says itself which parameters it lacks', async () => {
		for (const name of ['campaign_spec', 'budget_schedule_specs']) {
			expect((await create({ ...BASE, [name]: '{}' })).status).toBe(501);
		}
	});

	it('stores nothing with validate_only, but runs the rules', async () => {
		const before = count();
		const options = { execution_options: ['validate_only'] };
		expect((await create({ ...BASE, ...options })).body).toEqual({ success: true });
		expect(codes(await create({ ...BASE, daily_budget: 1, ...options }))).toBe('100/1885272');
		expect(count()).toBe(before);
	});
});
