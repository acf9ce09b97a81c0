import * as fc from 'fast-check';

import type { Effect, GraphRequest } from '../../../../nodes/shared/graph/request.ts';
import { FakeMeta, type Fault } from './fakeMeta.mts';

/** A refusal before anything happened: the request may be sent again. */
const limits: readonly Fault[] = [
	{
		kind: 'error',
		error: { code: 80_004, message: 'limit' },
		headers: { 'x-business-use-case-usage': '{"1":[{"call_count":100,"estimated_time_to_regain_access":1}]}' },
	},
	{ kind: 'error', error: { code: 17, error_subcode: 2446079 } },
	{ kind: 'error', error: { code: 613, error_subcode: 1487742 } },
];

const refusals: readonly Fault[] = [
	...limits,
	{ kind: 'error', error: { code: 613, error_subcode: 1487632 } },
	{ kind: 'error', error: { code: 100, error_subcode: 1885272 } },
	{ kind: 'error', error: { code: 190, error_subcode: 463 } },
];

const unclear: readonly Fault[] = [true, false].flatMap((applied): Fault[] => [
	{ kind: 'cut', applied },
	{ kind: 'error', error: { code: 1, message: 'Please reduce the amount of data' }, applied },
	{ kind: 'error', error: { code: 2, is_transient: true }, applied },
	{ kind: 'text', status: 502, text: '<html>Bad gateway</html>', applied },
	{ kind: 'text', status: 200, text: '{"id":"1202', applied },
	{ kind: 'text', status: 200, text: 'null', applied },
	{ kind: 'text', status: 503, text: '{}', applied },
]);

const oneFault = fc.oneof(
	{ weight: 3, arbitrary: fc.constant(undefined) },
	{ weight: 3, arbitrary: fc.constantFrom(...refusals, ...unclear) },
	{ weight: 2, arbitrary: fc.constantFrom(...limits) },
);
const wholeFault: fc.Arbitrary<Fault | undefined> = fc.oneof(
	{ weight: 3, arbitrary: fc.constant(undefined) },
	{ weight: 2, arbitrary: fc.constantFrom<Fault>(...refusals, ...unclear, { kind: 'unreachable' }) },
	{ weight: 1, arbitrary: fc.nat(50).map((length): Fault => ({ kind: 'shortList', length })) },
);

interface Script {
	readonly effects: readonly Effect[];
	/** What happens to each request, time after time; then all is well. */
	readonly faults: ReadonlyArray<ReadonlyArray<Fault | undefined>>;
	readonly whole: ReadonlyArray<Fault | undefined>;
	readonly maxWait: number;
	readonly jitter: readonly number[];
}

export const scripts = (most: number): fc.Arbitrary<Script> =>
	fc
		.array(fc.tuple(fc.constantFrom<Effect>('read', 'set', 'create'), fc.array(oneFault, { maxLength: 5 })), {
			minLength: 1,
			maxLength: most,
		})
		.chain((requests) =>
			fc.record({
				effects: fc.constant(requests.map(([effect]) => effect)),
				faults: fc.constant(requests.map(([, faults]) => faults)),
				whole: fc.array(wholeFault, { maxLength: 4 }),
				maxWait: fc.constantFrom(0, 1_000, 5_000, 60_000, 120_000, 900_000),
				jitter: fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 1, maxLength: 8 }),
			}),
		);

const isLimit = (fault: Fault | undefined): boolean => limits.includes(fault as Fault);

/** Sends what the script says through a client, and checks the endings against what the store has. */
export async function followScript({ effects, faults, whole, maxWait, jitter }: Script): Promise<void> {
	/** For each request, the faults it has met. */
	const met: Array<Array<Fault | undefined>> = effects.map(() => []);
	const indexOf = ({ params }: { params: Readonly<Record<string, string>> }): number => Number(params.tag);
	const wholes = [...whole];
	let draws = 0;
	const meta = new FakeMeta({
		maxWait,
		random: () => jitter[draws++ % jitter.length],
		fault: (call) => {
			const past = met[indexOf(call)];
			const fault = faults[indexOf(call)][past.length];
			past.push(fault);
			return fault;
		},
		batchFault: (parts) => {
			const fault = wholes.shift();
			if (fault !== undefined) for (const part of parts) met[indexOf(part)].push(fault);
			return fault;
		},
	});
	const existing = effects.map(() => meta.put('act_1/campaigns', { budget: '0' }).id);
	const request = (effect: Effect, tag: number): GraphRequest => {
		if (effect === 'read')
			return { method: 'GET', path: existing[tag], params: { tag: String(tag) }, effect, account: 'act_1' };
		if (effect === 'set')
			return {
				method: 'POST',
				path: existing[tag],
				params: { tag: String(tag), budget: '1' },
				effect,
				account: 'act_1',
			};
		return { method: 'POST', path: 'act_1/ads', params: { tag: String(tag) }, effect, account: 'act_1' };
	};

	const settled = await meta.client().sendMany(effects.map(request));

	expect(settled).toHaveLength(effects.length);
	if (effects.length <= 50) expect(meta.waited).toBeLessThanOrEqual(maxWait);
	effects.forEach((effect, tag) => {
		const { answer, failure } = settled[tag];
		expect([answer === undefined, failure === undefined].filter(Boolean)).toHaveLength(1);
		const arrived = meta.arrivals.filter((arrival) => indexOf(arrival) === tag);
		const made = [...meta.objects.values()].filter(
			(object) => object.edge === 'act_1/ads' && object.tag === String(tag),
		);
		if (effect === 'read') {
			if (answer) expect((answer.body as { id: string }).id).toBe(existing[tag]);
			else expect('ambiguous' in settled[tag] && settled[tag].ambiguous).toBe(false);
			return;
		}
		// Sent again only where every earlier answer was a limit, or nothing had reached Meta.
		expect(met[tag].slice(0, -1).every((fault) => isLimit(fault) || fault?.kind === 'unreachable')).toBe(true);
		const happened = effect === 'create' ? made.length > 0 : meta.objects.get(existing[tag])?.budget === '1';
		expect(made.length).toBeLessThanOrEqual(effect === 'create' ? 1 : 0);
		expect(arrived.filter(({ applied }) => applied).length).toBeLessThanOrEqual(1);
		if (answer) {
			expect(happened).toBe(true);
			if (effect === 'create') expect(answer.body).toEqual({ id: made[0].id });
		} else if (!settled[tag].ambiguous) {
			expect(happened).toBe(false);
		}
	});
}
