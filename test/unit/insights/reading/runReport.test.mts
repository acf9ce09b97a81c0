import * as fc from 'fast-check';

import { MOST_LANES } from '../../../../nodes/MetaInsights/read/lanes.ts';
import type { Increment } from '../../../../nodes/MetaInsights/facts/increments.ts';
import type { Strategy } from '../../../../nodes/MetaInsights/read/parts/recovery.ts';
import { FakeInsights, isAboutNumbers, tooMuch, tree, type Asked, type FakeAd } from './fakeInsights.mts';
import { ads, bigger, failureOf, METRICS, report, sortedTexts, week, type Case } from './runs.mts';
import { type ReportLevel, reportLevels } from '../../../../nodes/MetaInsights/facts/levels.ts';
import { STUCK_AFTER } from '../../../../nodes/MetaInsights/read/reportRun.ts';

describe('a report', () => {
	it.each<[string, Case]>([
		['at once', {}],
		['by a run', { strategy: 'async' }],
		['by runs when it is large', { large: true }],
		['of weeks', { increment: 7, period: { since: '2026-10-05', until: '2026-11-08' } }],
		['in many pages', { fake: { pageSize: 3 } }],
		['in many pages of a run', { strategy: 'async', fake: { pageSize: 3 } }],
	])('comes whole %s', async (_, one) => {
		const { rows, whole, run } = await report(one);
		expect(sortedTexts(rows)).toEqual(sortedTexts(whole));
		expect(run.completeness.complete).toBe(true);
	});

	it('goes on as a run when a direct answer would be too large, without asking again', async () => {
		const { fake, rows, whole } = await report({ fake: { trouble: (_, __, at) => (at === 'sync' ? tooMuch : null) } });
		expect(sortedTexts(rows)).toEqual(sortedTexts(whole));
		expect(fake.asked.map(({ at }) => at)).toEqual(['sync', 'start', 'look', 'look', 'look', 'page']);
	});

	it('is cut by dates first, then by objects, then by fields', async () => {
		const only = (asked: Asked): boolean => asked.fields.length <= 8;
		const { run, rows, whole, fake } = await report({
			strategy: 'sync',
			level: 'adset',
			fake: { trouble: (asked) => (only(asked) ? null : tooMuch) },
		});
		expect(run.completeness.splits.dates).toBe(6);
		expect(run.completeness.splits.objects).toBe(7 * 2);
		expect(run.completeness.splits.fields).toBeGreaterThan(0);
		expect(rows.length).toBe(whole.length);
		expect(fake.asked.every(({ fields }) => fields.length === 1 || fields.includes('adset_id'))).toBe(true);
	});

	it('keeps filters in every part and breakdowns out of the search for objects', async () => {
		const filtering = [{ field: 'adset.effective_status', operator: 'IN', value: ['ACTIVE'] }];
		const trouble = (asked: Asked) => (asked.fields.length > 1 && bigger(4)(asked) ? tooMuch : null);
		const { fake, rows, whole } = await report({ strategy: 'sync', breakdowns: ['age'], filtering, fake: { trouble } });
		expect(sortedTexts(rows)).toEqual(sortedTexts(whole));
		expect(fake.asked.every((asked) => asked.filtering.some(({ field }) => field === 'adset.effective_status'))).toBe(
			true,
		);
		const searches = fake.asked.filter(({ fields }) => fields.length === 1);
		expect(searches.length).toBeGreaterThan(0);
		for (const search of searches) expect(search).toMatchObject({ breakdowns: [], increment: 'total' });
		expect(searches.every(({ period }) => period.since < '2026-10-12')).toBe(true); // four weeks before
	});

	// Numbers of campaigns and ad sets are larger, or nearer the mean, than those of the rows that are asked for.
	it.each<[string, Asked['filtering'][number]]>([
		['spend of little', { field: 'spend', operator: 'LESS_THAN', value: 5 }],
		['a high rate', { field: 'ctr', operator: 'GREATER_THAN', value: 6 }],
	])('keeps a filter by %s out of the search for objects, whose own numbers are others', async (_, filter) => {
		const filtering = [filter, { field: 'campaign.id', operator: 'IN', value: ['c0', 'c1'] }];
		const trouble = (asked: Asked) =>
			asked.fields.length > 1 && (asked.filtering.length < 3 || asked.period.since !== asked.period.until)
				? tooMuch
				: null;
		const { fake, rows, whole } = await report({ strategy: 'sync', breakdowns: ['age'], filtering, fake: { trouble } });
		expect(whole.length).toBeGreaterThan(0);
		expect(sortedTexts(rows)).toEqual(sortedTexts(whole));
		const searches = fake.asked.filter(({ fields }) => fields.length === 1);
		expect(searches.length).toBeGreaterThan(0);
		expect(
			searches.every(
				(asked) =>
					asked.filtering.some(({ field }) => field === 'campaign.id') && !asked.filtering.some(isAboutNumbers),
			),
		).toBe(true);
	});

	it.each<[ReportLevel, keyof FakeAd]>([
		['account', 'ad'],
		['campaign', 'ad'],
		['campaign', 'adset'],
	])(
		'of %ss made up of a list of IDs of %ss is not cut in that list: the rows would come in pieces',
		async (level, below) => {
			const ids = { level: below, ids: [...new Set(ads.map((ad) => ad[below]))].sort() };
			const trouble = (asked: Asked) =>
				METRICS.filter((metric) => asked.fields.includes(metric)).length > 2 ? tooMuch : null;
			const { run, fake, rows, whole } = await report({
				strategy: 'sync',
				level,
				increment: 'total',
				ids,
				fake: { trouble },
			});
			expect(sortedTexts(rows)).toEqual(sortedTexts(whole));
			expect(run.completeness.splits).toMatchObject({ objects: 0 });
			expect(fake.asked.every(({ filtering }) => (filtering[0].value as string[]).length === ids.ids.length)).toBe(
				true,
			);
		},
	);

	it('of ads given as a list of IDs of ad sets is cut in that list', async () => {
		const { run, rows, whole } = await report({
			strategy: 'sync',
			increment: 'total',
			ids: { level: 'adset', ids: ['s00', 's01', 's10'] },
			fake: { trouble: (asked) => (bigger(4)(asked) ? tooMuch : null) },
		});
		expect(sortedTexts(rows)).toEqual(sortedTexts(whole));
		expect(run.completeness.splits).toMatchObject({ objects: 1 });
	});

	it.each<Increment>(['total', 7, 'month', 14])('is never cut inside a row of %s', async (increment) => {
		const trouble = (asked: Asked) => (asked.fields.length > 1 && bigger(2)(asked) ? tooMuch : null);
		const { rows, whole } = await report({
			strategy: 'sync',
			increment,
			period: { since: '2026-08-10', until: '2026-11-08' },
			fake: { trouble },
		});
		expect(sortedTexts(rows)).toEqual(sortedTexts(whole));
	});

	it('of the account is not cut by objects, whose rows would have to be added up', async () => {
		const { run, rows, whole, fake } = await report({
			strategy: 'sync',
			level: 'account',
			increment: 'total',
			fake: { trouble: (asked) => (asked.fields.length > 4 ? tooMuch : null) },
		});
		expect(sortedTexts(rows)).toEqual(sortedTexts(whole));
		expect(run.completeness.splits).toMatchObject({ objects: 0 });
		expect(fake.asked.every(({ filtering }) => filtering.length === 0)).toBe(true);
	});

	it('asks for the objects of shorter times when even that is too much', async () => {
		const trouble = (asked: Asked) => {
			if (asked.fields.length === 1) return asked.period.since === asked.period.until ? null : tooMuch;
			return bigger(2)(asked) ? tooMuch : null;
		};
		const { rows, whole } = await report({
			strategy: 'sync',
			level: 'campaign',
			increment: 'total',
			breakdowns: ['age'],
			fake: { trouble },
		});
		expect(sortedTexts(rows)).toEqual(sortedTexts(whole));
	});
});

