import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { range } from 'lodash';

import { resolveReport } from '../../../../nodes/MetaInsights/form/resolvedReport.ts';
import { Lanes } from '../../../../nodes/MetaInsights/read/lanes.ts';
import type { ReportFetcher } from '../../../../nodes/MetaInsights/read/reportFetcher.ts';
import { reportPages } from '../../../../nodes/MetaInsights/read/reportPages.ts';
import { ReportReader } from '../../../../nodes/MetaInsights/read/reportReader.ts';
import type { ReportForm } from '../../../../nodes/MetaInsights/form/reportForm.ts';
import type { GraphClient } from '../../../../nodes/shared/graph/client.ts';
import type { GraphObject } from '../../../../nodes/shared/graph/object.ts';
import { delivery } from './delivery.mts';
import { readReport } from '../forms.mts';

// What a report of many rows holds while it is read and when it is handed over: bytes a row, after garbage collection.

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const account = { id: 'act_1001000000000001', name: 'Shop', currency: 'USD', timeZone: 'America/New_York' };
const noon = Date.parse('2026-11-25T17:00:00Z');
const PAGES = 20;
const ROWS = 1_000;

function heap(): number {
	collect();
	return process.memoryUsage().heapUsed;
}

/** What something holds: the most of three times, as what others leave meanwhile makes it seem less. */
const bytesOf = (make: () => unknown[]): number =>
	Math.max(
		...range(3).map(() => {
			const before = heap();
			const parts = make();
			const bytes = heap() - before;
			parts.length = 0;
			return bytes;
		}),
	);

/** A page as Meta writes it: rows of ads by day, age and gender. */
const pageText = (page: number): string =>
	JSON.stringify(
		Array.from({ length: ROWS }, (_, index) => {
			const number = page * ROWS + index;
			const ad = Math.floor(number / 600);
			return {
				account_id: '1001000000000001',
				account_name: 'A shop with a name as long as many',
				campaign_id: `12021000000000${1000 + (ad % 3)}`,
				campaign_name: `Prospecting, autumn collection, broad ${ad % 3}`,
				adset_id: `12021100000000${1000 + (ad % 9)}`,
				adset_name: `Women and men from 25, all placements ${ad % 9}`,
				ad_id: `12021200000000${1000 + ad}`,
				ad_name: `Video of the new collection, text ${ad}`,
				...{ spend: `${number / 100}`, impressions: `${number}`, reach: `${number}`, frequency: '1.296296' },
				...{ clicks: `${index}`, cpm: `${number / 7}`, cpc: `${number / 11}`, ctr: `${number / 13}` },
				...{ attribution_setting: '7d_click_1d_view', account_currency: 'USD' },
				...{ date_start: '2026-11-24', date_stop: '2026-11-24' },
				...{ age: `${18 + (index % 40)}`, gender: 'female' },
			};
		}),
	);

const perRow = (bytes: number): number => Math.round(bytes / (PAGES * ROWS));
const pageTexts = (): string[] => Array.from({ length: PAGES }, (_, page) => pageText(page));

/** Bytes a row: the most while Meta's own rows come, and what is handed over. */
async function weights(choices: Partial<ReportForm>): Promise<{ reading: number; items: number }> {
	const form = { ...readReport({ dateRange: 'lastDays', level: 'ad', breakdowns: ['age', 'gender'] }), ...choices };
	const texts = pageTexts();
	const before = heap();
	let reading = 0;
	async function* pages() {
		for (const text of texts) yield await Promise.resolve({ place: 0, rows: JSON.parse(text) as GraphObject[] });
		reading = perRow(heap() - before);
	}
	const asked = resolveReport(form, account, noon);
	const { rows } = await delivery({ form, asked, account, pages: pages(), now: noon });
	expect(rows).toHaveLength(PAGES * ROWS);
	const items = perRow(heap() - before);
	return { reading, items };
}

it('Meta’s own rows, all at once, hold more than what is allowed below', () => {
	const texts = pageTexts();
	expect(perRow(bytesOf(() => texts.map((text) => JSON.parse(text) as object[])))).toBeGreaterThan(650);
});

it.each<[string, Partial<ReportForm>, number]>([
	['every column', {}, 600],
	['main columns', { columns: 'main' }, 400],
])(
	'a report of %s holds its rows once: Meta’s own go page by page, and a name is there once',
	async (_, form, most) => {
		const { reading, items } = await weights(form);
		expect(reading).toBeLessThan(600);
		expect(items).toBeLessThan(most);
	},
);

it('a page that is written into a file is held by nobody, whoever still waits for the next', async () => {
	const RUNS = 4;
	const WRITTEN = 7;
	const pages: Array<WeakRef<object>> = [];
	let goOn: () => void = () => undefined;
	const allWritten = new Promise<void>((resolve) => (goOn = resolve));
	const send = async ({ path, params }: { path: string; params: { after?: string } }) => {
		const number = Number(params.after ?? 0);
		if (number === WRITTEN) await allWritten;
		const data = JSON.parse(pageText(Number(path.split('/')[0]) * 10 + number)) as object[];
		pages.push(new WeakRef(data[ROWS / 2]));
		const after = String(number + 1);
		return { body: { data, paging: number < WRITTEN ? { cursors: { after }, next: 'there' } : {} }, headers: {} };
	};
	const form = readReport({
		dateRange: 'lastDays',
		level: 'ad',
		breakdowns: ['age', 'gender'],
		options: { output: 'csv' },
	});
	const asked = resolveReport(form, account, noon);
	const reader = new ReportReader({ send } as unknown as GraphClient, asked.query, new Lanes(), '2026-11-25');
	const part = { period: asked.periods[0], fields: asked.query.fields };
	const begun = Array.from({ length: RUNS }, async (_, run) => await Promise.resolve([{ part, run: String(run) }]));
	const fetcher = { reader, options: { onIncomplete: 'fail' } } as unknown as ReportFetcher;

	let alive: number | undefined;
	const prepareBinaryData = async (content: AsyncIterable<Buffer>) => {
		let lines = -1;
		for await (const piece of content) {
			lines += piece.toString().split('\r\n').length - 1;
			if (lines < RUNS * WRITTEN * ROWS || alive !== undefined) continue;
			await new Promise((resolve) => setTimeout(resolve, 20));
			collect();
			alive = pages.filter((page) => page.deref() !== undefined).length;
			goOn();
		}
		return { data: '', mimeType: '', fileName: 'report.csv' };
	};
	const { count } = await delivery({
		form,
		asked,
		account,
		pages: reportPages(fetcher, begun),
		now: noon,
		n8n: { helpers: { prepareBinaryData } },
	});
	expect([alive, count]).toEqual([0, RUNS * (WRITTEN + 1) * ROWS]);
});
