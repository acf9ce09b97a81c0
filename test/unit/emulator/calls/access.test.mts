import { createHmac } from 'node:crypto';
import { ACCOUNTS, AD_SETS, BUSINESS, CAMPAIGNS } from '../../../../emulator/world/seedIds.mts';
import { APP, TOKENS } from '../../../../emulator/world/tokens.mts';
import { codes, graphClient, useEmulator } from './client.mts';

const used = useEmulator({ startAt: new Date('2026-11-25T12:00:00Z') });

describe('tokens', () => {
	it.each([
		[TOKENS.expired, 'me', '190/463'],
		['NOBODY', 'me', '190/-'],
		[TOKENS.noAds, 'me/adaccounts', '200/-'],
		[TOKENS.noAds, ACCOUNTS.usd, '200/-'],
	])('%s on %s fails with %s', async (token, path, expected) => {
		expect(codes(await graphClient(used.emulator, token).get(path))).toBe(expected);
	});

	it('lets a read-only token read and refuses its writes', async () => {
		const graph = graphClient(used.emulator, TOKENS.readOnly);
		expect((await graph.get(CAMPAIGNS.usdCbo)).status).toBe(200);
		expect(codes(await graph.post(CAMPAIGNS.usdCbo, { name: 'x' }))).toBe('200/-');
		expect(used.emulator.world.get('Campaign', CAMPAIGNS.usdCbo).name).toBe('Spring Roast Sales');
	});

	it('expires a token when the clock passes its end', async () => {
		const graph = graphClient(used.emulator, TOKENS.expiring);
		expect((await graph.get('me')).body).toEqual({ id: '100000000000002', name: 'Erin Emulated' });
		used.emulator.control.advanceClock(9 * 86_400 + 1);
		expect(codes(await graph.get('me'))).toBe('190/463');
	});

	it('answers calls without a token', async () => {
		const bare = async (path: string) =>
			(await (await fetch(`${used.emulator.url}/v26.0/${path}`)).json()) as { error: { code: number } };
		expect((await bare('me')).error.code).toBe(2500);
		expect((await bare(CAMPAIGNS.usdCbo)).error.code).toBe(104);
	});

	it('tells debug_token what a token is', async () => {
		const inspect = async (token: string) =>
			(await used.graph.get('debug_token', { input_token: token })).body.data as unknown;
		expect(await inspect(TOKENS.full)).toMatchObject({
			app_id: APP.id,
			type: 'SYSTEM_USER',
			is_valid: true,
			expires_at: 0,
		});
		expect(await inspect(TOKENS.expiring)).toMatchObject({
			is_valid: true,
			type: 'USER',
			expires_at: Date.parse('2026-12-04T12:00:00Z') / 1000,
		});
		expect(await inspect(TOKENS.expired)).toMatchObject({ is_valid: false, error: { code: 190, subcode: 463 } });
		expect(await inspect('NOBODY')).toMatchObject({ is_valid: false, scopes: [] });
	});

	it('checks the proof when one is sent', async () => {
		const proof = (secret: string) => createHmac('sha256', secret).update(TOKENS.full).digest('hex');
		expect((await used.graph.get('me', { appsecret_proof: proof(APP.secret) })).status).toBe(200);
		const wrong = await used.graph.get('me', { appsecret_proof: proof('other') });
		expect(wrong.body.error?.message).toContain('Invalid appsecret_proof');
	});
});

