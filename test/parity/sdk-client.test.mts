import {
	AdAccount,
	AdReportRun,
	Campaign,
	FacebookAdsApi,
	FacebookAdsApiBatch,
	User,
} from 'facebook-nodejs-business-sdk';
import { ACCOUNTS, AD_SETS, CAMPAIGNS } from '../../emulator/world/seedIds.mts';
import { startEmulator, type Emulator } from '../../emulator/http/server.mts';
import { TOKENS } from '../../emulator/world/tokens.mts';

/** Meta's own SDK as an independent client of the emulator: it was not written for it, so it cannot be tuned to it. */

let emulator: Emulator;
let api: FacebookAdsApi;
/** The SDK pins v24.0, which the Marketing API no longer answers; its address and version are static getters. */
let version = 'v26.0';

beforeAll(async () => {
	// Young days get new numbers every quarter of an hour: at noon none comes between a report and its twin.
	emulator = await startEmulator({ startAt: new Date('2026-11-25T12:00:00Z') });
	Object.defineProperty(FacebookAdsApi, 'GRAPH', { get: () => emulator.url, configurable: true });
	Object.defineProperty(FacebookAdsApi, 'VERSION', { get: () => version, configurable: true });
	api = FacebookAdsApi.init(TOKENS.full, 'en_US', false);
});
beforeEach(() => {
	emulator.control.reset();
	version = 'v26.0';
});
afterAll(() => emulator.close());

interface SdkError {
	name: string;
	status: number;
	message: string;
	response: { code: number; error_subcode?: number; error_user_msg?: string; fbtrace_id?: string };
}

async function failure(call: unknown): Promise<SdkError> {
	try {
		await call;
	} catch (error) {
		return error as SdkError;
	}
	throw new Error('The call was expected to fail');
}

const account = () => new AdAccount(ACCOUNTS.usd);
const { Fields } = Campaign;

it('lists every campaign once by following cursors', async () => {
	const cursor = await account().getCampaigns([Fields.name, Fields.daily_budget], { limit: 10 });
	const seen: { id: string; name: string }[] = [];
	let pages = 1;
	for (;;) {
		seen.push(...cursor.map((campaign) => ({ id: campaign.id, name: String(campaign._data.name) })));
		if (!cursor.hasNext()) break;
		await cursor.next();
		pages += 1;
	}
	const living = emulator.world.all('Campaign').filter((campaign) => campaign.account.id === ACCOUNTS.usd);
	const expected = living
		.filter(({ status }) => status === 'ACTIVE' || status === 'PAUSED')
		.map(({ id, name }) => ({ id, name }));
	expect(seen).toHaveLength(66);
	expect(new Set(seen.map(({ id }) => id))).toEqual(new Set(expected.map(({ id }) => id)));
	expect(seen).toEqual(expect.arrayContaining(expected));
	expect(pages).toBe(7);
});

it('turns a page back', async () => {
	const cursor = await account().getCampaigns([], { limit: 5 });
	const first = cursor.map(({ id }) => id);
	await cursor.next();
	expect(cursor.map(({ id }) => id)).not.toEqual(first);
	await cursor.previous();
	expect(cursor.map(({ id }) => id)).toEqual(first);
	expect(cursor.hasPrevious()).toBe(false);
});

it('finds itself and its accounts', async () => {
	const me = await new User('me').get([User.Fields.id, User.Fields.name]);
	expect(me._data).toMatchObject({ id: '100000000000001', name: 'Emulator System User' });
	const accounts = await new User('me').getAdAccounts([AdAccount.Fields.currency]);
	expect(accounts.map(({ id, _data }) => [id, _data.currency])).toEqual([
		[ACCOUNTS.usd, 'USD'],
		[ACCOUNTS.jpy, 'JPY'],
		[ACCOUNTS.eur, 'EUR'],
	]);
});

it('creates, reads, updates and deletes a campaign', async () => {
	const created = await account().createCampaign([], {
		name: 'From the SDK',
		objective: Campaign.Objective.outcome_leads,
		special_ad_categories: [Campaign.SpecialAdCategories.housing],
		special_ad_category_country: [Campaign.SpecialAdCategoryCountry.us],
		status: Campaign.Status.paused,
		daily_budget: 2_500,
	});
	expect(emulator.world.get('Campaign', created.id)).toMatchObject({
		name: 'From the SDK',
		dailyBudget: 2_500,
		status: 'PAUSED',
	});

	const campaign = new Campaign(created.id);
	const fields = [Fields.name, Fields.objective, Fields.daily_budget, Fields.special_ad_categories];
	expect((await campaign.get(fields))._data).toEqual({
		id: created.id,
		name: 'From the SDK',
		objective: 'OUTCOME_LEADS',
		daily_budget: '2500',
		special_ad_categories: ['HOUSING'],
	});
	await campaign.update([], { name: 'Renamed', status: Campaign.Status.active });
	expect(emulator.world.get('Campaign', created.id)).toMatchObject({ name: 'Renamed', status: 'ACTIVE' });
	await campaign.delete([]);
	expect((await campaign.get([Fields.status]))._data.status).toBe('DELETED');
});

