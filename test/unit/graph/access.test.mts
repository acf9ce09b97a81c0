import { createHmac } from 'node:crypto';
import * as fc from 'fast-check';

import {
	AccessProblem,
	appSecretProof,
	EMULATOR_BEARER,
	EMULATOR_URL,
	emulatorOrigin,
	signatureFor,
} from '../../../nodes/shared/graph/access.ts';
import { batchBody } from '../../../nodes/shared/graph/wire/batch.ts';

const TOKEN = 'EAAreal';
const real = { environment: 'meta', accessToken: TOKEN };

const spelling = (host: string) =>
	fc
		.array(fc.boolean(), { minLength: host.length, maxLength: host.length })
		.map((upper) => [...host].map((char, index) => (upper[index] ? char.toUpperCase() : char)).join(''));

const host = fc.oneof(
	spelling('graph.facebook.com'),
	fc.constantFrom(
		'graph.facebook.com.',
		'graph.facebook.com..',
		'graph-video.facebook.com',
		'facebook.com',
		'www.graph.facebook.com',
		'graph.facebook.com.evil.com',
		'graphXfacebook.com',
		'evil.com',
	),
	fc.constantFrom(
		'127.0.0.1',
		'localhost',
		'[::1]',
		'host.docker.internal',
		'157.240.0.1',
		'grapһ.facebook.com',
		'graph。facebook。com',
		'graph%2efacebook%2ecom',
		'graph.facebook.com%00.evil.com',
	),
	fc.domain(),
);
const scheme = fc.oneof(
	{ weight: 4, arbitrary: fc.constantFrom('https://', 'HTTPS://') },
	{
		weight: 3,
		arbitrary: fc.constantFrom(
			'http://',
			'https:/',
			'https:\\\\',
			'https:',
			'ftp://',
			'blob:https://',
			'javascript://',
			'//',
			'wss://',
			' https://',
			'ht\ntps://',
		),
	},
);
const userinfo = fc.oneof(
	{ weight: 3, arbitrary: fc.constant('') },
	{
		weight: 1,
		arbitrary: fc.constantFrom(
			'graph.facebook.com@',
			'user:pw@',
			'graph.facebook.com:443@',
			'@',
			'a@b@',
			'graph.facebook.com/@',
			'graph.facebook.com\\@',
			'graph.facebook.com#@',
			'graph.facebook.com?@',
		),
	},
);
const port = fc.oneof(
	{ weight: 3, arbitrary: fc.constant('') },
	{ weight: 1, arbitrary: fc.constantFrom(':443', ':80', ':444', ':', ':0443', ':65536', ':443@evil.com') },
);
const tail = fc.constantFrom(
	'',
	'/',
	'/v26.0/me',
	'\\v26.0',
	'/../..',
	'?x=https://graph.facebook.com',
	'#https://graph.facebook.com',
	'\\@evil.com/',
	'@evil.com',
	'.evil.com/',
);
const address = fc.oneof(
	fc.tuple(scheme, userinfo, host, port, tail).map((parts) => parts.join('')),
	fc.string(),
	fc.webUrl({ withQueryParameters: true }),
);

function signed(data: Parameters<typeof signatureFor>[0], target: string) {
	try {
		return signatureFor(data, target);
	} catch (error) {
		expect(error).toBeInstanceOf(AccessProblem);
		expect((error as Error).message).not.toContain(TOKEN);
		return null;
	}
}

it('signs with a real token for https://graph.facebook.com and for nothing else, however the address is spelt', () => {
	let yes = 0;
	fc.assert(
		fc.property(address, (target) => {
			const signature = signed(real, target);
			const url = URL.canParse(target) ? new URL(target) : null;
			const isMeta =
				url !== null && url.protocol === 'https:' && url.hostname === 'graph.facebook.com' && url.port === '';
			expect(signature?.bearer).toBe(isMeta ? TOKEN : undefined);
			if (isMeta) yes++;
		}),
		{ numRuns: 5_000 },
	);
	expect(yes).toBeGreaterThan(100); // else the property proves nothing
});

it.each([
	'http://graph.facebook.com/me',
	'https://graph.facebook.com.:443/me',
	'https://graph.facebook.com:444/me',
	'https://graph.facebook.com@evil.com/',
	'https://evil.com\\@graph.facebook.com/',
	'blob:https://graph.facebook.com/1',
	'https://graph-video.facebook.com/me',
	'//graph.facebook.com/me',
	'/me',
	'',
])('does not sign for %p', (target) => {
	expect(signed(real, target)).toBeNull();
});

