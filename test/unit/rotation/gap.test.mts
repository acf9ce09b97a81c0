import * as fc from 'fast-check';

import { gapOf } from '../../../nodes/MetaAds/ad/rotate/policy/gap.ts';
import type { GraphObject } from '../../../nodes/shared/graph/object.ts';

const NOW = Date.parse('2026-11-20T06:00:00Z');
const HOUR = 3_600_000;
const APP = '600000000000001';
const idOf = (ad: number): string => `12021200000000002${ad}`;
const entry = (at: number, ad: number, to: 'on' | 'off', by: 'us' | 'person'): GraphObject => ({
	event_time: new Date(at).toISOString().replace(/\.\d+Z/, '+0000'),
	event_type: 'update_ad_run_status',
	object_id: idOf(ad),
	object_type: 'ADGROUP',
	actor_id: by === 'us' ? '8' : '9',
	application_id: by === 'us' ? APP : '119211728144504',
	extra_data: JSON.stringify(
		to === 'on'
			? { old_value: 'Inactive', new_value: 'Active' }
			: { old_value: 'Active', new_value: by === 'us' ? 'Inactive' : 'Deleted' },
	),
});

/** An ad set’s life: ads come in and leave, some hours apart. */
const anyLife = fc
	.array(
		fc.record({
			ad: fc.integer({ min: 0, max: 5 }),
			by: fc.constantFrom<'us' | 'person'>('us', 'person'),
			after: fc.integer({ min: 1, max: 30 }),
		}),
		{ maxLength: 12 },
	)
	.map((acts) => {
		const live = new Set([0, 1, 2]);
		const left = new Map<string, number>();
		const entries: GraphObject[] = [];
		let at = NOW - 400 * HOUR;
		/** As many as were live when a person last took one off. */
		let leftByPerson = Infinity;
		for (const { ad, by, after } of acts) {
			at += after * HOUR;
			const to = live.has(ad) ? 'off' : 'on';
			entries.push(entry(at, ad, to, by));
			if (to === 'on') {
				live.add(ad);
				left.delete(idOf(ad));
			} else {
				live.delete(ad);
				if (by === 'us') left.set(idOf(ad), at);
				else left.delete(idOf(ad));
				if (by === 'person') leftByPerson = live.size;
			}
		}
		return { left, entries, live: live.size, leftByPerson };
	});

it('never brings in more than were live when a person last took one off, nor more than left by us', () =>
	fc.assert(
		fc.property(anyLife, ({ left, entries, live, leftByPerson }) => {
			const gap = gapOf(left, entries, -Infinity, APP);
			expect(gap).toBeLessThanOrEqual(left.size);
			if (gap > 0) expect(live + gap).toBeLessThanOrEqual(leftByPerson);
		}),
		{ numRuns: 2_000 },
	));

const paused = entry(NOW - 50 * HOUR, 1, 'off', 'us');
const left = new Map([[idOf(1), NOW - 50 * HOUR]]);

it('is what Rotate has paused, where nobody else has taken one off since', () => {
	expect(gapOf(left, [paused], -Infinity, APP)).toBe(1);
	expect(gapOf(left, [paused], NOW - 60 * HOUR, APP)).toBe(1);
	expect(gapOf(left, [paused], NOW - 10 * HOUR, APP)).toBe(0);
	expect(gapOf(left, [paused, entry(NOW - 9 * HOUR, 3, 'off', 'person')], -Infinity, APP)).toBe(0);
});

it.each([
	['not all entries could be read', null],
	['a time cannot be read', [paused, { ...paused, event_time: 'soon' }]],
])('is none where %s', (_title, entries) => {
	expect(gapOf(left, entries, -Infinity, APP)).toBe(0);
});

it('is what Meta has rejected, where a person had paused another one before', () => {
	const rejected = {
		...entry(NOW - 50 * HOUR, 1, 'off', 'us'),
		...{ actor_id: '0', application_id: '0' },
		extra_data: JSON.stringify({ old_value: 'Pending Review', new_value: 'Rejected' }),
	};
	const before = entry(NOW - 60 * HOUR, 3, 'off', 'person');
	expect(gapOf(left, [before, rejected], -Infinity, APP)).toBe(1);
	expect(gapOf(left, [before, rejected], NOW - 10 * HOUR, APP)).toBe(0);
});

it('takes nothing that was created paused for something that left', () => {
	const created = [
		{ ...entry(NOW - 5 * HOUR, 4, 'on', 'person'), event_type: 'create_ad', extra_data: '{}' },
		{
			...entry(NOW - 5 * HOUR + 30_000, 4, 'off', 'person'),
			extra_data: JSON.stringify({ old_value: 'Pending process', new_value: 'Inactive' }),
		},
	];
	expect(gapOf(left, [paused, ...created], -Infinity, APP)).toBe(1);
});
