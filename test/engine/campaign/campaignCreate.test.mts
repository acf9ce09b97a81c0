import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, CATALOGS } from '../../../emulator/world/seedIds.mts';
import { decoded, lines, newCampaign, pairs, useBench } from '../support/campaigns.mts';
import { byId } from '../support/harness.mts';

const bench = useBench();
const { run, sent, writes } = bench;
const edge = `${ACCOUNTS.usd}/campaigns`;
const DAY = 86_400_000;

const basics = { name: 'Autumn sale', objective: 'OUTCOME_SALES', status: 'PAUSED', special_ad_categories: ['NONE'] };
const cheapest = { bid_strategy: 'LOWEST_COST_WITHOUT_CAP' };
const stored = () => bench.emulator.world.all('Campaign').at(-1)!;
const jpy = { adAccount: byId(ACCOUNTS.jpy) };

/** A day of next year, whose clock changes are known: noon in New York is 16:00 UTC in summer, 17:00 in winter. */
const year = new Date().getFullYear() + 1;

interface Case {
	readonly form: IDataObject;
	/** Parameters besides the basics; undefined: not sent. */
	readonly params: IDataObject;
	readonly row: IDataObject;
}

const cases: Record<string, Case> = {
	'a daily budget': {
		form: {},
		params: { ...cheapest, daily_budget: '2500' },
		row: { dailyBudget: 25, lifetimeBudget: null },
	},
	'cents exactly': {
		form: { dailyBudget: 20.29 },
		params: { ...cheapest, daily_budget: '2029' },
		row: { dailyBudget: 20.29 },
	},
	'an amount as text': {
		form: { dailyBudget: '={{ "12.50" }}' },
		params: { ...cheapest, daily_budget: '1250' },
		row: { dailyBudget: 12.5 },
	},
	'yen, which have no decimals': {
		form: { ...jpy, dailyBudget: 1200 },
		params: { ...cheapest, daily_budget: '1200' },
		row: { dailyBudget: 1200, currency: 'JPY' },
	},
	'a lifetime budget until an hour of the account’s clock': {
		form: { budgetType: 'lifetime', lifetimeBudget: 600, stopTime: `${year}-07-01T12:00:00` },
		params: { ...cheapest, lifetime_budget: '60000', stop_time: `${year}-07-01T12:00:00-0400` },
		row: { lifetimeBudget: 600, dailyBudget: null, stopTime: `${year}-07-01T12:00:00-0400` },
	},
	'an end with a zone of its own': {
		form: { budgetType: 'lifetime', lifetimeBudget: 600, stopTime: `${year}-01-15T12:00:00Z` },
		params: { ...cheapest, lifetime_budget: '60000', stop_time: `${year}-01-15T07:00:00-0500` },
		row: { stopTime: `${year}-01-15T07:00:00-0500` },
	},
	'a date alone, which ends with its day': {
		form: { ...jpy, budgetType: 'lifetime', lifetimeBudget: 900_000, stopTime: `${year}-07-01` },
		params: { ...cheapest, lifetime_budget: '900000', stop_time: `${year}-07-01T23:59:59+0900` },
		row: { lifetimeBudget: 900_000, stopTime: `${year}-07-01T23:59:59+0900` },
	},
	'budgets left to the ad sets': {
		form: { budgetType: 'adSets' },
		params: { is_adset_budget_sharing_enabled: false },
		row: { dailyBudget: null, lifetimeBudget: null, bidStrategy: null },
	},
	'ad sets that share their budgets': {
		form: { budgetType: 'adSets', shareBudget: true, bidStrategy: 'COST_CAP' },
		params: { is_adset_budget_sharing_enabled: true, bid_strategy: 'COST_CAP' },
		row: { bidStrategy: 'COST_CAP' },
	},
	'a special category in two countries': {
		form: { specialAdCategories: ['HOUSING', 'EMPLOYMENT'], specialAdCategoryCountry: ['US', 'CA'] },
		params: {
			...cheapest,
			daily_budget: '2500',
			special_ad_categories: ['HOUSING', 'EMPLOYMENT'],
			special_ad_category_country: ['US', 'CA'],
		},
		row: { specialAdCategories: 'HOUSING, EMPLOYMENT' },
	},
	'everything in Additional Fields': {
		form: {
			status: 'ACTIVE',
			bidStrategy: 'LOWEST_COST_WITH_BID_CAP',
			additionalFields: {
				catalog: byId(CATALOGS.usd),
				labels: ' spring, shop ,,',
				spendCap: 150,
				startTime: `${year}-01-02`,
				stopTime: `${year}-03-04`,
			},
		},
		params: {
			status: 'ACTIVE',
			daily_budget: '2500',
			bid_strategy: 'LOWEST_COST_WITH_BID_CAP',
			promoted_object: { product_catalog_id: CATALOGS.usd },
			adlabels: [{ name: 'spring' }, { name: 'shop' }],
			spend_cap: '15000',
			start_time: `${year}-01-02T00:00:00-0500`,
			stop_time: `${year}-03-04T23:59:59-0500`,
		},
		row: {
			status: 'ACTIVE',
			labels: 'spring, shop',
			spendCap: 150,
			startTime: `${year}-01-02T00:00:00-0500`,
			stopTime: `${year}-03-04T23:59:59-0500`,
		},
	},
	'a name with emoji, quotes and markup': {
		form: { name: '=Sälé 🍂 "50 %" & <b>{{ "more" }}</b>' },
		params: { name: 'Sälé 🍂 "50 %" & <b>more</b>', ...cheapest, daily_budget: '2500' },
		row: { name: 'Sälé 🍂 "50 %" & <b>more</b>' },
	},
};

