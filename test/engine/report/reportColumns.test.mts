import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { CUSTOM_CONVERSIONS } from '../../../emulator/world/seedIds.mts';
import { actionColumn } from '../../../nodes/MetaInsights/rows/columns/columnNames.ts';
import { useInsights } from '../support/insights.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useInsights();

const run = async (form: IDataObject) => await bench.run('get', { columns: 'main', ...form });

async function rowsOf(form: IDataObject): Promise<IDataObject[]> {
	const { rows, error } = await run(form);
	expect(error).toBeUndefined();
	expect(rows.length).toBeGreaterThan(1);
	return rows;
}

const columnsOf = (rows: readonly IDataObject[]): string[] => {
	const [first, ...others] = rows.map((row) => Object.keys(row));
	for (const other of others) expect(other).toEqual(first);
	return first;
};

const sum = (rows: readonly IDataObject[], column: string): number =>
	Math.round(rows.reduce((total, row) => total + Number(row[column] ?? 0), 0) * 100) / 100;

const numbers = ['spend', 'results', 'cost_per_result', 'purchase_value', 'roas', 'impressions', 'ctr'];

describe('Columns', () => {
	it('are an empty text where they have no value, if that is wanted: a sheet keeps what null leaves alone', async () => {
		const [asNull, asText] = [await run({}), await run({ options: { emptyText: true } })].map(({ rows }) => rows);
		expect(asNull!.some((row) => Object.values(row).includes(null))).toBe(true);
		const withText = asNull!.map((row) =>
			Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, cell ?? ''])),
		);
		expect(asText).toEqual(withText);
		const { error } = await run({ columns: 'raw', fieldSets: ['delivery'], options: { emptyText: true } });
		expect(error?.message).toContain('Empty Cells as Text');
	});

	it('are at first twelve, in the order in which people read them', async () => {
		const { rows } = await bench.run('get', { columns: undefined });
		expect(columnsOf(rows)).toEqual([
			...['campaign_name', 'date_start'],
			...numbers,
			...['account_currency', 'campaign_id', 'row_key'],
		]);
	});

	it.each(['account', 'campaign', 'adset', 'ad'])(
		'are at most twelve at level %s, whatever one row covers',
		async (level) => {
			for (const timeIncrement of ['day', 'week', 'month', 'days', 'total']) {
				const { rows } = await run({ level, timeIncrement, dateRange: 'lastDays' });
				expect(columnsOf(rows).length).toBeLessThanOrEqual(12);
			}
		},
	);

	it('of Key Metrics have no count of purchases, leads or clicks; Delivery and Conversions have all that the guard asks for', async () => {
		const counts = ['clicks', 'frequency', 'leads', 'link_clicks', 'purchases'];
		const form = { dateRange: 'last7Days', level: 'adset' };
		const main = columnsOf(await rowsOf(form));
		expect(counts.filter((column) => main.includes(column))).toEqual([]);
		const all = columnsOf(await rowsOf({ ...form, columns: 'all', fieldSets: ['delivery', 'conversions'] }));
		expect(all).toEqual(
			expect.arrayContaining([...counts, 'impressions', 'purchase_value', 'results', 'spend', 'date_stop']),
		);
	});

	it('of Main hold what those of All hold', async () => {
		const form = { dateRange: 'lastDays', level: 'adset' };
		const main = await rowsOf(form);
		const all = await rowsOf({ ...form, columns: 'all', fieldSets: ['delivery', 'results', 'ecommerce'] });
		expect(all.length).toBe(main.length);
		for (const row of main) {
			const same = all.find(({ row_key: key }) => key === row.row_key) ?? {};
			const cost = same.cost_per_result;
			expect({ ...same, cost_per_result: typeof cost === 'number' ? Number(cost.toFixed(2)) : cost }).toMatchObject(
				row,
			);
		}
		expect(main.some(({ roas }) => typeof roas === 'number')).toBe(true);
	});

	it('of All say in words what their results are', async () => {
		const rows = await rowsOf({ columns: 'all', level: 'adset', fieldSets: ['delivery', 'results'] });
		expect(rows.map(({ result_type: type }) => type)).toContain('actions:offsite_conversion.fb_pixel_purchase');
		expect(rows.map(({ result_name: name }) => name)).toContain('Purchases (Website)');
	});

	it('come beside those that breakdowns, a comparison and options ask for', async () => {
		const columns = columnsOf(
			await rowsOf({ breakdowns: ['age'], options: { moreFields: ['reach'], conversionWindow: '7d_click' } }),
		);
		expect(columns).toEqual([
			...['campaign_name', 'date_start', 'age'],
			...numbers,
			...['reach', 'account_currency', 'campaign_id', 'row_key'],
		]);
		const compared = columnsOf(await rowsOf({ compare: true, dateRange: 'lastDays' }));
		expect(compared.slice(2, 5)).toEqual(['spend', 'spend_previous', 'spend_change_pct']);
	});

	it('that are chosen come alone, in the order of the choice', async () => {
		const selectedColumns = ['spend', 'campaign_name', 'purchases'];
		const form = { columns: 'selected', fieldSets: ['ecommerce'], selectedColumns };
		const rows = await rowsOf({ ...form, options: { sortBy: 'roas' } });
		expect(columnsOf(rows)).toEqual(selectedColumns);
		const all = await rowsOf({ columns: 'all', fieldSets: ['ecommerce'], options: { sortBy: 'roas' } });
		expect(rows.map(({ spend }) => spend)).toEqual(all.map(({ spend }) => spend));
	});

	it('that a report cannot have are refused, with those of a similar name', async () => {
		const { error } = await run({ columns: 'selected', fieldSets: ['ecommerce'], selectedColumns: ['purchase'] });
		expect(error?.message).toContain('“purchase” is not a column of this report');
		expect(error?.description).toContain('purchases');
		const none = await run({ columns: 'selected', selectedColumns: [] });
		expect(none.error?.message).toContain('Selected Columns');
	});

	it('can be those of Meta', async () => {
		const rows = await rowsOf({ columns: 'raw' });
		expect(rows[0].spend).toEqual(expect.any(String));
		const { error } = await run({ columns: 'raw', compare: true });
		expect(error?.description).toContain('Set Columns to Key Metrics, Custom or All Metrics of the Groups');
	});

	it('can have the names of Ads Manager, in items and in a file', async () => {
		const options = { readableNames: true };
		const rows = await rowsOf({ options });
		expect(columnsOf(rows).slice(0, 3)).toEqual(['Campaign Name', 'Reporting Starts', 'Amount Spent (USD)']);
		const plain = await rowsOf({});
		expect(rows.map((row) => Object.values(row))).toEqual(plain.map((row) => Object.values(row)));
		const { rows: files } = await run({ options: { ...options, output: 'csv' } });
		expect(files[0].columns).toEqual(columnsOf(rows));
		const { error } = await run({ columns: 'raw', options });
		expect(error?.message).toContain('Readable Names');
	});

	it('of a file are those of its rows', async () => {
		const { rows } = await run({ options: { output: 'csv' } });
		expect(rows[0].columns).toEqual(columnsOf(await rowsOf({})));
	});

	it('are there without rows', async () => {
		const { rows } = await run({
			scope: 'list',
			idLevel: 'campaign',
			ids: '120210000000999999',
			options: { alwaysOutputRow: true },
		});
		expect(columnsOf(rows)).toEqual(columnsOf(await rowsOf({})));
	});
});

