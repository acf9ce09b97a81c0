import { AUDIENCES } from '../../../emulator/world/seedIds.mts';
import { asMembers, createPeople, insertPeople, membersOf, person, type Person } from '../outside/crm.mts';
import { startPostgres, type Postgres } from '../places/postgres.mts';
import { Workbench, type Outcome } from '../browser/workbench.mts';
import type { Workflow } from '../../../demo/n8n/workflowFile.mts';
import { setTimeout as sleep } from 'node:timers/promises';

jest.setTimeout(240_000);

/** Nights of a shop whose buyers see no ads, and who is in the list at (emulated) Meta after each. */

let bench: Workbench;
let database: Postgres;
let workflow: string;

beforeAll(async () => {
	[database, bench] = await Promise.all([startPostgres(), Workbench.open()]);
	await bench.credential('postgres', database.credential);
	await createPeople(database, 'buyers', ', last_order_at timestamptz');
	await database.query("alter table buyers alter column last_order_at set default now() - interval '30 days'");
	workflow = await bench.bring('nightly-suppression-replace.json');
});

afterAll(async () => {
	await bench?.close();
	await database?.close();
});

type Order = Person & { last_order_at: string };

const DAY = 86_400_000;
const daysAgo = (days: number): string => new Date(Date.now() - days * DAY).toISOString();
const buyers = (from: number, count: number, more: Partial<Order> = {}): Order[] =>
	Array.from({ length: count }, (_, index) => ({ ...person(from + index), last_order_at: daysAgo(30), ...more }));

const members = (): string[] => membersOf(bench.emulator, AUDIENCES.usdEmpty);
const sentTo = (): string[] =>
	bench.emulator.log.flatMap(({ method, path }) =>
		method !== 'GET' && /users(replace)?$/.test(path) ? [path.split('/')[1] ?? ''] : [],
	);
const everyNight = async (id = workflow): Promise<Outcome> => await bench.run(id, 'Every night');

/** A night is a day later by Meta's clock, so that the last one's session is over. */
function nextNight(): void {
	bench.emulator.control.advanceClock(24 * 3600);
	bench.emulator.log.length = 0;
}

async function holds(people: readonly Person[]): Promise<void> {
	await database.query('delete from buyers');
	await insertPeople(database, 'buyers', people);
}

async function ends(run: Promise<Outcome>): Promise<Outcome> {
	const outcome = await run;
	expect([outcome.status, outcome.error]).toEqual(['success', undefined]);
	return outcome;
}

const refusing = buyers(900, 5, { marketing_consent: false });
const longAgo = buyers(950, 5, { last_order_at: daysAgo(400) });

test('the first night fills the list: buyers of the last half year who have agreed', async () => {
	await holds([...buyers(1, 150), ...refusing, ...longAgo]);
	await ends(everyNight());
	expect(sentTo()).toEqual(['users']);
	expect(members()).toEqual(asMembers(buyers(1, 150), false));
});

test('the next night replaces it: new ones in, old ones out, in one session', async () => {
	nextNight();
	await holds([...buyers(21, 180), ...refusing]);
	const { rows } = await ends(everyNight());
	expect(rows('Sync audience')).toMatchObject([
		{ action: 'sync', way: 'replaced', usable: 180, noConsent: 5, received: 180, batchesAccepted: 1 },
	]);
	expect(sentTo()).toEqual(['usersreplace']);
	expect(members()).toEqual(asMembers(buyers(21, 180), false));
});

test('half an export is refused, and the list stays whole', async () => {
	nextNight();
	await holds([...buyers(21, 110), ...refusing]);
	const { status, error } = await everyNight();
	expect([status, error]).toEqual([
		'error',
		expect.stringContaining(
			'Stop Below (% of List) is 70 %, and the list would come down from 180 rows to 110 rows (61 %)',
		),
	]);
	expect([sentTo(), members()]).toEqual([[], asMembers(buyers(21, 180), false)]);
});

test.each([
	['a handful', buyers(21, 60), 'Stop Below (Rows) is 100 rows, and only 60 rows can be sent'],
	[
		'nobody who has agreed',
		buyers(21, 180, { marketing_consent: false }),
		'leave nobody to send: the list would be empty',
	],
	['an empty table', [], 'Contact Columns name nobody'],
])('%s is refused, and the list stays whole', async (_title, people, message) => {
	nextNight();
	await holds(people);
	const { status, error } = await everyNight();
	expect([status, error]).toEqual(['error', expect.stringContaining(message)]);
	expect([sentTo(), members()]).toEqual([[], asMembers(buyers(21, 180), false)]);
});

/** The workflow as it is shipped, one of the fields an expression that gives nothing. */
const withoutValue =
	(field: string) =>
	(shipped: Workflow): Workflow => {
		const changed = structuredClone(shipped);
		const parameters = changed.nodes.find(({ name }) => name === 'Sync audience')?.parameters ?? {};
		const nothing = '={{ $json.nothing }}';
		const stored = parameters[field];
		parameters[field] = typeof stored === 'object' ? { ...stored, value: nothing } : nothing;
		return changed;
	};

test.each([
	['adAccount', 'Ad Account is empty'],
	['audience', 'Audience is empty'],
	['defaultCountry', 'Default Country Name or ID is empty'],
	['minimumRows', 'Stop Below (Rows) is empty'],
	['keepAtLeast', 'Stop Below (% of List) is empty'],
])(
	'with an expression for %s that gives nothing, a broken export is refused by the field’s label, and the list stays whole',
	async (field, message) => {
		nextNight();
		await holds(buyers(21, 60));
		const { status, error } = await everyNight(
			await bench.bring('nightly-suppression-replace.json', withoutValue(field)),
		);
		expect([status, error]).toEqual(['error', expect.stringContaining(message)]);
		expect([sentTo(), members()]).toEqual([[], asMembers(buyers(21, 180), false)]);
	},
);

test('a list somebody flagged or deleted: the run fails before anybody is sent', async () => {
	nextNight();
	bench.emulator.control.addFault({
		match: { path: AUDIENCES.usdEmpty },
		fault: { kind: 'graph', code: 100, subcode: 33 },
	});
	expect((await everyNight()).status).toBe('error');
	expect(sentTo()).toEqual([]);
	bench.emulator.control.clearFaults();
});

test('by its own schedule, set to every two seconds: the list is replaced, and the same again is the same', async () => {
	nextNight();
	await holds(buyers(31, 170));
	const often = (shipped: Workflow): Workflow => ({
		...shipped,
		nodes: shipped.nodes.map((node) =>
			node.name === 'Every night'
				? { ...node, parameters: { rule: { interval: [{ field: 'seconds', secondsInterval: 2 }] } } }
				: node,
		),
	});
	const scheduled = await bench.bring('nightly-suppression-replace.json', often);
	await bench.activate(scheduled);
	for (const until = Date.now() + 60_000; Date.now() < until && sentTo().length < 2;) await sleep(250);
	await bench.deactivate(scheduled);
	expect(new Set(sentTo())).toEqual(new Set(['usersreplace']));
	expect(sentTo().length).toBeGreaterThan(1);
	await sleep(2_000);
	expect(members()).toEqual(asMembers(buyers(31, 170), false));
});
