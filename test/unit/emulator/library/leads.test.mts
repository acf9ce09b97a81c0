import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

import { addLead } from '../../../../emulator/leads/arrivals.mts';
import { deliverDue, proveAddress } from '../../../../emulator/leads/delivery.mts';
import { endPageTokens } from '../../../../emulator/leads/pageTokens.mts';
import { OTHER_APP } from '../../../../emulator/leads/subscriptions.mts';
import { ADS, LEAD_FORMS, PAGES } from '../../../../emulator/world/seedIds.mts';
import { APP, TOKENS } from '../../../../emulator/world/tokens.mts';
import { codes, graphClient, useEmulator, type GraphClient } from '../calls/client.mts';

const used = useEmulator({ startAt: new Date('2026-11-25T12:00:00Z') });
const DAY = 86_400;
const world = () => used.emulator.world;

const asPage = async (page: string, token: string = TOKENS.full): Promise<GraphClient> => {
	const { body } = await graphClient(used.emulator, token).get(page, { fields: 'access_token' });
	return graphClient(used.emulator, String(body.access_token));
};
const ids = (body: { data?: Array<Record<string, unknown>> }): unknown[] => (body.data ?? []).map(({ id }) => id);

describe('who sees leads', () => {
	it('the page’s own token, which ends when it is made anew', async () => {
		const page = await asPage(PAGES.usd);
		expect(codes(await used.graph.get(`${LEAD_FORMS.usdTasting}/leads`))).toBe('190/-');
		expect((await page.get(`${LEAD_FORMS.usdTasting}/leads`, { fields: 'id' })).body.data).toHaveLength(1);
		endPageTokens(world(), PAGES.usd);
		expect(codes(await page.get(`${LEAD_FORMS.usdTasting}/leads`))).toBe('190/-');
		expect((await (await asPage(PAGES.usd)).get(`${LEAD_FORMS.usdTasting}/leads`)).body.data).toHaveLength(1);
	});

	it('not another page’s token, nor one whose user has no task there', async () => {
		expect(codes(await (await asPage(PAGES.eur)).get(`${LEAD_FORMS.usdTasting}/leads`))).toBe('190/-');
		const page = await asPage(PAGES.usd);
		world().leads.page(PAGES.usd).tasks = ['ANALYZE'];
		expect(codes(await page.get(`${LEAD_FORMS.usdTasting}/leads`))).toBe('10/-');
		world().leads.page(PAGES.usd).tasks = [];
		expect((await used.graph.get(PAGES.usd, { fields: 'access_token' })).body).toEqual({ id: PAGES.usd });
	});

	it('with both permissions; without pages_manage_ads it refuses or gives nothing', async () => {
		const page = await asPage(PAGES.usd, TOKENS.noLeads);
		const refused = await page.get(`${PAGES.usd}/leadgen_forms`);
		expect([codes(refused), refused.body.error?.message]).toEqual([
			'200/-',
			'(#200) Requires pages_manage_ads permission to manage the object',
		]);
		world().leads.page(PAGES.usd).withoutScope = 'silent';
		expect((await page.get(`${PAGES.usd}/leadgen_forms`)).body.data).toEqual([]);
		world().tokens.get(TOKENS.noLeads)!.scopes.push('pages_manage_ads');
		expect((await page.get(`${LEAD_FORMS.usdTasting}/leads`)).body.error?.message).toContain('leads_retrieval');
		world().tokens.get(TOKENS.noLeads)!.scopes.pop();
	});

	it('an app that Leads Access Manager leaves out is told so; one in development sees its own people’s', async () => {
		const page = await asPage(PAGES.usd);
		world().leads.page(PAGES.usd).accessManager = 'revoked';
		expect((await page.get(`${LEAD_FORMS.usdTasting}/leads`)).body.error?.message).toMatch(/revoked from Lead Access/);
		world().leads.page(PAGES.usd).accessManager = 'assigned';
		world().leads.isInDevelopment = true;
		expect((await page.get(`${LEAD_FORMS.usdTasting}/leads`)).body.data).toEqual([]);
		addLead(world(), { form: LEAD_FORMS.usdTasting, isByAppRole: true });
		expect((await page.get(`${LEAD_FORMS.usdTasting}/leads`)).body.data).toHaveLength(1);
	});
});

