import { ACCOUNTS, AD_SETS, ADS, CAMPAIGNS, CREATIVES } from '../../../../emulator/world/seedIds.mts';
import { codes, useEmulator } from '../calls/client.mts';

const used = useEmulator({ app: 'old' });
const read = async (id: unknown, fields: string) => (await used.graph.get(String(id), { fields })).body;
const deep = { deep_copy: true };
type Ids = { ad_object_type: string; source_id: string; copied_id: string }[];
const moreAds = async (count: number) => {
	for (let index = 0; index < count; index += 1) {
		await used.graph.post(`${ACCOUNTS.usd}/ads`, {
			name: `More ${index}`,
			adset_id: AD_SETS.usdCboA,
			creative: { creative_id: CREATIVES.usdCup },
		});
	}
};
const start = async (requests: unknown[]) =>
	(await used.graph.post('', { asyncbatch: requests })).body as { async_sessions: { id: string; name: string }[] };

describe('copies', () => {
	it('of a campaign bring its ad sets and ads along, paused, and tell which is whose', async () => {
		const { body } = await used.graph.post(`${CAMPAIGNS.usdCbo}/copies`, deep);
		const ids = body.ad_object_ids as Ids;
		expect(ids.map(({ ad_object_type: type, source_id: source }) => [type, source])).toEqual([
			['campaign', CAMPAIGNS.usdCbo],
			['ad_set', AD_SETS.usdCboA],
			['ad', ADS.usdCboA1],
			['ad', ADS.usdCboA2],
			['ad_set', AD_SETS.usdCboB],
			['ad', ADS.usdCboB1],
		]);
		const { name } = await read(CAMPAIGNS.usdCbo, 'name');
		expect(await read(body.copied_campaign_id, 'name,status,source_campaign_id')).toEqual({
			id: body.copied_campaign_id,
			name: `${String(name)} - Copy`,
			status: 'PAUSED',
			source_campaign_id: CAMPAIGNS.usdCbo,
		});
		expect(await read(ids[2]?.copied_id, 'name,status,source_ad_id')).toMatchObject({
			name: 'Steaming cup',
			status: 'PAUSED',
			source_ad_id: ADS.usdCboA1,
		});
		expect((await used.graph.get(`${CAMPAIGNS.usdCbo}/copies`)).body.data).toEqual([{ id: body.copied_campaign_id }]);
	});

	it('are renamed at the top or all through, and go elsewhere', async () => {
		const rename = { rename_strategy: 'DEEP_RENAME', rename_prefix: 'New ', rename_suffix: '' };
		const { body } = await used.graph.post(`${AD_SETS.usdCboA}/copies`, {
			...deep,
			campaign_id: CAMPAIGNS.usdNoBudget,
			rename_options: rename,
			status_option: 'INHERITED_FROM_SOURCE',
		});
		const ids = body.ad_object_ids as Ids;
		expect(await read(ids[1]?.copied_id, 'name,status,campaign_id,adset_id')).toMatchObject({
			name: 'New Steaming cup',
			status: 'ACTIVE',
			campaign_id: CAMPAIGNS.usdNoBudget,
			adset_id: body.copied_adset_id,
		});
		expect(codes(await used.graph.post(`${ADS.usdCboA1}/copies`, { adset_id: AD_SETS.eurBidCap }))).toBe('100/-');
		expect(
			codes(await used.graph.post(`${ADS.usdCboA1}/copies`, { rename_options: { rename_strategy: 'SOME' } })),
		).toBe('100/-');
	});

	it('of more than three ads need an asynchronous batch, of more than 51 there are none', async () => {
		await moreAds(2);
		expect(codes(await used.graph.post(`${AD_SETS.usdCboA}/copies`, deep))).toBe('100/1885194');
		const { async_sessions: sessions } = await start([
			{ method: 'POST', relative_url: `${AD_SETS.usdCboA}/copies`, name: 'first', body: 'deep_copy=true' },
		]);
		expect(sessions.map(({ name }) => name)).toEqual(['first']);
		expect(await read(sessions[0]?.id, 'status,result')).toEqual({ id: sessions[0]?.id, status: 'IN_PROGRESS' });
		used.emulator.control.advanceClock(21);
		const done = await read(sessions[0]?.id, 'status,result');
		expect(done.status).toBe('COMPLETED');
		expect((JSON.parse(String(done.result)) as { ad_object_ids: Ids }).ad_object_ids).toHaveLength(5);
		await moreAds(46);
		const [session] = (
			await start([{ method: 'POST', relative_url: `${CAMPAIGNS.usdCbo}/copies`, name: 'all', body: 'deep_copy=true' }])
		).async_sessions;
		used.emulator.control.advanceClock(21);
		expect(await read(session?.id, 'status,result')).toMatchObject({
			status: 'FAILED',
			result: expect.stringContaining('contain 55 ads') as string,
		});
	});

	it('of children one by one make the same as a deep copy, for new apps too', async () => {
		used.emulator.control.setApp('new');
		const copy = async (id: string, params: object = {}) =>
			(await used.graph.post(`${id}/copies`, { rename_options: { rename_strategy: 'NO_RENAME' }, ...params })).body;
		const { copied_campaign_id: campaign, ad_object_ids: alone } = await copy(CAMPAIGNS.usdCbo);
		expect(alone).toEqual([{ ad_object_type: 'campaign', source_id: CAMPAIGNS.usdCbo, copied_id: campaign }]);
		const times = { start_time: '2027-01-04T08:00:00-0500', end_time: '2027-02-01T08:00:00-0500' };
		const { copied_adset_id: adSet } = await copy(AD_SETS.usdCboA, { campaign_id: campaign, ...times });
		expect((await used.graph.get(`${String(adSet)}/ads`)).body.data).toEqual([]);
		for (const ad of [ADS.usdCboA1, ADS.usdCboA2])
			await copy(ad, { adset_id: adSet, status_option: 'INHERITED_FROM_SOURCE' });
		expect(await read(adSet, 'campaign_id,source_adset_id,status,start_time,end_time')).toEqual({
			id: adSet,
			campaign_id: campaign,
			source_adset_id: AD_SETS.usdCboA,
			status: 'PAUSED',
			...times,
		});
		const { data } = (await used.graph.get(`${String(campaign)}/ads`, { fields: 'name,adset_id,source_ad_id,status' }))
			.body;
		expect(data?.map(({ adset_id: parent, source_ad_id: source }) => [parent, source])).toEqual([
			[adSet, ADS.usdCboA2],
			[adSet, ADS.usdCboA1],
		]);
		expect((await used.graph.get(`${AD_SETS.usdCboA}/copies`)).body.data).toEqual([{ id: adSet }]);
	});

	it('of children can stand in one plain batch, each with the id of its new parent', async () => {
		used.emulator.control.setApp('new');
		const slots = (
			await used.graph.post('', {
				batch: [
					{
						method: 'POST',
						name: 'campaign',
						relative_url: `v26.0/${CAMPAIGNS.usdCbo}/copies`,
						omit_response_on_success: false,
					},
					{
						method: 'POST',
						name: 'adSet',
						relative_url: `v26.0/${AD_SETS.usdCboA}/copies`,
						body: 'campaign_id={result=campaign:$.copied_campaign_id}',
					},
					{
						method: 'POST',
						relative_url: `v26.0/${ADS.usdCboA1}/copies`,
						body: 'adset_id={result=adSet:$.copied_adset_id}',
					},
				],
			})
		).body as unknown as ({ code: number; body: string } | null)[];
		expect(slots.map((slot) => slot?.code)).toEqual([200, undefined, 200]);
		const { copied_campaign_id: campaign } = JSON.parse(slots[0]?.body ?? '{}') as { copied_campaign_id: string };
		expect((await used.graph.get(`${campaign}/ads`, { fields: 'source_ad_id' })).body.data).toMatchObject([
			{ source_ad_id: ADS.usdCboA1 },
		]);
	});

	it('that break down leave what was copied', async () => {
		used.emulator.control.setCopies({ stopAfter: 2, sessionSeconds: 0 });
		expect(codes(await used.graph.post(`${CAMPAIGNS.usdCbo}/copies`, deep))).toBe('2/-');
		const [copy] = (await used.graph.get(`${CAMPAIGNS.usdCbo}/copies`)).body.data ?? [];
		expect((await used.graph.get(`${String(copy?.id)}/adsets`)).body.data).toHaveLength(1);
		expect((await used.graph.get(`${String(copy?.id)}/ads`)).body.data).toEqual([]);
		const [session] = (
			await start([{ method: 'POST', relative_url: `${CAMPAIGNS.usdCbo}/copies`, name: 'x', body: 'deep_copy=true' }])
		).async_sessions;
		expect(await read(session?.id, 'status,result')).toMatchObject({
			status: 'FAILED',
			result: expect.stringContaining('unexpected error') as string,
		});
	});
});

