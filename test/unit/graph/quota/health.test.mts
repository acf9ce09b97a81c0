import { metaAdsOperations } from '../../../../nodes/MetaAds/operations.ts';
import { metaBudgetGuardOperations } from '../../../../nodes/MetaBudgetGuard/operations.ts';
import { GraphClient, type ClientOptions } from '../../../../nodes/shared/graph/client.ts';
import type { GraphRequest } from '../../../../nodes/shared/graph/request.ts';
import { readAnswer } from '../../../../nodes/shared/graph/wire/batch.ts';
import { Drawing } from '../../../../nodes/shared/graph/wire/drawing.ts';
import { CallHealth, COUNTED_CALLS, type Urgency } from '../../../../nodes/shared/graph/wire/health.ts';
import { decideRetry } from '../../../../nodes/shared/graph/wire/retry.ts';
import { formOf } from '../../../../nodes/shared/form/form.ts';
import { GraphFailure } from '../../../../nodes/shared/graph/error.ts';
import { wordsForFailure } from '../../../../nodes/shared/node/outputs.ts';

const MINUTE = 60_000;
const good: GraphRequest = { method: 'GET', path: 'act_1', effect: 'read' };
const bad: GraphRequest = { method: 'POST', path: '7', params: { name: 'x' }, effect: 'set' };

/** Meta, by what it answers to each path, on a virtual clock; notes whether each call was refused. */
function world(answers: Record<string, { status: number; body: unknown }>, urgency?: Urgency) {
	let now = Date.parse('2026-11-25T00:00:00Z');
	const refused: boolean[] = [];
	const clock = () => now;
	const options: ClientOptions = {
		transport: async ({ url }) => {
			const path = new URL(url).pathname.split('/').pop() ?? '';
			const { status, body } = answers[path];
			refused.push(status >= 400);
			return { status, headers: {}, text: JSON.stringify(body) };
		},
		origin: 'https://graph.facebook.com',
		version: 'v26.0',
		drawing: new Drawing(clock),
		wait: async (ms) => void (now += ms),
		now: clock,
		random: () => 0,
		maxWait: 0,
		identity: 'one token',
		urgency,
	};
	const client = new GraphClient(options);
	const of = (more: Partial<ClientOptions>): GraphClient => new GraphClient({ ...options, ...more });
	return { client, of, answers, refused, pass: (ms: number) => void (now += ms) };
}

const refusal = { status: 400, body: { error: { code: 100, message: 'Invalid parameter' } } };
const worst = (refused: readonly boolean[]): number => {
	let most = 0;
	for (let end = COUNTED_CALLS; end <= refused.length; end++)
		most = Math.max(most, refused.slice(end - COUNTED_CALLS, end).filter(Boolean).length / COUNTED_CALLS);
	return most;
};

it('a refused call each minute for a day, with one that works, stays under 12 % of any 500 calls', async () => {
	const { client, refused, pass } = world({ act_1: { status: 200, body: { id: 'act_1' } }, 7: refusal });
	for (let minute = 0; minute < 24 * 60; minute++) {
		await client.sendOne(good);
		const { failure } = await client.sendOne(bad);
		expect(failure?.message).toBe('Meta refused the request');
		pass(MINUTE);
	}
	expect(refused.length).toBeGreaterThan(COUNTED_CALLS * 2);
	expect(worst(refused)).toBeLessThan(0.12);
	// It is tried now and then all the same: its cause may be gone.
	expect(refused.filter(Boolean).length).toBeGreaterThan(50);
});

it('a call that is corrected is sent at once, and the refused one when its cause may be gone', async () => {
	const { client, refused, pass } = world({ 7: refusal, 8: { status: 200, body: { id: '8' } } });
	for (let time = 0; time < 60; time++) await client.sendOne(bad);
	expect(refused).toHaveLength(40);
	const { failure } = await client.sendOne(bad);
	expect(failure).toMatchObject({ unsent: expect.stringContaining('40 of the last 40 calls') });
	expect((await client.sendOne({ ...bad, path: '8' })).answer).toBeDefined();
	pass(61 * MINUTE);
	await client.sendOne(bad);
	expect(refused.filter(Boolean)).toHaveLength(41);
});

