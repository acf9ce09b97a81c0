import * as fc from 'fast-check';

import { BATCH_SIZE, batchBody, readAnswer, readBatch } from '../../../../nodes/shared/graph/wire/batch.ts';
import { formBody, relativeUrl, type GraphRequest } from '../../../../nodes/shared/graph/request.ts';

const request: fc.Arbitrary<GraphRequest> = fc.record({
	method: fc.constantFrom('GET', 'POST', 'DELETE'),
	path: fc.constantFrom('me', 'act_1/campaigns', '120210000000000000'),
	params: fc.dictionary(
		fc.constantFrom('name', 'filtering', 'daily_budget'),
		fc.oneof(fc.string({ unit: 'grapheme' }), fc.array(fc.string())),
	),
	effect: fc.constant('read' as const),
});

describe('batchBody', () => {
	it('carries each request as it would travel alone, with the version and asking for headers', () => {
		fc.assert(
			fc.property(fc.array(request, { minLength: 1, maxLength: BATCH_SIZE }), (requests) => {
				const read = new URLSearchParams(batchBody(requests, 'v26.0'));
				expect([...read.keys()]).toEqual(['batch', 'include_headers']);
				expect(read.get('include_headers')).toBe('true');
				const parts = JSON.parse(String(read.get('batch'))) as unknown[];
				expect(parts).toEqual(
					requests.map((one) => {
						const body = formBody(one);
						return {
							method: one.method,
							relative_url: `v26.0/${relativeUrl(one)}`,
							...(body === undefined ? {} : { body }),
						};
					}),
				);
			}),
		);
	});
});

const slot = (code: unknown, body: unknown, headers: unknown = []) => ({ code, headers, body });
const usage = {
	name: 'X-Business-Use-Case-Usage',
	value: '{"1":[{"type":"ads_management","call_count":100,"estimated_time_to_regain_access":2}]}',
};

describe('readBatch', () => {
	it('gives each part its own answer, headers by lower-case name', () => {
		const outcomes = readBatch(
			[
				slot(200, '{"id":"1"}', [usage]),
				slot(400, '{"error":{"code":80004}}', [usage]),
				slot(400, '{"error":{"code":80004}}'),
				slot(200, 'true'),
			],
			4,
		);
		expect(outcomes[0]).toEqual({
			kind: 'answered',
			body: { id: '1' },
			headers: { 'x-business-use-case-usage': usage.value },
		});
		expect(outcomes[1]).toMatchObject({
			kind: 'refused',
			failure: { kind: 'rateLimited', retryAfter: 120, httpStatus: 400 },
		});
		expect(outcomes[2]).toMatchObject({ kind: 'refused', failure: { kind: 'rateLimited', retryAfter: undefined } });
		expect(outcomes[3]).toMatchObject({ kind: 'answered', body: true });
	});

	it.each([
		['null', null],
		['text', 'oops'],
		['no body', slot(200, undefined)],
		['an empty body', slot(200, '')],
		['a truncated body', slot(200, '{"id":"12')],
		['a web page', slot(502, '<!DOCTYPE html><html></html>')],
		['a status without a reason', slot(500, '{}')],
		['a body that is null', slot(200, 'null')],
		['a body that is a number', slot(200, '12345678901234567')],
	])('takes %s for lost, and not the others', (_, bad) => {
		const [before, lost, after] = readBatch([slot(200, '{"id":"1"}'), bad, slot(200, '{"id":"3"}')], 3);
		expect(lost).toMatchObject({ kind: 'lost', sent: true });
		expect([before, after]).toMatchObject([{ body: { id: '1' } }, { body: { id: '3' } }]);
	});

	it('has an outcome for each part whatever came back, and takes none for done that has no answer', () => {
		const part = fc.oneof(
			fc.jsonValue(),
			fc.record(
				{ code: fc.jsonValue(), headers: fc.jsonValue(), body: fc.oneof(fc.string(), fc.json()) },
				{ requiredKeys: [] },
			),
		);
		fc.assert(
			fc.property(fc.oneof(fc.jsonValue(), fc.array(part)), fc.integer({ min: 1, max: BATCH_SIZE }), (body, count) => {
				const outcomes = readBatch(body, count);
				expect(outcomes).toHaveLength(count);
				const slots: unknown[] = Array.isArray(body) ? body : [];
				outcomes.forEach((outcome, index) => {
					const answers =
						typeof slots[index] === 'object' &&
						slots[index] !== null &&
						typeof (slots[index] as { body?: unknown }).body === 'string';
					if (!answers) expect(outcome).toMatchObject({ kind: 'lost', sent: true });
				});
			}),
			{ numRuns: 500 },
		);
	});
});

describe('readAnswer', () => {
	it('goes by the error object, not by the status', () => {
		expect(readAnswer(200, {}, '{"error":{"code":190}}')).toMatchObject({ kind: 'refused', failure: { kind: 'auth' } });
		expect(readAnswer(400, {}, '{"error":"text"}')).toMatchObject({ kind: 'lost', sent: true });
		expect(readAnswer(200, {}, '[{"id":"1"}]')).toMatchObject({ kind: 'answered', body: [{ id: '1' }] });
	});

	it('says what came back instead, without quoting it', () => {
		expect(readAnswer(503, {}, ' <html>secret</html>')).toMatchObject({
			reason: 'a web page came back instead of data (HTTP 503)',
		});
		expect(readAnswer(200, {}, '{"secret":"va')).toMatchObject({ reason: 'the answer was cut off' });
	});
});
