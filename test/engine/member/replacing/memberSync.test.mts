import type { IDataObject } from 'n8n-workflow';

import { AUDIENCES } from '../../../../emulator/world/seedIds.mts';
import { passTime } from '../../support/lives/fakeTime.mts';
import { byId, type NodeRun } from '../../support/harness.mts';
import { hashes, people, sessions, sha256, useMemberBench } from '../../support/members.mts';

jest.mock('../../../../nodes/shared/graph/wait', () => jest.requireActual('../../support/lives/fakeTime.mts').fakeWait);

/** Batches of ten instead of ten thousand. */
jest.mock('../../../../nodes/MetaAudiences/people/rows/payload', () => ({
	...jest.requireActual('../../../../nodes/MetaAudiences/people/rows/payload'),
	BATCH_ROWS: 10,
}));

const bench = useMemberBench();
const { emails, uploads } = bench;
const MINUTE = 60_000;
const seeded = hashes('reader', 2_500);
const [newsletter, empty] = [AUDIENCES.usdNewsletter, AUDIENCES.usdEmpty];

const sync = async (items: IDataObject[], parameters: IDataObject = {}, more: Partial<NodeRun> = {}) =>
	await bench.change('sync', items, { consent: 'column', belonging: 'all', ...parameters }, more);
const agreed = (name: string, count: number, more: IDataObject = {}): IDataObject[] =>
	people(name, count, { consent: 'yes', ...more });
const ways = (): string[] => uploads().map(({ method, path }) => `${method} ${path.split('/').at(-1)}`);
const intoEmpty = { audience: byId(empty) };

/** An upload of another process that was killed after its first batch. */
async function killed(edge: 'users' | 'usersreplace', audience: string, id: number): Promise<void> {
	const body = new URLSearchParams({
		payload: JSON.stringify({ schema: ['EMAIL'], data: [hashes('half', 1)] }),
		session: JSON.stringify({ session_id: id, batch_seq: 1, last_batch_flag: false }),
	});
	const headers = { Authorization: 'Bearer EMULATOR' };
	const answer = await fetch(`${bench.emulator.url}/v26.0/${audience}/${edge}`, { method: 'POST', headers, body });
	expect(answer.status).toBe(200);
}

beforeEach(() => passTime(200 * MINUTE));

