import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { uniform } from '../../../bench/uniform.mts';
import { logAdSetChanges } from '../../../emulator/adSets/adSetActivities.mts';
import { sendToReview } from '../../../emulator/ads/review.mts';
import { startEmulator, type Emulator } from '../../../emulator/http/server.mts';
import { LOG_LANGUAGES, type LogReader } from '../../../emulator/log/logWords.mts';
import type { User } from '../../../emulator/world/basics.mts';
import { ACCOUNTS, AD_SETS } from '../../../emulator/world/seedIds.mts';
import { ownWrites } from '../../../nodes/MetaBudgetGuard/state/log/ownWrites.ts';
import { addAdSet, giveAds } from '../support/guards.mts';
import { byId, emulatorCredential, runNode } from '../support/harness.mts';
import { setTime } from '../support/lives/fakeTime.mts';

/**
 * The same weeks, read in one language after the other: hours by the clock, a stop-loss and a step of a budget each day, while
 * people pause and activate, Meta reviews an ad every third morning, and a budget becomes one for the lifetime and back. What
 * is decided must not depend on who reads the log.
 */

const SOMEBODY: User = { kind: 'User', id: '100000000000009', name: 'Somebody Else' };

export const readers: readonly LogReader[] = LOG_LANGUAGES.flatMap((language) =>
	(['newer', 'older'] as const).map((age): LogReader => ({ language, age })),
);

const [OFFICE, LOSS, STEP] = ['120211000000720001', '120211000000720002', '120211000000720003'];
const ZONE = 'Europe/Berlin';
const START = new Date('2026-11-02T07:30:00Z');
const HOUR = 3_600;

export interface Decided {
	readonly day: number;
	readonly what: string;
	readonly verdict: string;
}

/** @param days how long it lasts */
export async function decidedBy(reader: LogReader, days: number, seed = 1): Promise<Decided[]> {
	setTime(START);
	const emulator = await startEmulator();
	ownWrites.clear();
	try {
		return await new Weeks(emulator, reader, uniform(seed)).live(days);
	} finally {
		await emulator.close();
	}
}

class Weeks {
	private readonly decided: Decided[] = [];
	private readonly stored = { staticData: '{}' };
	private day = 0;

	constructor(
		private readonly emulator: Emulator,
		reader: LogReader,
		private readonly chance: () => number,
	) {
		const createdTime = emulator.world.clock.now() - 90 * 24 * HOUR * 1000;
		for (const id of [OFFICE, LOSS, STEP]) {
			addAdSet(emulator, id, { name: id, dailyBudget: 1_000, createdTime, updatedTime: createdTime });
			emulator.control.setLearning(id, 'SUCCESS');
		}
		giveAds(emulator);
		emulator.control.setLogReader(reader);
	}

	async live(days: number): Promise<Decided[]> {
		const { control } = this.emulator;
		for (this.day = 0; this.day < days; this.day++) {
			this.people();
			// Words that nobody can read leave two authors within the same seconds unknown, and that holds.
			control.advanceClock(10);
			for (let hour = 0; hour < 24; hour += 4) {
				await this.hours();
				if (hour === 4) await this.stopLoss();
				if (hour === 8) await this.step();
				control.advanceClock(4 * HOUR);
			}
		}
		return this.decided;
	}

	/** Times shift by seconds between two runs, and a word of the log is quoted as it stands there. */
	private note(what: string, { verdict, action, reason, changed }: IDataObject = {}): void {
		const words = typeof reason === 'string' ? reason.replace(/\b\d{2}:\d{2}\b|\([^()]* → [^()]*\)/g, '') : null;
		this.decided.push({
			day: this.day,
			what,
			verdict: JSON.stringify([verdict ?? action ?? null, changed ?? null, words]),
		});
	}

	private people(): void {
		const { control, world } = this.emulator;
		const whom = this.chance();
		if (whom < 0.15) control.editOutside(OFFICE, { status: 'PAUSED' });
		else if (whom < 0.3) control.editOutside(OFFICE, { status: 'ACTIVE' });
		if (this.day % 11 === 8) for (const status of ['PAUSED', 'ACTIVE']) control.editOutside(LOSS, { status });
		if (this.day % 3 === 0) sendToReview(world, world.adsOf(world.get('AdSet', STEP))[0]!);
		if (this.day % 17 === 11) this.otherKind();
		control.setReview({ state: 'APPROVED', seconds: 1_800 });
	}

	/** The budget becomes one for the lifetime, and a minute later one by day again. */
	private otherKind(): void {
		const { control, world } = this.emulator;
		const adSet = world.get('AdSet', STEP);
		const daily = { ...adSet };
		Object.assign(adSet, { dailyBudget: undefined, lifetimeBudget: 60_000, updatedTime: world.clock.now() });
		logAdSetChanges(world, SOMEBODY, daily, adSet);
		control.advanceClock(60);
		const lifetime = { ...adSet };
		const { dailyBudget } = daily;
		Object.assign(adSet, { dailyBudget, lifetimeBudget: undefined, updatedTime: world.clock.now() });
		logAdSetChanges(world, SOMEBODY, lifetime, adSet);
	}

	private async hours(): Promise<void> {
		const { rows } = await runNode({
			credential: emulatorCredential(this.emulator.url),
			parameters: {
				resource: 'adSet',
				operation: 'keepToHours',
				dryRunInEditor: false,
				adAccount: byId(ACCOUNTS.eur),
				adSet: byId(OFFICE),
				hours: { rows: [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '20:00' }] },
			},
		});
		this.note('hours', rows[0]);
	}

	private async guard(parameters: IDataObject, items?: IDataObject[]): Promise<IDataObject[]> {
		const { outputs, error } = await runNode({
			node: 'metaBudgetGuard',
			credential: emulatorCredential(this.emulator.url),
			stored: this.stored,
			mode: 'trigger',
			parameters: { adAccount: byId(ACCOUNTS.eur), objectType: 'adSet', dryRun: false, ...parameters },
			...(items === undefined ? {} : { items }),
		});
		const rows = outputs.slice(0, 2).flatMap((list) => list.map(({ json }) => json));
		return error === undefined ? rows : [{ verdict: error.message }];
	}

	private async stopLoss(): Promise<void> {
		const today = DateTime.fromMillis(this.emulator.world.clock.now(), { zone: ZONE });
		const rows = (adset_id: string, results: number): IDataObject[] =>
			Array.from({ length: 14 }, (_, index) => {
				const date = today.minus({ days: 14 - index }).toISODate();
				return { adset_id, date_start: date, date_stop: date, spend: 20, results };
			});
		const found = await this.guard(
			{
				operation: 'stopLoss',
				adSet: { __rl: true, mode: 'id', value: '={{ $json.adset_id }}' },
				action: 'pause',
				target: '10',
				guards: {},
				dryRun: true,
			},
			[...rows(LOSS, 0), ...rows(AD_SETS.eurMinRoas, 2)],
		);
		this.note('stop', found.find(({ objectId }) => objectId === LOSS) ?? found[0]);
	}

	private async step(): Promise<void> {
		const [row] = await this.guard({
			operation: 'adjustBudget',
			adSet: byId(STEP),
			change: 'percent',
			percent: this.chance() < 0.5 ? 5 : -5,
			ceiling: '100',
		});
		this.note('step', row);
	}
}
