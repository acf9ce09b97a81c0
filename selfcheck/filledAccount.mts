import type { Emulator } from '../emulator/http/server.mts';
import { ACCOUNTS, ADS, AD_SETS, CAMPAIGNS, CREATIVES, INSTAGRAM, PAGES, PIXELS } from '../emulator/world/seedIds.mts';
import { TOKENS } from '../emulator/world/tokens.mts';

/**
 * What an account in use holds and the seed does not: media, creatives of every format, learning phases, reviews, and a log of
 * changes. A report is compared with it, so that what such an account answers is not news.
 */

const LINK = 'https://harbor-coffee.example/';

type Fields = Readonly<Record<string, unknown>>;

/** A black picture, eight by eight. */
const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAAAAADhZOFXAAAADElEQVR4nGNgoA4AAABIAAEuuDx+AAAAAElFTkSuQmCC';

/** What people set of targeting: places, placements, languages, devices, and what Advantage+ audience has to keep to. */
const TARGETING = {
	age_min: 20,
	age_max: 65,
	genders: [2],
	geo_locations: { cities: [{ key: '2418779', radius: 17, distance_unit: 'kilometer' }] },
	locales: [6],
	publisher_platforms: ['facebook', 'instagram'],
	facebook_positions: ['feed'],
	instagram_positions: ['stream', 'story'],
	device_platforms: ['mobile'],
	user_os: ['Android'],
	user_device: ['Android_Smartphone'],
	targeting_automation: { advantage_audience: 1, individual_setting: { age: 1, gender: 0 } },
};

/** A creative of each format. */
function creatives(image: string, video: string): Fields[] {
	const page_id = PAGES.usd;
	const call_to_action = { type: 'SHOP_NOW', value: { link: LINK } };
	const link_data = { link: LINK, message: 'Warm.', image_hash: image };
	return [
		{
			object_story_spec: {
				page_id,
				link_data: {
					link: LINK,
					child_attachments: [1, 2].map(() => ({ link: LINK, image_hash: image, name: 'Card', call_to_action })),
					multi_share_end_card: false,
					multi_share_optimized: true,
				},
			},
			url_tags: 'utm_source=facebook',
		},
		{
			object_story_spec: { page_id, video_data: { video_id: video, image_hash: image, message: 'Steam.' } },
			instagram_user_id: INSTAGRAM.usd,
			degrees_of_freedom_spec: { creative_features_spec: { text_optimizations: { enroll_status: 'OPT_OUT' } } },
		},
		{ object_story_id: `${page_id}_3010000000000003` },
		{
			object_story_spec: { page_id },
			asset_feed_spec: {
				ad_formats: ['SINGLE_IMAGE'],
				link_urls: [{ website_url: LINK }],
				images: [{ hash: image }],
				bodies: [{ text: 'Warm.' }],
				titles: [{ text: 'Cup' }],
			},
		},
		// The newest: an ad that the check tries is made of it.
		{ object_story_spec: { page_id, link_data: { ...link_data, name: 'Cup', call_to_action: { type: 'SHOP_NOW' } } } },
	];
}

type Post = (path: string, fields: Fields, token?: string) => Promise<Record<string, unknown>>;

/** In another account: in the first one, the newest ad set has a budget that the Budget Guard can change. */
async function fillCampaignBudget(post: Post): Promise<void> {
	const { id } = await post(`${ACCOUNTS.jpy}/adsets`, {
		name: 'Evening',
		campaign_id: CAMPAIGNS.jpyCbo,
		optimization_goal: 'LINK_CLICKS',
		billing_event: 'IMPRESSIONS',
		targeting: TARGETING,
		daily_min_spend_target: '500',
		daily_spend_cap: '4000',
		adlabels: [{ name: 'Evening' }],
		status: 'PAUSED',
	});
	await post(`${ACCOUNTS.jpy}/ads`, {
		name: 'Evening',
		adset_id: id,
		creative: { creative_id: CREATIVES.jpyField },
		conversion_domain: 'example.com',
		ad_schedule_start_time: '2099-01-01T10:00:00+0900',
		ad_schedule_end_time: '2099-02-01T10:00:00+0900',
		status: 'PAUSED',
	});
}

/** What a shop’s server sends: the dataset then has counts and a quality. */
async function sendEvent(post: Post): Promise<void> {
	const event = {
		event_name: 'Purchase',
		event_time: Math.floor(Date.now() / 1000),
		action_source: 'website',
		event_source_url: LINK,
		user_data: { em: ['0'.repeat(64)], client_user_agent: 'Browser' },
		custom_data: { currency: 'USD', value: 12.5 },
	};
	await post(`${PIXELS.usd}/events`, { data: [event] });
}

/** @throws Error where the emulator refuses what it is filled with */
export async function fillAccount({ url, control }: Emulator): Promise<void> {
	const post: Post = async (path, fields, token = TOKENS.full) => {
		const entries = Object.entries(fields).map(([name, value]): [string, string] => [
			name,
			typeof value === 'string' ? value : JSON.stringify(value),
		]);
		const headers = { authorization: `Bearer ${token}` };
		const answer = await fetch(`${url}/v26.0/${path}`, { method: 'POST', headers, body: new URLSearchParams(entries) });
		const body = (await answer.json()) as Record<string, unknown>;
		if (!answer.ok) throw new Error(`The emulator refused ${path}: ${JSON.stringify(body)}`);
		return body;
	};
	const { images } = await post(`${ACCOUNTS.usd}/adimages`, { bytes: PICTURE });
	const [image = { hash: '' }] = Object.values(images as Record<string, { hash: string }>);
	const { id: video } = await post(`${ACCOUNTS.usd}/advideos`, {
		file_url: 'https://example.com/a.mp4',
		title: 'Steam',
		description: 'Steam over a cup.',
	});
	control.advanceClock(60);
	for (const creative of creatives(image.hash, String(video))) await post(`${ACCOUNTS.usd}/adcreatives`, creative);
	await post(AD_SETS.usdNoBudgetA, { daily_budget: '2600' });
	await post(CAMPAIGNS.usdCbo, { daily_budget: '5100' });
	await post(`${PAGES.usd}/subscribed_apps`, { subscribed_fields: ['leadgen'] }, `EMULATOR-PAGE-${PAGES.usd}`);
	await post(CAMPAIGNS.usdNoBudget, { adlabels: [{ name: 'Spring' }] });
	await fillCampaignBudget(post);
	await sendEvent(post);
	for (const status of ['PAUSED', 'ACTIVE']) {
		for (const id of [AD_SETS.usdNoBudgetA, CAMPAIGNS.usdNoBudget, ADS.usdNoBudgetA1]) await post(id, { status });
		control.advanceClock(120);
	}
	control.setLearning(AD_SETS.usdNoBudgetA, 'LEARNING', 12);
	control.setLearning(AD_SETS.usdCboA, 'FAIL', 3);
	control.setLearning(AD_SETS.usdCboB, 'SUCCESS', 60);
	for (const id of [AD_SETS.usdSharingA, AD_SETS.usdSharingB]) control.setLearning(id, 'LEARNING', 30);
	// It is still being processed when the check comes.
	await post(`${ACCOUNTS.jpy}/advideos`, { file_url: 'https://example.com/b.mp4', title: 'Field' });
	control.setReview({ state: 'DISAPPROVED', seconds: 0 }, ADS.usdCboA2);
}
