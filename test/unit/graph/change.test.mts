import * as fc from 'fast-check';

import type { GraphChange } from '../../../nodes/shared/graph/writes/change.ts';
import { changeAll } from '../../../nodes/shared/graph/writes/changeAll.ts';
import { FakeMeta, type Call, type FakeOptions, type Fault } from './calls/fakeMeta.mts';

const EDGE = 'act_1/campaigns';

/** Sets the budget of one object; the plan compares as operations do. */
const setBudget = (id: string, budget: string, edge?: string): GraphChange => ({
	id,
	read: { method: 'GET', path: id, params: { fields: 'id,budget' }, effect: 'read', account: 'act_1' },
	edge,
	plan: (current) => ({
		write:
			current.budget === budget
				? null
				: { method: 'POST', path: id, params: { budget }, effect: 'set', account: 'act_1' },
		unproven: (after) => (after.budget === budget ? [] : ['Budget']),
	}),
});

const remove = (id: string): GraphChange => ({
	...setBudget(id, ''),
	goneIsDone: true,
	plan: (current) => ({
		write: current.status === 'DELETED' ? null : { method: 'DELETE', path: id, effect: 'set', account: 'act_1' },
		unproven: (after) => (after.status === 'DELETED' ? [] : ['Status']),
	}),
});

const cut = (applied: boolean): Fault => ({ kind: 'cut', applied });
const writesOf = (meta: FakeMeta) => meta.arrivals.filter(({ method }) => method !== 'GET');

/** Faults for writes, one after the other; `undefined` lets one through. */
const onWrites =
	(...faults: Array<Fault | undefined>): FakeOptions['fault'] =>
	({ method }) =>
		method === 'GET' ? undefined : faults.shift();

const run = (meta: FakeMeta, changes: readonly GraphChange[], validateOnly = false) =>
	changeAll(meta.client(), changes, { wait: meta.wait, validateOnly });

function store(options: FakeOptions = {}, budgets: readonly string[] = ['1']) {
	const meta = new FakeMeta(options);
	return { meta, ids: budgets.map((budget) => meta.put(EDGE, { budget }).id) };
}

it('an answer that no plan and no proof can read is that item’s failure, unknown once something was sent', async () => {
	const { meta, ids } = store({}, ['1', '1', '1']);
	const broken = (what: 'plan' | 'unproven', id: string): GraphChange => {
		const change = setBudget(id, '2');
		const fails = (): never => {
			throw new TypeError('cannot be read');
		};
		if (what === 'plan') return { ...change, plan: fails };
		return {
			...change,
			plan: (current, atStart) => ({ ...(change.plan(current, atStart) as object), unproven: fails }) as never,
		};
	};
	const [first, second, third] = await run(meta, [
		broken('plan', ids[0]),
		broken('unproven', ids[1]),
		setBudget(ids[2], '2'),
	]);
	expect(first).toEqual({ failure: new TypeError('cannot be read') });
	expect(second).toMatchObject({ failure: { kind: 'outcomeUnknown' } });
	expect(third).toMatchObject({ changed: true });
});

it('a refusal by the look after a lost answer does not say that nothing was written', async () => {
	const { meta, ids } = store({ fault: onWrites(cut(true)) });
	const change = setBudget(ids[0], '2');
	const refusing: GraphChange = {
		...change,
		plan: (current, atStart) => (current.budget === '1' ? change.plan(current, atStart) : new Error('has changed')),
	};
	expect(await run(meta, [refusing])).toMatchObject([{ failure: { kind: 'outcomeUnknown' } }]);
});

it('writes what differs, reads it back, and writes nothing where it is there already', async () => {
	const { meta, ids } = store({}, ['1', '2']);
	const changed = await run(
		meta,
		ids.map((id) => setBudget(id, '2')),
	);
	expect(changed).toMatchObject([
		{ before: { budget: '1' }, after: { budget: '2' }, changed: true },
		{ before: { budget: '2' }, after: { budget: '2' }, changed: false },
	]);
	expect(writesOf(meta).map(({ path, params }) => [path, params])).toEqual([[ids[0], { budget: '2' }]]);
	expect(meta.waited).toBe(0);
});

