import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, CAMPAIGNS, CUSTOM_CONVERSIONS } from '../../../emulator/world/seedIds.mts';
import { decoded, lines, useBench } from '../support/campaigns.mts';
import { byId, emulatorCredential, loadMenu, searchList, type NodeRun } from '../support/harness.mts';

const bench = useBench();
const { sent } = bench;

/** As the editor does: with what the form holds so far. */
const search = async (method: string, filter?: string, after?: string, more: Partial<NodeRun> = {}) =>
	await searchList(
		method,
		{
			credential: emulatorCredential(bench.emulator.url),
			...more,
			parameters: { resource: 'campaign', operation: 'get', adAccount: byId(ACCOUNTS.usd), ...more.parameters },
		},
		filter,
		after,
	);

async function everyPage(method: string, filter?: string): Promise<INodeListSearchItems[]> {
	const results: INodeListSearchItems[] = [];
	let after: string | undefined;
	do {
		const page = await search(method, filter, after);
		results.push(...page.results);
		after = page.paginationToken as string | undefined;
	} while (after !== undefined);
	return results;
}

const failure = async (asked: Promise<unknown>): Promise<Error & { description?: string }> =>
	await asked.then(
		() => Promise.reject(new Error('the list should have failed')),
		(error: Error) => error,
	);

describe('picker of ad accounts', () => {
	it('shows each with its currency and its place in Ads Manager', async () => {
		const { results, paginationToken } = await search('searchAdAccounts');
		expect(results.map(({ name, value }) => [name, value])).toEqual(
			expect.arrayContaining([
				['Harbor Coffee (USD)', ACCOUNTS.usd],
				['Sakura Tea (JPY)', ACCOUNTS.jpy],
				['Nordlicht Shop (EUR)', ACCOUNTS.eur],
			]),
		);
		expect(results).toHaveLength(3);
		expect(results.find(({ value }) => value === ACCOUNTS.usd)?.url).toBe(
			'https://adsmanager.facebook.com/adsmanager/manage/campaigns?act=1001000000000001',
		);
		expect(paginationToken).toBeUndefined();
		expect(lines(sent())).toEqual(['GET me/adaccounts']);
	});

	it.each([
		['a part of the name, in any case', 'sAkUrA', [ACCOUNTS.jpy]],
		['a part of the number', '100300000', [ACCOUNTS.eur]],
		['nothing that there is', 'zzz', []],
	])('searches by %s', async (_title, filter, ids) => {
		const { results } = await search('searchAdAccounts', filter);
		expect(results.map(({ value }) => value)).toEqual(ids);
	});

	it('leads on through more accounts than a page holds, searched ones too', async () => {
		const { world } = bench.emulator;
		const model = world.get('AdAccount', ACCOUNTS.usd);
		for (let number = 1; number <= 120; number++) {
			const digits = String(1_500_000_000_000_000 + number);
			world.add({ ...model, id: `act_${digits}`, accountId: digits, name: `Client ${number}` });
		}
		const all = await everyPage('searchAdAccounts');
		expect(new Set(all.map(({ value }) => value)).size).toBe(123);
		expect(all).toHaveLength(123);
		const found = await everyPage('searchAdAccounts', 'Client 12');
		expect(found.map(({ name }) => name).sort()).toEqual(['Client 12 (USD)', 'Client 120 (USD)']);
	});
});

describe('picker of campaigns', () => {
	it('shows those of the chosen account, each with its status', async () => {
		const results = await everyPage('searchCampaigns');
		const shown = bench.emulator.world
			.all('Campaign')
			.filter(({ account, status }) => account.id === ACCOUNTS.usd && ['ACTIVE', 'PAUSED'].includes(status));
		expect(results.map(({ value }) => value).sort()).toEqual(shown.map(({ id }) => id).sort());
		const named = Object.fromEntries(results.map(({ value, name }) => [value, name]));
		expect([named[CAMPAIGNS.usdCbo], named[CAMPAIGNS.usdLifetime]]).toEqual([
			'Spring Roast Sales (active, campaign budget)',
			'Grand Opening (paused, campaign budget)',
		]);
		expect(named[CAMPAIGNS.usdNoBudget]).toBe('Always On Traffic (active, ad set budgets)');
		expect(results.find(({ value }) => value === CAMPAIGNS.usdCbo)?.url).toContain(
			`act=1001000000000001&selected_campaign_ids=${CAMPAIGNS.usdCbo}`,
		);
		expect(sent().map(({ path, params }) => [path, params.limit])).toEqual([
			[`${ACCOUNTS.usd}/campaigns`, '50'],
			[`${ACCOUNTS.usd}/campaigns`, '50'],
		]);
	});

	it('lets Meta search by name', async () => {
		const { results } = await search('searchCampaigns', 'roast');
		expect(results.map(({ name }) => name).sort()).toEqual([
			'Roastery Flats (paused, campaign budget)',
			'Spring Roast Sales (active, campaign budget)',
		]);
		expect(decoded(sent()[0]).filtering).toEqual([{ field: 'name', operator: 'CONTAIN', value: 'roast' }]);
	});

	it('an emptied search field shows all again', async () => {
		await search('searchCampaigns', '');
		expect(decoded(sent()[0])).not.toHaveProperty('filtering');
	});

	const accounts: Array<[string, IDataObject]> = [
		['by ID without act_', byId('1002000000000002')],
		['from the list', { __rl: true, mode: 'list', value: ACCOUNTS.jpy }],
		[
			'by its address',
			{
				__rl: true,
				mode: 'url',
				value: 'https://adsmanager.facebook.com/adsmanager/manage/campaigns?act=1002000000000002&x=1',
			},
		],
	];
	it.each(accounts)('works with an account chosen %s', async (_title, adAccount) => {
		const { results } = await search('searchCampaigns', undefined, undefined, { parameters: { adAccount } });
		expect(results.map(({ value }) => value)).toContain(CAMPAIGNS.jpyCbo);
	});

	it.each([
		[
			'nothing chosen yet',
			{ __rl: true, mode: 'list', value: '' },
			'Choose the Ad Account first',
			'This list shows what is in the chosen ad account.',
		],
		[
			'an expression over items that are not there',
			byId('={{ $json.account }}'),
			'The expression for the Ad Account has no value yet',
			'Run the step before this one and open the list again, or choose by ID.',
		],
	])('%s: says what to do first, and asks nothing', async (_title, adAccount, message, description) => {
		const error = await failure(search('searchCampaigns', undefined, undefined, { parameters: { adAccount } }));
		expect([error.message, error.description]).toEqual([message, description]);
		expect(sent()).toEqual([]);
	});
});

