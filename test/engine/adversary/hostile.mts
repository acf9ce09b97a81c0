import { AsyncLocalStorage } from 'node:async_hooks';

import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { uniform } from '../../../bench/uniform.mts';
import type { AdSet } from '../../../emulator/world/adObjectModel.mts';
import { startEmulator, type Emulator } from '../../../emulator/http/server.mts';
import { LaggingMeta, setLog, type LogName } from '../guardMonth/badMeta.mts';
import { runAds, runGuard, Workers, type Ask } from '../guardMonth/guardProcess.mts';
import { setTime } from '../support/lives/fakeTime.mts';

/**
 * What makes a time hostile, whatever runs in it: two workers that know nothing of each other, answers that get lost after a
 * write, reads that fail, runs that are killed, lists that lag or come in small pages, a person who acts between the calls,
 * and a log that is late, lossy or silent. Who changed what is seen in the emulator itself.
 */

/** What befalls one run. */
type Harm = 'none' | 'lost' | 'unread' | 'killed';

export interface Change {
	readonly at: number;
	readonly id: string;
	readonly from: unknown;
	readonly to: unknown;
	/** Nobody of these: a person. */
	readonly by: Run | undefined;
}

export interface Run {
	readonly worker: number;
	readonly harm: Harm;
	readonly begun: number;
	/** Its items, those of all outputs; none of a run that was killed. */
	items: INodeExecutionData[];
	readonly changes: Change[];
}

export interface Time {
	readonly days: number;
	readonly everyMinutes: number;
	readonly seed: number;
}

/** What one run is asked: the parameters of each item. */
export interface Work {
	readonly node: 'ads' | 'guard';
	readonly items: readonly IDataObject[];
	/** Runs in which nothing goes wrong are what promises of being right are held to. */
	readonly harmless?: boolean;
}

const reset = (): Error => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });

const isWrite = ({ method }: Parameters<Ask>[0]): boolean => method !== 'GET';

export interface Setting {
	readonly startAt: Date;
	readonly log: LogName;
	readonly seed: number;
}

/** Whose call it is; one for all stages, and ended with the file, for Node hands each on with every promise of the process. */
const running = new AsyncLocalStorage<Run | undefined>();
afterAll(() => running.disable());

export class Stage {
	/** All changes of what is watched. */
	readonly changes: Change[] = [];
	readonly chance: () => number;
	readonly log: LogName;
	/** What a person does between two calls of a run. */
	meanwhile = (): void => undefined;
	/** What Meta answers where the emulator does not know it. */
	altered = (ask: Ask): Ask => ask;
	private readonly workers = new Workers(2);
	private readonly stored = { staticData: '{}' };
	private readonly meta: LaggingMeta;

	constructor(
		readonly emulator: Emulator,
		{ log, seed }: Setting,
	) {
		this.log = log;
		this.chance = uniform(seed);
		this.meta = new LaggingMeta(this, this.chance);
		setLog(emulator, log);
	}

	/** From now on every change of these is known, with whose it was. */
	watch(ids: readonly string[], valueOf: (adSet: AdSet) => unknown): void {
		const { world } = this.emulator;
		const read = (id: string): unknown => valueOf(world.get('AdSet', id));
		const values = new Map(ids.map((id) => [id, read(id)]));
		const write = world.activities.write.bind(world.activities);
		jest.spyOn(world.activities, 'write').mockImplementation((account, actor, source, ...more) => {
			const from = values.get(source.id);
			if (values.has(source.id) && read(source.id) !== from) {
				const by = running.getStore();
				const change: Change = { at: world.clock.now(), id: source.id, from, to: read(source.id), by };
				values.set(source.id, change.to);
				this.changes.push(change);
				by?.changes.push(change);
			}
			write(account, actor, source, ...more);
		});
	}

	/** Meta as it is where nothing goes wrong. */
	ask: Ask = async (request) => await this.altered(this.emulator.ask)(request);

	now = (): number => this.emulator.world.clock.now();

	/** One time in so many. */
	often = (share: number): boolean => this.chance() < share;

