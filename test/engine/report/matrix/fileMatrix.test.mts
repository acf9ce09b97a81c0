import { isEqual } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS } from '../../../../emulator/world/seedIds.mts';
import { byId } from '../../support/harness.mts';
import { useInsights } from '../../support/insights.mts';
import { customDays } from './customDays.mts';
import { pairwise } from './pairwise.mts';

jest.mock('../../../../nodes/shared/graph/wait', () => jest.requireActual('../../support/lives/fakeTime.mts').fakeWait);

/** A report as a file in pairs of its settings: each cell of it is the one that the same report has as items, and its item says what it holds. */

const bench = useInsights();

const settings = {
	account: [ACCOUNTS.usd, ACCOUNTS.jpy, ACCOUNTS.eur],
	days: [{ dateRange: 'lastWeek' }, { dateRange: 'yesterday' }, { dateRange: 'lastMonth' }, customDays],
	timeIncrement: ['day', 'week', 'month', 'total', 'auto'],
	columns: [
		{},
		{ columns: 'all', fieldSets: ['delivery', 'results', 'ecommerce'] },
		{
			columns: 'selected',
			fieldSets: ['delivery'],
			selectedColumns: ['date_start', 'spend', 'clicks', 'cpm'],
		},
	],
	level: ['account', 'campaign', 'adset', 'ad'],
	breakdowns: [[], ['gender'], ['country'], ['publisher_platform', 'platform_position']],
	compare: [{ compare: false }, { compare: true }],
	options: [{}, { limit: 3 }, { readableNames: true }, { weekStart: 'sunday' }, { onIncomplete: 'return' }],
	output: ['csv', 'jsonl'],
} as const;

type Setting = { readonly [Name in keyof typeof settings]: (typeof settings)[Name][number] };

/** Cells of CSV text (RFC 4180), a list a line. */
function csvLines(text: string): string[][] {
	const lines: string[][] = [[]];
	for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
		if (quoted === undefined && plain === '' && end === '' && lines.at(-1)!.length === 0) break;
		lines.at(-1)!.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'));
		if (end === '\r\n') lines.push([]);
		if (end === '') break;
	}
	return lines.filter((line) => line.length > 0);
}

const asText = (cell: unknown): string => (cell === null || cell === undefined ? '' : String(cell));

interface FileTruth {
	readonly items: readonly IDataObject[];
	/** The report in one row: its days, currency and spend. */
	readonly whole: IDataObject | undefined;
	readonly isLimited: boolean;
}

/** Everything in a file or its item that is not so. */
function falseIn(item: IDataObject, text: string, output: string, { items, whole, isLimited }: FileTruth): string[] {
	const written: IDataObject[] =
		output === 'jsonl'
			? text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as IDataObject]))
			: (([head = [], ...lines]) =>
					lines.map((line) => Object.fromEntries(head.map((column, index) => [column, line[index] ?? 'no cell']))))(
					csvLines(text),
				);
	const cells = written.flatMap((row, at) =>
		Object.entries(row).flatMap(([column, cell]) => {
			const own = items[at]?.[column];
			const isSame = output === 'jsonl' ? isEqual(cell, own) : cell === asText(own);
			return isSame ? [] : [`row ${at + 1}, ${column}: ${asText(cell)}, not ${asText(own)}`];
		}),
	);
	const columns = Object.keys(items[0] ?? {});
	// Whether all of it came is known once the last row is written: the item tells it.
	const inItem = typeof item.report_complete === 'boolean' ? ['report_complete'] : [];
	const lost =
		written.length === 0 ? [] : columns.filter((column) => ![...inItem, ...Object.keys(written[0]!)].includes(column));
	const spendColumn = columns.find((column) => /^(spend|Amount Spent \(\w+\))$/.test(column));
	const sum = written.reduce((total, row) => total + Number(row[spendColumn ?? ''] ?? 0), 0);
	const isSumRight =
		isLimited || spendColumn === undefined || Math.abs(sum - Number(whole?.spend ?? 0)) < 0.01 * (written.length + 1);
	return [
		...(written.length === items.length ? [] : [`${written.length} rows, not ${items.length}`]),
		...(item.row_count === items.length ? [] : [`row_count ${asText(item.row_count)}, not ${items.length}`]),
		...cells,
		...lost.map((column) => `${column} is lost`),
		...(isSumRight ? [] : [`adds up to ${sum}, not ${asText(whole?.spend)}`]),
		...(whole === undefined || (item.date_start === whole.date_start && item.date_stop === whole.date_stop)
			? []
			: [`${asText(item.date_start)} to ${asText(item.date_stop)}`]),
		...(whole === undefined || item.account_currency === whole.account_currency
			? []
			: [`currency ${asText(item.account_currency)}`]),
		...(item.format === output ? [] : [`format ${asText(item.format)}`]),
	];
}

