import {
	ACCOUNTS,
	APPS,
	AUDIENCES,
	CAMPAIGNS,
	INSTAGRAM,
	LEAD_FORMS,
	PAGES,
	PIXELS,
} from '../../../../emulator/world/seedIds.mts';
import { codes, graphClient, useEmulator, type Answer } from '../calls/client.mts';

const used = useEmulator();
const { usdNewsletter: list, usdRegulars: small, usdFlagged: flagged, usdValues, usdVisitors: visitors } = AUDIENCES;
const edge = `${ACCOUNTS.usd}/customaudiences`;
const create = (params: Record<string, unknown>, account: string = ACCOUNTS.usd): Promise<Answer> =>
	used.graph.post(`${account}/customaudiences`, { name: 'New', ...params });
const outcome = (answer: Answer): string => (answer.status === 200 ? 'ok' : codes(answer));
const read = async (id: string, fields: string): Promise<Answer['body']> => (await used.graph.get(id, { fields })).body;
const hours = (count: number): void => used.emulator.control.advanceClock(count * 3600);

const customerList = { subtype: 'CUSTOM', customer_file_source: 'USER_PROVIDED_ONLY' };
const filter = (event: string) => ({ operator: 'and', filters: [{ field: 'event', operator: 'eq', value: event }] });
const rule = (type: string, id: string, seconds: number, of: unknown = filter('page_engaged')) => ({
	event_sources: [{ id, type }],
	retention_seconds: seconds,
	filter: of,
});
const include = (...rules: unknown[]) => ({ rule: { inclusions: { operator: 'or', rules } } });
const day = 86_400;
const url = { operator: 'and', filters: [{ field: 'url', operator: 'i_contains', value: 'shoes' }] };

describe('lists', () => {
	it('shows the audiences of an account, newest first, and what is shared with it', async () => {
		await used.graph.post(`${AUDIENCES.eurList}/adaccounts`, { adaccounts: [ACCOUNTS.usd.slice(4)] });
		const { body } = await used.graph.get(edge, { fields: 'name,subtype', limit: 100 });
		const ids = body.data?.map(({ id }) => id);
		expect(ids).toEqual([...(ids ?? [])].sort().reverse());
		expect(ids).toEqual(expect.arrayContaining([list, AUDIENCES.eurList, visitors]));
		expect(ids).not.toContain(AUDIENCES.jpyList);
	});

	it('can be narrowed by name, and counts for a use case of its own', async () => {
		const filtering = [{ field: 'name', operator: 'CONTAIN', value: 'regular' }];
		const answer = await used.graph.get(edge, { filtering });
		expect(answer.body.data).toEqual([{ id: small }]);
		const usage = JSON.parse(answer.headers.get('x-business-use-case-usage') ?? '{}') as Record<
			string,
			{ type: string }[]
		>;
		expect(usage[ACCOUNTS.usd.slice(4)]?.map(({ type }) => type)).toContain('custom_audience');
	});
});

describe('customer lists', () => {
	it.each([
		['a list', customerList, 'ok'],
		['with a retention', { ...customerList, retention_days: 180, is_value_based: true, description: 'x' }, 'ok'],
		['without its source', { subtype: 'CUSTOM' }, '100/-'],
		['with a long retention', { ...customerList, retention_days: 181 }, '100/-'],
		['without a name', { ...customerList, name: ' ' }, '100/-'],
		['without anything', {}, '100/-'],
	])('%s: %s', async (_title, params, expected) => {
		expect(outcome(await create(params))).toBe(expected);
	});

	it('begins without people and takes none where the terms are not accepted', async () => {
		const { body } = await create(customerList);
		expect(await read(String(body.id), 'operation_status,delivery_status,retention_days')).toMatchObject({
			operation_status: { code: 410 },
			delivery_status: { code: 300 },
			retention_days: 0,
		});
		expect(outcome(await create(customerList, ACCOUNTS.jpy))).toBe('200/1870034');
	});
});