it.each([
	['applied', true, 1],
	['not applied', false, 2],
])('settles a lost write that was %s', async (_, applied, writes) => {
	for (const fault of [cut(applied), { kind: 'error', error: { code: 2 }, applied } as const]) {
		const { meta, ids } = store({ fault: onWrites(fault) });
		expect(await run(meta, [setBudget(ids[0], '2')])).toMatchObject([
			{ before: { budget: '1' }, after: { budget: '2' }, changed: true },
		]);
		expect(writesOf(meta)).toHaveLength(writes);
		expect(meta.waits[0]).toBe(2_000);
	}
});

it('does not know after two lost writes, and sends no third', async () => {
	const { meta, ids } = store({ fault: onWrites(cut(false), cut(false), undefined) });
	expect(await run(meta, [setBudget(ids[0], '2')])).toMatchObject([
		{ failure: { kind: 'outcomeUnknown', message: 'It is unknown whether Meta carried out the change' } },
	]);
	expect(writesOf(meta)).toHaveLength(2);
});

it('does not know either when the object cannot be read after a lost write', async () => {
	let reads = 0;
	const { meta, ids } = store({
		fault: ({ method }) =>
			method === 'POST' ? cut(true) : ++reads > 1 ? { kind: 'error', error: { code: 190 } } : undefined,
	});
	expect(await run(meta, [setBudget(ids[0], '2')])).toMatchObject([{ failure: { kind: 'outcomeUnknown' } }]);
	expect(writesOf(meta)).toHaveLength(1);
});

it('tells what cannot be proven: another value, or no answer, after three looks in five seconds', async () => {
	const ignored = store();
	const stubborn: GraphChange = {
		...setBudget(ignored.ids[0], '2'),
		plan: () => ({
			write: { method: 'POST', path: ignored.ids[0], params: { other: '1' }, effect: 'set' },
			unproven: (after) => (after.budget === '2' ? [] : ['Budget']),
		}),
	};
	expect(await run(ignored.meta, [stubborn])).toMatchObject([
		{ failure: { kind: 'outcomeUnknown', message: 'Meta accepted the change but still shows another Budget' } },
	]);
	expect(ignored.meta.of('GET')).toHaveLength(4);
	expect(ignored.meta.waited).toBe(5_000);
	expect(writesOf(ignored.meta)).toHaveLength(1);

	let reads = 0;
	const { meta, ids } = store({
		fault: ({ method }) => (method === 'GET' && ++reads > 1 ? { kind: 'error', error: { code: 190 } } : undefined),
	});
	expect(await run(meta, [setBudget(ids[0], '2')])).toMatchObject([
		{ failure: { kind: 'outcomeUnknown', message: 'Meta accepted the change but it could not be read back' } },
	]);
	expect(meta.objects.get(ids[0])?.budget).toBe('2');
});

it('waits for a read that lags behind its write', async () => {
	let stale = 2;
	const { meta, ids } = store();
	const { plan, ...rest } = setBudget(ids[0], '2');
	const lagging: GraphChange = {
		...rest,
		plan: (current) => ({
			write: null,
			...plan(current, current),
			unproven: (after) => (after.budget === '2' && stale-- <= 0 ? [] : ['Budget']),
		}),
	};
	expect(await run(meta, [lagging])).toMatchObject([{ changed: true }]);
	expect(meta.waited).toBe(5_000);
});

it('ends a change before anything is sent when its plan refuses, and when the object cannot be read', async () => {
	const { meta, ids } = store({}, ['1', '1']);
	const refusal = new Error('too large');
	const changed = await run(meta, [
		{ ...setBudget(ids[0], '2'), plan: () => refusal },
		setBudget('404', '2'),
		setBudget(ids[1], '2'),
	]);
	expect(changed).toMatchObject([{ failure: refusal }, { failure: { kind: 'notFound' } }, { changed: true }]);
	expect(writesOf(meta)).toHaveLength(1);
});

