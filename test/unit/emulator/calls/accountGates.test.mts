import { ACCOUNTS, CAMPAIGNS, PAGES } from '../../../../emulator/world/seedIds.mts';
import { TOKENS } from '../../../../emulator/world/tokens.mts';
import { codes, graphClient, useEmulator } from './client.mts';

const used = useEmulator();
const account = () => used.emulator.world.get('AdAccount', ACCOUNTS.usd);

it('a payment method shows where there is one, its details with the task Manage alone', async () => {
	const fields = 'funding_source,funding_source_details';
	account().userTasks = ['ADVERTISE'];
	expect((await used.graph.get(ACCOUNTS.usd, { fields })).body).toEqual({
		id: ACCOUNTS.usd,
		funding_source: '2300000000000001',
	});
	account().fundingSource = undefined;
	expect((await used.graph.get(ACCOUNTS.usd, { fields })).body).toEqual({ id: ACCOUNTS.usd });
});

it('changes need a task of those, reads do not', async () => {
	account().userTasks = ['ANALYZE'];
	expect(codes(await used.graph.post(CAMPAIGNS.usdCbo, { name: 'Other' }))).toMatch(/^200\b/);
	expect((await used.graph.get(CAMPAIGNS.usdCbo, { fields: 'name' })).status).toBe(200);
});

it('a token that was made for some accounts sees those alone, and says so', async () => {
	const token = used.emulator.world.tokens.get(TOKENS.readOnly)!;
	token.targets = [ACCOUNTS.eur.slice('act_'.length)];
	const some = graphClient(used.emulator, TOKENS.readOnly);
	expect((await some.get('me/adaccounts', { fields: 'id' })).body.data).toEqual([{ id: ACCOUNTS.eur }]);
	expect(codes(await some.get(CAMPAIGNS.usdCbo))).toMatch(/^100\/33\b/);
	const { body } = await some.get('debug_token', { input_token: TOKENS.readOnly });
	expect(body.data).toMatchObject({
		granular_scopes: [{ scope: 'ads_read', target_ids: token.targets }, { scope: 'business_management' }],
	});
});

it('counts the ads of a page that run or are in review, against its limit', async () => {
	used.emulator.world.get('Page', PAGES.usd).adLimit = 5;
	const { body } = await used.graph.get(`${ACCOUNTS.usd}/ads_volume`, {
		page_id: PAGES.usd,
		fields: 'ads_running_or_in_review_count,limit_on_ads_running_or_in_review,actor_id',
	});
	const [row] = body.data as Array<Record<string, unknown>>;
	expect(row).toEqual({
		ads_running_or_in_review_count: expect.any(Number),
		limit_on_ads_running_or_in_review: 5,
		actor_id: PAGES.usd,
	});
	expect(row.ads_running_or_in_review_count).toBeGreaterThan(0);
});
