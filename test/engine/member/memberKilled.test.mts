import type { IDataObject } from 'n8n-workflow';

import { unfinishedUploads } from '../../../nodes/MetaAudiences/member/upload/unfinished.ts';
import { AUDIENCES } from '../../../emulator/world/seedIds.mts';
import { byId } from '../support/harness.mts';
import { passTime } from '../support/lives/fakeTime.mts';
import { hashes, people, useMemberBench } from '../support/members.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** Batches of ten instead of ten thousand. */
jest.mock('../../../nodes/MetaAudiences/people/rows/payload', () => ({
	...jest.requireActual('../../../nodes/MetaAudiences/people/rows/payload'),
	BATCH_ROWS: 10,
}));

/**
 * An n8n that is killed in the middle of an upload saves no static data, and the process that comes after it knows nothing.
 * What it then does follows from Meta's answers alone, no matter what Meta lists.
 */

const bench = useMemberBench();
const { emails, uploads } = bench;
const MINUTE = 60_000;
const [newsletter, empty] = [AUDIENCES.usdNewsletter, AUDIENCES.usdEmpty];
const BUSY = 'Another replacement of this list is in progress';

const run = async (way: 'replace' | 'sync' | 'add', audience: string, name: string, options: IDataObject = {}) =>
	await bench.change(
		way,
		people(name, 35),
		{ audience: byId(audience), belonging: 'all', options },
		{ mode: 'trigger' },
	);

/** The first batch arrives; then the process is gone, with all that it remembered. */
async function killed(way: 'replace' | 'sync', audience: string): Promise<void> {
	const edge = way === 'sync' ? 'users' : 'usersreplace';
	for (let nth = 2; nth < 30; nth++)
		bench.emulator.control.addFault({ match: { path: `${audience}/${edge}`, nth }, fault: { kind: 'reset' } });
	expect((await run(way, audience, 'half')).error).toBeDefined();
	bench.emulator.control.clearFaults();
	Object.assign(unfinishedUploads, { sessions: new Map<string, string>() });
	expect(emails(audience)).toEqual(hashes('half', 35).filter((hash) => emails(audience).includes(hash)));
	expect(emails(audience)).toHaveLength(10);
}

/** From here on Meta lists no upload of the audience. */
function listsNone(audience: string): void {
	const fault = { kind: 'http', status: 200, body: '{"data":[]}', contentType: 'application/json' } as const;
	bench.emulator.control.addFault({ match: { path: `${audience}/sessions`, times: 1_000 }, fault });
}

beforeEach(() => passTime(200 * MINUTE));

describe.each(['replace', 'sync'] as const)('%s, killed while it replaced', (way) => {
	it.each([true, false])(
		'Meta lists it: %p; after 90 minutes Meta is asked again, and the list is whole',
		async (isListed) => {
			await killed('replace', newsletter);
			if (!isListed) listsNone(newsletter);
			for (const minutes of [1, 60, 28]) {
				passTime(minutes * MINUTE);
				const { error } = await run(way, newsletter, 'next');
				expect([error?.message, emails(newsletter).length]).toEqual([BUSY, 10]);
				expect(error?.description).toContain('Restart Unfinished Replacement');
			}
			passTime(2 * MINUTE);
			expect((await run(way, newsletter, 'next')).error).toBeUndefined();
			expect(emails(newsletter)).toEqual(hashes('next', 35));
		},
	);

	it('Restart begins it again at once where Meta lists it', async () => {
		await killed('replace', newsletter);
		expect((await run(way, newsletter, 'next', { restartUnfinished: true })).error).toBeUndefined();
		expect(emails(newsletter)).toEqual(hashes('next', 35));
	});

	it('Restart where Meta lists nothing: Meta is asked, and what it says leads on', async () => {
		await killed('replace', newsletter);
		listsNone(newsletter);
		const { error } = await run(way, newsletter, 'next', { restartUnfinished: true });
		expect(error?.message).toBe('Another update of the audience is in progress');
		expect(error?.description).toMatch(/at most 90 minutes/);
		expect(error?.description).not.toContain('Restart');
		passTime(91 * MINUTE);
		expect((await run(way, newsletter, 'next', { restartUnfinished: true })).error).toBeUndefined();
		expect(emails(newsletter)).toEqual(hashes('next', 35));
	});

	it('Meta shows it as under way for ever: each step says what comes next, and the last one is another list', async () => {
		await killed('replace', newsletter);
		listsNone(newsletter);
		bench.audience(newsletter).scripted.operation = { code: 414, description: 'A replacement is in progress.' };
		passTime(300 * MINUTE);
		const first = await run(way, newsletter, 'next');
		expect([first.error?.message, first.error?.description]).toEqual([
			BUSY,
			expect.stringContaining('Restart Unfinished Replacement'),
		]);
		const asAdvised = await run(way, newsletter, 'next', { restartUnfinished: true });
		expect(asAdvised.error?.description).toContain('create a new list');
		expect(emails(newsletter)).toHaveLength(10);
	});
});

describe('sync, killed while it filled a list', () => {
	it('Meta lists the upload: 90 minutes later the list is replaced, and not filled once more', async () => {
		await killed('sync', empty);
		expect((await run('sync', empty, 'next')).error?.message).toBe('Another upload to this list has not ended yet');
		passTime(91 * MINUTE);
		expect((await run('sync', empty, 'next')).error).toBeUndefined();
		expect(emails(empty)).toEqual(hashes('next', 35));
	});

	it.each([true, false])(
		'Meta shows the list as empty, and lists the upload: %p; it is not filled once more',
		async (isListed) => {
			await killed('sync', empty);
			if (!isListed) listsNone(empty);
			bench.audience(empty).scripted.operation = { code: 410, description: 'No customers have been uploaded yet.' };
			passTime(91 * MINUTE);
			const { error } = await run('sync', empty, 'next');
			expect(error?.message).toMatch(/^Meta still shows this list as one to which nobody was uploaded/);
			expect([emails(empty).length, uploads().at(-1)?.path.endsWith('/users')]).toEqual([10, true]);
			bench.audience(empty).scripted.operation = undefined;
			expect((await run('sync', empty, 'next')).error).toBeUndefined();
			expect(emails(empty)).toEqual(hashes('next', 35));
		},
	);

	it('before anything arrived: the advice leads out', async () => {
		bench.emulator.control.addFault({
			match: { path: `${empty}/users`, times: 30 },
			fault: { kind: 'reset' },
		});
		expect((await run('sync', empty, 'half')).error).toBeDefined();
		bench.emulator.control.clearFaults();
		const { error } = await run('sync', empty, 'next');
		if (error !== undefined) {
			expect(error.description).toContain('run Add once');
			expect((await run('add', empty, 'next')).error).toBeUndefined();
			passTime(91 * MINUTE);
			expect((await run('sync', empty, 'next')).error).toBeUndefined();
		}
		expect(emails(empty)).toEqual(hashes('next', 35));
	});

	it('what Meta refused as a whole is no upload: the next run fills the list', async () => {
		bench.emulator.control.addFault({
			match: { path: `${empty}/users` },
			fault: { kind: 'graph', code: 190, subcode: 463 },
		});
		expect((await run('sync', empty, 'half')).error).toBeDefined();
		bench.emulator.control.clearFaults();
		expect((await run('sync', empty, 'next')).error).toBeUndefined();
		expect(emails(empty)).toEqual(hashes('next', 35));
	});
});
