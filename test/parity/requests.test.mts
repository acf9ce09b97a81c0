import { omit } from 'lodash';
import { FacebookAdsApi, FacebookAdsApiBatch } from 'facebook-nodejs-business-sdk';

import { batchBody } from '../../nodes/shared/graph/wire/batch.ts';
import type { GraphRequest } from '../../nodes/shared/graph/request.ts';
import { CapturedSdk, decodedParams, type Captured } from './captured.mts';
import { intents } from './intents.mts';
import { allOperations, IDS, sentBy, TOKEN } from './ours.mts';

/** Meta's own SDK as the measure of our requests: the same intent gives the same method, path and parameters. */

let sdk: CapturedSdk;
let api: FacebookAdsApi;

beforeAll(async () => {
	sdk = await CapturedSdk.start();
	api = FacebookAdsApi.init(TOKEN, 'en_US', false);
});
afterAll(() => sdk.stop());

/** What differs on purpose, and why; anything else that differs is a mistake of ours. */
const deliberate: ReadonlyArray<{
	readonly what: string;
	readonly why: string;
	readonly ours?: (request: Captured) => Captured;
	readonly sdks?: (request: Captured) => Captured;
}> = [
	{
		what: 'the credential’s access_token is no parameter of ours',
		why: 'the token travels as a header only; addresses end up in logs',
	},
	{ what: 'the version is ours', why: 'the SDK pins v24.0, which the Marketing API no longer answers' },
	{
		what: 'no id beside a write',
		why: 'the SDK repeats the id that stands in the path as a parameter, a leftover of how it tracks changes',
		sdks: ({ method, path, params }) => {
			const { id, ...rest } = params;
			return { method, path, params: method !== 'GET' && id === path.split('/')[0] ? rest : params };
		},
	},
	{
		what: 'what a DELETE takes out of a list stands in its body (captured and compared as parameters all the same)',
		why: 'the SDK puts it into the address, which is too short for ten thousand people and ends up in logs',
	},
	{
		what: 'the session of an upload',
		why: 'its number is the advertiser’s to choose',
		ours: (request) => withoutSessionId(request),
		sdks: (request) => withoutSessionId(request),
	},
	{
		what: 'the order of an event’s keys',
		why: 'JSON objects have none',
		ours: inKeyOrder,
		sdks: inKeyOrder,
	},
	{
		what: 'images are sent as files',
		why: 'the reference shows a file named filename; the SDK for Node can only send base64 text, a third longer',
		ours: (request) => {
			const { filename, ...params } = request.params;
			return filename === undefined ? request : { ...request, params: { bytes: filename, ...params } };
		},
	},
	{
		what: 'the range of the change log',
		why: 'the budget guard asks for the last seven days by Meta’s clock, which goes on while the test runs',
		ours: withoutRange,
		sdks: withoutRange,
	},
	{
		what: 'a page’s token is a parameter of a batch’s part',
		why: 'the SDK sends it as the client’s own token; here it is beside the credential’s, in a body and in no address',
		ours: ({ params, ...request }) => ({ ...request, params: omit(params, 'access_token') }),
	},
	{
		what: 'input_token of debug_token',
		why: 'it is the token itself, so it goes into a body, as part of a batch; all fields are wanted, the SDK asks for the app alone',
		sdks: (request) =>
			request.path === 'debug_token' ? { ...request, params: { input_token: request.params.input_token } } : request,
	},
];

function withoutSessionId(request: Captured): Captured {
	const { session } = request.params;
	if (typeof session !== 'object' || session === null) return request;
	return { ...request, params: { ...request.params, session: { ...session, session_id: 0 } } };
}

function inKeyOrder(request: Captured): Captured {
	const ordered = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(ordered);
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(
			Object.entries(value)
				.sort()
				.map(([key, inner]) => [key, ordered(inner)]),
		);
	};
	return request.path.endsWith('/events') ? { ...request, params: { data: ordered(request.params.data) } } : request;
}

/** Only of the guard’s own reads of the log: it needs the application, the row of activities does not. */
function withoutRange(request: Captured): Captured {
	if (!request.path.endsWith('/activities') || !String(request.params.fields).includes('application_id'))
		return request;
	return { ...request, params: { ...request.params, since: 0, until: 0 } };
}

const inOrder = (requests: readonly Captured[], side: 'ours' | 'sdks'): string[] => {
	const adjusted = requests.map((request) =>
		deliberate.reduce((one, difference) => difference[side]?.(one) ?? one, request),
	);
	const texts = adjusted.map(({ method, path, params }) =>
		JSON.stringify([method, path, Object.entries(params).sort()]),
	);
	return [...new Set(texts)].sort();
};

