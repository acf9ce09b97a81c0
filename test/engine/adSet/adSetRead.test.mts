import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, CAMPAIGNS, CATALOGS, PRODUCT_SETS } from '../../../emulator/world/seedIds.mts';
import { useAdSets } from '../support/adSets.mts';
import { decoded, lines } from '../support/campaigns.mts';
import { byId, emulatorCredential, loadMenu, searchList } from '../support/harness.mts';

const bench = useAdSets();
const { run, sent } = bench;
const inEurope = { adAccount: byId(ACCOUNTS.eur) };

const get = async (adSet: string, more: IDataObject = {}) =>
	await run('get', { adSet: byId(adSet), options: { allColumns: true }, ...more });

describe('ad set: get', () => {
	it('is one flat row in currency units and words', async () => {
		const { rows } = await get(AD_SETS.eurCostCap, inEurope);
		expect(rows).toEqual([
			{
				id: AD_SETS.eurCostCap,
				name: 'Kostenlimit',
				status: 'ACTIVE',
				effectiveStatus: 'ACTIVE',
				learningStage: 'learning limited',
				campaignId: CAMPAIGNS.eurNoBudget,
				campaignName: 'Lampen Dauerlauf',
				optimizationGoal: 'OFFSITE_CONVERSIONS',
				destinationType: 'WEBSITE',
				promotedObject: 'pixel 3002000000000021, event PURCHASE',
				billingEvent: 'IMPRESSIONS',
				dailyBudget: 20,
				lifetimeBudget: null,
				budgetRemaining: 20,
				minSpend: null,
				maxSpend: null,
				currency: 'EUR',
				bidStrategy: 'COST_CAP',
				bidAmount: 12,
				roasFloor: null,
				attribution: '1 day after view, 7 days after click',
				targeting: 'DE; 18–65+; all genders; automatic placements; Advantage+ audience on',
				advantageAudience: true,
				adSchedule: '',
				beneficiary: 'Nordlicht Shop GmbH',
				payor: 'Nordlicht Shop GmbH',
				issues: '',
				labels: '',
				startTime: expect.any(String),
				endTime: null,
				createdTime: expect.any(String),
				updatedTime: expect.any(String),
				accountId: ACCOUNTS.eur,
				adsManagerUrl: `https://adsmanager.facebook.com/adsmanager/manage/adsets?act=1003000000000003&selected_adset_ids=${AD_SETS.eurCostCap}`,
			},
		]);
	});

	const stages: Array<[string, string, string | null]> = [
		['learning', AD_SETS.eurBidCap, 'learning'],
		['learned', AD_SETS.eurNoBudget, 'learned'],
		['no stage', AD_SETS.eurDynamic, null],
	];
	it.each(stages)('tells %s', async (_title, adSet, stage) => {
		const { rows } = await get(adSet, inEurope);
		expect(rows[0].learningStage).toBe(stage);
	});

	it('tells issues, limits of spending, hours and the strategy of the campaign', async () => {
		const issues = await get(AD_SETS.eurWithIssues, inEurope);
		expect(issues.rows[0]).toMatchObject({
			effectiveStatus: 'WITH_ISSUES',
			issues: expect.stringMatching(/^Budget is too low: /),
		});
		const hours = await get(AD_SETS.eurLifetimeBudget, inEurope);
		expect(hours.rows[0]).toMatchObject({
			lifetimeBudget: 600,
			budgetRemaining: 450,
			adSchedule: 'Mon, Tue, Wed, Thu, Fri 08:00–20:00 (viewer’s time)',
		});
		const { rows } = await get(AD_SETS.usdCboA);
		expect(rows[0]).toMatchObject({
			dailyBudget: null,
			minSpend: 5,
			maxSpend: 40,
			bidStrategy: 'LOWEST_COST_WITHOUT_CAP',
		});
	});

	it('without Simplify returns Meta’s own object', async () => {
		const { rows } = await get(AD_SETS.usdNoBudgetA, {
			simplify: false,
			options: { fields: ['name', 'targeting', 'daily_budget'] },
		});
		expect(rows).toEqual([
			{
				id: AD_SETS.usdNoBudgetA,
				name: 'Broad',
				daily_budget: '1500',
				targeting: expect.objectContaining({ geo_locations: { countries: ['US'] } }),
			},
		]);
	});
});

