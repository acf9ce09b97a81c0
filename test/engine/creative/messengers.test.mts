import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, CAMPAIGNS, INSTAGRAM, PAGES } from '../../../emulator/world/seedIds.mts';
import { destinationsFor } from '../../../nodes/MetaAds/adSet/goal/goals.ts';
import { decoded, useBench } from '../support/campaigns.mts';
import { byId } from '../support/harness.mts';
import { putImage, putVideo } from '../support/media.mts';

/** Ads that open the messenger Meta picks for each person. */

const bench = useBench();
const { sent, writes } = bench;
const world = () => bench.emulator.world;
const adAccount = byId(ACCOUNTS.usd);

let video: string;
beforeEach(() => {
	putImage(world());
	video = putVideo(world());
});

const ALL = 'MESSAGING_INSTAGRAM_DIRECT_MESSENGER_WHATSAPP';
const create = async (more: IDataObject = {}) =>
	await bench.run('create', {
		resource: 'creative',
		name: 'Write to us',
		page: byId(PAGES.usd),
		image: byId('a'.repeat(32)),
		headline: 'Questions?',
		callToAction: ALL,
		additionalFields: { instagramAccount: byId(INSTAGRAM.usd) },
		...more,
	});
const params = () => decoded(writes().at(-1)!);

const messenger = {
	type: 'MESSAGE_PAGE',
	value: { app_destination: 'MESSENGER', link: 'https://fb.com/messenger_doc/' },
};
const whatsApp = {
	type: 'WHATSAPP_MESSAGE',
	value: { app_destination: 'WHATSAPP', link: 'https://api.whatsapp.com/send' },
};
const instagram = {
	type: 'INSTAGRAM_MESSAGE',
	value: { app_destination: 'INSTAGRAM_DIRECT', link: 'https://www.instagram.com' },
};
const feed = (...call_to_actions: object[]) => ({ optimization_type: 'DOF_MESSAGING_DESTINATION', call_to_actions });

describe('creative: create', () => {
	it.each<[string, object[]]>([
		[ALL, [messenger, whatsApp, instagram]],
		['MESSAGING_INSTAGRAM_DIRECT_MESSENGER', [messenger, instagram]],
		['MESSAGING_INSTAGRAM_DIRECT_WHATSAPP', [whatsApp, instagram]],
		['MESSAGING_MESSENGER_WHATSAPP', [messenger, whatsApp]],
	])('%s gets a button for each messenger, without a link', async (callToAction, buttons) => {
		const { rows } = await create({ callToAction });
		const [first] = buttons as [typeof messenger];
		expect(params()).toMatchObject({
			object_story_spec: { link_data: { link: first.value.link, call_to_action: first } },
			asset_feed_spec: feed(...buttons),
		});
		expect(rows).toEqual([expect.objectContaining({ created: true, format: 'singleImage', callToAction })]);
	});

	it('goes with a video and with a carousel, too', async () => {
		const [film] = (await create({ format: 'singleVideo', video: byId(video) })).rows;
		expect(film).toMatchObject({ format: 'singleVideo', callToAction: ALL });
		const card = { image: byId('a'.repeat(32)), headline: 'Card' };
		const [cards] = (await create({ format: 'carousel', cards: { rows: [card, card] } })).rows;
		expect(cards).toMatchObject({ format: 'carousel', callToAction: ALL });
		expect(params().asset_feed_spec).toEqual(feed(messenger, whatsApp, instagram));
	});

	it.each<[string, IDataObject, string]>([
		['a link', { link: 'https://example.com' }, 'Link has no use, because the ad opens a messenger'],
		[
			'no Instagram account for Instagram Direct',
			{ additionalFields: {} },
			'Additional Fields → Instagram Account is empty',
		],
		[
			'a lead form',
			{ additionalFields: { instagramAccount: byId(INSTAGRAM.usd), leadForm: '3020000000000001' } },
			'Additional Fields → Instant Form has no use, because the ad opens a messenger',
		],
		[
			'a dynamic creative',
			{ format: 'dynamic', images: 'a'.repeat(32) },
			'Call to Action cannot be several messengers in this format',
		],
		['no page', { page: byId('={{ "" }}') }, 'Page is empty'],
		[
			'a word nobody knows',
			{ callToAction: '={{ "MESSAGING_MESSENGER" }}' },
			'Call to Action cannot be “MESSAGING_MESSENGER”',
		],
	])('%s is refused before anything is sent', async (_title, more, message) => {
		const { error } = await create(more);
		expect(error?.message).toBe(message);
		expect(writes()).toEqual([]);
	});
});