	pick = <T,>(list: readonly T[]): T => list[Math.floor(this.chance() * list.length)]!;

	/** A person changes something, also while a run is under way. */
	edit(id: string, params: Record<string, unknown>): void {
		running.run(undefined, () => this.emulator.control.editOutside(id, params));
	}

	pass(minutes: number): void {
		this.emulator.control.advanceClock(minutes * 60);
	}

	/** One run, or two on both workers at the same moment. */
	async runs(work: Work): Promise<Run[]> {
		const workers = this.often(0.5) ? [0, 1] : [this.pick([0, 1])];
		return await Promise.all(
			workers.map(async (worker) => await this.workers.on(worker, async () => await this.run(worker, work))),
		);
	}

	private async run(worker: number, { node, items, harmless }: Work): Promise<Run> {
		const { chance } = this;
		const harm: Harm = harmless || chance() < 0.6 ? 'none' : this.pick(['lost', 'unread', 'killed']);
		const run: Run = { worker, harm, begun: this.now(), items: [], changes: [] };
		// What a killed run would store, n8n does not have.
		const stored = harm === 'killed' ? { ...this.stored } : this.stored;
		const ask = harmless ? this.ask : this.disturbed(run);
		const act = node === 'ads' ? runAds : runGuard;
		const { url } = this.emulator;
		const outputs = await running.run(run, async () => await act({ url, ask, stored, items }));
		if (harm === 'killed') this.workers.restart(worker);
		else run.items = outputs.flat();
		return run;
	}

	/** Meta as a run sees it that something befalls. */
	private disturbed(run: Run): Ask {
		const { chance } = this;
		const struck = 1 + Math.floor(chance() * (run.harm === 'lost' ? 3 : 8));
		const times = 1 + Math.floor(chance() * 4);
		const met = chance() < 0.1 ? 1 + Math.floor(chance() * 8) : 0;
		const page = chance() < 0.2 ? '2' : undefined;
		const meta = this.meta.ask();
		let [calls, ofKind] = [0, 0];
		return async (asked) => {
			const request = page === undefined ? asked : { ...asked, url: asked.url.replace(/([?&]limit=)\d+/, `$1${page}`) };
			calls += 1;
			if (calls === met) running.run(undefined, this.meanwhile);
			if (run.harm === 'killed') {
				if (calls === struck && isWrite(request)) await meta(request);
				return await (calls < struck ? meta(request) : Promise.reject(reset()));
			}
			if (run.harm === 'none' || isWrite(request) !== (run.harm === 'lost')) return await meta(request);
			ofKind += 1;
			if (ofKind < struck || ofKind >= struck + times) return await meta(request);
			return run.harm === 'lost' ? await this.lost(meta, request) : await this.unread(meta, request);
		};
	}

	/** Carried out or not: the answer does not come. */
	private async lost(meta: Ask, request: Parameters<Ask>[0]): Promise<never> {
		if (this.chance() < 0.7) await meta(request);
		throw reset();
	}

	private async unread(meta: Ask, request: Parameters<Ask>[0]): ReturnType<Ask> {
		const answer = await meta(request);
		return this.pick([
			{ ...answer, status: 503, body: 'Service Unavailable' },
			{ ...answer, body: '<!DOCTYPE html><html></html>' },
			{ ...answer, body: answer.body.slice(0, answer.body.length / 2) },
		]);
	}

	end(): void {
		this.workers.end();
	}
}

/** The item that an output item is paired with. */
export const indexOf = (paired: INodeExecutionData['pairedItem']): number =>
	typeof paired === 'object' && 'item' in paired ? paired.item : Number(paired);

/** Sets a stage, has it played on and clears it. */
export async function onStage<T>(setting: Setting, play: (stage: Stage) => Promise<T>): Promise<T> {
	setTime(setting.startAt);
	const emulator = await startEmulator({ app: 'new' });
	const stage = new Stage(emulator, setting);
	try {
		return await play(stage);
	} finally {
		stage.end();
		await emulator.close();
	}
}
