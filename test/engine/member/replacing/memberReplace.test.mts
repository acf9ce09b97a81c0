import type { IDataObject } from 'n8n-workflow';

import { AUDIENCES } from '../../../../emulator/world/seedIds.mts';
import type { FaultRule } from '../../../../emulator/http/server.mts';
import { byId } from '../../support/harness.mts';
import { passTime } from '../../support/lives/fakeTime.mts';
import { hashes, people, sessions, useMemberBench } from '../../support/members.mts';

jest.mock('../../../../nodes/shared/graph/wait', () => jest.requireActual('../../support/lives/fakeTime.mts').fakeWait);

/** Batches of ten instead of ten thousand: what is proven here is their order and their time. */
jest.mock('../../../../nodes/MetaAudiences/people/rows/payload', () => ({
	...jest.requireActual('../../../../nodes/MetaAudiences/people/rows/payload'),
	BATCH_ROWS: 10,
}));

const bench = useMemberBench();
const { change, emails, uploads } = bench;
const seeded = hashes('reader', 2_500);
const path = `${AUDIENCES.usdNewsletter}/usersreplace`;
const strike = (fault: FaultRule['fault'], nth: number, times = 1) =>
	bench.emulator.control.addFault({ match: { path, nth }, fault: { ...fault, times } as never });
const batches = () => sessions(uploads()).map(({ batch_seq: batch, last_batch_flag: last }) => [batch, last]);
const MINUTE = 60_000;

/** Lets time pass while Meta works on a batch after the first: the eleventh person comes with one. */
function timePasses(minutes: number): void {
	const { members } = bench.audience();
	expect(members.all()).toHaveLength(2_500); // the seeded people come when they are first looked at
	const add = members.add.bind(members);
	let rows = 0;
	members.add = (row) => {
		if (++rows === 11) passTime(minutes * MINUTE);
		return add(row);
	};
}

beforeEach(() => passTime(200 * MINUTE));

