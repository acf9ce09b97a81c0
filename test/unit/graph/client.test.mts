import * as fc from 'fast-check';

import type { GraphRequest } from '../../../nodes/shared/graph/request.ts';
import { FakeMeta, type Fault } from './calls/fakeMeta.mts';
import { followScript, scripts } from './calls/loopProperty.mts';

it('gives each request one ending, in order, within the wait allowed, and no write happens twice', async () => {
	await fc.assert(fc.asyncProperty(scripts(12), followScript), { numRuns: 400 });
});

it('does so over several batches at once', async () => {
	await fc.assert(fc.asyncProperty(scripts(130), followScript), { numRuns: 25 });
});

const read = (path: string, more: Partial<GraphRequest> = {}): GraphRequest => ({
	method: 'GET',
	path,
	effect: 'read',
	...more,
});

const limit = (minutes: number): Fault => ({
	kind: 'error',
	error: { code: 80_004 },
	headers: {
		'x-business-use-case-usage': `{"1":[{"type":"ads_management","call_count":100,"estimated_time_to_regain_access":${minutes}}]}`,
	},
});

/** A fault for the first requests only. */
const first = (count: number, fault: Fault) => () => (count-- > 0 ? fault : undefined);

it('sends fifty at a time, one alone without a batch, and files alone', async () => {
	const sizes: number[] = [];
	const meta = new FakeMeta({ batchFault: (parts) => void sizes.push(parts.length) });
	const { id } = meta.put('act_1/campaigns', {});
	const many = (count: number) => Array.from({ length: count }, () => read(id));
	expect(await meta.client().sendMany([])).toEqual([]);
	expect(meta.calls).toBe(0);
	await meta.client().sendMany(many(1));
	expect(sizes).toEqual([]);
	await meta.client().sendMany(many(101));
	expect(sizes).toEqual([50, 50]);
	expect(meta.calls).toBe(4);
	const upload: GraphRequest = {
		method: 'POST',
		path: 'act_1/adimages',
		files: { a: { fileName: 'a', mimeType: 'b', content: new Uint8Array(1) } },
		effect: 'create',
	};
	const settled = await meta.client().sendMany([...many(2), upload, ...many(2)]);
	expect(sizes).toEqual([50, 50, 2, 2]);
	expect(settled.map(({ answer }) => (answer?.body as { id: string } | undefined)?.id === id)).toEqual([
		true,
		true,
		false,
		true,
		true,
	]);
});

it('waits as long as Meta says, then succeeds', async () => {
	const meta = new FakeMeta({ fault: first(1, limit(1)) });
	const { id } = meta.put('act_1/campaigns', {});
	await meta.client().send(read(id, { account: 'act_1' }));
	expect(meta.waited).toBeGreaterThanOrEqual(60_000);
	expect(meta.waited).toBeLessThan(63_000);
});

it('comes back after seconds from more than a hundred changes a second, whatever other limits the answer tells', async () => {
	const burst: Fault = { ...limit(5), kind: 'error', error: { code: 613, error_subcode: 5044001 } };
	const meta = new FakeMeta({ fault: first(1, burst) });
	const { id } = meta.put('act_1/campaigns', {});
	await meta.client().send({ method: 'POST', path: id, params: { name: 'x' }, effect: 'set' });
	expect(meta.waited).toBeGreaterThanOrEqual(1_000);
	expect(meta.waited).toBeLessThan(5_000);
});

it('fails at once, and tells when to come back, where the wait would be too long', async () => {
	const meta = new FakeMeta({ fault: first(9, limit(5)) });
	await expect(meta.client().send(read('1', { account: 'act_1' }))).rejects.toMatchObject({
		kind: 'rateLimited',
		retryAfter: 300,
	});
	expect([meta.waited, meta.calls]).toEqual([0, 1]);
});

it('lets an account rest before its next call, and only that account', async () => {
	const meta = new FakeMeta({ maxWait: 60_000, fault: first(1, limit(1)) });
	const client = meta.client();
	await expect(client.send(read('1', { account: 'act_1' }))).rejects.toMatchObject({ kind: 'rateLimited' });
	const { id } = meta.put('act_2/campaigns', {});
	await client.send(read(id, { account: 'act_2' }));
	expect(meta.waited).toBe(0);
	await client.send(read(id, { account: 'act_1' }));
	expect(meta.waited).toBeGreaterThan(59_000);
	expect(meta.waited).toBeLessThanOrEqual(60_000);
});

it('gives up on reads after four tries', async () => {
	const meta = new FakeMeta({ fault: () => ({ kind: 'cut', applied: false }) });
	await expect(meta.client().send(read('1'))).rejects.toMatchObject({ kind: 'temporary' });
	expect(meta.calls).toBe(4);
});

it('stops when a wait is cancelled, without another call', async () => {
	const meta = new FakeMeta({ fault: () => ({ kind: 'cut', applied: false }) });
	const client = meta.client();
	const cancelled = new Error('cancelled');
	(client as unknown as { options: { wait: unknown } }).options.wait = async (pause: number) =>
		pause > 0 ? Promise.reject(cancelled) : undefined;
	await expect(client.send(read('1'))).rejects.toBe(cancelled);
	expect(meta.calls).toBe(1);
});

it('knows Meta’s clock from any answer, and none before the first', async () => {
	const meta = new FakeMeta({ skew: -3_600_000 });
	const client = meta.client();
	expect(client.serverTime()).toBeNull();
	await client.sendMany([read('1')]);
	await meta.wait(10_000);
	expect(Math.abs((client.serverTime() ?? 0) - meta.serverNow)).toBeLessThanOrEqual(1_000);
	const silent = new FakeMeta({ sendsDate: false });
	const other = silent.client();
	await other.sendMany([read('1')]);
	expect(other.serverTime()).toBeNull();
});

it('sends what may stand in no address as a part of a batch, even alone', async () => {
	const sizes: number[] = [];
	const meta = new FakeMeta({ batchFault: (parts) => void sizes.push(parts.length) });
	meta.objects.set('debug_token', { id: 'debug_token' } as never);
	await meta.client().send(read('debug_token', { params: { input_token: 'SECRET' }, secret: true }));
	expect(sizes).toEqual([1]);
});

it('sends a DELETE with a body alone, and the body as JSON', async () => {
	const sizes: number[] = [];
	const meta = new FakeMeta({ batchFault: (parts) => void sizes.push(parts.length) });
	const { id } = meta.put('act_1/customaudiences', {});
	const removal: GraphRequest = {
		method: 'DELETE',
		path: id,
		bodyParams: { payload: { data: [['a']] } },
		effect: 'repeat',
	};
	await meta.client().sendMany([read(id), read(id), removal]);
	expect(sizes).toEqual([2]);
	expect(meta.of('DELETE').map(({ params }) => params)).toEqual([{ payload: '{"data":[["a"]]}' }]);
});
