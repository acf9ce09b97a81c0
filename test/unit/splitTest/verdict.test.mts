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
const verdicts = (cells: readonly TestedCell[]) => judgeCells(cells, 'EUR').map(({ verdict }) => verdict);

describe('the verdict of a split test', () => {
	it('calls one best that every other is clearly behind', () => {
		const judged = judgeCells([cell('Photo', week(30)), cell('Video', week(6)), cell('Text', week(5))], 'EUR');
		expect(judged.map(({ verdict }) => verdict)).toEqual(['best', 'worse', 'worse']);
		expect(judged[0].reason).toBe('Clearly ahead of every other ad: 0.67 EUR a result from 210 results.');
		expect(judged[1].reason).toBe(
			'Clearly behind Photo: 3.33 EUR a result from 42 results, against 0.67 EUR a result from 210 results.',
		);
		expect(judged[1]).toMatchObject({ spend: 140, impressions: 14_000, results: 42 });
	});

	it('says what a cheap result costs, which is less than a cent', () => {
		const [photo] = judgeCells([cell('Photo', week(9_000)), cell('Video', week(2_500))], 'EUR');
		expect(photo.reason).toBe('Clearly ahead of every other ad: 0.0022 EUR a result from 63000 results.');
	});

	it('goes by cost, not by number, where one spent more', () => {
		expect(verdicts([cell('Photo', week(30), { spend: 100 }), cell('Video', week(30))])).toEqual(['worse', 'best']);
	});

	it('names the worse one although none of the others is best', () => {
		expect(verdicts([cell('Photo', week(30)), cell('Video', week(30)), cell('Text', week(3))])).toEqual([
			'no difference yet',
			'no difference yet',
			'worse',
		]);
	});

	it.each<[what: string, cells: TestedCell[], verdict: string, reason: RegExp]>([
		['a close race', [cell('Photo', week(5)), cell('Video', week(4))], 'no difference yet', /^Not clearly better/],
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
		const [judged] = judgeCells(cells, 'EUR');
		expect(judged.verdict).toBe(verdict);
		expect(judged.reason).toMatch(reason);
	});

	it('never takes an unknown result for zero', () => {
		const judged = judgeCells([cell('Photo', week(30)), cell('Video', week({ unknown: 'it is empty' }))], 'EUR');
		expect(judged.map(({ verdict }) => verdict)).toEqual(['unknown', 'unknown']);
		expect(judged[1]).toMatchObject({
			results: null,
			reason: 'Not judged: the results of Video are unknown: it is empty.',
		});
	});

	it('counts no day on which only some were shown', () => {
		const late = { name: 'Video', days: cell('Video', week(1)).days.slice(4) };
		expect(judgeCells([cell('Photo', week(30)), late], 'EUR')[0]).toMatchObject({ spend: 60, results: 90 });
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

	it('finds none of two equally good ads best in most tests that are looked at every day', () => {
		let seed = 7;
		const random = (): number => {
			seed = (seed * 48_271) % 2_147_483_647;
			return seed / 2_147_483_647;
		};
		const poisson = (mean: number): number => {
			let [count, product] = [0, random()];
			for (; product > Math.exp(-mean); count++) product *= random();
			return count;
		};
		const tests = 200;
		const wrong = Array.from({ length: tests }, () => {
			const [one, other] = ['Photo', 'Video'].map((name) =>
				cell(
					name,
					Array.from({ length: 28 }, () => poisson(6)),
				),
			);
			const looks = Array.from({ length: 26 }, (_, at) => at + 3);
			const until = (tested: TestedCell, days: number) => ({ ...tested, days: tested.days.slice(0, days) });
			return looks.some((days) => verdicts([until(one, days), until(other, days)]).includes('best'));
		}).filter(Boolean).length;
		expect(wrong / tests).toBeLessThanOrEqual(0.05);
	});
});
