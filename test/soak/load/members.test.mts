import type { FaultRule } from '../../../emulator/http/server.mts';
import { AUDIENCES } from '../../../emulator/world/seedIds.mts';
import { contact } from '../../engine/support/contacts.mts';
import { byId } from '../../engine/support/harness.mts';
import { useMemberBench } from '../../engine/support/members.mts';
import '../../engine/support/lives/fakeTime.mts';

jest.mock(
	'../../../nodes/shared/graph/wait',
	() => jest.requireActual('../../engine/support/lives/fakeTime.mts').fakeWait,
);

jest.setTimeout(300_000);

/** 25,001 contacts, three batches, and a fault at each: membership is exact whatever happens (a short form is in test/engine). */

const bench = useMemberBench();
const all = Array.from({ length: 25_001 }, (_, index) => contact(index));
const items = all.map(({ item }) => item);
const one = (row: Readonly<Record<string, string>>): string => JSON.stringify(Object.entries(row).sort());
const wanted = all
	.flatMap(({ member }) => (member ? [one(member)] : []))
	.sort()
	.join();

const faults: Array<[string, FaultRule['fault']]> = [
	['lost', { kind: 'reset' }],
	['applied, but lost', { kind: 'reset', applied: true }],
	['applied, but cut', { kind: 'truncated', applied: true, cut: true }],
	['a page in HTML', { kind: 'html' }],
	['limited', { kind: 'graph', code: 80003 }],
	['refused, then Retry On Fail', { kind: 'graph', code: 368 }],
];

it.each(faults.flatMap(([name, fault]) => [1, 2, 3].map((nth) => ({ name, fault, nth }))))(
	'batch $nth: $name',
	async ({ fault, nth }) => {
		bench.emulator.control.addFault({ match: { path: `${AUDIENCES.usdEmpty}/users`, nth }, fault });
		const { error } = await bench.change(
			'add',
			items,
			{ audience: byId(AUDIENCES.usdEmpty), consent: 'column' },
			{ retryOnFail: true },
		);
		expect(error).toBeUndefined();
		expect(bench.audience(AUDIENCES.usdEmpty).members.all().map(one).sort().join() === wanted).toBe(true);
	},
);
