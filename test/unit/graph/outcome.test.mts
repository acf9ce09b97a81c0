import { matchCreativeName } from '../../../nodes/meta/creativeNames';
import * as fc from 'fast-check';

import { createAll, type Creation } from '../../../nodes/shared/graph/writes/create.ts';
import { FakeMeta, type FakeOptions, type Fault } from './calls/fakeMeta.mts';

const EDGE = 'act_1/campaigns';
const HALF_MINUTE = 30_000;
/** Of the first object of a fake Meta. */
const FIRST = '120210000000000000';

const creation = (name: string, objective = 'SALES', tag = ''): Creation => ({
	request: { method: 'POST', path: EDGE, params: { name, objective, tag }, effect: 'create', account: 'act_1' },
	lookUp: {
		edge: EDGE,
		account: 'act_1',
		name,
		noun: 'campaign',
		fields: ['objective'],
		matches: (row) => row.objective === objective,
	},
});

const cut = (applied: boolean): Fault => ({ kind: 'cut', applied });
const temporary = (applied: boolean): Fault => ({ kind: 'error', error: { code: 2 }, applied });
const refused: Fault = { kind: 'error', error: { code: 100, error_subcode: 1885272 } };

/** Faults for POSTs in the order of their names or tags; reads are well. */
const onCreate =
	(fault: (tag: string) => Fault | undefined): FakeOptions['fault'] =>
	({ method, params }) =>
		method === 'POST' ? fault(params.tag) : undefined;

/** Creates as a run does: something was read before, so Meta's clock is known. */
async function create(meta: FakeMeta, creations: readonly Creation[], claimed = new Set<string>()) {
	const client = meta.client();
	await client.sendMany([{ method: 'GET', path: 'act_1/campaigns', effect: 'read' }]);
	const looksBefore = meta.of('GET', EDGE).length;
	const created = await createAll(client, creations, { wait: meta.wait, claimed });
	return { created, claimed, looks: meta.of('GET', EDGE).length - looksBefore };
}

const madeBy = (meta: FakeMeta, tag: string) => [...meta.objects.values()].filter((object) => object.tag === tag);

it('finds what was created although the answer was lost', async () => {
	for (const fault of [
		cut(true),
		temporary(true),
		{ kind: 'text', status: 502, text: '<html>', applied: true } as const,
		{ kind: 'text', status: 200, text: '{}', applied: true } as const,
	]) {
		const meta = new FakeMeta({ fault: onCreate(() => fault) });
		const { created } = await create(meta, [creation('Sale')]);
		const [object] = meta.objects.values();
		expect(created).toEqual([{ id: object.id, found: true, object }]);
		expect(meta.of('POST')).toHaveLength(1);
	}
});

it('does not know, after three looks over half a minute, and sends nothing again', async () => {
	const meta = new FakeMeta({ fault: onCreate(() => cut(false)) });
	const { created, looks } = await create(meta, [creation('Sale')]);
	expect(created).toMatchObject([
		{ failure: { kind: 'outcomeUnknown', message: 'It is unknown whether Meta created the campaign “Sale”' } },
	]);
	expect(looks).toBe(3);
	expect(meta.waited).toBe(HALF_MINUTE);
	expect(meta.of('POST')).toHaveLength(1);
	expect(meta.objects.size).toBe(0);
});

it.each([
	[1, 2_000],
	[2, 9_000],
	[3, 29_000],
	[0, 31_000],
])('finds at look %p what appears after %p ms', async (look, appearsAfter) => {
	const meta = new FakeMeta({ appearsAfter, fault: onCreate(() => cut(true)) });
	const { created, looks } = await create(meta, [creation('Sale')]);
	expect(created[0].failure?.kind).toBe(look === 0 ? 'outcomeUnknown' : undefined);
	expect(looks).toBe(look === 0 ? 3 : look);
});

it('looks only for the lost ones, and does not look where nothing was lost', async () => {
	const meta = new FakeMeta({ fault: onCreate((tag) => ({ b: cut(true), c: refused })[tag]) });
	const { created, looks } = await create(meta, [
		creation('A', 'SALES', 'a'),
		creation('B', 'SALES', 'b'),
		creation('C', 'SALES', 'c'),
	]);
	expect(created).toMatchObject([{ found: false }, { found: true }, { failure: { kind: 'invalidParameter' } }]);
	expect(looks).toBe(1);
	const calm = await create(new FakeMeta(), [creation('A')]);
	expect(calm.looks).toBe(0);
});

