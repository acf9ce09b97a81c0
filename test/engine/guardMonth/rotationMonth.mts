import { logEndOfReview } from '../../../emulator/ads/adActivities.mts';
import type { IDataObject } from 'n8n-workflow';

import type { Ad } from '../../../emulator/world/adObjectModel.mts';
import { ACCOUNTS, ADS } from '../../../emulator/world/seedIds.mts';
import { startEmulator, type Emulator } from '../../../emulator/http/server.mts';
import { addAdSet } from '../support/guards.mts';
import { byId } from '../support/harness.mts';
import { LaggingMeta, setLog, type LogName } from './badMeta.mts';
import { runAds, Workers, type Ask } from './guardProcess.mts';
import type { Month } from './guardMonth.mts';
import { uniform } from '../../../bench/uniform.mts';

/**
 * A month of rotation: every worker rotates two ad sets at the same moment from the same report, twice a day, while
 * people pause and activate ads between its calls, answers get lost, reads fail and lists lag. People bring a new ad for
 * each that was paused. What happened is read from the emulator itself and set beside what the rows said.
 */

const DAY = 86_400_000;
/** One lets stand-bys in, the other has none. */
const adSets = [
	{ id: '120211000000730001', queue: 'all' },
	{ id: '120211000000730002', queue: 'none' },
] as const;
const LIVE = 4;
const STAND_BY = 2;
const TARGET = 10;

export interface RotationLine {
	readonly log: LogName;
	readonly workers: number;
	/** Ads that a run paused and that were paused when all runs of the moment had ended. */
	readonly paused: number;
	/** Of these, ads of which no row says so. */
	readonly untold: number;
	readonly activated: number;
	/** Ad sets that a pause of a run left without a live ad, and of these those of which no row says so. */
	readonly dark: number;
	readonly darkUntold: number;
}

export async function rotationMonth(
	log: LogName,
	workers: number,
	{ days, everyMinutes, seed }: Month,
): Promise<RotationLine> {
	const emulator = await startEmulator();
	const processes = new Workers(workers);
	try {
		const group = new Group(emulator, uniform(seed));
		setLog(emulator, log);
		for (let round = 0; round < (days * 24 * 60) / everyMinutes; round++) {
			group.begin();
			const runs = Array.from({ length: workers }, (_, worker) => adSets.map((adSet) => [worker, adSet] as const));
			await Promise.all(
				runs.flat().map(async ([worker, adSet]) => await processes.on(worker, async () => await group.rotate(adSet))),
			);
			group.settle();
			emulator.control.advanceClock(everyMinutes * 60);
		}
		return { log, workers, ...group.told };
	} finally {
		processes.end();
		await emulator.close();
	}
}

type Rotated = (typeof adSets)[number];

class Group {
	readonly told = { paused: 0, untold: 0, activated: 0, dark: 0, darkUntold: 0 };
	private readonly meta: LaggingMeta;
	private by: 'run' | 'person' = 'person';
	/** Who changed an ad's status last at this moment, and the ad set's live ads right after it. */
	private moved = new Map<string, { by: 'run' | 'person'; live: number }>();
	/** Ads of which a row of this moment says that they are paused, or may be. */
	private named = new Set<string>();
	/** Ad sets of which a row says that none of their ads may be live. */
	private warned = new Set<string>();

	constructor(
		private readonly emulator: Emulator,
		private readonly chance: () => number,
	) {
		this.meta = new LaggingMeta(emulator, chance);
		const { world } = emulator;
		for (const { id } of adSets) {
			addAdSet(emulator, id, { name: id });
			for (const ad of this.adsOf(id)) emulator.control.editOutside(ad.id, { status: 'PAUSED' });
		}
		const write = world.activities.write.bind(world.activities);
		jest.spyOn(world.activities, 'write').mockImplementation((...entry) => {
			const ad = world.all('Ad').find(({ id }) => id === entry[2].id);
			if (ad !== undefined && entry[3] === 'update_ad_run_status') {
				this.moved.set(ad.id, { by: this.by, live: this.liveOf(ad.adSet.id).length });
				if (this.by === 'run' && ad.status === 'ACTIVE') this.told.activated += 1;
			}
			write(...entry);
		});
	}

	private readonly adsOf = (adSetId: string): Ad[] =>
		this.emulator.world.all('Ad').filter(({ adSet }) => adSet.id === adSetId);

	private readonly liveOf = (adSetId: string): Ad[] => this.adsOf(adSetId).filter(({ status }) => status === 'ACTIVE');

	private readonly bad = new Set<string>();

