import * as fc from 'fast-check';

import { SingleFile } from '../../../../nodes/MetaInsights/read/singleFile.ts';
import { tooMuch, type Asked, type FakeInsights, type Trouble } from './fakeInsights.mts';
import { failureOf, report, sortedTexts, type Case } from './runs.mts';

/** Meta's passing trouble that does not pass. */
const unknownError: Trouble = { error: { code: 1, message: 'An unknown error occurred' } };

/** An account, many days and many fields: what can be cut most often. */
const wide: Case = {
	level: 'account',
	period: { since: '2026-08-11', until: '2026-11-08' },
	metrics: Array.from({ length: 24 }, (_, index) => `metric${index}`),
};

/** Cut as deep, in fewer pieces. */
const small: Case = {
	...wide,
	period: { since: '2026-10-12', until: '2026-11-08' },
	metrics: Array.from({ length: 8 }, (_, index) => `metric${index}`),
};

/** What was asked, also of a report that fails. */
async function askedOf(one: Case): Promise<{ asked: readonly Asked[]; failure: Error & { kind?: string } }> {
	let fake: FakeInsights | undefined;
	const failure = await failureOf({ ...one, onFake: (made) => (fake = made) });
	return { asked: fake?.asked ?? [], failure };
}

describe('where Meta gives nothing', () => {
	// Without a bound: 16,516 questions, 2,082 and 15,704.
	it.each<[string, Trouble, number]>([
		['code 1', unknownError, 140],
		['too much data', tooMuch, 25],
		['runs that fail', { run: 'failed', code: 1 }, 140],
	])('a report ends soon, with its reason: %s', async (_, trouble, most) => {
		const strategy = trouble !== null && 'run' in trouble ? 'async' : 'auto';
		const { asked, failure } = await askedOf({ ...wide, strategy, fake: { trouble: () => trouble } });
		expect(failure.kind).toMatch(/temporary|tooMuchData/);
		expect(asked.length).toBeLessThanOrEqual(most);
	});

	it('one that may lack parts names each of them, soon', async () => {
		const { fake, rows, run } = await report({
			...wide,
			onIncomplete: 'return',
			fake: { trouble: () => unknownError },
		});
		expect(fake.asked.length).toBeLessThanOrEqual(230);
		expect(rows).toEqual([]);
		const days = run.completeness.missing.map(({ period }) => period);
		expect(days.at(0)?.since).toBeDefined();
		expect(coveredDays(days)).toBe(90);
	});
});

/** Days in any of the periods. */
function coveredDays(periods: ReadonlyArray<{ since: string; until: string } | null | undefined>): number {
	const days = new Set<string>();
	for (const period of periods)
		for (let at = Date.parse(period?.since ?? ''); at <= Date.parse(period?.until ?? ''); at += 86_400_000)
			days.add(new Date(at).toISOString());
	return days.size;
}

describe('where something comes', () => {
	it('only single days, after many failures: all of them', async () => {
		const { rows, whole } = await report({
			...wide,
			fake: { trouble: ({ period }) => (period.since === period.until ? null : tooMuch) },
		});
		expect(sortedTexts(rows)).toEqual(sortedTexts(whole));
	});

	it.each<[string, (asked: Asked) => boolean]>([
		['the first days', ({ period }) => period.until <= '2026-10-18'],
		['the last days', ({ period }) => period.since >= '2026-11-02'],
		['the first fields', ({ fields }) => !fields.some((name) => /metric[4-7]$/.test(name))],
		['the last fields', ({ fields }) => !fields.some((name) => /metric[0-3]$/.test(name))],
	])('only %s: what there is, and the rest is told', async (_, isGood) => {
		const { rows, run } = await report({
			...small,
			onIncomplete: 'return',
			fake: { trouble: (asked) => (isGood(asked) ? null : tooMuch) },
		});
		expect(rows.length).toBeGreaterThan(0);
		expect(run.completeness.missing.length).toBeGreaterThan(0);
	});

	it('all but one field: that one is told and the others are there', async () => {
		const { rows, run } = await report({
			...wide,
			onIncomplete: 'return',
			fake: { trouble: ({ fields }) => (fields.includes('metric23') ? tooMuch : null) },
		});
		expect(rows).toHaveLength(90);
		expect(Object.keys(rows[0] ?? {})).toEqual(expect.arrayContaining(['metric0', 'metric22']));
		expect(run.completeness.missing.every(({ what }) => what.startsWith('metric23'))).toBe(true);
	});
});

describe('who may ask', () => {
	it('all, until four have failed and none has come; then one at a time, the last to wait first', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 4, max: 20 }), fc.integer({ min: 2, max: 12 }), async (failures, waiting) => {
				const file = new SingleFile();
				for (let count = 0; count < failures; count++) {
					await file.enter();
					file.failed({ isLeaf: false });
					file.leave();
				}
				let under = 0;
				const order: number[] = [];
				await Promise.all(
					Array.from({ length: waiting }, async (_, index) => {
						await file.enter();
						expect(++under).toBe(1);
						order.push(index);
						await Promise.resolve();
						under--;
						file.failed({ isLeaf: false });
						file.leave();
					}),
				);
				expect(order).toEqual([0, ...Array.from({ length: waiting - 1 }, (_, index) => waiting - 1 - index)]);
			}),
		);
	});
});