it('gives two lost items of the same name an object each, and one object to one of them only', async () => {
	const both = new FakeMeta({ fault: onCreate(() => cut(true)) });
	const { created } = await create(both, [creation('Twin'), creation('Twin')]);
	expect(new Set(created.map(({ id }) => id))).toEqual(new Set(both.objects.keys()));
	const one = new FakeMeta({ fault: onCreate((tag) => cut(tag === 'b')) });
	const halves = await create(one, [creation('Twin', 'SALES', 'a'), creation('Twin', 'SALES', 'b')]);
	expect(halves.created.map(({ id }) => id).filter(Boolean)).toEqual([...one.objects.keys()]);
});

it('does not take what another item of the run has', async () => {
	const meta = new FakeMeta({ fault: onCreate((tag) => (tag === 'lost' ? cut(false) : undefined)) });
	const { created, claimed } = await create(meta, [creation('Twin', 'SALES', 'lost'), creation('Twin')]);
	expect(created).toMatchObject([
		{ failure: { kind: 'outcomeUnknown' } },
		{ id: [...meta.objects.keys()][0], found: false },
	]);
	expect(claimed).toEqual(new Set(meta.objects.keys()));
	const again = await create(meta, [creation('Twin', 'SALES', 'lost')], claimed);
	expect(again.created[0].failure?.kind).toBe('outcomeUnknown');
});

describe('two runs of one process', () => {
	it('each have their own object where both answers are lost', async () => {
		const meta = new FakeMeta({ fault: onCreate(() => cut(true)) });
		const runs = await Promise.all([create(meta, [creation('Twin')]), create(meta, [creation('Twin')])]);
		const ids = runs.flatMap(({ created }) => created.map(({ id }) => id));
		expect(meta.objects.size).toBe(2);
		expect(new Set(ids)).toEqual(new Set(meta.objects.keys()));
	});

	it('do not take what the other was answered', async () => {
		const meta = new FakeMeta({ fault: onCreate((tag) => (tag === 'lost' ? cut(false) : undefined)) });
		const runs = await Promise.all([
			create(meta, [creation('Twin', 'SALES', 'lost')]),
			create(meta, [creation('Twin', 'SALES', 'well')]),
		]);
		expect(runs.map(({ created: [one] }) => one.failure?.kind ?? one.id)).toEqual([
			'outcomeUnknown',
			[...meta.objects.keys()][0],
		]);
	});

	it('wait for the answer that may name it, and take it if that is refused', async () => {
		let answer = (): void => {};
		const answered = new Promise<void>((resolve) => (answer = resolve));
		const meta = new FakeMeta({ fault: onCreate((tag) => (tag === 'lost' ? cut(true) : refused)) });
		const client = meta.client();
		await client.sendMany([{ method: 'GET', path: EDGE, effect: 'read' }]);
		const sendMany = client.sendMany.bind(client);
		const slow = Object.assign(Object.create(client) as typeof client, {
			sendMany: async (requests: Parameters<typeof sendMany>[0]) => {
				await answered;
				return await sendMany(requests);
			},
		});
		const options = { wait: meta.wait, claimed: new Set<string>() };
		const other = createAll(slow, [creation('Twin', 'SALES', 'slow')], { wait: meta.wait, claimed: new Set() });
		let looks = 0;
		const wait = async (milliseconds: number) => {
			if (++looks === 2) {
				answer();
				await other;
			}
			await meta.wait(milliseconds);
		};
		const [lost] = await createAll(client, [creation('Twin', 'SALES', 'lost')], { ...options, wait });
		const [object] = meta.objects.values();
		// The third wait is none: what was found is read.
		expect([lost, looks]).toEqual([{ id: object.id, found: true, object }, 3]);
	});
});

it('gives two lost items that differ in what Meta does not show neither object, and says why', async () => {
	const ofFile = (file: string): Creation => {
		const { request, lookUp } = creation('video.mp4');
		return { request, lookUp: { ...lookUp, unseen: file } };
	};
	const meta = new FakeMeta({ fault: onCreate(() => cut(true)) });
	const { created } = await create(meta, [ofFile('autumn'), ofFile('winter')]);
	const failure = {
		kind: 'outcomeUnknown',
		advice: expect.stringContaining('another campaign of this name was created at the same time'),
	};
	expect(created).toMatchObject([{ failure }, { failure }]);
	const same = await create(meta, [ofFile('spring'), ofFile('spring')]);
	expect(new Set(same.created.map(({ id }) => id)).size).toBe(2);
});

