import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, CAMPAIGNS } from '../../../../emulator/world/seedIds.mts';
import { lines, newCampaign, useBench } from '../../support/campaigns.mts';
import { byId, emulatorCredential, pollerOf, runNode, searchList, type NodeResult } from '../../support/harness.mts';

/** Which ad account a step works in while its Ad Account is left at From Credential. */

const bench = useBench();

const fromCredential = { __rl: true, mode: 'list', value: 'credential', cachedResultName: 'From Credential' };

const credentialWith = (defaultAdAccount?: string) => ({
	...emulatorCredential(bench.emulator.url),
	...(defaultAdAccount === undefined ? {} : { defaultAdAccount }),
});

/** Without `adAccount` among the parameters the form's own default holds, as in a step that was just added. */
const run = async (
	parameters: IDataObject,
	defaultAdAccount?: string,
	items?: IDataObject[],
	node = 'metaAds',
): Promise<NodeResult> => await runNode({ node, parameters, items, credential: credentialWith(defaultAdAccount) });

const getCampaign = { resource: 'campaign', operation: 'get', campaign: byId(CAMPAIGNS.usdCbo) };

describe('an Ad Account left at From Credential', () => {
	it.each([
		['with act_', ACCOUNTS.usd],
		['without act_', ACCOUNTS.usd.replace('act_', '')],
		['with spaces around', ` ${ACCOUNTS.usd} `],
	])('is the one in the credential, written %s', async (_title, account) => {
		const { rows, error } = await run(getCampaign, account);
		expect(error).toBeUndefined();
		expect(rows[0]).toMatchObject({ id: CAMPAIGNS.usdCbo, accountId: ACCOUNTS.usd });
		expect(rows[0].adsManagerUrl).toContain('act=1001000000000001');
	});

	it('chosen from the list means the same as untouched', async () => {
		const { rows } = await run({ ...getCampaign, adAccount: fromCredential }, ACCOUNTS.usd);
		expect(rows[0].accountId).toBe(ACCOUNTS.usd);
	});

	it('stands above the rows, and an account chosen in the step does not', async () => {
		const said = async (form: IDataObject) =>
			(await run({ ...getCampaign, ...form }, ACCOUNTS.usd)).hints.map(({ message }) => message);
		expect(await said({})).toContain(`From Credential is ad account ${ACCOUNTS.usd}.`);
		expect((await said({ adAccount: byId(ACCOUNTS.usd) })).join()).not.toContain('From Credential');
	});

	it('owns what is changed: an ID of another account is refused', async () => {
		const { error } = await run({ ...getCampaign, operation: 'pause' }, ACCOUNTS.jpy);
		expect(error?.message).toBe('Campaign belongs to another ad account than the chosen one');
		expect(bench.writes()).toEqual([]);
	});

	it('holds for writes and every item', async () => {
		const parameters = { resource: 'campaign', operation: 'create', ...newCampaign({ name: '={{ $json.name }}' }) };
		const { rows, error } = await run(parameters, ACCOUNTS.usd, [{ name: 'One' }, { name: 'Two' }]);
		expect(error).toBeUndefined();
		expect(rows.map(({ name, accountId }) => [name, accountId])).toEqual([
			['One', ACCOUNTS.usd],
			['Two', ACCOUNTS.usd],
		]);
	});

	it.each([
		['metaAds', getCampaign],
		['metaInsights', { operation: 'get' }],
		['metaAudiences', { resource: 'audience', operation: 'getMany' }],
		[
			'metaBudgetGuard',
			{
				operation: 'adjustBudget',
				objectType: 'campaign',
				campaign: byId(CAMPAIGNS.usdCbo),
				amount: '5',
				ceiling: '100',
			},
		],
	])('%s: without a default it is refused naming both places, and nothing is sent', async (node, parameters) => {
		for (const none of [undefined, '', '  ']) {
			const { error } = await run(parameters, none, undefined, node);
			expect(error?.message).toBe(
				'Ad Account is left at From Credential, and the credential has no Default Ad Account',
			);
			expect(error?.description).toBe(
				'Choose the ad account in this step, or enter a Default Ad Account in its credential.',
			);
		}
		expect(bench.sent()).toEqual([]);
	});

	it('a default that is no ID is refused, and is not shown', async () => {
		const { error } = await run(getCampaign, 'Harbor Coffee');
		expect(error?.message).toBe(
			'Ad Account is left at From Credential, and the Default Ad Account there is not an ad account ID',
		);
		expect(bench.sent()).toEqual([]);
	});

	it('without a default, what else is wrong is told with it', async () => {
		const form = newCampaign({ name: '={{ $json.typo }}', dailyBudget: 'much' });
		const { error } = await run({ resource: 'campaign', operation: 'create', ...form });
		expect(error?.message).toMatch(
			/^3 fields need attention: Ad Account is left at From Credential, and the credential has no Default Ad Account; Name is empty; Daily Budget: “much” is not a number$/,
		);
		expect(bench.sent()).toEqual([]);
	});

	it('a default that is a number too long to be exact is refused', async () => {
		const credential = { ...credentialWith(), defaultAdAccount: Number('10155123456789013') };
		const { error } = await runNode({ parameters: getCampaign, credential });
		expect(error?.message).toMatch(/^Ad Account .* the Default Ad Account there is not an ad account ID$/);
		expect(bench.sent()).toEqual([]);
	});

	it('in the mode that goes on, each item tells it', async () => {
		const { rows } = await runNode({
			parameters: getCampaign,
			items: [{}, {}],
			credential: credentialWith(),
			onError: 'continueRegularOutput',
		});
		expect(rows).toHaveLength(2);
		for (const row of rows) expect(row.error).toMatch(/^Ad Account is left at From Credential/);
	});
});

