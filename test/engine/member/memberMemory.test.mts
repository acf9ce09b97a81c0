import type { IDataObject } from 'n8n-workflow';

import { AUDIENCES } from '../../../emulator/world/seedIds.mts';
import { hashes, people, sessions, useMemberBench } from '../support/members.mts';

/** What is remembered of a list between two runs, in what n8n stores: another process comes after each. */

const bench = useMemberBench();
const { change, emails, uploads } = bench;

const kept: IDataObject = { minimumRows: 0, keepAtLeast: 50 };

describe('a list that halves each night', () => {
	it.each(['replace', 'sync'] as const)('%s: is seen from its first length', async (operation) => {
		const stored = { staticData: '{}' };
		const more = { stored, mode: 'trigger' } as const;
		const run = async (count: number, parameters: IDataObject = kept) => {
			// Meta tells when an upload began in whole seconds.
			bench.emulator.control.advanceClock(60);
			return (await change(operation, people('p', count), parameters, more)).error?.message;
		};
		expect([await run(2_000, { ...kept, keepAtLeast: 0 }), await run(2_000), await run(1_000)]).toEqual([
			undefined,
			undefined,
			undefined,
		]);
		expect(await run(501)).toMatch(/the list would come down from 2,000 rows to 501 rows/);
		// Lowered on purpose, it counts from there on.
		expect(await run(501, { ...kept, keepAtLeast: 20 })).toBeUndefined();
		expect(await run(400)).toBeUndefined();
		expect(emails()).toHaveLength(400);
	});
});

describe('a replacement that another process left behind', () => {
	const ID = 1790000000000553;
	const open = async (): Promise<void> => {
		const body = new URLSearchParams({
			payload: JSON.stringify({ schema: ['EMAIL'], data: [hashes('x', 1)] }),
			session: JSON.stringify({ session_id: ID, batch_seq: 1, last_batch_flag: false }),
		});
		const headers = { Authorization: 'Bearer EMULATOR' };
		await fetch(`${bench.emulator.url}/v26.0/${AUDIENCES.usdNewsletter}/usersreplace`, {
			method: 'POST',
			headers,
			body,
		});
	};

	it.each([
		[true, undefined],
		[false, 'Another replacement of this list is in progress'],
	])('its run has ended: %p', async (isOver, message) => {
		const stored = { staticData: '{}' };
		const more = { stored, mode: 'trigger' } as const;
		await change('replace', people('next', 20), {}, more);
		expect(stored.staticData).toContain('"complete"');
		await open();
		const at = Date.now();
		stored.staticData = stored.staticData.replace(
			'"complete"',
			`"open":{"id":"${ID}","at":${at},"isOver":${isOver}},"complete"`,
		);
		expect((await change('replace', people('last', 20), {}, more)).error?.message).toBe(message);
		const [used] = sessions(uploads()).slice(-1);
		expect([used.session_id, emails().length]).toEqual(isOver ? [ID, 20] : [ID, 1]);
	});
});
