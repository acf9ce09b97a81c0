import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { clearingSentence } from '../../../nodes/MetaInsights/deliver/clearing.ts';
import { resolveReport, type ResolvedReport } from '../../../nodes/MetaInsights/form/resolvedReport.ts';
import { paramsOf } from '../../../nodes/MetaInsights/facts/query.ts';
import { readReport } from './forms.mts';

const account = { id: 'act_1001000000000001', name: 'Shop', currency: 'USD', timeZone: 'America/New_York' };
const noon = Date.parse('2026-11-25T17:00:00Z');

const asked = (form: IDataObject = {}, now = noon): ResolvedReport => resolveReport(readReport(form), account, now);
/** What most reports are told: of what Meta leaves out. */
const LEFT_OUT = expect.stringMatching(/^Meta can leave out rows of archived and deleted campaigns/) as unknown;
const custom = (since: unknown, until: unknown, more: IDataObject = {}): IDataObject =>
	({ dateRange: 'custom', since, until, ...more }) as IDataObject;
const ranges = (...values: Array<[string, string]>): IDataObject => ({
	dateRange: 'ranges',
	timeIncrement: 'total',
	ranges: { values: values.map(([since, until]) => ({ since, until })) },
});

describe('several ranges', () => {
	it('are put in order, so that the first and the last are', () => {
		const { periods } = asked(
			ranges(['2026-11-10', '2026-11-12'], ['2026-10-01', '2026-10-03'], ['2026-11-01', '2026-11-02']),
		);
		expect(periods.map(({ since }) => since)).toEqual(['2026-10-01', '2026-11-01', '2026-11-10']);
	});

	it('must not share a day, in totals neither', () => {
		expect(() => asked(ranges(['2026-11-01', '2026-11-20'], ['2026-11-05', '2026-11-06']))).toThrow('share days');
		expect(() => asked(ranges(['2026-11-05', '2026-11-06'], ['2026-11-05', '2026-11-05']))).toThrow('share days');
	});

	it('are all looked at for the future', () => {
		expect(() => asked(ranges(['2026-11-01', '2026-11-02'], ['2027-01-01', '2027-01-02']))).toThrow(
			'starts on 2027-01-01, which is in the future',
		);
	});
});

describe('what Meta keeps for a shorter time', () => {
	const month = custom('2025-11-01', '2025-11-30', { timeIncrement: 'total', breakdowns: ['age'] });

	it('is what only a run tells, also of the period before', () => {
		expect(asked(month)).toMatchObject({ runOnly: undefined, remarks: [LEFT_OUT] });
		expect(asked({ ...month, compare: true }).runOnly).toBe(
			'reach, frequency and cpp with breakdowns, because the period before starts more than 13 months ago',
		);
		expect(asked({ ...month, since: '2025-09-01', until: '2025-09-30', compare: true }).runOnly).toBe(
			'reach, frequency and cpp with breakdowns, because the report starts more than 13 months ago',
		);
	});

	it('holds for unique counts by action without breakdowns, too', () => {
		const old = custom('2025-09-01', '2025-09-30', { timeIncrement: 'total' });
		expect(() => asked({ ...old, options: { moreFields: ['unique_actions'] } })).toThrow(
			'Meta keeps unique counts by type of action for 13 months',
		);
		expect(asked({ ...old, fieldSets: ['clicks', 'delivery'] }).runOnly).toBeUndefined();
	});

	it('is refused in the period before where Meta would refuse it', () => {
		const unique = { ...month, fieldSets: ['clicks'] };
		expect(() => asked(unique)).not.toThrow();
		expect(() => asked({ ...unique, compare: true })).toThrow(
			'cannot reach back as far as the period before, 2025-10-01: Meta keeps unique counts with breakdowns for 13 months',
		);
	});
});

describe('sorting', () => {
	it('is refused by what breakdowns leave empty in every row', () => {
		const hour = 'hourly_stats_aggregated_by_advertiser_time_zone';
		expect(() =>
			asked({ level: 'ad', fieldSets: ['ecommerce'], breakdowns: ['body_asset'], options: { sortBy: 'roas' } }),
		).toThrow('“roas” is empty in this report: Meta does not return it by “Body Text”');
		expect(() => asked({ breakdowns: [hour], options: { sortBy: 'reach' } })).toThrow(
			'“reach” is empty in this report',
		);
		expect(() =>
			asked({ level: 'ad', fieldSets: ['ecommerce'], breakdowns: ['body_asset'], options: { sortBy: 'purchases' } }),
		).not.toThrow();
		expect(() => asked({ breakdowns: [hour], options: { sortBy: 'spend' } })).not.toThrow();
	});
});

