/**
 * n8n's logger takes its level when it is loaded: here it says all it can.
 * @jest-environment node
 */
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import { ACCOUNTS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { APP } from '../../../emulator/world/tokens.mts';
import { appSecretProof } from '../../../nodes/shared/graph/access.ts';
import { newCampaign, useBench } from '../support/campaigns.mts';
import { useHastenedDeadlines } from '../support/lives/deadlines.mts';
import { passTime } from '../support/lives/fakeTime.mts';
import { faults } from '../faults/faultMatrix.mts';
import { byId, searchList, type NodeResult, type NodeRun } from '../support/harness.mts';
import { found } from '../support/secrets.mts';
import { sampled } from '../../support/sampled.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** The OAuth2 credential is signed by n8n itself, so what stands in for Meta has to be where the calls go. */
jest.mock('../../../nodes/shared/graph/access', () => {
	const actual = jest.requireActual('../../../nodes/shared/graph/access');
	return Object.defineProperty({ ...actual }, 'GRAPH_URL', {
		get: () => process.env.META_STAND_IN ?? actual.GRAPH_URL,
		enumerable: true,
	});
});

const bench = useBench();
useHastenedDeadlines(bench);
/** Of no form that tokens usually have: it is known by the credential alone. */
const TOKEN = 'leakTest|0123456789abcdefghijklmnop';
const SECRET = APP.secret;
const PROOF = appSecretProof(TOKEN, SECRET);

const printed: string[] = [];

beforeAll(() => {
	process.env.N8N_LOG_LEVEL = 'debug';
	const note = (...said: unknown[]): boolean => printed.push(said.map(String).join(' ')) > 0;
	for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
		jest.spyOn(console, method).mockImplementation(note);
	// n8n's logger writes past the console where it can; which one Jest gives depends on how many files it runs.
	const { _stdout: out, _stderr: err } = console as unknown as Record<string, NodeJS.WriteStream | undefined>;
	for (const stream of [out, err]) if (stream) jest.spyOn(stream, 'write').mockImplementation(note);
});

beforeEach(() => {
	const { tokens } = bench.emulator.world;
	tokens.set(TOKEN, { ...tokens.get('EMULATOR')!, value: TOKEN });
	printed.length = 0;
	delete process.env.META_STAND_IN;
	passTime(3_600_000);
});

interface Way {
	readonly parameters: IDataObject;
	readonly credential: ICredentialDataDecryptedObject;
	readonly graphAt?: () => string;
	readonly prepare?: () => void;
}

/** A real credential of each kind, with the emulator where Meta would be. */
const ways: Record<string, Way> = {
	'a token with its app secret': {
		parameters: { authentication: 'accessToken' },
		credential: { environment: 'meta', accessToken: TOKEN, appSecret: SECRET, apiVersion: 'v26.0' },
		graphAt: () => bench.emulator.url,
	},
	'a sign-in': {
		parameters: { authentication: 'oAuth2' },
		credential: {
			grantType: 'authorizationCode',
			clientId: APP.id,
			clientSecret: SECRET,
			apiVersion: 'v26.0',
			oauthTokenData: { access_token: TOKEN, token_type: 'bearer' },
		},
		prepare: () => {
			process.env.META_STAND_IN = bench.emulator.url;
		},
	},
};

const calls: Record<string, IDataObject> = {
	getMany: { limit: 2, simplify: false },
	update: { campaign: byId(CAMPAIGNS.usdCbo), updateFields: { name: 'Renamed' } },
	create: newCampaign(),
};

/** Runs it; what people, n8n's database and its log then hold of the secrets, and of the addresses that were called. */
async function leaksOf(
	way: Way,
	operation: string,
	onError: NodeRun['onError'],
): Promise<{ result: NodeResult; leaks: string[] }> {
	way.prepare?.();
	const result = await bench.run(
		operation,
		{ ...calls[operation], ...way.parameters },
		{ credential: way.credential, graphAt: way.graphAt?.(), onError },
	);
	// A part of a batch is in a body: the token asks about itself there (`debug_token`), and nowhere else.
	const called = bench.emulator.log.filter(({ batch, path }) => batch === undefined || path !== 'debug_token');
	const addresses = called.map(({ url }) => url.replace(/([?&]appsecret_proof=)[0-9a-f]+/, '$1'));
	return { result, leaks: found([result, printed, addresses], TOKEN, SECRET, PROOF) };
}

describe.each(Object.entries(ways))('with %s', (title, way) => {
	it.each(Object.keys(calls))('%s: the secrets are used, and seen nowhere', async (operation) => {
		const { result, leaks } = await leaksOf(way, operation, 'stopWorkflow');
		expect(result.error).toBeUndefined();
		expect(result.rows.length).toBeGreaterThan(0);
		const { log } = bench.emulator;
		expect(log.length).toBeGreaterThan(0);
		expect(
			log.filter(
				({ tokenIn, params, batch }) =>
					tokenIn !== 'header' || (batch === undefined && params.appsecret_proof !== PROOF),
			),
		).toEqual([]);
		expect(leaks).toEqual([]);
	});

	const whole = faults.filter(({ fault: { kind } }) => kind !== 'nullSlot' && kind !== 'truncatedBatch');
	const modes = ['stopWorkflow', 'continueErrorOutput'] as const;
	const cells = modes.flatMap((onError) =>
		Object.keys(calls).flatMap((operation) => whole.map(({ name, fault }) => ({ operation, onError, name, fault }))),
	);
	it.each(sampled(cells, ({ operation, onError }) => `${title} ${operation} ${onError}`))(
		'$operation, $onError, $name',
		async ({ operation, onError, fault }) => {
			bench.emulator.control.addFault({ match: { path: `${ACCOUNTS.usd}/campaigns|${CAMPAIGNS.usdCbo}` }, fault });
			expect((await leaksOf(way, operation, onError)).leaks).toEqual([]);
		},
	);

	it.each(modes)('%s: a token that Meta repeats in its error comes no further', async (onError) => {
		// Errors such as "Malformed access token …" quote it (seen by clients in the field).
		bench.emulator.control.addFault({
			match: {},
			fault: { kind: 'graph', code: 190, message: `Session of ${TOKEN} or ${encodeURIComponent(TOKEN)} is over` },
		});
		const { result, leaks } = await leaksOf(way, 'update', onError);
		expect(found(result, 'Session of *** or *** is over')).not.toEqual([]);
		expect(leaks).toEqual([]);
	});

	it('the lists of the form keep them as well', async () => {
		way.prepare?.();
		bench.emulator.control.addFault({
			match: {},
			fault: { kind: 'graph', code: 190, message: `Malformed access token ${TOKEN}` },
		});
		const parameters = { resource: 'campaign', operation: 'get', adAccount: byId(ACCOUNTS.usd), ...way.parameters };
		const error: unknown = await searchList('searchCampaigns', {
			parameters,
			credential: way.credential,
			graphAt: way.graphAt?.(),
		}).catch((thrown: unknown) => thrown);
		expect(error).toMatchObject({ message: 'Meta does not accept the access token' });
		expect(found([error, printed], TOKEN, SECRET, PROOF)).toEqual([]);
	});
});

describe('the search for leaks', () => {
	const plant = new Error('The call failed');
	const places: Array<[string, unknown]> = [
		['a row', { outputs: [[{ json: { next: `https://graph.facebook.com/?access_token=${TOKEN}` } }]] }],
		['an address, encoded', [`/me?access_token=${encodeURIComponent(TOKEN)}`]],
		['a header, in base64', { authorization: `Basic ${Buffer.from(TOKEN).toString('base64')}` }],
		[
			'a cause',
			Object.assign(new Error('x'), { cause: { config: { headers: { Authorization: `Bearer ${TOKEN}` } } } }),
		],
		['a message', new Error(`sent ${TOKEN}`)],
		[
			'what does not show when printed',
			Object.defineProperty(plant, 'request', { value: { token: TOKEN }, enumerable: false }),
		],
		['a map', new Map([['x', { y: [TOKEN] }]])],
		['the key of a map', new Map([[TOKEN, 1]])],
		['bytes', Buffer.from(`... ${TOKEN}`)],
		['the name of a property', { [TOKEN]: 1 }],
		[
			'a getter',
			{
				get token() {
					return TOKEN;
				},
			},
		],
	];
	it.each(places)('finds one planted in %s', (_title, place) => {
		expect(found(place, TOKEN)).not.toEqual([]);
		expect(found(place, 'another secret')).toEqual([]);
	});

	it('finds one in what a node run shows', async () => {
		bench.emulator.world.get('Campaign', CAMPAIGNS.usdCbo).name = `Named ${TOKEN}`;
		const result = await bench.run('get', { campaign: byId(CAMPAIGNS.usdCbo) });
		expect(found(result, TOKEN)).not.toEqual([]);
	});

	it('reads n8n’s log, too', async () => {
		bench.emulator.control.addFault({ match: { path: CAMPAIGNS.usdCbo }, fault: { kind: 'graph', code: 190 } });
		await bench.run('get', { campaign: byId(CAMPAIGNS.usdCbo) });
		expect(printed.join('\n')).toContain('Meta does not accept the access token');
	});
});
