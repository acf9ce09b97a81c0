import { uniqBy } from 'lodash';

import type { LoggedRequest } from '../../../emulator/http/server.mts';
import { operationOf, steps } from '../cancel/steps.mts';
import { usualOf } from '../everyFault/everyFault.mts';
import { newAdSet } from '../support/adSets.mts';
import { newCampaign, useBench } from '../support/campaigns.mts';
import { useHastenedDeadlines } from '../support/lives/deadlines.mts';
import '../support/lives/fakeTime.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** What no request of any operation leaves to Meta: questions that nothing asks (docs/development/unconfirmed.md). */

const bench = useBench();
useHastenedDeadlines(bench);

const asked: LoggedRequest[] = [];
const year = new Date().getFullYear() + 1;

beforeAll(async () => {
	for (const step of uniqBy(steps, operationOf)) {
		bench.emulator.control.reset();
		await usualOf(bench, step);
		asked.push(...bench.sent());
	}
	bench.emulator.control.reset();
	const additionalFields = { startTime: `${year}-06-01`, stopTime: `${year}-07-01 18:30` };
	await bench.run('create', newCampaign({ additionalFields }));
	const more = { additionalFields: { startTime: `${year}-06-01T08:00`, endTime: `${year}-07-01` } };
	await bench.run('create', { resource: 'adSet', ...newAdSet(more) });
	asked.push(...bench.sent());
}, 600_000);

const listsOf = (edge: string): LoggedRequest[] =>
	asked.filter(({ method, path }) => method === 'GET' && path.endsWith(`/${edge}`));

it('asks by every operation', () => {
	expect(new Set(steps.map(operationOf)).size).toBeGreaterThan(60);
	expect(asked.length).toBeGreaterThan(100);
});

it('bounds the activity log in UNIX seconds, and by no category', () => {
	const reads = listsOf('activities');
	expect(reads.length).toBeGreaterThan(5);
	expect(reads.filter(({ params }) => 'category' in params)).toEqual([]);
	for (const { params } of reads)
		for (const bound of [params.since, params.until]) expect(bound ?? '0').toMatch(/^\d+$/);
});

it.each(['activities', 'customaudiences', 'sessions', 'budget_schedules'])('names the fields of %s', (edge) => {
	const reads = listsOf(edge);
	expect(reads.length).toBeGreaterThan(0);
	expect(reads.filter(({ params }) => !params.fields)).toEqual([]);
});

it('gives every time with its offset, or as UNIX seconds', () => {
	const times = asked.flatMap(({ params }) =>
		Object.entries(params).flatMap(([name, value]) =>
			/(?:^|_)time(?:_start|_end)?$/.test(name) ? [[name, value]] : [],
		),
	);
	expect(new Set(times.map(([name]) => name)).size).toBeGreaterThan(3);
	expect(times.filter(([, value]) => !/^\d+$|T[\d:.]+(?:Z|[+-]\d\d:?\d\d)$/.test(String(value)))).toEqual([]);
	expect(JSON.stringify(asked.map(({ params }) => params))).not.toMatch(
		/\dT\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?![\d:.Z+-])/,
	);
});