describe('leads', () => {
	it('come with their id alone, and with what is asked for', async () => {
		const page = await asPage(PAGES.usd);
		const [lead] = world().leads.shown(LEAD_FORMS.usdTasting);
		expect((await page.get(lead.id)).body).toEqual({ id: lead.id });
		const fields = 'created_time,field_data,ad_id,campaign_name,is_organic,platform,form_id';
		expect((await page.get(lead.id, { fields })).body).toMatchObject({
			created_time: '2026-11-25T09:00:00+0000',
			ad_id: ADS.usdCboA2,
			campaign_name: 'Spring Roast Sales',
			is_organic: false,
			platform: 'ig',
			form_id: LEAD_FORMS.usdTasting,
			field_data: expect.arrayContaining([{ name: 'roasts', values: ['light', 'dark'] }]),
		});
		expect(codes(await page.get(lead.id, { fields: 'post_submission_check_result' }))).toBe('3/-');
		expect(codes(await page.get(lead.id, { fields: 'salary' }))).toBe('100/-');
	});

	it('by when they were made: three operators, and nothing else', async () => {
		const page = await asPage(PAGES.usd);
		const at = Date.parse('2026-11-25T07:00:00Z') / 1000;
		const count = async (operator: string, value: unknown = at, field = 'time_created') => {
			const filtering = [{ field, operator, value }];
			return (await page.get(`${LEAD_FORMS.usdNewsletter}/leads`, { filtering })).body;
		};
		expect(ids(await count('GREATER_THAN'))).toHaveLength(0);
		expect(ids(await count('GREATER_THAN_OR_EQUAL'))).toHaveLength(1);
		expect(ids(await count('LESS_THAN'))).toHaveLength(1);
		for (const refused of [await count('EQUAL'), await count('LESS_THAN', 'now'), await count('LESS_THAN', at, 'id')])
			expect(refused.error?.code).toBe(100);
	});

	it('of an ad, of which an organic one has none', async () => {
		const page = await asPage(PAGES.usd);
		expect(ids((await page.get(`${ADS.usdCboA2}/leads`)).body)).toHaveLength(1);
		expect(ids((await page.get(`${ADS.usdCboB1}/leads`)).body)).toEqual([]);
	});

	it('late, out of order, in one second; a list and its counter may lag apart; after 90 days they are gone', async () => {
		const page = await asPage(PAGES.usd);
		const form = LEAD_FORMS.usdArchived;
		addLead(world(), { form, createdIn: -60, shownAfter: 120, countedAfter: 60 });
		addLead(world(), { form, createdIn: -60 });
		addLead(world(), { form, createdIn: -600 });
		const look = async () => [
			ids((await page.get(`${form}/leads`)).body).length,
			(await page.get(form, { fields: 'leads_count,expired_leads_count' })).body,
		];
		expect(await look()).toEqual([2, expect.objectContaining({ leads_count: 3 })]);
		used.emulator.control.advanceClock(61);
		expect(await look()).toEqual([3, expect.objectContaining({ leads_count: 3 })]);
		used.emulator.control.advanceClock(90 * DAY - 300);
		expect(await look()).toEqual([2, expect.objectContaining({ leads_count: 2, expired_leads_count: 1 })]);
	});

	it('are counted by page and day: 4800 calls for each lead of 90 days', async () => {
		const page = await asPage(PAGES.usdSecond);
		const answer = await page.get(`${LEAD_FORMS.usdSecondFrench}/leads`);
		const usage = JSON.parse(answer.headers.get('x-business-use-case-usage')!) as Record<string, unknown[]>;
		expect(usage[PAGES.usdSecond]).toEqual([expect.objectContaining({ type: 'leadgen', call_count: 0 })]);
		for (let calls = 0; calls < 4799; calls++) world().leads.quota.charge(PAGES.usdSecond, 1);
		const refused = await page.get(`${LEAD_FORMS.usdSecondFrench}/leads`);
		expect(codes(refused)).toBe('80005/-');
		const full = JSON.parse(refused.headers.get('x-business-use-case-usage')!) as Record<
			string,
			Array<Record<string, number>>
		>;
		expect(full[PAGES.usdSecond][0].estimated_time_to_regain_access).toBe(1440);
		expect((await (await asPage(PAGES.usd)).get(`${LEAD_FORMS.usdTasting}/leads`)).status).toBe(200);
		used.emulator.control.advanceClock(DAY);
		expect((await page.get(`${LEAD_FORMS.usdSecondFrench}/leads`)).status).toBe(200);
	});
});

