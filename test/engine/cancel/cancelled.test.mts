import { range } from 'lodash';

import '../support/lives/fakeTime.mts';
import { uniform } from '../../../bench/uniform.mts';
import { useBench } from '../support/campaigns.mts';
import { everyOperation, nodeOf, operationOf, silent, steps, type Step } from './steps.mts';
import { callsOf, leftovers, stopped, whens, type Moment } from './stopped.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

jest.setTimeout(3_600_000);

/**
 * Every operation, cancelled while a call leaves, while one is under way and while it waits: it ends at once, sends nothing
 * more, leaves nothing behind, and the next run of it goes its usual way. Everyday a few of them, always the same; all of
 * them in test/soak. `SEED=7 CANCELS=500` tries others.
 */
const { SEED = '1', CANCELS = '40' } = process.env;

const random = uniform(Number(SEED));
const oneOf = <T,>(list: readonly T[]): T => list[Math.floor(random() * list.length)];

interface Cell extends Moment {
	readonly step: Step;
}

const troublesAt: Readonly<Record<Moment['when'], ReadonlyArray<Moment['trouble']>>> = {
	leaving: ['none', 'limited', 'unavailable', 'lost'],
	underWay: ['none', 'limited', 'unavailable', 'lost'],
	// Without trouble most steps never wait.
	waiting: ['limited', 'unavailable', 'lost'],
};

/** Every call and the first waits of each step, without trouble and with some. */
async function everyCell(step: Step): Promise<Cell[]> {
	const calls = await callsOf(bench, step);
	return whens.flatMap((when) => {
		const [usual, ...others] = troublesAt[when];
		const most = when === 'waiting' ? 3 : Math.min(20, calls);
		return range(1, most + 1).flatMap((nth) => [usual, oneOf(others)].map((trouble) => ({ step, when, nth, trouble })));
	});
}

function someCell(): Cell {
	const when = oneOf(whens);
	return { step: oneOf(steps), when, nth: oneOf([1, 2, 3]), trouble: oneOf(troublesAt[when]) };
}

/** Items, or batches, that are under way side by side: their calls were begun when n8n cancelled one of them, and never leave. */
const AT_ONCE = 5;

const bench = useBench();
const cells: Cell[] = [];
const cancelled = new Map<string, number>();

it('nothing is left of a step that was cancelled, whichever and whenever', async () => {
	if (CANCELS === 'all') for (const step of steps) cells.push(...(await everyCell(step)));
	else cells.push(...Array.from({ length: Number(CANCELS) }, someCell));
	process.stdout.write(`Cancelled: SEED=${SEED}, ${cells.length} moments\n`);
	const found: unknown[] = [];
	for (const { step, ...moment } of cells) {
		const name = operationOf(step);
		const end = await stopped(bench, step, moment);
		const { status, rows, took, sentAfter, begunAfter, timers, listeners, carriedOut, inBoth, next } = end;
		if (status === 'canceled') cancelled.set(name, (cancelled.get(name) ?? 0) + 1);
		const isQuick = took < 1_000;
		const isClean = rows + sentAfter + timers + listeners === 0 && begunAfter < AT_ONCE && isQuick;
		const once = carriedOut <= 1 && (nodeOf(step) !== 'metaBudgetGuard' || inBoth <= 1);
		const goesOn = next.status === 'success' && !next.kinds.some((kind) => leftovers.includes(kind));
		if (!isClean || !once || !goesOn) found.push({ step: step.name, ...moment, ...end });
	}
	expect(found).toEqual([]);
});

it('most of them were under way when they were cancelled', () => {
	const all = [...cancelled.values()].reduce((sum, count) => sum + count, 0);
	process.stdout.write(`${all} of ${cells.length} were cancelled in the middle, of ${cancelled.size} operations\n`);
	expect(all / cells.length).toBeGreaterThan(0.4);
	if (CANCELS !== 'all') return;
	expect(everyOperation.filter((name) => !cancelled.has(name))).toEqual(silent);
});