describe('rules', () => {
	const rules: Array<[string, Record<string, unknown>, string]> = [
		['a website', include(rule('pixel', PIXELS.usd, 30 * day, url)), 'ok'],
		['ten rules', include(...Array(10).fill(rule('pixel', PIXELS.usd, day, url))), 'ok'],
		['eleven rules', include(...Array(11).fill(rule('pixel', PIXELS.usd, day, url))), '100/1713098'],
		['a year', include(rule('pixel', PIXELS.usd, 365 * day, url)), 'ok'],
		['more than a year', include(rule('pixel', PIXELS.usd, 365 * day + 1, url)), '100/1713098'],
		['no time at all', include(rule('pixel', PIXELS.usd, 0, url)), '100/1713098'],
		['with a subtype', { ...include(rule('pixel', PIXELS.usd, day, url)), subtype: 'WEBSITE' }, '100/-'],
		["another account's pixel", include(rule('pixel', PIXELS.eur, day, url)), '100/1713098'],
		[
			'an event by another operator',
			include(
				rule('pixel', PIXELS.usd, day, {
					operator: 'and',
					filters: [{ field: 'event', operator: 'contains', value: 'P' }],
				}),
			),
			'100/1713098',
		],
		[
			'an unknown operator',
			include(
				rule('pixel', PIXELS.usd, day, { operator: 'and', filters: [{ field: 'url', operator: 'like', value: 'P' }] }),
			),
			'100/1713098',
		],
		[
			'an aggregation',
			include({ ...rule('pixel', PIXELS.usd, day, url), aggregation: { type: 'count', operator: '>', value: 2 } }),
			'ok',
		],
		[
			'an aggregation of nothing',
			include({ ...rule('pixel', PIXELS.usd, day, url), aggregation: { type: 'sum', operator: '>', value: 2 } }),
			'100/1713098',
		],
		['an app', include(rule('app', APPS.usd, day, filter('fb_mobile_purchase'))), 'ok'],
		['a page', include(rule('page', PAGES.usd, 730 * day)), 'ok'],
		['a page too long', include(rule('page', PAGES.usd, 731 * day)), '100/1713098'],
		['page likes', include(rule('page', PAGES.usd, 0, filter('page_liked'))), 'ok'],
		['page likes for a time', include(rule('page', PAGES.usd, day, filter('page_liked'))), '100/1713098'],
		[
			'an event of another source',
			include(rule('page', PAGES.usd, day, filter('ig_business_profile_all'))),
			'100/1713098',
		],
		[
			'an Instagram account',
			include(rule('ig_business', INSTAGRAM.usd, 365 * day, filter('ig_business_profile_all'))),
			'ok',
		],
		['a lead form', include(rule('lead', LEAD_FORMS.usdTasting, 90 * day, filter('lead_generation_dropoff'))), 'ok'],
		[
			'a lead form too long',
			include(rule('lead', LEAD_FORMS.usdTasting, 91 * day, filter('lead_generation_dropoff'))),
			'100/1713098',
		],
		[
			"another page's lead form",
			include(rule('lead', LEAD_FORMS.eurCatalogue, day, filter('lead_generation_opened'))),
			'100/1713098',
		],
		['a video', { subtype: 'ENGAGEMENT', rule: [{ object_id: '4001', event_name: 'video_view_50_percent' }] }, 'ok'],
		[
			'a video by another event',
			{ subtype: 'ENGAGEMENT', rule: [{ object_id: '4001', event_name: 'page_engaged' }] },
			'100/1713098',
		],
		['no JSON', { rule: '{' }, '100/1713098'],
		['no inclusions', { rule: { exclusions: { operator: 'or', rules: [] } } }, '100/1713098'],
	];
	it.each(rules)('%s', async (_title, params, expected) => {
		expect(outcome(await create(params))).toBe(expected);
	});

	it('tell the type, and find people within the hour', async () => {
		const { body } = await create(include(rule('pixel', PIXELS.usd, 30 * day, url)));
		const id = String(body.id);
		expect(await read(id, 'subtype,pixel_id,operation_status')).toMatchObject({
			subtype: 'WEBSITE',
			pixel_id: PIXELS.usd,
			operation_status: { code: 441 },
		});
		hours(1);
		const { approximate_count_lower_bound: size, ...rest } = await read(
			id,
			'operation_status,delivery_status,approximate_count_lower_bound',
		);
		expect([rest, size]).toMatchObject([{ operation_status: { code: 200 }, delivery_status: { code: 200 } }, 4200]);
	});
});