it.each([
	['older than the run', { name: 'Sale', objective: 'SALES' }, 3_000],
	['of another name', { name: 'Sale 2', objective: 'SALES' }, 0],
	['with other values', { name: 'Sale', objective: 'LEADS' }, 0],
])('does not take an object %s', async (_, values, age) => {
	const meta = new FakeMeta({ fault: onCreate(() => cut(false)) });
	meta.put(EDGE, values, age);
	const { created } = await create(meta, [creation('Sale')]);
	expect(created[0].failure?.kind).toBe('outcomeUnknown');
});

it('compares by Meta’s clock, however wrong ours is', async () => {
	for (const skew of [-86_400_000, -5_000, 5_000, 86_400_000]) {
		const meta = new FakeMeta({ skew, fault: onCreate(() => cut(true)) });
		const old = meta.put(EDGE, { name: 'Sale', objective: 'SALES' }, 10_000);
		const { created } = await create(meta, [creation('Sale')]);
		expect(created).toMatchObject([{ found: true }]);
		expect(created[0].id).not.toBe(old.id);
	}
});

it('takes nothing where no answer tells Meta’s time: any object of that name could be the one', async () => {
	const meta = new FakeMeta({ sendsDate: false, fault: onCreate(() => cut(true)) });
	const { created, looks } = await create(meta, [creation('Sale')]);
	expect(created).toMatchObject([{ failure: { kind: 'outcomeUnknown' } }]);
	expect([looks, meta.waited]).toEqual([1, 3_000]);
});

it('goes on looking after a look that fails', async () => {
	let gets = 0;
	const meta = new FakeMeta({
		fault: ({ method }) =>
			method === 'POST' ? cut(true) : ++gets === 2 ? { kind: 'error', error: { code: 190 } } : undefined,
	});
	const { created, looks } = await create(meta, [creation('Sale')]);
	expect(created).toMatchObject([{ found: true }]);
	expect(looks).toBe(2);
});

it('finds a lost object also where its own answer would have been the first to tell Meta’s time', async () => {
	const meta = new FakeMeta({ skew: 86_400_000, fault: onCreate(() => cut(true)) });
	meta.put(EDGE, { name: 'Sale', objective: 'SALES' }, 10_000);
	const [created] = await createAll(meta.client(), [creation('Sale')], { wait: meta.wait, claimed: new Set() });
	expect(created).toMatchObject({ found: true, object: { name: 'Sale' } });
	expect(created?.id).toBe([...meta.objects.keys()][1]);
});

const answer = (body: object, applied: boolean): Fault => ({
	...{ kind: 'text', status: 200, text: JSON.stringify(body), applied },
});

describe('an answer with the ID of another object', () => {
	const start = (applied: boolean, values: object, age: number) => {
		let other = '';
		const meta = new FakeMeta({ fault: onCreate(() => answer({ id: other }, applied)) });
		other = meta.put(EDGE, { name: 'Sale', objective: 'SALES', ...values }, age).id;
		return { meta, other };
	};

	it.each([
		['of another name', { name: 'Winter' }, 0],
		['that is older', {}, 3_600_000],
		['in another parent', { campaign_id: '2' }, 0],
	])('is not followed: one %s', async (_, values, age) => {
		for (const applied of [true, false]) {
			const { meta, other } = start(applied, values, age);
			const { request, lookUp } = creation('Sale');
			const inCampaign = { ...request, params: { ...request.params, campaign_id: '1' } };
			const wish = { request: inCampaign, lookUp: { ...lookUp, parents: { campaign_id: '1' } } };
			const { created } = await create(meta, [wish]);
			if (applied) expect(created).toMatchObject([{ id: [...meta.objects.keys()][1], found: true }]);
			else expect(created).toMatchObject([{ failure: { kind: 'outcomeUnknown' } }]);
			if (!applied) expect(created[0]?.failure?.advice).toContain(`Meta’s answer named ${other}`);
			expect(meta.of('POST')).toHaveLength(1);
		}
	});

	it('is not taken from an item that has it', async () => {
		const meta = new FakeMeta({ fault: onCreate((tag) => (tag === 'b' ? answer({ id: FIRST }, false) : undefined)) });
		const { created } = await create(meta, [creation('Twin', 'SALES', 'a'), creation('Twin', 'SALES', 'b')]);
		expect(created).toMatchObject([{ id: FIRST, found: false }, { failure: { kind: 'outcomeUnknown' } }]);
	});

	it('is looked for where it cannot be read yet, and counts as made where it never can', async () => {
		let reads = 0;
		const late = new FakeMeta({
			fault: ({ method, path }) =>
				method === 'GET' && path === FIRST && ++reads < 3
					? { kind: 'error', error: { code: 100, error_subcode: 33 } }
					: undefined,
		});
		expect((await create(late, [creation('Sale')])).created).toMatchObject([{ id: FIRST, object: { name: 'Sale' } }]);
		const never = new FakeMeta({
			fault: ({ path }) => (path === FIRST ? { kind: 'error', error: { code: 100, error_subcode: 33 } } : undefined),
		});
		expect((await create(never, [creation('Sale')])).created).toMatchObject([{ id: FIRST, object: null }]);
	});

	it('is not read as what another object shows', async () => {
		const meta = new FakeMeta({
			fault: ({ method, path }) =>
				path === FIRST && method === 'GET' ? answer({ id: '7', name: 'Sale' }, false) : undefined,
		});
		expect((await create(meta, [creation('Sale')])).created).toMatchObject([{ id: FIRST, object: null }]);
	});
});

