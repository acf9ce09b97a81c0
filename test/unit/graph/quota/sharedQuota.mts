import { GraphError } from '../../../../emulator/graph/language/graphError.mts';
import type { Account } from '../../../../emulator/world/basics.mts';
import { VirtualClock } from '../../../../emulator/world/clock.mts';
import { Limits, POINTS } from '../../../../emulator/world/limits.mts';
import type { Tier } from '../../../../emulator/world/useCases.mts';
import { GraphClient } from '../../../../nodes/shared/graph/client.ts';
import type { GraphRequest } from '../../../../nodes/shared/graph/request.ts';
import { Drawing } from '../../../../nodes/shared/graph/wire/drawing.ts';
import type { Transport } from '../../../../nodes/shared/graph/wire/transport.ts';
import { uniform } from '../../../../bench/uniform.mts';

/**
 * Workers that know nothing of each other draw on one ad account: the package's own client in each, the emulator's own
 * limits behind them, and a clock that jumps to whatever happens next.
 */

const SCORE: Record<Tier, { most: number; seconds: number }> = {
	development_access: { most: 60, seconds: 300 },
	standard_access: { most: 9000, seconds: 300 },
};
const CHANGES_A_SECOND = 100;
/** An app with many ads: the hourly count of calls is not what is tried here. */
const OBJECTS = { activeAds: 2_000, audiences: 0 };
const ACCOUNT = { id: 'act_1', accountId: '1' } as Account;
/** Of a call, and of each part of a batch. */
const LATENCY = { call: 300, part: 20 };
/** A day: patience is not what is tried here. */
const PATIENCE = 86_400_000;

/** What one worker has to do: change that many objects, from `startsAt` (seconds) on. */
export interface Job {
	readonly changes: number;
	readonly startsAt?: number;
	/** Jobs of the same worker share what it remembers; without it each has a worker of its own. */
	readonly worker?: number;
	/** Jobs of a later round begin once all of the earlier ones have ended. */
	readonly round?: number;
}

export interface Ending {
	/** Seconds from the start of the first job to the end of the last, and of each from its own start. */
	readonly seconds: number;
	readonly each: readonly number[];
	/** Seconds that nobody could beat who knows everything beforehand. */
	readonly best: number;
	readonly sent: number;
	readonly refused: number;
	readonly tooFast: number;
}

class Time extends VirtualClock {
	private milliseconds = Date.parse('2026-11-25T12:00:00Z');
	private alarms: Array<{ at: number; ring: () => void }> = [];

	override now = (): number => this.milliseconds;

	readonly wait = async (milliseconds: number): Promise<void> => {
		if (milliseconds <= 0) return;
		await new Promise<void>((ring) => this.alarms.push({ at: this.milliseconds + milliseconds, ring }));
	};

	/** Lets it pass until all that is under way has ended. */
	async pass(work: Promise<unknown>): Promise<void> {
		let isOver = false;
		void work.finally(() => (isOver = true));
		for (;;) {
			await new Promise(setImmediate);
			if (isOver) return;
			const [next] = this.alarms.sort((one, other) => one.at - other.at);
			if (!next) throw new Error('Nothing is waited for, and nothing ends');
			this.alarms.shift();
			this.milliseconds = next.at;
			next.ring();
		}
	}
}

interface Part {
	readonly method: string;
	readonly relative_url: string;
}

/** Meta, as far as quotas go. */
class Door {
	sent = 0;
	refused = 0;
	tooFast = 0;

	constructor(
		private readonly time: Time,
		private readonly limits: Limits,
		private readonly random: () => number,
	) {}

	readonly transport: Transport = async ({ method, url, body }) => {
		const batch = new URLSearchParams(typeof body === 'string' ? body : '').get('batch');
		const parts = batch === null ? [{ method, relative_url: url }] : (JSON.parse(batch) as Part[]);
		await this.time.wait((LATENCY.call / 2) * (0.5 + this.random()));
		const answers: Array<ReturnType<Door['answer']>> = [];
		for (const part of parts) {
			answers.push(this.answer(part));
			await this.time.wait(LATENCY.part);
		}
		await this.time.wait((LATENCY.call / 2) * (0.5 + this.random()));
		const [alone] = answers;
		if (batch === null && alone) return { status: alone.status, headers: alone.headers, text: alone.text };
		const slots = answers.map(({ status, headers, text }) => ({
			code: status,
			headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
			body: text,
		}));
		return { status: 200, headers: {}, text: JSON.stringify(slots) };
	};

