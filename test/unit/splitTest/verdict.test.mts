import fc from 'fast-check';

import { judgeCells, type TestedCell } from '../../../nodes/MetaAds/ad/splitTest/verdict.ts';
import { addDays } from '../../../nodes/shared/accountTime.ts';

type Day = TestedCell['days'][number];
const day = (at: number, results: Day['results'], more: Partial<Day> = {}): Day => ({
	adId: '1',
	date: addDays('2026-11-01', at),
	spend: 20,
	impressions: 2_000,
	clicks: null,
	results,
	...more,
});
const cell = (name: string, results: ReadonlyArray<Day['results']>, more: Partial<Day> = {}): TestedCell => ({
	name,
	days: results.map((one, at) => day(at, one, more)),
});
const week = (results: Day['results']) => Array.from({ length: 7 }, () => results);
/** By default a test of a week that is over. */
const judge = (cells: readonly TestedCell[], progress = { over: 7, planned: 7 }) => judgeCells(cells, progress, 'EUR');
const verdicts = (cells: readonly TestedCell[], progress?: { over: number; planned: number }) =>
	judge(cells, progress).map(({ verdict }) => verdict);

describe('the verdict of a split test', () => {
	it('calls one best that every other is clearly behind', () => {
		const judged = judge([cell('Photo', week(30)), cell('Video', week(6)), cell('Text', week(5))]);
		expect(judged.map(({ verdict }) => verdict)).toEqual(['best', 'worse', 'worse']);
		expect(judged[0].reason).toBe('Clearly ahead of every other ad: 0.67 EUR a result from 210 results.');
		expect(judged[1].reason).toBe(
			'Clearly behind Photo: 3.33 EUR a result from 42 results, against 0.67 EUR a result from 210 results.',
		);
		expect(judged[1]).toMatchObject({ spend: 140, impressions: 14_000, results: 42 });
	});

	it('says what a cheap result costs, which is less than a cent', () => {
		const [photo] = judge([cell('Photo', week(9_000)), cell('Video', week(2_500))]);
		expect(photo.reason).toBe('Clearly ahead of every other ad: 0.0022 EUR a result from 63000 results.');
	});

	it('goes by cost, not by number, where one spent more', () => {
		expect(verdicts([cell('Photo', week(30), { spend: 100 }), cell('Video', week(30))])).toEqual(['worse', 'best']);
	});

	it('names the worse one although none of the others is best', () => {
		expect(verdicts([cell('Photo', week(30)), cell('Video', week(30)), cell('Text', week(3))])).toEqual([
			'no clear difference',
			'no clear difference',
			'worse',
		]);
	});

	it.each<[what: string, cells: TestedCell[], verdict: string, reason: RegExp]>([
		[
			'a close race',
			[cell('Photo', week(5)), cell('Video', week(4))],
			'no clear difference',
			/^After 7 of 7 days, chance alone can explain the differences: 4.00 EUR a result from 35 results\.$/,
		],
		['two days', [cell('Photo', [30, 30]), cell('Video', [3, 3])], 'too little data', /2 of 3 days/],
		['no days', [cell('Photo', []), cell('Video', [])], 'too little data', /0 of 3 days/],
		[
			'few impressions',
			[cell('Photo', week(30)), cell('Video', week(1), { impressions: 100 })],
			'too little data',
			/Video has 700 of 1000 impressions/,
		],
		['no results', [cell('Photo', week(0)), cell('Video', week(0))], 'too little data', /no ad has a result/],
		['no spend', [cell('Photo', week(3)), cell('Video', week(3), { spend: 0 })], 'too little data', /spent nothing/],
		[
			'an unknown day on which one was shown alone, which does not count',
			[cell('Photo', week(30)), cell('Video', [...week(1), { unknown: 'the column is empty' }])],
			'best',
			/from 210 results/,
		],
	])('says so of %s', (_what, cells, verdict, reason) => {
		const [judged] = judge(cells);
		expect(judged.verdict).toBe(verdict);
		expect(judged.reason).toMatch(reason);
	});

	it('never takes an unknown result for zero', () => {
		const judged = judge([cell('Photo', week(30)), cell('Video', week({ unknown: 'it is empty' }))]);
		expect(judged.map(({ verdict }) => verdict)).toEqual(['unknown', 'unknown']);
		expect(judged[1]).toMatchObject({
			results: null,
			reason: 'Not judged: the results of Video are unknown: it is empty.',
		});
	});

	it('counts no day on which only some were shown', () => {
		const late = { name: 'Video', days: cell('Video', week(1)).days.slice(4) };
		expect(judge([cell('Photo', week(30)), late])[0]).toMatchObject({ spend: 60, results: 90 });
	});

	it('has at most one best, and the same answer in every order', () => {
		const some = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 7, maxLength: 7 });
		fc.assert(
			fc.property(fc.array(some, { minLength: 2, maxLength: 5 }), (all) => {
				const cells = all.map((results, at) => cell(`Ad ${at}`, results));
				const judged = verdicts(cells);
				expect(judged.filter((one) => one === 'best').length).toBeLessThanOrEqual(1);
				expect(verdicts([...cells].reverse())).toEqual([...judged].reverse());
			}),
			{ numRuns: 60 },
		);
	});

	it('speaks when the data speak: 1,400 against 700 results for the same money on fourteen even days', () => {
		const fortnight = (results: number) => Array.from({ length: 14 }, () => results);
		const cells = [cell('Photo', fortnight(100)), cell('Video', fortnight(50))];
		expect(verdicts(cells, { over: 14, planned: 14 })).toEqual(['best', 'worse']);
		const half = cells.map((one) => ({ ...one, days: one.days.slice(0, 7) }));
		expect(verdicts(half, { over: 7, planned: 14 })).toEqual(['best', 'worse']);
	});

	it('asks for more evidence while a test runs than at its end', () => {
		const cells = [cell('Photo', [12, 9, 13, 11, 10, 14, 12]), cell('Video', [7, 6, 9, 7, 5, 8, 7])];
		expect(verdicts(cells, { over: 7, planned: 28 })).toEqual(['no difference yet', 'no difference yet']);
		expect(verdicts(cells)).toEqual(['best', 'worse']);
	});

	it('takes no ad for better that is better on one day of seven alone', () => {
		const cells = [cell('Photo', [10, 10, 10, 10, 10, 10, 90]), cell('Video', week(10))];
		expect(verdicts(cells)).toEqual(['no clear difference', 'no clear difference']);
	});
});