describe('campaign: create', () => {
	it.each(Object.entries(cases))('sends %s and reads it back', async (_title, { form, params, row }) => {
		const { rows, error } = await run('create', newCampaign(form));
		expect(error).toBeUndefined();
		const account = form.adAccount ? ACCOUNTS.jpy : ACCOUNTS.usd;
		expect(lines(sent())).toEqual([`GET ${account}`, `POST ${account}/campaigns`, `GET ${stored().id}`]);
		expect(decoded(writes()[0])).toEqual({ ...basics, ...params });
		expect(rows).toHaveLength(1);
		expect(rows[0]).toMatchObject({ status: 'PAUSED', ...row, id: stored().id, created: true, accountId: account });
		expect(rows[0]).not.toHaveProperty('note');
	});

	it('creates several in one batch, reads the account once, and pairs each row with its item', async () => {
		const names = ['One', 'Two', 'Three', 'Four', 'Five'];
		const before = bench.emulator.world.all('Campaign').length;
		const result = await run('create', newCampaign({ name: '={{ $json.name }}' }), {
			items: names.map((name) => ({ name })),
		});
		expect(result.rows.map(({ name }) => name)).toEqual(names);
		expect(pairs(result)).toEqual(names.map((_, item) => ({ item })));
		expect(writes().map(({ params }) => params.name)).toEqual(names);
		expect(bench.emulator.world.all('Campaign').length).toBe(before + names.length);
		expect(
			bench.emulator.log.filter(({ batch }) => batch === undefined).map(({ method, path }) => `${method} ${path}`),
		).toEqual([`GET ${ACCOUNTS.usd}`, 'POST ', 'POST ']);
	});

	it('keeps items of several accounts apart, each in its own currency', async () => {
		const items = [ACCOUNTS.usd, ACCOUNTS.jpy, ACCOUNTS.eur].map((account) => ({ account, budget: 500 }));
		const ofItem = { adAccount: byId('={{ $json.account }}'), dailyBudget: '={{ $json.budget }}' };
		const { rows } = await run('create', newCampaign(ofItem), { items });
		expect(writes().map(({ path, params }) => [path, params.daily_budget])).toEqual([
			[`${ACCOUNTS.usd}/campaigns`, '50000'],
			[`${ACCOUNTS.jpy}/campaigns`, '500'],
			[`${ACCOUNTS.eur}/campaigns`, '50000'],
		]);
		expect(rows.map(({ dailyBudget, currency }) => [dailyBudget, currency])).toEqual([
			[500, 'USD'],
			[500, 'JPY'],
			[500, 'EUR'],
		]);
	});

	it('two items of the same name become two campaigns', async () => {
		const { rows } = await run('create', newCampaign(), { items: [{}, {}] });
		expect(new Set(rows.map(({ id }) => id)).size).toBe(2);
		expect(writes()).toHaveLength(2);
	});

	it('only has the values checked when Validate Only is on', async () => {
		const before = bench.emulator.world.all('Campaign').length;
		const { rows } = await run('create', newCampaign({ options: { validateOnly: true } }));
		expect(decoded(sent().at(-1)!)).toMatchObject({ ...basics, execution_options: ['validate_only'] });
		expect(rows).toEqual([
			{
				validated: true,
				created: false,
				name: 'Autumn sale',
				accountId: ACCOUNTS.usd,
				note: 'Meta would accept this campaign. Nothing was created.',
			},
		]);
		expect([writes(), bench.emulator.world.all('Campaign').length]).toEqual([[], before]);
	});

	it('tells what Meta would refuse when Validate Only is on', async () => {
		const form = newCampaign({ dailyBudget: 0.5, options: { validateOnly: true } });
		const { rows } = await run('create', form, { onError: 'continueRegularOutput' });
		expect(rows).toEqual([
			{
				error: 'The budget is below Meta’s minimum for this account',
				details: expect.objectContaining({ code: 100, subcode: 1885272 }),
			},
		]);
	});

	it('never loses an id: what cannot be read back is told with its id', async () => {
		bench.emulator.control.addFault({
			match: { method: 'GET', path: '1202100000000010\\d\\d' },
			fault: { kind: 'graph', code: 200 },
		});
		const { rows } = await run('create', newCampaign());
		expect(rows).toEqual([
			expect.objectContaining({
				id: stored().id,
				name: 'Autumn sale',
				created: true,
				note: 'Created, but it could not be read back just now.',
			}),
		]);
	});

	it('tells when Meta shows another budget than was sent', async () => {
		const { world } = bench.emulator;
		const add = world.add.bind(world);
		const changed = jest
			.spyOn(world, 'add')
			.mockImplementation((node) => add(Object.assign(node, { dailyBudget: 9_900 })));
		const { rows } = await run('create', newCampaign());
		changed.mockRestore();
		expect(rows[0]).toMatchObject({ dailyBudget: 99, created: true });
		expect(rows[0].note).toMatch(/daily_budget/);
	});

	it('does not share what the input item holds with Meta or the row', async () => {
		const { rows } = await run('create', newCampaign(), { items: [{ email: 'ada@example.com' }] });
		expect(JSON.stringify([rows, bench.emulator.log])).not.toContain('ada@example.com');
	});

	it('lists what it has created', async () => {
		await run('create', newCampaign({ name: 'Findable' }));
		const { rows } = await run('getMany', {
			filters: { nameContains: 'Findable' },
			options: { allColumns: true },
		});
		expect(rows.map(({ id }) => id)).toEqual([stored().id]);
		expect(Date.parse(String(rows[0].createdTime))).toBeGreaterThan(Date.now() - DAY);
		expect(writes().map(({ path }) => path)).toEqual([edge]);
	});
});