it('a week by months is compared with the same days of the months before: a day with a day, six with six', () => {
	const { periods, previous } = asked(
		{ dateRange: 'lastWeek', timeIncrement: 'month', compare: true },
		Date.parse('2026-12-09T17:00:00Z'),
	);
	expect([...periods, ...previous]).toEqual([
		{ since: '2026-11-30', until: '2026-12-06' },
		{ since: '2026-09-30', until: '2026-10-06' },
	]);
});

describe('days that are not over', () => {
	const total = { timeIncrement: 'total', compare: true };

	it('are none after today: the report, the period before and what is named for clearing end there', () => {
		const { periods, previous, remarks } = asked(custom('2026-11-20', '2026-12-10', total));
		expect([...periods, ...previous]).toEqual([
			{ since: '2026-11-20', until: '2026-11-25' },
			{ since: '2026-11-14', until: '2026-11-19' },
		]);
		expect(remarks[0]).toBe('The Date Range ends in the future, on 2026-12-10: the report ends today, 2026-11-25.');
		expect(asked(custom('2026-11-20', '2026-11-25', { timeIncrement: 'total' })).remarks).toEqual([LEFT_OUT]);
	});

	it.each([
		['2026-11-01', '2026-11-30', { since: '2026-10-01', until: '2026-10-25' }],
		['2026-10-01', '2026-12-31', { since: '2026-08-01', until: '2026-09-25' }],
	])(
		'stand beside the same days of the months before where whole months were typed (%s to %s)',
		(since, until, before) => {
			expect(asked(custom(since, until, total)).previous).toEqual([before]);
		},
	);

	it('are told of where they are compared with whole ones', () => {
		const told = (form: IDataObject) => asked(form).remarks.filter((remark) => remark.includes('is not over'));
		for (const dateRange of ['today', 'thisWeek', 'thisMonth', 'thisQuarter'])
			expect(told({ ...total, dateRange })).toEqual([
				'Today, 2026-11-25, is not over: what there is of it so far is compared with a whole day. Compare with care, or leave today out.',
			]);
		expect(
			[{ ...total, dateRange: 'lastDays' }, { ...total, dateRange: 'lastWeek' }, { dateRange: 'today' }].flatMap(told),
		).toEqual([]);
		expect(told({ ...total, dateRange: 'lastDays', options: { includeToday: true } })).toHaveLength(1);
	});
});

describe('the period before', () => {
	const today = Date.parse('2026-10-01T17:00:00Z');

	it('of Last Days is as long and right before, also when the days are a whole month', () => {
		const { periods, previous } = asked(
			{ dateRange: 'lastDays', days: 30, timeIncrement: 'total', compare: true },
			today,
		);
		expect([...periods, ...previous]).toEqual([
			{ since: '2026-09-01', until: '2026-09-30' },
			{ since: '2026-08-02', until: '2026-08-31' },
		]);
	});

	it('of a whole month typed as dates is the month before', () => {
		expect(
			asked(custom('2026-09-01', '2026-09-30', { timeIncrement: 'total', compare: true }), today).previous,
		).toEqual([{ since: '2026-08-01', until: '2026-08-31' }]);
		expect(asked({ dateRange: 'lastMonth', timeIncrement: 'total', compare: true }, today).previous).toEqual([
			{ since: '2026-08-01', until: '2026-08-31' },
		]);
	});
});