describe('lookalikes', () => {
	const like = (spec: Record<string, unknown>, origin: string | undefined = list) =>
		create({ subtype: 'LOOKALIKE', ...(origin && { origin_audience_id: origin }), lookalike_spec: spec });
	const us = { ratio: 0.02, country: 'US' };

	it.each([
		['a ratio', us, 'ok'],
		['a range', { ...us, starting_ratio: 0.01 }, 'ok'],
		['a type', { type: 'reach', country: 'US' }, 'ok'],
		[
			'places',
			{ ratio: 0.01, location_spec: { geo_locations: { countries: ['US', 'CA'], country_groups: ['europe'] } } },
			'ok',
		],
		['a type beside a ratio', { type: 'similarity', ratio: 0.01, country: 'US' }, '100/-'],
		['neither', { country: 'US' }, '100/-'],
		['a ratio as text', { ratio: '0.02', country: 'US' }, '100/-'],
		['half a percent', { ratio: 0.015, country: 'US' }, '100/-'],
		['21 percent', { ratio: 0.21, country: 'US' }, '100/-'],
		['a range backwards', { ...us, starting_ratio: 0.02 }, '100/-'],
		['no place', { ratio: 0.01 }, '2654/1713159'],
		['two kinds of places', { ...us, location_spec: { geo_locations: { countries: ['US'] } } }, '100/-'],
		['an unknown field', { ...us, size: 1 }, '100/-'],
	])('%s', async (_title, spec, expected) => {
		expect(outcome(await like(spec))).toBe(expected);
	});

	it.each([
		['a small source', small, '2654/-'],
		['a flagged source', flagged, '100/1713232'],
		['a lookalike as source', AUDIENCES.usdLookalike, '100/-'],
		["another account's source", AUDIENCES.eurList, '100/-'],
	])('%s', async (_title, origin, expected) => {
		expect(outcome(await like(us, origin))).toBe(expected);
	});

	it('v27.0 takes none with a place, and one without', async () => {
		const graph = graphClient(used.emulator, undefined, 'v27.0');
		const likeNow = async (spec: Record<string, unknown>) =>
			outcome(
				await graph.post(edge, { name: 'New', subtype: 'LOOKALIKE', origin_audience_id: list, lookalike_spec: spec }),
			);
		const places = { location_spec: { geo_locations: { countries: ['US'] } } };
		const endings = [await likeNow(us), await likeNow({ ratio: 0.02, ...places }), await likeNow({ ratio: 0.02 })];
		expect([...endings, await likeNow({ ratio: 0.02 })]).toEqual(['100/-', '100/-', 'ok', '2654/1713007']);
	});

	it('a second one of the same source, country and size', async () => {
		expect([outcome(await like(us)), outcome(await like(us)), outcome(await like({ ...us, ratio: 0.03 }))]).toEqual([
			'ok',
			'2654/1713007',
			'ok',
		]);
	});

	it('of campaign conversions and of fans', async () => {
		const conversions = {
			conversion_type: 'campaign_conversions',
			origin_ids: CAMPAIGNS.usdCbo,
			country: 'US',
			ratio: 0.01,
		};
		const fans = { conversion_type: 'page_like', page_id: PAGES.usd, country: 'US', ratio: 0.01 };
		expect([outcome(await like(conversions, '')), outcome(await like(fans, ''))]).toEqual(['ok', 'ok']);
		expect(outcome(await like({ ...conversions, origin_ids: CAMPAIGNS.eurCbo }, ''))).toBe('100/-');
		expect(outcome(await like({ ...fans, page_id: PAGES.eur }, ''))).toBe('100/-');
	});

	it('is built in some hours, and can be used before', async () => {
		const id = String((await like(us)).body.id);
		const fields = 'operation_status,delivery_status,approximate_count_lower_bound,lookalike_spec';
		expect(await read(id, fields)).toMatchObject({
			operation_status: { code: 441 },
			delivery_status: { code: 200 },
			approximate_count_lower_bound: -1,
			lookalike_spec: { ratio: 0.02, country: 'US', origin: [{ id: list, name: 'Newsletter readers' }] },
		});
		hours(4);
		expect(await read(id, fields)).toMatchObject({
			operation_status: { code: 200 },
			approximate_count_lower_bound: 4_800_000,
		});
		expect(await read(list, 'lookalike_audience_ids')).toEqual({ id: list, lookalike_audience_ids: [id] });
	});
});

