import type { IDataObject } from 'n8n-workflow';
import fc from 'fast-check';
import { omit, range, sumBy } from 'lodash';

import { uniform } from '../../../bench/uniform.mts';
import type { ReportRecord } from '../../../nodes/meta/report/reportRecord.ts';
import { rateStep } from '../../../nodes/meta/evidence/rateStep.ts';
import { metricOf } from '../../../nodes/MetaInsights/render/numbers/figures.ts';
import { Words } from '../../../nodes/MetaInsights/render/numbers/words.ts';
import { blocksOf } from '../../../nodes/MetaInsights/render/blocks.ts';

/** The lines at the top of a message: what each says, and where it keeps silent. */

const week = { since: '2026-11-02', until: '2026-11-08' };
const weekBefore = { since: '2026-10-26', until: '2026-11-01' };

const report = (more: Partial<ReportRecord> = {}): ReportRecord => ({
	...{ account: { id: '101', name: 'Shop', timeZone: 'UTC' }, currency: 'USD', converted: null, environment: 'meta' },
	...{ level: 'campaign', idColumn: 'campaign_id', increment: 'total', rowPeriods: [], kinds: null, byType: {} },
	...{ periods: [week], previous: [weekBefore], asOf: Date.parse('2026-12-30'), isComplete: true, limit: null },
	...{
		rowCount: 5,
		filters: [],
		mayLackGone: false,
		isPartial: false,
		counts: {},
		breakdowns: [],
		names: {},
		rowMarks: null,
	},
	...more,
});

const CLICKS = 'actions:link_click';
const PURCHASES = 'actions:offsite_conversion.fb_pixel_purchase';

/** Spend and results of a week and of the one before. */
type Numbers = readonly [
	spend: number,
	results: number | null,
	spendBefore?: number | null,
	resultsBefore?: number | null,
];

const row = (
	name: string,
	kind: string,
	[spend, results, spendBefore, resultsBefore]: Numbers,
	more = {},
): IDataObject => ({
	...{ account_id: '101', account_name: 'Shop', account_currency: 'USD', campaign_id: name, campaign_name: name },
	...{ date_start: week.since, date_stop: week.until, spend, results, result_type: kind, settled: true },
	...{ previous_date_start: weekBefore.since, previous_date_stop: weekBefore.until },
	...{ spend_previous: spendBefore ?? null, results_previous: resultsBefore ?? null },
	...more,
});

const settings = { groupBy: 'auto', metrics: [], sortBy: 'spend', mostLines: 10, movers: true, locale: 'en-US' };

const verdict = (rows: readonly IDataObject[], record: ReportRecord | null = report(), more = {}): string[] =>
	blocksOf(rows, { ...settings, ...more }, () => record).flatMap((block) => block.verdict);

const both = [row('Sale', PURCHASES, [400, 20, 500, 20]), row('Visits', CLICKS, [100, 300, 100, 310])];

it('say what was spent, what each goal brought for it, and what it was before', () => {
	expect(verdict(both)).toEqual([
		'$500.00 was spent, 16.7% less than before ($600.00).',
		'“Sale”: $400.00 went into ads for purchases (website) and brought 20, $20.00 each. Before: 20 at $25.00 each; with 20 against 20 this may be chance.',
		'“Visits”: $100.00 went into ads for link clicks and brought 300, $0.33 each. Before: 310 at $0.32 each; the cost is about the same.',
		"The campaigns have different goals, so their costs can't be compared.",
	]);
});

it.each<[string, Numbers, string, string]>([
	['the same', [100, 5, 100, 5], 'about the same as before', '; the cost is about the same.'],
	['within five percent', [104, 5, 100, 5], 'about the same as before', '; the cost is about the same.'],
	['six percent more', [106, 5, 100, 5], '6% more than before', '; with 5 against 5 this may be chance.'],
	[
		'many, though less than days vary',
		[100, 300, 100, 400],
		'about the same',
		'; days often differ by as much, so this may be chance.',
	],
	['far more than chance', [100, 20, 100, 200], 'about the same', '; one costs 900% more now.'],
	['far less', [100, 200, 100, 20], 'about the same', '; one costs 90% less now.'],
	[
		'none of many',
		[100, 0, 100, 40],
		'about the same',
		'brought none. Before: 40 at $2.50 each; that is more than chance explains.',
	],
	[
		'none of few',
		[100, 0, 100, 3],
		'about the same',
		'brought none. Before: 3 at $33.33 each; with 0 against 3 this may be chance.',
	],
	['many of none', [100, 40, 100, 0], 'about the same', 'Before: 0; that is more than chance explains.'],
	['none and none', [100, 0, 120, 0], '16.7% less than before', 'brought none. Before: 0.'],
	['a hundred times', [10_000, 5, 100, 5], 'over 999% more than before', '; one costs over 999% more now.'],
])('of %s say so, and no more', (_, numbers, spent, goal) => {
	const [first, second] = verdict([row('Sale', PURCHASES, numbers)]);
	expect(first).toContain(spent);
	expect(second).toContain(goal);
});