it('reads edges with filters and expanded fields', async () => {
	const filtering = [{ field: 'campaign.name', operator: 'CONTAIN', value: 'roast' }];
	const found = await account().getCampaigns([Fields.name, 'adsets.limit(1){name}'], { filtering });
	expect(found.map(({ _data }) => _data.name)).toEqual(['Roastery Flats', 'Spring Roast Sales']);
	expect(found[1]?._data.adsets).toMatchObject({ data: [{ id: AD_SETS.usdCboB }] });
	const paused = await new Campaign(CAMPAIGNS.usdNoBudget).getAdSets([], { effective_status: ['PAUSED'] });
	expect(paused.map(({ id }) => id)).toEqual([AD_SETS.usdNoBudgetB]);
});

it('understands the errors', async () => {
	const noSharing = await failure(
		account().createCampaign([], { name: 'x', objective: 'OUTCOME_SALES', special_ad_categories: [] }),
	);
	expect(noSharing).toMatchObject({
		name: 'FacebookRequestError',
		status: 400,
		response: { code: 100, error_subcode: 4834011 },
	});
	const unknown = await failure(new Campaign('120219999999999999').get([Fields.name]));
	expect(unknown).toMatchObject({ status: 400, response: { code: 100, error_subcode: 33 } });
	expect(unknown.message).toContain("Object with ID '120219999999999999' does not exist");
	emulator.control.addFault({
		match: { path: CAMPAIGNS.usdCbo },
		fault: { kind: 'graph', code: 2, message: 'Service down' },
	});
	expect(await failure(new Campaign(CAMPAIGNS.usdCbo).get([]))).toMatchObject({ status: 500, message: 'Service down' });
});

it('is refused with its own, expired version', async () => {
	version = 'v24.0';
	expect(await failure(account().getCampaigns([Fields.name]))).toMatchObject({ response: { code: 2635 } });
});

it('runs a batch, and sends lost parts again itself', async () => {
	const results: [string, boolean][] = [];
	const batch = new FacebookAdsApiBatch(api);
	const add = (label: string, method: string, path: string[], params: Record<string, unknown> = {}) => {
		const note = (response: { isSuccess: boolean }) => void results.push([label, response.isSuccess]);
		batch.add(method, path, params, undefined, note, note);
	};
	add('read', 'GET', [CAMPAIGNS.usdCbo], { fields: 'name' });
	add('pause', 'POST', [CAMPAIGNS.usdCbo], { status: 'PAUSED' });
	add('refused', 'POST', [CAMPAIGNS.usdCbo], { daily_budget: 1 });
	add('lost', 'POST', [CAMPAIGNS.eurCbo], { status: 'PAUSED' });
	emulator.control.addFault({
		match: { batchPart: true, path: CAMPAIGNS.eurCbo, nth: 1 },
		fault: { kind: 'nullSlot', applied: false },
	});
	const again = (await batch.execute()) as FacebookAdsApiBatch;
	expect(results).toEqual([
		['read', true],
		['pause', true],
		['refused', false],
	]);
	expect(emulator.world.get('Campaign', CAMPAIGNS.usdCbo).status).toBe('PAUSED');
	expect(emulator.world.get('Campaign', CAMPAIGNS.eurCbo).status).toBe('ACTIVE');
	expect(await again.execute()).toBeNull();
	expect(emulator.world.get('Campaign', CAMPAIGNS.eurCbo).status).toBe('PAUSED');
});

it('reads insights at once and as a run', async () => {
	emulator.control.setInsights({ jobSeconds: 60 });
	const fields = ['campaign_id', 'impressions', 'spend', 'actions'];
	const params = { level: 'campaign', date_preset: 'last_7d', breakdowns: ['age', 'gender'], limit: 20 };
	const cursor = await account().getInsights(fields, params);
	const sync = cursor.map(({ _data }) => _data);
	while (cursor.hasNext()) {
		await cursor.next();
		sync.push(...cursor.map(({ _data }) => _data));
	}
	expect(sync.length).toBeGreaterThan(20);
	expect(sync[0]).toMatchObject({ campaign_id: CAMPAIGNS.usdCbo, age: '13-17', gender: 'female' });

	const report = { level: params.level, date_preset: params.date_preset, breakdowns: params.breakdowns };
	const run = await account().getInsightsAsync(fields, report);
	const status = [AdReportRun.Fields.async_status, AdReportRun.Fields.async_percent_completion];
	expect((await run.get(status))._data).toMatchObject({ async_status: 'Job Not Started', async_percent_completion: 0 });
	expect(await failure(run.getInsights([], { limit: 500 }))).toMatchObject({
		response: { code: 2601, error_subcode: 1815107 },
	});
	emulator.control.advanceClock(61);
	expect((await run.get(status))._data).toMatchObject({ async_status: 'Job Completed', async_percent_completion: 100 });
	const rows = await run.getInsights([], { limit: 500 });
	expect(rows.map(({ _data }) => _data)).toEqual(sync);
});

it('leaves its traces in the log: a token in every URL', async () => {
	await account().get([AdAccount.Fields.name]);
	expect(emulator.log).toMatchObject([
		{ path: ACCOUNTS.usd, tokenIn: 'query', version: 'v26.0', params: { access_token: '***' } },
	]);
});
