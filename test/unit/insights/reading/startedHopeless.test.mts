import * as fc from 'fast-check';

import type { ReportPeriod } from '../../../../nodes/MetaInsights/facts/dateRanges.ts';
import { Completeness } from '../../../../nodes/MetaInsights/read/parts/completeness.ts';
import { Lanes } from '../../../../nodes/MetaInsights/read/lanes.ts';
import { ReportReader } from '../../../../nodes/MetaInsights/read/reportReader.ts';
import { stateOf, type StartedPart } from '../../../../nodes/MetaInsights/started/startedReport.ts';
import { StartedRuns } from '../../../../nodes/MetaInsights/started/startedRuns.ts';
import { FakeInsights, tooMuch, type Asked, type Trouble } from './fakeInsights.mts';
import { ads, queryOf } from './runs.mts';

/** A report that is started, and looked at every two minutes until it has ended: what it asks for in all. */

interface Size {
	readonly period: ReportPeriod;
	readonly metrics: readonly string[];
	/** Parts to begin with, if not one. */
	readonly days?: readonly ReportPeriod[];
}

const metrics = (length: number): string[] => Array.from({ length }, (_, index) => `metric${index}`);
const wide: Size = { period: { since: '2026-08-11', until: '2026-11-08' }, metrics: metrics(24) };
const small: Size = { period: { since: '2026-10-12', until: '2026-11-08' }, metrics: metrics(8) };
const DAY = 86_400_000;

const daysOf = ({ since, until }: ReportPeriod): string[] => {
	const days: string[] = [];
	for (let at = Date.parse(since); at <= Date.parse(until); at += DAY)
		days.push(new Date(at).toISOString().slice(0, 10));
	return days;
};

type At = 'sync' | 'start' | 'look' | 'page';

interface Ended {
	readonly state: string;
	readonly entries: readonly StartedPart[];
	readonly missing: Completeness['missing'];
	/** Runs that Meta was asked for, and looks at runs. */
	readonly starts: number;
	readonly looks: number;
}

async function toTheEnd(
	trouble: (asked: Asked, tries: number, at: At) => Trouble,
	onIncomplete: 'fail' | 'return',
	{ period, metrics, days = [period] }: Size = wide,
): Promise<Ended> {
	const query = queryOf({ level: 'account', metrics });
	const fake = new FakeInsights({ ads, trouble });
	const graph = fake.client();
	const reader = new ReportReader(graph, query, new Lanes(), '2026-11-25');
	const output = { onIncomplete };
	let runs = new StartedRuns(reader, output, fake.now);
	let entries = await runs.start(
		days.map((one) => ({ period: one, fields: query.fields })),
		false,
	);
	for (let round = 0; stateOf(entries) === 'running'; round++) {
		if (round > 3_000) throw new Error('never done');
		await fake.wait(120_000);
		const { splits, restarts, missing } = runs.completeness;
		runs = new StartedRuns(reader, output, fake.now, Completeness.from({ splits, restarts, missing, entries }));
		entries = await runs.look(entries, {
			sendMany: async (requests) => await Promise.all(requests.map(async (one) => await graph.sendOne(one))),
		});
	}
	const count = (what: At): number => fake.asked.filter(({ at }) => at === what).length;
	return {
		state: stateOf(entries),
		entries,
		missing: runs.completeness.missing,
		starts: count('start'),
		looks: count('look'),
	};
}

const onStart =
	(trouble: Trouble) =>
	(_: Asked, __: number, at: At): Trouble =>
		at === 'start' ? trouble : null;