describe('whatever else stands in Ad Account', () => {
	it.each<[string, unknown]>([
		['an expression in the list that comes out empty', { __rl: true, mode: 'list', value: '={{ $json.typo ?? "" }}' }],
		['an expression that says the same word', { __rl: true, mode: 'list', value: '={{ "credential" }}' }],
		['an expression that gives nothing', { __rl: true, mode: 'id', value: '={{ $json.typo }}' }],
		['an expression over the whole field', '={{ $json.typo }}'],
		['the word as an ID', byId('credential')],
	])('%s is not From Credential', async (_title, adAccount) => {
		const { error } = await run({ ...getCampaign, adAccount } as IDataObject, ACCOUNTS.usd);
		expect(error?.message).toMatch(/^Ad Account is (empty|not an ad account ID)$/);
		expect(bench.sent()).toEqual([]);
	});

	it('a chosen account wins over the credential', async () => {
		const { rows } = await run({ ...getCampaign, adAccount: byId(ACCOUNTS.usd) }, ACCOUNTS.jpy);
		expect(rows[0].accountId).toBe(ACCOUNTS.usd);
	});

	it('Check Access at From Credential is refused without a default: it does not become every account', async () => {
		const { rows, error } = await run({ resource: 'account', operation: 'checkAccess', adAccount: fromCredential });
		expect(rows).toEqual([]);
		expect(error?.message).toMatch(/^Ad Account is left at From Credential, and the credential has no/);
	});

	it('Check Access left empty still means every account', async () => {
		const { rows } = await run({ resource: 'account', operation: 'checkAccess' }, ACCOUNTS.usd);
		expect(rows).toHaveLength(3);
	});
});

describe('the editor', () => {
	const search = async (method: string, defaultAdAccount?: string, filter?: string, after?: string) =>
		await searchList(
			method,
			{ parameters: { resource: 'campaign', operation: 'get' }, credential: credentialWith(defaultAdAccount) },
			filter,
			after,
		);

	it('offers From Credential before the accounts, and in no other list of accounts', async () => {
		const { results } = await search('searchWorkingAccounts');
		expect(results[0]).toEqual({ name: 'From Credential', value: 'credential' });
		expect(results).toHaveLength(4);
		expect((await search('searchWorkingAccounts', undefined, 'sakura')).results.map(({ value }) => value)).toEqual([
			ACCOUNTS.jpy,
		]);
		expect((await search('searchWorkingAccounts', undefined, 'CREDENT')).results.map(({ value }) => value)).toEqual([
			'credential',
		]);
		expect((await search('searchAdAccounts')).results.map(({ value }) => value)).not.toContain('credential');
	});

	it.each([
		['the name that the list has', ACCOUNTS.usd, undefined, 'From Credential: Harbor Coffee (USD)'],
		['found by that name', ACCOUNTS.usd, 'harbor', 'From Credential: Harbor Coffee (USD)'],
		['the ID where the list lacks it', 'act_42', undefined, 'From Credential: act_42'],
		['nothing where the credential’s is no account', 'mine', undefined, 'From Credential'],
	])('shows which account From Credential is: %s', async (_what, account, filter, name) => {
		const { results } = await search('searchWorkingAccounts', account, filter);
		expect(results[0]).toEqual({ name, value: 'credential' });
	});

	it('lists what is in the default account', async () => {
		const { results } = await search('searchCampaigns', '1002000000000002');
		expect(results.map(({ value }) => value)).toContain(CAMPAIGNS.jpyCbo);
		expect(results[0].url).toContain('act=1002000000000002');
		expect(lines(bench.sent())).toEqual([`GET ${ACCOUNTS.jpy}/campaigns`]);
	});

	it('says what is missing where there is no default', async () => {
		await expect(search('searchCampaigns')).rejects.toMatchObject({
			message: 'Ad Account is left at From Credential, and the credential has no Default Ad Account',
			description: 'Choose the ad account in this step, or enter a Default Ad Account in its credential.',
		});
		expect(bench.sent()).toEqual([]);
	});
});

describe('the trigger', () => {
	const poll = async (defaultAdAccount?: string) =>
		await pollerOf({
			parameters: { events: ['statusChanged'] },
			credential: credentialWith(defaultAdAccount),
		}).poll('manual');

	it('watches the account of the credential', async () => {
		const items = await poll(ACCOUNTS.usd);
		expect(items?.[0]).toMatchObject({ accountId: ACCOUNTS.usd });
	});

	it('says what is missing', async () => {
		await expect(poll()).rejects.toThrow(/^Ad Account is left at From Credential/);
	});
});
