import { actionOf, newSessionId } from '../../../nodes/MetaAudiences/member/upload/sessionNumber.ts';
import { AUDIENCES } from '../../../emulator/world/seedIds.mts';
import { passTime } from '../support/lives/fakeTime.mts';
import { hashes, people, sessions, useMemberBench } from '../support/members.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** Batches of ten instead of ten thousand: what is proven here is their order. */
jest.mock('../../../nodes/MetaAudiences/people/rows/payload', () => ({
	...jest.requireActual('../../../nodes/MetaAudiences/people/rows/payload'),
	BATCH_ROWS: 10,
}));

/** The number that every upload begins with, where a test says so. */
let mockNumber: string | undefined;
jest.mock('../../../nodes/MetaAudiences/member/upload/sessionNumber', () => {
	const real = jest.requireActual<{ newSessionId: (...told: unknown[]) => string }>(
		'../../../nodes/MetaAudiences/member/upload/sessionNumber',
	);
	return { ...real, newSessionId: (...told: unknown[]) => mockNumber ?? real.newSessionId(...told) };
});
afterEach(() => (mockNumber = undefined));

const bench = useMemberBench();
const { change, emails, uploads } = bench;
const users = `${AUDIENCES.usdNewsletter}/users`;
const MINUTE = 60_000;

beforeEach(() => passTime(200 * MINUTE));

/** Meta’s list of uploads, with one that has not ended the way some answers say it: `end_time` "0". */
function showsOpenSession(id: string): void {
	const startTime = String(Math.floor(Date.now() / 1000));
	const body = JSON.stringify({
		data: [
			{
				session_id: id,
				stage: 'uploading',
				progress: '10',
				num_received: '1',
				num_invalid_entries: '0',
				start_time: startTime,
				end_time: '0',
			},
		],
	});
	bench.emulator.control.addFault({
		match: { path: `${AUDIENCES.usdNewsletter}/sessions` },
		fault: { kind: 'http', status: 200, body, contentType: 'application/json' },
	});
}

describe('an end time of "0" is no end', () => {
	it('a replacement that broke off is begun anew', async () => {
		const id = '1790000000000553';
		const body = new URLSearchParams({
			payload: JSON.stringify({ schema: ['EMAIL'], data: [hashes('x', 1)] }),
			session: JSON.stringify({ session_id: Number(id), batch_seq: 1, last_batch_flag: false }),
		});
		await fetch(`${bench.emulator.url}/v26.0/${AUDIENCES.usdNewsletter}/usersreplace`, {
			method: 'POST',
			headers: { Authorization: 'Bearer EMULATOR' },
			body,
		});
		showsOpenSession(id);
		const { error } = await change('replace', people('next', 35), { options: { restartUnfinished: true } });
		expect(error).toBeUndefined();
		expect(emails()).toEqual(hashes('next', 35));
		expect(new Set(sessions(uploads()).map(({ session_id: used }) => String(used)))).toEqual(new Set([id]));
	});

	it('another upload that is open holds a replacement', async () => {
		showsOpenSession('77');
		expect((await change('replace', people('next', 20))).error?.message).toBe(
			'Another upload to this list has not ended yet',
		);
		expect(uploads()).toEqual([]);
	});

	it('Check Upload does not call it complete', async () => {
		showsOpenSession('77');
		expect((await change('checkUpload', [{}])).rows).toEqual([
			expect.objectContaining({ sessionId: '77', complete: false, endedTime: null }),
		]);
	});
});