it.each(intents.map(({ operation, title, ...rest }) => ({ operation, title, ...rest })))(
	'$operation $title',
	async ({ operation, form, sdk: intent }) => {
		const theirs = await sdk.during(intent);
		const ours = await sentBy(operation, form);
		expect(theirs.length).toBeGreaterThan(0);
		expect(inOrder(ours, 'ours')).toEqual(inOrder(theirs, 'sdks'));
		expect(JSON.stringify(ours.filter(({ path }) => path !== 'debug_token'))).not.toContain(TOKEN);
	},
);

it('needs the first difference: the SDK puts the token into every address', () => {
	expect(sdk.tokensInAddress).toBeGreaterThan(intents.length);
});

/** Operations without a counterpart. */
const withoutCounterpart = {
	'targeting.search': 'the SDK has no call for GET /search',
	'dataset.checkAccess':
		'it sends an event that is too old as event.send sends one, and reads counts as dataset.getQuality does',
	'dataset.getQuality': 'the SDK has no call for GET /dataset_quality',
	'report.render': 'it calls nothing',
	'lead.removeDuplicates': 'it calls nothing',
	'report.watch': 'what it does not get as rows, it reads as report.get does',
	'report.checkPace': 'it reads as report.get does',
	'account.selfCheck': 'it runs the other operations',
	'account.getFromNotification': 'it reads objects as get does, once the signature is proven',
	'lead.getFromNotification': 'it reads as lead.get does, once the signature is proven',
	'ad.createFromPost': 'it runs creative.create and ad.create, after a read of the post by its own page',
	'ad.splitTest':
		'adSet.duplicate and ad.duplicate with changes, and a study that test/engine/ad/splitTest.test.mts compares',
	'ad.createFromFile': 'it runs image.upload, video.upload, creative.create and ad.create',
};

it('covers every operation', () => {
	const covered = new Set([...intents.map(({ operation }) => operation), ...Object.keys(withoutCounterpart)]);
	expect(allOperations.filter((name) => !covered.has(name))).toEqual([]);
});

describe('a batch', () => {
	const requests: GraphRequest[] = [
		{ method: 'GET', path: IDS.campaign, params: { fields: 'id,name' }, effect: 'read' },
		{ method: 'GET', path: 'act_1/campaigns', params: { effective_status: ['ACTIVE'], limit: 5 }, effect: 'read' },
		{ method: 'POST', path: IDS.campaign, params: { status: 'PAUSED', daily_budget: 2050 }, effect: 'set' },
		{
			method: 'POST',
			path: 'act_1/campaigns',
			params: { name: 'Plain', special_ad_categories: ['NONE'], adlabels: [{ name: 'a' }] },
			effect: 'create',
		},
		{ method: 'DELETE', path: IDS.campaign, effect: 'set' },
	];

	interface Part {
		readonly method: string;
		readonly relative_url: string;
		readonly body?: string;
		readonly name?: string;
	}

	const read = ({ method, relative_url, body }: Part): Captured => {
		const [path, query = ''] = relative_url.split('?');
		return {
			method,
			path: path.replace(/^v\d+\.\d+\//, ''),
			params: decodedParams(new URLSearchParams(method === 'POST' ? body : query)),
		};
	};

	it('has the same parts in the same order as the SDK’s', async () => {
		const [theirs] = await sdk.during(async () => {
			const batch = new FacebookAdsApiBatch(api);
			for (const { method, path, params } of requests) batch.add(method, path.split('/'), params);
			await batch.execute();
		});
		const ours = decodedParams(new URLSearchParams(batchBody(requests, 'v26.0')));
		expect([theirs.method, theirs.path]).toEqual(['POST', '']);
		expect((ours.batch as Part[]).map(read)).toEqual((theirs.params.batch as Part[]).map(read));
	});

	it('differs from the SDK’s where that would break: values are encoded, a campaign’s name is not the part’s', async () => {
		const hard: GraphRequest = {
			method: 'POST',
			path: 'act_1/campaigns',
			params: { name: 'A&status=ACTIVE' },
			effect: 'create',
		};
		const [theirs] = await sdk.during(async () => {
			const batch = new FacebookAdsApiBatch(api);
			batch.add('POST', hard.path.split('/'), hard.params);
			await batch.execute();
		});
		const [ours] = decodedParams(new URLSearchParams(batchBody([hard], 'v26.0'))).batch as Part[];
		const [other] = theirs.params.batch as Part[];
		expect(read(ours).params).toEqual({ name: 'A&status=ACTIVE' });
		expect(read(other).params).toEqual({ name: 'A', status: 'ACTIVE' });
		expect([ours.name, other.name]).toEqual([undefined, 'A&status=ACTIVE']);
	});
});