const adSet = async (more: IDataObject = {}) =>
	await bench.run('create', {
		resource: 'adSet',
		adAccount,
		campaign: byId(CAMPAIGNS.usdNoBudget),
		name: 'Chats',
		optimizationGoal: 'CONVERSATIONS',
		destinationType: ALL,
		page: byId(PAGES.usd),
		dailyBudget: 20,
		countries: ['US'],
		...more,
	});

describe('ad set: create', () => {
	it.each<[string, string, number]>([
		['OUTCOME_ENGAGEMENT', 'CONVERSATIONS', 4],
		['OUTCOME_SALES', 'CONVERSATIONS', 4],
		['OUTCOME_TRAFFIC', 'CONVERSATIONS', 4],
		['OUTCOME_TRAFFIC', 'LINK_CLICKS', 0],
		['OUTCOME_LEADS', 'CONVERSATIONS', 0],
	])('the list for %s and %s has several messengers %i times', (objective, goal, times) => {
		const offered = destinationsFor(objective, goal).filter(({ value }) => value.startsWith('MESSAGING_'));
		expect(offered).toHaveLength(times);
	});

	it('takes the messengers as Conversion Location, and an ad with the same', async () => {
		const [{ id: set }] = (await adSet()).rows as [IDataObject];
		expect(params()).toMatchObject({ destination_type: ALL, promoted_object: { page_id: PAGES.usd } });
		const [{ id: creative }] = (await create()).rows as [IDataObject];
		const ad = { resource: 'ad', name: 'Chat', adSet: byId(String(set)), creative: byId(String(creative)) };
		const { rows } = await bench.run('create', ad);
		expect(rows).toEqual([expect.objectContaining({ created: true, adSetId: set, creativeId: creative })]);
	});

	const name = 'Messenger, Instagram Direct and WhatsApp';
	it.each<[string, IDataObject, string]>([
		[
			'another goal',
			{ optimizationGoal: 'LINK_CLICKS' },
			`Conversion Location cannot be ${name} with the goal Link Clicks`,
		],
		[
			'a campaign for leads',
			{ campaign: byId(CAMPAIGNS.usdSharing) },
			`Conversion Location cannot be ${name} in a campaign with the objective OUTCOME_LEADS`,
		],
		['no page', { page: byId('') }, 'Page is empty, and this goal or destination needs one'],
	])('%s is refused before anything is sent', async (_title, more, message) => {
		const { error } = await adSet(more);
		expect(error?.message).toContain(message);
		expect(writes()).toEqual([]);
	});

	it('a special ad category is refused before anything is sent', async () => {
		const campaign = world().get('Campaign', CAMPAIGNS.usdNoBudget);
		Object.assign(campaign, { specialAdCategories: ['ISSUES_ELECTIONS_POLITICS'], specialAdCategoryCountry: ['US'] });
		const { error } = await adSet();
		expect(error?.message).toBe(`Conversion Location cannot be ${name} in a campaign with a special ad category`);
		expect(writes()).toEqual([]);
	});

	it('a page without a WhatsApp number is named in words', async () => {
		world().get('Page', PAGES.usd).fields.has_whatsapp_business_number = false;
		const { error } = await adSet();
		expect(error?.message).toBe('The page has no WhatsApp Business number that the ad account can use');
		expect(error?.description).toMatch(/Conversion Location/);
	});
});

describe('a creative that is there', () => {
	const update = async (creative: unknown, copy: IDataObject) =>
		await bench.run('update', { resource: 'creative', creative: byId(String(creative)), updateType: 'copy', ...copy });

	it('keeps its messengers when its text is replaced', async () => {
		const [{ id }] = (await create()).rows as [IDataObject];
		const before = sent().length;
		const { rows, error } = await update(id, { copyFields: { headline: 'Anything else?' } });
		expect(error).toBeUndefined();
		expect(sent().length).toBeGreaterThan(before);
		expect(params().asset_feed_spec).toEqual(feed(messenger, whatsApp, instagram));
		expect(rows).toEqual([expect.objectContaining({ headline: 'Anything else?', callToAction: ALL })]);
	});

	it('does not get a link or another button', async () => {
		const [{ id }] = (await create()).rows as [IDataObject];
		const made = writes().length;
		const { error } = await update(id, { copyFields: { link: 'https://example.com' } });
		expect(error?.message).toBe('Creative opens several messengers, so link and button stay');
		expect(writes()).toHaveLength(made);
	});
});
