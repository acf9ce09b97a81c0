import * as fc from 'fast-check';

import { AUDIENCES } from '../../emulator/world/seedIds.mts';
import type { FaultRule } from '../../emulator/http/server.mts';
import { passTime } from '../engine/support/lives/fakeTime.mts';
import { byId } from '../engine/support/harness.mts';
import { hashes, sha256, useMemberBench } from '../engine/support/members.mts';
import { soak } from './seeded.mts';

jest.mock('../../nodes/shared/graph/wait', () => jest.requireActual('../engine/support/lives/fakeTime.mts').fakeWait);

/** Batches of ten instead of ten thousand: many of them in little time. */
jest.mock('../../nodes/MetaAudiences/people/rows/payload', () => ({
	...jest.requireActual('../../nodes/MetaAudiences/people/rows/payload'),
	BATCH_ROWS: 10,
}));

jest.setTimeout(1_800_000);

/**
 * Stories of a list: people added, removed and replaced, some without consent, some twice, with something going wrong on the
 * way. After each step the list holds exactly whom a set would hold that knows nothing of batches, sessions and faults.
 */

const bench = useMemberBench();
const list = AUDIENCES.usdRegulars;

const once: ReadonlyArray<FaultRule['fault']> = [
	{ kind: 'reset' },
	{ kind: 'reset', applied: true },
	{ kind: 'truncated', applied: true },
	{ kind: 'truncated', applied: true, cut: true },
	{ kind: 'timeout', applied: true, ms: 5 },
	{ kind: 'html' },
	{ kind: 'http', status: 503, body: 'Service Unavailable' },
	{ kind: 'graph', code: 2, transient: true },
	{ kind: 'graph', code: 80003 },
	// Not tried again within a run: Retry On Fail, or the next night, makes it whole.
	{ kind: 'graph', code: 368 },
	{ kind: 'graph', code: 190, subcode: 463 },
	{ kind: 'graph', code: 100 },
];

const step = fc.record({
	operation: fc.constantFrom('add', 'remove', 'replace'),
	from: fc.integer({ min: 1, max: 60 }),
	count: fc.integer({ min: 1, max: 45 }),
	twice: fc.boolean(),
	/** Every so many people, one has not agreed; 0: all have. */
	refusing: fc.integer({ min: 0, max: 4 }).map((every) => (every === 1 ? 0 : every)),
	takeOut: fc.boolean(),
	fault: fc.option(
		fc.record({
			fault: fc.constantFrom(...once),
			nth: fc.integer({ min: 1, max: 6 }),
			times: fc.integer({ min: 1, max: 4 }),
		}),
		{ freq: 5 },
	),
	retryOnFail: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const numbers = ({ from, count }: Step): number[] => Array.from({ length: count }, (_, index) => from + index);
const agrees = ({ refusing }: Step, number: number): boolean => refusing === 0 || number % refusing !== 0;
const mail = (number: number): string => `soak${number}@example.com`;

function itemsOf(one: Step): Array<{ email: string; consent: string }> {
	const items = numbers(one).map((number) => ({ email: mail(number), consent: agrees(one, number) ? 'yes' : '' }));
	return one.twice
		? [...items, ...items.map(({ email, consent }) => ({ email: ` ${email.toUpperCase()}`, consent }))]
		: items;
}

/** Whom the list holds after a step, by a set. */
function after(before: ReadonlySet<string>, one: Step): Set<string> {
	const yes = numbers(one)
		.filter((number) => agrees(one, number))
		.map((number) => sha256(mail(number)));
	const all = numbers(one).map((number) => sha256(mail(number)));
	if (one.operation === 'replace') return new Set(yes.length > 0 ? yes : before); // nobody: the guard refuses
	const next = new Set(before);
	if (one.operation === 'remove') for (const hash of all) next.delete(hash);
	else {
		for (const hash of yes) next.add(hash);
		if (one.takeOut) for (const hash of all) if (!yes.includes(hash)) next.delete(hash);
	}
	return next;
}

async function carryOut(one: Step, retryOnFail: boolean): Promise<string | undefined> {
	const options =
		one.operation === 'add'
			? { removeWithoutConsent: one.takeOut }
			: one.operation === 'replace'
				? { restartUnfinished: true }
				: {};
	const { error, hints } = await bench.change(
		one.operation as 'add',
		itemsOf(one),
		{ audience: byId(list), consent: 'column', options },
		{ retryOnFail, maxTries: 3 },
	);
	const notAll = hints.find(({ message }) => message.startsWith('Not all people without consent'));
	return error?.message ?? notAll?.message;
}

/** Who would be taken out may be more than half of the list, or of a list whose length nobody knows. */
const TOO_MANY_OUT = 'Options → Remove People Without Consent would take';

/** The step once without the option, which tells the length, and then with it. @returns whom the list should hold then */
async function asAdvised(one: Step, before: ReadonlySet<string>): Promise<Set<string>> {
	const adding = { ...one, takeOut: false };
	expect([await carryOut(adding, false), one]).toEqual([undefined, one]);
	const refused = await carryOut(one, false);
	if (refused === undefined) return after(before, one);
	expect(refused).toContain(TOO_MANY_OUT);
	return after(before, adding);
}

async function live(story: readonly Step[]): Promise<void> {
	bench.emulator.control.reset();
	let wanted = new Set(hashes('regular', 40));
	for (const one of story) {
		passTime(200 * 60_000);
		bench.emulator.control.clearFaults();
		if (one.fault) {
			const { fault, nth, times } = one.fault;
			bench.emulator.control.addFault({ match: { path: `${list}/users(replace)?`, nth, times }, fault });
		}
		const before = wanted;
		wanted = after(before, one);
		if ((await carryOut(one, one.retryOnFail)) !== undefined) {
			// As a person does next: the same step again, once whatever was wrong is over.
			bench.emulator.control.clearFaults();
			const again = await carryOut(one, false);
			const mayRefuse = one.operation === 'replace' && numbers(one).every((number) => !agrees(one, number));
			if (again?.startsWith(TOO_MANY_OUT)) wanted = await asAdvised(one, before);
			else expect([mayRefuse ? undefined : again, one]).toEqual([undefined, one]);
		}
		expect([bench.emails(list), one]).toEqual([[...wanted].sort(), one]);
	}
}

it('whatever goes wrong on the way, a list holds exactly whom its steps say', async () => {
	await soak('stories of a list', fc.array(step, { minLength: 1, maxLength: 6 }), live, 60);
});
