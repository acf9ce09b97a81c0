import type { SettledRequest } from '../../../../nodes/shared/graph/client.ts';
import { GraphFailure } from '../../../../nodes/shared/graph/error.ts';
import type { FailureKind } from '../../../../nodes/shared/graph/failureKind.ts';
import { Lanes } from '../../../../nodes/MetaInsights/read/lanes.ts';
import { stateOf, type StartedPart } from '../../../../nodes/MetaInsights/started/startedReport.ts';
import { ReportReader } from '../../../../nodes/MetaInsights/read/reportReader.ts';
import { StartedRuns } from '../../../../nodes/MetaInsights/started/startedRuns.ts';
import { FakeInsights, tooMuch, tree, type Asked, type FakeOptions } from './fakeInsights.mts';
import { queryOf, week } from './runs.mts';

const oneDay = { since: '2026-11-02', until: '2026-11-02' };
const failure = (kind: FailureKind, more: Partial<GraphFailure> = {}) =>
	new GraphFailure({ kind, message: `It was ${kind}`, advice: '', meta: { blame: [] }, ...more });
const limited = { error: { code: 80000, message: 'Limit' } };
const isSearch = (asked: Asked): boolean => asked.fields.length === 1;

/** What Meta says of a run: a state, or a failure. */
type Seen =
	| { readonly status: string; readonly percent?: number; readonly code?: number; readonly subcode?: number }
	| GraphFailure;

const running = (percent: number): Seen => ({ status: 'Job Running', percent });
const tooLarge: Seen = { status: 'Job Failed', code: 2, subcode: 1504038 };
const failed: Seen = { status: 'Job Failed' };

function bench(trouble?: FakeOptions['trouble'], onIncomplete: 'fail' | 'return' = 'fail') {
	const query = queryOf({});
	const fake = new FakeInsights({ ads: tree([[2, 1], [3]]), trouble });
	const reader = new ReportReader(fake.client(), query, new Lanes(), '2026-11-25');
	const fresh = () => new StartedRuns(reader, { onIncomplete }, fake.now);
	let last = fresh();
	const settledOf = (seen: Seen): SettledRequest =>
		seen instanceof GraphFailure
			? { failure: seen, ambiguous: false, isRepeated: false }
			: {
					answer: {
						body: {
							async_status: seen.status,
							async_percent_completion: seen.percent ?? 0,
							error_code: seen.code,
							error_subcode: seen.subcode,
						},
						headers: {},
					},
				};
	return {
		fake,
		entry: (run: string | null, more: Partial<StartedPart> = {}): StartedPart => ({
			part: { period: week, fields: query.fields },
			before: false,
			run,
			state: 'running',
			percent: 0,
			movedAt: fake.now(),
			restarts: 0,
			...more,
		}),
		start: async (period = week) => await (last = fresh()).start([{ period, fields: query.fields }], false),
		/** One Check: a new report from the plan, with what Meta says of each run. */
		look: async (entries: readonly StartedPart[], seen: readonly Seen[]) =>
			await (last = fresh()).look(entries, { sendMany: async () => await Promise.resolve(seen.map(settledOf)) }),
		trouble: () => last.trouble,
		missing: () => last.completeness.missing,
		starts: () => fake.asked.filter(({ at }) => at === 'start').length,
	};
}

const MINUTE = 60_000;

describe('a look that Meta does not answer', () => {
	it.each(['rateLimited', 'temporary'] as const)(
		'for now (%s) leaves the run as it is, and tells how long to wait',
		async (kind) => {
			const { entry, look, trouble } = bench();
			const entries = [entry('1', { percent: 40 }), entry('2')];
			const next = await look(entries, [failure(kind, { retryAfter: 240 }), running(10)]);
			expect(next).toEqual([
				{ ...entries[0], troubledSince: expect.any(Number) },
				expect.objectContaining({ run: '2', percent: 10 }),
			]);
			expect(trouble()).toMatchObject({ kind, retryAfter: 240 });
		},
	);

	it('for a whole day fails the report in the end', async () => {
		const { entry, look, fake } = bench();
		let entries = await look([entry('1')], [failure('temporary')]);
		await fake.wait(23 * 60 * MINUTE);
		entries = await look(entries, [failure('temporary')]);
		expect(entries).toMatchObject([{ state: 'running', run: '1' }]);
		await fake.wait(2 * 60 * MINUTE);
		expect(await look(entries, [failure('temporary')])).toEqual([
			expect.objectContaining({ state: 'failed', problem: 'It was temporary' }),
		]);
	});

	it('once, after days in which nobody looked, changes nothing; a look that is answered starts the count anew', async () => {
		const { entry, look, fake } = bench();
		const old = entry('1');
		await fake.wait(30 * 60 * MINUTE);
		let entries = await look([old], [failure('rateLimited')]);
		expect(entries).toMatchObject([{ state: 'running', run: '1' }]);
		entries = await look(entries, [running(50)]);
		await fake.wait(30 * 60 * MINUTE);
		expect(await look(entries, [failure('rateLimited')])).toMatchObject([{ state: 'running', run: '1' }]);
	});

	it('because the token has ended, with a part still to be started, ends the step', async () => {
		const ended = { error: { code: 190, error_subcode: 463, message: 'expired' } };
		const { entry, look } = bench((_, __, at) => (at === 'start' ? ended : null));
		await expect(look([entry('1', { state: 'done', percent: 100 }), entry(null)], [])).rejects.toMatchObject({
			kind: 'auth',
		});
	});

	it.each([
		['auth', failure('auth')],
		['permission', failure('permission')],
		['a quota cut for abuse', failure('rateLimited', { worthWaiting: false })],
	])('for good (%s) ends the step before anything is started', async (_, refused) => {
		const { entry, look, starts } = bench();
		await expect(look([entry('1'), entry('2')], [failed, refused])).rejects.toBe(refused);
		expect(starts()).toBe(0);
	});
});

