import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AUDIENCES } from '../../../emulator/world/seedIds.mts';
import { passTime } from '../support/lives/fakeTime.mts';
import { byId } from '../support/harness.mts';
import { hashes, people, useMemberBench } from '../support/members.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useMemberBench();
const HOUR = 3_600_000;
const list = AUDIENCES.usdEmpty;
const emails = () => bench.emails(list);
const count = () => emails().length;

const change = async (
	operation: 'add' | 'remove' | 'replace' | 'sync',
	items: IDataObject[],
	parameters: IDataObject = {},
) => await bench.change(operation, items, { audience: byId(list), keepAtLeast: 50, belonging: 'all', ...parameters });

/** People who came into the list in a way Meta’s list of uploads does not tell of, so many hours ago. */
function filledElsewhere(size: number, hours = 1): void {
	const audience = bench.audience(list);
	audience.isUploaded = true;
	audience.timeContentUpdated = Date.now() - hours * HOUR;
	for (const hash of hashes('old', size)) audience.members.add({ EMAIL: hash });
}

const later = (hours: number) => passTime(hours * HOUR);
const changes = () => bench.uploads().length;

describe('how long a list is: what uploads tell', () => {
	it('the first replacement after additions is measured by what was added', async () => {
		for (const name of ['one', 'two', 'three']) {
			expect((await change('add', people(name, 300))).error).toBeUndefined();
			later(1);
		}
		const { error } = await change('replace', people('one', 200));
		expect(error?.message).toBe(
			'Stop Below (% of List) is 50 %, and the list would come down from 900 rows to 200 rows (22 %)',
		);
		expect(count()).toBe(900);
		expect((await change('replace', people('one', 450))).error).toBeUndefined();
		expect(emails()).toEqual(hashes('one', 450));
	});

	it('additions after a complete replacement count as well', async () => {
		await change('add', people('first', 10));
		later(2);
		await change('replace', people('next', 20), { keepAtLeast: 0 });
		later(2);
		await change('add', people('more', 300));
		later(2);
		expect((await change('replace', people('next', 20))).error?.message).toContain('from 320 rows to 20 rows');
		expect(count()).toBe(320);
	});

	it('the same people added again and again count only as far as Meta’s estimate bears it out', async () => {
		for (let day = 1; day <= 20; day++) {
			await change('add', people('same', 700));
			later(25);
		}
		expect((await change('replace', people('same', 700))).error).toBeUndefined();
	}, 120_000);

	it('of 900 uploaded people no more than half are removed', async () => {
		await change('add', people('one', 900));
		later(30);
		const { error } = await change('remove', people('one', 900));
		expect(error?.message).toBe('Stop Below (% of List) is 50 %, and 900 rows of about 900 rows would be removed');
		expect(count()).toBe(900);
		expect((await change('remove', people('one', 450))).error).toBeUndefined();
		later(1);
		expect((await change('remove', people('one', 450))).error?.message).toContain('450 rows of about 450 rows');
		expect(count()).toBe(450);
	});

	it('the same people added twice are no longer list to take people out of', async () => {
		for (let day = 1; day <= 3; day++) {
			await change('add', people('same', 300));
			later(25);
		}
		expect((await change('remove', people('same', 300))).error?.message).toContain('300 rows of about 300 rows');
	});

	it('an estimate Meta has not worked on since the last removal counts for no more than what that left', async () => {
		const newsletter = { audience: byId(AUDIENCES.usdNewsletter) };
		expect((await change('remove', people('reader', 1_000), newsletter)).error).toBeUndefined();
		const { error } = await change('remove', people('reader', 1_000), newsletter);
		expect(error?.message).toContain('1,000 rows of about 1,000 rows');
	});
});

