import * as fc from 'fast-check';

import { together } from '../../../nodes/shared/node/bulk.ts';
import { FinishedWrites } from '../../../nodes/shared/node/finishedWrites.ts';
import { eachItem, failedVerdict, type Row, type Verdict } from '../../../nodes/shared/node/operation.ts';
import type { Session } from '../../../nodes/shared/node/session/session.ts';

const session = {} as Session;

/** What applies to the whole run: every item gets the same. */
interface Settings {
	readonly most: number;
}
const settings: Settings = { most: 3 };
const jobsOf = <P,>(params: readonly P[]) => params.map((one, position) => ({ index: position * 3, params: one }));
const rowOf = (value: number): Row => ({ json: { value } });
const valueOf = (verdict: Verdict | undefined) =>
	verdict === undefined ? 'not begun' : verdict.failure ? verdict.failure.message : verdict.rows[0].json.value;

/** Each item takes its turns, then fails or answers with its number. */
const items = fc.array(fc.record({ turns: fc.nat(6), fails: fc.boolean() }), { maxLength: 30 });

async function turns(count: number): Promise<void> {
	for (let turn = 0; turn < count; turn++) await Promise.resolve();
}

describe('eachItem', () => {
	it('answers for each item in order; one that fails stops no other', async () => {
		await fc.assert(
			fc.asyncProperty(items, async (list) => {
				let underWay = 0;
				let most = 0;
				const indices: number[] = [];
				const work = eachItem<{ turns: number; fails: boolean; own: number }, Settings>(
					async (_session, { turns: count, fails, own }, index, given) => {
						expect(given).toBe(settings);
						indices.push(index);
						most = Math.max(most, ++underWay);
						await turns(count);
						underWay--;
						if (fails) throw new Error(`failed ${own}`);
						return [rowOf(own)];
					},
				);
				const verdicts = await work(session, jobsOf(list.map((item, own) => ({ ...item, own }))), settings);
				expect(verdicts.map(valueOf)).toEqual(list.map(({ fails }, own) => (fails ? `failed ${own}` : own)));
				expect(indices).toEqual(list.map((_, position) => position * 3));
				expect(most).toBeLessThanOrEqual(5);
			}),
		);
	});

	it('begins nothing after a failure where that stops the run', async () => {
		await fc.assert(
			fc.asyncProperty(items, async (list) => {
				let isKnown = false;
				let late = 0;
				const work = eachItem<{ turns: number; fails: boolean }, Settings>(
					async (_session, { turns: count, fails }) => {
						if (isKnown) late++;
						await turns(count);
						if (!fails) return [rowOf(1)];
						void turns(5).then(() => (isKnown = true));
						throw new Error('failed');
					},
				);
				const verdicts = await work({ stops: true } as Session, jobsOf(list), settings);
				expect(late).toBe(0);
				const first = list.findIndex(({ fails }) => fails);
				expect(verdicts.slice(0, first === -1 ? undefined : first + 1)).not.toContain(undefined);
			}),
		);
	});
});

describe('together', () => {
	it('acts once on all that could be prepared, and answers for each item in order', async () => {
		await fc.assert(
			fc.asyncProperty(items, async (list) => {
				const acted: number[][] = [];
				const work = together<{ turns: number; fails: boolean; own: number }, Settings, number>(
					async (_session, { turns: count, fails, own }, given) => {
						expect(given).toBe(settings);
						await turns(count);
						if (fails) throw new Error(`failed ${own}`);
						return own;
					},
					async (_session, prepared) => {
						acted.push([...prepared]);
						return prepared.map((own): Verdict =>
							own % 4 === 3 ? { failure: new Error(`refused ${own}`) } : { rows: [rowOf(own)] },
						);
					},
				);
				const verdicts = await work(session, jobsOf(list.map((item, own) => ({ ...item, own }))), settings);
				expect(verdicts.map(valueOf)).toEqual(
					list.map(({ fails }, own) => (fails ? `failed ${own}` : own % 4 === 3 ? `refused ${own}` : own)),
				);
				const ready = list.flatMap(({ fails }, own) => (fails ? [] : [own]));
				expect(acted).toEqual(ready.length > 0 ? [ready] : []);
			}),
		);
	});
});

describe('together, with a look for all items', () => {
	it('acts on those that pass it; on none where one that fails stops the run', async () => {
		await fc.assert(
			fc.asyncProperty(items, fc.boolean(), fc.func(fc.boolean()), async (list, stops, isBad) => {
				const [looked, acted]: number[][] = [[], []];
				const work = together<{ fails: boolean; own: number }, Settings, number>(
					async (_session, { fails, own }) => (fails ? await Promise.reject(new Error(`failed ${own}`)) : own),
					async (_session, ready) => {
						acted.push(...ready);
						return ready.map((own): Verdict => ({ rows: [rowOf(own)] }));
					},
					async (_session, ready) => {
						looked.push(...ready);
						return ready.map((own) => (isBad(own) ? new Error(`bad ${own}`) : undefined));
					},
				);
				const verdicts = await work(
					{ stops } as Session,
					jobsOf(list.map(({ fails }, own) => ({ fails, own }))),
					settings,
				);
				const prepared = list.flatMap(({ fails }, own) => (fails ? [] : [own]));
				const good = prepared.filter((own) => !isBad(own));
				const halted = stops && good.length < list.length;
				expect(looked).toEqual(stops && prepared.length < list.length ? [] : prepared);
				expect(acted).toEqual(halted ? [] : good);
				const wanted = (own: number) =>
					looked.includes(own) && isBad(own) ? `bad ${own}` : halted ? 'not begun' : own;
				expect(verdicts.map(valueOf)).toEqual(list.map(({ fails }, own) => (fails ? `failed ${own}` : wanted(own))));
			}),
		);
	});
});

it('keeps what was thrown, whatever it is', () => {
	const error = new Error('x');
	expect(failedVerdict(error).failure).toBe(error);
	expect(failedVerdict('text').failure).toEqual(new Error('text'));
	expect(failedVerdict(undefined).failure).toBeInstanceOf(Error);
});

describe('FinishedWrites', () => {
	const CAPACITY = 20_000;
	const verdict = (value: number): Verdict => ({ rows: [rowOf(value)] });

	it('answers with what was remembered, and with nothing else', () => {
		const memory = new FinishedWrites();
		memory.remember('a', verdict(1));
		memory.remember('a', verdict(2));
		expect(memory.recall('a')).toEqual(verdict(2));
		expect(memory.recall('b')).toBeUndefined();
		expect(memory.recall('constructor')).toBeUndefined();
	});

	it('keeps at least the newest twenty thousand, and at most as many more', () => {
		const memory = new FinishedWrites();
		for (let index = 0; index < 2 * CAPACITY + 10; index++) memory.remember(`${index}`, verdict(index));
		expect([0, 9].map((index) => memory.recall(`${index}`))).toEqual([undefined, undefined]);
		const newest = [CAPACITY + 10, 2 * CAPACITY + 9];
		expect(newest.map((index) => memory.recall(`${index}`))).toEqual(newest.map((index) => verdict(index)));
	});
});