it('name the best and the worst line only where chance does not explain it', () => {
	const lines = [
		row('Good', PURCHASES, [200, 80]),
		row('Middle', PURCHASES, [200, 40]),
		row('Bad', PURCHASES, [200, 2]),
		row('Visits', CLICKS, [1, 900]),
	];
	expect(verdict(lines).filter((line) => /^(Best|Worst|By)/.test(line))).toEqual([
		'Best campaign by the cost of a purchase (website): “Good”, $2.50.',
		'Worst campaign by the cost of a purchase (website): “Bad”, $100.00.',
	]);
	// One purchase of 40 USD may be bad luck. It is the worst cost, but not surely the worst campaign.
	const many = [row('A', PURCHASES, [100, 25]), row('B', PURCHASES, [100, 25]), row('C', PURCHASES, [300, 10])];
	const worst = (more: IDataObject[]) => verdict([...many, ...more]).find((line) => line.startsWith('Worst'));
	expect(worst([])).toBe('Worst campaign by the cost of a purchase (website): “C”, $30.00.');
	expect(worst([row('Unlucky', PURCHASES, [40, 1])])).toBe(
		'Worst campaign by the cost of a purchase (website), among those with enough results: “C”, $30.00.',
	);
	expect(worst([row('New', PURCHASES, [5, 0])])).toBe(worst([]));
	expect(verdict([row('One', PURCHASES, [200, 20]), row('Two', PURCHASES, [200, 16])])).toContain(
		'By the cost of a purchase (website), no campaign is clearly better or worse than the others.',
	);
	expect(verdict([row('One', PURCHASES, [200, 40]), row('Two', PURCHASES, [200, 0])])).toContain(
		'Worst campaign by the cost of a purchase (website): “Two”, $200.00 without any.',
	);
	// Periods are no lines to choose from.
	expect(verdict(both, report(), { groupBy: 'date_start' }).join()).not.toMatch(/Best|different goals/);
});

it('say what the goals and lines leave out of the spend that they stand beneath', () => {
	const summary = (spend: number) => ({
		...{ row_type: 'summary', account_id: '101', account_currency: 'USD' },
		...{ totals: { spend }, previous_totals: { spend: 700 } },
	});
	const record = report({ mayLackGone: true });
	expect(verdict([...both, summary(650)], record).slice(0, 2)).toEqual([
		'$650.00 was spent, 7.1% less than before ($700.00).',
		'The lines below lack $150.00 of the spend, which is archived or deleted.',
	]);
	expect(verdict([...both, summary(500)], record).join()).not.toContain('leaves out');
});

it.each([
	['at 01:30 of the next day', '2026-11-08T16:30:00Z', 'The last day has just ended'],
	['at 23:30 of the day', '2026-11-08T14:30:00Z', 'The last day is not over'],
])('call a day of Tokyo over once it is: %s', (_, asOf, note) => {
	const account = { id: '101', name: 'Shop', timeZone: 'Asia/Tokyo' };
	const [block] = blocksOf(both, settings, () => report({ account, asOf: Date.parse(asOf) }));
	expect(block!.notes.filter((one) => one.startsWith('The last day'))).toEqual([expect.stringContaining(note)]);
});

it('say that a goal is a part of what a line spent, where its table shows more', () => {
	const of = (country: string, campaign: string, kind: string, numbers: Numbers) =>
		row(campaign, kind, numbers, { country });
	const rows = [of('US', 'Clicks', CLICKS, [268.56, 300]), of('US', 'Sale', PURCHASES, [156.16, 10])];
	const lines = verdict([...rows, of('DE', 'Sale', PURCHASES, [100, 5])], report(), { groupBy: 'country' });
	expect(lines.join()).toContain('“United States”: $268.56 of $424.72 went into ads for link clicks');
	const none = [of('US', 'Sale', PURCHASES, [300, 0]), of('US', 'Clicks', CLICKS, [50, 10])];
	const worst = verdict([...none, of('DE', 'Sale', PURCHASES, [300, 60])], report(), { groupBy: 'country' });
	expect(worst.find((line) => line.startsWith('Worst'))).toContain('“United States”, $300.00 of $350.00 without any');
});