it('tries wait longer from 8 % on, and none is made from 12 % on', () => {
	const failure = new GraphFailure({ kind: 'temporary', message: 'Later', advice: '' });
	const outcome = { kind: 'refused', failure, headers: {} } as const;
	const attempt = { effect: 'read', number: 1, waited: 0, maxWait: 120_000, jitter: 0 } as const;
	expect(decideRetry(outcome, attempt)).toMatchObject({ act: 'again', afterMs: 1_000 });
	expect(decideRetry(outcome, { ...attempt, strain: 'slow' })).toMatchObject({ act: 'again', afterMs: 4_000 });
	expect(decideRetry(outcome, { ...attempt, strain: 'stop' })).toMatchObject({ act: 'fail' });
	const limited = new GraphFailure({ kind: 'rateLimited', message: 'Later', advice: '', retryAfter: 100 });
	expect(decideRetry({ ...outcome, failure: limited }, { ...attempt, strain: 'slow' })).toMatchObject({
		act: 'again',
		afterMs: 100_000,
	});
});

const works = { status: 200, body: { id: '7' } };

/** So many calls of others were refused that nothing is tried again. */
async function spoil(client: GraphClient): Promise<void> {
	for (let place = 0; place < 60; place++) await client.sendOne({ ...good, path: `act_${place}` });
}
const refusals = Object.fromEntries(Array.from({ length: 60 }, (_, place) => [`act_${place}`, refusal]));

it('a pause that was refused goes out again ten minutes later, and at once by hand, no matter what others met', async () => {
	const { client, of, answers, pass } = world({ ...refusals, 7: refusal });
	await spoil(client);
	const pausing: GraphRequest = { ...bad, params: { status: 'PAUSED' } };
	const stopping = of({ urgency: 'stopsSpend' });
	expect((await stopping.sendOne(pausing)).failure?.unsent).toBeUndefined();
	answers[7] = works;
	expect((await stopping.sendOne(pausing)).failure?.unsent).toContain('every 10 minutes');
	expect((await of({ urgency: 'byHand' }).sendOne(pausing)).answer).toBeDefined();
	answers[7] = refusal;
	await of({ urgency: 'byHand' }).sendOne(pausing);
	answers[7] = works;
	pass(11 * MINUTE);
	expect((await client.sendOne(pausing)).failure?.unsent).toContain('every 60 minutes');
	expect((await stopping.sendOne(pausing)).answer).toBeDefined();
});

it('what stops spend is tried again as ever where Meta has a hiccup', async () => {
	const { client, of, answers, refused } = world({
		...refusals,
		7: { status: 500, body: { error: { code: 2, message: 'Later', is_transient: true } } },
	});
	await spoil(client);
	const reading: GraphRequest = { ...good, path: '7' };
	const patient = { maxWait: 120_000, wait: async (ms: number) => void (ms > 0 && (answers[7] = works)) };
	expect((await of(patient).sendOne(reading)).failure).toBeDefined();
	expect((await of({ ...patient, urgency: 'stopsSpend' }).sendOne(reading)).answer).toBeDefined();
	expect(refused).toHaveLength(63);
});

it('another token, another page’s token, another version and another file are other calls', async () => {
	const { client, of, answers } = world({ ...refusals, 7: refusal });
	await spoil(client);
	const file = (content: string) => ({ fileName: 'a.png', mimeType: 'image/png', content: Buffer.from(content) });
	const upload: GraphRequest = { method: 'POST', path: '7', files: { filename: file('one') }, effect: 'read' };
	await client.sendOne(bad);
	await client.sendOne(upload);
	answers[7] = works;
	expect((await client.sendOne(bad)).failure).toBeDefined();
	expect((await client.sendOne(upload)).failure).toBeDefined();
	expect((await client.sendOne({ ...upload, files: { filename: file('two') } })).answer).toBeDefined();
	expect((await of({ identity: 'another token' }).sendOne(bad)).answer).toBeDefined();
	expect((await of({ version: 'v27.0' }).sendOne(bad)).answer).toBeDefined();
	const [health, asking] = [new CallHealth(() => 0), { identity: '' }];
	const failure = new GraphFailure({ kind: 'permission', message: 'No', advice: '' });
	const inPagesName = { ...bad, bearer: 'one page' };
	for (let call = 0; call < 60; call++) health.note(inPagesName, { kind: 'refused', failure, headers: {} }, asking);
	expect(health.held(inPagesName, asking)).toBeDefined();
	expect(health.held({ ...bad, bearer: 'another page' }, asking)).toBeUndefined();
});