describe('ad set: get many', () => {
	const newest = (
		test: (adSet: { account: { id: string }; campaign: { id: string }; status: string }) => boolean,
	): string[] =>
		bench.emulator.world
			.newest('AdSet')
			.filter((adSet) => !['ARCHIVED', 'DELETED'].includes(adSet.status) && test(adSet))
			.map(({ id }) => id);

	it('lists the whole account', async () => {
		const { rows } = await run('getMany', { ...inEurope, returnAll: true });
		expect(rows.map(({ id }) => id)).toEqual(newest(({ account }) => account.id === ACCOUNTS.eur));
	});

	it('narrows to a campaign', async () => {
		const { rows } = await run('getMany', { campaign: byId(CAMPAIGNS.usdCbo) });
		expect(rows.map(({ id }) => id)).toEqual(newest(({ campaign }) => campaign.id === CAMPAIGNS.usdCbo));
		expect(lines(sent())).toEqual([`GET ${ACCOUNTS.usd}`, `GET ${CAMPAIGNS.usdCbo}`, `GET ${CAMPAIGNS.usdCbo}/adsets`]);
	});

	it('narrows by conditions, in currency units and by the account’s clock', async () => {
		const rows = [
			{ field: 'daily_budget', operator: 'GREATER_THAN', value: '={{ 12 }}' },
			{ field: 'created_time', operator: 'GREATER_THAN', value: '2020-07-01' },
			{ field: 'effective_status', operator: 'IN', value: 'ACTIVE, PAUSED' },
		];
		const result = await run('getMany', { ...inEurope, filters: { conditions: { rows } } });
		expect(decoded(sent().at(-1)!).filtering).toEqual([
			{ field: 'daily_budget', operator: 'GREATER_THAN', value: 1200 },
			{ field: 'created_time', operator: 'GREATER_THAN', value: Date.parse('2020-06-30T22:00:00Z') / 1000 },
			{ field: 'effective_status', operator: 'IN', value: ['ACTIVE', 'PAUSED'] },
		]);
		expect(result.rows.map(({ dailyBudget }) => dailyBudget).sort()).toEqual([15, 20, 30]);
	});

	it('sorts before it limits; what has no value comes last', async () => {
		const by = { field: 'daily_budget', direction: 'desc' };
		const { rows } = await run('getMany', { ...inEurope, limit: 3, sort: { by } });
		expect(rows.map(({ dailyBudget }) => dailyBudget)).toEqual([30, 20, 15]);
		const all = await run('getMany', { ...inEurope, sort: { by: { ...by, direction: 'asc' } } });
		expect([all.rows[0].dailyBudget, all.rows.at(-1)!.dailyBudget]).toEqual([1, null]);
	});

	const bad: Array<[string, IDataObject, string]> = [
		[
			'a campaign of another account',
			{ campaign: byId(CAMPAIGNS.eurNoBudget) },
			'Campaign belongs to another ad account than the chosen one',
		],
		[
			'an ad set as the campaign',
			{ campaign: byId(AD_SETS.usdCboA) },
			'Campaign is not a campaign: the ID belongs to an ad set',
		],
		[
			'a condition without a value',
			{ filters: { conditions: { rows: [{ field: 'name', operator: 'CONTAIN', value: '={{ "" }}' }] } } },
			'Filters → Conditions → Condition → row 1 → Value is empty',
		],
		[
			'a condition with a date in words',
			{ filters: { conditions: { rows: [{ field: 'created_time', operator: 'LESS_THAN', value: 'last week' }] } } },
			'Filters → Conditions → Condition → row 1 → Value: "last week" is not a date.',
		],
	];
	it.each(bad)('refuses %s', async (_title, form, message) => {
		const { error } = await run('getMany', form);
		expect(error?.message).toBe(message);
	});

	it('ads narrow to an ad set, which has to be in the chosen campaign', async () => {
		const ads = await run('getMany', {
			resource: 'ad',
			campaign: byId(CAMPAIGNS.usdCbo),
			adSet: byId(AD_SETS.usdCboA),
		});
		expect(ads.rows.map(({ adSetId }) => adSetId)).toEqual([AD_SETS.usdCboA, AD_SETS.usdCboA]);
		expect(lines(sent()).at(-1)).toBe(`GET ${AD_SETS.usdCboA}/ads`);
		const { error } = await run('getMany', {
			resource: 'ad',
			campaign: byId(CAMPAIGNS.usdNoBudget),
			adSet: byId(AD_SETS.usdCboA),
		});
		expect(error?.message).toBe('Ad Set is not in the chosen campaign');
	});

	it('campaigns sort by name', async () => {
		const { rows } = await run('getMany', {
			resource: 'campaign',
			adAccount: byId(ACCOUNTS.jpy),
			sort: { by: { field: 'name', direction: 'asc' } },
		});
		const names = rows.map(({ name }) => String(name));
		expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other)));
		expect(names.length).toBeGreaterThan(1);
	});
});

