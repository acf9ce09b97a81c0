import { ACCOUNTS, AD_SETS, ADS, CREATIVES } from '../../../../emulator/world/seedIds.mts';
import { codes, useEmulator } from '../calls/client.mts';

const used = useEmulator({ startAt: new Date('2026-11-25T12:00:00Z') });
const BASE = { name: 'Neu', adset_id: AD_SETS.eurNoBudget, creative: { creative_id: CREATIVES.eurLamp } };
const create = (params: Record<string, unknown>) => used.graph.post(`${ACCOUNTS.eur}/ads`, params);
const update = (id: string, params: Record<string, unknown>) => used.graph.post(id, params);
const read = async (id: string | undefined, fields: string) => (await used.graph.get(id ?? '', { fields })).body;
const status = async (id: string | undefined) => (await read(id, 'effective_status')).effective_status;
const hours = (count: number) => used.emulator.control.advanceClock(count * 3_600);
const types = async (id: string) => {
	const { body } = await used.graph.get(`${id}/activities`, { fields: 'event_type,actor_name', limit: 100 });
	return (body.data ?? []).map(({ event_type, actor_name }) => [event_type, actor_name]);
};
const count = () => used.emulator.world.all('Ad').length;

describe('the seed', () => {
	it.each([
		[ADS.eurNoBudget1, 'ACTIVE'],
		[ADS.eurPaused, 'PAUSED'],
		[ADS.eurAdSetPaused, 'ADSET_PAUSED'],
		[ADS.eurCampaignPaused, 'CAMPAIGN_PAUSED'],
		[ADS.eurPendingReview, 'PENDING_REVIEW'],
		[ADS.eurDisapproved, 'DISAPPROVED'],
		[ADS.eurPreapproved, 'PREAPPROVED'],
		[ADS.eurPendingBilling, 'PENDING_BILLING_INFO'],
		[ADS.eurInProcess, 'IN_PROCESS'],
		[ADS.eurWithIssues, 'WITH_ISSUES'],
		[ADS.eurArchived, 'ARCHIVED'],
		[ADS.eurDeleted, 'DELETED'],
	])('%s is %s', async (id, expected) => {
		expect(await status(id)).toBe(expected);
		const { body } = await used.graph.get(`${ACCOUNTS.eur}/ads`, { effective_status: [expected], limit: 50 });
		const ids = body.data?.map((row) => row.id);
		if (expected === 'DELETED') expect(ids).toBeUndefined();
		else expect(ids).toContain(id);
	});

	it('tells why: feedback, global and for placements, and issues', async () => {
		expect((await read(ADS.eurDisapproved, 'ad_review_feedback')).ad_review_feedback).toEqual({
			global: { 'Unacceptable business practices': expect.any(String) as string },
			placement_specific: {
				facebook: { 'Low quality or disruptive content': expect.any(String) as string },
				instagram: { 'Third-party infringement': expect.any(String) as string },
			},
		});
		expect((await read(ADS.eurWithIssues, 'issues_info')).issues_info).toMatchObject([
			{ level: 'AD', error_code: 1815869 },
		]);
		expect(await read(ADS.eurNoBudget1, 'ad_review_feedback,issues_info')).toEqual({ id: ADS.eurNoBudget1 });
	});
});

