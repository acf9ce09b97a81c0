import { createHash } from 'node:crypto';
import { ACCOUNTS, AUDIENCES } from '../../../../emulator/world/seedIds.mts';
import { codes, useEmulator } from '../calls/client.mts';

const used = useEmulator();

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const mail = (name: string): string => hash(`${name}@example.com`);
const emails = (...names: string[]) => ({ schema: ['EMAIL'], data: names.map((name) => [mail(name)]) });
const session = (id: number, batch: number, isLast = false) => ({
	session_id: id,
	batch_seq: batch,
	last_batch_flag: isLast,
});
const members = (id: string) => used.emulator.world.get('CustomAudience', id).members;
const isIn = (id: string, name: string): boolean => members(id).has('EMAIL', mail(name));
const { usdNewsletter: list, usdEmpty: empty } = AUDIENCES;
const minutes = (count: number): void => used.emulator.control.advanceClock(count * 60);

describe('adding and removing', () => {
	it('keeps people by their hashes and answers with counts, never with matches', async () => {
		const answer = await used.graph.post(`${list}/users`, {
			payload: emails('new1', 'new2'),
			session: session(7, 1, true),
		});
		expect(answer.body).toEqual({
			audience_id: list,
			session_id: '7',
			num_received: 2,
			num_invalid_entries: 0,
			invalid_entry_samples: {},
		});
		expect([isIn(list, 'new1'), isIn(list, 'new2'), isIn(list, 'new3'), members(list).size]).toEqual([
			true,
			true,
			false,
			2502,
		]);
	});

	it('removes by any identifier of a person', async () => {
		const row = { schema: ['EMAIL', 'PHONE', 'FN'], data: [[mail('ann'), hash('15551234567'), hash('ann')]] };
		await used.graph.post(`${empty}/users`, { payload: row });
		expect(members(empty).has('PHONE', hash('15551234567'))).toBe(true);
		const removed = await used.graph.delete(`${empty}/users`, {
			payload: { schema: 'PHONE_SHA256', data: [hash('15551234567')] },
		});
		expect([removed.status, members(empty).size]).toEqual([200, 0]);
		expect(used.emulator.log.at(-1)).toMatchObject({ method: 'DELETE', path: `${empty}/users` });
	});

	const multipart = (params: Record<string, unknown>): FormData => {
		const form = new FormData();
		for (const [name, value] of Object.entries(params)) form.set(name, JSON.stringify(value));
		return form;
	};
	it.each([
		['JSON', (params: object) => ({ body: JSON.stringify(params), headers: { 'content-type': 'application/json' } })],
		[
			'a form',
			(params: Record<string, unknown>) => ({
				body: new URLSearchParams(Object.entries(params).map(([name, value]) => [name, JSON.stringify(value)])),
				headers: {},
			}),
		],
		['a form of parts', (params: Record<string, unknown>) => ({ body: multipart(params), headers: {} })],
	])('removes by the body of a DELETE: %s, from old and new apps', async (_title, sent) => {
		for (const app of ['old', 'new'] as const) {
			used.emulator.control.reset();
			used.emulator.control.setApp(app);
			const data = Array.from({ length: 2_000 }, (_, index) => [mail(`reader${index + 1}`)]);
			const { body, headers } = sent({ payload: { schema: ['EMAIL'], data }, session: session(71, 1, true) });
			const response = await fetch(`${used.emulator.url}/v26.0/${list}/users`, {
				method: 'DELETE',
				body,
				headers: { authorization: 'Bearer EMULATOR', ...headers },
			});
			expect(await response.json()).toMatchObject({
				audience_id: list,
				session_id: '71',
				num_received: 2_000,
				num_invalid_entries: 0,
			});
			expect([isIn(list, 'reader1'), isIn(list, 'reader2000'), isIn(list, 'reader2001')]).toEqual([false, false, true]);
			expect(used.emulator.log).toMatchObject([
				{ method: 'DELETE', path: `${list}/users`, url: `/v26.0/${list}/users`, status: 200 },
			]);
		}
	});

	it('counts what is not hashed as invalid, with samples, and takes the rest', async () => {
		const data = [[mail('good')], ['plain@example.com'], [mail('upper').toUpperCase()], ['']];
		const { body } = await used.graph.post(`${empty}/users`, { payload: { schema: ['EMAIL'], data } });
		expect(body).toMatchObject({ num_received: 4, num_invalid_entries: 3 });
		expect(body.invalid_entry_samples).toEqual({ 1: '["plain@example.com"]', 2: JSON.stringify(data[2]), 3: '[""]' });
		expect(members(empty).size).toBe(1);
	});

	it('adds up a session over its batches, and takes no more than 10,000 rows in one', async () => {
		await used.graph.post(`${list}/users`, { payload: emails('a', 'b'), session: session(9, 1) });
		const { body } = await used.graph.post(`${list}/users`, { payload: emails('c'), session: session(9, 2, true) });
		expect(body.num_received).toBe(3);
		const many = { schema: ['EMAIL'], data: Array.from({ length: 10_001 }, () => [mail('x')]) };
		expect(codes(await used.graph.post(`${list}/users`, { payload: many }))).toBe('100/-');
	});

	it.each([
		['a session of another audience', AUDIENCES.usdRegulars, session(11, 1)],
		['a session that begins at 0', list, { session_id: 12, batch_seq: 0 }],
		['a session without a number', list, { session_id: 'abc', batch_seq: 1 }],
	])('refuses %s', async (_title, audience, given) => {
		await used.graph.post(`${list}/users`, { payload: emails('a'), session: session(11, 1) });
		expect(codes(await used.graph.post(`${audience}/users`, { payload: emails('b'), session: given }))).toBe('100/-');
	});

	it.each([
		['without the terms', AUDIENCES.jpyList, '200/1870034'],
		['to a flagged list', AUDIENCES.usdFlagged, '100/1713230'],
		['of another business', AUDIENCES.foreign, '100/33'],
	])('refuses people %s', async (_title, audience, expected) => {
		expect(codes(await used.graph.post(`${audience}/users`, { payload: emails('a') }))).toBe(expected);
	});

	it('shows what became of a session, all in texts, the matches once it is worked through', async () => {
		const given = { ...session(21, 1, true), estimated_num_total: 2 };
		await used.graph.post(`${list}/users`, { payload: emails('s1', 's2'), session: given });
		const before = await used.graph.get(`${list}/sessions`, { session_id: 21 });
		expect(before.body.data).toEqual([
			{
				session_id: '21',
				num_received: '2',
				num_invalid_entries: '0',
				progress: '50',
				stage: 'processing',
				start_time: expect.stringMatching(/^\d{10}$/),
				end_time: expect.any(String),
			},
		]);
		minutes(61);
		const after = await used.graph.get(`${list}/sessions`, { session_id: 21, fields: 'num_matched,progress,stage' });
		expect(after.body.data).toEqual([
			{ num_matched: expect.stringMatching(/^[0-2]$/), progress: '100', stage: 'finished' },
		]);
	});

	it('tells the control route who is in', async () => {
		const ask = async (query: string) =>
			await (await fetch(`${used.emulator.url}/__emulator/audiences/${list}${query}`)).json();
		expect(await ask(`?key=EMAIL&value=${mail('reader1')}`)).toEqual({ isMember: true });
		expect(await ask(`?key=EMAIL&value=${mail('nobody')}`)).toEqual({ isMember: false });
		expect(await ask('')).toMatchObject({ memberCount: 2500, name: 'Newsletter readers' });
	});
});