it('gives the emulator its public bearer, never the token, and nobody else anything', () => {
	const settings = fc.constantFrom(
		undefined,
		EMULATOR_URL,
		'http://localhost:7080',
		'http://host.docker.internal:7080/',
		'http://[::1]:9000',
		'https://graph.facebook.com',
		'http://evil.com:7080',
		'nonsense',
	);
	fc.assert(
		fc.property(
			settings,
			fc.oneof(
				address,
				settings.map((url) => `${url}/v26.0/me`),
			),
			(emulatorUrl, target) => {
				const signature = signed(
					{ environment: 'emulator', emulatorUrl, accessToken: TOKEN, appSecret: 'secret' },
					target,
				);
				const origin = emulatorOrigin(String(emulatorUrl ?? EMULATOR_URL));
				const fits =
					origin !== null &&
					URL.canParse(target) &&
					new URL(target).protocol === 'http:' &&
					new URL(target).origin === origin;
				expect(signature).toEqual(fits ? { bearer: EMULATOR_BEARER } : null);
			},
		),
		{ numRuns: 5_000 },
	);
	expect(signed({ environment: 'emulator' }, `${EMULATOR_URL}/v26.0/me`)).toEqual({ bearer: EMULATOR_BEARER });
});

it.each([
	['http://127.0.0.1:7080', 'http://127.0.0.1:7080'],
	['http://LOCALHOST:7080/x?y', 'http://localhost:7080'],
	['http://[::1]:7080', 'http://[::1]:7080'],
	['http://host.docker.internal', 'http://host.docker.internal'],
	['http://2130706433:7080', 'http://127.0.0.1:7080'],
	['https://127.0.0.1:7080', null],
	['http://127.0.0.1.evil.com', null],
	['http://127.0.0.1@evil.com', null],
	['http://graph.facebook.com', null],
	['127.0.0.1:7080', null],
	['', null],
])('takes %p as the emulator at %p', (given, origin) => {
	expect(emulatorOrigin(given)).toBe(origin);
});

it('refuses an empty token, and sends the proof exactly when the secret is known', () => {
	const target = 'https://graph.facebook.com/v26.0/me';
	for (const accessToken of ['', '  ', undefined, null]) expect(signed({ ...real, accessToken }, target)).toBeNull();
	expect(signed({ ...real, accessToken: ` ${TOKEN}\n` }, target)).toEqual({ bearer: TOKEN, proof: undefined });
	expect(signed({ ...real, appSecret: ' s3cret ' }, target)).toEqual({
		bearer: TOKEN,
		proof: appSecretProof(TOKEN, 's3cret'),
	});
});

describe('appSecretProof', () => {
	it('is HMAC-SHA256 in hex, by RFC 4231', () => {
		expect(appSecretProof('what do ya want for nothing?', 'Jefe')).toBe(
			'5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
		);
	});

	it('is keyed by the secret, not by the token', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (bearer, secret) => {
				expect(appSecretProof(bearer, secret)).toBe(createHmac('sha256', secret).update(bearer).digest('hex'));
			}),
		);
	});
});

it('a part of a batch in a page’s name carries the page’s own proof, and other parts carry none', () => {
	const own = { method: 'GET', path: '1', effect: 'read' } as const;
	const pages = {
		method: 'POST',
		path: '2/leadgen_forms',
		params: { name: 'x' },
		effect: 'create',
		bearer: 'PAGE',
	} as const;
	const body = batchBody([own, pages], 'v26.0', (bearer) => appSecretProof(bearer, 'secret'));
	const [first, second] = JSON.parse(new URLSearchParams(body).get('batch') ?? '') as Array<Record<string, string>>;
	expect(JSON.stringify(first)).not.toMatch(/access_token|proof/);
	expect(second.relative_url).toBe('v26.0/2/leadgen_forms');
	expect(Object.fromEntries(new URLSearchParams(second.body))).toEqual({
		name: 'x',
		access_token: 'PAGE',
		appsecret_proof: createHmac('sha256', 'secret').update('PAGE').digest('hex'),
	});
	const unsigned = batchBody([pages], 'v26.0');
	expect(unsigned).not.toContain('proof');
});