describe('a run that is not found', () => {
	it('is still being made in its first minutes', async () => {
		const { entry, look, fake, starts } = bench();
		const entries = [entry('1')];
		await fake.wait(4 * MINUTE);
		expect(await look(entries, [failure('notFound')])).toEqual(entries);
		expect(starts()).toBe(0);
	});

	it('later is started again once, and fails then', async () => {
		const { entry, look, fake, starts } = bench();
		const old = entry('1');
		await fake.wait(6 * MINUTE);
		const again = await look([old], [failure('notFound')]);
		expect(again).toEqual([expect.objectContaining({ state: 'running', restarts: 1 })]);
		expect(again[0].run).not.toBe('1');
		await fake.wait(6 * MINUTE);
		expect(await look(again, [failure('notFound')])).toEqual([
			expect.objectContaining({ state: 'failed', problem: 'It was notFound' }),
		]);
		expect(starts()).toBe(1);
	});
});

describe('what has just been started', () => {
	it('is in the plan, whatever becomes of the others', async () => {
		const { entry, look, fake, trouble, starts } = bench((_, __, at) =>
			at === 'start' && starts() > 1 && starts() < 6 ? limited : null,
		);
		const first = await look([entry('1'), entry('2', { before: true })], [failed, failed]);
		expect(first.map(({ state, restarts }) => [state, restarts])).toEqual([
			['running', 1],
			['running', 1],
		]);
		expect(first.map(({ run }) => run).sort()).toEqual([expect.stringMatching(/^9/), null]);
		expect(trouble()?.kind).toBe('rateLimited');
		const waiting = first.findIndex(({ run }) => run === null);
		const second = await look(first, [running(5)]);
		expect(second[1 - waiting]).toMatchObject({ run: first[1 - waiting].run, percent: 5 });
		expect(second[waiting]).toMatchObject({
			run: expect.stringMatching(/^9/),
			restarts: 1,
			before: first[waiting].before,
		});
		expect(trouble()).toBeUndefined();
		expect(fake.asked.filter(({ at }) => at === 'start').length).toBe(6);
	});

	it('stays when another part is refused for good', async () => {
		const { entry, look, starts } = bench((_, __, at) =>
			at === 'start' && starts() > 1 ? { error: { code: 100, message: 'Invalid parameter' } } : null,
		);
		const next = await look([entry('1'), entry('2', { before: true })], [failed, failed]);
		expect(next.map(({ state }) => state).sort()).toEqual(['failed', 'running']);
		expect(stateOf(next)).toBe('failed');
	});

	it('of a part in pieces stays when one piece has to wait', async () => {
		const { entry, look } = bench((asked, _, at) =>
			at === 'start' && asked.period.since === week.since ? limited : null,
		);
		const next = await look([entry('1')], [tooLarge]);
		expect(next.map(({ run, part }) => [run === null, part.period.since])).toEqual([
			[true, '2026-11-02'],
			[false, expect.any(String)],
		]);
	});
});

describe('a part whose objects cannot be searched', () => {
	const single = { part: { period: oneDay, fields: queryOf({}).fields } };
	const search = (error: Record<string, unknown>) => (asked: Asked) => (isSearch(asked) ? { error } : null);

	it.each([
		['too much', tooMuch.error],
		['Meta’s passing trouble', { code: 2, message: 'Please retry', is_transient: true }],
	])('is missing for %s where parts may be missing', async (_, error) => {
		const { entry, look, missing } = bench(search(error), 'return');
		expect(await look([entry('1', single), entry('2')], [tooLarge, running(5)])).toEqual([
			expect.objectContaining({ run: '2' }),
		]);
		expect(missing()).toMatchObject([{ what: expect.stringContaining('2026-11-02'), why: expect.any(String) }]);
	});

	it('fails where nothing may be missing, and leaves the others', async () => {
		const { entry, look } = bench(search(tooMuch.error));
		expect((await look([entry('1', single), entry('2')], [tooLarge, running(5)])).map(({ state }) => state)).toEqual([
			'failed',
			'running',
		]);
	});

	it('waits for a limit to pass', async () => {
		const { entry, look, trouble } = bench(search(limited.error), 'return');
		const entries = [entry('1', single)];
		expect(await look(entries, [tooLarge])).toEqual([{ ...entries[0], troubledSince: expect.any(Number) }]);
		expect(trouble()?.kind).toBe('rateLimited');
	});
});

describe('a start', () => {
	it('leaves out what is too much in any size, where parts may be missing', async () => {
		const one = bench(() => tooMuch, 'return');
		expect(await one.start(oneDay)).toEqual([]);
		expect(one.missing().length).toBeGreaterThan(0);
		await expect(bench(() => tooMuch).start(oneDay)).rejects.toMatchObject({ kind: 'tooMuchData' });
	});
});
