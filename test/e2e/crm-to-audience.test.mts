import { AUDIENCES } from '../../emulator/world/seedIds.mts';
import { asMembers, createPeople, insertPeople, membersOf, person, type Person } from './crm.mts';
import { startPostgres, type Postgres } from './postgres.mts';
import { Workbench, type Outcome } from './workbench.mts';

jest.setTimeout(240_000);

/** One story: what a nightly run finds in the shop's database, and who is in the audience at (emulated) Meta afterwards. */

let bench: Workbench;
let database: Postgres;
let workflow: string;
let seeded: string[];

beforeAll(async () => {
	[database, bench] = await Promise.all([startPostgres(), Workbench.open()]);
	await bench.credential('postgres', database.credential);
	await createPeople(database, 'contacts');
	workflow = await bench.bring('crm-to-audience.json');
	seeded = members();
});

afterAll(async () => {
	await bench?.close();
	await database?.close();
});

const members = (): string[] => membersOf(bench.emulator, AUDIENCES.usdNewsletter);
const everyNight = async (): Promise<Outcome> => await bench.run(workflow, 'Every night');
const memory = async (): Promise<string[]> =>
	(await bench.tableRows('Meta audience members')).map(({ contact_id: id }) => String(id)).sort();
const ids = (...people: Person[]): string[] => people.map(({ id }) => String(id)).sort();
const uploads = (): string[] =>
	bench.emulator.log
		.filter(({ method, path }) => method !== 'GET' && path.endsWith('/users'))
		.map(({ method }) => method);

const twenty = Array.from({ length: 20 }, (_, index) => person(index + 1));
const unasked = person(21, { marketing_consent: null });
const refusing = person(22, { marketing_consent: false });
/** Known by its number alone. */
const numberOnly = person(23, { email: 'none', phone: '', first_name: '', last_name: '', marketing_consent: true });

async function ends(run: Promise<Outcome>): Promise<Outcome> {
	const outcome = await run;
	expect([outcome.status, outcome.error]).toEqual(['success', undefined]);
	return outcome;
}

test('an empty table changes nothing and says so', async () => {
	const { status, error } = await everyNight();
	expect([status, error]).toEqual(['error', expect.stringContaining('Contact Columns name nobody')]);
	expect(members()).toEqual(seeded);
});

test('the first night: everybody who has agreed is in, nobody else', async () => {
	await insertPeople(database, 'contacts', [...twenty, unasked, refusing, numberOnly]);
	const { rows } = await ends(everyNight());
	expect(rows('Add people')).toMatchObject([{ contacts: 23, usable: 21, noConsent: 2, rejected: 0, received: 21 }]);
	const [another, ...none] = members().filter((one) => !seeded.includes(one) && !asMembers(twenty).includes(one));
	expect([another, none]).toEqual([expect.stringMatching(/^ {2}23 {3}/), []]);
	expect(members()).toEqual([...seeded, ...asMembers(twenty), another].sort());
	expect(await memory()).toEqual(ids(...twenty, unasked, refusing, numberOnly));
});

test('the second night: nothing is doubled, nobody is taken out', async () => {
	const before = members();
	bench.emulator.log.length = 0;
	const { steps } = await ends(everyNight());
	expect(members()).toEqual(before);
	expect(await memory()).toHaveLength(23);
	expect(steps['Take them out']).toBeUndefined();
	// Those who have agreed, and, to be sure, those who have not: out.
	expect(uploads()).toEqual(['POST', 'DELETE']);
});

test('somebody leaves, somebody takes the consent back, somebody comes', async () => {
	const [leaving, hesitating, ...staying] = twenty;
	const coming = person(30);
	await database.query('delete from contacts where id = any($1)', [[leaving.id, numberOnly.id]]);
	await database.query('update contacts set marketing_consent = false where id = $1', [hesitating.id]);
	await insertPeople(database, 'contacts', [coming]);
	const { rows } = await ends(everyNight());
	expect(members()).toEqual([...seeded, ...asMembers([...staying, coming])].sort());
	expect(rows('Take them out').map(({ verdict }) => verdict)).toEqual(['removed', 'removed']);
	expect(
		rows('Forget them')
			.map(({ contact_id: id }) => id)
			.sort(),
	).toEqual(ids(leaving, numberOnly));
	expect(await memory()).toEqual(ids(hesitating, ...staying, unasked, refusing, coming));
});

test('an export that broke off empties no audience', async () => {
	const before = members();
	await database.query('alter table contacts rename to whole');
	await database.query('create table contacts as select * from whole order by id limit 12');
	bench.emulator.log.length = 0;
	const { status, error } = await everyNight();
	expect(status).toBe('error');
	expect(error).toBe(
		'10 of the people (45 %) have vanished from the table, and mostLeavingPercent is 30. Nothing was changed. Is the table complete? If so, raise mostLeavingPercent for one run.',
	);
	expect([members(), uploads()]).toEqual([before, []]);
	await database.query('drop table contacts');
	await database.query('alter table whole rename to contacts');
});

test('a night on which Meta refuses: who should leave is remembered, and leaves the next night', async () => {
	const leaving = twenty[5];
	await database.query('delete from contacts where id = $1', [leaving.id]);
	bench.emulator.control.addFault({
		match: { path: `${AUDIENCES.usdNewsletter}/users` },
		fault: { kind: 'graph', code: 368 },
	});
	expect((await everyNight()).status).toBe('error');
	expect(await memory()).toContain(String(leaving.id));
	bench.emulator.control.clearFaults();
	await ends(everyNight());
	expect(await memory()).not.toContain(String(leaving.id));
	expect(members()).toEqual(
		[...seeded, ...asMembers([...twenty.slice(2).filter(({ id }) => id !== leaving.id), person(30)])].sort(),
	);
});