describe('replacing', () => {
	const replace = (id: number, batch: number, isLast: boolean, ...names: string[]) =>
		used.graph.post(`${list}/usersreplace`, { payload: emails(...names), session: session(id, batch, isLast) });
	const status = async (): Promise<unknown> =>
		((await used.graph.get(list, { fields: 'operation_status' })).body.operation_status as { code: number }).code;

	it('leaves the new people and nobody else; 414 meanwhile', async () => {
		expect(await status()).toBe(200);
		expect((await replace(31, 1, false, 'a')).status).toBe(200);
		expect(await status()).toBe(414);
		await replace(31, 3, false, 'c');
		await replace(31, 2, true, 'b');
		expect(await status()).toBe(200);
		expect([members(list).size, isIn(list, 'reader1'), isIn(list, 'c')]).toEqual([3, false, true]);
	});

	it.each([
		['a batch before the first', async () => await replace(41, 2, false, 'a'), '2650/1870147'],
		[
			'a batch after the last',
			async () => {
				await replace(42, 1, true, 'a');
				return await replace(42, 2, false, 'b');
			},
			'2650/1870159',
		],
		[
			'a second replacement',
			async () => {
				await replace(43, 1, false, 'a');
				return await replace(44, 1, false, 'b');
			},
			'2650/1870145',
		],
		[
			'people meanwhile',
			async () => {
				await replace(45, 1, false, 'a');
				return await used.graph.post(`${list}/users`, { payload: emails('b') });
			},
			'2650/1870145',
		],
		[
			'a list nobody was uploaded to',
			async () => await used.graph.post(`${empty}/usersreplace`, { payload: emails('a'), session: session(46, 1) }),
			'2650/1870148',
		],
		[
			'100 million people',
			async () => {
				used.emulator.world.get('CustomAudience', list).reach = 100_000_000;
				return await replace(47, 1, true, 'a');
			},
			'2650/1870144',
		],
	])('refuses %s', async (_title, act, expected) => {
		expect(codes(await act())).toBe(expected);
	});

	it.each([
		[89, '-'],
		[91, '2650/1870158'],
	])('a batch after %s minutes: %s', async (after, expected) => {
		await replace(51, 1, false, 'a');
		minutes(after);
		const answer = await replace(51, 2, true, 'b');
		expect(answer.status === 200 ? '-' : codes(answer)).toBe(expected);
		expect(await status()).toBe(after > 90 ? 415 : 200);
		expect(members(list).size).toBe(after > 90 ? 1 : 2);
	});

	it('can begin again: the same session by its first batch, a failed one by a new session', async () => {
		await replace(61, 1, false, 'a');
		await replace(61, 2, false, 'b');
		expect((await replace(61, 1, false, 'c')).body.num_received).toBe(1);
		expect(members(list).size).toBe(1);
		minutes(91);
		expect(await status()).toBe(415);
		expect((await replace(62, 1, true, 'd')).status).toBe(200);
		expect([await status(), members(list).size]).toEqual([200, 1]);
	});
});

it('shows an audience: a size in round numbers, statuses, times in seconds', async () => {
	const fields =
		'name,subtype,account_id,approximate_count_lower_bound,approximate_count_upper_bound,delivery_status,operation_status,time_created';
	const { body } = await used.graph.get(list, { fields });
	expect(body).toMatchObject({
		id: list,
		name: 'Newsletter readers',
		subtype: 'CUSTOM',
		account_id: ACCOUNTS.usd.slice(4),
		delivery_status: { code: 200 },
		operation_status: { code: 200 },
		time_created: expect.any(Number),
	});
	expect(body.approximate_count_lower_bound as number).toBeGreaterThan(1500);
	const { body: small } = await used.graph.get(AUDIENCES.usdRegulars, { fields });
	expect(small).toMatchObject({ delivery_status: { code: 300 }, approximate_count_lower_bound: 1000 });
});