describe('deletes', () => {
	it('are done when the object is gone, or shows as deleted', async () => {
		const { meta, ids } = store({}, ['1', '1']);
		Object.assign(meta.objects.get(ids[1]) ?? {}, { status: 'DELETED' });
		expect(await run(meta, ids.map(remove))).toMatchObject([
			{ before: { id: ids[0] }, after: {}, changed: true },
			{ changed: false },
		]);
		expect(writesOf(meta).map(({ method, path }) => [method, path])).toEqual([['DELETE', ids[0]]]);
	});

	it('whose answer was lost are settled by looking', async () => {
		for (const applied of [true, false]) {
			const { meta, ids } = store({ fault: onWrites(cut(applied)) });
			expect(await run(meta, [remove(ids[0])])).toMatchObject([{ after: {}, changed: true }]);
			expect(meta.objects.size).toBe(0);
			expect(writesOf(meta)).toHaveLength(applied ? 1 : 2);
		}
	});

	it('of something that was never there fail', async () => {
		const { meta } = store();
		expect(await run(meta, [remove('404')])).toMatchObject([{ failure: { kind: 'notFound' } }]);
	});
});

describe('validate only', () => {
	it('sends nothing but checks, and no delete', async () => {
		const { meta, ids } = store({}, ['1', '2', '1']);
		const changed = await run(meta, [setBudget(ids[0], '2'), setBudget(ids[1], '2'), remove(ids[2])], true);
		expect(changed).toMatchObject([
			{ changed: false, before: { budget: '1' }, after: { budget: '1' } },
			{ changed: false },
			{ changed: false },
		]);
		expect(writesOf(meta).map(({ method, path, params }) => [method, path, params.execution_options])).toEqual([
			['POST', ids[0], '["validate_only"]'],
		]);
		expect([...meta.objects.values()].map(({ budget }) => budget)).toEqual(['1', '2', '1']);
	});

	it('tells what Meta refuses, and repeats a lost check', async () => {
		const { meta, ids } = store(
			{ fault: onWrites({ kind: 'error', error: { code: 100, error_subcode: 1885272 } }, undefined) },
			['1', '1'],
		);
		expect(
			await run(
				meta,
				ids.map((id) => setBudget(id, '2')),
				true,
			),
		).toMatchObject([{ failure: { kind: 'invalidParameter' } }, { changed: false }]);
		const lost = store({ fault: onWrites(cut(false)) });
		expect(await run(lost.meta, [setBudget(lost.ids[0], '2')], true)).toMatchObject([{ changed: false }]);
		expect(writesOf(lost.meta)).toHaveLength(2);
	});
});

it('changes the same object one time after the other, each seeing what the one before did', async () => {
	const { meta, ids } = store({}, ['1', '1']);
	const changed = await run(meta, [
		setBudget(ids[0], '2'),
		setBudget(ids[1], '2'),
		setBudget(ids[0], '3'),
		setBudget(ids[0], '3'),
	]);
	expect(changed).toMatchObject([
		{ before: { budget: '1' }, after: { budget: '2' }, changed: true },
		{ before: { budget: '1' }, after: { budget: '2' }, changed: true },
		{ before: { budget: '2' }, after: { budget: '3' }, changed: true },
		{ before: { budget: '3' }, changed: false },
	]);
});

it('lists many objects of one edge with one call, and reads alone what the list does not give', async () => {
	const hidden: Call[] = [];
	const { meta, ids } = store(
		{ fault: (call) => void hidden.push(call) },
		Array.from({ length: 110 }, () => '1'),
	);
	Object.assign(meta.objects.get(ids[7]) ?? {}, { visibleFrom: Infinity });
	const changed = await run(
		meta,
		ids.map((id) => setBudget(id, '2', EDGE)),
	);
	expect(changed.map((end) => end.failure === undefined && end.after.budget)).toEqual(ids.map(() => '2'));
	const reads = meta.of('GET');
	expect(reads.map(({ path }) => path).filter((path) => path !== EDGE)).toEqual([ids[7], ids[7]]);
	expect(meta.of('GET', EDGE)).toHaveLength(4);
	const asked = meta
		.of('GET', EDGE)
		.flatMap(({ params }) => (JSON.parse(params.filtering) as Array<{ value: string[] }>)[0].value);
	expect(asked.sort()).toEqual([...ids, ...ids].sort());
});