describe('accounts and business', () => {
	it('shows exactly three accounts with their own currency and time zone', async () => {
		const { body } = await used.graph.get('me/adaccounts', {
			fields: 'currency,timezone_name,timezone_offset_hours_utc',
		});
		expect(body.data).toEqual([
			{ id: ACCOUNTS.usd, currency: 'USD', timezone_name: 'America/New_York', timezone_offset_hours_utc: -5 },
			{ id: ACCOUNTS.jpy, currency: 'JPY', timezone_name: 'Asia/Tokyo', timezone_offset_hours_utc: 9 },
			{ id: ACCOUNTS.eur, currency: 'EUR', timezone_name: 'Europe/Berlin', timezone_offset_hours_utc: 1 },
		]);
		used.emulator.control.advanceClock(200 * 86_400); // summer
		const summer = await used.graph.get(ACCOUNTS.eur, { fields: 'timezone_offset_hours_utc' });
		expect(summer.body.timezone_offset_hours_utc).toBe(2);
	});

	it('gives default fields only, money as minor-unit texts, and objects behind a reference', async () => {
		expect((await used.graph.get(ACCOUNTS.eur)).body).toEqual({ id: ACCOUNTS.eur, account_id: ACCOUNTS.eur.slice(4) });
		const fields = 'amount_spent,spend_cap,min_daily_budget,business{two_factor_type},tos_accepted,created_time';
		expect((await used.graph.get(ACCOUNTS.eur, { fields })).body).toEqual({
			id: ACCOUNTS.eur,
			amount_spent: '45678',
			spend_cap: '5000000',
			min_daily_budget: 100,
			business: { id: BUSINESS, two_factor_type: 'all_required' },
			tos_accepted: { custom_audience_tos: 1 },
			created_time: '2024-06-08T14:00:00+0200',
		});
	});

	it('lists businesses, permissions and minimum budgets', async () => {
		const permissions = await graphClient(used.emulator, TOKENS.readOnly).get('me/permissions');
		expect(permissions.body.paging).toBeUndefined();
		expect(permissions.body.data?.map(({ permission }) => permission)).toEqual([
			'ads_read',
			'business_management',
			'public_profile',
		]);
		expect((await used.graph.get('me/businesses')).body.data).toEqual([
			{ id: BUSINESS, name: 'Emulated Trading Company' },
		]);
		used.emulator.world.get('AdAccount', ACCOUNTS.eur).business = {
			...used.emulator.world.get('Business', BUSINESS),
			id: '9',
		};
		used.emulator.world.get('AdAccount', ACCOUNTS.eur).clientOf = [BUSINESS];
		const listed = async (edge: string) => (await used.graph.get(`${BUSINESS}/${edge}`)).body.data?.map(({ id }) => id);
		expect(await listed('owned_ad_accounts')).toEqual([ACCOUNTS.usd, ACCOUNTS.jpy]);
		expect(await listed('client_ad_accounts')).toEqual([ACCOUNTS.eur]);
		const budgets = await used.graph.get(`${ACCOUNTS.jpy}/minimum_budgets`);
		expect(budgets.body.data).toContainEqual(expect.objectContaining({ currency: 'JPY', min_daily_budget_imp: 90 }));
	});
});

describe('what does not exist', () => {
	it.each([
		['an unknown id', 'get', '120219999999999999', '100/33'],
		['a campaign of a foreign account', 'get', CAMPAIGNS.foreign, '100/33'],
		['an account without act_', 'get', ACCOUNTS.usd.slice(4), '100/33'],
		['a foreign account', 'get', ACCOUNTS.foreign, '200/-'],
		['an alias', 'get', 'harbor-coffee', '803/-'],
		['an unknown edge', 'get', `${ACCOUNTS.usd}/teapots`, '100/-'],
		['a path too long', 'get', `${ACCOUNTS.usd}/campaigns/teapots`, '2500/-'],
		['the mass delete of campaigns', 'delete', `${ACCOUNTS.usd}/campaigns`, '100/33'],
		['deleting a foreign campaign', 'delete', CAMPAIGNS.foreign, '100/33'],
		['the root multi-get', 'get', `?ids=${CAMPAIGNS.usdCbo}`, '100/-'],
	] as const)('%s', async (_what, method, path, expected) => {
		const answer = await used.graph[method](path);
		expect(codes(answer)).toBe(expected);
		expect(answer.body.error?.fbtrace_id).toMatch(/^A/);
	});

	it('says itself what only the emulator lacks', async () => {
		for (const answer of [
			await used.graph.post(`${AD_SETS.usdCboA}/content_delivery_report`),
			await used.graph.get(`${ACCOUNTS.usd}/insights`, { level: 'ad', fields: 'spend', breakdowns: 'image_asset' }),
		]) {
			expect(answer.status).toBe(501);
			expect(answer.body.error).toMatchObject({ type: 'EmulatorException', code: -1 });
		}
	});

	it('names the unknown field and the node type', async () => {
		const { body } = await used.graph.get(CAMPAIGNS.usdCbo, { fields: 'name,flavour' });
		expect(body.error?.message).toBe('(#100) Tried accessing nonexisting field (flavour) on node type (Campaign)');
	});
});