describe('a length nobody knows holds', () => {
	const unknown =
		/^Stop Below \(% of List\) is 50 %, and how long the list is now is unknown: Meta shows no estimate for lists below 1,000 people/;

	it.each(['remove', 'replace'] as const)('%s', async (operation) => {
		filledElsewhere(900);
		const before = emails();
		const { error } = await change(operation, people('old', 20));
		expect([error?.message, error?.description]).toEqual([
			expect.stringMatching(unknown),
			expect.stringContaining('set Stop Below (% of List) to 0 for this run'),
		]);
		expect([changes(), emails()]).toEqual([0, before]);
		expect((await change(operation, people('old', 20), { keepAtLeast: 0 })).error).toBeUndefined();
	});

	it('remove, with Stop Below (Rows) only', async () => {
		filledElsewhere(900);
		const { error } = await change('remove', people('old', 20), { keepAtLeast: 0, minimumRows: 100 });
		expect(error?.message).toMatch(/^Stop Below \(Rows\) is 100 rows, and how long the list is now is unknown/);
		expect(changes()).toBe(0);
	});

	it('but not in a list nobody was ever sent to', async () => {
		expect((await change('replace', people('old', 2))).error?.message).toMatch(
			/^Nobody has been uploaded to this list yet/,
		);
		expect((await change('remove', people('old', 2))).error).toBeUndefined();
	});
});

describe('the first run on a list that Meta shows as small', () => {
	const word = /^How long the list was before is unknown: Meta shows no size below 1,000 people/;
	const noted = (hints: ReadonlyArray<{ message: string }>) => hints.filter(({ message }) => word.test(message));

	it.each(['replace', 'sync'] as const)(
		'%s: goes, says that nothing was compared, and counts from then on',
		async (way) => {
			filledElsewhere(900, 48);
			const { error, hints, rows } = await change(way, people('new', 120));
			expect([error, emails(), noted(hints).length]).toEqual([undefined, hashes('new', 120), 1]);
			expect(rows[0].notes).toContain('it counts from these 120 rows');
			later(25);
			expect((await change(way, people('new', 50))).error?.message).toContain('from 120 rows to 50 rows');
			const next = await change(way, people('new', 110));
			expect([next.error, noted(next.hints)]).toEqual([undefined, []]);
		},
	);

	it('Stop Below (Rows) holds all the same, and a dry run says what would be compared', async () => {
		filledElsewhere(900, 48);
		expect((await change('sync', people('new', 40), { minimumRows: 100 })).error?.message).toContain('only 40 rows');
		const { hints } = await change('sync', people('new', 120), { options: { dryRun: true } });
		expect([noted(hints).length, count()]).toEqual([1, 900]);
	});

	it('but not where Meta may still be at an upload, nor where this step has begun one before', async () => {
		filledElsewhere(900, 23);
		expect((await change('sync', people('new', 120))).error?.message).toContain('is unknown');
		filledElsewhere(900, 48);
		const open = { open: { id: '1', at: Date.now() - 48 * HOUR, isOver: true } };
		const lists = { [`${ACCOUNTS.usd} ${list}`]: open };
		const stored = { staticData: JSON.stringify({ 'node:Node': { lists } }) };
		const { error } = await bench.change(
			'sync',
			people('new', 120),
			{ audience: byId(list), keepAtLeast: 50 },
			{ stored },
		);
		expect([error?.message, changes()]).toEqual([expect.stringContaining('is unknown'), 0]);
	});

	it('and what nobody keeps is taken out by no run that nothing was compared with', async () => {
		filledElsewhere(900, 48);
		expect((await change('remove', people('old', 20))).error?.message).toContain('is unknown');
	});
});

