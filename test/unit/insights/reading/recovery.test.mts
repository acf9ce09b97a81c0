import { unite } from '../../../../nodes/MetaInsights/read/parts/unite.ts';
import { FakeInsights, tooMuch, tree, type Asked, type FakeAd } from './fakeInsights.mts';
import { failureOf, METRICS, queryOf, report, sortedTexts, type Case } from './runs.mts';
import type { ReportLevel } from '../../../../nodes/MetaInsights/facts/levels.ts';

/** What connectors of other products learned to survive, one case each: the failure, and what has to come of it. */

const oneDay = { since: '2026-11-02', until: '2026-11-02' };
const forest = tree([[2, 1], [3], [1, 1, 2]]);

const touches = (world: readonly FakeAd[], asked: Asked, ad: string): boolean =>
	new FakeInsights({ ads: world }).rows({ ...asked, level: 'ad', fields: ['ad_id'] }).some((row) => row.ad_id === ad);
const metricsOf = ({ fields }: Asked): number => fields.filter((field) => METRICS.includes(field)).length;
const isSearch = (asked: Asked): boolean => asked.fields.length === 1;

describe('an error that is none of these', () => {
	it.each([
		['sync', 'sync'],
		['async', 'start'],
	] as const)('ends a %s report at once, with nothing asked for again', async (strategy, place) => {
		let asked: FakeInsights['asked'] = [];
		const trouble = (_: Asked, __: number, at: string) =>
			at === place ? { error: { code: 100, message: 'Invalid parameter' } } : null;
		const one: Case = { strategy, onIncomplete: 'return', onFake: (fake) => (asked = fake.asked), fake: { trouble } };
		expect(await failureOf(one)).toMatchObject({ meta: { code: 100 } });
		expect(asked.map(({ at }) => at)).toEqual([place]);
	});
});

describe('too much data', () => {
	it('is a reason to cut at once: one run, never a second one for the same', async () => {
		const { fake } = await report({
			strategy: 'async',
			fake: {
				trouble: (asked, _, at) =>
					at === 'start' && asked.period.since !== asked.period.until
						? { run: 'failed', code: 2, subcode: 1504038 }
						: null,
			},
		});
		const starts = fake.asked.filter(({ at }) => at === 'start').map(({ period }) => JSON.stringify(period));
		expect(new Set(starts).size).toBe(starts.length);
	});

	it.each<[ReportLevel, ReportLevel[]]>([
		['campaign', ['campaign']],
		['adset', ['campaign', 'adset']],
		['ad', ['campaign', 'adset', 'ad']],
	])('at level %s descends through %j', async (level, through) => {
		const single = tree([[1]]);
		const { fake, rows, whole } = await report({
			ads: [
				...single,
				...tree([[2, 1]]).map((ad) => ({ campaign: ad.campaign, adset: `${ad.adset}x`, ad: `${ad.ad}x` })),
			],
			strategy: 'sync',
			level,
			period: oneDay,
			fake: { trouble: (asked) => (!isSearch(asked) && metricsOf(asked) > 2 ? tooMuch : null) },
		});
		expect(sortedTexts(rows)).toEqual(sortedTexts(whole));
		expect([...new Set(fake.asked.filter(isSearch).map((asked) => asked.level))]).toEqual(through);
	});

	it('of one bad ad is found by halves, and named alone', async () => {
		const many = tree([[64]]);
		const bad = many[37].ad;
		const trouble = (asked: Asked) => (!isSearch(asked) && touches(many, asked, bad) ? tooMuch : null);
		const { fake, rows, whole, run } = await report({
			ads: many,
			strategy: 'sync',
			period: oneDay,
			metrics: ['spend'],
			onIncomplete: 'return',
			fake: { trouble },
		});
		expect(sortedTexts(rows)).toEqual(sortedTexts(whole.filter((row) => row.ad_id !== bad)));
		expect(run.completeness.missing).toMatchObject([{ what: `spend, 2026-11-02, ad ${bad}`, why: expect.any(String) }]);
		expect(fake.asked.filter((asked) => !isSearch(asked)).length).toBeLessThanOrEqual(1 + 2 * Math.log2(64));
	});

	it('of an ad that cannot be had in any size fails the report by default', async () => {
		const trouble = (asked: Asked) => (!isSearch(asked) && touches(forest, asked, forest[0].ad) ? tooMuch : null);
		expect(await failureOf({ ads: forest, strategy: 'sync', period: oneDay, fake: { trouble } })).toMatchObject({
			kind: 'tooMuchData',
		});
	});

	it('whose objects cannot be searched either is named, and the rest is there', async () => {
		const first = { since: '2026-11-02', until: '2026-11-03' };
		const trouble = (asked: Asked) =>
			asked.period.until <= '2026-11-02' && asked.period.since >= '2026-10-01'
				? tooMuch
				: asked.period.since < first.since && isSearch(asked)
					? tooMuch
					: null;
		const { rows, whole, run } = await report({
			ads: forest,
			strategy: 'sync',
			period: first,
			onIncomplete: 'return',
			fake: { trouble: (asked) => (asked.period.since !== asked.period.until ? tooMuch : trouble(asked)) },
		});
		expect(sortedTexts(rows)).toEqual(sortedTexts(whole.filter(({ date_start }) => date_start !== '2026-11-02')));
		expect(run.completeness.complete).toBe(false);
	});

	it('where nothing is found to divide by is cut by fields', async () => {
		const trouble = (asked: Asked) => (!isSearch(asked) && metricsOf(asked) > 2 ? tooMuch : null);
		const { rows, run } = await report({ ads: [], strategy: 'sync', period: oneDay, fake: { trouble } });
		expect(rows).toEqual([]);
		expect(run.completeness).toMatchObject({ complete: true, splits: { objects: 0 } });
	});

	it('keeps the rows of breakdowns apart when fields come apart', async () => {
		const trouble = (asked: Asked) => (!isSearch(asked) && metricsOf(asked) > 2 ? tooMuch : null);
		const { rows, whole, fake } = await report({
			ads: tree([[1]]),
			strategy: 'sync',
			breakdowns: ['age'],
			period: oneDay,
			fake: { trouble },
		});
		expect(sortedTexts(rows)).toEqual(sortedTexts(whole));
		for (const { fields } of fake.asked) expect(fields).not.toContain('age');
	});

	it('finds every field that can be had, and names the others', async () => {
		const metrics = ['spend', 'impressions', 'clicks', 'reach', 'frequency', 'cpm', 'ctr', 'actions'];
		const bad = ['reach', 'actions'];
		const trouble = (asked: Asked) => (asked.fields.some((field) => bad.includes(field)) ? tooMuch : null);
		const { rows, run } = await report({
			ads: tree([[1]]),
			strategy: 'sync',
			period: oneDay,
			metrics,
			onIncomplete: 'return',
			fake: { trouble },
		});
		expect(Object.keys(rows[0])).toEqual(expect.arrayContaining(metrics.filter((metric) => !bad.includes(metric))));
		expect(run.completeness.missing.map(({ what }) => what.split(',')[0]).sort()).toEqual(['actions', 'reach']);
	});
});