describe('the settling window', () => {
	const since = (timeIncrement: string, now?: number, options: IDataObject = {}): string =>
		asked({ dateRange: 'settling', timeIncrement, options }, now).periods[0].since;
	const nextDay = noon + 86_400_000;

	it('begins with the week or month, so that its first row keeps its key', () => {
		expect([since('week'), since('week', nextDay)]).toEqual(['2026-10-26', '2026-10-26']);
		expect(since('week', noon, { weekStart: 'sunday' })).toBe('2026-10-25');
		expect([since('month'), since('month', nextDay)]).toEqual(['2026-10-01', '2026-10-01']);
		expect(asked({ dateRange: 'settling', timeIncrement: 'week' }).periods).toHaveLength(1);
	});

	it('of every seven days begins with the day that has just become final: such rows are no calendar weeks', () => {
		const form = { dateRange: 'settling', timeIncrement: 'days', incrementDays: '7' };
		const report = asked(form);
		expect(report.periods[0].since).toBe('2026-10-27');
		expect(clearingSentence(report, report.periods, false)).toContain('These rows replace no older ones');
		const weeks = asked({ ...form, timeIncrement: 'week' });
		expect(clearingSentence(weeks, weeks.periods, false)).toContain('These rows replace those from');
	});

	it('begins with the day that has just become final', () => {
		expect([since('day'), since('total')]).toEqual(['2026-10-27', '2026-10-27']);
	});
});

describe('a day given with a time', () => {
	const day = (moment: unknown): string => asked(custom(moment, '2026-11-25')).periods[0].since;

	it('is the day whose midnight it is, wherever that midnight is', () => {
		expect(
			['2026-11-20T00:00+01:00', '2026-11-20T00:00:00Z', '2026-11-20T00:00:00.000+13:00', '2026-11-20'].map(day),
		).toEqual(Array(4).fill('2026-11-20'));
	});

	it('is told by date objects like by text: one with a zone has a midnight of its own, a plain one is a moment', () => {
		const inBerlin = (iso: string): DateTime => DateTime.fromISO(iso, { zone: 'Europe/Berlin' });
		expect(
			[
				inBerlin('2026-11-20'),
				inBerlin('2026-11-20T03:00'),
				DateTime.fromISO('2026-11-20T00:00Z', { setZone: true }),
			].map(day),
		).toEqual(['2026-11-20', '2026-11-19', '2026-11-20']);
		// Chile's clocks went from midnight to one o'clock: the first instant of that day.
		expect(day(DateTime.fromISO('2026-09-06T12:00', { zone: 'America/Santiago' }).startOf('day'))).toBe('2026-09-06');
		expect([new Date('2026-11-20T00:00:00Z'), new Date('2026-11-20T12:00:00Z')].map(day)).toEqual([
			'2026-11-19',
			'2026-11-20',
		]);
		expect(() => day(new Date(NaN))).toThrow('The date is not valid');
	});

	it('is otherwise the account’s day at that moment', () => {
		expect(['2026-11-20T03:00+01:00', '2026-11-20T23:30:00-08:00', '2026-11-20T09:00'].map(day)).toEqual([
			'2026-11-19',
			'2026-11-21',
			'2026-11-20',
		]);
	});
});

describe('what a report cannot tell', () => {
	const hourly = ['hourly_stats_aggregated_by_advertiser_time_zone'];

	it('is people by hour', () => {
		expect(asked({ breakdowns: hourly }).remarks).toEqual([
			'Meta does not count people by hour: reach, frequency are empty in this report. Drop the breakdown by hour to get them.',
			LEFT_OUT,
		]);
		expect(asked({ breakdowns: ['age'] }).remarks).toEqual([LEFT_OUT]);
	});

	it('is actions by device when it has no actions', () => {
		const options = { actionBreakdowns: ['action_device'] };
		expect(asked({ options }).remarks).toEqual([
			expect.stringMatching(/^Action Breakdowns change nothing here/),
			LEFT_OUT,
		]);
		expect(asked({ options, fieldSets: ['leads'] }).remarks).toEqual([LEFT_OUT]);
	});
});

it('asks for the type of every action beside another action breakdown', () => {
	const sent = (actionBreakdowns: string[]): unknown => {
		const { query, periods } = asked({ fieldSets: ['leads'], options: { actionBreakdowns } });
		return paramsOf(query, { period: periods[0], fields: query.fields }).action_breakdowns;
	};
	expect(sent(['action_device'])).toEqual(['action_type', 'action_device']);
	expect(sent(['action_target_id', 'action_type'])).toEqual(['action_type', 'action_target_id']);
	expect(sent([])).toBeUndefined();
});

