import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import { startEmulator, type Emulator } from '../../../emulator/http/server.mts';
import { byId, emulatorCredential } from '../support/harness.mts';
import { pairwise } from './pairwise.mts';
import { runSteps } from './steps.mts';

/**
 * Get and Render in pairs of their settings: what stands in a message is read back and held against sums of Meta's own rows,
 * and each thing that was asked for is a figure or a sentence.
 */

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator();
});
afterAll(() => emulator.close());

const CHOSEN = ['spend', 'results', 'cost_per_result', 'impressions', 'clicks', 'ctr', 'cpc', 'reach', 'purchases'];

const settings = {
	account: [ACCOUNTS.usd, ACCOUNTS.jpy, ACCOUNTS.eur],
	days: [
		{ dateRange: 'lastWeek' },
		{ dateRange: 'yesterday' },
		{ dateRange: 'lastDays', days: 5 },
		{ dateRange: 'lastMonth' },
		{ dateRange: 'thisMonth' },
	],
	timeIncrement: ['day', 'week', 'month', 'total'],
	columns: [
		{},
		{ columns: 'all', fieldSets: ['delivery', 'results'] },
		{ columns: 'selected', fieldSets: ['delivery'], selectedColumns: ['date_start', 'spend', 'clicks', 'impressions'] },
	],
	level: ['account', 'campaign', 'adset', 'ad'],
	breakdowns: [[], ['gender'], ['country']],
	compare: [false, true],
	options: [{}, { limit: 2 }, { readableNames: true }],
	metrics: [[], CHOSEN] as ReadonlyArray<readonly string[]>,
	format: ['email', 'slack'],
	groupBy: ['auto', 'date_start'],
} as const;

type Setting = { [Name in keyof typeof settings]: (typeof settings)[Name][number] };

/** What a message must say. */
interface Truth {
	since: string;
	until: string;
	currency: string;
	spend: number;
	impressions: number;
	clicks: number;
	isLimited: boolean;
}

const longDay = (day: string): string =>
	new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(day));

const sumOf = (rows: IDataObject[], column: string): number =>
	rows.reduce((sum, row) => sum + Number(row[column] ?? 0), 0);

/** The figures at the top of a message, by label. */
function headOf(text: string): Map<string, string> {
	const lines = text.split('\n').map((line) => line.trim());
	return new Map(
		lines.flatMap((line): Array<[string, string]> => {
			const [, label, value] = /^([A-Z][\w ()]+?)(?: {2,}|: )([^ ]\S*)/.exec(line) ?? [];
			return label === undefined || value === undefined ? [] : [[label, value]];
		}),
	);
}

/** Everything in a message that is not so, or that is missing. */
function falsehoods(page: IDataObject, truth: Truth, chosen: readonly string[]): string[] {
	const [subject, text] = [String(page.subject), String(page.text)];
	const days = truth.since === truth.until ? longDay(truth.since) : `${longDay(truth.since)} – ${longDay(truth.until)}`;
	const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: truth.currency });
	const count = new Intl.NumberFormat('en-US');
	const percent = new Intl.NumberFormat('en-US', {
		style: 'percent',
		minimumFractionDigits: 2,
		maximumFractionDigits: 2,
	});
	const head = headOf(text);
	const figures: Array<[string, string]> = [
		['Spend', money.format(truth.spend)],
		['Impressions', count.format(truth.impressions)],
		['Clicks (All)', count.format(truth.clicks)],
		['CTR (All)', percent.format(truth.clicks / truth.impressions)],
		['CPC (All)', money.format(truth.spend / truth.clicks)],
	];
	const labels = {
		spend: 'Spend',
		impressions: 'Impressions',
		clicks: 'Clicks (All)',
		ctr: 'CTR (All)',
		cpc: 'CPC (All)',
	};
	const others = { results: 'Results', cost_per_result: 'Cost per Result', reach: 'Reach', purchases: 'Purchases' };
	const ofResults: readonly string[] = ['Results', 'Cost per Result'];
	// Results of several kinds stand by their own names, and people or unknown kinds in a sentence.
	const areResultsTold = / · \d|Results( that are people)? are not added up|results of several kinds/.test(text);
	const mentioned = (label: string): boolean =>
		head.has(label) || text.includes(`${label} cannot be shown: `) || (ofResults.includes(label) && areResultsTold);
	return [
		...(subject.startsWith(`Ads Report: ${days}, `) ? [] : [`subject days: ${subject}, not ${days}`]),
		...(text.includes(days) ? [] : [`days of the text: not ${days}`]),
		...(page.date_start === truth.since && page.date_stop === truth.until ? [] : ['date_start or date_stop']),
		...(truth.isLimited
			? text.includes('stops at the Limit')
				? []
				: ['no word of the Limit']
			: [
					...(subject.includes(`, ${money.format(truth.spend)} spent`) ? [] : [`subject amount: ${subject}`]),
					...figures.flatMap(([label, value]) =>
						!head.has(label) || head.get(label) === value ? [] : [`${label}: ${head.get(label)}, not ${value}`],
					),
				]),
		...(text.includes('from the local emulator') ? [] : ['no word of the emulator']),
		...chosen.flatMap((column) => {
			const label = { ...labels, ...others }[column]!;
			return mentioned(label) ? [] : [`${label} is dropped without a word`];
		}),
	];
}