describe('Remove People Without Consent', () => {
	const options = { removeWithoutConsent: true };
	const mixed = (without: number) => [
		...people('new', 1, { consent: 'yes' }),
		...people('old', without, { consent: 'no' }),
	];
	const sync = async (without: number, parameters: IDataObject = {}) =>
		await change('add', mixed(without), { consent: 'column', options, ...parameters });

	it('holds where nobody knows how long the list is, and sends nobody', async () => {
		filledElsewhere(900);
		const { error } = await sync(3);
		expect(error?.message).toMatch(
			/^Options → Remove People Without Consent would take 3 rows out, and how long the list is now is unknown/,
		);
		expect(error?.description).toContain('take these people out with Remove');
		expect([changes(), count()]).toEqual([0, 900]);
		expect((await sync(3, { options: {} })).error).toBeUndefined();
		later(1);
		expect((await sync(0)).error).toBeUndefined();
	});

	it('takes no more than half of what is known', async () => {
		await change('add', people('old', 900));
		later(2);
		const { error } = await sync(451);
		expect(error?.message).toBe(
			'Options → Remove People Without Consent would take 451 rows out of about 900 rows, more than half',
		);
		expect([changes(), count()]).toEqual([1, 900]);
		expect((await sync(450)).rows[0]).toMatchObject({ usable: 1, removedWithoutConsent: 450 });
		expect(count()).toBe(451);
	});

	it('a table of which most have not consented is brought in line every night, and Remove goes on working', async () => {
		const table = [...people('yes', 40, { consent: 'yes' }), ...people('no', 60, { consent: 'no' })];
		for (let night = 1; night <= 3; night++) {
			expect((await change('add', table, { consent: 'column', options })).error).toBeUndefined();
			expect(emails()).toEqual(hashes('yes', 40));
			later(23);
			expect((await change('remove', people('gone', 3))).error).toBeUndefined();
			later(1);
		}
		const broken = [...people('yes', 10, { consent: 'yes' }), ...people('no', 90, { consent: '' })];
		expect((await change('add', broken, { consent: 'column', options })).error?.message).toContain('more than half');
	});

	it('a dry run tells the same', async () => {
		filledElsewhere(900);
		expect((await sync(3, { options: { ...options, dryRun: true } })).error?.message).toMatch(
			/^Options → Remove People Without Consent would/,
		);
	});

	it('asks for nothing where everybody has consented', async () => {
		filledElsewhere(900);
		expect((await sync(0)).error).toBeUndefined();
		expect(count()).toBe(901);
	});
});

describe('a way of finding people that would go, though as many rows are sent', () => {
	const crm = (email: (index: number) => unknown, phone = ''): IDataObject[] =>
		Array.from({ length: 300 }, (_, index) => ({
			customer_id: `c-${index}`,
			email: email(index) as string,
			phone: phone && `${phone}${1000 + index}`,
		}));
	const whole = (index: number): string => `one${index}@example.com`;

	it.each(['replace', 'sync'] as const)('%s: an email column of #REF! beside a customer ID is refused', async (way) => {
		await change('add', crm(whole));
		later(25);
		const { error } = await change(
			way,
			crm(() => '#REF!'),
		);
		expect(error?.message).toBe(
			'Stop Below (% of List) is 50 %, and rows with an email would come down from at least 300 to 0 (0 %)',
		);
		const { members } = bench.audience(list);
		expect(members.all().filter(({ EMAIL: email }) => email !== undefined)).toHaveLength(300);
		// A column may still go on purpose.
		expect(
			(
				await change(
					way,
					crm(() => '#REF!'),
					{ keepAtLeast: 0 },
				)
			).error,
		).toBeUndefined();
		later(25);
		expect(
			(
				await change(
					way,
					crm(() => ''),
				)
			).error,
		).toBeUndefined();
	});

	it('the last replacement counts, and not what was added before it', async () => {
		await change('add', crm(whole));
		later(25);
		await change(
			'replace',
			crm(() => '', '+49 171 555'),
			{ keepAtLeast: 0 },
		);
		later(25);
		expect(
			(
				await change(
					'replace',
					crm(() => '', '+49 171 556'),
				)
			).error,
		).toBeUndefined();
		later(25);
		expect((await change('replace', crm(whole))).error?.message).toContain(
			'rows with a phone would come down from at least 300 to 0 (0 %)',
		);
	});

	it('half of them may go, and a list that had few is not held', async () => {
		const some = (most: number) => (index: number) => (index < most ? whole(index) : '');
		await change('add', crm(some(300)));
		later(25);
		expect((await change('replace', crm(some(149)))).error?.message).toContain('from at least 300 to 149 (49 %)');
		expect((await change('replace', crm(some(150)))).error).toBeUndefined();
		later(25);
		// Of 150 in 300, four ninths are sure: 133.
		expect((await change('replace', crm(some(67)))).error).toBeUndefined();
	});
});
