import { AUDIENCES } from '../../../emulator/world/seedIds.mts';
import { contact } from '../support/contacts.mts';
import { byId } from '../support/harness.mts';
import { sessions, useMemberBench } from '../support/members.mts';
import '../support/lives/fakeTime.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

jest.setTimeout(120_000);

const COUNT = 25_001;
const bench = useMemberBench();
const { change, uploads } = bench;
const all = Array.from({ length: COUNT }, (_, index) => contact(index));

const one = (row: Readonly<Record<string, string>>): string => JSON.stringify(Object.entries(row).sort());
const rowsOf = (contacts: typeof all): string[] =>
	contacts.flatMap(({ member }) => (member ? [one(member)] : [])).sort();
const wanted = rowsOf(all);
/** Two batches of them. */
const some = all.slice(0, 12_000);
const wantedOfSome = rowsOf(some);
const bad = all.filter(({ item }) => item['E-Mail'] === 'not an address').length;
const refused = COUNT - bad - wanted.length;
const found = (): string[] => bench.audience(AUDIENCES.usdEmpty).members.all().map(one).sort();
const add = async (contacts = all, more: Parameters<typeof change>[3] = {}) =>
	await change(
		'add',
		contacts.map(({ item }) => item),
		{ audience: byId(AUDIENCES.usdEmpty), consent: 'column' },
		more,
	);
const same = (one: readonly string[], other: readonly string[]): boolean =>
	one.length === other.length && one.every((row, index) => row === other[index]);

it('25,001 contacts of twelve countries: exactly the right people, hashed as Meta compares them', async () => {
	expect([bad, refused, new Set(wanted).size]).toEqual([300, 500, COUNT - 800]);
	const { rows, outputs, error } = await add();
	expect(error).toBeUndefined();
	expect(rows).toEqual([
		expect.objectContaining({
			contacts: COUNT,
			usable: COUNT - 800,
			rejected: 300,
			noConsent: 500,
			duplicates: 0,
			received: COUNT - 800,
			invalid: 0,
			batches: 3,
			batchesAccepted: 3,
		}),
	]);
	expect(outputs[1]).toHaveLength(300);
	expect(outputs[1].map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual(
		all.flatMap(({ item }, index) => (item['E-Mail'] === 'not an address' ? [index] : [])),
	);
	expect(sessions(uploads()).map(({ batch_seq: batch, last_batch_flag: last }) => [batch, last])).toEqual([
		[1, false],
		[2, false],
		[3, true],
	]);
	const after = found();
	expect(after.length).toBe(wanted.length);
	expect(same(after, wanted)).toBe(true);
});

it('a batch that was carried out although its answer was cut: exactly the right people', async () => {
	bench.emulator.control.addFault({
		match: { path: `${AUDIENCES.usdEmpty}/users`, nth: 2 },
		fault: { kind: 'truncated', applied: true, cut: true },
	});
	const { rows, error } = await add(some);
	expect([error, rows[0].batchesAccepted, uploads().length]).toEqual([undefined, 2, 3]);
	expect(same(found(), wantedOfSome)).toBe(true);
});

it('in the mode that goes on, the people of a refused batch are told so and the others are in', async () => {
	bench.emulator.control.addFault({
		match: { path: `${AUDIENCES.usdEmpty}/users`, nth: 1 },
		fault: { kind: 'graph', code: 100 },
	});
	const { outputs } = await add(some, { onError: 'continueErrorOutput' });
	expect(outputs[2]).toHaveLength(10_000);
	expect(outputs[0][0].json).toMatchObject({ batches: 2, batchesAccepted: 1, received: wantedOfSome.length - 10_000 });
	expect(found()).toHaveLength(wantedOfSome.length - 10_000);
});