describe('ad set: menus and pickers', () => {
	const form = (more: IDataObject = {}) => ({
		parameters: { resource: 'adSet', operation: 'create', adAccount: byId(ACCOUNTS.usd), ...more },
		credential: emulatorCredential(bench.emulator.url),
	});
	const values = (menu: ReadonlyArray<{ value: unknown }>): unknown[] => menu.map(({ value }) => value);

	it('goals follow the objective of the chosen campaign', async () => {
		const traffic = values(await loadMenu('getOptimizationGoals', form({ campaign: byId(CAMPAIGNS.usdNoBudget) })));
		expect(traffic).toEqual(expect.arrayContaining(['LINK_CLICKS', 'LANDING_PAGE_VIEWS']));
		expect(traffic).not.toContain('OFFSITE_CONVERSIONS');
		const sales = values(await loadMenu('getOptimizationGoals', form({ campaign: byId(CAMPAIGNS.usdCbo) })));
		expect(sales).toEqual(expect.arrayContaining(['OFFSITE_CONVERSIONS', 'VALUE']));
		expect(sales).not.toContain('PAGE_LIKES');
	});

	it('without a campaign, or with one of old, every goal is shown', async () => {
		const all = await loadMenu('getOptimizationGoals', form());
		expect(await loadMenu('getOptimizationGoals', form({ campaign: byId(CAMPAIGNS.usdLegacy) }))).toEqual(all);
		expect(await loadMenu('getOptimizationGoals', form({ campaign: byId('={{ $json.campaign }}') }))).toEqual(all);
		expect(all.length).toBeGreaterThan(20);
	});

	it('destinations follow campaign and goal', async () => {
		const leads = await loadMenu(
			'getDestinations',
			form({ campaign: byId(CAMPAIGNS.usdSharing), optimizationGoal: 'QUALITY_LEAD' }),
		);
		expect(values(leads)).toEqual(expect.arrayContaining(['', 'ON_AD']));
		expect(values(leads)).not.toContain('PHONE_CALL');
		const unknown = await loadMenu(
			'getDestinations',
			form({ campaign: byId(CAMPAIGNS.usdSharing), optimizationGoal: '={{ $json.goal }}' }),
		);
		expect(values(unknown)).toEqual(expect.arrayContaining(['ON_AD', 'PHONE_CALL']));
		const awareness = await loadMenu('getDestinations', form({ campaign: byId('120210000000000102') }));
		expect(awareness).toEqual([{ name: 'Not Set', value: '' }]);
	});

	it('tells in a sentence why a menu is empty', async () => {
		await expect(
			loadMenu('getOptimizationGoals', form({ campaign: byId('120219999999999999') })),
		).rejects.toMatchObject({ message: 'No such object, or this token has no access to it' });
	});

	it('product sets are those of the chosen catalog', async () => {
		const shown = { optimizationGoal: 'OFFSITE_CONVERSIONS', conversionSource: 'catalog' };
		const { results } = await searchList('searchProductSets', form({ ...shown, catalog: byId(CATALOGS.usd) }), 'bean');
		expect(results).toEqual(
			[{ name: 'Beans (12 items)', value: PRODUCT_SETS.usdBeans, url: undefined }].map(({ name, value }) =>
				expect.objectContaining({ name, value }),
			),
		);
		await expect(searchList('searchProductSets', form(shown))).rejects.toMatchObject({
			message: 'Choose the Catalog first',
		});
	});
});