describe('forms', () => {
	const questions = [{ type: 'EMAIL' }, { type: 'CUSTOM', label: 'How many?' }];

	it('are made, read back and archived; nothing else of them changes', async () => {
		const page = await asPage(PAGES.usd);
		const { body } = await page.post(`${PAGES.usd}/leadgen_forms`, {
			name: 'Ask us',
			questions,
			privacy_policy: { url: 'https://example.com/p' },
			follow_up_action_url: 'https://example.com',
		});
		const id = String(body.id);
		expect((await page.get(id, { fields: 'name,status,questions,privacy_policy_url,locale' })).body).toEqual({
			id,
			name: 'Ask us',
			status: 'ACTIVE',
			locale: 'en_US',
			privacy_policy_url: 'https://example.com/p',
			questions: [
				{ id: '1', type: 'EMAIL', key: 'email', label: 'email' },
				{ id: '2', type: 'CUSTOM', key: 'how_many?', label: 'How many?' },
			],
		});
		expect((await page.post(id, { status: 'ARCHIVED' })).body).toEqual({ success: true });
		expect(world().get('LeadgenForm', id).fields.status).toBe('ARCHIVED');
		for (const change of [{ name: 'Other' }, { status: 'DELETED' }, {}])
			expect(codes(await page.post(id, change))).toBe('100/-');
	});

	it('have tracking parameters, which come with their leads, a cover and a number to call', async () => {
		const page = await asPage(PAGES.usd);
		const create = async (more: object) =>
			await page.post(`${PAGES.usd}/leadgen_forms`, {
				name: 'Tracked',
				questions: [{ type: 'EMAIL' }],
				follow_up_action_url: 'https://example.com',
				...more,
			});
		const { body } = await create({ tracking_parameters: { source: 'autumn' } });
		const lead = addLead(used.emulator.world, { form: String(body.id), answers: [] });
		expect(lead.answers).toEqual([{ name: 'source', values: ['autumn'] }]);
		const call = { title: 'Thanks', button_type: 'CALL_BUSINESS' };
		expect((await create({ thank_you_page: call })).status).toBe(400);
		expect((await create({ thank_you_page: { ...call, business_phone_number: '+12025550123' } })).status).toBe(200);
		expect((await create({ context_card: { title: 'x', cover_photo_id: 'a.jpg' } })).status).toBe(400);
	});

	it('need an address where people go from the last page', async () => {
		const page = await asPage(PAGES.usd);
		const form = { name: 'A', questions, thank_you_page: { title: 'Thanks', button_type: 'NONE' } };
		expect(codes(await page.post(`${PAGES.usd}/leadgen_forms`, form))).toBe('100/1892085');
	});

	it('need the terms, a name, a question, and words for one’s own', async () => {
		const page = await asPage(PAGES.usd);
		const create = async (params: Record<string, unknown>, of = PAGES.usd as string) =>
			codes(
				await (of === PAGES.usd ? page : await asPage(of)).post(`${of}/leadgen_forms`, {
					follow_up_action_url: 'https://example.com',
					...params,
				}),
			);
		expect(await create({ name: 'A', questions }, PAGES.jpy)).toBe('100/1815089');
		for (const wrong of [
			{ questions },
			{ name: 'A' },
			{ name: ' ', questions },
			{ name: 'A', questions: [] },
			{ name: 'A', questions: [{ type: 'CUSTOM' }] },
		])
			expect(await create(wrong)).toBe('100/-');
	});
});

