import * as fc from 'fast-check';

import { whyOff, type OffFacts, type WhyOff } from '../../../nodes/meta/hours/whyOff.ts';
import type { GraphObject } from '../../../nodes/shared/graph/object.ts';

const [ID, OURS, THEIRS] = ['120212000000000021', '600000000000001', '119211728144504'];
const [BORN, HOUR] = [Date.parse('2026-11-01T08:00:00Z'), 3_600_000];
const DAY = 24 * HOUR;
const seconds = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z/, '+0000');

/** What happens to an ad: who switches it on or off, and whether the log comes to tell of it. */
interface Act {
	readonly by: 'rotation' | 'step' | 'person' | 'hours';
	readonly to: 'on' | 'off';
	/** Hours after the act before. */
	readonly after: number;
	readonly isLogged: boolean;
}

interface Story {
	readonly object: GraphObject;
	readonly entries: readonly GraphObject[];
	readonly now: number;
	/** What is true. */
	readonly last: Act | null;
	readonly wasOn: boolean;
	readonly isAllLogged: boolean;
}

const entry = (at: number, from: string, to: string, by: 'meta' | Act['by']): GraphObject => ({
	event_time: seconds(at),
	event_type: 'update_ad_run_status',
	object_id: ID,
	object_type: 'ADGROUP',
	actor_id: by === 'meta' ? '0' : by === 'person' ? '9' : '8',
	actor_name: by === 'person' ? 'Ada Example' : 'n8n',
	application_id: by === 'meta' ? '0' : by === 'person' ? THEIRS : OURS,
	application_name: by === 'person' ? 'Ads Manager' : 'Our App',
	extra_data: JSON.stringify({ old_value: from, new_value: to }),
});
const creation = [
	{ ...entry(BORN, '', '', 'person'), event_type: 'create_ad', extra_data: '{}' },
	entry(BORN + 30_000, 'Pending process', 'Pending Review', 'person'),
	entry(BORN + 2 * HOUR, 'Pending Review', 'Inactive', 'meta'),
];

/** Only acts that change something happen; marks are set, and stay, as the steps leave them. */
function storyOf(acts: readonly Act[], quiet: number): Story {
	let [at, isOn, wasOn, isAllLogged] = [BORN + DAY, false, false, true];
	let updatedAt = BORN;
	let last: Act | null = null;
	const entries = [...creation];
	const marks = new Set<string>();
	for (const act of acts) {
		at += act.after * HOUR;
		if ((act.to === 'on') === isOn) continue;
		isOn = act.to === 'on';
		wasOn ||= isOn;
		updatedAt = at;
		if (act.by === 'rotation' && !isOn) marks.add('rotation');
		if (act.by === 'rotation' && isOn) marks.delete('rotation');
		if (act.by === 'hours' && !isOn) marks.add('hours');
		if (act.by === 'hours' && isOn) marks.delete('hours');
		isAllLogged &&= act.isLogged;
		if (act.isLogged) entries.push(entry(at, isOn ? 'Inactive' : 'Active', isOn ? 'Active' : 'Inactive', act.by));
		if (!isOn) last = act;
	}
	const object = {
		...{ id: ID, status: isOn ? 'ACTIVE' : 'PAUSED', created_time: seconds(BORN), updated_time: seconds(updatedAt) },
		adlabels: [...marks].map((reason) => ({ name: `n8n off ${reason} ${ID}` })),
	};
	return { object, entries, now: Math.max(updatedAt, BORN + DAY) + quiet * HOUR, last, wasOn, isAllLogged };
}

const anyStory = fc
	.tuple(
		fc.array(
			fc.record({
				by: fc.constantFrom<Act['by']>('rotation', 'step', 'person'),
				to: fc.constantFrom<Act['to']>('on', 'off'),
				after: fc.integer({ min: 1, max: 200 }),
				isLogged: fc.boolean(),
			}),
			{ maxLength: 6 },
		),
		fc.constantFrom(0.1, 5, 23),
	)
	.map(([acts, quiet]) => storyOf(acts, quiet))
	.filter(({ object }) => object.status === 'PAUSED');