describe('previews', () => {
	it('are a frame for each format of an ad or a creative', async () => {
		for (const id of [ADS.usdCboA1, CREATIVES.usdCup]) {
			const { body } = await used.graph.get(`${id}/previews`, { ad_format: 'INSTAGRAM_STORY' });
			expect(body.data).toEqual([
				{ body: expect.stringMatching(/^<iframe src="https:[^"]+" width="335" height="591"/) as string },
			]);
			expect(codes(await used.graph.get(`${id}/previews`))).toBe('100/-');
			expect(codes(await used.graph.get(`${id}/previews`, { ad_format: 'BILLBOARD' }))).toBe('100/-');
		}
	});
});

describe('a review script', () => {
	const control = async (body: unknown) =>
		(await fetch(`${used.emulator.url}/__emulator/review-script`, { method: 'POST', body: JSON.stringify(body) }))
			.status;
	const ad = { adset_id: AD_SETS.usdCboA, creative: { creative_id: CREATIVES.usdCup } };

	it('rejects ads by their words, and tells it before, when asked to', async () => {
		expect(await control({ words: { 'cure-all': 'Personal health' } })).toBe(200);
		const asked = (options: string[]) =>
			used.graph.post(`${ACCOUNTS.usd}/ads`, { ...ad, name: 'Cure-All tea', execution_options: options });
		expect((await asked(['validate_only'])).body).toEqual({ success: true });
		expect((await asked(['validate_only', 'synchronous_ad_review'])).body.error?.error_user_msg).toContain(
			'Personal health',
		);
		expect(codes(await asked(['synchronous_ad_review']))).toBe('100/-');
		const { body } = await used.graph.post(`${ACCOUNTS.usd}/ads`, { ...ad, name: 'Cure-All tea' });
		used.emulator.control.advanceClock(3_700);
		expect(await read(body.id, 'effective_status,ad_review_feedback')).toMatchObject({
			effective_status: 'DISAPPROVED',
			ad_review_feedback: { global: { 'Personal health': expect.any(String) as string } },
		});
	});

	it('puts the review of paused ads off, behind their pause', async () => {
		expect(await control({ pausedSeconds: 86_400 })).toBe(200);
		const { body } = await used.graph.post(`${ACCOUNTS.usd}/ads`, { ...ad, name: 'Late', status: 'PAUSED' });
		used.emulator.control.advanceClock(7_200);
		const events = async () =>
			((await used.graph.get(`${String(body.id)}/activities`, { fields: 'event_type' })).body.data ?? []).map(
				({ event_type: type }) => type,
			);
		expect([(await read(body.id, 'effective_status')).effective_status, await events()]).toEqual([
			'PAUSED',
			['update_ad_run_status', 'create_ad'],
		]);
		used.emulator.control.setLogReader({ age: 'older' });
		await used.graph.post(String(body.id), { status: 'ACTIVE' });
		expect((await read(body.id, 'effective_status')).effective_status).toBe('ACTIVE');
		expect(await events()).toContain('ad_review_approved');
	});
});