describe('test leads', () => {
	it('are one at a time, organic, and the only ones to be deleted', async () => {
		const page = await asPage(PAGES.usd);
		const form = LEAD_FORMS.usdTasting;
		const { body } = await page.post(`${form}/test_leads`);
		expect(codes(await page.post(`${form}/test_leads`))).toBe('100/-');
		expect((await page.get(String(body.id), { fields: 'is_organic,field_data' })).body).toMatchObject({
			is_organic: true,
			field_data: expect.arrayContaining([{ name: 'roasts', values: ['light'] }]),
		});
		expect(ids((await page.get(`${form}/test_leads`)).body)).toEqual([body.id]);
		const [real] = world().leads.shown(form);
		expect(codes(await page.delete(real.id))).toBe('200/-');
		expect((await page.delete(String(body.id))).body).toEqual({ success: true });
		expect((await page.post(`${form}/test_leads`, { field_data: [{ name: 'roasts', values: ['dark'] }] })).status).toBe(
			200,
		);
	});
});

describe('notifications', () => {
	it('a subscription replaces the app’s own fields and leaves the other apps’ alone', async () => {
		const page = await asPage(PAGES.usd);
		world().leads.apps(PAGES.usd).set(OTHER_APP.id, ['leadgen']);
		expect(codes(await used.graph.get(`${PAGES.usd}/subscribed_apps`))).toBe('190/2069032');
		await page.post(`${PAGES.usd}/subscribed_apps`, { subscribed_fields: 'feed,leadgen' });
		await page.post(`${PAGES.usd}/subscribed_apps`, { subscribed_fields: 'leadgen' });
		const fields = async () =>
			(await page.get(`${PAGES.usd}/subscribed_apps`)).body.data?.map((app) => [app.id, app.subscribed_fields]);
		expect(await fields()).toEqual([
			[OTHER_APP.id, ['leadgen']],
			[APP.id, ['leadgen']],
		]);
		for (const wrong of [{}, { subscribed_fields: '' }, { subscribed_fields: 'weather' }])
			expect(codes(await page.post(`${PAGES.usd}/subscribed_apps`, wrong))).toBe('100/-');
		await page.delete(`${PAGES.usd}/subscribed_apps`);
		expect(await fields()).toEqual([[OTHER_APP.id, ['leadgen']]]);
	});

	it('are signed over the body as it is sent, and come again when they are refused', async () => {
		const got: Array<{ headers: IncomingHttpHeaders; body: string }> = [];
		let status = 500;
		const server = createServer((request, response) => {
			const url = new URL(request.url ?? '', 'http://localhost');
			if (request.method === 'GET') {
				response.end(url.searchParams.get('hub.verify_token') === 'ours' ? url.searchParams.get('hub.challenge') : '');
				return;
			}
			let body = '';
			request.on('data', (part) => (body += String(part)));
			request.on('end', () => {
				got.push({ headers: request.headers, body });
				response.statusCode = status;
				response.end();
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const webhook = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, verifyToken: 'ours' };
		try {
			world().leads.webhook = { ...webhook, ids: 'bare' };
			expect(await proveAddress({ ...webhook, ids: 'bare' })).toBe(true);
			expect(await proveAddress({ ...webhook, ids: 'bare', verifyToken: 'theirs' })).toBe(false);
			addLead(world(), { form: LEAD_FORMS.usdTasting });
			expect(await deliverDue(world())).toEqual([]); // nobody has subscribed
			world().leads.apps(PAGES.usd).set(APP.id, ['leadgen']);
			const lead = addLead(world(), { form: LEAD_FORMS.usdTasting });
			expect(await deliverDue(world())).toEqual([{ status: 500, leads: [lead.id] }]);
			status = 200;
			expect(await deliverDue(world())).toEqual([{ status: 200, leads: [lead.id] }]);
			expect(await deliverDue(world())).toEqual([]);
			expect(got).toHaveLength(2);
			const [{ headers, body }] = got;
			expect(headers['x-hub-signature-256']).toBe(
				`sha256=${createHmac('sha256', APP.secret).update(body).digest('hex')}`,
			);
			expect(body).toContain(`"leadgen_id":${lead.id},"page_id":${PAGES.usd}`);
			expect(JSON.parse(body)).toMatchObject({
				object: 'page',
				entry: [{ id: PAGES.usd, changes: [{ field: 'leadgen' }] }],
			});
		} finally {
			server.close();
		}
	});
});
