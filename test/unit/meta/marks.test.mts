import * as fc from 'fast-check';

import {
	isOffForHours,
	keepsHours,
	labelsAfter,
	labelsWith,
	lastChance,
	offReasons,
	withMarks,
	type MarkChange,
} from '../../../nodes/meta/marks/marks.ts';
import { runningTest, testMark } from '../../../nodes/meta/marks/testMark.ts';

const NOW = Date.UTC(2026, 10, 27, 19, 30);
const ID = '120211000000000001';
const labelled = (names: readonly string[], more: object = {}) => ({
	...{ id: ID, status: 'PAUSED', effective_status: 'PAUSED' },
	adlabels: names.map((name, index) => ({ id: String(index), name })),
	...more,
});
const hoursOff = [`n8n off hours ${ID}`, `n8n hours ${ID}`];

describe('reasons why something is off', () => {
	it('are those of its own id: a copy’s marks mean nothing', () => {
		expect([...offReasons(labelled([`n8n off hours ${ID}`, 'n8n off stop-loss 7', 'Spring']))]).toEqual(['hours']);
		expect([...offReasons(labelled(hoursOff, { id: '7' }))]).toEqual([]);
		expect(keepsHours(labelled(hoursOff, { id: '7' }))).toBe(false);
	});

	it('is its hours alone, or not', () => {
		expect(isOffForHours(labelled(hoursOff))).toBe(true);
		expect(isOffForHours(labelled([...hoursOff, `n8n off stop-loss ${ID}`]))).toBe(false);
		expect(isOffForHours(labelled([`n8n hours ${ID}`]))).toBe(false);
		// What is ACTIVE beats its marks, and what Meta has rejected is off for more than its hours.
		expect(isOffForHours(labelled(hoursOff, { status: 'ACTIVE', effective_status: 'ACTIVE' }))).toBe(false);
		expect(isOffForHours(labelled(hoursOff, { effective_status: 'DISAPPROVED' }))).toBe(false);
	});

	it('of its campaign count where that was read with it', () => {
		const campaign = labelled([`n8n off hours 5`], { id: '5' });
		const inIt = { status: 'ACTIVE', effective_status: 'CAMPAIGN_PAUSED' };
		expect(isOffForHours(labelled([], { ...inIt, campaign }))).toBe(true);
		expect(isOffForHours(labelled([], { ...inIt, campaign: { ...campaign, adlabels: [] } }))).toBe(false);
		expect(isOffForHours(labelled([], inIt))).toBe(false);
	});
});

describe('labels after a step', () => {
	it('keep those of others, and add and take only their own', () => {
		const stopped = labelsAfter(labelled(['Spring', ...hoursOff]), { add: 'stop-loss' }, NOW);
		expect(stopped).toEqual(['Spring', `n8n off hours ${ID}`, `n8n off stop-loss ${ID}`, `n8n hours ${ID}`]);
		expect(labelsAfter(labelled(stopped ?? []), { take: 'hours' }, NOW)).toEqual([
			...['Spring', `n8n off stop-loss ${ID}`, `n8n hours ${ID}`],
		]);
	});

	it('drop stale ones of what is active; a stop among them was taken back', () => {
		const active = labelled([...hoursOff, `n8n off stop-loss ${ID}`], { status: 'ACTIVE' });
		expect(labelsAfter(active, { add: 'hours' }, NOW)).toEqual([...hoursOff, `n8n chance 2026-11-27T19:30Z ${ID}`]);
		expect(lastChance(labelled([`n8n chance 2026-11-27T19:30Z ${ID}`, 'n8n chance 2026-12-27T19:30Z 7']))).toBe(NOW);
	});

	it('keep the mark of a split test, and know its own and the last one that is not over', () => {
		const end = Date.UTC(2026, 11, 4, 23);
		const [mark, later] = [testMark(end, ID), testMark(end + 60_000, ID)];
		const tested = labelled(['Spring', mark, testMark(end, '120211000000000009'), 'n8n split test until soon'], {
			status: 'ACTIVE',
		});
		expect(runningTest(tested, NOW)).toEqual({ until: end, label: mark });
		expect(runningTest(tested, end)).toBeNull();
		expect(runningTest(labelled([mark, later]), NOW)?.label).toBe(later);
		expect(runningTest(labelled([mark], { id: '7' }), NOW)).toBeNull();
		expect(labelsAfter(tested, { add: 'stop-loss' }, NOW)).toContain(mark);
		expect(withMarks(['Summer'], tested)).toEqual(['Summer', mark]);
		expect(labelsWith(labelled(['Spring', mark]), mark)).toEqual(['Spring', mark]);
		expect(labelsWith(labelled(Array.from({ length: 50 }, (_, index) => `${index}`)), mark)).toBeNull();
	});

	it('leave a copy’s marks behind, and make none where Meta has no room', () => {
		const copied = ['n8n off hours 120211000000000007', 'n8n chance 2026-11-27T19:30Z 120211000000000007'];
		expect(labelsAfter(labelled(copied), { add: 'hours' }, NOW)).toEqual(hoursOff);
		const full = Array.from({ length: 49 }, (_, index) => `L${index}`);
		expect(labelsAfter(labelled(full), { add: 'hours' }, NOW)).toBeNull();
	});

	it.each([
		...['n8n hours 24', 'n8n off promo 120211000000000001', 'n8n chance 7', 'N8N off hours 120211000000000001'],
		...[' n8n off hours 120211000000000001', 'n8n split test until 2026-12-04', `${'ß'.repeat(299)}\n`],
	])('keep a person’s “%s”, which only looks like a mark', (name) => {
		expect(labelsAfter(labelled([name]), { add: 'hours' }, NOW)).toEqual([name, ...hoursOff]);
		expect([...offReasons(labelled([name]))]).toEqual([]);
	});

	it('never lose another’s label, never double one, and end where they began', () => {
		const others = fc.uniqueArray(
			fc.string({ minLength: 1 }).map((text) => `x${text}`),
			{ maxLength: 20 },
		);
		const steps = fc.array(
			fc.constantFrom<MarkChange>({ add: 'hours' }, { take: 'hours' }, { add: 'stop-loss' }, { take: 'stop-loss' }),
		);
		fc.assert(
			fc.property(others, steps, (names, changes) => {
				let now = names;
				for (const change of changes) now = labelsAfter(labelled(now), change, NOW) ?? now;
				expect(now.slice(0, names.length)).toEqual(names);
				expect(new Set(now).size).toBe(now.length);
				const reasons = offReasons(labelled(now));
				const last = (reason: string) => [...changes].reverse().find(({ add, take }) => (add ?? take) === reason);
				for (const reason of ['hours', 'stop-loss'] as const)
					expect(reasons.has(reason)).toBe(last(reason)?.add === reason);
			}),
		);
	});
});