describe('where Meta gives nothing', () => {
	// Without a bound: 8,638 runs, 4,319 and 2,720.
	it.each<[string, Trouble, number]>([
		['runs that fail', { run: 'failed', code: 1 }, 60],
		['runs that are too large', { run: 'failed', code: 2, subcode: 1504038 }, 25],
	])('a started report ends by few runs, with its reason: %s', async (_, trouble, most) => {
		const failed = await toTheEnd(onStart(trouble), 'fail');
		expect(failed).toMatchObject({ state: 'failed' });
		expect(failed.entries.find(({ state }) => state === 'failed')?.problem).toMatch(/\w/);
		const { state, starts, looks, missing } = await toTheEnd(onStart(trouble), 'return');
		expect(state).toBe('done');
		expect(new Set(missing.flatMap((one) => (one.period ? daysOf(one.period) : [])))).toEqual(
			new Set(daysOf(wide.period)),
		);
		expect(Math.max(starts, failed.starts)).toBeLessThanOrEqual(most);
		expect(Math.max(looks, failed.looks)).toBeLessThanOrEqual(3 * most);
	});

	it('no run can be started: Start itself ends soon', async () => {
		const { starts, entries, missing } = await toTheEnd(onStart(tooMuch), 'return');
		expect(entries).toEqual([]);
		expect(missing.length).toBeGreaterThan(0);
		expect(starts).toBeLessThanOrEqual(25);
		await expect(toTheEnd(onStart(tooMuch), 'fail')).rejects.toMatchObject({ kind: 'tooMuchData' });
	});

	it('a part that cannot be started for a day is tried less often than it is looked at', async () => {
		const { state, starts } = await toTheEnd(onStart({ error: { code: 1, message: 'An unknown error' } }), 'fail');
		expect(state).toBe('failed');
		expect(starts).toBeLessThanOrEqual(450);
	});
});

describe('where something comes', () => {
	const some = fc.record({
		days: fc.integer({ min: 1, max: 28 }),
		fields: fc.integer({ min: 3, max: 11 }),
		poison: fc.option(fc.constantFrom(...small.metrics)),
		way: fc.constantFrom<Trouble>({ run: 'failed', code: 2, subcode: 1504038 }, { run: 'failed', code: 1 }, tooMuch),
	});

	it.each<[string, (asked: Asked) => boolean]>([
		['the first days', ({ period: { until } }) => until <= '2026-10-18'],
		['the last days', ({ period: { since } }) => since >= '2026-11-02'],
		['the first fields', ({ fields }) => !fields.some((name) => /metric[4-7]$/.test(name))],
		['the last fields', ({ fields }) => !fields.some((name) => /metric[0-3]$/.test(name))],
	])('only %s: what there is', async (_, isGood) => {
		const way: Trouble = { run: 'failed', code: 2, subcode: 1504038 };
		const { entries } = await toTheEnd(
			(asked, __, at) => (at !== 'start' || isGood(asked) ? null : way),
			'return',
			small,
		);
		expect(entries.length).toBeGreaterThan(0);
	});

	it.each([
		['is there', 0],
		['is under way', 4],
	])('what can be had is had beside four days that cannot, also while the only good run %s', async (_, slow) => {
		const day = (number: number): ReportPeriod => ({ since: `2026-11-0${number}`, until: `2026-11-0${number}` });
		const size = { period: day(1), metrics: metrics(1), days: [1, 2, 3, 4, 5, 6].map(day) };
		const bad = { run: 'failed', code: 2, subcode: 1504038 } as const;
		const trouble = ({ period: { since } }: Asked, tries: number, at: At): Trouble => {
			if (at !== 'start') return null;
			if (since <= '2026-11-04') return bad;
			return since === '2026-11-06' ? { slow } : tries === 1 ? { run: 'failed', code: 1 } : null;
		};
		const { state, entries, missing } = await toTheEnd(trouble, 'return', size);
		expect(state).toBe('done');
		expect(entries.map(({ part }) => part.period.since)).toEqual(['2026-11-05', '2026-11-06']);
		expect(missing).toHaveLength(4);
	});

	it('every day of every field is had, or named as missing', async () => {
		await fc.assert(
			fc.asyncProperty(some, async ({ days, fields, poison, way }) => {
				const trouble = (asked: Asked, _: number, at: At): Trouble => {
					if (at !== 'start') return null;
					const isLarge = daysOf(asked.period).length > days || asked.fields.length > fields;
					return isLarge || (poison !== null && asked.fields.includes(poison)) ? way : null;
				};
				const { state, entries, missing } = await toTheEnd(trouble, 'return', small);
				expect(state).toBe('done');
				const had = new Map(small.metrics.map((metric) => [metric, new Set<string>()]));
				for (const { part } of entries)
					for (const field of part.fields) for (const day of daysOf(part.period)) had.get(field)?.add(day);
				for (const metric of small.metrics) expect(had.get(metric)?.size).toBe(metric === poison ? 0 : 28);
				expect(missing.every(({ what }) => poison !== null && what.startsWith(poison))).toBe(true);
				expect(missing.length > 0).toBe(poison !== null);
			}),
			{ numRuns: 12 },
		);
	});
});
