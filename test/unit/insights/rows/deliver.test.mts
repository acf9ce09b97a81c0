import type { IDataObject } from 'n8n-workflow';

import { resolveReport } from '../../../../nodes/MetaInsights/form/resolvedReport.ts';
import { delivery } from './delivery.mts';
import { readReport } from '../forms.mts';
import { MOST_ITEMS } from '../../../../nodes/MetaInsights/form/outputRules.ts';

const account = { id: 'act_1001000000000001', name: 'Shop', currency: 'USD', timeZone: 'America/New_York' };
const noon = Date.parse('2026-11-25T17:00:00Z');

/** Delivers as many rows as it takes; of a file its name and the pieces in which it is written. */
async function delivered(
	values: IDataObject,
	count: number,
	{ ads, sendMany }: { readonly ads?: readonly string[]; readonly sendMany?: unknown } = {},
) {
	const form = readReport({ dateRange: 'lastDays', ...values });
	const files: string[] = [];
	const pieces: string[] = [];
	const prepareBinaryData = async (content: AsyncIterable<Buffer>, name: string) => {
		files.push(name);
		for await (const piece of content) pieces.push(piece.toString());
		return { data: '', mimeType: '', fileName: name };
	};
	async function* pages() {
		yield await Promise.resolve({
			place: 0,
			rows: Array.from({ length: count }, (_, index) => ({
				spend: String(index),
				date_start: '2026-11-24',
				date_stop: '2026-11-24',
				...(ads && { ad_id: ads[index] }),
				...(values.columns === 'long' && { actions: [{ action_type: 'link_click', value: '1' }] }),
			})),
		});
	}
	const asked = resolveReport(form, account, noon);
	const n8n = { helpers: { prepareBinaryData } };
	const { rows } = await delivery({ form, asked, account, pages: pages(), now: noon, n8n, sendMany });
	return { files, pieces, rows };
}

describe('more rows than items can be', () => {
	it('cannot be compared or sorted, which is said as soon as they are that many', async () => {
		await expect(delivered({ compare: true }, MOST_ITEMS + 1)).rejects.toMatchObject({
			field: ['compare'],
			message: expect.stringContaining('more than 50,000 rows, which come as a file'),
		});
		await expect(delivered({ options: { sortBy: 'spend' } }, MOST_ITEMS + 1)).rejects.toMatchObject({
			field: ['options', 'sortBy'],
			advice: expect.stringContaining('set a Limit'),
		});
		await expect(delivered({ compare: true, options: { sortBy: 'spend' } }, 3)).resolves.toMatchObject({ files: [] });
	});

	it('have their first as items when sorted and limited', async () => {
		const { rows } = await delivered({ options: { sortBy: 'spend', limit: 2 } }, MOST_ITEMS + 1);
		expect(rows.map(({ json }) => json.spend)).toEqual([MOST_ITEMS, MOST_ITEMS - 1]);
	});

	it('come as CSV where their columns are known, and as JSON Lines otherwise', async () => {
		const kinds = [{}, { options: { allActionTypes: true } }, { columns: 'raw' }].map(async (form) =>
			(await delivered(form, MOST_ITEMS + 1)).files[0].split('.').pop(),
		);
		expect(await Promise.all(kinds)).toEqual(['csv', 'jsonl', 'jsonl']);
	});

	it.each([
		['main columns', {}, 'fewer Breakdowns.'],
		['a comparison', { compare: true }, 'fewer Breakdowns.'],
		[
			'one row per action type',
			{ columns: 'long', fieldSets: ['conversions'] },
			'fewer Breakdowns, fewer Action Types.',
		],
	])('fail where only items will do, with the field and the way out: %s', async (_, values, fewer) => {
		const form = { ...values, options: { output: 'itemsOrError' } };
		await expect(delivered(form, MOST_ITEMS + 1)).rejects.toMatchObject({
			field: ['options', 'output'],
			message: expect.stringContaining('more than 50,000 rows'),
			advice: expect.stringContaining(fewer),
		});
	});

	it('are no more than that with a Limit, so they come as items', async () => {
		const limited = { output: 'itemsOrError', limit: MOST_ITEMS };
		const [first, sorted] = [limited, { ...limited, sortBy: 'spend' }];
		expect((await delivered({ options: first }, MOST_ITEMS + 1)).rows).toHaveLength(MOST_ITEMS);
		expect((await delivered({ options: sorted }, MOST_ITEMS + 1)).rows).toHaveLength(MOST_ITEMS);
		expect((await delivered({ options: { output: 'itemsOrError' } }, 3)).rows).toHaveLength(3);
	});

	it('do not become items because a Limit is above that, and comes with one page', async () => {
		const { files, rows } = await delivered({ options: { limit: MOST_ITEMS + 10 } }, MOST_ITEMS + 20);
		expect([files.length, rows.length]).toEqual([1, 1]);
	});
});

it.each([
	['by choice', { options: { output: 'csv' } }, 2_500],
	['as items would be too many', {}, MOST_ITEMS + 1],
])('a file %s is written in small pieces: between them other calls go on', async (_, values, count) => {
	const { pieces } = await delivered(values, count);
	const lines = pieces.map((piece) => piece.split('\r\n').length - 1);
	// A thousand rows, and the line of the columns before the first of them.
	expect(Math.max(...lines)).toBe(1_001);
	expect(lines.reduce((sum, some) => sum + some)).toBe(count + 1);
});

it.each(['csv', 'auto'])(
	'pictures of ads are read page by page, however small the pieces of a file are: %s',
	async (output) => {
		const count = output === 'csv' ? 1_000 : MOST_ITEMS + 1;
		const ads = Array.from({ length: count }, (_, index) => String(Math.floor(index / 100) + 1));
		const form = { level: 'ad', options: { adDetails: true, output } };
		const read: string[][] = [];
		const sendMany = async (requests: ReadonlyArray<{ path: string }>) => {
			read.push(requests.map(({ path }) => path));
			return await Promise.resolve(
				requests.map(({ path }) => ({ answer: { body: { creative: { id: `9${path}` } } } })),
			);
		};
		const { pieces } = await delivered(form, count, { ads, sendMany });
		expect(read.filter((paths) => paths.length > 0)).toEqual([[...new Set(ads)]]);
		expect(pieces.join('').match(/9\d+/g)?.length).toBeGreaterThanOrEqual(count);
	},
);
