import { adScheduleInWords } from '../../../nodes/MetaAds/adSet/spending/adSchedule.ts';
import { attributionInWords } from '../../../nodes/MetaAds/adSet/goal/attribution.ts';
import { promotedInWords } from '../../../nodes/MetaAds/adSet/goal/promotedObject.ts';
import { pixelsOf } from '../../../nodes/MetaAds/ad/tracking.ts';
import { placeResults } from '../../../nodes/MetaInsights/rows/resultCells.ts';
import type { FlatRow } from '../../../nodes/MetaInsights/rows/cells.ts';
import { roasFloorOf } from '../../../nodes/meta/bids.ts';
import { resultCount } from '../../../nodes/meta/resultCount.ts';
import { budgetProblem } from '../../../nodes/shared/adObject/change/budgetChange.ts';
import { wantedText } from '../../../nodes/shared/adObject/change/wanted.ts';

/** What stands where nobody expects it: never a trace of JavaScript in a cell, and never the engine's own words. */
const odd: ReadonlyArray<[title: string, value: unknown]> = [
	['null', null],
	['an object', { odd: 'x' }],
	['a list', [null, 'x', { odd: 'x' }]],
	['a number beyond all', '1e999'],
	['an endless number', Infinity],
	['60,000 characters', 'long '.repeat(12_000)],
	['nothing', undefined],
	['a switch', true],
];

const TRACES = /undefined|\[object|NaN|Infinity/;

const flat = (field: string, value: unknown): FlatRow => {
	const row: FlatRow = {};
	placeResults(row, field, value, 'value');
	return row;
};

/** Every place of these columns, and what becomes of it. */
const readers: Readonly<Record<string, (value: unknown) => unknown>> = {
	attribution_spec: attributionInWords,
	'attribution_spec entry': (value) => attributionInWords([value]),
	'attribution_spec event': (value) => attributionInWords([{ event_type: value, window_days: 1 }]),
	'attribution_spec days': (value) => attributionInWords([{ event_type: 'VIEW_THROUGH', window_days: value }]),
	adset_schedule: adScheduleInWords,
	'adset_schedule entry': (value) => adScheduleInWords([value]),
	'adset_schedule days': (value) => adScheduleInWords([{ days: value, start_minute: 0, end_minute: 60 }]),
	'adset_schedule day': (value) => adScheduleInWords([{ days: [value], start_minute: 0, end_minute: 60 }]),
	'adset_schedule minute': (value) => adScheduleInWords([{ days: [1], start_minute: value, end_minute: value }]),
	'adset_schedule zone': (value) => adScheduleInWords([{ days: [1], start_minute: 0, timezone_type: value }]),
	promoted_object: promotedInWords,
	'promoted_object pixel': (value) => promotedInWords({ pixel_id: value }),
	tracking_specs: (value) => pixelsOf({ tracking_specs: value }),
	'tracking_specs entry': (value) => pixelsOf({ tracking_specs: [value] }),
	'tracking_specs pixel': (value) =>
		pixelsOf({ tracking_specs: [{ 'action.type': ['offsite_conversion'], fb_pixel: [value] }] }),
	bid_constraints: roasFloorOf,
	'bid_constraints floor': (value) => roasFloorOf({ roas_average_floor: value }),
	cost_per_result: (value) => flat('cost_per_result', value),
	'cost_per_result entry': (value) => flat('cost_per_result', [value]),
	'results indicator': (value) => flat('results', [{ indicator: value }, { indicator: 'b' }]),
	'results values': (value) => flat('results', [{ indicator: 'a', values: value }]),
	'results value': (value) => flat('results', [{ indicator: 'a', values: [{ value }] }]),
	'results as a count': (value) => resultCount([value, { indicator: 'a' }]),
	'changes of a name': (value) => wantedText('name', 'Name', 'New').inWords({ name: value }),
	'a budget before': (value) =>
		budgetProblem(
			[wantedText('daily_budget', 'Daily Budget', '500')],
			{ daily_budget: value },
			{ daily_budget: value },
			{
				noun: 'campaign',
				elsewhere: 'elsewhere',
				mend: 'Mend.',
				allowLargeChange: false,
			},
		)?.message,
};

describe.each(Object.entries(readers))('%s', (_, read) => {
	it.each(odd)('%s leaves no trace of what it was not', (_title, value) => {
		expect(JSON.stringify(read(value)) ?? '').not.toMatch(TRACES);
	});
});

it('what can be read beside it is read all the same', () => {
	expect(attributionInWords([null, { event_type: 'CLICK_THROUGH', window_days: '7' }, { window_days: 1 }])).toBe(
		'7 days after click',
	);
	expect(flat('cost_per_result', [null])).toEqual({});
	expect(pixelsOf({ tracking_specs: [null, { 'action.type': ['offsite_conversion'], fb_pixel: ['5'] }] })).toEqual([
		'5',
	]);
	expect(wantedText('name', 'Name', 'New').inWords({ name: { odd: 'x' } })).toBe('cannot be read');
	expect(resultCount([null, { indicator: 'a' }])).toBeNull();
});