describe('a comparison', () => {
	it('with days of one’s own adds up to the report of those days', async () => {
		const since = DateTime.now().minus({ days: 40 }).toISODate();
		const until = DateTime.now().minus({ days: 34 }).toISODate();
		const form = { dateRange: 'lastDays', endDaysAgo: '8', level: 'adset' };
		const compared = { compare: true, compareWith: 'dates', compareSince: since, compareUntil: until };
		const rows = await rowsOf({ ...form, ...compared });
		const before = await rowsOf({ level: 'adset', dateRange: 'custom', since, until });
		const now = await rowsOf(form);
		expect(sum(before, 'spend')).toBeGreaterThan(0);
		for (const column of ['spend', 'impressions', 'clicks']) {
			expect(sum(rows, column)).toBe(sum(now, column));
			expect(sum(rows, `${column}_previous`)).toBe(sum(before, column));
		}
	});
});

describe('a row for each type of action', () => {
	const form = { level: 'adset', dateRange: 'lastDays', fieldSets: ['ecommerce', 'conversions'] };

	it('has columns that do not hang on the types, and sums that are those of All', async () => {
		const rows = await rowsOf({ ...form, columns: 'long', options: { attributionWindows: ['7d_click'] } });
		expect(columnsOf(rows)).toEqual([
			...['adset_name', 'date_start', 'date_stop', 'action_type', 'actions', 'actions_7d_click', 'action_values'],
			...['action_values_7d_click', 'cost_per_action_type', 'cost_per_action_type_7d_click', 'purchase_roas'],
			...['purchase_roas_7d_click', 'website_purchase_roas', 'website_purchase_roas_7d_click'],
			...['account_currency', 'adset_id', 'report_key', 'row_key'],
		]);
		const all = await rowsOf({
			...form,
			columns: 'all',
			options: { allActionTypes: true, attributionWindows: ['7d_click'] },
		});
		const keys = rows.map(({ row_key: key }) => key);
		expect(new Set(keys).size).toBe(keys.length);
		const types = [...new Set(rows.map(({ action_type: type }) => String(type)))];
		expect(types.length).toBeGreaterThan(5);
		for (const type of types) {
			const own = rows.filter(({ action_type: one }) => one === type);
			for (const list of ['actions', 'action_values'])
				for (const window of ['', '_7d_click'])
					expect([type, list, sum(own, `${list}${window}`)]).toEqual([
						type,
						list,
						sum(all, `${actionColumn(list, type)}${window}`),
					]);
		}
		const reported = new Set(all.map(({ row_key: key }) => key));
		expect(rows.filter(({ report_key: key }) => !reported.has(key))).toEqual([]);
	});

	it('comes as items or as a file, up to a Limit', async () => {
		const items = await rowsOf({ ...form, columns: 'long' });
		const { rows: files } = await run({ ...form, columns: 'long', options: { output: 'csv' } });
		expect(files[0]).toMatchObject({ row_count: items.length, columns: columnsOf(items) });
		expect(await rowsOf({ ...form, columns: 'long', options: { limit: 7 } })).toHaveLength(7);
		const divided = await rowsOf({ ...form, columns: 'long', options: { actionBreakdowns: ['action_device'] } });
		expect(columnsOf(divided)).toContain('action_device');
	});

	it('is refused without lists, and with a comparison', async () => {
		expect((await run({ columns: 'long', fieldSets: ['delivery'] })).error?.message).toContain('no list of actions');
		expect((await run({ ...form, columns: 'long', compare: true })).error?.message).toContain('type of action');
	});
});