const getOf = ({
	account,
	days,
	timeIncrement,
	columns,
	level,
	breakdowns,
	compare,
	options,
}: Setting): IDataObject => ({
	resource: 'report',
	operation: 'get',
	adAccount: byId(account),
	...days,
	timeIncrement,
	...columns,
	level,
	breakdowns: [...breakdowns],
	compare,
	options: { ...options },
});

async function read(setting: Setting): Promise<{ page: IDataObject; truth: Truth } | null> {
	const render: IDataObject = {
		resource: 'report',
		operation: 'render',
		metrics: [...setting.metrics],
		format: setting.format,
		groupBy: setting.groupBy,
	};
	const credential = emulatorCredential(emulator.url);
	const get = getOf(setting);
	const steps = await runSteps(
		[
			{ name: 'Get', node: 'metaInsights', parameters: get },
			{ name: 'Render', node: 'metaInsights', parameters: render },
		],
		{ credential },
	);
	expect([setting, steps.Get.error?.message, steps.Render.error?.message]).toEqual([setting, undefined, undefined]);
	const raw = {
		...get,
		columns: 'raw',
		fieldSets: ['delivery'],
		timeIncrement: 'total',
		breakdowns: [],
		compare: false,
	};
	const own = await runSteps([{ name: 'Raw', node: 'metaInsights', parameters: { ...raw, options: {} } }], {
		credential,
	});
	const rows = own.Raw.rows;
	if (rows.length === 0 || steps.Get.rows.length === 0) return null;
	const truth: Truth = {
		since: String(rows[0]!.date_start),
		until: String(rows[0]!.date_stop),
		currency: String(rows[0]!.account_currency),
		spend: sumOf(rows, 'spend'),
		impressions: sumOf(rows, 'impressions'),
		clicks: sumOf(rows, 'clicks'),
		isLimited: 'limit' in setting.options && steps.Get.rows.length >= 2,
	};
	return { page: steps.Render.rows[0]!, truth };
}

it('is true in every pair of settings, and drops nothing without a word', async () => {
	// The pairs, and each once more where least has room for most: a chat, every metric, results of two kinds.
	const pairs = pairwise<Setting>(settings);
	const chats = pairs.map((setting): Setting => ({
		...setting,
		account: ACCOUNTS.usd,
		format: 'slack',
		metrics: CHOSEN,
	}));
	const all = [...pairs, ...chats];
	expect(all.length).toBeGreaterThan(20);
	const flaws: string[] = [];
	let messages = 0;
	for (const setting of all) {
		const one = await read(setting);
		if (one === null) continue;
		messages++;
		for (const flaw of falsehoods(one.page, one.truth, setting.metrics))
			flaws.push(`${flaw} [${JSON.stringify({ ...setting, metrics: setting.metrics.length })}]`);
	}
	expect(messages).toBeGreaterThan(15);
	expect(flaws).toEqual([]);
}, 120_000);

it('is a test that finds what is planted', async () => {
	const setting = { ...first(), metrics: CHOSEN } as Setting;
	const { page, truth } = (await read(setting))!;
	expect(falsehoods(page, truth, CHOSEN)).toEqual([]);
	const planted: IDataObject[] = [
		{ ...page, subject: String(page.subject).replace(/ – .*?,.*?,/, ',') },
		{ ...page, subject: String(page.subject).replace(/\d spent/, '0.001 spent') },
		{ ...page, text: String(page.text).replace(/\nClicks \(All\) +/, '$&1') },
		{ ...page, text: String(page.text).replace('Reach cannot be shown', 'Nothing') },
		{ ...page, text: String(page.text).replace('from the local emulator', '') },
		{ ...page, date_stop: page.date_start },
	];
	for (const [index, lie] of planted.entries())
		expect([index, falsehoods(lie, truth, CHOSEN).length > 0]).toEqual([index, true]);
});

const first = (): Setting =>
	Object.fromEntries(Object.entries(settings).map(([name, values]) => [name, values[0]])) as unknown as Setting;
