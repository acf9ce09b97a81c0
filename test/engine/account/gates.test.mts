import type { IDataObject } from 'n8n-workflow';

import { startEmulator, type Emulator } from '../../../emulator/http/server.mts';
import { ACCOUNTS, CAMPAIGNS, PAGES } from '../../../emulator/world/seedIds.mts';
import { TOKENS } from '../../../emulator/world/tokens.mts';
import { gateNames, gates, gateUrl, type GateName } from '../../../nodes/shared/gates/gates.ts';
import { byId, emulatorCredential, runNode } from '../support/harness.mts';

/** Each gate is shut in the emulator's world: the check has to name it, and it alone. */

let emulator: Emulator;

beforeAll(async () => {
	emulator = await startEmulator({ startAt: new Date('2026-11-25T12:00:00Z') });
});
beforeEach(() => emulator.control.reset());
afterAll(async () => await emulator.close());

const account = () => emulator.world.get('AdAccount', ACCOUNTS.usd);
const fullToken = () => emulator.world.tokens.get(TOKENS.full)!;

/** What shuts a gate; those that no answer shows are not among them. */
const shut: Partial<Record<GateName, () => void>> = {
	permissions: () => void (fullToken().scopes = fullToken().scopes.filter((scope) => scope !== 'ads_management')),
	chosenAccounts: () => void (fullToken().targets = [ACCOUNTS.eur.slice('act_'.length)]),
	accountTasks: () => void (account().userTasks = ['ANALYZE']),
	pageTasks: () => void (emulator.world.leads.page(PAGES.usd).tasks = ['ANALYZE']),
	dataAccess: () => {
		fullToken().type = 'USER';
		fullToken().issuedAt = emulator.world.clock.now() - 91 * 86_400_000;
	},
	accessTier: () => emulator.control.setTier('development_access'),
	businessVerification: () => void (account().business.verificationStatus = 'not_verified'),
	audienceTerms: () => void (account().tosAccepted = {}),
	leadTerms: () => void (emulator.world.leads.page(PAGES.usd).termsAccepted = false),
	accountStatus: () => void (account().status = 3),
	paymentMethod: () => void (account().fundingSource = undefined),
	spendingLimit: () => void (account().spendCap = account().amountSpent),
	adVolume: () => void (emulator.world.get('Page', PAGES.usd).adLimit = 1),
};
const shutNames = Object.keys(shut) as GateName[];

/** A gate behind another: what the first hides is unknown, and is not called shut. */
const hidden: Partial<Record<GateName, readonly GateName[]>> = {
	chosenAccounts: [
		'accountTasks',
		'audienceTerms',
		'accountStatus',
		'paymentMethod',
		'spendingLimit',
		'adVolume',
		'businessVerification',
	],
	accountTasks: ['paymentMethod'],
};

const check = async (more: IDataObject = {}) =>
	await runNode({
		credential: emulatorCredential(emulator.url),
		parameters: {
			resource: 'account',
			operation: 'checkAccess',
			adAccount: byId(ACCOUNTS.usd),
			options: { adsPage: byId(PAGES.usd), ...more },
		},
	});

const states = async (): Promise<Record<string, string>> =>
	Object.fromEntries((await check({ eachGate: true })).rows.map(({ gate, state }) => [String(gate), String(state)]));

const shutIn = (all: Record<string, string>): GateName[] =>
	gateNames.filter((name) => all[gates[name].name] === 'shut');

it('names every gate once, each with its state, its reason and what opens it', async () => {
	const { rows } = await check({ eachGate: true });
	expect(rows.map(({ gate }) => gate)).toEqual(gateNames.map((name) => gates[name].name));
	for (const row of rows) {
		expect(['open', 'shut', 'unknown']).toContain(row.state);
		for (const column of ['reason', 'blocks', 'whereToLook', 'whatToDo', 'howLong'])
			expect(row[column]).toEqual(expect.stringMatching(/\w/));
	}
	expect(rows.map(({ pageUrl }) => pageUrl)).toEqual(gateNames.map(gateUrl));
	expect(shutIn(await states())).toEqual([]);
});

it.each(shutNames)('%s shut: this one is named, and no other', async (name) => {
	shut[name]?.();
	expect(shutIn(await states())).toEqual([name]);
	const { rows } = await check();
	expect(rows[0].shutGates).toContain(gates[name].name);
});

const pairs = shutNames.flatMap((one, index) => shutNames.slice(index + 1).map((other) => [one, other] as const));

it.each(pairs)('%s and %s shut: both are named, or the second is hidden and unknown', async (one, other) => {
	shut[one]?.();
	shut[other]?.();
	const all = await states();
	const behind = hidden[one]?.includes(other) ? [other] : hidden[other]?.includes(one) ? [one] : [];
	expect(shutIn(all).sort()).toEqual([one, other].filter((name) => !behind.includes(name)).sort());
	for (const name of behind) expect(all[gates[name].name]).toBe('unknown');
});

it.each(['paymentMethod', 'spendingLimit', 'pageTasks', 'adVolume', 'chosenAccounts'] as const)(
	'%s shut lets calls through and no ad: the check is not OK',
	async (name) => {
		shut[name]?.();
		const { rows } = await check();
		expect(rows[0]).toMatchObject({ ok: false, problems: expect.stringContaining(gates[name].remedy) });
	},
);

it('a payment method that may not be seen is unknown, with its reason', async () => {
	Object.assign(account(), { userTasks: ['ADVERTISE'], fundingSource: undefined });
	const row = (await check({ eachGate: true })).rows.find(({ gate }) => gate === gates.paymentMethod.name);
	expect(row).toMatchObject({ state: 'unknown', reason: expect.stringContaining('Manage ad account') });
});

it('a check of an account that nobody can see guesses nothing', async () => {
	const { rows } = await runNode({
		credential: emulatorCredential(emulator.url),
		parameters: {
			resource: 'account',
			operation: 'checkAccess',
			adAccount: byId(ACCOUNTS.foreign),
			options: { eachGate: true },
		},
	});
	const named = Object.fromEntries(rows.map(({ gate, state }) => [String(gate), state]));
	for (const name of ['accountTasks', 'paymentMethod', 'accountStatus', 'spendingLimit', 'techProvider'] as const)
		expect(named[gates[name].name]).toBe('unknown');
});

describe('a refused change names the same gate', () => {
	const update = async () =>
		await runNode({
			credential: emulatorCredential(emulator.url),
			parameters: {
				resource: 'campaign',
				operation: 'pause',
				adAccount: byId(ACCOUNTS.usd),
				campaign: byId(CAMPAIGNS.usdCbo),
			},
		});

	it.each([
		['identityCheck', { code: 31, subcode: 3858385 }],
		['paymentMethod', { code: 100, subcode: 1359101 }],
		['audienceTerms', { code: 200, subcode: 1870034 }],
		['leadTerms', { code: 100, subcode: 1815089 }],
		['appMode', { code: 100, subcode: 1885183 }],
		['newAds', { code: 613, subcode: 1487225 }],
		['accessLevel', { code: 270 }],
	] as const)('%s', async (name, refusal) => {
		emulator.control.addFault({ match: { method: 'POST' }, fault: { kind: 'graph', ...refusal } });
		const { error } = await update();
		expect(error).toMatchObject({ description: expect.stringContaining(gateUrl(name)) });
		expect(JSON.stringify(error)).toContain(gates[name].name);
	});
});