describe('a custom conversion', () => {
	const chosen = `${CUSTOM_CONVERSIONS.usdThanks} Thank-you page`;
	const counted = `actions_offsite_conversion_custom_${CUSTOM_CONVERSIONS.usdThanks}`;
	const days = { dateRange: 'lastDays', level: 'campaign', timeIncrement: 'day' };

	beforeEach(() => {
		bench.emulator.world.get('CustomConversion', CUSTOM_CONVERSIONS.usdThanks).customEventType = 'INITIATED_CHECKOUT';
	});

	it('has its count and its cost in columns of its name, also next to fields without actions', async () => {
		const options = { customConversions: [chosen] };
		const main = await rowsOf({ ...days, options });
		expect(columnsOf(main)).toEqual(
			expect.arrayContaining(['custom_thank_you_page', 'cost_per_custom_thank_you_page', 'results', 'row_key']),
		);
		expect(sum(main, 'custom_thank_you_page')).toBeGreaterThan(0);
		const types = { actionTypes: `offsite_conversion.custom.${CUSTOM_CONVERSIONS.usdThanks}`, moreFields: ['actions'] };
		const all = await rowsOf({ ...days, columns: 'all', fieldSets: ['delivery'], options: types });
		for (const row of main) {
			const same = all.find(({ row_key: key }) => key === row.row_key) ?? {};
			expect(row.custom_thank_you_page).toBe(same[counted] ?? 0);
			const [cost, count] = [row.cost_per_custom_thank_you_page, Number(row.custom_thank_you_page)];
			if (count === 0) expect(cost).toBeNull();
			else expect(Math.abs(Number(cost) - Number(same.spend) / count)).toBeLessThan(0.0051);
		}
		const delivery = await rowsOf({ ...days, columns: 'all', fieldSets: ['delivery'], options });
		expect(columnsOf(delivery).filter((column) => /purchases|leads|^actions/.test(column))).toEqual([]);
		expect(sum(delivery, 'custom_thank_you_page')).toBe(sum(main, 'custom_thank_you_page'));
	});

	it('compares with the period before, by window, sorted, in a file, and under the name that people read', async () => {
		const form = { ...days, timeIncrement: 'total', fieldSets: ['conversions'] };
		const options = { customConversions: [chosen] };
		const compared = await rowsOf({
			...form,
			columns: 'all',
			compare: true,
			options: { ...options, sortBy: 'custom_thank_you_page' },
		});
		const before = 'custom_thank_you_page_previous';
		expect(columnsOf(compared)).toEqual(expect.arrayContaining([before, 'custom_thank_you_page_change_pct']));
		expect(sum(compared, before)).toBeGreaterThan(0);
		const counts = compared.map((row) => Number(row.custom_thank_you_page ?? -1));
		expect(counts).toEqual([...counts].sort((one, other) => other - one));
		const day = await rowsOf({ ...form, options: { ...options, conversionWindow: '1d_click' } });
		expect(sum(day, 'custom_thank_you_page')).toBeLessThan(sum(compared, 'custom_thank_you_page'));
		const { rows: files } = await run({ ...form, options: { ...options, readableNames: true, output: 'csv' } });
		expect(files[0].columns).toEqual(expect.arrayContaining(['Thank-you page', 'Cost per Thank-you page (USD)']));
	});

	it('is null and not 0 where Meta does not tell it, and 0 where it tells none', async () => {
		const options = { customConversions: [chosen, '99999'] };
		const byRegion = await rowsOf({ ...days, timeIncrement: 'total', breakdowns: ['region'], options });
		expect(new Set(byRegion.map((row) => row.custom_thank_you_page))).toEqual(new Set([null]));
		const rows = await rowsOf({ ...days, options });
		expect(new Set(rows.map((row) => row.custom_99999))).toEqual(new Set([0]));
	});

	it('is refused if it isn’t one, or shares its column with another one', async () => {
		const refused = async (customConversions: unknown) =>
			(await run({ options: { customConversions } as IDataObject })).error?.message;
		expect(await refused(['Thank-you page'])).toContain('“Thank-you page” is no custom conversion');
		expect(await refused(['1 Lead', '2 lead!'])).toContain('would share the column custom_lead with another one');
		expect((await run({ options: { customConversions: ['1 Lead', '1 Lead'] } })).error).toBeUndefined();
	});
});
