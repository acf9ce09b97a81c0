import type { IDataObject } from 'n8n-workflow';

import { AD_SETS, CAMPAIGNS, CREATIVES, PAGES } from '../../../emulator/world/seedIds.mts';
import { conversions, newAdSet } from '../support/adSets.mts';
import { decoded, lines, useBench } from '../support/campaigns.mts';
import { byId } from '../support/harness.mts';
import { putImage } from '../support/media.mts';

/** Dynamic creative from the ad set to the ad, and the flexible format. */

const bench = useBench();
const { run, sent, writes } = bench;
let image: string;
beforeEach(() => {
	image = putImage(bench.emulator.world);
});

const link = 'https://harbor-coffee.example/spring';
const adSet = async (additionalFields: IDataObject) =>
	await run('create', {
		resource: 'adSet',
		...newAdSet({
			...conversions,
			campaign: byId(CAMPAIGNS.usdCbo),
			budgetType: 'campaign',
			dailyBudget: undefined,
			additionalFields,
		}),
	});
const creative = async () =>
	await run('create', {
		resource: 'creative',
		format: 'dynamic',
		name: 'Dynamic',
		page: byId(PAGES.usd),
		images: image,
		videos: '',
		primaryTexts: 'One\nTwo',
		headlines: 'Head',
		link,
		callToAction: 'SHOP_NOW',
	});
const ad = async (adSetId: unknown, creativeId: unknown, more: IDataObject = {}) =>
	await run('create', {
		resource: 'ad',
		name: 'An ad',
		adSet: byId(String(adSetId)),
		creative: byId(String(creativeId)),
		...more,
	});

describe('dynamic creative', () => {
	it('from the ad set over the creative to its one ad', async () => {
		const made = await adSet({ dynamicCreative: true });
		expect(made.error).toBeUndefined();
		expect(decoded(writes()[0])).toMatchObject({ is_dynamic_creative: true });
		expect(made.rows[0]).not.toHaveProperty('note');
		const feed = await creative();
		const first = await ad(made.rows[0].id, feed.rows[0].id);
		expect(first.rows[0]).toMatchObject({ created: true, adSetId: made.rows[0].id, creativeId: feed.rows[0].id });
		const second = await ad(made.rows[0].id, feed.rows[0].id);
		expect(second.error?.message).toBe(
			`Ad Set is made for dynamic creative and has its one ad already: ${String(first.rows[0].id)}`,
		);
		expect(bench.emulator.world.adsOf(bench.emulator.world.get('AdSet', String(made.rows[0].id)))).toHaveLength(1);
	});

	it('an ad set that Meta did not make for it says so', async () => {
		const { world } = bench.emulator;
		const add = jest.spyOn(world, 'add');
		add.mockImplementationOnce((node) => {
			add.mockRestore();
			return world.add({ ...node, isDynamicCreative: false } as never);
		});
		const { rows } = await adSet({ dynamicCreative: true });
		expect(rows[0].note).toMatch(/^Meta shows another Dynamic Creative than was sent/);
	});

	it('a dynamic creative in another ad set, and another creative in such an ad set, are told at the field', async () => {
		const feed = await creative();
		expect((await ad(AD_SETS.usdCboA, feed.rows[0].id)).error?.message).toBe(
			'Ad Set is not made for dynamic creative, which the creative is',
		);
		const made = await adSet({ dynamicCreative: true });
		expect((await ad(made.rows[0].id, CREATIVES.usdCup)).error?.message).toBe(
			'Creative is no dynamic creative, and the ad set is made for one',
		);
		expect((await ad(made.rows[0].id, CREATIVES.usdCup, { options: { validateOnly: true } })).error?.message).toMatch(
			/^Creative is no dynamic creative/,
		);
	});

	it('another refusal stays what it is', async () => {
		const { error } = await ad(AD_SETS.usdCboA, '120213000000000099');
		expect(error?.message).not.toMatch(/dynamic/);
	});
});

describe('the flexible format', () => {
	const group = (more: IDataObject = {}): IDataObject => ({
		images: image,
		videos: '',
		primaryTexts: 'Spring is here\nFresh beans',
		headlines: 'Spring roast',
		descriptions: '',
		link,
		callToAction: 'SHOP_NOW',
		...more,
	});
	const flexible = (...groups: IDataObject[]): IDataObject => ({
		additionalFields: { assetGroups: { rows: groups } },
	});

	it('is sent as groups and read back', async () => {
		const { rows, error } = await ad(AD_SETS.usdCboA, CREATIVES.usdCup, flexible(group(), group({ link: '' })));
		expect(error).toBeUndefined();
		const texts = [
			{ text: 'Spring is here', text_type: 'primary_text' },
			{ text: 'Fresh beans', text_type: 'primary_text' },
			{ text: 'Spring roast', text_type: 'headline' },
		];
		expect(decoded(writes()[0]).creative_asset_groups_spec).toEqual({
			groups: [
				{ images: [{ hash: image }], texts, call_to_action: { type: 'SHOP_NOW', value: { link } } },
				{ images: [{ hash: image }], texts },
			],
		});
		expect(rows[0]).toMatchObject({ created: true });
		expect(rows[0]).not.toHaveProperty('note');
		expect(lines(sent()).at(1)).toBe(`GET ${AD_SETS.usdCboA}`);
		expect(sent().at(-1)?.params.fields).toContain('creative_asset_groups_spec');
	});

	it('another content than was sent is told', async () => {
		const { world } = bench.emulator;
		const add = jest.spyOn(world, 'add');
		add.mockImplementationOnce((node) => {
			add.mockRestore();
			return world.add({ ...node, assetGroups: { groups: [] } } as never);
		});
		const { rows } = await ad(AD_SETS.usdCboA, CREATIVES.usdCup, flexible(group()));
		expect(rows[0].note).toMatch(/^Meta shows another Flexible Format than was sent/);
	});

	const refused: Record<string, [adSet: string, groups: () => IDataObject[], message: string]> = {
		'a campaign of another objective': [
			AD_SETS.usdNoBudgetA,
			() => [group()],
			'Additional Fields → Flexible Format cannot be used in a campaign with the objective OUTCOME_TRAFFIC',
		],
		'no group': [AD_SETS.usdCboA, () => [], 'Additional Fields → Flexible Format is empty'],
		'a group without media': [
			AD_SETS.usdCboA,
			() => [group(), group({ images: '' })],
			'Additional Fields → Flexible Format → row 2 → Images is empty',
		],
		'different buttons': [
			AD_SETS.usdCboA,
			() => [group(), group({ callToAction: 'LEARN_MORE' })],
			'Additional Fields → Flexible Format has different buttons',
		],
		'six texts': [
			AD_SETS.usdCboA,
			() => [group({ primaryTexts: '1\n2\n3\n4\n5\n6' })],
			'Additional Fields → Flexible Format → row 1 → Primary Texts has 6 entries',
		],
		'a hash that is none': [
			AD_SETS.usdCboA,
			() => [group({ images: 'cup.png' })],
			'Additional Fields → Flexible Format → row 1 → Images',
		],
	};
	it.each(Object.entries(refused))('refuses %s, and sends nothing', async (_what, [id, groups, message]) => {
		const { error } = await ad(id, CREATIVES.usdCup, flexible(...groups()));
		expect(error?.message).toContain(message);
		expect(writes()).toEqual([]);
	});
});