it('ends each change truthfully, in order, whatever is lost', async () => {
	const fault = fc.constantFrom<Fault | undefined>(undefined, undefined, cut(true), cut(false), {
		kind: 'error',
		error: { code: 100, error_subcode: 1885272 },
	});
	const item = fc.record({ target: fc.nat(5), budget: fc.constantFrom('1', '2', '3'), listed: fc.boolean() });
	await fc.assert(
		fc.asyncProperty(
			fc.array(item, { minLength: 1, maxLength: 12 }),
			fc.array(fault, { maxLength: 20 }),
			async (items, faults) => {
				const { meta, ids } = store(
					{ fault: onWrites(...faults) },
					Array.from({ length: 6 }, () => '1'),
				);
				const changed = await run(
					meta,
					items.map(({ target, budget, listed }) => setBudget(ids[target], budget, listed ? EDGE : undefined)),
				);
				expect(changed).toHaveLength(items.length);
				ids.forEach((id, target) => {
					const own = items.flatMap((one, index) => (one.target === target ? [{ ...one, end: changed[index] }] : []));
					let known: string | null = '1';
					for (const { budget, end } of own) {
						if (end.failure === undefined) {
							if (known !== null) expect([end.before.budget, end.changed]).toEqual([known, known !== budget]);
							expect(end.after.budget).toBe(budget);
							known = budget;
						} else {
							const told = end.failure as { kind?: string };
							expect(['outcomeUnknown', 'invalidParameter']).toContain(told.kind);
							if (told.kind === 'outcomeUnknown') known = null;
						}
					}
					if (known !== null) expect(meta.objects.get(id)?.budget).toBe(known);
					expect(
						meta.arrivals.filter(({ method, path }) => method === 'POST' && path === id).length,
					).toBeLessThanOrEqual(2 * own.length);
				});
			},
		),
		{ numRuns: 200 },
	);
});

describe('a change that waits for a limit', () => {
	const limited: Fault = { kind: 'error', error: { code: 17, error_subcode: 2446079 } };
	/** Goes one up from what is there, as a decision about money does. */
	const oneUp = (id: string, from: string): GraphChange => ({
		...setBudget(id, '2'),
		exact: true,
		plan: (current, atStart) =>
			current.budget === from ? setBudget(id, '2').plan(current, atStart) : new Error('It is another one.'),
	});
	/** Somebody sets it in the first wait for the limit. */
	function setInRest(meta: FakeMeta, id: string, budget: string): void {
		const { wait } = meta;
		Object.assign(meta, {
			wait: async (milliseconds: number) => {
				if (milliseconds > 10_000) Object.assign(meta.objects.get(id) ?? {}, { budget });
				await wait(milliseconds);
			},
		});
	}

	it('is not sent over what was set meanwhile, and ends as it would have before', async () => {
		const { meta, ids } = store({ fault: onWrites(limited) });
		setInRest(meta, ids[0], '5');
		expect(await run(meta, [oneUp(ids[0], '1')])).toEqual([{ failure: new Error('It is another one.') }]);
		expect([writesOf(meta).length, meta.objects.get(ids[0])?.budget]).toEqual([1, '5']);
	});

	it('stays unknown where an earlier try of it may have been carried out', async () => {
		const { meta, ids } = store({ fault: onWrites(cut(false), limited) });
		setInRest(meta, ids[0], '5');
		expect(await run(meta, [oneUp(ids[0], '1')])).toMatchObject([{ failure: { kind: 'outcomeUnknown' } }]);
		expect(meta.objects.get(ids[0])?.budget).toBe('5');
	});

	it('is sent where nothing has changed, each of many', async () => {
		const { meta, ids } = store({ fault: onWrites(limited, undefined, limited) }, ['1', '1', '1']);
		const changes = ids.map((id) => ({ ...oneUp(id, '1'), edge: EDGE }));
		expect((await run(meta, changes)).every((ending) => !ending.failure && ending.changed)).toBe(true);
	});
});
