import { AUDIENCES } from '../../../../emulator/world/seedIds.mts';
import { byId, type NodeRun } from '../../support/harness.mts';
import { passTime, tellOfWaits } from '../../support/lives/fakeTime.mts';
import { hashes, people, sessions, useMemberBench } from '../../support/members.mts';
import { processedData } from '../../support/processedData.mts';

jest.mock('../../../../nodes/shared/graph/wait', () => jest.requireActual('../../support/lives/fakeTime.mts').fakeWait);

/** Batches of ten instead of ten thousand. */
jest.mock('../../../../nodes/MetaAudiences/people/rows/payload', () => ({
	...jest.requireActual('../../../../nodes/MetaAudiences/people/rows/payload'),
	BATCH_ROWS: 10,
}));

/** Two workers: nothing of a process makes one wait for the other. */
jest.mock('../../../../nodes/shared/node/turns', () => ({
	inTurn: async (_session: unknown, _keys: unknown, work: (waited: boolean) => Promise<unknown>) => await work(false),
}));

/** A sync fills a list to which nobody was uploaded: once, and never with the number of another kind of upload. */

const bench = useMemberBench();
const { emails, uploads } = bench;
const empty = AUDIENCES.usdEmpty;

const sync = async (name: string, more: Partial<NodeRun> = {}) =>
	await bench.change('sync', people(name, 35), { audience: byId(empty) }, { mode: 'trigger', ...more });

/** From here on Meta lists no upload of the audience. */
const listsNone = (): void =>
	void bench.emulator.control.addFault({
		match: { path: `${empty}/sessions`, times: 1_000 },
		fault: { kind: 'http', status: 200, body: '{"data":[]}', contentType: 'application/json' },
	});

beforeEach(() => passTime(200 * 60_000));
afterEach(() => tellOfWaits());

it('what Meta refused as a whole is no upload, also by what n8n has stored: the next run fills the list', async () => {
	const stored = { staticData: '{}' };
	bench.emulator.control.addFault({
		match: { path: `${empty}/users` },
		fault: { kind: 'graph', code: 190, subcode: 463 },
	});
	expect((await sync('half', { stored })).error).toBeDefined();
	bench.emulator.control.clearFaults();
	expect((await sync('next', { stored })).error).toBeUndefined();
	expect(emails(empty)).toEqual(hashes('next', 35));
});

it('half a fill is replaced in a session of its own, no matter what Meta lists', async () => {
	const stored = { staticData: '{}' };
	bench.emulator.control.addFault({
		match: { path: `${empty}/users`, nth: 3 },
		fault: { kind: 'graph', code: 368 },
	});
	expect((await sync('half', { stored })).error).toBeDefined();
	bench.emulator.control.clearFaults();
	listsNone();
	expect((await sync('next', { stored })).error).toBeUndefined();
	const [last] = sessions(uploads().slice(-1));
	expect([String(last?.session_id).at(-1), emails(empty)]).toEqual(['3', hashes('next', 35)]);
});

it('a replacement that this process saw break off stays its own, also after a try of which nothing arrived', async () => {
	const replace = async (name: string) =>
		await bench.change('replace', people(name, 35), { audience: byId(AUDIENCES.usdNewsletter) });
	const { control } = bench.emulator;
	const path = `${AUDIENCES.usdNewsletter}/usersreplace`;
	control.addFault({ match: { path, nth: 2 }, fault: { kind: 'graph', code: 368 } });
	expect((await replace('half')).error?.message).toMatch(/^The replacement is incomplete/);
	control.clearFaults();
	control.addFault({ match: { path, times: 1 }, fault: { kind: 'graph', code: 190, subcode: 463 } });
	expect((await replace('none')).error).toBeDefined();
	control.clearFaults();
	expect((await replace('next')).error).toBeUndefined();
	expect(emails(AUDIENCES.usdNewsletter)).toEqual(hashes('next', 35));
});

it('two workers at the same moment: one fills it, and the other says so', async () => {
	processedData.gap = () => 20;
	tellOfWaits(() => true);
	const both = await Promise.all([sync('one'), sync('other')]);
	const told = both.map(({ error }) => error?.message ?? 'filled').sort();
	expect(told).toEqual(['filled', expect.stringMatching(/^(?:Meta still shows this list|Another)/)].sort());
	expect([hashes('one', 35), hashes('other', 35)]).toContainEqual(emails(empty));
});

it('cancelled before anything has left: the next run says how to go on, and goes on as it says', async () => {
	let cancelled = false;
	const first = await sync('half', {
		onStart: (cancel) => {
			processedData.onWrite = () => {
				if (!cancelled) cancel();
				cancelled = true;
			};
		},
	});
	expect([first.status, uploads()]).toEqual(['canceled', []]);
	const { error } = await sync('next');
	if (error !== undefined) {
		expect(error.description).toContain('run Add once');
		await bench.change('add', people('next', 35), { audience: byId(empty) });
	}
	expect(emails(empty)).toEqual(hashes('next', 35));
});
