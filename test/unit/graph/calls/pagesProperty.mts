import * as fc from 'fast-check';

import { GraphClient } from '../../../../nodes/shared/graph/client.ts';
import type { Transport } from '../../../../nodes/shared/graph/wire/transport.ts';
import { readRows } from '../../../../nodes/shared/graph/pages.ts';
import type { GraphRequest } from '../../../../nodes/shared/graph/request.ts';
import { Drawing } from '../../../../nodes/shared/graph/wire/drawing.ts';

export const edgeRequest: GraphRequest = {
	method: 'GET',
	path: 'act_1/campaigns',
	params: { fields: 'id' },
	effect: 'read',
};

export const clientOf = (transport: Transport): GraphClient =>
	new GraphClient({
		transport,
		origin: 'https://graph.facebook.com',
		version: 'v26.0',
		drawing: new Drawing(() => 0),
		wait: async () => undefined,
		now: () => 0,
		random: () => 0,
		maxWait: 900_000,
	});

export const ids = (count: number): string[] =>
	Array.from({ length: count }, (_, index) => String(120_210_000_000 + index));

interface Shape {
	/** Rows of the page at most, whatever was asked for; 0 is an empty page with a next one. */
	readonly rows: number;
	/** Asking for more than this is too much here. */
	readonly bearable: number;
	readonly tooMuch: string;
	readonly lost: boolean;
}

export interface Edge {
	readonly count: number;
	readonly shapes: readonly Shape[];
	readonly most: number;
}

const tooMuch = [
	'{"error":{"code":1,"message":"Please reduce the amount of data you\'re asking for, then retry your request"}}',
	'{"error":{"code":100,"error_subcode":1487534,"message":"x"}}',
	'{"error":{"code":1,"error_subcode":99,"message":"An unknown error occurred"}}',
];

export const edges = (largest: number): fc.Arbitrary<Edge> =>
	fc.record({
		count: fc.nat(largest),
		shapes: fc.array(
			fc.record({
				rows: fc.oneof(fc.constant(0), fc.constant(1), fc.nat(120)),
				bearable: fc.oneof(fc.constant(Infinity), fc.integer({ min: 5, max: 100 })),
				tooMuch: fc.constantFrom(...tooMuch),
				lost: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
			}),
			{ maxLength: 30 },
		),
		most: fc.oneof(fc.constant(Infinity), fc.nat(largest + 10), fc.nat(8)),
	});

/** Reads an edge of any shape: each of its objects comes exactly once, in order, up to the limit. */
export async function readEdge({ count, shapes, most }: Edge): Promise<void> {
	const all = ids(count);
	let served = 0;
	let lost = false;
	const cursors = new Map<string, number>();
	const transport: Transport = async ({ method, url }) => {
		const { origin, pathname, searchParams } = new URL(url);
		// `next` is never followed: it leads elsewhere here.
		expect([method, origin, pathname, searchParams.get('access_token')]).toEqual([
			'GET',
			'https://graph.facebook.com',
			'/v26.0/act_1/campaigns',
			null,
		]);
		const limit = Number(searchParams.get('limit'));
		expect(Number.isInteger(limit) && limit > 0).toBe(true);
		const shape = shapes[served] as Shape | undefined;
		if (shape?.lost && !lost) {
			lost = true;
			return { lost: { kind: 'lost', sent: true, reason: 'cut' } };
		}
		lost = false;
		if (shape !== undefined && limit > shape.bearable) return { status: 500, headers: {}, text: shape.tooMuch };
		served++;
		const after = searchParams.get('after');
		const start = after === null ? 0 : (cursors.get(after) ?? NaN);
		const end = Math.min(all.length, start + Math.min(limit, shape?.rows ?? limit));
		const cursor = `c${served}`;
		cursors.set(cursor, end);
		const next = end < all.length ? { next: 'https://elsewhere.example/?access_token=TOKEN' } : {};
		return {
			status: 200,
			headers: {},
			text: JSON.stringify({
				data: all.slice(start, end).map((id) => ({ id })),
				paging: { cursors: { before: 'b', after: cursor }, ...next },
			}),
		};
	};
	const rows = await readRows(clientOf(transport), edgeRequest, most);
	expect(rows.map(({ id }) => id)).toEqual(all.slice(0, most));
}