describe('keep silent of', () => {
	it.each<[string, Partial<ReportRecord>]>([
		['periods that are not equally long', { previous: [{ since: '2026-10-25', until: '2026-11-01' }] }],
		['rows that a filter chose', { filters: ['Spend is above 5'] }],
		['no period before', { previous: [] }],
	])('what was before: %s', (_, more) => {
		const lines = verdict(both, report(more));
		expect(lines[0]).toBe('“Sale”: $400.00 went into ads for purchases (website) and brought 20, $20.00 each.');
		expect(lines.join()).not.toMatch(/before|Before/);
	});

	it('what was before: a last day that is not over, and parts that are missing', () => {
		for (const more of [{ day_complete: false }, { report_complete: false }])
			expect(verdict(both.map((one) => ({ ...one, ...more }))).join()).not.toMatch(/before/i);
	});

	it('everything: rows beyond a limit', () => {
		expect(verdict(both, report({ limit: 2, rowCount: 2 }))).toEqual([]);
	});

	it('everything: a message without spend', () => {
		expect(verdict(both, report(), { metrics: ['impressions'], sortBy: 'impressions' })).toEqual([]);
	});

	it('goals that nobody tells, and goals that share a row’s spend', () => {
		const untold = both.map((one): IDataObject => omit(one, 'result_type'));
		expect(verdict(untold)).toEqual(['$500.00 was spent, 16.7% less than before ($600.00).']);
		const mixed = row('Both', `${CLICKS}, ${PURCHASES}`, [100, 30, 100, 30], {
			results_by_type: JSON.stringify({ [CLICKS]: 28, [PURCHASES]: 2 }),
		});
		expect(verdict([mixed, ...both]).join()).not.toContain('went into');
		const byAction = both.map((one) => ({ ...one, action_type: 'link_click', actions: 3 }));
		expect(verdict(byAction).join()).not.toContain('went into');
	});

	it('a goal with an empty result says nothing: it may be 0 or unknown', () => {
		expect(verdict([row('Sale', PURCHASES, [100, null]), row('More', PURCHASES, [50, 5])]).join()).not.toContain(
			'went into',
		);
	});

	it('what rows of a sheet were before: nobody knows whether they are all', () => {
		expect(verdict(both, null).join()).not.toMatch(/before/i);
	});
});

describe('what the ads brought in purchases against what they cost', () => {
	const sold = (value: string | number | null, valueBefore: string | number | null = null, more = {}): IDataObject => ({
		...row('Sale', PURCHASES, [700, 5, 800, 5]),
		...{ purchases: 5, purchases_previous: 5, purchase_value: value, purchase_value_previous: valueBefore },
		...more,
	});
	const sales = (rows: readonly IDataObject[], ...more: [(ReportRecord | null)?, object?]): string[] =>
		verdict(rows, ...more).filter((line) => line.startsWith('The ads brought'));

	it('is said for one of the currency’s own unit, before too', () => {
		expect(sales([sold(350, 360)])).toEqual([
			'The ads brought $350.00 in purchases and cost $700.00: $0.50 back for each $1 spent (before: $0.45).',
		]);
		expect(sales([sold(350, 360, { account_currency: 'JPY', settled: false })])).toEqual([
			'The ads brought ¥350 in purchases so far and cost ¥700: ¥0.50 back for each ¥1 spent (before: ¥0.45).',
		]);
	});

	it('leaves out what was before where that cannot be compared', () => {
		const alone = 'The ads brought $350.00 in purchases and cost $700.00: $0.50 back for each $1 spent.';
		expect(sales([sold(350)])).toEqual([alone]);
		expect(sales([sold(350, 360)], report({ previous: [] }))).toEqual([alone]);
		expect(sales([sold(350, 360)], null)).toEqual([alone]);
	});

	it.each<[string, IDataObject[]]>([
		['no value', [sold(null)]],
		['no sales at all', [sold(0, 0)]],
		['a value that cannot be read', [sold('12,50')]],
		['a row without one', [sold(350), sold(null, null, { campaign_id: '2', row_key: '2' })]],
		['rows by action, which share one spend', [sold(350, 360, { action_type: 'purchase', actions: 5 })]],
	])('is not told: %s', (_, rows) => {
		expect(sales(rows)).toEqual([]);
	});

	it('is not told where other metrics were chosen, and never added up over currencies', () => {
		expect(sales([sold(350)], report(), { metrics: ['spend', 'clicks'] })).toEqual([]);
		expect(sales([sold(350), sold(80, null, { account_currency: 'EUR' })])).toEqual([
			'The ads brought $350.00 in purchases and cost $700.00: $0.50 back for each $1 spent.',
			'The ads brought €80.00 in purchases and cost €700.00: €0.11 back for each €1 spent.',
		]);
	});
});

it('write names as they are, but no address that a mail program would link', () => {
	const hostile = [row('<b>www.evil.example</b>', PURCHASES, [200, 80]), row('B', PURCHASES, [200, 2])];
	const line = verdict(hostile).find((one) => one.startsWith('Best'))!;
	expect(line).not.toContain('www.evil.example');
	expect(line).toContain('<\u2060b>');
});