describe('create', () => {
	it('stores the ad and sends it to review, for an hour', async () => {
		const { body } = await create({ ...BASE, tracking_specs: [{ 'action.type': ['offsite_conversion'] }] });
		expect(body).toEqual({ id: expect.stringMatching(/^\d{18}$/) as string });
		const fields = 'name,status,effective_status,adset_id,campaign{name},creative{id,name},tracking_specs';
		expect(await read(body.id, fields)).toEqual({
			id: body.id,
			name: 'Neu',
			status: 'ACTIVE',
			effective_status: 'PENDING_REVIEW',
			adset_id: AD_SETS.eurNoBudget,
			campaign: { id: expect.any(String) as string, name: 'Lampen Dauerlauf' },
			creative: { id: CREATIVES.eurLamp, name: 'Lampe' },
			tracking_specs: [{ 'action.type': ['offsite_conversion'] }],
		});
		hours(0.9);
		expect(await status(body.id)).toBe('PENDING_REVIEW');
		hours(0.2);
		expect(await status(body.id)).toBe('ACTIVE');
		expect(await types(body.id ?? '')).toEqual([
			['update_ad_run_status', 'Meta'],
			['update_ad_run_status', 'Emulator System User'],
			['create_ad', 'Emulator System User'],
		]);
	});

	it('ends a review of a paused ad as PAUSED', async () => {
		const { body } = await create({ ...BASE, status: 'PAUSED' });
		expect(await status(body.id)).toBe('PENDING_REVIEW');
		hours(1.1);
		expect(await status(body.id)).toBe('PAUSED');
	});

	const refused: [string, Record<string, unknown>, string, string][] = [
		['no name', { ...BASE, name: undefined }, '100/-', 'name'],
		['an empty name', { ...BASE, name: '' }, '100/-', 'name'],
		['a name of 401 characters', { ...BASE, name: 'x'.repeat(401) }, '100/-', 'name'],
		['no ad set', { ...BASE, adset_id: undefined }, '100/-', 'adset_id'],
		['an ad set of another account', { ...BASE, adset_id: AD_SETS.usdCboA }, '100/-', 'adset_id'],
		['a deleted ad set', { ...BASE, adset_id: AD_SETS.eurDeleted }, '100/-', 'adset_id'],
		['an archived ad set', { ...BASE, adset_id: AD_SETS.eurArchived }, '100/-', 'adset_id'],
		['no creative', { ...BASE, creative: undefined }, '100/-', 'creative'],
		['an unknown creative', { ...BASE, creative: { creative_id: '1' } }, '100/-', 'creative'],
		['a creative of another account', { ...BASE, creative: { creative_id: CREATIVES.usdCup } }, '100/-', 'creative'],
		['status ARCHIVED', { ...BASE, status: 'ARCHIVED' }, '100/-', 'status'],
		['an address as domain', { ...BASE, conversion_domain: 'https://a.example/b' }, '100/-', 'conversion_domain'],
		[
			'an end before the start',
			{ ...BASE, ad_schedule_start_time: '2026-12-02', ad_schedule_end_time: '2026-12-01' },
			'100/-',
			'ad_schedule_end_time',
		],
	];
	it.each(refused)('refuses %s', async (_what, params, expected, blame) => {
		const before = count();
		const answer = await create(Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined)));
		expect(codes(answer)).toBe(expected);
		expect(answer.body.error?.error_data?.blame_field_specs).toEqual([[blame]]);
		expect(count()).toBe(before);
	});

	it('says itself that inline creatives and ad sets are not emulated', async () => {
		expect((await create({ ...BASE, adset_spec: {} })).status).toBe(501);
		expect((await create({ ...BASE, creative: { object_story_spec: {} } })).status).toBe(501);
	});

	it('takes 50 ads in an ad set', async () => {
		const params = { ...BASE, adset_id: AD_SETS.eurCostCap };
		const { world } = used.emulator;
		for (let number = world.adsOf(world.get('AdSet', AD_SETS.eurCostCap)).length; number < 50; number += 1)
			expect((await create(params)).status).toBe(200);
		expect(codes(await create(params))).toBe('100/-');
	});

	it('fails in an app in development mode by script', async () => {
		used.emulator.control.addFault({
			match: { method: 'POST', path: 'act_\\d+/ads' },
			fault: { kind: 'graph', code: 100, subcode: 1885183 },
		});
		expect(codes(await create(BASE))).toBe('100/1885183');
	});
});

describe('update and delete', () => {
	it('change what they are asked to, and tell it', async () => {
		const params = {
			name: 'Anders',
			status: 'PAUSED',
			ad_schedule_end_time: '2026-12-31T00:00:00+0100',
			conversion_domain: 'nordlicht.example',
		};
		expect((await update(ADS.eurNoBudget1, { ...params, adset_id: AD_SETS.eurBidCap })).body).toEqual({
			success: true,
		});
		expect(await read(ADS.eurNoBudget1, [...Object.keys(params), 'adset_id'].join(','))).toEqual({
			id: ADS.eurNoBudget1,
			...params,
			adset_id: AD_SETS.eurNoBudget,
		});
		await update(ADS.eurNoBudget1, { creative: { creative_id: CREATIVES.eurShelf } });
		expect(new Set((await types(ADS.eurNoBudget1)).map(([type]) => type))).toEqual(
			new Set(['update_ad_friendly_name', 'update_ad_run_status', 'update_ad_creative']),
		);
	});

	it.each([
		['any edit of a deleted ad', ADS.eurDeleted, { name: 'x' }],
		['bringing an archived ad back', ADS.eurArchived, { status: 'ACTIVE' }],
		['a creative for an archived ad', ADS.eurArchived, { creative: { creative_id: CREATIVES.eurShelf } }],
		['an unknown creative', ADS.eurPaused, { creative: { creative_id: '1' } }],
		['an empty name', ADS.eurPaused, { name: ' ' }],
	])('refuse %s', async (_what, id, params: Record<string, unknown>) => {
		expect(codes(await update(id, params))).toBe('100/-');
	});

	it('end an ad for good, and let an archived one go', async () => {
		expect((await used.graph.delete(ADS.eurNoBudget1)).body).toEqual({ success: true });
		expect(await status(ADS.eurNoBudget1)).toBe('DELETED');
		expect(codes(await update(ADS.eurNoBudget1, { status: 'ACTIVE' }))).toBe('100/-');
		expect((await update(ADS.eurArchived, { status: 'DELETED' })).status).toBe(200);
	});

	it('change nothing with validate_only', async () => {
		const options = { execution_options: ['validate_only', 'synchronous_ad_review'] };
		const before = count();
		expect((await create({ ...BASE, ...options })).body).toEqual({ success: true });
		expect((await update(ADS.eurPaused, { name: 'x', ...options })).body).toEqual({ success: true });
		expect(count()).toBe(before);
		expect((await read(ADS.eurPaused, 'name')).name).toBe('Tischlampe');
	});
});