describe('batches of one session', () => {
	it.each(['add', 'remove'] as const)('%s: one after the other, as Meta’s sequence asks', async (operation) => {
		// The answer of the second batch is lost; the third may not go out before the second has been settled.
		bench.emulator.control.addFault({
			match: { path: users, nth: 2 },
			fault: { kind: 'timeout', ms: 150, applied: true },
		});
		const { error } = await change(operation, people('reader', 55));
		expect(error).toBeUndefined();
		expect(sessions(uploads()).map(({ batch_seq: batch }) => batch)).toEqual([1, 2, 2, 3, 4, 5, 6]);
	});

	it('what was received is unknown when the last answers were lost', async () => {
		for (const nth of [2, 3, 4, 5])
			bench.emulator.control.addFault({ match: { path: users, nth }, fault: { kind: 'reset', applied: true } });
		const { rows } = await change('add', people('new', 20), {}, { onError: 'continueErrorOutput' });
		expect(rows[0]).toMatchObject({ batches: 2, batchesAccepted: 1, received: null });
	});

	it('a later answer tells the total again', async () => {
		for (const nth of [2, 3, 4, 5])
			bench.emulator.control.addFault({ match: { path: users, nth }, fault: { kind: 'reset' } });
		const { rows } = await change('add', people('new', 30), {}, { onError: 'continueErrorOutput' });
		expect(rows[0]).toMatchObject({ batches: 3, batchesAccepted: 2, received: 20 });
	});

	it('a clear refusal leaves the number known', async () => {
		bench.emulator.control.addFault({ match: { path: users, nth: 2 }, fault: { kind: 'graph', code: 100 } });
		const { rows } = await change('add', people('new', 20), {}, { onError: 'continueErrorOutput' });
		expect(rows[0]).toMatchObject({ batches: 2, batchesAccepted: 1, received: 10 });
	});
});

describe('two uploads that happen to have one number', () => {
	it('the second is not called done by what the first one sent', async () => {
		mockNumber = '1790000000000903';
		await change('replace', people('one', 5));
		passTime(200 * MINUTE);
		expect((await change('replace', people('other', 5))).error?.message).toBe('This upload has ended already');
		mockNumber = undefined;
		expect((await change('replace', people('other', 5))).error).toBeUndefined();
		expect(emails()).toEqual(hashes('other', 5));
	});

	it('but an upload whose last answer was lost is', async () => {
		const match = { path: `${users}replace` };
		bench.emulator.control.addFault({ match: { ...match, nth: 1 }, fault: { kind: 'reset', applied: true } });
		expect((await change('replace', people('one', 5))).error).toBeUndefined();
		expect([emails(), uploads().length]).toEqual([hashes('one', 5), 2]);
	});

	it('the one that starts an earlier upload again is not called done by what that one sent', async () => {
		const path = `${users}replace`;
		bench.emulator.control.addFault({ match: { path, nth: 1 }, fault: { kind: 'reset', applied: true } });
		bench.emulator.control.addFault({ match: { path }, fault: { kind: 'reset' } });
		expect((await change('replace', people('one', 5))).error?.message).toBeDefined();
		expect(emails()).toEqual(hashes('one', 5));
		bench.emulator.control.clearFaults();
		// Meta does not show the end yet.
		const [{ session_id: id }] = sessions(uploads());
		const body = JSON.stringify({ data: [{ session_id: String(id), start_time: '1', end_time: '0' }] });
		const late = { kind: 'http', status: 200, body, contentType: 'application/json' } as const;
		bench.emulator.control.addFault({ match: { path: `${AUDIENCES.usdNewsletter}/sessions`, times: 1 }, fault: late });
		bench.emulator.control.addFault({ match: { path, nth: 1 }, fault: { kind: 'reset' } });
		expect((await change('replace', people('other', 5))).error?.message).toBe('This upload has ended already');
		expect(new Set(sessions(uploads()).map((one) => one.session_id))).toEqual(new Set([id]));
		expect((await change('replace', people('other', 5))).error).toBeUndefined();
		expect(emails()).toEqual(hashes('other', 5));
	});

	it('does not happen: a thousand numbers of one moment', () => {
		const one = (): string => newSessionId('replace', 1_790_000_000_000, { EMAIL: 1, PHONE: 0 });
		const numbers = new Set(Array.from({ length: 1_000 }, one));
		// Of as many in a day, six in a thousand draws share one.
		expect(numbers.size).toBeGreaterThan(997);
		for (const number of numbers) expect([number.length, actionOf(number)]).toEqual([16, 'replace']);
	});
});