describe('member: sync', () => {
	it('fills a list that nobody was uploaded to, and makes it equal every night after', async () => {
		const first = await sync(agreed('a', 25), { ...intoEmpty, keepAtLeast: 50 });
		expect(first.error).toBeUndefined();
		expect(first.rows[0]).toMatchObject({ action: 'sync', way: 'filled', usable: 25, received: 25 });
		expect([ways(), emails(empty)]).toEqual([Array(3).fill('POST users'), hashes('a', 25)]);
		passTime(24 * 60 * MINUTE);
		const night = [...agreed('a', 20), ...agreed('b', 3), { email: 'a7@example.com', Unsubscribed: 'yes' }];
		const second = await sync(night, { ...intoEmpty, keepAtLeast: 50 });
		expect(second.rows[0]).toMatchObject({ way: 'replaced', usable: 22, noConsent: 2, received: 22 });
		const left = hashes('a', 20).filter((hash) => hash !== sha256('a7@example.com'));
		expect(emails(empty)).toEqual([...left, ...hashes('b', 3)].sort());
		expect(ways().slice(3)).toEqual(Array(3).fill('POST usersreplace'));
	});

	it('takes out who is no longer there, who has said no and whose consent is blank, without naming them to Meta', async () => {
		const items = [
			...agreed('reader', 5),
			...people('reader9', 3, { consent: 'no' }),
			{ email: 'reader50@example.com' },
		];
		const { rows } = await sync(items);
		expect([rows[0].usable, rows[0].noConsent, emails()]).toEqual([5, 4, hashes('reader', 5)]);
		const told = uploads()
			.map(({ params }) => params.payload)
			.join();
		expect(told).not.toContain(sha256('reader91@example.com'));
	});

	it.each<[string, IDataObject[], IDataObject, RegExp]>([
		[
			'half an export',
			agreed('a', 600),
			{ keepAtLeast: 50 },
			/^Stop Below \(% of List\) is 50 %, and the list would come down/,
		],
		['fewer than Stop Below (Rows)', agreed('a', 40), { minimumRows: 100 }, /only 40 rows can be sent$/],
		[
			'fewer than Stop Below (Rows) into an empty list',
			agreed('a', 40),
			{ ...intoEmpty, minimumRows: 100 },
			/only 40 rows/,
		],
		['nobody who has agreed', people('a', 40, { consent: 'no' }), {}, /^Contact Columns leave nobody to send/],
		['a consent column in unknown words', people('a', 40, { consent: 'weekly' }), {}, /consent: “weekly” \(40\)$/],
		['no consent column', people('a', 40), {}, /no consent column was found$/],
		['nobody', [{}], {}, /Contact Columns name nobody/],
	])('refuses %s, and the list stays as it is', async (_title, items, parameters, message) => {
		expect((await sync(items, parameters)).error?.message).toMatch(message);
		expect([uploads(), emails(), emails(empty)]).toEqual([[], seeded, []]);
	});

	it('all that is wrong is reported at once: the list, the consent, who belongs; and then both limits', async () => {
		const weekly = people('a', 3, { consent: 'weekly', stage: 'lead' });
		const belonging = { belonging: 'column', belongingColumn: 'Stage', belongingValues: 'customer' };
		const wrong = await sync(weekly, { ...belonging, audience: byId(AUDIENCES.usdVisitors) });
		expect(wrong.error?.message).toMatch(
			/^3 fields need attention: Audience is not a customer list.+; What Columns Say does not say.+; Column Name names a column that no item has$/,
		);
		const few = await sync(agreed('a', 3), { minimumRows: 100, keepAtLeast: 50 });
		expect(few.error?.message).toMatch(
			/^2 fields need attention: Stop Below \(Rows\) is 100 rows.+; Stop Below \(% of List\) is 50 %/,
		);
		expect(uploads()).toEqual([]);
	});

	it('a dry run says how it would be and sends nobody', async () => {
		const { rows } = await sync(agreed('a', 25), { options: { dryRun: true } });
		expect(rows[0]).toMatchObject({ validated: true, action: 'sync', way: null, usable: 25, sessionId: null });
		expect([uploads(), emails()]).toEqual([[], seeded]);
	});

	it('one unreadable item holds all of it, also in the mode that goes on: whoever is missing would be out', async () => {
		const parameters = { defaultCountry: '={{ $json.land }}' };
		const items = [...agreed('a', 20, { land: 'DE' }), ...agreed('b', 1, { land: 'Atlantis' })];
		const { rows } = await sync(items, parameters, { onError: 'continueRegularOutput' });
		expect(rows).toHaveLength(21);
		expect([uploads(), emails()]).toEqual([[], seeded]);
	});
});

describe('who belongs, by a column', () => {
	const customers = { belonging: 'column', belongingColumn: 'stage', belongingValues: 'Customer, evangelist' };
	const crm = [
		...agreed('in', 4, { stage: 'customer ' }),
		...agreed('wrapped', 2, { stage: { value: 'Evangelist' } }),
		...agreed('lead', 3, { stage: 'lead' }),
		...agreed('blank', 2),
		...agreed('odd', 1, { stage: ['customer'] }),
	];

	it('only listed values; blank, lists and all others are out', async () => {
		const { rows } = await sync(crm, customers);
		expect(rows[0]).toMatchObject({ contacts: 12, usable: 6, notSelected: 6 });
		expect(emails()).toEqual([...hashes('in', 4), ...hashes('wrapped', 2)].sort());
	});

	it('a path leads inside of an object, and a name with a dot in it is a name', async () => {
		const items = [
			...agreed('a', 2, { properties: { stage: { value: 'customer' } } }),
			...agreed('b', 1, { 'properties.stage': 'customer' }),
			...agreed('c', 1, { properties: { stage: 'lead' } }),
		];
		await sync(items, { ...customers, belongingColumn: 'properties.stage' });
		expect(emails()).toEqual([...hashes('a', 2), ...hashes('b', 1)].sort());
	});

	it('tells each contact, in its place', async () => {
		const { rows } = await sync([...crm].reverse(), { ...customers, result: 'contacts' });
		expect(rows.map(({ row, verdict }) => [row, verdict])).toEqual([
			...Array.from({ length: 6 }, (_, index) => [index + 1, 'notSelected']),
			...Array.from({ length: 6 }, (_, index) => [index + 7, 'in the list']),
		]);
	});

	it('a no keeps a person out who belongs by another row', async () => {
		const other = { email: 'in2@example.com', stage: 'lead', consent: 'no' };
		expect((await sync([...crm, other], customers)).rows[0]).toMatchObject({ usable: 5, noConsent: 1, notSelected: 7 });
	});

	it.each([
		['belongingColumn', 'Stage', /^Column Name names a column that no item has$/],
		['belongingValues', 'buyers', /^Values to Include is a list, but no item has a value in these columns$/],
		['belongingValues', '', /^Values to Include is empty$/],
	])('a wrong %s is refused by its label', async (name, value, message) => {
		expect((await sync(crm, { ...customers, [name]: value })).error?.message).toMatch(message);
		expect([uploads(), emails()]).toEqual([[], seeded]);
	});
});

