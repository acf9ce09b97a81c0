import * as fc from 'fast-check';

import { eachRow, readPage, readRows, Walk } from '../../../../nodes/shared/graph/pages.ts';
import type { Transport } from '../../../../nodes/shared/graph/wire/transport.ts';
import { clientOf, edgeRequest, edges, ids, readEdge } from './pagesProperty.mts';

it('gives every object once, in order and up to the limit, whatever the pages look like', async () => {
	await fc.assert(fc.asyncProperty(edges(400), readEdge), { numRuns: 300 });
});

/** Answers with given bodies, one a call, and keeps what was asked. */
function scripted(bodies: readonly unknown[]) {
	const asked: URLSearchParams[] = [];
	const transport: Transport = async ({ url }) => {
		asked.push(new URL(url).searchParams);
		return { status: 200, headers: {}, text: JSON.stringify(bodies[Math.min(asked.length, bodies.length) - 1]) };
	};
	return { asked, client: clientOf(transport) };
}

const page = (names: string[], after: unknown, next: unknown = 'https://graph.facebook.com/next') => ({
	data: names.map((id) => ({ id })),
	paging: { cursors: { after }, next },
});
const tooMuch = { error: { code: 100, error_subcode: 1487534 } };

describe('a list without an end', () => {
	const circle = { kind: 'temporary', message: expect.stringContaining('leads in a circle') as string };

	it.each([
		['the cursor just asked for', [page(['1'], 'a'), page(['2'], 'a')], 2],
		['one that came before', [page(['1'], 'a'), page(['2'], 'b'), page(['3'], 'a'), page(['4'], 'b')], 3],
		['a fresh one behind rows that are all known', [page(['1', '2'], 'a'), page(['2', '1'], 'b')], 2],
	])('fails at %s: what was read is not taken for all', async (_, bodies, calls) => {
		const { client, asked } = scripted(bodies);
		await expect(readRows(client, edgeRequest, Infinity)).rejects.toMatchObject(circle);
		expect(asked).toHaveLength(calls);
	});

	it('gives as many rows as are wanted before that', async () => {
		const { client } = scripted([page(['1'], 'a'), page(['2'], 'a')]);
		expect(await readRows(client, edgeRequest, 2)).toEqual([{ id: '1' }, { id: '2' }]);
	});

	it('may repeat some rows and give none: each comes once, and it is known how many were repeated', async () => {
		const { client } = scripted([
			page(['1', '1'], 'a'),
			page([], 'b'),
			page(['1', '2'], 'c'),
			page(['2', '3'], 'd'),
			page(['1'], 'e', null),
		]);
		expect((await readRows(client, edgeRequest, Infinity)).map(({ id }) => id)).toEqual(['1', '2', '3']);
		expect(client.answerFacts.rowsRepeated).toBe(4);
	});

	it('counts no repeated row toward a limit', async () => {
		const { client } = scripted([page(['1', '2'], 'a'), page(['2', '3'], 'b')]);
		expect((await readRows(client, edgeRequest, 3)).map(({ id }) => id)).toEqual(['1', '2', '3']);
	});

	it('tells rows of one id apart that are of several types', async () => {
		const options = ['relationship_statuses', 'education_statuses'].map((type) => ({ id: '1', type }));
		const { client } = scripted([
			{ ...page([], 'a'), data: options },
			{ ...page([], 'b', null), data: [...options].reverse() },
		]);
		expect(await readRows(client, edgeRequest, Infinity)).toEqual(options);
		expect(client.answerFacts.rowsRepeated).toBe(2);
	});

	it.each([[[{}, {}]], [[{ id: null }, { id: null }]], [[{ id: {} }, { id: {} }]]])(
		'keeps rows that have no id, however alike: %j',
		async (data) => {
			const { client } = scripted([
				{ ...page([], 'a'), data },
				{ ...page([], 'b', null), data },
			]);
			expect(await readRows(client, edgeRequest, Infinity)).toEqual([...data, ...data]);
			expect(client.answerFacts.rowsRepeated).toBe(0);
		},
	);

	it.each([undefined, 'b'])('is noticed in a report by a page that begins as another, followed by %s', (after) => {
		const rows = [{ spend: '1' }, { spend: '1' }];
		const walk = new Walk(true);
		expect(walk.fresh({ rows, after: 'a', headers: {} })).toEqual(rows);
		expect(walk.next({ rows, after: 'a', headers: {} })).toBe('a');
		walk.fresh({ rows, after, headers: {} });
		expect(() => walk.next({ rows, after, headers: {} })).toThrow(expect.objectContaining(circle));
	});

	it('is left at a cap when its cursors are ever new', async () => {
		let calls = 0;
		const client = clientOf(async () => ({
			status: 200,
			headers: {},
			text: JSON.stringify(page([`row ${++calls}`], `cursor ${calls}`)),
		}));
		await expect(readRows(client, edgeRequest, Infinity)).rejects.toMatchObject({
			kind: 'temporary',
			message: 'Meta’s list has more than 20,000 pages',
		});
		expect(calls).toBe(20_000);
	});
});