const facts = (now: number, more: Partial<OffFacts> = {}): OffFacts => ({
	...{ app: OURS, deliveredAt: null, timeZone: 'Europe/Berlin', now },
	...more,
});
const kindOf = ({ object, entries, now }: Story, more: Partial<OffFacts> = {}): WhyOff['kind'] =>
	whyOff(object, entries, facts(now, more)).kind;

const truth = ({ last }: Story): WhyOff['kind'] =>
	last === null ? 'waiting' : last.by === 'rotation' ? 'rotation' : 'others';

it('tells the true reason where the log shows all, whatever marks have stayed', () =>
	fc.assert(
		fc.property(anyStory, (story) => {
			// A step of the same app that pauses after Rotate leaves the same traces as Rotate.
			fc.pre(story.isAllLogged && story.last?.by !== 'step');
			expect(kindOf(story)).toBe(truth(story));
		}),
	));

it('never takes a pause for Rotate’s or for none where entries of the last day are missing', () =>
	fc.assert(
		fc.property(anyStory, (story) => {
			fc.pre(story.last?.by === 'person');
			expect(['others', 'unknown']).toContain(kindOf(story));
		}),
	));

it('is unknown without the app, without the entries, and where a report shows more than the log', () => {
	const paused = storyOf(
		[
			{ by: 'person', to: 'on', after: 1, isLogged: true },
			{ by: 'rotation', to: 'off', after: 100, isLogged: true },
		],
		48,
	);
	expect(kindOf(paused)).toBe('rotation');
	expect(kindOf(paused, { app: null })).toBe('unknown');
	expect(whyOff(paused.object, null, facts(paused.now)).kind).toBe('unknown');
	expect(kindOf(paused, { deliveredAt: paused.now - DAY })).toBe('unknown');
	const waits = storyOf([], 48);
	expect(kindOf(waits)).toBe('waiting');
	expect(kindOf(waits, { deliveredAt: waits.now - DAY })).toBe('unknown');
	expect(whyOff(waits.object, [], facts(waits.now)).kind).toBe('unknown');
});

it('does not believe a mark of another object, and says who paused it', () => {
	const story = storyOf(
		[
			{ by: 'person', to: 'on', after: 1, isLogged: true },
			{ by: 'step', to: 'off', after: 100, isLogged: true },
		],
		48,
	);
	const copied = { ...story.object, adlabels: [{ name: 'n8n off rotation 120212000000000099' }] };
	expect(whyOff(copied, story.entries, facts(story.now)).sentence).toBe(
		'Another step of this app paused it on 2026-11-06 14:00.',
	);
});

it('leaves off for its hours what these alone keep off', () => {
	const hours = storyOf(
		[
			{ by: 'person', to: 'on', after: 1, isLogged: true },
			{ by: 'hours', to: 'off', after: 10, isLogged: true },
		],
		5,
	);
	expect(kindOf(hours)).toBe('hours');
});

it.each([
	[
		'an edit that Meta has reviewed',
		[
			entry(BORN + 9 * DAY, 'Inactive', 'Pending Review', 'meta'),
			entry(BORN + 9 * DAY + HOUR, 'Pending Review', 'Inactive', 'meta'),
		],
	],
])('is not paused by Meta through %s', (_title, reviewed) => {
	const { object, entries, now } = storyOf([], 24 * 20);
	expect(whyOff(object, [...entries, ...reviewed], facts(now)).kind).toBe('waiting');
});

it('is unknown where it changed after the pause that the log tells of, whoever made that one', () => {
	const at = BORN + 3 * DAY;
	const entries = [
		...creation,
		entry(at - HOUR, 'Inactive', 'Active', 'person'),
		entry(at, 'Active', 'Inactive', 'person'),
	];
	const facts: OffFacts = { app: OURS, deliveredAt: null, timeZone: 'UTC', now: at + 2 * HOUR };
	const off = (updatedAt: number): WhyOff =>
		whyOff({ id: ID, status: 'PAUSED', created_time: seconds(BORN), updated_time: seconds(updatedAt) }, entries, facts);
	expect(off(at).kind).toBe('others');
	expect(off(at + HOUR)).toMatchObject({ kind: 'unknown', sentence: expect.stringContaining('in the last 24 hours') });
});
