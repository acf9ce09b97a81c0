import * as fc from 'fast-check';

import {
	encodeParams,
	fieldList,
	formBody,
	relativeUrl,
	type GraphParam,
	type GraphParams,
	type GraphRequest,
} from '../../../../nodes/shared/graph/request.ts';

const exactNumber = fc.oneof(
	fc.maxSafeInteger(),
	fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Number.isInteger(value)),
);
const unsafeNumber = fc.oneof(
	fc.constantFrom(NaN, Infinity, -Infinity, 2 ** 53, Number('120210000000000012345')),
	fc.bigInt({ min: 2n ** 53n, max: 10n ** 30n }).map(Number),
);
const text = fc.string({ unit: 'grapheme' });
const scalar = fc.oneof(text, exactNumber, fc.boolean(), fc.constant(null));
const structure = fc.oneof(
	fc.array(scalar, { maxLength: 4 }),
	fc.dictionary(text, fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })), { noNullPrototype: true }),
);
const name = text.filter((value) => value !== '' && value !== '__proto__');
const params: fc.Arbitrary<GraphParams> = fc.dictionary(name, fc.oneof(scalar, structure, fc.constant(undefined)), {
	noNullPrototype: true,
});

/** What Graph reads out of one encoded parameter, told by how it was meant. */
function asRead(value: GraphParam, encoded: string): unknown {
	if (typeof value === 'string') return encoded;
	return value === null ? encoded || null : JSON.parse(encoded);
}

it('is read back by a form reader as it was meant: text as text, everything else as JSON, nothing for undefined', () => {
	fc.assert(
		fc.property(params, (values) => {
			const request: GraphRequest = { method: 'POST', path: 'act_1/campaigns', params: values, effect: 'create' };
			const read = new URLSearchParams(formBody(request));
			const sent = Object.entries(values).filter(([, value]) => value !== undefined);
			expect([...read.keys()]).toEqual(sent.map(([key]) => key));
			for (const [key, value] of sent) {
				const plain = value !== null && typeof value === 'object' ? JSON.parse(JSON.stringify(value)) : value;
				expect(asRead(value, read.get(key) ?? '')).toEqual(Object.is(plain, -0) ? 0 : plain);
			}
		}),
	);
});

it('puts the same parameters into the address of a GET or DELETE and nothing into its body', () => {
	fc.assert(
		fc.property(params, fc.constantFrom('GET' as const, 'DELETE' as const), (values, method) => {
			const request: GraphRequest = { method, path: '123', params: values, effect: 'read' };
			const url = new URL(`https://graph.facebook.com/v26.0/${relativeUrl(request)}`);
			expect(url.pathname).toBe('/v26.0/123');
			expect(url.hash).toBe('');
			const asPost = formBody({ ...request, method: 'POST' }) ?? '';
			expect([...url.searchParams]).toEqual([...new URLSearchParams(asPost)]);
			expect(formBody(request)).toBeUndefined();
			expect(relativeUrl({ ...request, method: 'POST' })).toBe('123');
		}),
	);
});

it('refuses numbers that are not what they were, at the top and inside structures, and names the parameter', () => {
	fc.assert(
		fc.property(unsafeNumber, (number) => {
			for (const value of [number, [number], { deep: [{ er: number }] }]) {
				expect(() => encodeParams({ fine: 1, adset_id: value })).toThrow(RangeError);
				expect(() => encodeParams({ fine: 1, adset_id: value })).toThrow(/^adset_id \S+ is not exact as a number/);
			}
		}),
	);
});

it.each([
	['120210000000012345', '120210000000012345'],
	[0, '0'],
	[false, 'false'],
	[null, ''],
	['', ''],
	[[], '[]'],
	[['NONE'], '["NONE"]'],
	[{ geo_locations: { countries: ['US'] } }, '{"geo_locations":{"countries":["US"]}}'],
	[
		[{ field: 'id', operator: 'IN', value: ['120210000000012345'] }],
		'[{"field":"id","operator":"IN","value":["120210000000012345"]}]',
	],
])('encodes %j as %s', (value, encoded) => {
	expect(encodeParams({ value })).toEqual([['value', encoded]]);
});

it('has no body and no question mark without parameters', () => {
	expect(relativeUrl({ method: 'GET', path: 'me', effect: 'read' })).toBe('me');
	expect(relativeUrl({ method: 'GET', path: 'me', params: { after: undefined }, effect: 'read' })).toBe('me');
	expect(formBody({ method: 'POST', path: '1', effect: 'set' })).toBe('');
});

it('lists each field once, in the order given', () => {
	fc.assert(
		fc.property(fc.array(fc.constantFrom('id', 'name', 'adset{id,name}', 'status')), (fields) => {
			const expected = fields.filter((field, index) => fields.indexOf(field) === index);
			expect(fieldList(fields)).toBe(expected.join(','));
		}),
	);
});