it('takes a creative whose name Meta has written on', async () => {
	const meta = new FakeMeta();
	const { request, lookUp } = creation('Cup');
	const writtenOn = `Cup 2026-07-08-${'3a'.repeat(16)}`;
	const written = { ...request, params: { ...request.params, name: writtenOn } };
	const { created } = await create(meta, [{ request: written, lookUp: { ...lookUp, matchName: matchCreativeName } }]);
	expect(created).toMatchObject([{ id: FIRST, object: { name: writtenOn } }]);
});

it('looks before it sends what an earlier try may have made', async () => {
	for (const applied of [true, false]) {
		const refusal: Fault = { kind: 'error', error: { code: 190 }, applied };
		let posts = 0;
		const meta = new FakeMeta({ fault: onCreate(() => (++posts === 1 ? refusal : undefined)) });
		const client = meta.client();
		const triedAt = meta.now();
		const options = { wait: meta.wait, claimed: new Set<string>() };
		const [first] = await createAll(client, [creation('Form')], options);
		expect(first?.failure?.kind).toBe('auth');
		const [second] = await createAll(client, [creation('Form')], { ...options, triedAt });
		expect(second).toMatchObject({ id: FIRST, found: applied });
		expect([meta.objects.size, meta.of('POST').length]).toEqual([1, applied ? 1 : 2]);
	}
});

it('creates each once and tells the truth about it, whatever is lost', async () => {
	const fault = fc.constantFrom(
		...[undefined, cut(true), cut(false), temporary(true), temporary(false), refused],
		...[answer({ success: true }, true), answer({ id: FIRST }, true), answer({ id: FIRST }, false)],
	);
	const items = fc.array(
		fc.record({ name: fc.constantFrom('A', 'B', 'A B'), objective: fc.constantFrom('SALES', 'LEADS'), fault }),
		{ minLength: 1, maxLength: 12 },
	);
	const olds = fc.array(fc.record({ name: fc.constantFrom('A', 'B'), objective: fc.constantFrom('SALES', 'LEADS') }), {
		minLength: 1,
		maxLength: 3,
	});
	await fc.assert(
		fc.asyncProperty(
			items,
			olds,
			fc.integer({ min: -1e8, max: 1e8 }),
			fc.constantFrom(0, 2_000, 25_000),
			async (wanted, existing, skew, appearsAfter) => {
				const meta = new FakeMeta({ skew, appearsAfter, fault: onCreate((tag) => wanted[Number(tag)].fault) });
				const foreign = new Set(existing.map((values) => meta.put(EDGE, values, 3_600_000).id));
				const { created } = await create(
					meta,
					wanted.map(({ name, objective }, index) => creation(name, objective, String(index))),
				);
				expect(created).toHaveLength(wanted.length);
				const taken = created.flatMap(({ id }) => id ?? []);
				expect(new Set(taken).size).toBe(taken.length);
				wanted.forEach(({ name, objective, fault: met }, index) => {
					const own = madeBy(meta, String(index));
					const { id, failure } = created[index];
					expect(own.length).toBe(met === undefined || ('applied' in met && met.applied) ? 1 : 0);
					if (id !== undefined) {
						expect(foreign.has(id)).toBe(false);
						expect(meta.objects.get(id)).toMatchObject({ name, objective });
					} else if (failure?.kind !== 'outcomeUnknown') {
						expect(own).toEqual([]);
					}
				});
				// Everything that exists now was found by one of the items that asked for its like.
				expect(new Set(taken)).toEqual(new Set([...meta.objects.keys()].filter((id) => !foreign.has(id))));
			},
		),
		{ numRuns: 200 },
	);
});
