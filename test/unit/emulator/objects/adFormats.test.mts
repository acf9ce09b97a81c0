import { ACCOUNTS, AD_SETS, CREATIVES, PAGES } from '../../../../emulator/world/seedIds.mts';
import { png } from '../../../pictures.mts';
import { codes, useEmulator } from '../calls/client.mts';

/** Dynamic creative, and the flexible format. */

const used = useEmulator();
const { eur } = ACCOUNTS;
let image = '';

beforeEach(async () => {
	const { body } = await used.graph.post(`${eur}/adimages`, { bytes: png(8, 8).toString('base64') });
	image = (body.images as Record<string, { hash: string }>).bytes.hash;
});

const feed = async (more: Record<string, unknown> = {}): Promise<string> => {
	const asset_feed_spec = {
		ad_formats: ['SINGLE_IMAGE'],
		images: [{ hash: image }],
		link_urls: [{ website_url: 'https://shop.example' }],
		...more,
	};
	const params = { name: 'Feed', object_story_spec: { page_id: PAGES.eur }, asset_feed_spec };
	const { body } = await used.graph.post(`${eur}/adcreatives`, params);
	return String(body.id);
};
const create = async (adset_id: string, creative_id: string, more: Record<string, unknown> = {}) =>
	await used.graph.post(`${eur}/ads`, { name: 'Neu', adset_id, creative: { creative_id }, ...more });

describe('dynamic creative', () => {
	it('an ad set for it takes one dynamic ad, which cannot go alone', async () => {
		const ad = await create(AD_SETS.eurDynamic, await feed());
		expect(ad.status).toBe(200);
		expect(codes(await create(AD_SETS.eurDynamic, await feed()))).toBe('100/-');
		const id = String(ad.body.id);
		expect(codes(await used.graph.post(id, { status: 'ARCHIVED' }))).toBe('100/-');
		expect(codes(await used.graph.delete(id))).toBe('100/-');
		expect((await used.graph.post(id, { status: 'PAUSED' })).status).toBe(200);
	});

	it('is refused elsewhere, and other creatives there', async () => {
		expect(codes(await create(AD_SETS.eurNoBudget, await feed()))).toBe('100/1885998');
		expect(codes(await create(AD_SETS.eurDynamic, CREATIVES.eurLamp))).toBe('100/-');
		const several = await feed({ optimization_type: 'DEGREES_OF_FREEDOM' });
		expect((await create(AD_SETS.eurNoBudget, several)).status).toBe(200);
	});
});

describe('the flexible format', () => {
	const text = (number: number) => ({ text: `Text ${number}`, text_type: 'primary_text' });
	const group = (more: Record<string, unknown> = {}) => ({ images: [{ hash: image }], texts: [text(1)], ...more });
	const flexible = async (...groups: unknown[]) =>
		await create(AD_SETS.eurNoBudget, CREATIVES.eurLamp, { creative_asset_groups_spec: { groups } });

	it('is stored and shown, each group with an id of its own', async () => {
		const { body } = await flexible(group());
		const { body: ad } = await used.graph.get(String(body.id), { fields: 'creative_asset_groups_spec' });
		expect(ad.creative_asset_groups_spec).toEqual({
			groups: [{ ...group(), group_uuid: expect.any(String) as string }],
		});
	});

	const button = (type: string) => ({ call_to_action: { type, value: { link: 'https://shop.example' } } });
	const refused: Record<string, () => unknown[]> = {
		'no group': () => [],
		'a group without media': () => [{ texts: [text(1)] }],
		'an image of nobody': () => [{ images: [{ hash: 'a'.repeat(32) }] }],
		'six texts of a type': () => [group({ texts: [1, 2, 3, 4, 5, 6].map(text) })],
		'a text of another type': () => [group({ texts: [{ text: 'x', text_type: 'footer' }] })],
		'two kinds of buttons': () => [group(button('LEARN_MORE')), group(button('SHOP_NOW'))],
	};
	it.each(Object.entries(refused))('refuses %s', async (_what, groups) => {
		expect((await flexible(...groups())).status).toBe(400);
	});

	it('is for Sales and App Promotion', async () => {
		used.emulator.world.get('AdSet', AD_SETS.eurNoBudget).campaign.objective = 'OUTCOME_TRAFFIC';
		expect(codes(await flexible(group()))).toBe('100/-');
	});
});
