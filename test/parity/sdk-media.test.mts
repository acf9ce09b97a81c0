import { AdAccount, AdImage, FacebookAdsApi } from 'facebook-nodejs-business-sdk';
import { ACCOUNTS } from '../../emulator/seed.mts';
import { startEmulator, type Emulator } from '../../emulator/server.mts';
import { TOKENS } from '../../emulator/tokens.mts';
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
