import { DateTime } from 'luxon';

import { reasonToHold } from '../../../nodes/MetaAds/hours/holds.ts';
import { lastPause, type LastPause } from '../../../nodes/meta/hours/lastPause.ts';
import type { GraphObject } from '../../../nodes/shared/graph/object.ts';

const ID = '120211000000000021';
const OURS = '600000000000001';
const entry = (time: string, to: string, more: GraphObject = {}): GraphObject => ({
	event_time: `2026-11-${time}+0000`,
	event_type: 'update_ad_set_run_status',
	object_id: ID,
	actor_name: 'n8n',
	application_id: OURS,
	application_name: 'Our App',
	extra_data: JSON.stringify({ old_value: to === 'Active' ? 'Inactive' : 'Active', new_value: to }),
	...more,
});
const pause = (time: string, more: GraphObject = {}): GraphObject[] => Array(3).fill(entry(time, 'Inactive', more));

describe('who paused it last, by Meta’s log', () => {
	it('is told by the newest entries, in whatever order they come', () => {
		const entries = [
			...pause('25T20:00:00'),
			entry('26T08:00:00', 'Active'),
			...pause('26T20:00:04'),
			entry('26T20:01:00', '', { event_type: 'update_ad_set_name' }),
		];
		const told = { at: Date.parse('2026-11-26T20:00:04Z'), application: OURS, who: 'n8n (Our App)' };
		const toldUntil = Date.parse('2026-11-26T20:01:00Z');
		expect(lastPause(entries, ID, null)).toEqual({ ...told, toldUntil });
		expect(lastPause(entries.toReversed(), ID, null)).toEqual({ ...told, toldUntil });
	});

	test.each<[string, GraphObject[], RegExp]>([
		['nothing', [], /does not show who/],
		['only of another object', pause('26T20:00:00', { object_id: '1' }), /does not show who/],
		['only of a budget', pause('26T20:00:00', { event_type: 'update_ad_set_budget' }), /does not show who/],
		[
			'an activation last: the pause is missing',
			[...pause('25T20:00:00'), entry('26T08:00:00', 'Active')],
			/isn’t a pause/,
		],
		[
			'an activation that did not come to its end: how it went off again is missing',
			[
				...pause('25T20:00:00'),
				entry('26T03:00:00', '', {
					application_id: '2',
					extra_data: JSON.stringify({ old_value: 'Inactive', new_value: 'Pending process' }),
				}),
			],
			/isn’t a pause/,
		],
		['a time that is none', [...pause('26T20:00:00'), ...pause('soon')], /cannot be read/],
		['no application', pause('26T20:00:00', { application_id: undefined }), /does not name the app/],
		[
			'two applications',
			[...pause('26T20:00:00'), ...pause('26T20:00:00', { application_id: '2' })],
			/not name the app/,
		],
	])('is unknown where the log tells of %s', (_, entries, why) => {
		expect(lastPause(entries, ID, null)).toEqual({ unknown: expect.stringMatching(why) });
	});
});

describe('whether it comes back', () => {
	const office = [{ days: [1, 2, 3, 4, 5], from: 480, to: 1_200 }];
	const local = DateTime.fromISO('2026-11-27T09:00', { zone: 'Europe/Berlin' });
	const TOLD = local.toMillis();
	const by = (time: string, application = OURS): LastPause => ({
		at: DateTime.fromISO(time, { zone: 'Europe/Berlin' }).toMillis(),
		application,
		who: 'Anna (Power Editor)',
		toldUntil: TOLD,
	});
	const reason = (last: LastPause, app: string | null = OURS, updatedAt: number | null = TOLD) =>
		reasonToHold({ hours: office, local }, last, updatedAt, app, { reasons: new Set(['hours']) });

	test.each(['2026-11-26T20:00', '2026-11-26T23:30', '2026-11-27T07:59', '2026-11-27T08:04', '2026-11-22T12:00'])(
		'paused by this app outside the hours, or just after them: %s',
		(time) => expect(reason(by(time))).toBeNull(),
	);

	test.each<[string, LastPause, string | null, RegExp]>([
		[
			'by a person',
			by('2026-11-26T20:00', '119211728144504'),
			OURS,
			/^Anna \(Power Editor\) paused it on 2026-11-26 20:00/,
		],
		['by this app within the hours', by('2026-11-26T14:00'), OURS, /another step of this app/],
		[
			'by nobody knows whom',
			{ unknown: 'Meta’s log is silent' },
			OURS,
			/^Meta’s log is silent\. To put it back on its schedule, activate it once/,
		],
		['and this app is not known', by('2026-11-26T20:00'), null, /did not return the app/],
	])('stays paused %s', (_, last, app, why) => expect(reason(last, app)).toMatch(why));

	test.each<[string, LastPause, RegExp]>([
		['by this app', by('2026-11-26T20:00'), /^Stop Loss has stopped it\./],
		['by nobody knows whom', { unknown: 'Meta’s log is silent' }, /^Stop Loss has stopped it\./],
		[
			'by a person, after another chance',
			by('2026-11-26T20:00', '119211728144504'),
			/^Anna \(Power Editor\) paused it/,
		],
	])('with the mark of a stop, paused %s', (_, last, why) => {
		const marks = { reasons: new Set(['hours', 'stop-loss'] as const) };
		expect(reasonToHold({ hours: office, local }, last, TOLD, OURS, marks)).toMatch(why);
	});

	test.each<[string, number, RegExp]>([
		['nothing has changed since', TOLD, /^it was created paused, and nobody has activated it since/],
		['it has changed since', TOLD + 2_000, /history doesn’t show that yet/],
	])('created paused, where %s', (_, updatedAt, why) => {
		const creation = entry('27T07:55:00', '', {
			extra_data: JSON.stringify({ old_value: 'Pending process', new_value: 'Inactive' }),
		});
		const last = lastPause([creation], ID, TOLD - 10 * 60_000);
		expect(reason(last, OURS, updatedAt)).toMatch(why);
	});

	test.each<[string, number | null, RegExp | null]>([
		['a second after the log’s last entry', TOLD + 1_000, null],
		[
			'later than the log tells',
			TOLD + 2_000,
			/^it changed on 2026-11-27 09:00, but Meta’s activity history doesn’t show that yet/,
		],
		['nobody knows when', null, /^Meta did not return when it last changed/],
	])('changed %s', (_, updatedAt, why) => {
		const held = reason(by('2026-11-26T20:00'), OURS, updatedAt);
		if (why === null) expect(held).toBeNull();
		else expect(held).toMatch(why);
	});
});
