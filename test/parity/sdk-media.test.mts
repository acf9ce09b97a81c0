import { AdAccount, AdCreative, AdImage, AdVideo, FacebookAdsApi } from 'facebook-nodejs-business-sdk';
import { ACCOUNTS, PAGES } from '../../emulator/world/seedIds.mts';
import { startEmulator, type Emulator } from '../../emulator/http/server.mts';
import { TOKENS } from '../../emulator/world/tokens.mts';
import { png } from '../pictures.mts';

/** Meta's own SDK puts media into the emulator and finds them again: it was not written for it. */

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator();
	Object.defineProperty(FacebookAdsApi, 'GRAPH', { get: () => emulator.url, configurable: true });
	Object.defineProperty(FacebookAdsApi, 'VERSION', { get: () => 'v26.0', configurable: true });
	FacebookAdsApi.init(TOKENS.full, 'en_US', false);
});
beforeEach(() => emulator.control.reset());
afterAll(() => emulator.close());

const account = (id: string = ACCOUNTS.usd) => new AdAccount(id);
const { Fields } = AdImage;

it('uploads, copies, lists and deletes an image', async () => {
	const created = await account().createAdImage([], { bytes: png(1200, 628).toString('base64') });
	const { hash } = (created._data.images as Record<string, { hash: string }>).bytes ?? { hash: '' };
	await account(ACCOUNTS.eur).createAdImage([], { copy_from: { source_account_id: ACCOUNTS.usd.slice(4), hash } });
	for (const id of [ACCOUNTS.usd, ACCOUNTS.eur]) {
		const [image] = await account(id).getAdImages([Fields.hash, Fields.width, Fields.height], { hashes: [hash] });
		expect(image?._data).toMatchObject({ hash, width: 1200, height: 628 });
	}
	await account().deleteAdImages({ hash });
	expect(await account().getAdImages([Fields.hash])).toHaveLength(0);
});

it('makes a video of an address, and a creative of the video that can only be renamed', async () => {
	const { id } = await account().createAdVideo([], { file_url: 'https://example.com/a.mp4', title: 'Steam' });
	emulator.control.advanceClock(60);
	const video = await new AdVideo(id).read(['status', 'picture']);
	expect(video._data.status).toMatchObject({ video_status: 'ready' });
	const data = {
		video_id: id,
		image_url: video._data.picture as string,
		call_to_action: { type: 'LIKE_PAGE', value: { page: PAGES.usd } },
	};
	const made = await account().createAdCreative([], {
		name: 'Film',
		object_story_spec: { page_id: PAGES.usd, video_data: data },
	});
	await new AdCreative(made.id).update([], { name: 'Film 2' });
	const read = await new AdCreative(made.id).get([AdCreative.Fields.name, AdCreative.Fields.video_id]);
	expect(read._data).toMatchObject({ name: 'Film 2', video_id: id });
	await expect(new AdCreative(made.id).update([], { url_tags: 'a=b' })).rejects.toMatchObject({
		response: { error_subcode: 1815573 },
	});
});
