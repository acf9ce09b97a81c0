import type { SideCalls, GraphChange } from '../../../../nodes/shared/graph/writes/change.ts';
import { changeAll } from '../../../../nodes/shared/graph/writes/changeAll.ts';
import type { GraphRequest } from '../../../../nodes/shared/graph/request.ts';
import { FakeMeta, type Fault } from './fakeMeta.mts';

/** Labels have an edge of their own: what goes there ahead of a write or along with it, and what follows where Meta refuses one. */

const call = (method: 'POST' | 'DELETE', path: string): GraphRequest => ({
	...{ method, path, params: { names: ['x'] }, effect: 'set', account: 'act_1' },
});
const refused: Fault = { kind: 'error', error: { message: 'No', code: 100 } };
const lost: Fault = { kind: 'cut', applied: true };

/** Sends a write with these calls of its own; the first of a kind meets its fault, or the first two. */
async function send(sideCalls: (id: string) => SideCalls, faults: Record<string, Fault> = {}, more = 0, times = 1) {
	const met: string[] = [];
	const meta = new FakeMeta({
		fault: ({ method, path }) => {
			const kind = `${method} ${path.replace(/^\d+/, '')}`;
			met.push(kind);
			return met.filter((one) => one === kind).length <= times ? faults[kind] : undefined;
		},
	});
	const changeOf = (): GraphChange => {
		const { id } = meta.put('act_1/campaigns', { budget: '1' });
		return {
			...{ id, read: { method: 'GET', path: id, params: {}, effect: 'read', account: 'act_1' } },
			plan: ({ budget }) => ({
				write: budget === '2' ? null : { ...call('POST', id), params: { budget: '2' } },
				sideCalls: sideCalls(id),
				unproven: (after) => (after.budget === '2' ? [] : ['Budget']),
			}),
		};
	};
	const changes = Array.from({ length: 1 + more }, changeOf);
	const endings = await changeAll(meta.client(), changes, { wait: meta.wait, validateOnly: false });
	const [{ id }] = changes as [GraphChange];
	const sent = meta.arrivals
		.filter(({ method, path }) => method !== 'GET' && path.startsWith(id))
		.map(({ method, path }) => `${method} ${path.slice(id.length)}`);
	return { endings, sent };
}

const ahead = (id: string): SideCalls => ({
	ahead: call('POST', `${id}/labels`),
	undo: call('DELETE', `${id}/labels`),
});
const along = (id: string): SideCalls => ({
	...{
		along: call('DELETE', `${id}/labels`),
		otherwise: call('POST', `${id}/all`),
		undo: call('POST', `${id}/labels`),
	},
});

it('what goes ahead is there before the write, and without it nothing is written', async () => {
	const { endings, sent } = await send(ahead, {}, 1);
	expect(endings).toMatchObject([{ changed: true }, { changed: true }]);
	expect(sent).toEqual(['POST /labels', 'POST ']);
	const stopped = await send(ahead, { 'POST /labels': refused }, 1);
	expect(stopped.endings).toMatchObject([{ failure: { kind: 'invalidParameter' } }, { changed: true }]);
	expect(stopped.sent).toEqual(['POST /labels']);
});

it('where the answer to it was lost, all is looked at and sent once more', async () => {
	const { endings, sent } = await send(ahead, { 'POST /labels': lost });
	expect(endings).toMatchObject([{ changed: true }]);
	expect(sent).toEqual(['POST /labels', 'POST /labels', 'POST ']);
});

it('where it was lost twice, the write was never sent: nothing is unknown, and what may be there is taken back', async () => {
	const { endings, sent } = await send(ahead, { 'POST /labels': lost }, 0, 2);
	expect(endings).toMatchObject([
		{ failure: { kind: 'temporary', message: expect.stringMatching(/^The change was not sent/) } },
	]);
	expect(sent).toEqual(['POST /labels', 'POST /labels', 'DELETE /labels']);
	const written = await send(ahead, { 'POST ': { kind: 'cut', applied: false } }, 0, 2);
	expect(written.endings).toMatchObject([{ failure: { kind: 'outcomeUnknown' } }]);
	expect(written.sent).not.toContain('DELETE /labels');
});

it('it is taken back where Meta refuses the write', async () => {
	const { endings, sent } = await send(ahead, { 'POST ': refused });
	expect(endings).toMatchObject([{ failure: { kind: 'invalidParameter' } }]);
	expect(sent).toEqual(['POST /labels', 'POST ', 'DELETE /labels']);
	expect((await send(along, { 'POST ': refused })).sent).toEqual(['DELETE /labels', 'POST ', 'POST /labels']);
});

it('what went along is back before the look after a lost answer; what went ahead stays', async () => {
	const { endings, sent } = await send(along, { 'POST ': { kind: 'cut', applied: false } });
	expect(endings).toMatchObject([{ changed: true }]);
	expect(sent).toEqual(['DELETE /labels', 'POST ', 'POST /labels', 'DELETE /labels', 'POST ']);
	expect((await send(ahead, { 'POST ': lost })).sent).toEqual(['POST /labels', 'POST ']);
});

it('what goes along travels in the batch of the write, which stands in any case', async () => {
	expect((await send(along)).sent).toEqual(['DELETE /labels', 'POST ']);
	const other = await send(along, { 'DELETE /labels': refused });
	expect(other.endings).toMatchObject([{ changed: true }]);
	expect(other.sent).toEqual(['DELETE /labels', 'POST ', 'POST /all']);
	const unknown = await send(along, { 'DELETE /labels': lost });
	expect(unknown.endings).toMatchObject([{ changed: true }]);
	expect(unknown.sent).toEqual(['DELETE /labels', 'POST ']);
});