it.each<[number, string]>([
	[0, 'plain'],
	[5, 'plain'],
	[-5, 'plain'],
	[6, 'good'],
	[-6, 'bad'],
])('a figure that changed by %i percent is %s: what is about the same has no color', (change, tone) => {
	expect(new Words('en-US', 'USD').tone({ now: 200, before: 100, change }, metricOf('results')!)).toBe(tone);
});

describe('a cost or ROAS', () => {
	const tones = (numbers: Numbers, more: IDataObject = {}): Record<string, string> => {
		const [block] = blocksOf([row('Sale', PURCHASES, numbers, more)], settings, () => report());
		return Object.fromEntries(
			block!.metrics.map((metric) => [
				metric.column,
				new Words('en-US', 'USD').tone(block!.headline.get(metric.column)!, metric),
			]),
		);
	};
	const value = { purchase_value: 500, purchase_value_previous: 350 };

	it('has no color where its change may be chance', () => {
		expect(tones([100, 5, 120, 5], { purchases: 5, purchases_previous: 5, ...value })).toMatchObject({
			cost_per_result: 'plain',
			cost_per_purchase: 'plain',
			roas: 'plain',
			purchase_value: 'plain',
		});
	});

	it('has one where it is more than chance', () => {
		expect(tones([100, 200, 100, 20], { purchases: 200, purchases_previous: 20, ...value })).toMatchObject({
			cost_per_result: 'good',
			cost_per_purchase: 'good',
			roas: 'good',
		});
	});

	it('has none where nobody knows how many bought', () => {
		expect(tones([100, 200, 100, 20], value)).toMatchObject({ cost_per_result: 'good', roas: 'plain' });
	});

	it('colors a result, and no count that more spend alone buys', () => {
		const clicked = (clicks: number) =>
			tones([100, 5, 100, 5], { impressions: 50_000, impressions_previous: 90_000, clicks, clicks_previous: 4_000 });
		expect(clicked(500)).toMatchObject({ impressions: 'plain', clicks: 'plain', ctr: 'bad' });
		// 10 clicks of 500 against 40 of 900.
		const few = { impressions: 500, impressions_previous: 900, clicks: 10, clicks_previous: 40 };
		expect(tones([100, 5, 200, 5], few)).toMatchObject({ ctr: 'plain' });
	});

	it('has a color in at most one of twenty pairs of weeks that differ by nothing but their days', () => {
		const random = uniform(7);
		const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
		// A day's level varies by a third; what comes of it, by chance on top.
		const week = (a: number): number =>
			Math.round(sumBy(range(7), () => Math.max(0, a * Math.exp(0.33 * normal()) + Math.sqrt(a) * normal())));
		const colors = range(400).flatMap(() => {
			const [clicks, clicksBefore, sold, soldBefore] = [week(300), week(300), week(20), week(20)];
			const more = {
				...{ impressions: 100_000, impressions_previous: 100_000, clicks, clicks_previous: clicksBefore },
				...{ purchases: sold, purchases_previous: soldBefore },
				...{ purchase_value: sold * 30, purchase_value_previous: soldBefore * 30 },
			};
			return Object.values(tones([700, sold, 700, soldBefore], more));
		});
		const colored = colors.filter((tone) => tone !== 'plain').length;
		expect(colored / colors.length).toBeLessThan(0.05);
		expect(colored).toBeGreaterThan(0);
	});
});

describe('how far two rates are apart', () => {
	const side = fc.record({
		results: fc.integer({ min: 0, max: 5_000 }),
		spend: fc.double({ min: 1, max: 1e6, noNaN: true }),
	});

	it('is the same from both sides, and never more than chance alone would make it', () => {
		fc.assert(
			fc.property(side, side, fc.integer({ min: 1, max: 400 }), (one, other, days) => {
				const [step, back] = [rateStep(one, other, days), rateStep(other, one, days)];
				if (step === null || back === null) return one.results + other.results < 10;
				const part = one.spend / (one.spend + other.spend);
				const all = one.results + other.results;
				const byChance = (one.results - all * part) / Math.sqrt(all * part * (1 - part));
				return Math.abs(step + back) < 1e-6 && Math.abs(step) <= Math.abs(byChance) + 1e-9;
			}),
		);
	});

	it('is nothing without spend, without days and with few results', () => {
		const [one, other] = [
			{ results: 50, spend: 10 },
			{ results: 50, spend: 10 },
		];
		expect(rateStep({ ...one, spend: 0 }, other, 7)).toBeNull();
		expect(rateStep(one, other, 0)).toBeNull();
		expect(rateStep({ ...one, results: 4 }, { ...other, results: 5 }, 7)).toBeNull();
		expect(rateStep(one, other, 7)).toBe(0);
	});
});