	/** People bring ads until there are as many as at first, and one stops bringing results. */
	begin(): void {
		const { world, control } = this.emulator;
		this.by = 'person';
		for (const { id, queue } of adSets) {
			const fresh = (status: 'ACTIVE' | 'PAUSED'): void => {
				const model = world.get('Ad', ADS.eurNoBudget1);
				const adSet = world.get('AdSet', id);
				const ad = world.add({
					...model,
					id: world.newId('Ad'),
					adSet,
					status,
					labels: [],
					review: { ...model.review },
					createdTime: world.clock.now() - 10 * DAY,
				});
				logEndOfReview(world, ad, world.clock.now() - DAY);
			};
			for (let live = this.liveOf(id).length; live < LIVE; live++) fresh('ACTIVE');
			if (queue === 'all' && this.chance() < 0.3) for (let count = 0; count < STAND_BY; count++) fresh('PAUSED');
			control.setLearning(id, 'SUCCESS');
			// At most one of them at a time: where most bring nothing, the count may be silent, and nobody is judged.
			const [first] = this.liveOf(id);
			if (first !== undefined && this.chance() < 0.5 && !this.liveOf(id).some((ad) => this.bad.has(ad.id)))
				this.bad.add(first.id);
		}
		control.clearFaults();
		if (this.chance() < 0.3)
			control.addFault({
				match: { method: 'GET', nth: 1 + Math.floor(this.chance() * 25), times: 1 },
				fault: { kind: 'http', status: 500 },
			});
		this.moved.clear();
		this.named.clear();
		this.warned.clear();
		this.by = 'run';
	}

	async rotate({ id, queue }: Rotated): Promise<void> {
		const rows = await runAds({
			url: this.emulator.url,
			ask: this.disturbed(id),
			stored: { staticData: '{}' },
			input: this.report(id),
			items: [
				{
					resource: 'ad',
					operation: 'rotate',
					adAccount: byId(ACCOUNTS.eur),
					adSet: byId(id),
					targetCost: String(TARGET),
					dryRun: false,
					limits: { maxPauses: 2 },
					nextAds: { queue },
					options: { maxWait: 0 },
				},
			],
		});
		for (const { json } of rows.flat()) this.read(id, json);
	}

	private read(adSetId: string, { id, action, failed, error }: IDataObject): void {
		if (action === 'pause' || failed === true) this.named.add(String(id));
		if (failed === true || error !== undefined) this.warned.add(adSetId);
	}

	/** Twelve days of each ad that is live. */
	private report(adSetId: string): IDataObject[] {
		const now = this.emulator.world.clock.now();
		const day = (ago: number): string =>
			new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Berlin' }).format(now - ago * DAY);
		return this.liveOf(adSetId).flatMap(({ id }) =>
			Array.from({ length: 12 }, (_, index) => ({
				ad_id: id,
				date_start: day(12 - index),
				date_stop: day(12 - index),
				spend: '20.00',
				impressions: '3000',
				results: this.bad.has(id) ? '0' : '2',
			})),
		);
	}

	/** Between the calls people pause and activate ads; one write in ten gets no answer, done or not. */
	private disturbed(adSetId: string): Ask {
		const ask = this.meta.ask();
		return async (request) => {
			const isWrite = request.method === 'POST' && /\/\d+(\?|$)/.test(request.url);
			if (isWrite && this.chance() < 0.15) this.meddle(adSetId);
			if (!isWrite || this.chance() > 0.1) return await ask(request);
			if (this.chance() < 0.7) await ask(request);
			throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
		};
	}

	private meddle(adSetId: string): void {
		const all = this.adsOf(adSetId);
		const ad = all[Math.floor(this.chance() * all.length)]!;
		this.by = 'person';
		this.emulator.control.editOutside(ad.id, { status: ad.status === 'ACTIVE' ? 'PAUSED' : 'ACTIVE' });
		this.by = 'run';
	}

	/** All runs of this moment have ended: what stands, and who knows of it? */
	settle(): void {
		for (const { id: adSetId } of adSets) {
			const paused = this.adsOf(adSetId).filter(
				({ id, status }) => status === 'PAUSED' && this.moved.get(id)?.by === 'run',
			);
			this.told.paused += paused.length;
			this.told.untold += paused.filter(({ id }) => !this.named.has(id)).length;
			if (this.liveOf(adSetId).length > 0) continue;
			const last = [...this.moved].filter(([id]) => this.adsOf(adSetId).some((ad) => ad.id === id)).at(-1);
			if (last?.[1].by !== 'run') continue;
			this.told.dark += 1;
			if (!this.warned.has(adSetId)) this.told.darkUntold += 1;
		}
	}
}

/** The table of `docs/development/guard-soak.md`. */
export function rotationTable(lines: readonly RotationLine[]): string {
	const head = [
		'Log',
		'Workers',
		'Ads paused',
		'of these untold',
		'Activated',
		'Ad sets left without a live ad',
		'of these untold',
	];
	const rows = lines.map(({ log, workers, paused, untold, activated, dark, darkUntold }) =>
		[log, workers, paused, untold, activated, dark, darkUntold].join(' | '),
	);
	return [head.join(' | '), head.map(() => '---').join(' | '), ...rows].map((row) => `| ${row} |`).join('\n');
}

/** Every pause of a run stands in a row, and none leaves an ad set without a live ad unless a row says so. */
export function checkRotation(lines: readonly RotationLine[]): void {
	expect(lines.filter(({ untold, darkUntold }) => untold + darkUntold > 0)).toEqual([]);
	expect(lines.filter(({ paused }) => paused === 0)).toEqual([]);
}