describe('versions and headers', () => {
	const at = (version: string) => graphClient(used.emulator, TOKENS.full, version);

	it('refuses an expired Marketing API version but not plain Graph calls', async () => {
		expect(codes(await at('v24.0').get(ACCOUNTS.usd))).toBe('2635/-');
		expect((await at('v24.0').get('me')).status).toBe(200);
		expect(codes(await at('v99.0').get('me'))).toBe('2500/-');
	});

	it('warns about a version that ends soon, and only then', async () => {
		expect((await at('v25.0').get(ACCOUNTS.usd)).headers.get('x-ad-api-version-warning')).toContain(
			'v25.0 will be deprecated',
		);
		const { headers } = await at('v26.0').get(ACCOUNTS.usd);
		expect(headers.get('x-ad-api-version-warning')).toBeNull();
		expect(headers.get('facebook-api-version')).toBe('v26.0');
		expect(headers.get('x-fb-trace-id')).toBeTruthy();
	});

	it('dates its answers by the virtual clock', async () => {
		used.emulator.control.advanceClock(86_400);
		const { headers } = await used.graph.get('me');
		expect(headers.get('date')).toContain('Thu, 26 Nov 2026 12:00');
	});

	it('answers without a version as the default one', async () => {
		const response = await fetch(`${used.emulator.url}/me?access_token=${TOKENS.full}`);
		expect(response.headers.get('facebook-api-version')).toBe('v26.0');
		expect(used.emulator.log.at(-1)).toMatchObject({ version: null, path: 'me', tokenIn: 'query' });
	});
});

describe('bodies and the log', () => {
	const rename = async (init: RequestInit): Promise<string> => {
		const target = `${used.emulator.url}/v26.0/${CAMPAIGNS.usdCbo}`;
		await fetch(target, {
			method: 'POST',
			...init,
			headers: { authorization: `Bearer ${TOKENS.full}`, ...init.headers },
		});
		return used.emulator.world.get('Campaign', CAMPAIGNS.usdCbo).name;
	};

	it('reads urlencoded, JSON and multipart bodies', async () => {
		const form = new FormData();
		form.set('name', 'Drei & ü');
		expect(await rename({ body: new URLSearchParams({ name: 'Eins & ü' }) })).toBe('Eins & ü');
		const headers = { 'content-type': 'application/json' };
		expect(await rename({ body: JSON.stringify({ name: 'Zwei "ü"' }), headers })).toBe('Zwei "ü"');
		expect(await rename({ body: form })).toBe('Drei & ü');
	});

	it('takes method=DELETE on a POST of an old app for a delete', async () => {
		used.emulator.control.setApp('old');
		await rename({ body: new URLSearchParams({ method: 'delete' }) });
		expect(used.emulator.world.get('Campaign', CAMPAIGNS.usdCbo).status).toBe('DELETED');
		expect(used.emulator.log.at(-1)).toMatchObject({ method: 'DELETE', status: 200 });
	});

	it('shows in the log where the token was, never the token among the parameters', async () => {
		await used.graph.get(CAMPAIGNS.usdCbo, { fields: 'name' });
		await fetch(`${used.emulator.url}/v26.0/${CAMPAIGNS.usdCbo}?access_token=${TOKENS.full}`);
		await rename({
			body: new URLSearchParams({ name: 'x', access_token: TOKENS.full }),
			headers: { authorization: '' },
		});
		const [header, query, body] = used.emulator.log;
		expect(header).toMatchObject({ tokenIn: 'header', params: { fields: 'name' }, points: 1, version: 'v26.0' });
		expect(query).toMatchObject({ tokenIn: 'query', params: { access_token: '***' } });
		expect(query?.url).toContain('access_token=EMULATOR'); // the raw address is kept, so that a leak is seen
		expect(body).toMatchObject({ tokenIn: 'body', params: { name: 'x', access_token: '***' }, points: 3 });
	});
});