describe('member: replace', () => {
	it('afterwards the list holds exactly these people; the first batch alone, the last one alone', async () => {
		const { rows, error } = await change('replace', people('next', 55));
		expect(error).toBeUndefined();
		expect(emails()).toEqual(hashes('next', 55));
		const sent = batches();
		expect([sent[0], sent.at(-1)]).toEqual([
			[1, false],
			[6, true],
		]);
		expect(sent.map(([batch]) => batch).sort()).toEqual([1, 2, 3, 4, 5, 6]);
		expect(new Set(sessions(uploads()).map(({ session_id: id }) => id)).size).toBe(1);
		expect(rows[0]).toMatchObject({ action: 'replace', usable: 55, received: 55, batches: 6, batchesAccepted: 6 });
	});

	it('people without consent drop out', async () => {
		await change('replace', [...people('next', 20, { consent: 'yes' }), ...people('reader', 5, { consent: 'no' })], {
			consent: 'column',
		});
		expect(emails()).toEqual(hashes('next', 20));
	});

	const guards: Array<[string, IDataObject[], IDataObject, RegExp]> = [
		['nobody', [{ email: 'nobody at all' }], {}, /^Contact Columns leave nobody to send/],
		[
			'fewer than Stop Below (Rows)',
			people('next', 40),
			{ minimumRows: 100 },
			/^Stop Below \(Rows\) is 100 rows, and only 40 rows can be sent$/,
		],
		[
			'half of what Meta estimates',
			people('next', 600),
			{ keepAtLeast: 50 },
			/^Stop Below \(% of List\) is 50 %, and the list would come down from [\d,]+ rows to 600 rows \(\d+ %\)$/,
		],
		['nobody with consent', people('next', 40, { consent: '' }), { consent: 'column' }, /leave nobody/],
	];
	it.each(guards)('the guard refuses %s, and nothing is sent', async (_title, items, parameters, message) => {
		expect((await change('replace', items, parameters)).error?.message).toMatch(message);
		expect([uploads().length, emails()]).toEqual([0, seeded]);
	});

	it('half an export, measured by the last complete replacement', async () => {
		await change('replace', people('next', 60));
		passTime(120 * MINUTE);
		const { error } = await change('replace', people('next', 29), { keepAtLeast: 50 });
		expect(error?.message).toBe(
			'Stop Below (% of List) is 50 %, and the list would come down from 60 rows to 29 rows (48 %)',
		);
		expect(emails()).toEqual(hashes('next', 60));
		expect((await change('replace', people('next', 30), { keepAtLeast: 50 })).error).toBeUndefined();
		expect(emails()).toEqual(hashes('next', 30));
	});

	it('never counts an addition for a replacement', async () => {
		await change('add', people('more', 55));
		const { error } = await change('replace', people('next', 20), { keepAtLeast: 50 });
		expect(error?.message).toContain('2,000 rows to 20 rows');
	});

	const states: Array<[string, string, RegExp]> = [
		['empty', AUDIENCES.usdEmpty, /^Nobody has been uploaded to this list yet/],
		['expiring', AUDIENCES.usdExpiring, /status is “expiring”/],
		['flagged', AUDIENCES.usdFlagged, /flagged/],
	];
	it.each(states)('refuses a list that is %s', async (_title, audience, message) => {
		expect((await change('replace', people('next', 20), { audience: byId(audience) })).error?.message).toMatch(message);
		expect(uploads()).toEqual([]);
	});

	it('refuses while another upload is open, and while another replacement is in progress', async () => {
		const send = async (edge: string, last: boolean): Promise<void> => {
			const body = new URLSearchParams({
				payload: JSON.stringify({ schema: ['EMAIL'], data: [hashes('x', 1)] }),
				session: JSON.stringify({ session_id: 77, batch_seq: 1, last_batch_flag: last }),
			});
			await fetch(`${bench.emulator.url}/v26.0/${AUDIENCES.usdNewsletter}/${edge}`, {
				method: 'POST',
				headers: { Authorization: 'Bearer EMULATOR' },
				body,
			});
		};
		await send('users', false);
		expect((await change('replace', people('next', 20))).error).toMatchObject({
			message: 'Another upload to this list has not ended yet',
			description: expect.stringContaining('session 77'),
		});
		await send('users', true);
		bench.emulator.control.reset();
		await send('usersreplace', false);
		for (const operation of ['replace', 'add', 'remove'] as const) {
			expect(
				(await change(operation, people('next', 20), { options: { restartUnfinished: true } })).error?.message,
			).toBe('Another replacement of this list is in progress');
		}
	});

	it('refuses a token that ends in the middle', async () => {
		const { tokens } = bench.emulator.world;
		const token = tokens.get('EMULATOR')!;
		tokens.set('EMULATOR', { ...token, expiresAt: Date.now() + 90 * MINUTE });
		const { error } = await change('replace', people('next', 20));
		tokens.set('EMULATOR', token);
		expect(error?.message).toMatch(/^The access token ends in less than 2 hours/);
		expect(uploads()).toEqual([]);
	});
});