describe('changes', () => {
	it('of name, description and retention', async () => {
		expect(outcome(await used.graph.post(list, { name: 'Readers', description: 'All', retention_days: 90 }))).toBe(
			'ok',
		);
		expect(await read(list, 'name,description,retention_days')).toEqual({
			id: list,
			name: 'Readers',
			description: 'All',
			retention_days: 90,
		});
		expect(outcome(await used.graph.post(flagged, { name: 'Sleep' }))).toBe('100/1713228');
	});

	it('of a rule, but not of the type', async () => {
		const other = JSON.stringify(include(rule('pixel', PIXELS.usd, 60 * day, url)).rule);
		expect(outcome(await used.graph.post(visitors, { rule: other }))).toBe('ok');
		const page = include(rule('page', PAGES.usd, day)).rule;
		expect(outcome(await used.graph.post(visitors, { rule: page }))).toBe('100/-');
	});

	it('a delete is for good, and refused while lookalikes depend on it', async () => {
		expect(outcome(await used.graph.delete(usdValues))).toBe('2656/-');
		expect(outcome(await used.graph.delete(AUDIENCES.usdLookalike))).toBe('ok');
		expect(outcome(await used.graph.delete(usdValues))).toBe('ok');
		expect(outcome(await used.graph.get(usdValues))).toBe('100/33');
		expect(outcome(await used.graph.delete(usdValues))).toBe('100/33');
	});

	it.each(['adaccounts', 'ad_accounts'])('shares by the edge %s and lists with whom', async (name) => {
		const accounts = [ACCOUNTS.eur.slice(4)];
		const { body } = await used.graph.post(`${list}/${name}`, { adaccounts: accounts, permissions: 'targeting' });
		expect(body).toMatchObject({
			success: true,
			sharing_data: [{ ad_acct_id: accounts[0], audience_share_status: 'SHARED' }],
		});
		expect((await used.graph.get(`${list}/adaccounts`)).body.data).toMatchObject([{ id: ACCOUNTS.eur }]);
		expect(outcome(await used.graph.post(`${list}/${name}`, { adaccounts: ['1009000000000009'] }))).toBe('100/-');
		expect(outcome(await used.graph.delete(`${list}/${name}`, { adaccounts: JSON.stringify(accounts) }))).toBe('ok');
		expect((await used.graph.get(`${list}/adaccounts`)).body.data).toEqual([]);
	});

	it('a script flags an audience, and lifts it', async () => {
		const script = (body: unknown) =>
			fetch(`${used.emulator.url}/__emulator/audiences/${list}`, { method: 'POST', body: JSON.stringify(body) });
		await script({ operation: { code: 471, description: 'Flagged' } });
		expect(await read(list, 'operation_status')).toMatchObject({ operation_status: { code: 471 } });
		await script({ operation: null });
		expect(await read(list, 'operation_status')).toMatchObject({ operation_status: { code: 200 } });
	});
});
