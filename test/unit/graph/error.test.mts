import * as fc from 'fast-check';

import {
	classify,
	GraphFailure,
	isUnexplained,
	metaText,
	readMetaError,
	type MetaError,
} from '../../../nodes/shared/graph/error.ts';
import { failureKinds, type FailureKind } from '../../../nodes/shared/graph/failureKind.ts';
import { explanations } from '../../../nodes/shared/graph/explanations/index.ts';

const meta = (code: number, subcode?: number, message?: string): MetaError => ({ code, subcode, message, blame: [] });
const kindOf = (code: number, subcode?: number, message?: string, httpStatus = 400) =>
	classify(meta(code, subcode, message), httpStatus).kind;

/** A text of Meta's for each row that goes by text. */
const texts = [
	'Invalid appsecret_proof provided in the API argument',
	'An active access token must be used to query information about the current user.',
	"Please reduce the amount of data you're asking for, then retry your request",
	'Reach-related metric breakdowns are unavailable due to rate limit threshold.',
	'(#100) Missing Permission',
	'(#190) This method must be called with a Page Access Token',
	'The Page has restricted its leads via Lead Access Manager',
	'The user has insufficient privileges on the page',
	'This WhatsApp phone number is not linked to your account',
	"(#100) Cannot include spend in summary param because they weren't there while creating the report run.",
];

describe('a permission that Meta names', () => {
	it.each([
		[100, '(#100) Missing Permission: business_management', 'business_management'],
		[
			100,
			"(#100) Object does not exist, cannot be loaded due to missing permission or reviewable feature. This endpoint requires the 'pages_read_engagement' permission or the 'Page Public Content Access' feature.",
			'pages_read_engagement',
		],
		[200, '(#200) Requires leads_retrieval permission to manage the object', 'leads_retrieval'],
		[10, '(#10) Für diese Aktion ist die Berechtigung pages_manage_ads erforderlich', 'pages_manage_ads'],
		[294, 'Missing permission. Please make sure you have ads_management permission', 'ads_management'],
	])('is said by name for code %i, in any language: %s', (code, text, name) => {
		expect(classify(meta(code, undefined, text), 400)).toMatchObject({
			kind: 'permission',
			message: `Meta asks for the permission ${name}`,
			gate: 'permissions',
		});
	});

	it('is one of several: a code about access says more, a wrong value says less', () => {
		const text = 'Needs ads_management or ads_read permission';
		expect(classify(meta(200, undefined, text), 400).message).toBe('The token may not do this on this ad account');
		expect(classify(meta(100, undefined, text), 400)).toMatchObject({
			kind: 'permission',
			message: 'Meta asks for the permission ads_management or ads_read',
			gate: undefined,
		});
	});

	it.each([
		['a subcode that is known', [100, 1487197, 'ads_management'], 'invalidParameter'],
		['a limit', [17, undefined, 'too many calls with ads_read'], 'rateLimited'],
		['a token that has ended', [190, 463, 'ads_read'], 'auth'],
		['a word that only looks like one', [100, undefined, 'ads_management_id is unknown'], 'invalidParameter'],
	] as const)('does not hide %s', (_what, [code, subcode, text], kind) => {
		expect(classify(meta(code, subcode, text), 400).kind).toBe(kind);
	});
});

describe('the table', () => {
	it.each(explanations.map((row, index) => [index, row] as const))('row %i is reached', (_, row) => {
		const text = row.says && texts.find((candidate) => row.says?.test(candidate));
		expect(row.says).toBe(text === undefined ? undefined : row.says);
		const { kind, message, advice, retryAfter, worthWaiting } = row;
		const subcodes = row.subcode === undefined ? [undefined, 12345] : [row.subcode ?? undefined];
		for (const code of [row.code].flat()) {
			const found = subcodes.map((subcode) => classify(meta(code, subcode, text), 400));
			const told = found.map((failure) => [
				failure.kind,
				failure.message,
				failure.advice,
				failure.retryAfter,
				failure.worthWaiting,
			]);
			expect(told).toContainEqual([kind, message, advice, retryAfter, worthWaiting]);
		}
	});

	it('tells in each row what happened and what to do', () => {
		for (const { message, advice } of explanations) {
			expect(message).toMatch(/^\p{Lu}.*[^.]$/u);
			expect(advice).toMatch(/^\p{Lu}.*\.$/u);
		}
	});
});

/** What Meta documents (error reference; rate limiting), and how the answer has to be taken. */
const documented: ReadonlyArray<
	readonly [code: number, subcode: number | undefined, kind: FailureKind, retried?: false]