describe('a run that fails', () => {
	it('without a reason is tried once more before it is cut, down to the last piece', async () => {
		const trouble = (asked: Asked, _: number, at: string) =>
			at === 'start' && touches(forest, asked, forest[0].ad) ? { run: 'failedWithoutReason' as const } : null;
		const { fake, run } = await report({
			ads: forest,
			strategy: 'async',
			period: oneDay,
			metrics: ['spend'],
			onIncomplete: 'return',
			fake: { trouble },
		});
		expect(run.completeness.missing).toHaveLength(1);
		const last = fake.asked.filter(
			({ at, filtering }) => at === 'start' && JSON.stringify(filtering).includes(`["${forest[0].ad}"]`),
		);
		expect(last).toHaveLength(2);
	});
});

describe('looking at a run', () => {
	it.each([
		['is not there yet', { code: 100, error_subcode: 33, message: 'Object does not exist' }],
		['is refused for a moment', { code: 2, message: 'Please retry', is_transient: true }],
	])('that %s when its rows are read is asked for again', async (__, error) => {
		const { rows, whole } = await report({
			strategy: 'async',
			fake: { trouble: (_, tries, at) => (at === 'page' && tries === 1 ? { error } : null) },
		});
		expect(sortedTexts(rows)).toEqual(sortedTexts(whole));
	});
});

describe('a part that came apart by fields', () => {
	const half = (asked: Asked) => (metricsOf(asked) > 2 ? { run: 'failed' as const, code: 2, subcode: 1504038 } : null);
	const gone = { error: { code: 100, error_subcode: 33, message: 'gone' } };

	it.each(['spend', 'clicks'])(
		'loses nothing of its other pieces when the run with %s has to be asked for again',
		async (field) => {
			const trouble = (asked: Asked, tries: number, at: string) =>
				at === 'start'
					? half(asked)
					: at === 'page' && tries === 1 && !isSearch(asked) && asked.fields.includes(field)
						? gone
						: null;
			const { rows, whole, run } = await report({
				ads: tree([[1]]),
				strategy: 'async',
				period: oneDay,
				fake: { trouble },
			});
			expect(run.completeness).toMatchObject({ restarts: 1, splits: { fields: 1 } });
			expect(sortedTexts(rows)).toEqual(sortedTexts(whole));
		},
	);
});

describe('pieces of a row', () => {
	const query = queryOf({ breakdowns: ['age'] });
	const part = { period: oneDay, fields: query.fields.slice(0, -1) };
	const row = (age: string | undefined, spend: string) => ({
		ad_id: 'a1',
		date_start: '2026-11-02',
		date_stop: '2026-11-02',
		age,
		spend,
	});

	it('without what tells them apart end the report instead of melting into one', () => {
		expect(() => unite(query, [{ part, rows: [row(undefined, '1'), row(undefined, '2')] }])).toThrow(
			'several rows with the same key',
		);
	});

	it('of an asset find each other by its ID, whatever else Meta tells of it', () => {
		const assets = queryOf({ breakdowns: ['image_asset'] });
		const piece = (url: string, more: object) => ({
			ad_id: 'a1',
			date_start: '2026-11-02',
			date_stop: '2026-11-02',
			image_asset: { id: '7', url },
			...more,
		});
		const halves = [
			[part.fields.slice(0, -1), piece('one', { spend: '1' })],
			[part.fields.slice(1), piece('two', { clicks: '2' })],
		] as const;
		expect(
			unite(
				assets,
				halves.map(([fields, row]) => ({ part: { ...part, fields }, rows: [row] })),
			),
		).toMatchObject([{ spend: '1', clicks: '2' }]);
	});

	it('that Meta gave twice are one', () => {
		expect(unite(query, [{ part, rows: [row('18-24', '1'), row('18-24', '1'), row('25-34', '2')] }])).toHaveLength(2);
	});
});