describe('a replacement that breaks off', () => {
	it.each([79, 89, 91])(
		'after %i minutes: complete, or it says how far it came; a re-run makes it whole',
		async (minutes) => {
			timePasses(minutes);
			const { error, rows } = await change('replace', people('next', 35));
			if (minutes < 80) {
				expect([error, rows[0].batchesAccepted]).toEqual([undefined, 4]);
			} else {
				// What was under way when the time passed arrives in time (89), or too late (91).
				expect(error?.message).toMatch(
					minutes < 90
						? /^The replacement is incomplete: [123] of 4 batches were taken\. 80 minutes have passed/
						: /^The replacement is incomplete: [123] of 4 batches were taken\. (80 minutes have|The replacement took longer than 90)/,
				);
				expect(error?.description).toContain('begins with the first batch');
				expect(batches().map(([batch]) => batch)).not.toContain(4);
				const again = await change('replace', people('next', 35));
				expect(again.error).toBeUndefined();
			}
			expect(emails()).toEqual(hashes('next', 35));
		},
	);

	it('by the death of its token: says so, sends nothing more, and begins anew afterwards', async () => {
		strike({ kind: 'graph', code: 190, subcode: 463 }, 2);
		const { error } = await change('replace', people('next', 65));
		expect(error?.message).toMatch(
			/^The replacement is incomplete: \d of 7 batches were taken\. The access token has expired$/,
		);
		expect(batches().map(([batch]) => batch)).not.toContain(7);
		bench.emulator.control.clearFaults();
		const { error: none, rows } = await change('replace', people('next', 65));
		expect([none, rows[0].batchesAccepted]).toEqual([undefined, 7]);
		expect(emails()).toEqual(hashes('next', 65));
	});

	// An n8n that was killed under way: its session is open, and this process knows nothing of it.
	it.each([1, 79, 89, 91])(
		'killed %i minutes ago: another process waits for the end of the 90, or begins the same session anew when told to',
		async (minutes) => {
			const body = new URLSearchParams({
				payload: JSON.stringify({ schema: ['EMAIL'], data: [hashes('x', 1)] }),
				session: JSON.stringify({ session_id: 1790000000000553, batch_seq: 1, last_batch_flag: false }),
			});
			await fetch(`${bench.emulator.url}/v26.0/${path}`, {
				method: 'POST',
				headers: { Authorization: 'Bearer EMULATOR' },
				body,
			});
			expect(emails()).toEqual(hashes('x', 1));
			passTime(minutes * MINUTE);
			if (minutes < 90) {
				expect((await change('replace', people('next', 35))).error?.message).toBe(
					'Another replacement of this list is in progress',
				);
				expect(emails()).toEqual(hashes('x', 1));
			}
			const { error } = await change(
				'replace',
				people('next', 35),
				minutes < 90 ? { options: { restartUnfinished: true } } : {},
			);
			expect(error).toBeUndefined();
			expect(emails()).toEqual(hashes('next', 35));
			const used = sessions(uploads())
				.slice(1)
				.map(({ session_id: id }) => id);
			expect(new Set(used.map((id) => id === 1790000000000553))).toEqual(new Set([minutes < 90]));
		},
	);

	const faults: Array<[string, FaultRule['fault']]> = [
		['reset', { kind: 'reset' }],
		['reset, applied', { kind: 'reset', applied: true }],
		['truncated, applied', { kind: 'truncated', applied: true }],
		['cut, applied', { kind: 'truncated', applied: true, cut: true }],
		['502 in HTML', { kind: 'html' }],
		['temporary', { kind: 'graph', code: 2, transient: true }],
		['limited', { kind: 'graph', code: 80003 }],
	];
	const places = [1, 2, 3, 4];
	it.each(faults.flatMap(([name, fault]) => places.map((nth) => ({ name, fault, nth }))))(
		'$name at batch $nth of 4: membership is exact all the same',
		async ({ fault, nth }) => {
			strike(fault, nth);
			const { error, rows } = await change('replace', people('next', 35));
			expect([error, rows[0]?.batchesAccepted]).toEqual([undefined, 4]);
			expect(emails()).toEqual(hashes('next', 35));
		},
	);

	it.each(places)('the only batch of one, applied and lost, is not sent in vain (%i)', async () => {
		strike({ kind: 'reset', applied: true }, 1);
		const { error, rows } = await change('replace', people('next', 5));
		expect([error, rows[0]?.batchesAccepted]).toEqual([undefined, 1]);
		expect(emails()).toEqual(hashes('next', 5));
	});

	it.each(['add', 'remove', 'replace'] as const)(
		'%s with Retry On Fail: membership as if nothing had happened',
		async (operation) => {
			const edge = operation === 'replace' ? path : `${AUDIENCES.usdNewsletter}/users`;
			bench.emulator.control.addFault({ match: { path: edge, nth: 3 }, fault: { kind: 'graph', code: 368 } });
			const name = operation === 'remove' ? 'reader' : 'new';
			const { error } = await change(operation, people(name, 35), {}, { retryOnFail: true, maxTries: 3 });
			expect(error).toBeUndefined();
			const without = seeded.filter((hash) => !hashes('reader', 35).includes(hash));
			expect(emails()).toEqual(
				{ add: [...seeded, ...hashes('new', 35)].sort(), remove: without, replace: hashes('new', 35) }[operation],
			);
			expect(new Set(sessions(uploads()).map(({ batch_seq: batch }) => batch))).toEqual(new Set([1, 2, 3, 4]));
			expect(uploads().length).toBeGreaterThan(5);
		},
	);
});