describe('a field Meta cannot deliver', () => {
	const bad = {
		trouble: (asked: Asked) => (asked.fields.includes('clicks') && asked.fields.length > 1 ? tooMuch : null),
	};

	it('fails the report by default', async () => {
		expect(await failureOf({ strategy: 'sync', level: 'campaign', fake: bad })).toMatchObject({ kind: 'tooMuchData' });
	});

	it('is named, and everything else is there', async () => {
		const { rows, whole, run } = await report({
			strategy: 'sync',
			level: 'campaign',
			onIncomplete: 'return',
			period: { since: '2026-11-02', until: '2026-11-02' },
			fake: bad,
		});
		// Empty and not left out: what Meta leaves out is zero.
		const without = whole.map((row) => ({ ...row, clicks: null }));
		expect(sortedTexts(rows)).toEqual(sortedTexts(without));
		expect(run.completeness.missing.map(({ what }) => what)).toEqual(
			expect.arrayContaining([expect.stringMatching(/^clicks, 2026-11-02, campaign c[01]$/)]),
		);
		expect(run.completeness.missing).toHaveLength(2);
	});
});

describe('a run', () => {
	const once = (run: 'failed' | 'skipped' | 'stuck' | 'failedWithoutReason', more = {}) => ({
		trouble: (_: Asked, tries: number, at: string) => (at === 'start' && tries === 1 ? { run, ...more } : null),
	});

	it.each<[string, Case]>([
		['fails for a passing reason', { fake: once('failed', { code: -2, subcode: 2490547 }) }],
		['fails without a reason', { fake: once('failedWithoutReason') }],
		['is skipped', { fake: once('skipped') }],
		['stands still', { fake: once('stuck') }],
	])('is started again once when it %s', async (_, one) => {
		const { rows, whole, run, fake } = await report({ strategy: 'async', ...one });
		expect(sortedTexts(rows)).toEqual(sortedTexts(whole));
		expect(run.completeness).toMatchObject({ restarts: 1, splits: { dates: 0 } });
		expect(fake.asked.filter(({ at }) => at === 'start')).toHaveLength(2);
	});

	it('is not ended while it moves, and counts as stuck only after minutes without progress', async () => {
		const { fake } = await report({ strategy: 'async', fake: once('stuck') });
		expect(fake.waits.reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(STUCK_AFTER);
	});

	it('that is too large is made smaller at once', async () => {
		const { rows, whole, fake } = await report({
			strategy: 'async',
			fake: {
				trouble: (asked, _, at) =>
					at === 'start' && asked.period.since === week.since && asked.period.until === week.until
						? { run: 'failed', code: -3, subcode: 1504045 }
						: null,
			},
		});
		expect(sortedTexts(rows)).toEqual(sortedTexts(whole));
		expect(fake.asked.filter(({ at }) => at === 'start').map(({ period }) => period)).toEqual([
			week,
			expect.anything(),
			expect.anything(),
		]);
	});

	it('that fails twice is made smaller', async () => {
		const { rows, whole, run } = await report({
			strategy: 'async',
			fake: {
				trouble: (asked, _, at) =>
					at === 'start' && asked.period.since === week.since && asked.period.until === week.until
						? { run: 'failedWithoutReason' }
						: null,
			},
		});
		expect(sortedTexts(rows)).toEqual(sortedTexts(whole));
		expect(run.completeness).toMatchObject({ restarts: 1, splits: { dates: 1 } });
	});

	it('whose rows cannot be read is asked for again, and no row comes twice', async () => {
		const gone = { error: { code: 100, error_subcode: 33, message: 'gone' } };
		const { rows, whole } = await report({
			strategy: 'async',
			fake: {
				pageSize: 3,
				trouble: (asked, tries, at) => (at === 'page' && asked.after === '6' && tries === 1 ? gone : null),
			},
		});
		expect(sortedTexts(rows)).toEqual(sortedTexts(whole));
	});

	it('that is not there yet for the first looks is waited for', async () => {
		const gone = { error: { code: 100, error_subcode: 33, message: 'Object does not exist' } };
		const { rows, whole, run } = await report({
			strategy: 'async',
			fake: { trouble: (_, tries, at) => (at === 'look' && tries <= 2 ? gone : null) },
		});
		expect(sortedTexts(rows)).toEqual(sortedTexts(whole));
		expect(run.completeness.restarts).toBe(0);
	});

	it('that is gone for good while it is waited for is started again', async () => {
		const gone = { error: { code: 100, error_subcode: 33, message: 'Object does not exist' } };
		let lost = 0;
		const { rows, whole, run } = await report({
			strategy: 'async',
			fake: { trouble: (_, __, at) => (at === 'look' && lost++ < 12 ? gone : null) },
		});
		expect(sortedTexts(rows)).toEqual(sortedTexts(whole));
		expect(run.completeness.restarts).toBe(1);
	});

	it('that takes longer than the step may is told with what to do', async () => {
		expect(
			await failureOf({ strategy: 'async', minutes: 1, fake: { trouble: () => ({ run: 'stuck' }) } }),
		).toMatchObject({ kind: 'temporary', message: expect.stringContaining('not finished the report in time') });
	});

	it('a token that ends in the middle ends the report', async () => {
		const ended = { error: { code: 190, error_subcode: 463, message: 'expired' } };
		expect(
			await failureOf({
				strategy: 'async',
				onIncomplete: 'return',
				fake: { pageSize: 5, trouble: (asked, _, at) => (at === 'page' && asked.after === '10' ? ended : null) },
			}),
		).toMatchObject({ kind: 'auth' });
	});
});

describe('parts prepared side by side', () => {
	const long: Case = { strategy: 'async', breakdowns: ['age'], period: { since: '2026-09-10', until: '2026-11-08' } };
	const isFirst = ({ period }: Asked): boolean => period.since === '2026-09-10';
	const slow = (looks: number) => (asked: Asked, _: number, at: string) =>
		at === 'start' && isFirst(asked) ? { slow: looks } : null;

	it('are read as soon as they are there, while one is still being prepared', async () => {
		const { fake, rows, whole } = await report({ ...long, fake: { trouble: slow(20), pageSize: 5 } });
		expect(sortedTexts(rows)).toEqual(sortedTexts(whole));
		const last = fake.asked.findLastIndex((asked) => asked.at === 'look' && isFirst(asked));
		const pages = fake.asked.map(({ at }, index) => [at, index] as const).filter(([at]) => at === 'page');
		expect(pages.filter(([, index]) => index < last).length).toBeGreaterThan(pages.length / 2);
	});

	it('are read when everything is there, if rows have to tell whether the report is complete', async () => {
		const { fake } = await report({ ...long, onIncomplete: 'return', fake: { trouble: slow(20) } });
		expect(fake.asked.findIndex(({ at }) => at === 'page')).toBeGreaterThan(
			fake.asked.findLastIndex(({ at }) => at === 'look'),
		);
	});

	it('come in the order of the report, whichever is there first', async () => {
		const { rows } = await report({ ...long, fake: { trouble: slow(20), pageSize: 5 } });
		const days = rows.filter(({ ad_id }) => ad_id === 'a000').map(({ date_start }) => String(date_start));
		expect(days).toEqual([...days].sort());
	});

	it('end with the failure of one of them, which is the one that is told, and nothing goes on behind it', async () => {
		const trouble = (asked: Asked, _: number, at: string) =>
			at !== 'start' ? null : isFirst(asked) ? { slow: 1_000 } : { error: { code: 200, message: 'No permission' } };
		let asked: FakeInsights['asked'] = [];
		const failure = await failureOf({ ...long, onFake: (fake) => (asked = fake.asked), fake: { trouble } });
		expect(failure).toMatchObject({ meta: { code: 200 } });
		expect(asked.filter(({ at }) => at === 'look').length).toBeLessThan(5);
		const before = asked.length;
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(asked).toHaveLength(before);
	});
});

describe('reading', () => {
	const long: Case = { strategy: 'async', breakdowns: ['age'], period: { since: '2026-09-10', until: '2026-11-08' } };
	const isFirst = ({ period }: Asked): boolean => period.since === '2026-09-10';
	const looks = (fake: FakeInsights): number => fake.asked.filter(({ at }) => at === 'look').length;

	it('that fails ends the parts still being prepared, at once', async () => {
		const ended = { error: { code: 190, error_subcode: 463, message: 'expired' } };
		let fake: FakeInsights | undefined;
		const trouble = (asked: Asked, _: number, at: string) =>
			at === 'start' && isFirst(asked) ? { slow: 10_000 } : at === 'page' ? ended : null;
		expect(await failureOf({ ...long, onFake: (one) => (fake = one), fake: { trouble } })).toMatchObject({
			kind: 'auth',
		});
		expect(looks(fake!)).toBeLessThan(60);
	});

	it('of one piece that fails ends the other pieces of its part, too', async () => {
		const half = (asked: Asked) => asked.period.since !== '2026-09-10' || asked.period.until !== '2026-11-08';
		const denied = { error: { code: 200, message: 'No permission' } };
		const gone = { error: { code: 100, error_subcode: 33, message: 'gone' } };
		let fake: FakeInsights | undefined;
		const trouble = (asked: Asked, tries: number, at: string) => {
			if (at === 'start')
				return !half(asked)
					? { run: 'failed' as const, code: 2, subcode: 1504038 }
					: isFirst(asked) && tries > 1
						? { slow: 10_000 }
						: null;
			if (at !== 'page') return null;
			return isFirst(asked) ? (tries === 1 ? gone : null) : asked.after === '4' ? denied : null;
		};
		const one: Case = {
			...long,
			breakdowns: [],
			large: true,
			onFake: (meta) => (fake = meta),
			fake: { trouble, pageSize: 2 },
		};
		expect(await failureOf(one)).toMatchObject({ meta: { code: 200 } });
		expect(looks(fake!)).toBeLessThan(60);
	});

	it('ends direct answers of others between two of their pages', async () => {
		const denied = { error: { code: 190, message: 'ended' } };
		let fake: FakeInsights | undefined;
		const trouble = (asked: Asked, _: number, at: string) =>
			at === 'sync' && isFirst(asked) && asked.after === undefined ? denied : null;
		const one: Case = {
			...long,
			large: false,
			strategy: 'sync',
			onFake: (meta) => (fake = meta),
			fake: { trouble, pageSize: 2 },
		};
		expect(await failureOf(one)).toMatchObject({ kind: 'auth' });
		expect(fake!.asked.filter(({ at }) => at === 'sync').length).toBeLessThan(40);
	});

	it('reads no direct answer further than anybody takes of it', async () => {
		const { rows, whole, fake } = await report({
			...long,
			large: false,
			strategy: 'sync',
			limit: 3,
			fake: { pageSize: 2 },
		});
		expect(whole.length).toBeGreaterThan(100);
		expect(rows.slice(0, 3)).toEqual(whole.slice(0, 3));
		const read = fake.asked.filter(({ at, period }) => at === 'sync' && period.since === '2026-09-10');
		expect(read).toHaveLength(2);
	});

	it('in order takes the first parts first, and does not wait for the rest once there is enough', async () => {
		const isLast = ({ period }: Asked): boolean => period.until === '2026-11-08';
		const trouble = (asked: Asked, _: number, at: string) =>
			at !== 'start' ? null : isFirst(asked) ? { slow: 12 } : isLast(asked) ? { slow: 10_000 } : null;
		const { rows, fake } = await report({ ...long, limit: 3, fake: { trouble, pageSize: 5 } });
		expect(rows.slice(0, 3).map(({ date_start }) => date_start)).toEqual(['2026-09-10', '2026-09-10', '2026-09-11']);
		expect(looks(fake)).toBeLessThan(100);
	});
});

describe('limits', () => {
	it.each(['sync', 'start', 'look', 'page'] as const)('a refused call at %s waits and goes on', async (where) => {
		const limited = {
			error: { code: 80000, message: 'limited' },
			headers: {
				'x-business-use-case-usage': JSON.stringify({
					1: [{ type: 'ads_insights', call_count: 100, estimated_time_to_regain_access: 1 }],
				}),
			},
		};
		const { rows, whole, fake } = await report({
			strategy: where === 'sync' ? 'sync' : 'async',
			fake: { trouble: (_, tries, at) => (at === where && tries === 1 ? limited : null) },
		});
		expect(sortedTexts(rows)).toEqual(sortedTexts(whole));
		expect(Math.max(...fake.waits)).toBeGreaterThanOrEqual(60_000);
	});

	/** Only the smallest pieces come, and what comes first tells of the quota: a search of objects, or one start of a run. */
	const inPieces: Record<string, Case> = {
		'of direct answers': {
			strategy: 'sync',
			increment: 'total',
			fake: {
				trouble: ({ fields, filtering }) =>
					fields.length > 1 && !filtering.some(({ value }) => (value as string[]).length === 1) ? tooMuch : null,
			},
		},
		'of runs': {
			strategy: 'async',
			period: { since: '2026-10-20', until: '2026-11-08' },
			fake: {
				trouble: ({ period }, _, at) =>
					at === 'start' && period.since !== period.until ? { run: 'failed', code: -3, subcode: 1504045 } : null,
			},
		},
	};

	describe.each(Object.entries(inPieces))('%s', (_, one) => {
		it.each([
			[10, MOST_LANES],
			[60, 4],
			[80, 2],
			[95, 1],
		])('at %s percent of the insights quota %s calls run at once', async (percent, lanes) => {
			const headers = () => ({
				'x-fb-ads-insights-throttle': JSON.stringify({ app_id_util_pct: percent, acc_id_util_pct: 1 }),
			});
			const many = tree(Array.from({ length: 20 }, () => [1]));
			const { fake, rows, whole } = await report({
				...one,
				ads: many,
				level: 'campaign',
				fake: { ...one.fake, headers },
			});
			expect(sortedTexts(rows)).toEqual(sortedTexts(whole));
			expect(fake.mostActive).toBe(lanes);
		});
	});
});

it('for random reports and failures the parts make the whole, and no row comes twice', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.record({
				shape: fc.array(fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 2 }), {
					minLength: 1,
					maxLength: 3,
				}),
				level: fc.constantFrom(...reportLevels),
				increment: fc.constantFrom<Increment>('total', 'month', 1, 7, 10),
				days: fc.integer({ min: 1, max: 35 }),
				breakdowns: fc.constantFrom<readonly string[]>([], ['age']),
				filtering: fc.constantFrom<Asked['filtering']>(
					[],
					[{ field: 'campaign.id', operator: 'IN', value: ['c0', 'c2'] }],
					[{ field: 'spend', operator: 'LESS_THAN', value: 12 }],
					[{ field: 'spend', operator: 'LESS_THAN', value: 150 }],
					[
						{ field: 'spend', operator: 'GREATER_THAN', value: 8 },
						{ field: 'ctr', operator: 'LESS_THAN', value: 5 },
					],
					[{ field: 'ctr', operator: 'GREATER_THAN', value: 5 }],
				),
				strategy: fc.constantFrom<Strategy>('auto', 'sync', 'async'),
				large: fc.boolean(),
				bearable: fc.integer({ min: 4, max: 60 }),
				bearableFields: fc.integer({ min: 10, max: 13 }),
				pageSize: fc.integer({ min: 1, max: 20 }),
				stumbles: fc.array(fc.constantFrom('failedWithoutReason', 'skipped', 'slow', 'none', 'none', 'none'), {
					maxLength: 6,
				}),
			}),
			async ({ shape, days, bearable, bearableFields, pageSize, stumbles, ...one }) => {
				const some = tree(shape);
				const sizes = new FakeInsights({ ads: some });
				const until = '2026-11-08';
				const since = new Date(Date.parse(until) - (days - 1) * 86_400_000).toISOString().slice(0, 10);
				let next = 0;
				const { rows, whole, run } = await report({
					...one,
					ads: some,
					period: { since, until },
					fake: {
						pageSize,
						trouble: (asked, tries, at) => {
							// Meta counts what it computes, not what its filters leave.
							const computed = { ...asked, filtering: asked.filtering.filter((filter) => !isAboutNumbers(filter)) };
							if (
								asked.fields.length > 1 &&
								at !== 'page' &&
								(sizes.rows(computed).length > bearable || asked.fields.length > bearableFields)
							) {
								return at === 'start' ? { run: 'failed', code: 2, subcode: 1504038 } : tooMuch;
							}
							const stumble = at === 'start' && tries === 1 ? stumbles[next++] : undefined;
							if (stumble === 'slow') return { slow: 7 };
							return stumble === undefined || stumble === 'none' ? null : { run: stumble as 'skipped' };
						},
					},
				});
				expect(sortedTexts(rows)).toEqual(sortedTexts(whole));
				expect(run.completeness.complete).toBe(true);
			},
		),
		{ numRuns: 30 },
	);
}, 120_000);
