import { createHash } from 'node:crypto';

import { AdAccount, CustomAudience, FacebookAdsApi } from 'facebook-nodejs-business-sdk';
import { ACCOUNTS, AUDIENCES } from '../../emulator/world/seedIds.mts';
import { startEmulator, type Emulator } from '../../emulator/http/server.mts';
import { TOKENS } from '../../emulator/world/tokens.mts';

/** Meta's own SDK builds, fills and reads the emulator's audiences. */

let emulator: Emulator;

beforeAll(async () => {
	emulator = await startEmulator();
	Object.defineProperty(FacebookAdsApi, 'GRAPH', { get: () => emulator.url, configurable: true });
	Object.defineProperty(FacebookAdsApi, 'VERSION', { get: () => 'v26.0', configurable: true });
	FacebookAdsApi.init(TOKENS.full, 'en_US', false);
});
beforeEach(() => emulator.control.reset());
afterAll(() => emulator.close());

const account = () => new AdAccount(ACCOUNTS.usd);
const mail = (name: string): string => createHash('sha256').update(`${name}@example.com`).digest('hex');
const payload = (...names: string[]) => ({ schema: ['EMAIL'], data: names.map((name) => [mail(name)]) });
const session = (batch_seq: number, last_batch_flag: boolean) => ({ session_id: 99, batch_seq, last_batch_flag });
const data = (object: unknown): Record<string, unknown> => (object as { _data: Record<string, unknown> })._data;

it('creates a list, fills it in two batches, asks how far it is', async () => {
	const created = await account().createCustomAudience([], {
		name: 'From the SDK',
		subtype: CustomAudience.Subtype.custom,
		customer_file_source: CustomAudience.CustomerFileSource.user_provided_only,
	});
	const audience = new CustomAudience(created.id);
	await audience.createUser([], { payload: payload('a', 'b'), session: session(1, false) });
	const answer = await audience.createUser([], { payload: payload('c'), session: session(2, true) });
	expect(data(answer)).toMatchObject({
		audience_id: created.id,
		session_id: '99',
		num_received: 3,
		num_invalid_entries: 0,
	});
	const sessions = await audience.getSessions(['session_id', 'num_received', 'stage']);
	expect(sessions.map(data)).toMatchObject([{ session_id: '99', num_received: '3', stage: 'processing' }]);
	expect(emulator.world.get('CustomAudience', created.id).members.size).toBe(3);
});

it('replaces the members of a list', async () => {
	await new CustomAudience(AUDIENCES.usdNewsletter).createUsersReplace([], {
		payload: payload('new'),
		session: session(1, true),
	});
	const { members } = emulator.world.get('CustomAudience', AUDIENCES.usdNewsletter);
	expect([members.size, members.has('EMAIL', mail('new')), members.has('EMAIL', mail('reader1'))]).toEqual([
		1,
		true,
		false,
	]);
});

it('makes a lookalike, shares its source, and reads both', async () => {
	const like = await account().createCustomAudience([], {
		name: 'Like readers',
		subtype: CustomAudience.Subtype.lookalike,
		origin_audience_id: AUDIENCES.usdNewsletter,
		lookalike_spec: { ratio: 0.01, country: 'US' },
	});
	const read = await new CustomAudience(like.id).get([
		CustomAudience.Fields.lookalike_spec,
		CustomAudience.Fields.operation_status,
	]);
	expect(data(read)).toMatchObject({ lookalike_spec: { ratio: 0.01, country: 'US' }, operation_status: { code: 441 } });
	const source = new CustomAudience(AUDIENCES.usdNewsletter);
	await source.createAdAccount([], { adaccounts: [ACCOUNTS.eur.slice(4)] });
	expect((await source.getAdAccounts([])).map(({ id }) => id)).toEqual([ACCOUNTS.eur]);
	await expect(source.delete([])).rejects.toMatchObject({ response: { code: 2656 } });
});

it('renames and deletes', async () => {
	const audience = new CustomAudience(AUDIENCES.usdRegulars);
	await audience.update([], { name: 'Regular guests' });
	expect(data(await audience.get(['name']))).toMatchObject({ name: 'Regular guests' });
	await audience.delete([]);
	expect(emulator.world.find(AUDIENCES.usdRegulars)).toBeUndefined();
});