> = [
	[1, undefined, 'temporary'],
	[2, undefined, 'temporary'],
	[1, 99, 'tooMuchData'],
	[4, undefined, 'rateLimited'],
	[4, 1504022, 'rateLimited'],
	[4, 1504039, 'rateLimited'],
	[17, 2446079, 'rateLimited'],
	[613, 1487742, 'rateLimited'],
	[613, 5044001, 'rateLimited'],
	[17, 1885172, 'rateLimited', false],
	[613, 1487632, 'rateLimited', false],
	[613, 1487225, 'rateLimited', false],
	[613, undefined, 'rateLimited', false],
	...Array.from({ length: 15 }, (_, index) => [80_000 + index, undefined, 'rateLimited'] as const),
	[10, undefined, 'permission'],
	...[200, 240, 299].map((code) => [code, undefined, 'permission'] as const),
	...[1870034, 1870090, 1870050].map((subcode) => [200, subcode, 'permission'] as const),
	[100, undefined, 'invalidParameter'],
	[100, 33, 'notFound'],
	[100, 1487694, 'invalidParameter'],
	[100, 1487534, 'tooMuchData'],
	[100, 1504018, 'tooMuchData'],
	[100, 3191001, 'permission'],
	...[1713098, 1713228, 1713230, 1713231, 1713232, 3858258].map(
		(subcode) => [100, subcode, 'invalidParameter'] as const,
	),
	[2, 1504038, 'tooMuchData'],
	[2, 1504043, 'temporary'],
	[2, 1504041, 'invalidParameter'],
	[2, 1504042, 'invalidParameter'],
	[2, 1504044, 'temporary'],
	[-2, 2490547, 'temporary'],
	[-3, 1504045, 'tooMuchData'],
	[32, undefined, 'rateLimited'],
	[102, undefined, 'auth'],
	...[undefined, 463, 467, 460].map((subcode) => [190, subcode, 'auth'] as const),
	// Not in the reference; each was pasted in public issues and tests of several clients.
	...[458, 459, 464].map((subcode) => [190, subcode, 'auth'] as const),
	[190, 492, 'permission'],
	...[undefined, 1404120, 2859009].map((subcode) => [415, subcode, 'auth'] as const),
	[104, undefined, 'auth'],
	[105, undefined, 'invalidParameter'],
	[194, undefined, 'invalidParameter'],
	[270, undefined, 'permission'],
	[294, undefined, 'permission'],
	[368, undefined, 'policy'],
	[500, undefined, 'policy'],
	...[2500, 2635, 2641, 2695, 2650, 2654, 2656, 3018].map((code) => [code, undefined, 'invalidParameter'] as const),
	...[1487901, 1885272, 1885650, 2238055, 1885621, 1815857, 2490408, 3260011].map(
		(subcode) => [100, subcode, 'invalidParameter'] as const,
	),
	[100, 1885183, 'permission'],
];

it.each(documented.map((row) => ({ row })))('takes $row', ({ row: [code, subcode, kind, retried] }) => {
	const failure = classify(meta(code, subcode, 'Any text'), 400, 42);
	expect(failure.kind).toBe(kind);
	expect(failure.worthWaiting).toBe(retried);
});

describe('classify', () => {
	const anyMeta: fc.Arbitrary<MetaError> = fc.record({
		code: fc.option(fc.oneof(fc.integer({ min: -5, max: 3000 }), fc.constantFrom(80_004)), { nil: undefined }),
		subcode: fc.option(fc.constantFrom(33, 99, 463, 1487632, 12345), { nil: undefined }),
		message: fc.option(fc.oneof(fc.string(), fc.constantFrom(...texts)), { nil: undefined }),
		userMessage: fc.option(fc.string(), { nil: undefined }),
		blame: fc.array(fc.string()),
		transient: fc.option(fc.constant(true), { nil: undefined }),
	});

	it('has an answer with words for anything, and keeps what Meta said', () => {
		fc.assert(
			fc.property(
				anyMeta,
				fc.constantFrom(0, 200, 400, 403, 500, 503),
				fc.option(fc.nat(), { nil: undefined }),
				(told, status, seconds) => {
					const failure = classify(told, status, seconds);
					expect(failureKinds).toContain(failure.kind);
					expect(failure.message && failure.advice).toBeTruthy();
					expect([failure.meta, failure.httpStatus, failure.field]).toEqual([told, status, told.blame[0]]);
					if (failure.kind !== 'rateLimited') expect(failure.retryAfter).toBeUndefined();
				},
			),
		);
	});

	it('takes what no row names by Meta’s own flag and status', () => {
		expect(kindOf(999_999)).toBe('invalidParameter');
		expect(kindOf(999_999, undefined, undefined, 500)).toBe('temporary');
		expect(classify({ ...meta(999_999), transient: true }, 400).kind).toBe('temporary');
	});

	it('names what no row names by Meta’s own title, and keeps the rest for the description', () => {
		const told = (userTitle?: string) =>
			classify({ ...meta(100, 1487756), userTitle, userMessage: 'Remove one.' }, 400);
		expect(told('Locations Can’t Be Used.').message).toBe('Meta refused the request: Locations Can’t Be Used');
		expect([told(), told(' ')].map(({ message }) => message)).toEqual(Array(2).fill('Meta refused the request'));
		expect([told('Locations Can’t Be Used'), told()].map(isUnexplained)).toEqual([true, true]);
		expect(classify({ ...meta(190, 463), userTitle: 'Expired' }, 400).message).toBe('The access token has expired');
	});

	it('goes by text only where Meta gives nothing else', () => {
		for (const text of texts) {
			expect(kindOf(190, undefined, text)).toBe('auth');
			expect(kindOf(80_004, undefined, text)).toBe('rateLimited');
		}
		expect([
			kindOf(100, undefined, texts[0]),
			kindOf(2500, undefined, texts[1]),
			kindOf(1, undefined, texts[2]),
		]).toEqual(['auth', 'auth', 'tooMuchData']);
	});

	it('takes the wait from the headers, or the longer one Meta documents for a fixed block', () => {
		expect(classify(meta(80_004), 400, 300).retryAfter).toBe(300);
		expect(classify(meta(613, 1487632), 400, 300).retryAfter).toBe(3600);
		expect(classify(meta(190), 400, 300).retryAfter).toBeUndefined();
	});
});

