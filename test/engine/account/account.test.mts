import type { IDataObject } from 'n8n-workflow';

import { startEmulator, type Emulator, type FaultRule } from '../../../emulator/http/server.mts';
import { ACCOUNTS, BUSINESS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { TOKENS } from '../../../emulator/world/tokens.mts';
import { byId, emulatorCredential, runNode, searchList, type NodeRun } from '../support/harness.mts';

let emulator: Emulator;

beforeAll(async () => {
	emulator = await startEmulator({ startAt: new Date('2026-11-25T12:00:00Z') });
});
beforeEach(() => emulator.control.reset());
afterAll(async () => await emulator.close());

const run = async (operation: string, parameters: Record<string, unknown> = {}, more: Partial<NodeRun> = {}) =>
	await runNode({
		credential: emulatorCredential(emulator.url),
		parameters: { resource: 'account', operation, ...parameters } as never,
		...more,
	});

/** Signed in as another of the emulator's users; n8n signs OAuth2 calls itself, and the token asks about itself. */
const signedInAs = (token: string): Partial<NodeRun> => ({
	credential: {
		...emulatorCredential(emulator.url),
		oauthTokenData: { access_token: token, token_type: 'bearer' },
	} as never,
});
const asUser = async (token: string, parameters: Record<string, unknown> = {}) =>
	await run('checkAccess', { authentication: 'oAuth2', ...parameters }, signedInAs(token));

const fault = (match: FaultRule['match'], kind: FaultRule['fault']) =>
	emulator.control.addFault({ match, fault: kind });

const expectNoToken = (result: unknown, token: string) => {
	// Parts of a batch are in a body; only what asks the token about itself has it there.
	const addresses = emulator.log.filter(({ batch, path }) => batch === undefined || path !== 'debug_token');
	expect(addresses.map(({ url }) => url).join('\n')).not.toContain(token);
	expect(emulator.log.every(({ tokenIn }) => tokenIn === 'header')).toBe(true);
	expect(JSON.stringify(result)).not.toContain(`"${token}"`);
};

describe('check access', () => {
	it('tells everything about each account of a good token', async () => {
		const result = await run('checkAccess', { adAccount: byId('') });
		expect(result.error).toBeUndefined();
		expect(result.rows.map(({ accountId }) => accountId)).toEqual([ACCOUNTS.usd, ACCOUNTS.jpy, ACCOUNTS.eur]);
		expect(result.rows[0]).toEqual({
			ok: true,
			problems: 'none',
			accountId: ACCOUNTS.usd,
			accountName: 'Harbor Coffee',
			accountStatus: 'active',
			accountStatusAdvice: null,
			disableReason: null,
			currency: 'USD',
			budgetsPossible: true,
			timeZone: 'America/New_York',
			adsManagerUrl: 'https://adsmanager.facebook.com/adsmanager/manage/campaigns?act=1001000000000001',
			tasks: 'draft, analyze, advertise, manage',
			audienceTermsAccepted: true,
			audienceTermsUrl: null,
			business: 'Emulated Trading Company',
			twoFactor: 'required for everyone',
			businessVerification: 'verified',
			tokenType: 'system user',
			tokenOwner: 'Emulator System User',
			app: 'Local Emulator App',
			tokenExpires: 'never',
			daysLeft: null,
			expiresSoon: false,
			dataAccessExpires: 'never',
			scopes:
				'ads_management, ads_read, business_management, pages_show_list, pages_read_engagement, pages_manage_ads, leads_retrieval, pages_manage_metadata, public_profile',
			missingPermissions: 'instagram_basic',
			blocked: 'instagram_basic: choosing an Instagram account for ads',
			accessTier: 'Full access',
			pointsPerFiveMinutes: 9000,
			accessTierAllows: expect.stringContaining('9,000 points'),
			shutGates: '',
			unknownGates: expect.stringContaining('Tech Provider verification: Meta shows it only in the App Dashboard'),
			checkedAt: expect.stringMatching(/^2026-11-25T07:00:\d\d-0500$/),
		});
		expect(result.rows[1]).toMatchObject({
			ok: true,
			audienceTermsAccepted: false,
			audienceTermsUrl: expect.stringContaining('act=1002000000000002'),
		});
		expectNoToken(result, TOKENS.full);
	});

	it('asks the token about itself in a batch of its own, whose body holds it, once for many items', async () => {
		const items = [{}, {}, {}];
		const { outputs } = await run('checkAccess', { adAccount: byId(ACCOUNTS.eur) }, { items });
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		const asked = emulator.log.filter(({ path }) => path === 'debug_token');
		expect(asked).toHaveLength(1);
		expect(asked[0]).toMatchObject({ method: 'GET', params: { input_token: '***' }, batch: expect.any(Number) });
		const outer = emulator.log.filter(({ batch }) => batch === undefined);
		expect(outer.map(({ url }) => url).join(' ')).not.toContain('input_token');
	});

	it('checks the chosen account alone', async () => {
		const { rows } = await run('checkAccess', { adAccount: byId('1003000000000003') });
		expect(rows.map(({ accountName }) => accountName)).toEqual(['Nordlicht Shop']);
		expect(emulator.log.some(({ path }) => path === 'me/adaccounts')).toBe(false);
	});

	it('announces a token that expires within the notice, and keeps quiet with a shorter one', async () => {
		emulator.control.advanceClock(3600);
		const { rows, ...result } = await asUser(TOKENS.expiring, { adAccount: byId(ACCOUNTS.usd) });
		expect(result.error).toBeUndefined();
		expect(rows[0]).toMatchObject({
			ok: false,
			tokenType: 'user',
			tokenOwner: 'Erin Emulated',
			daysLeft: 8,
			expiresSoon: true,
		});
		expect(rows[0].tokenExpires).toMatch(/^2026-12-04T07:00:\d\d-0500$/);
		expect(rows[0].problems).toBe(
			'The token expires in 8 days. Make a new one before that; a system-user token does not have to expire.',
		);
		expectNoToken({ rows, result }, TOKENS.expiring);
		const later = await asUser(TOKENS.expiring, { adAccount: byId(ACCOUNTS.usd), options: { warnDays: 5 } });
		expect(later.rows[0]).toMatchObject({ ok: true, daysLeft: 8, expiresSoon: false });
		const typed = await asUser(TOKENS.expiring, { adAccount: byId(ACCOUNTS.usd), options: { warnDays: '7,5' } });
		expect(typed.rows[0]).toMatchObject({ ok: true, daysLeft: 8, expiresSoon: false });
	});

	it.each([
		[{ adAccount: '={{ $json.typo }}' }, 'Ad Account is empty'],
		[{ options: { warnDays: '={{ $json.typo }}' } }, 'Options → Warn Before Expiry (Days) is empty'],
		[{ options: { warnDays: '400' } }, 'Options → Warn Before Expiry (Days) cannot be 400'],
		[{ options: { neededPermissions: '={{ $json.typo }}' } }, 'Options → Required Permissions is empty'],
	])('refuses %j before anything is asked', async (parameters, message) => {
		const { error } = await run('checkAccess', { adAccount: byId(''), ...parameters });
		expect(error?.message).toBe(message);
		expect(emulator.log).toEqual([]);
	});

	it('a wait that is not the same for all items is refused, and nothing is asked', async () => {
		const { error } = await run(
			'checkAccess',
			{ adAccount: byId(''), options: { maxWait: '={{ $json.wait }}' } },
			{ items: [{ wait: 60 }, { wait: 90 }] },
		);
		expect(error?.message).toBe(
			'Options → Rate Limit Wait (Seconds) applies to the whole run, but its expression gives 60 for item 1 and 90 for item 2',
		);
		expect(emulator.log).toEqual([]);
	});

	it('tells of an expired token in a row, not as a failed step', async () => {
		const { rows, error } = await asUser(TOKENS.expired, { adAccount: byId('') });
		expect(error).toBeUndefined();
		expect(rows).toHaveLength(1);
		expect(rows[0]).toMatchObject({
			ok: false,
			accountId: null,
			tokenExpires: 'unknown: The access token has expired',
			expiresSoon: null,
		});
		expect(rows[0].problems).toMatch(/^The access token has expired\. Open the credential/);
	});

	it('tells what a missing permission blocks', async () => {
		const { rows } = await asUser(TOKENS.readOnly, { adAccount: byId(ACCOUNTS.usd) });
		expect(rows[0]).toMatchObject({
			ok: false,
			accountStatus: 'active',
			missingPermissions: expect.stringMatching(/^ads_management, pages_show_list/),
		});
		expect(rows[0].problems).toContain('The token lacks ads_management, which blocks creating and changing campaigns');
		const reader = await asUser(TOKENS.readOnly, {
			adAccount: byId(ACCOUNTS.usd),
			options: { neededPermissions: ['ads_read'] },
		});
		expect(reader.rows[0]).toMatchObject({ ok: true, problems: 'none' });
	});

	it('keeps what it can tell when the token may not read ads at all', async () => {
		const { rows } = await asUser(TOKENS.noAds, { adAccount: byId('') });
		expect(rows).toHaveLength(1);
		expect(rows[0]).toMatchObject({
			ok: false,
			tokenType: 'system user',
			tokenExpires: 'never',
			scopes: 'business_management, public_profile',
		});
		expect(String(rows[0].problems).split('\n')).toEqual([
			expect.stringMatching(/^The token lacks ads_management, which blocks creating/),
			expect.stringMatching(/^The token lacks ads_read, which blocks reading reports/),
		]);
	});

	it('tells of an account the token has no access to, beside all that is known of the token', async () => {
		const { rows } = await run('checkAccess', { adAccount: byId(ACCOUNTS.foreign) });
		expect(rows[0]).toMatchObject({ ok: false, accountId: ACCOUNTS.foreign, accountName: null, tokenExpires: 'never' });
		expect(rows[0].problems).toContain(`The ad account ${ACCOUNTS.foreign} cannot be read`);
		expect(rows[0].problems).toContain('In Business settings, check that');
		expect(rows[0].problems).not.toContain('Run Account');
	});

	it.each([
		[
			'debug_token',
			{ path: 'debug_token' },
			{
				ok: false,
				problems: expect.stringMatching(/^When the token expires is unknown: The token lacks a permission/),
				tokenType: 'unknown: The token lacks a permission for this step',
				tokenOwner: 'Emulator System User',
			},
		],
		[
			'me',
			{ path: 'me' },
			{ tokenOwner: 'unknown: The token lacks a permission for this step', tokenType: 'system user' },
		],
		[
			'the business',
			{ path: ACCOUNTS.usd, nth: 3 },
			{ twoFactor: 'unknown: The token lacks a permission for this step', accountStatus: 'active' },
		],
		[
			'the tasks',
			{ path: ACCOUNTS.usd, nth: 2 },
			{ tasks: 'unknown: The token lacks a permission for this step', twoFactor: 'required for everyone' },
		],
	])('keeps the rest when Meta refuses to tell of %s', async (_what, match, expected) => {
		fault(match, { kind: 'graph', code: 10 });
		const { rows } = await run('checkAccess', { adAccount: byId(ACCOUNTS.usd) });
		expect(rows[0]).toMatchObject({ ok: true, ...expected });
	});

	it('takes the permissions from me/permissions where debug_token is refused', async () => {
		fault({ path: 'debug_token' }, { kind: 'graph', code: 100, subcode: 33 });
		const { rows } = await asUser(TOKENS.readOnly, { adAccount: byId(ACCOUNTS.usd) });
		expect(rows[0]).toMatchObject({
			ok: false,
			scopes: 'ads_read, business_management, public_profile',
			daysLeft: null,
		});
	});

	it.each(['reset', 'timeout'] as const)(
		'keeps the token out of everything when the answer about it is lost (%s)',
		async (kind) => {
			emulator.control.advanceClock(3600);
			// The answer of a part alone is no answer of the call, which has to hang to be cancelled.
			fault({ path: kind === 'reset' ? 'debug_token' : '' }, kind === 'reset' ? { kind } : { kind, ms: 3_000 });
			const started = { ...signedInAs(TOKENS.expiring), ...(kind === 'timeout' ? { cancelAfter: 300 } : {}) };
			const parameters = { authentication: 'oAuth2', adAccount: byId(ACCOUNTS.usd), options: { maxWait: 0 } };
			const result = await run('checkAccess', parameters, started);
			if (kind === 'timeout') expect(result.status).toBe('canceled');
			else
				expect(result.rows[0]).toMatchObject({
					ok: false,
					tokenExpires: expect.stringMatching(/^unknown: The connection to Meta broke off/),
				});
			const { error } = result;
			expect(JSON.stringify([result, error && { ...error, message: error.message, stack: error.stack }])).not.toContain(
				TOKENS.expiring,
			);
		},
	);

	it('tells the access tier in Meta’s present words', async () => {
		emulator.control.setTier('development_access');
		const { rows } = await run('checkAccess', { adAccount: byId(ACCOUNTS.usd) });
		expect(rows[0]).toMatchObject({
			accessTier: 'Limited access',
			pointsPerFiveMinutes: 60,
			accessTierAllows: expect.stringContaining('60 points'),
		});
	});

	it('tells the state of an account and what to do', async () => {
		const account = emulator.world.accounts().find(({ id }) => id === ACCOUNTS.usd)!;
		Object.assign(account, { status: 2, disableReason: 3 });
		const { rows } = await run('checkAccess', { adAccount: byId(ACCOUNTS.usd) });
		expect(rows[0]).toMatchObject({ ok: false, accountStatus: 'disabled', disableReason: 'payment risk' });
		expect(rows[0].problems).toMatch(/^The ad account is disabled\. Open Business Support Home/);
	});

	it('fails as a step when Meta tells nothing at all for now', async () => {
		fault({}, { kind: 'graph', code: 2 });
		const { error, rows } = await run('checkAccess', { adAccount: byId(ACCOUNTS.usd), options: { maxWait: 0 } });
		expect(rows).toEqual([]);
		expect(error?.message).toBe('Meta could not process the request just now');
	});

	it('says how to start an emulator that is not running', async () => {
		const { error } = await run(
			'checkAccess',
			{ adAccount: byId('') },
			{ credential: emulatorCredential('http://127.0.0.1:9') },
		);
		expect(error?.message).toContain('The emulator is not running');
	});

	it('answers one error for a value that is no account, and the others as ever', async () => {
		const items = [{ id: ACCOUNTS.usd }, { id: '1.2e5' }];
		const { rows, outputs } = await run(
			'checkAccess',
			{ adAccount: byId('={{ $json.id }}') },
			{ items, onError: 'continueRegularOutput' },
		);
		expect(rows[0]).toMatchObject({ ok: true, accountId: ACCOUNTS.usd });
		expect(rows[1]).toMatchObject({ error: 'Ad Account is not an ad account ID' });
		expect(outputs[0][1].pairedItem).toEqual(1);
	});
});

describe('get and get many', () => {
	it('gets an account with money in its own units', async () => {
		const { rows } = await run('get', { adAccount: byId(ACCOUNTS.eur), options: { allColumns: true } });
		expect(rows).toEqual([
			{
				id: ACCOUNTS.eur,
				name: 'Nordlicht Shop',
				status: 'active',
				disableReason: null,
				currency: 'EUR',
				timeZone: 'Europe/Berlin',
				balance: 0,
				amountSpent: 456.78,
				spendCap: 50_000,
				minDailyBudget: 1,
				business: 'Emulated Trading Company',
				businessId: '2001000000000001',
				createdTime: expect.stringMatching(/^2024-.*\+0[12]00$/),
				adsManagerUrl: 'https://adsmanager.facebook.com/adsmanager/manage/campaigns?act=1003000000000003',
			},
		]);
	});

	it('shows no spending limit as empty and whole units where there are no others', async () => {
		const { rows } = await run('get', { adAccount: byId(ACCOUNTS.jpy) });
		expect(rows[0]).toMatchObject({ spendCap: null, amountSpent: 890_123, minDailyBudget: 90 });
	});

	it('gets the raw answer, with the fields that are chosen', async () => {
		const usual = await run('get', { adAccount: byId(ACCOUNTS.usd), simplify: false });
		expect(usual.rows[0]).toMatchObject({ id: ACCOUNTS.usd, amount_spent: '1234567', account_status: 1 });
		const chosen = await run('get', { adAccount: byId(ACCOUNTS.usd), simplify: false, options: { fields: ['age'] } });
		expect(Object.keys(chosen.rows[0]).sort()).toEqual(['age', 'id']);
	});

	it('fails for an account the token has no access to, pairing by number', async () => {
		const { outputs } = await run(
			'get',
			{ adAccount: byId(ACCOUNTS.foreign) },
			{ items: [{ email: 'a@example.org' }], onError: 'continueErrorOutput' },
		);
		expect(outputs[0]).toEqual([]);
		expect(outputs[1][0].json).toMatchObject({ details: { kind: 'permission', code: 200 } });
		expect(JSON.stringify(outputs)).not.toContain('example.org');
	});

	it('lists all accounts, or those that fit', async () => {
		const names = async (parameters: Record<string, unknown>) =>
			(await run('getMany', parameters)).rows.map(({ currency }) => currency);
		expect(await names({ returnAll: true })).toEqual(['USD', 'JPY', 'EUR']);
		expect(await names({ limit: 2 })).toEqual(['USD', 'JPY']);
		expect(await names({ limit: 1, filters: { nameContains: 'TEA' } })).toEqual(['JPY']);
		expect(await names({ filters: { currency: 'eur' } })).toEqual(['EUR']);
		expect(await names({ filters: { statuses: ['2', '3'] } })).toEqual([]);
		expect(await names({ filters: { statuses: ['1'] } })).toHaveLength(3);
	});

	it('lists what a business owns and what it works on for clients, each once', async () => {
		const { world } = emulator;
		const elsewhere = { ...world.get('Business', BUSINESS), id: '2001000000000009' };
		world.add(elsewhere);
		world.get('AdAccount', ACCOUNTS.eur).business = elsewhere;
		world.get('AdAccount', ACCOUNTS.jpy).clientOf = [BUSINESS, elsewhere.id];
		const names = async (business: string, more: IDataObject = {}) =>
			(await run('getMany', { filters: { business: byId(business), ...more } })).rows.map(({ currency }) => currency);
		expect(await names(BUSINESS)).toEqual(['USD', 'JPY']);
		expect(await names(elsewhere.id)).toEqual(['EUR', 'JPY']);
		expect(await names(elsewhere.id, { nameContains: 'tea' })).toEqual(['JPY']);
		const { rows } = await run('getMany', { limit: 1, filters: { business: byId(elsewhere.id) } });
		expect(rows).toHaveLength(1);
		const found = await searchList(
			'searchBusinesses',
			{ credential: emulatorCredential(emulator.url), parameters: { resource: 'account', operation: 'getMany' } },
			'trading',
		);
		expect(found.results.map(({ name }) => name)).toContain('Emulated Trading Company');
	});

	it.each([
		[{ business: byId('') }, 'Filters → Business Portfolio is empty'],
		[{ currency: '={{ $json.typo }}' }, 'Filters → Currency is empty'],
		[{ nameContains: ' ' }, 'Filters → Name Contains is empty'],
		[{ statuses: '={{ $json.typo }}' }, 'Filters → Statuses is empty'],
	])('refuses the filter %j: nobody means all accounts by it', async (filters, message) => {
		const { error } = await run('getMany', { filters });
		expect(error?.message).toBe(message);
		expect(emulator.log).toEqual([]);
	});

	it('filters raw rows too, by fields that were not chosen', async () => {
		const { rows } = await run('getMany', {
			simplify: false,
			filters: { currency: 'JPY' },
			options: { fields: ['age'] },
		});
		expect(rows).toEqual([expect.objectContaining({ id: ACCOUNTS.jpy, age: 900 })]);
	});

	it('pages through many accounts without losing one', async () => {
		const [account] = emulator.world.accounts();
		for (let index = 0; index < 230; index++)
			emulator.world.add({
				...account,
				id: `act_${3e15 + index}`,
				accountId: `${3e15 + index}`,
				name: `Extra ${index}`,
			});
		const { rows } = await run('getMany', { returnAll: true });
		expect(new Set(rows.map(({ id }) => id)).size).toBe(233);
		const found = await run('getMany', { limit: 3, filters: { nameContains: 'extra 22' } });
		expect(found.rows.map(({ name }) => name)).toEqual(['Extra 22', 'Extra 220', 'Extra 221']);
	});
});

describe('get activities', () => {
	const change = async (id: string, parameters: Record<string, string>) =>
		await fetch(`${emulator.url}/v26.0/${id}`, {
			method: 'POST',
			headers: { authorization: `Bearer ${TOKENS.full}` },
			body: new URLSearchParams(parameters),
		});
	const asked = () => emulator.log.filter(({ path }) => path.endsWith('/activities')).map(({ params }) => params);

	it('tells who changed a budget, in the account’s units and time', async () => {
		expect((await change(CAMPAIGNS.usdCbo, { daily_budget: '7550' })).status).toBe(200);
		const { rows, error } = await run('getActivities', {
			adAccount: byId(ACCOUNTS.usd),
			options: { allColumns: true },
		});
		expect(error).toBeUndefined();
		expect(rows).toEqual([
			{
				eventTime: expect.stringMatching(/^2026-11-25T07:00:\d\d-0500$/),
				event: 'Update campaign budget',
				eventType: 'update_campaign_budget',
				actorName: 'Emulator System User',
				applicationName: 'Local Emulator App',
				objectType: 'campaign',
				objectId: CAMPAIGNS.usdCbo,
				objectName: expect.any(String),
				oldValue: 50,
				newValue: 75.5,
				valueType: 'Per day',
				currency: 'USD',
				accountId: ACCOUNTS.usd,
				adsManagerUrl: expect.stringContaining(`selected_campaign_ids=${CAMPAIGNS.usdCbo}`),
			},
		]);
	});

	it('always names the range: the last seven days when none is chosen', async () => {
		await run('getActivities', { adAccount: byId(ACCOUNTS.usd) });
		const [{ since, until }] = asked();
		expect(Number(until) - Number(since)).toBe(7 * 86_400);
		expect(Math.abs(Number(until) - Date.parse('2026-11-25T12:00:00Z') / 1000)).toBeLessThan(120);
	});

	it('reads times by the clock of the account, and a bare until as the whole day', async () => {
		await run('getActivities', {
			adAccount: byId(ACCOUNTS.jpy),
			filters: { since: '2026-11-20T09:00:00', until: '2026-11-21' },
		});
		expect(asked()[0]).toMatchObject({
			since: String(Date.parse('2026-11-20T09:00:00+09:00') / 1000),
			until: String(Date.parse('2026-11-21T23:59:59+09:00') / 1000),
		});
	});

	it('counts seven days back from a chosen until', async () => {
		await run('getActivities', {
			adAccount: byId(ACCOUNTS.usd),
			filters: { until: '2026-11-10T00:00:00Z', since: '' },
		});
		expect(asked()[0]).toMatchObject({ since: String(Date.parse('2026-11-03T00:00:00Z') / 1000) });
	});

	it.each([
		[{ since: '2026-11-20', until: '2026-11-10' }, 'Filters → Since is not before Until'],
		[{ since: 'last week' }, expect.stringContaining('Filters → Since')],
		[{ objectId: '1.2021e17' }, 'Filters → Object ID is not an ID'],
		[{ objectId: '={{ "" }}' }, 'Filters → Object ID is empty'],
		[{ since: '={{ $json.typo }}' }, 'Filters → Since is empty'],
		[{ categories: ['MONEY'] }, expect.stringContaining('Filters → Categories')],
	])('refuses %j before anything is asked of the log', async (filters, message) => {
		const { rows } = await run(
			'getActivities',
			{ adAccount: byId(ACCOUNTS.usd), filters },
			{ onError: 'continueRegularOutput' },
		);
		expect(rows).toEqual([{ error: message, details: expect.objectContaining({ kind: 'invalidParameter' }) }]);
		expect(asked()).toEqual([]);
	});

	it('filters by object and by several categories, newest first', async () => {
		await change(CAMPAIGNS.usdCbo, { daily_budget: '7000' });
		emulator.control.advanceClock(60);
		await change(CAMPAIGNS.usdNoBudget, { status: 'PAUSED' });
		emulator.control.advanceClock(60);
		await change(CAMPAIGNS.usdCbo, { daily_budget: '8000' });
		await change(CAMPAIGNS.usdCbo, { name: 'Renamed' });
		const types = async (parameters: Record<string, unknown>) =>
			(await run('getActivities', { adAccount: byId(ACCOUNTS.usd), ...parameters })).rows.map(
				({ eventType, newValue }) => `${String(eventType)} ${String(newValue)}`,
			);
		expect(await types({ filters: { categories: ['BUDGET', 'STATUS'] } })).toEqual([
			'update_campaign_budget 80',
			'update_campaign_run_status Inactive',
			'update_campaign_budget 70',
		]);
		expect(await types({ limit: 2, filters: { categories: ['BUDGET', 'STATUS'] } })).toEqual([
			'update_campaign_budget 80',
			'update_campaign_run_status Inactive',
		]);
		expect(await types({ filters: { objectId: CAMPAIGNS.usdNoBudget } })).toHaveLength(1);
		expect(await types({ filters: { categories: ['CAMPAIGN', 'BUDGET', 'STATUS'] } })).toHaveLength(4);
		expect((await types({ filters: { categories: ['CAMPAIGN'] } }))[0]).toBe('update_campaign_name Renamed');
		expect(asked().at(-1)).toMatchObject({ category: 'CAMPAIGN' });
	});

	it('returns entries as Meta gives them when not simplified', async () => {
		await change(CAMPAIGNS.usdCbo, { daily_budget: '7000' });
		const { rows } = await run('getActivities', { adAccount: byId(ACCOUNTS.usd), simplify: false });
		expect(rows[0]).toMatchObject({
			object_type: 'CAMPAIGN_GROUP',
			extra_data: expect.stringContaining('"new_value":7000'),
		});
	});
});

describe('get minimum budgets', () => {
	it('gives the amounts of the account’s own currency, in currency units', async () => {
		const { rows } = await run('getMinimumBudgets', { adAccount: byId(ACCOUNTS.usd) });
		expect(rows).toEqual([
			{
				accountId: ACCOUNTS.usd,
				accountName: 'Harbor Coffee',
				currency: 'USD',
				impressions: 1,
				videoViews: 1,
				clicksAndLikes: 1,
				installsAndOffers: 40,
			},
		]);
		const { rows: yen } = await run('getMinimumBudgets', { adAccount: byId(ACCOUNTS.jpy) });
		expect(yen[0]).toMatchObject({ currency: 'JPY', impressions: 90 });
	});

	it('gives Meta’s own row when Simplify is off', async () => {
		const { rows } = await run('getMinimumBudgets', { adAccount: byId(ACCOUNTS.usd), simplify: false });
		expect(rows[0]).toMatchObject({ currency: 'USD', min_daily_budget_imp: 100, min_daily_budget_low_freq: 4000 });
	});
});