it('asks for actions beside every other list that is divided', () => {
	const sent = (fields: string[]): unknown => {
		const { query, periods } = asked({ options: { actionBreakdowns: ['action_device'], moreFields: ['conversions'] } });
		return paramsOf(query, { period: periods[0], fields }).fields;
	};
	expect(sent(['ad_id', 'conversions'])).toBe('ad_id,conversions,actions');
	expect(sent(['ad_id', 'actions', 'conversions'])).toBe('ad_id,actions,conversions');
	expect(sent(['ad_id', 'spend'])).toBe('ad_id,spend');
});

it('asks for the attribution setting at every level', () => {
	for (const level of ['account', 'campaign', 'adset', 'ad'])
		expect(asked({ level }).query.fields).toContain('attribution_setting');
});

describe('what a report is compared with', () => {
	const week = { dateRange: 'lastWeek', compare: true };
	const before = (form: IDataObject) => asked({ ...week, ...form }).previous;

	it.each<[IDataObject, string, string]>([
		[{}, '2026-11-09', '2026-11-15'],
		[{ compareWith: 'previousYear' }, '2025-11-16', '2025-11-22'],
		[{ compareWith: 'previousYearWeekday' }, '2025-11-17', '2025-11-23'],
		[{ compareWith: 'previousYear', timeIncrement: 'week' }, '2025-11-17', '2025-11-23'],
		[{ compareWith: 'previousYear', timeIncrement: 'days', incrementDays: '7' }, '2025-11-16', '2025-11-22'],
		[{ dateRange: 'lastDays', days: 10, timeIncrement: 'days', incrementDays: '7' }, '2026-11-05', '2026-11-14'],
		[{ dateRange: 'lastDays', days: 10, timeIncrement: 'days', incrementDays: '8' }, '2026-11-05', '2026-11-14'],
		[
			{ compareWith: 'dates', compareSince: '2026-10-01', compareUntil: '2026-10-05', timeIncrement: 'total' },
			...(['2026-10-01', '2026-10-05'] as const),
		],
	])('%o', (form, since, until) => {
		expect(before(form)).toEqual([{ since, until }]);
	});

	it('are days in order that are not to come', () => {
		const dates = { compareWith: 'dates', compareSince: '2026-10-05', compareUntil: '2026-10-01' };
		expect(() => before(dates)).toThrow('is after Compare Until');
		expect(() => before({ ...dates, compareUntil: '2026-12-01' })).toThrow('in the future');
		expect(() => before({ ...dates, compareUntil: '' })).toThrow('is empty');
	});

	it('does not reach beyond what Meta keeps', () => {
		expect(() => asked({ ...custom('2024-01-01', '2024-01-31'), compare: true, compareWith: 'previousYear' })).toThrow(
			'37 months',
		);
	});
});

it('two ends of one range are refused', () => {
	expect(() => asked({ dateRange: 'lastDays', endDaysAgo: '3', options: { includeToday: true } })).toThrow(
		'Include Today in Options ends the report today',
	);
	expect(asked({ dateRange: 'lastDays', options: { includeToday: true } }).periods).toEqual([
		{ since: '2026-11-19', until: '2026-11-25' },
	]);
});

describe('the time of a row', () => {
	it.each([
		[{ dateRange: 'yesterday' }, 1],
		[{ dateRange: 'lastWeek' }, 1],
		[{ dateRange: 'last90Days' }, 1],
		[{ dateRange: 'lastQuarter' }, 1],
		[{ dateRange: 'settling' }, 1],
		[{ dateRange: 'thisYear' }, 'month'],
		[{ dateRange: 'maximum' }, 'month'],
		[{ dateRange: 'lastDays', days: 93 }, 'month'],
	])('follows the range where nobody chose: %j', (form, increment) => {
		expect(asked({ ...form, timeIncrement: 'auto' }).query.increment).toBe(increment);
		expect(asked({ ...form, timeIncrement: 'week' }).query.increment).toBe('week');
	});

	it.each([7, 14, 28, 30, 90])('is the same of the last %d days in one field or in two', (days) => {
		for (const options of [{}, { includeToday: true }]) {
			const [one, two] = [
				asked({ dateRange: `last${days}Days`, options }),
				asked({ dateRange: 'lastDays', days, options }),
			];
			expect(one.periods).toEqual(two.periods);
			expect(asked({ dateRange: `last${days}Days`, compare: true }).previous).toEqual(
				asked({ dateRange: 'lastDays', days, compare: true }).previous,
			);
		}
	});
});
