import { ACCOUNTS, AD_SETS, CAMPAIGNS } from '../../../../emulator/world/seedIds.mts';
import { codes, useEmulator } from '../calls/client.mts';

const used = useEmulator();
const both = (prefix: string) => ({ [`${prefix}_beneficiary`]: '111', [`${prefix}_payer`]: '222' });
const create = async (country: string, more: Record<string, unknown> = {}) =>
	await used.graph.post(`${ACCOUNTS.usd}/adsets`, {
		name: 'Region',
		campaign_id: CAMPAIGNS.usdNoBudget,
		optimization_goal: 'LINK_CLICKS',
		billing_event: 'IMPRESSIONS',
		daily_budget: 2_000,
		targeting: { geo_locations: { countries: [country] }, targeting_automation: { advantage_audience: 0 } },
		...more,
	});
const declared = (categories: string[], identities: Record<string, unknown>) => ({
	regional_regulated_categories: categories,
	regional_regulation_identities: identities,
});

describe('regional declarations', () => {
	it('are stored, shown, and replaced', async () => {
		const sent = declared(['SINGAPORE_UNIVERSAL'], both('singapore_universal'));
		const { body } = await create('SG', sent);
		const fields = Object.keys(sent).join(',');
		expect((await used.graph.get(String(body.id), { fields })).body).toEqual({ id: body.id, ...sent });
		await used.graph.post(AD_SETS.usdNoBudgetA, declared(['THAILAND_UNIVERSAL'], both('universal')));
		expect((await used.graph.get(AD_SETS.usdNoBudgetA, { fields })).body).toMatchObject({
			regional_regulated_categories: ['THAILAND_UNIVERSAL'],
		});
	});

	const refused: Array<[what: string, country: string, more: Record<string, unknown>, code: string]> = [
		['Singapore without one', 'SG', {}, '100/3858550'],
		['Taiwan without one', 'TW', {}, '100/3858498'],
		['no beneficiary', 'BR', declared(['BRAZIL_REGULATION'], { universal_payer: '1' }), '100/3858634'],
		['no payer', 'BR', declared(['BRAZIL_REGULATION'], { universal_beneficiary: '1' }), '100/3858636'],
		['finance in Taiwan alone', 'TW', declared(['TAIWAN_FINSERV'], both('taiwan_finserv')), '100/-'],
		['another category', 'TW', declared(['FRANCE'], {}), '100/-'],
	];
	it.each(refused)('refuses %s', async (_what, country, more, code) => {
		expect(codes(await create(country, more))).toBe(code);
	});
});