describe('a sync that breaks off', () => {
	it('while it fills: each contact is told, and the next try makes the list equal', async () => {
		const path = `${empty}/users`;
		bench.emulator.control.addFault({ match: { path, nth: 2 }, fault: { kind: 'graph', code: 368 } });
		const more = { onError: 'continueErrorOutput' } as const;
		const { rows, outputs } = await sync(agreed('a', 30), { ...intoEmpty, result: 'contacts' }, more);
		expect(JSON.stringify([rows, outputs]).match(/"verdict":"in the list"/g)?.length).toBeGreaterThanOrEqual(10);
		expect(emails(empty)).toHaveLength(10);
		bench.emulator.control.clearFaults();
		const again = await sync(agreed('b', 30), intoEmpty);
		expect(again.error).toBeUndefined();
		expect([again.rows[0].way, emails(empty)]).toEqual(['replaced', hashes('b', 30)]);
	});

	it('while it replaces: says how far it came, and the next try begins the same session anew', async () => {
		const path = `${newsletter}/usersreplace`;
		bench.emulator.control.addFault({ match: { path, nth: 2 }, fault: { kind: 'graph', code: 190, subcode: 463 } });
		expect((await sync(agreed('a', 40))).error?.message).toMatch(/^The replacement is incomplete: \d of 4 batches/);
		bench.emulator.control.clearFaults();
		expect((await sync(agreed('a', 40))).error).toBeUndefined();
		expect(emails()).toEqual(hashes('a', 40));
		expect(new Set(sessions(uploads()).map(({ session_id: id }) => id)).size).toBe(1);
	});

	it('killed while it filled: another process holds for 90 minutes, then the list is made equal', async () => {
		await killed('users', empty, 1790000000000551);
		const { error } = await sync(agreed('a', 20), intoEmpty);
		expect(error?.message).toBe('Another upload to this list has not ended yet');
		expect(emails(empty)).toEqual(hashes('half', 1));
		passTime(91 * MINUTE);
		expect((await sync(agreed('a', 20), intoEmpty)).error).toBeUndefined();
		expect(emails(empty)).toEqual(hashes('a', 20));
	});

	it('killed while it replaced: another process holds, or begins the session anew when told to', async () => {
		await killed('usersreplace', newsletter, 1790000000000553);
		expect((await sync(agreed('a', 20))).error?.message).toBe('Another replacement of this list is in progress');
		expect((await sync(agreed('a', 20), { options: { restartUnfinished: true } })).error).toBeUndefined();
		expect(emails()).toEqual(hashes('a', 20));
	});

	it('an addition whose last answer was lost is no reason to fill again', async () => {
		const fault = { kind: 'reset', applied: true } as const;
		for (const nth of [3, 4, 5, 6]) bench.emulator.control.addFault({ match: { path: `${empty}/users`, nth }, fault });
		await sync(agreed('a', 30), intoEmpty);
		bench.emulator.control.clearFaults();
		expect((await sync(agreed('a', 28), intoEmpty)).error).toBeUndefined();
		expect(emails(empty)).toEqual(hashes('a', 28));
	});
});