describe('readMetaError', () => {
	const body = (error_data: unknown) => ({
		error: {
			message: '(#100) Invalid parameter',
			type: 'OAuthException',
			code: 100,
			error_subcode: 1885272,
			is_transient: false,
			error_user_title: 'Budget too low',
			error_user_msg: 'Your budget must be at least $1.00.',
			error_data,
			fbtrace_id: 'AbC',
		},
	});
	const blame = (specs: unknown) => readMetaError(body(specs))?.blame;

	it('reads everything Meta tells', () => {
		expect(readMetaError(body({ blame_field_specs: [['daily_budget']] }))).toEqual({
			code: 100,
			subcode: 1885272,
			type: 'OAuthException',
			message: '(#100) Invalid parameter',
			userTitle: 'Budget too low',
			userMessage: 'Your budget must be at least $1.00.',
			blame: ['daily_budget'],
			transient: undefined,
			traceId: 'AbC',
		});
		expect(readMetaError({ error: { code: 2, is_transient: true } })).toMatchObject({
			code: 2,
			transient: true,
			blame: [],
		});
	});

	it.each([
		[{ blame_field_specs: [['targeting', 'geo_locations'], ['name']] }, ['targeting.geo_locations', 'name']],
		['{"blame_field_specs":[["daily_budget"]]}', ['daily_budget']],
		[{ blame_field_specs: ['name'] }, ['name']],
		[{ blame_field_specs: 'name' }, []],
		['not json', []],
		['[]', []],
		[null, []],
		[undefined, []],
	])('reads the blamed fields of %j', (specs, fields) => {
		expect(blame(specs)).toEqual(fields);
	});

	it('finds no error where there is none, and throws on nothing', () => {
		for (const none of [null, undefined, [], {}, 'error', { error: 'text' }, { error: null }, { error: [] }])
			expect(readMetaError(none)).toBeNull();
		fc.assert(fc.property(fc.jsonValue(), (error) => void readMetaError({ error })));
		fc.assert(
			fc.property(
				fc.jsonValue(),
				(error_data) => void expect(readMetaError({ error: { error_data } })?.blame).toEqual(expect.any(Array)),
			),
		);
	});
});

describe('metaText', () => {
	it.each([
		[
			{ message: 'm', userTitle: 't', userMessage: 'u', code: 100, subcode: 33, traceId: 'x', blame: [] },
			'Meta says: t: u (code 100/33, trace x)',
		],
		[{ message: 'm', userMessage: 'u', code: 100, blame: [] }, 'Meta says: u (code 100)'],
		[{ message: 'm', userTitle: 't', blame: [] }, 'Meta says: m'],
		[{ code: 0, blame: [] }, '(code 0)'],
		[{ blame: [] }, ''],
	])('%j', (told, text) => {
		expect(metaText(told)).toBe(text);
	});
});

it('tells a failure again with other words and keeps the rest', () => {
	const failure = classify(meta(80_004), 403, 60);
	const other = failure.with({ message: 'Other' });
	expect(other).toBeInstanceOf(GraphFailure);
	expect([other.message, other.kind, other.retryAfter, other.httpStatus, other.meta]).toEqual([
		'Other',
		'rateLimited',
		60,
		403,
		failure.meta,
	]);
});