async function readFile({ output, account, breakdowns, options, days, columns, compare, ...form }: Setting) {
	const get = {
		...{ adAccount: byId(account), ...days, columns: 'main', ...columns, ...compare, ...form },
		breakdowns: [...breakdowns],
	};
	const items = await bench.run('get', { ...get, options });
	const file = await bench.run('get', { ...get, options: { ...options, output } });
	expect(items.error).toBeUndefined();
	// What a file cannot have is refused by name, and left out of none.
	if (compare.compare) expect(file.error?.message).toMatch(/^Options → Output: .* cannot have a comparison$/);
	else expect(file.error).toBeUndefined();
	if (file.error) return null;
	const week = 'weekStart' in options ? { weekStart: options.weekStart } : {};
	const one = { ...get, ...{ columns: 'all', fieldSets: ['delivery'], breakdowns: [], compare: false } };
	const { rows: own } = await bench.run('get', { ...one, timeIncrement: 'total', options: week });
	const whole =
		own.length === 0 ? undefined : { ...own[0], spend: own.reduce((sum, { spend }) => sum + Number(spend ?? 0), 0) };
	const text = Buffer.from(file.outputs[0]![0]!.binary!.data!.data, 'base64').toString();
	const truth: FileTruth = { items: items.rows, whole, isLimited: 'limit' in options };
	return { item: file.rows[0]!, text, truth };
}

it('is true in every pair of settings', async () => {
	const pairs = pairwise<Setting>(settings);
	const flaws: unknown[] = [];
	let cells = 0;
	for (const setting of pairs) {
		const read = await readFile(setting);
		if (read === null) continue;
		const { item, text, truth } = read;
		cells += truth.items.reduce((sum, row) => sum + Object.keys(row).length, 0);
		for (const flaw of falseIn(item, text, setting.output, truth)) flaws.push([flaw, setting]);
	}
	expect(flaws).toEqual([]);
	expect(cells).toBeGreaterThan(2_000);
}, 240_000);

it.each(['csv', 'jsonl'] as const)('is a test that finds what is planted in %s', async (output) => {
	const setting = Object.fromEntries(Object.entries(settings).map(([name, values]) => [name, values[0]]));
	const { item, text, truth } = (await readFile({
		...(setting as unknown as Setting),
		level: 'campaign',
		output,
	}))!;
	expect(falseIn(item, text, output, truth)).toEqual([]);
	const lines = text.split(/(?<=\n)/);
	const spend = String(truth.items[0]!.spend);
	const planted: ReadonlyArray<readonly [IDataObject, string]> = [
		[item, lines.slice(0, -1).join('')],
		[item, text.replace(spend, `1${spend}`)],
		[item, text.replaceAll(/spend/g, 'expense')],
		[{ ...item, row_count: 1 }, text],
		[{ ...item, date_stop: item.date_start }, text],
		[{ ...item, account_currency: 'JPY' }, text],
	];
	for (const [index, [lie, lieText]] of planted.entries())
		expect([index, falseIn(lie, lieText, output, truth).length > 0]).toEqual([index, true]);
});