it('says that a call was not sent, also where another cause of the refusal is found', async () => {
	const { client } = world({ ...refusals, 7: refusal });
	await spoil(client);
	await client.sendOne(bad);
	const { failure } = await client.sendOne(bad);
	const words = wordsForFailure(failure?.with({ advice: 'Make a token for this account.' }), { form: formOf() });
	expect(words.description).toMatch(/^Make a token for this account\. It was not sent again/);
});

it('counts the last 500 calls alone, and lost answers not at all', () => {
	const health = new CallHealth(() => 0);
	const asking = { identity: 'one token' };
	const failure = new GraphFailure({ kind: 'policy', message: 'No', advice: '' });
	for (let call = 0; call < 60; call++) health.note(bad, { kind: 'refused', failure, headers: {} }, asking);
	expect(health.strain).toBe('stop');
	health.note(bad, { kind: 'lost', sent: true, reason: 'gone' }, asking);
	expect(health.calls).toBe(60);
	for (let call = 0; call < COUNTED_CALLS; call++)
		health.note(good, { kind: 'answered', body: {}, headers: {} }, asking);
	expect([health.calls, health.errors, health.strain]).toEqual([COUNTED_CALLS, 0, 'none']);
});

it('a refusal by the account’s score waits for the header’s time, also below 100 %', () => {
	const headers = { 'x-ad-account-usage': JSON.stringify({ acc_id_util_pct: 92, reset_time_duration: 240 }) };
	const body = {
		error: { code: 17, error_subcode: 2446079, is_transient: false, message: 'User request limit reached' },
	};
	const outcome = readAnswer(400, headers, JSON.stringify(body));
	expect(outcome).toMatchObject({ failure: { kind: 'rateLimited', retryAfter: 240 } });
	const attempt = { effect: 'read', number: 1, waited: 0, maxWait: 310_000, jitter: 0 } as const;
	expect(decideRetry(outcome, attempt)).toMatchObject({ act: 'again', afterMs: 240_000 });
	expect(decideRetry(outcome, { ...attempt, maxWait: 120_000 })).toMatchObject({
		act: 'fail',
		failure: { retryAfter: 240 },
	});
});

it('steps that pause or lower what spends say so', () => {
	const names = [metaAdsOperations, metaBudgetGuardOperations].flatMap((table) =>
		table.flatMap(({ value: resource, operations }) =>
			operations.flatMap(({ value, stopsSpend }) => (stopsSpend ? [`${resource} ${value}`] : [])),
		),
	);
	const ofKinds = ['campaign', 'adSet', 'ad'].flatMap((kind) =>
		['pause', 'update', 'delete', 'keepToHours'].map((operation) => `${kind} ${operation}`),
	);
	const ofGuard = ['adjustBudget', 'adjustBid', 'adjustRoasFloor', 'applyProposal', 'stopLoss'];
	expect(names).toEqual(expect.arrayContaining([...ofKinds, 'ad rotate']));
	expect(ofGuard.filter((operation) => !names.some((name) => name.endsWith(` ${operation}`)))).toEqual([]);
});

it('what Meta takes is not read once more while it has refused nothing', () => {
	let reads = 0;
	const params = Object.defineProperty({}, 'payload', { enumerable: true, get: () => ++reads });
	const health = new CallHealth(Date.now);
	const taken = { kind: 'answer' } as never;
	health.note({ ...bad, params }, taken, { identity: 'one token' });
	expect([reads, health.calls]).toEqual([0, 1]);
});
