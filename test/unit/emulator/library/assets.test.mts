import {
	ACCOUNTS,
	AD_SETS,
	ADS,
	APPS,
	BUSINESS,
	CATALOGS,
	CREATIVES,
	INSTAGRAM,
	LEAD_FORMS,
	PAGES,
	PIXELS,
	PRODUCT_SETS,
} from '../../../../emulator/world/seedIds.mts';
import { TOKENS } from '../../../../emulator/world/tokens.mts';
import { codes, graphClient, useEmulator } from '../calls/client.mts';

const used = useEmulator();
const ids = async (path: string) => ((await used.graph.get(path)).body.data ?? []).map(({ id }) => id);

it.each([
	[`${ACCOUNTS.usd}/adspixels`, [PIXELS.usd, PIXELS.usdSecond]],
	[`${ACCOUNTS.eur}/adspixels`, [PIXELS.eur]],
	[`${ACCOUNTS.usd}/promote_pages`, [PAGES.usd, PAGES.usdSecond]],
	[`${ACCOUNTS.usd}/instagram_accounts`, [INSTAGRAM.usd]],
	[`${ACCOUNTS.jpy}/connected_instagram_accounts`, [INSTAGRAM.jpy]],
	[`${ACCOUNTS.eur}/advertisable_applications`, [APPS.eur]],
	[`${ACCOUNTS.jpy}/advertisable_applications`, []],
	[`${ACCOUNTS.usd}/adcreatives`, [CREATIVES.usdBeans, CREATIVES.usdCup]],
	[`${AD_SETS.usdCboA}/adcreatives`, [CREATIVES.usdBeans, CREATIVES.usdCup]],
	[`${ADS.usdCboA1}/adcreatives`, [CREATIVES.usdCup]],
	[`${BUSINESS}/owned_product_catalogs`, [CATALOGS.usd, CATALOGS.eur]],
	[`${BUSINESS}/owned_pixels`, [PIXELS.usd, PIXELS.usdSecond, PIXELS.jpy, PIXELS.eur]],
	[`${CATALOGS.usd}/product_sets`, [PRODUCT_SETS.usdAll, PRODUCT_SETS.usdBeans]],
	['me/accounts', [PAGES.usd, PAGES.usdSecond, PAGES.jpy, PAGES.eur]],
])('lists %s', async (path, expected) => {
	expect(await ids(path)).toEqual(expected);
});

it('reads an asset by its id, and nothing that the token cannot use', async () => {
	const read = async (id: string, fields: string) => (await used.graph.get(id, { fields })).body;
	expect(await read(PIXELS.usd, 'name,is_unavailable')).toEqual({
		id: PIXELS.usd,
		name: 'Harbor Coffee pixel',
		is_unavailable: false,
	});
	expect(await read(INSTAGRAM.eur, 'username')).toEqual({ id: INSTAGRAM.eur, username: 'nordlichtshop' });
	expect(await read(CREATIVES.eurLamp, 'name,object_story_spec{page_id}')).toEqual({
		id: CREATIVES.eurLamp,
		name: 'Lampe',
		object_story_spec: { page_id: PAGES.eur },
	});
	expect(await read(PRODUCT_SETS.usdBeans, 'product_catalog{name}')).toMatchObject({
		product_catalog: { name: 'Coffee and more' },
	});
	expect(codes(await used.graph.get(PAGES.foreign))).toBe('100/33');
	expect(codes(await used.graph.get(PIXELS.foreign))).toBe('100/33');
	expect(codes(await used.graph.get(PIXELS.usd, { fields: 'flavour' }))).toBe('100/-');
});

it('gives page tokens with me/accounts unless fields say otherwise', async () => {
	const [page] = (await used.graph.get('me/accounts')).body.data ?? [];
	expect(page).toMatchObject({
		name: 'Harbor Coffee',
		category: 'Coffee shop',
		access_token: `EMULATOR-PAGE-${PAGES.usd}`,
	});
	const [named] = (await used.graph.get('me/accounts', { fields: 'name' })).body.data ?? [];
	expect(named).toEqual({ id: PAGES.usd, name: 'Harbor Coffee' });
	const withoutPages = await graphClient(used.emulator, TOKENS.readOnly).get('me/accounts');
	expect(withoutPages.body.data).toEqual([]);
});

it("lists lead forms with the page's own token only", async () => {
	const path = `${PAGES.usd}/leadgen_forms`;
	expect(codes(await used.graph.get(path))).toBe('190/-');
	const page = graphClient(used.emulator, `EMULATOR-PAGE-${PAGES.usd}`);
	expect((await page.get(path)).body.data).toEqual([
		{ id: LEAD_FORMS.usdNewsletter, name: 'Newsletter', locale: 'en_US', status: 'ACTIVE' },
		{ id: LEAD_FORMS.usdTasting, name: 'Coffee tasting', locale: 'en_US', status: 'ACTIVE' },
		{ id: LEAD_FORMS.usdArchived, name: 'Opening party', locale: 'en_US', status: 'ARCHIVED' },
	]);
	expect((await page.get('me', { fields: 'name' })).body).toEqual({ id: PAGES.usd, name: 'Harbor Coffee' });
	expect(codes(await page.get(`${PAGES.eur}/leadgen_forms`))).toBe('190/-');
	expect(codes(await graphClient(used.emulator, `EMULATOR-PAGE-${PAGES.foreign}`).get(path))).toBe('190/-');
});

it('charges creatives to their ad account', async () => {
	const before = used.emulator.world.limits.totalPoints(ACCOUNTS.usd);
	await used.graph.get(CREATIVES.usdCup);
	expect(used.emulator.world.limits.totalPoints(ACCOUNTS.usd)).toBe(before + 1);
});
