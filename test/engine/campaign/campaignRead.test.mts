import { ACCOUNTS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { campaignOfItem, itemsFor, lines, pairs, useBench } from '../support/campaigns.mts';
import { byId } from '../support/harness.mts';

const bench = useBench();
const { run, sent } = bench;
const simplest = { id: CAMPAIGNS.usdCbo };
const adsManager = 'https://adsmanager.facebook.com/adsmanager/manage/campaigns';

describe('campaign: get', () => {
	it('reads each item’s campaign, the account once, and pairs each row with its item', async () => {
		const ids = [CAMPAIGNS.usdCbo, CAMPAIGNS.usdHousing, CAMPAIGNS.usdNoBudget];
		const result = await run('get', { campaign: campaignOfItem }, { items: itemsFor(ids) });
		expect(result.rows.map(({ id }) => id)).toEqual(ids);
		expect(pairs(result)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(lines(sent()).sort()).toEqual([`GET ${ACCOUNTS.usd}`, ...ids.map((id) => `GET ${id}`)].sort());
		expect(result.status).toBe('success');
	});

	it('gives one flat row, money in currency units', async () => {
		const { rows } = await run('get', { campaign: byId(CAMPAIGNS.usdHousing), options: { allColumns: true } });
		const { startTime, createdTime, updatedTime, ...rest } = rows[0];
		expect([startTime, createdTime, updatedTime]).toEqual(
			Array(3).fill(expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}-0[45]00$/)),
		);
		expect(rest).toEqual({
			id: CAMPAIGNS.usdHousing,
			name: 'Roastery Flats',
			status: 'PAUSED',
			effectiveStatus: 'PAUSED',
			objective: 'OUTCOME_LEADS',
			dailyBudget: 30,
			lifetimeBudget: null,
			budgetRemaining: expect.anything(),
			spendCap: 1000,
			currency: 'USD',
			bidStrategy: 'LOWEST_COST_WITHOUT_CAP',
			buyingType: 'AUCTION',
			specialAdCategories: 'HOUSING',
			labels: '',
			stopTime: null,
			accountId: ACCOUNTS.usd,
			adsManagerUrl: `${adsManager}?act=1001000000000001&selected_campaign_ids=${CAMPAIGNS.usdHousing}`,
		});
	});

	it('shows yen without decimals and a campaign without a budget as one', async () => {
		const items = itemsFor([CAMPAIGNS.jpyCbo, CAMPAIGNS.jpyNoBudget]);
		const { rows } = await run('get', { adAccount: byId(ACCOUNTS.jpy), campaign: campaignOfItem }, { items });
		expect(rows.map(({ dailyBudget, currency }) => [dailyBudget, currency])).toEqual([
			[8000, 'JPY'],
			[null, 'JPY'],
		]);
	});

	const locators: Array<[string, object, object]> = [
		[
			'a list',
			{ __rl: true, mode: 'list', value: ACCOUNTS.usd },
			{ __rl: true, mode: 'list', value: CAMPAIGNS.usdCbo },
		],
		[
			'addresses of Ads Manager',
			{ __rl: true, mode: 'url', value: `${adsManager}?act=1001000000000001&business_id=2001` },
			{
				__rl: true,
				mode: 'url',
				value: `${adsManager}?act=1001000000000001&selected_campaign_ids=${CAMPAIGNS.usdCbo}&nav=1`,
			},
		],
		['ids, the account’s without act_', byId('1001000000000001'), byId(CAMPAIGNS.usdCbo)],
		['ids with spaces around', byId(' act_1001000000000001 '), byId(` ${CAMPAIGNS.usdCbo}\n`)],
		['expressions', byId('={{ "act_" + 1001000000000001 }}'), byId('={{ $json.id }}')],
	];
	it.each(locators)('finds account and campaign by %s', async (_title, adAccount, campaign) => {
		const { rows, error } = await run('get', { adAccount, campaign } as never, { items: [simplest] });
		expect(error).toBeUndefined();
		expect(rows[0]).toMatchObject({ id: CAMPAIGNS.usdCbo, accountId: ACCOUNTS.usd });
		expect(lines(sent())).toEqual([`GET ${ACCOUNTS.usd}`, `GET ${CAMPAIGNS.usdCbo}`]);
	});

	it('without Simplify returns Meta’s own fields, the chosen ones', async () => {
		const campaign = byId(CAMPAIGNS.usdCbo);
		const usual = await run('get', { campaign, simplify: false });
		expect(usual.rows[0]).toMatchObject({ id: CAMPAIGNS.usdCbo, daily_budget: '5000', account_id: '1001000000000001' });
		const chosen = await run('get', { campaign, simplify: false, options: { fields: ['name', 'daily_budget'] } });
		expect(chosen.rows).toEqual([{ id: CAMPAIGNS.usdCbo, name: 'Spring Roast Sales', daily_budget: '5000' }]);
		expect(sent().at(-1)?.params).toMatchObject({ fields: 'name,daily_budget' });
	});

	it('tells that the result is the emulator’s', async () => {
		const { hints } = await run('get', { campaign: byId(CAMPAIGNS.usdCbo) });
		expect(hints.map(({ message }) => message)).toContain('These results come from the local emulator, not from Meta.');
	});

	it('with no items does nothing', async () => {
		const result = await run('get', { campaign: byId(CAMPAIGNS.usdCbo) }, { items: [] });
		expect(result).toMatchObject({ rows: [], error: undefined });
		expect(sent()).toEqual([]);
	});
});