	private answer({ method }: Part): { status: number; headers: Record<string, string>; text: string } {
		this.sent++;
		try {
			if (method !== 'GET') this.limits.chargeChange(ACCOUNT);
			this.limits.charge(ACCOUNT, method === 'GET' ? POINTS.read : POINTS.write, 'ads_management', OBJECTS);
			return { status: 200, headers: this.headers(), text: '{"success":true}' };
		} catch (error) {
			if (!(error instanceof GraphError)) throw error;
			this.refused++;
			if (error.details.subcode === 5044001) this.tooFast++;
			return { status: 400, headers: this.headers(), text: JSON.stringify(error.body()) };
		}
	}

	private headers(): Record<string, string> {
		return this.limits.accountHeaders(ACCOUNT, 'ads_management', OBJECTS);
	}
}

/** Read, change, read back: what a change of an object costs. */
const requests = (changes: number): GraphRequest[][] => {
	const of = (method: 'GET' | 'POST'): GraphRequest[] =>
		Array.from({ length: changes }, (_, index) => ({
			method,
			path: `${index + 1}`,
			effect: method === 'GET' ? 'read' : 'set',
			account: ACCOUNT.id,
		}));
	return [of('GET'), of('POST'), of('GET')];
};

const POINTS_A_CHANGE = POINTS.read + POINTS.write + POINTS.read;

/** All that a window holds leaves at its start, as fast as changes are taken. */
function bestFor(tier: Tier, jobs: readonly Job[]): number {
	const { most, seconds } = SCORE[tier];
	const points = jobs.reduce((sum, { changes }) => sum + changes * POINTS_A_CHANGE, 0);
	const windows = Math.ceil(points / most);
	const lastChanges = (points - (windows - 1) * most) / POINTS_A_CHANGE;
	return (windows - 1) * seconds + lastChanges / CHANGES_A_SECOND + (3 * LATENCY.call) / 1000;
}

export async function share(tier: Tier, jobs: readonly Job[], seed: number): Promise<Ending> {
	const time = new Time();
	const random = uniform(seed);
	const door = new Door(time, new Limits(time, tier), random);
	const start = time.now();
	const each = jobs.map(() => 0);
	const drawings = new Map<number, Drawing>();
	const drawingOf = (worker: number): Drawing => {
		const drawing = drawings.get(worker) ?? new Drawing(time.now);
		drawings.set(worker, drawing);
		return drawing;
	};
	const work: Array<Promise<void>> = [];
	const carryOut = async ({ changes, startsAt = 0, worker }: Job, index: number): Promise<void> => {
		await time.wait(startsAt * 1000 + random() * 200);
		const since = time.now();
		const client = new GraphClient({
			transport: door.transport,
			origin: 'https://graph.facebook.com',
			version: 'v26.0',
			drawing: drawingOf(worker ?? -1 - index),
			wait: time.wait,
			now: time.now,
			random,
			maxWait: PATIENCE,
		});
		for (const stage of requests(changes)) {
			for (const { failure } of await client.sendMany(stage)) if (failure) throw failure;
		}
		each[index] = (time.now() - since) / 1000;
	};
	for (const [index, job] of jobs.entries()) {
		const earlier = work.filter((_, other) => (jobs[other]?.round ?? 0) < (job.round ?? 0));
		work.push(Promise.all(earlier).then(async () => await carryOut(job, index)));
	}
	await time.pass(Promise.all(work));
	await Promise.all(work);
	const { sent, refused, tooFast } = door;
	return { seconds: (time.now() - start) / 1000, each, best: bestFor(tier, jobs), sent, refused, tooFast };
}