describe('pickers of what lies in something', () => {
	it('an ad set tells its status and its campaign', async () => {
		const named = Object.fromEntries((await everyPage('searchAdSets')).map(({ value, name }) => [value, name]));
		const { world } = bench.emulator;
		const adSet = world.get('AdSet', AD_SETS.usdCboA);
		const campaign = world.get('Campaign', adSet.campaign.id);
		expect(named[adSet.id]).toBe(`${adSet.name} (active, in campaign “${campaign.name}”)`);
	});

	it('an ad tells its status and its ad set', async () => {
		const shown = await everyPage('searchAds');
		const { world } = bench.emulator;
		const paused = world.all('Ad').find((ad) => shown.some(({ value }) => value === ad.id) && ad.status === 'PAUSED')!;
		const adSet = world.get('AdSet', paused.adSet.id);
		const name = String(shown.find(({ value }) => value === paused.id)?.name);
		expect(name).toContain(`in ad set “${adSet.name}”)`);
		expect(name).toMatch(/\((paused|ad set paused|campaign paused), in/);
	});
});

describe.each(['searchAdAccounts', 'searchCampaigns'])('%s', (method) => {
	it.each([
		['EMULATOR-EXPIRED', 'The access token has expired', /paste a new token/],
		['NO-SUCH-TOKEN', 'Meta does not accept the access token', /paste a new token/],
	])('with the token %s says so, and what to do', async (bearer, message, advice) => {
		const error = await failure(search(method, undefined, undefined, { bearer }));
		expect([error.name, error.message]).toEqual(['NodeApiError', message]);
		expect(error.description).toMatch(advice);
		expect(JSON.stringify(error)).not.toContain(bearer);
	});

	it('when the emulator does not run says how to start it', async () => {
		const error = await failure(
			search(method, undefined, undefined, { credential: emulatorCredential('http://127.0.0.1:9') }),
		);
		expect(error.message).toMatch(
			/^The emulator is not running at http:\/\/127\.0\.0\.1:9\. Start it with: npm run emulator/,
		);
	});

	it('does not keep a person waiting for a limit to pass', async () => {
		bench.emulator.control.addFault({ match: {}, fault: { kind: 'graph', code: 17, subcode: 2446079 } });
		const started = performance.now();
		const error = await failure(search(method));
		expect(error.message).toBe('The ad account reached its call limit');
		expect(performance.now() - started).toBeLessThan(2_000);
	});
});

it('a token without permission for ads: the list of campaigns says what is missing', async () => {
	const error = await failure(search('searchCampaigns', undefined, undefined, { bearer: 'EMULATOR-NO-ADS' }));
	expect(error.message).toBe('The token may not do this on this ad account');
	expect(error.description).toMatch(/Check Access/);
});

describe('lists of custom conversions', () => {
	const lists = async () => {
		const run = { credential: emulatorCredential(bench.emulator.url), parameters: { adAccount: byId(ACCOUNTS.usd) } };
		const values = await loadMenu('getCustomConversions', { ...run, node: 'metaInsights' });
		const columns = await loadMenu('getConversionColumns', { ...run, node: 'metaBudgetGuard' });
		expect(columns.map(({ name }) => name)).toEqual(values.map(({ name }) => name));
		return values.map(({ name, value }, index) => [name, value, columns[index]!.value]);
	};

	it('have names, IDs and columns, all of the account and blocked ones as such', async () => {
		const { usdThanks, usdBlocked } = CUSTOM_CONVERSIONS;
		expect(await lists()).toEqual(
			expect.arrayContaining([
				['Thank-you page', `${usdThanks} Thank-you page`, 'custom_thank_you_page'],
				['Clinic visit (blocked by Meta)', `${usdBlocked} Clinic visit`, 'custom_clinic_visit'],
			]),
		);
		const { world } = bench.emulator;
		const one = world.get('CustomConversion', usdThanks);
		for (let count = 0; count < 98; count++)
			world.add({ ...one, id: world.newId('CustomConversion'), name: `Step ${count}` });
		expect(await lists()).toHaveLength(100);
	});

	it('tell two of one name apart, in both lists alike', async () => {
		const { world } = bench.emulator;
		const id = world.newId('CustomConversion');
		world.add({ ...world.get('CustomConversion', CUSTOM_CONVERSIONS.usdThanks), id, name: 'thank you page' });
		const columns = (await lists()).map(([, , column]) => column);
		expect(columns).toContain(`custom_thank_you_page_${id}`);
		expect(new Set(columns).size).toBe(columns.length);
	});
});
