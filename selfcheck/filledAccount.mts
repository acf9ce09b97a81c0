import type { Emulator } from '../emulator/http/server.mts';
import { ACCOUNTS, ADS, AD_SETS, CAMPAIGNS, PAGES } from '../emulator/world/seedIds.mts';
import { TOKENS } from '../emulator/world/tokens.mts';

/**
 * What an account in use holds and the seed does not: media, creatives of every format, learning phases, reviews, and a log of
 * changes. A report is compared with it, so that what such an account answers is not news.
 */

const LINK = 'https://harbor-coffee.example/';

type Fields = Readonly<Record<string, unknown>>;

/** A black picture, eight by eight. */
const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAAAAADhZOFXAAAADElEQVR4nGNgoA4AAABIAAEuuDx+AAAAAElFTkSuQmCC';

/** A creative of each format. */
function creatives(image: string, video: string): Fields[] {
	const page_id = PAGES.usd;
	const link_data = { link: LINK, message: 'Warm.', image_hash: image };
	return [
		{
			object_story_spec: {
				page_id,
				link_data: {
					link: LINK,
					child_attachments: [1, 2].map(() => ({ link: LINK, image_hash: image, name: 'Card' })),
				},
			},
		},
		{ object_story_spec: { page_id, video_data: { video_id: video, image_hash: image, message: 'Steam.' } } },
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

/** @throws Error where the emulator refuses what it is filled with */
export async function fillAccount({ url, control }: Emulator): Promise<void> {
	const post = async (path: string, fields: Fields): Promise<Record<string, unknown>> => {
		const entries = Object.entries(fields).map(([name, value]): [string, string] => [
			name,
			typeof value === 'string' ? value : JSON.stringify(value),
		]);
		const headers = { authorization: `Bearer ${TOKENS.full}` };
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
	});
	control.advanceClock(60);
	for (const creative of creatives(image.hash, String(video))) await post(`${ACCOUNTS.usd}/adcreatives`, creative);
	await post(AD_SETS.usdNoBudgetA, { daily_budget: '2600' });
	await post(CAMPAIGNS.usdCbo, { daily_budget: '5100' });
	for (const status of ['PAUSED', 'ACTIVE']) {
		for (const id of [AD_SETS.usdNoBudgetA, CAMPAIGNS.usdNoBudget, ADS.usdNoBudgetA1]) await post(id, { status });
		control.advanceClock(120);
	}
	control.setLearning(AD_SETS.usdNoBudgetA, 'LEARNING', 12);
	control.setLearning(AD_SETS.usdCboA, 'FAIL', 3);
	control.setLearning(AD_SETS.usdCboB, 'SUCCESS', 60);
	for (const id of [AD_SETS.usdSharingA, AD_SETS.usdSharingB]) control.setLearning(id, 'LEARNING', 30);
	control.setReview({ state: 'DISAPPROVED', seconds: 0 }, ADS.usdCboA2);
}
