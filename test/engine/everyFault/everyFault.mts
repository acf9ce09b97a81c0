import type { FaultRule } from '../../../emulator/http/server.mts';
import { newlyMade } from '../../../nodes/shared/adObject/ifItExists/newlyMade.ts';
import { beginStep, failureKinds } from '../cancel/stopped.mts';
import { operationOf, type Step } from '../cancel/steps.mts';
import { tellsOfFailure } from '../faults/faultRun.mts';
import type { Single } from '../faults/faultSingles.mts';
import type { Bench } from '../support/campaigns.mts';
import type { NodeResult } from '../support/harness.mts';
import { passTime } from '../support/lives/fakeTime.mts';

/**
 * A step whose first call fails, then its second, and so on until it meets no fault: once and for good, in each way.
 * What SQLite does with memory and discs ("How SQLite Is Tested": out-of-memory and I/O error testing).
 */

export const ways = {
	'lost before': { kind: 'reset' },
	'lost after': { kind: 'reset', applied: true },
	unavailable: { kind: 'http', status: 503 },
	limited: { kind: 'graph', code: 80004 },
	'cut body': { kind: 'truncated', applied: true, cut: true },
	'other shape': { kind: 'http', status: 200, body: '[]', contentType: 'application/json' },
	'no answer': { kind: 'timeout', ms: 5 },
} satisfies Readonly<Record<string, FaultRule['fault']>>;

export type Way = keyof typeof ways;
export const lengths = ['once', 'for good'] as const;

export interface Strike {
	readonly way: Way;
	readonly length: (typeof lengths)[number];
	/** Call that fails, 1 is the first; parts of a batch count, too. */
	readonly nth: number;
}

/** Calls after the first that fail as well: more than any step makes after it has met so many. */
const FOR_GOOD = 60;

/** What a step does that nothing disturbs. */
export interface Usual {
	readonly rows: number;
	readonly made: number;
	/** Its rows name all that it makes. */
	readonly tellsAll: boolean;
	readonly times: number;
}

type Stored = ReadonlyMap<string, unknown>;

/** All objects. A video whose upload has no end yet is none: nothing becomes of it. */
function stored({ emulator: { world } }: Bench): Stored {
	const { nodes } = world as unknown as { nodes: Stored };
	const unfinished = new Set([...world.uploads.values()].map(({ video }) => video.id));
	return new Map([...nodes].filter(([id]) => !unfinished.has(id)));
}
const madeSince = (bench: Bench, before: Stored): string[] => [...stored(bench).keys()].filter((id) => !before.has(id));

const said = ({ outputs, error }: NodeResult): string => JSON.stringify([outputs, error?.message, error?.description]);

async function runOnce(bench: Bench, step: Step, addFaults: () => void) {
	newlyMade.clear();
	const run = await beginStep(bench, step);
	const before = stored(bench);
	const timesBefore = step.times?.(bench.emulator.world) ?? 0;
	const times = (): number => (step.times?.(bench.emulator.world) ?? 0) - timesBefore;
	addFaults();
	const result = await bench.run(...run);
	return { run, before, times, result };
}

export async function usualOf(bench: Bench, step: Step): Promise<Usual> {
	const { before, times, result } = await runOnce(bench, step, () => undefined);
	const made = madeSince(bench, before);
	return {
		rows: result.outputs.flat().length,
		made: made.length,
		tellsAll: made.every((id) => said(result).includes(id)),
		times: times(),
	};
}

const leftovers = ['auth', 'rateLimited', 'temporary', 'outcomeUnknown'];

/** @returns what does not hold; null where the run met no fault */
export async function strike(bench: Bench, step: Step, usual: Usual, { way, length, nth }: Strike) {
	const { control, log, world } = bench.emulator;
	const { run, before, times, result } = await runOnce(bench, step, () => {
		const last = length === 'once' ? nth : nth + FOR_GOOD;
		for (let call = nth; call <= last; call++)
			control.addFault({ match: { path: '.*', nth: call }, fault: ways[way] as FaultRule['fault'] });
	});
	if (!log.some(({ fault }) => fault !== undefined)) return null;
	const kinds = failureKinds(result);
	const rows = result.outputs.flat().map(({ json }) => json);
	const made = madeSince(bench, before);
	const { effect, dry, ...single } = step as Partial<Single>;
	const tells = single.tells !== undefined || rows.some(tellsOfFailure);
	// What may be sent twice, a report that Meta prepares, may be there twice.
	const isRepeated = effect === 'repeat' || operationOf(step) === 'report.start';
	const isUnknown = kinds.includes('outcomeUnknown') || (isRepeated && kinds.includes('temporary'));
	const claimed = rows.filter(({ created }) => created === true).map(({ id, lead_id: lead }) => String(id ?? lead));
	const once = times();
	const broken = [
		result.status !== 'success' && `ended as ${result.status}: ${result.error?.message}`,
		usual.rows > 0 && rows.length === 0 && 'no row and no failure',
		!isRepeated && made.length > usual.made && `made ${made.length} instead of ${usual.made}`,
		usual.tellsAll &&
			!isUnknown &&
			!isRepeated &&
			made.some((id) => !said(result).includes(id)) &&
			'made something it does not name',
		claimed.some((id) => world.find(id) === undefined) && 'names something that is not there',
		once > usual.times && `carried out ${once} times`,
		kinds.length === 0 && !tells && !dry && once < usual.times && 'says that it is done, and it is not',
		kinds.length > 0 && !isUnknown && usual.times === 1 && once > 0 && `says ${kinds[0]}, and it is done`,
	];

	control.clearFaults();
	passTime(24 * 3_600_000);
	const next = await bench.run(...run);
	const nextKinds = failureKinds(next).filter((kind) => leftovers.includes(kind));
	const inBoth = times();
	broken.push(
		nextKinds.length > 0 && `the next run fails: ${nextKinds[0]}`,
		effect === 'set' && !tells && !dry && inBoth !== usual.times && `after the next run carried out ${inBoth} times`,
	);
	return broken.filter((one) => one !== false);
}
