import { startEmulator, type Emulator } from '../../../emulator/http/server.mts';
import { ACCOUNTS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { TOKENS } from '../../../emulator/world/tokens.mts';
import { withCauses } from '../../../nodes/shared/node/causes.ts';
import { byId, emulatorCredential, runNode } from '../support/harness.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** "No such object" and "permissions error" have several causes: the one that can be known is named, the others are named as possible. */

let emulator: Emulator;

beforeAll(async () => {
	emulator = await startEmulator();
});
beforeEach(() => emulator.control.reset());
afterAll(async () => await emulator.close());

const MISSING = '120211000000000099';
const token = () => emulator.world.tokens.get(TOKENS.full)!;
const pause = async (campaign: string = CAMPAIGNS.usdCbo, account: string = ACCOUNTS.usd, more = {}) =>
	await runNode({
		credential: emulatorCredential(emulator.url),
		parameters: { resource: 'campaign', operation: 'pause', adAccount: byId(account), campaign: byId(campaign) },
		...more,
	});
const get = async (campaign: string) =>
	await runNode({
		credential: emulatorCredential(emulator.url),
		parameters: { resource: 'campaign', operation: 'get', adAccount: byId(ACCOUNTS.usd), campaign: byId(campaign) },
	});

it('an ID that Meta does not show, of an account it does: never called deleted, what is possible is named', async () => {
	const { error } = await get(MISSING);
	expect(error?.message).toBe('No such object, or this token has no access to it');
	expect(error?.description).toContain(`The token reaches the ad account ${ACCOUNTS.usd}`);
	expect(error?.description).toMatch(/Possible causes: the ID is wrong or of another account, the object is gone/);
	expect(error?.message).not.toMatch(/delet/);
});

it.each([
	[
		'a token made for other accounts',
		() => (token().targets = [ACCOUNTS.eur.slice(4)]),
		/was not made for the ad account/,
	],
	[
		'a token without the permission',
		() => (token().scopes = ['ads_read', 'business_management']),
		/the permission ads_management/,
	],
	[
		'a user who may only look',
		() => (emulator.world.get('AdAccount', ACCOUNTS.usd).userTasks = ['ANALYZE']),
		/may only look at this ad account/,
	],
])('a refused change says the cause that Check Access says: %s', async (_what, shut, message) => {
	shut();
	emulator.control.addFault({ match: { method: 'POST', path: CAMPAIGNS.usdCbo }, fault: { kind: 'graph', code: 200 } });
	const { error } = await pause();
	expect(error?.message).toMatch(message);
	expect(error?.description).toContain('docs/gates.md#');
});

it('an account that the token does not reach: what may be the reason is named as possible', async () => {
	const { error } = await pause(CAMPAIGNS.usdCbo, ACCOUNTS.foreign);
	expect(error?.description).toContain(`The token does not reach the ad account ${ACCOUNTS.foreign}`);
	expect(error?.description).toContain('Tech Provider verification');
});

it('several items with the same refusal ask once', async () => {
	const items = [{}, {}, {}];
	const { outputs } = await pause(MISSING, ACCOUNTS.usd, { items, onError: 'continueRegularOutput' });
	expect(outputs[0].map(({ json }) => json.error)).toEqual(
		items.map(() => 'No such object, or this token has no access to it'),
	);
	expect(emulator.log.filter(({ path }) => path === 'debug_token')).toHaveLength(1);
});

it('where the cause cannot be looked up, Meta’s refusal stands with all its possible causes', async () => {
	emulator.control.addFault({
		match: { path: ACCOUNTS.usd, nth: 2 },
		fault: { kind: 'graph', code: 2 },
		times: 9,
	} as never);
	emulator.control.addFault({ match: { path: 'debug_token' }, fault: { kind: 'graph', code: 2 } });
	const { error } = await get(MISSING);
	expect(error?.message).toMatch(/No such object/);
	expect(error?.description).toMatch(/Check the ID/);
});

it('a change whose read-back is refused stays unknown: no cause of the look takes its place', async () => {
	const lost = { kind: 'graph', code: 100, subcode: 33 } as const;
	for (const nth of [2, 3, 4])
		emulator.control.addFault({ match: { method: 'GET', path: CAMPAIGNS.usdCbo, nth }, fault: lost });
	const { error } = await pause();
	expect(error?.message).toContain('it could not be read back');
	expect(error?.description).toContain('Look at the object in Ads Manager');
});

it('a look for causes that breaks off takes no row with it', async () => {
	const failure = new Error('Refused');
	const breaking = async () => await Promise.reject(new Error('The look broke off'));
	const done = { rows: [{ json: { id: '1' } }] };
	expect(await withCauses([done, { failure }], [], 'write', breaking)).toEqual([done, { failure }]);
});
