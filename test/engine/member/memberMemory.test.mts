import type { IDataObject } from 'n8n-workflow';

import { AUDIENCES } from '../../../emulator/world/seedIds.mts';
import { saying } from '../../support/consent/answered.mts';
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

describe('a column of opt-outs that is gone overnight', () => {
	const off: IDataObject = { minimumRows: 0, keepAtLeast: 0 };
	const night = (name: string, count = 5): IDataObject[] => [
		...people('stays', 30),
		...people('left', count, { [name]: 'yes' }),
	];
	const nights = (operation: 'sync' | 'replace') => {
		const more = { stored: { staticData: '{}' }, mode: 'trigger' } as const;
		return async (items: IDataObject[], parameters: IDataObject = {}) => {
			bench.emulator.control.advanceClock(60);
			return (await change(operation, items, { ...off, ...parameters }, more)).error?.message;
		};
	};
	const GONE = 'Consent left out 5 people by the column “Unsubscribed” last time, and no contact has it now';
	const meaning = saying({ columns: 'Unsubscribed', says: 'nothing' });

	it.each(['sync', 'replace'] as const)(
		'%s: holds the list until somebody says what has taken its place',
		async (operation) => {
			const run = nights(operation);
			expect(await run(night('Unsubscribed'))).toBeUndefined();
			const renamed = night('Sperrdatum');
			expect(await run(renamed)).toContain(GONE);
			expect(await run(renamed, { options: { dryRun: true } })).toContain(GONE);
			expect(emails()).toEqual(hashes('stays', 30));
			expect(await run(renamed, saying({ columns: 'Sperrdatum', says: 'optOut' }))).toBeUndefined();
			expect(emails()).toEqual(hashes('stays', 30));
		},
	);

	it('goes on where it is gone for good, where it is blank, and where it left out one or two', async () => {
		const run = nights('sync');
		expect(await run(night('Unsubscribed'))).toBeUndefined();
		expect(await run(people('stays', 30), meaning)).toBeUndefined();
		expect(await run(night('Unsubscribed'))).toBeUndefined();
		expect(await run(people('stays', 30, { Unsubscribed: null }))).toBeUndefined();
		expect(await run(night('Unsubscribed', 2))).toBeUndefined();
		expect(await run(people('stays', 30))).toBeUndefined();
		expect(await run(night('Unsubscribed'))).toBeUndefined();
		// A new name that the node knows needs nobody's word.
		expect(await run(night('Opt-out'))).toBeUndefined();
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
