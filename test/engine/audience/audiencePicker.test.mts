import { ACCOUNTS, AUDIENCES, PAGES } from '../../../emulator/world/seedIds.mts';
import { useAudienceBench } from '../support/audiences.mts';
import { byId, emulatorCredential, searchList } from '../support/harness.mts';

const bench = useAudienceBench();
const search = async (node: string, method: string, parameters: object, filter?: string) =>
	await searchList(
		method,
		{
			node,
			credential: emulatorCredential(bench.emulator.url),
			parameters: { adAccount: byId(ACCOUNTS.usd), ...parameters },
		},
		filter,
	);

describe('the ad set form’s list of audiences', () => {
	const form = { resource: 'adSet', operation: 'create' };

	it('shows custom and lookalike audiences of the account, each with its type', async () => {
		const { results } = await search('metaAds', 'searchCustomAudiences', form);
		const named = Object.fromEntries(results.map(({ value, name }) => [value, name]));
		expect(named[AUDIENCES.usdNewsletter]).toBe('Newsletter readers (custom)');
		expect(named[AUDIENCES.usdLookalike]).toBe('Lookalike (US, 1%) - Customers by value (lookalike)');
		expect(named[AUDIENCES.eurList]).toBeUndefined();
	});

	it('searches by name and by number', async () => {
		expect((await search('metaAds', 'searchCustomAudiences', form, 'VISIT')).results.map(({ value }) => value)).toEqual(
			[AUDIENCES.usdVisitors],
		);
		expect(
			(await search('metaAds', 'searchCustomAudiences', form, '000004')).results.map(({ value }) => value),
		).toEqual([AUDIENCES.usdValues]);
	});
});

describe('lists of the audience forms', () => {
	const form = { resource: 'audience', operation: 'create', audienceType: 'engagement', engagedWith: 'leadForm' };

	it('lead forms are those of the chosen page', async () => {
		const { results } = await search('metaAudiences', 'searchLeadForms', { ...form, page: byId(PAGES.usd) });
		expect(results.map(({ name }) => name).sort()).toEqual([
			'Coffee tasting',
			'Newsletter',
			'Opening party (archived)',
		]);
	});

	it('without a page say what to choose first', async () => {
		await expect(
			search('metaAudiences', 'searchLeadForms', { ...form, page: { __rl: true, mode: 'list', value: '' } }),
		).rejects.toThrow('Choose the Page first');
	});

	it.each([
		['searchPixels', 'Harbor Coffee pixel'],
		['searchPages', 'Harbor Coffee (Coffee shop)'],
		['searchInstagramAccounts', 'harborcoffee'],
		['searchAdAccounts', 'Harbor Coffee (USD)'],
	])('%s', async (method, name) => {
		const { results } = await search('metaAudiences', method, form);
		expect(results.map((entry) => entry.name)).toContain(name);
	});

	it('campaigns, for lookalikes of their conversions', async () => {
		const { results } = await search('metaAudiences', 'searchCampaigns', {
			resource: 'lookalike',
			operation: 'create',
		});
		expect(results.map(({ value }) => value)).toContain('120210000000000162');
	});
});