it.each([
	['no paging', { data: [{ id: '1' }] }],
	['a cursor but no next', { data: [{ id: '1' }], paging: { cursors: { after: 'a' } } }],
	['a next that is no address', page(['1'], 'a', null)],
])('ends at a page with %s', async (_, body) => {
	const { client, asked } = scripted([body]);
	expect(await readRows(client, edgeRequest, Infinity)).toEqual([{ id: '1' }]);
	expect(asked).toHaveLength(1);
});

it.each([[undefined], [''], [7]])('fails where there is more, and its cursor is %j', async (cursor) => {
	const { client } = scripted([page(['1'], cursor)]);
	await expect(readRows(client, edgeRequest, Infinity)).rejects.toMatchObject({
		kind: 'temporary',
		message: 'Meta’s list has more rows, and does not say where they begin',
	});
	expect(await readRows(client, edgeRequest, 1)).toEqual([{ id: '1' }]);
});

it('asks for no more than the limit and reads no page it does not need', async () => {
	const { client, asked } = scripted([page(ids(30), 'a'), page(ids(30), 'b')]);
	expect(await readRows(client, edgeRequest, 30)).toHaveLength(30);
	expect(asked.map((params) => params.get('limit'))).toEqual(['30']);
	expect(await readRows(client, edgeRequest, 0)).toEqual([]);
	expect(asked).toHaveLength(1);
});

it('reads only as far as its reader goes', async () => {
	const { client, asked } = scripted([page(['1', '2'], 'a'), page(['3'], 'b')]);
	for await (const { id } of eachRow(client, edgeRequest, Infinity)) if (id === '2') break;
	expect(asked).toHaveLength(1);
});

it('halves what is too heavy down to five, keeps its place and stays small', async () => {
	const { client, asked } = scripted([page(['1'], 'a'), tooMuch, tooMuch, page(['2'], 'b'), page(['3'], 'c', null)]);
	expect((await readRows(client, edgeRequest, Infinity)).map(({ id }) => id)).toEqual(['1', '2', '3']);
	expect(asked.map((params) => [params.get('limit'), params.get('after')])).toEqual([
		['100', null],
		['100', 'a'],
		['50', 'a'],
		['25', 'a'],
		['25', 'b'],
	]);

	const hopeless = scripted([tooMuch]);
	await expect(readRows(hopeless.client, edgeRequest, Infinity)).rejects.toMatchObject({ kind: 'tooMuchData' });
	expect(hopeless.asked.map((params) => params.get('limit'))).toEqual(['100', '50', '25', '12', '6', '5']);
});

it('passes on any other failure at once', async () => {
	const { client, asked } = scripted([{ error: { code: 190 } }]);
	await expect(readRows(client, edgeRequest, Infinity)).rejects.toMatchObject({ kind: 'auth' });
	expect(asked).toHaveLength(1);
});

it('reads one page from a cursor and says where the next one begins', async () => {
	const { client, asked } = scripted([page(['1'], 'z')]);
	expect(await readPage(client, edgeRequest, 7, 'y')).toMatchObject({ rows: [{ id: '1' }], after: 'z' });
	expect(Object.fromEntries(asked[0])).toEqual({ fields: 'id', limit: '7', after: 'y' });
});

it.each([
	['a row that is null', { data: [{ id: '1' }, null] }, '1 of 2 rows are empty'],
	['a row that is no object', { data: ['1'] }, '1 of 1 rows are empty'],
	['no rows', { paging: {} }, 'a list without rows'],
	['rows that are no list', { data: { id: '1' } }, 'a list without rows'],
])('fails on %s: a list that is short is not taken for all', async (_, body, said) => {
	const { client } = scripted([body]);
	await expect(readRows(client, edgeRequest, Infinity)).rejects.toMatchObject({
		kind: 'temporary',
		message: expect.stringContaining(said) as string,
	});
});
